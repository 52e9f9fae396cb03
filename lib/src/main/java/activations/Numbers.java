package activations;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people write them: a true minus sign, no noise digits, ∞, powers of ten with raised exponents. */
public final class Numbers {

  /** Enough to tell −0.16997 (GELU's minimum) from −0.17004 (the tanh form's). */
  private static final int DIGITS = 5;

  /** Below 10⁻⁴ and from 10⁷ on a number is written as a power of ten. */
  private static final int SMALLEST_PLAIN = -4;
  private static final int LARGEST_PLAIN = 6;

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /**
   * {@return the number with at most five significant digits, as {@link #format(double, int)}}
   *
   * @param value any number
   */
  public static String format(double value) {
    return format(value, DIGITS);
  }

  /**
   * {@return the number with at most so many significant digits, trailing zeros dropped: "−0.17", "2.5 × 10⁻⁷", "∞",
   * "NaN"}
   *
   * @param value any number
   * @param significantDigits at least 1
   * @throws IllegalArgumentException if there is to be no digit
   */
  public static String format(double value, int significantDigits) {
    if (value == 0 || !Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal rounded = rounded(value, significantDigits);
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < SMALLEST_PLAIN || exponent > LARGEST_PLAIN ? scientific(rounded, exponent)
        : sign(rounded.toPlainString());
  }

  /**
   * {@return the number with at most so many significant digits and never as a power of ten, trailing zeros dropped}
   *
   * @param value any number
   * @param significantDigits at least 1
   * @throws IllegalArgumentException if there is to be no digit
   */
  public static String plain(double value, int significantDigits) {
    return value == 0 || !Double.isFinite(value) ? special(value)
        : sign(rounded(value, significantDigits).toPlainString());
  }

  private static BigDecimal rounded(double value, int significantDigits) {
    if (significantDigits < 1) {
      throw new IllegalArgumentException("significantDigits is " + significantDigits + "; at least 1 is needed");
    }
    return new BigDecimal(value).round(new MathContext(significantDigits)).stripTrailingZeros();
  }

  /**
   * {@return the number with exactly so many digits after the point, never as a power of ten}
   *
   * @param value any number
   * @param decimals at least 0
   */
  public static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? sign(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString()) : special(value);
  }

  /**
   * {@return the number as a factor, with exactly so many digits after the point, and a power of ten}
   *
   * @param value any number
   * @param decimals at least 0
   */
  public static String scientific(double value, int decimals) {
    if (value == 0 || !Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(decimals + 1));
    int exponent = rounded.precision() - rounded.scale() - 1;
    return scientific(rounded.setScale(decimals - exponent, RoundingMode.UNNECESSARY), exponent);
  }

  /**
   * {@return 10ⁿ with a raised exponent}
   *
   * @param exponent any n
   */
  public static String powerOfTen(int exponent) {
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
