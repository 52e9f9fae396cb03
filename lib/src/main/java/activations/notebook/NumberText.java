package activations.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people write them: a minus sign, no noise digits, powers of ten with raised exponents. */
final class NumberText {

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private NumberText() {}

  /** The number with at most so many significant digits, trailing zeros dropped. */
  static String format(double value, int significantDigits) {
    if (value == 0 || !Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(significantDigits)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent > 6) {
      return scientific(rounded, exponent);
    }
    return sign(rounded.toPlainString());
  }

  /** The number with at most so many significant digits and never as a power of ten, trailing zeros dropped. */
  static String plain(double value, int significantDigits) {
    if (value == 0 || !Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(significantDigits)).stripTrailingZeros();
    return sign(rounded.toPlainString());
  }

  /** The number with a fixed number of decimals, those of the factor before the power of ten if scientific. */
  static String format(double value, boolean scientific, int decimals) {
    if (!Double.isFinite(value) || value == 0 && scientific) {
      return special(value);
    }
    if (scientific) {
      BigDecimal rounded = new BigDecimal(value).round(new MathContext(decimals + 1));
      int exponent = rounded.precision() - rounded.scale() - 1;
      return scientific(rounded.setScale(decimals - exponent, RoundingMode.UNNECESSARY), exponent);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return sign(rounded.toPlainString());
  }

  /** 10ⁿ with a raised exponent. */
  static String powerOfTen(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "10⁻" : "10");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  private static String scientific(BigDecimal value, int exponent) {
    String digits = sign(value.movePointLeft(exponent).toPlainString());
    return digits + " × " + powerOfTen(exponent);
  }

  private static String special(double value) {
    return value == 0 ? "0" : Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  }

  private static String sign(String digits) {
    return digits.replace('-', '−');
  }
}
