package activations;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in print. */
final class Numbers {

  /** Enough to tell −0.16997 (GELU's minimum) from −0.17004 (the tanh form's). */
  private static final MathContext FIVE_DIGITS = new MathContext(5);

  private Numbers() {}

  /** The number to five significant digits without trailing zeros, with a true minus sign and ∞. */
  static String print(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "∞" : "−∞";
    }
    BigDecimal rounded = new BigDecimal(number, FIVE_DIGITS).stripTrailingZeros();
    String text = Math.abs(rounded.scale()) > 10 ? rounded.toString() : rounded.toPlainString();
    return text.replace('-', '−');
  }
}
