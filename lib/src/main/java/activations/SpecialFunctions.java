package activations;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log1p;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The special functions that activation functions are made of, in double precision.
 *
 * <p>Exponentials and logarithms come from {@link StrictMath}, whose bits do not depend on the machine.
 */
public final class SpecialFunctions {

  /** √½ = 0.70710678118654752440… */
  private static final double SQRT_HALF = 0.70710678118654752440;

  /** 1/√(2π) = 0.39894228040143267794… */
  static final double INVERSE_SQRT_2_PI = 0.39894228040143267794;

  /** Below this eˣ is subnormal (ln 2⁻¹⁰²² = −708.4) and has fewer than 53 bits. */
  private static final double FULL_PRECISION_EXP = -708;

  /** Below this c·eˣ is zero for every finite c: ln 2⁻¹⁰⁷⁵ − ln 2¹⁰²⁴ = −1454.9. */
  private static final double ZERO_EXP = -1455;

  private SpecialFunctions() {}

  /**
   * {@return the error function erf(x) = 2/√π · ∫₀ˣ e^(−t²) dt; ±1 at ±∞; within 1.5 ulp} From Commons Numbers.
   *
   * @param x upper end of the integral, any number; NaN gives NaN
   */
  public static double erf(double x) {
    return Erf.value(x);
  }

  /**
   * {@return the complementary error function erfc(x) = 1 − erf(x), without cancellation; 2 at −∞, 0 at ∞} From Commons
   * Numbers.
   *
   * @param x lower end of the integral of 2/√π · e^(−t²) up to ∞, any number; NaN gives NaN
   */
  public static double erfc(double x) {
    return Erfc.value(x);
  }

  /**
   * {@return the scaled complementary error function erfcx(x) = e^(x²) · erfc(x), which does not underflow; ∞ at −∞, 0
   * at ∞} From Commons Numbers.
   *
   * @param x argument, any number; NaN gives NaN
   */
  public static double erfcx(double x) {
    return Erfcx.value(x);
  }

  /**
   * {@return the density of the standard normal distribution, φ(x) = e^(−x²/2) / √(2π); 0 at ±∞; within 2.3 ulp}
   *
   * @param x distance from the mean in standard deviations, any number; NaN gives NaN
   */
  public static double normalPdf(double x) {
    return timesGaussian(INVERSE_SQRT_2_PI, x);
  }

  /**
   * {@return the distribution function of the standard normal distribution, Φ(x) = ½ · erfc(−x/√2); 0 at −∞, 1 at ∞;
   * within 2.7 ulp, in the tail too}
   *
   * @param x distance from the mean in standard deviations, any number; NaN gives NaN
   */
  public static double normalCdf(double x) {
    // erfc(−x/√2) itself would lose x² units in the last place to the rounding of x/√2: 1400 at x = −38.
    return x > 0 ? 1 - normalCdf(-x) : timesGaussian(normalTail(x), x);
  }

  /** Φ(x) / e^(−x²/2) = ½ · erfcx(−x/√2), for x ≤ 0: Φ without its fast decay. */
  static double normalTail(double x) {
    return 0.5 * erfcx(-x * SQRT_HALF);
  }

  /**
   * {@return the logistic function σ(x) = 1 / (1 + e^(−x)); 0 at −∞, 1 at ∞; within 2 ulp}
   *
   * @param x argument, any number; NaN gives NaN
   */
  public static double sigmoid(double x) {
    return sigmoid(x, 0);
  }

  /**
   * {@return ln(1 + eˣ), without overflow for large x; 0 at −∞, ∞ at ∞; within 1.4 ulp}
   *
   * @param x argument, any number; NaN gives NaN
   */
  public static double log1pExp(double x) {
    return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
  }

  /** σ(high + low), where low is the rounding error of high. */
  static double sigmoid(double high, double low) {
    if (high > 0) {
      return 1 / (1 + exp(-high));
    }
    // 1/(1 + e^(−x)) is 0 at x = −710, where e^(−x) overflows.
    return timesExp(1 / (1 + exp(high)), high, low);
  }

  /** factor · e^(−x²/2). */
  static double timesGaussian(double factor, double x) {
    // The rounding error of x², halved, is the relative error of the result: 700 units in the last place at x = 38.
    double square = x * x;
    return timesExp(factor, -0.5 * square, -0.5 * Math.fma(x, x, -square));
  }

  /**
   * factor · e^(high + low) for high ≤ 0, where low is the rounding error of high; zero with the sign of the factor
   * where e^high underflows for good, even if the factor is infinite.
   */
  static double timesExp(double factor, double high, double low) {
    if (high < ZERO_EXP) {
      return Math.copySign(0, factor);
    }
    if (high > FULL_PRECISION_EXP) {
      double product = factor * exp(high);
      return product + product * low;
    }
    // e^high is subnormal here, though factor · e^high need not be: at −740 it has 10 bits.
    double root = exp(0.5 * high);
    double product = factor * root;
    return (product + product * low) * root;
  }
}
