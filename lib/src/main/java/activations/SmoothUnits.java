package activations;

import static activations.SpecialFunctions.normalCdf;
import static activations.SpecialFunctions.timesExp;
import static activations.SpecialFunctions.timesGaussian;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log1p;

import activations.FunctionProperties.Kink;
import activations.FunctionProperties.Range;
import activations.FunctionProperties.Smoothness;
import activations.Tabulated.Shape;
import java.util.List;

/**
 * Smooth relatives of ReLU: GELU, SiLU and Mish weigh the input by a rising curve, Softplus and Squareplus round the
 * corner.
 *
 * <p>GELU, its approximations and Swish have the form x·G(x), where G is a distribution function that is symmetric
 * about 0: G(−x) = 1 − G(x). Hence f′(−x) = 1 − f′(x), and only negative x need care with the tail.
 */
final class SmoothUnits {

  /** Φ(−37.5) = 4.6·10⁻³⁰⁸; soon below, Φ(x) is subnormal (less than 2.2·10⁻³⁰⁸) and x·Φ(x) would lose digits. */
  private static final double SUBNORMAL_CDF = -37.5;

  /** Far beyond the point where xΦ(x) and its derivative underflow (−38.6). */
  private static final double FAR_LEFT = -1000;

  /** 2√(2/π) = 1.59576912160573071175978423973…, as the double nearest to it and the remainder. */
  private static final double TANH_LINEAR = 1.59576912160573071175978423973;
  private static final double TANH_LINEAR_LOW = -9.96930880911092e-17;

  /** 2√(2/π)·0.044715 = 0.0713548162726002487763387522798…, as the double nearest to it and the remainder. */
  private static final double TANH_CUBIC = 0.0713548162726002487763387522798;
  private static final double TANH_CUBIC_LOW = -6.175149918155315e-19;

  /** 1.702 (Hendrycks and Gimpel 2016), as the double nearest to it and the remainder. */
  private static final double SIGMOID_SCALE = 1.702;
  private static final double SIGMOID_SCALE_LOW = 4.263256414560601e-17;

  /** The minimum of xσ(x) is −0.278464542761073795109358739023 at −1.27846454276107379510935873902. */
  private static final double SILU_MINIMUM_AT = -1.27846454276107379510935873902;
  private static final double SILU_MINIMUM = -0.278464542761073795109358739023;

  /** The greatest slope of xσ(x), at x = 2.3993572805154676678327396973. */
  private static final double SILU_MAXIMUM_SLOPE = 1.09983932012886691695818492432;

  /** Squareplus of a smaller b is subnormal from some x on. */
  private static final double TINY_B = 0x1p-500;

  private static final double NOWHERE = Double.NaN;

  private SmoothUnits() {}

  static Activation gelu() {
    return new CatalogueFunction("gelu",
        SmoothUnits::gelu,
        SmoothUnits::geluSlope,
        new FunctionProperties("GELU",
            "x\\,\\Phi(x)",
            "\\Phi(x) + x\\,\\varphi(x)",
            // Computed with 50 digits; the slope is greatest at √2.
            Range.from(-0.169971207479903661693868470982), -0.751791524693564457457904946780,
            1.12890414518515478634074444226, Smoothness.C_INFINITY, List.of(),
            "Hendrycks & Gimpel 2016, arXiv:1606.08415"),
        new Tables("gelu", Shape.LINE, "gelu_slope", Shape.STEP));
  }

  private static double gelu(double x) {
    if (x > SUBNORMAL_CDF) {
      return x * normalCdf(x);
    }
    // Φ(−38) is subnormal, x·Φ(x) is not yet; −∞ would make −∞·0.
    double far = Math.max(x, FAR_LEFT);
    return timesGaussian(far * SpecialFunctions.normalTail(far), far);
  }

  private static double geluSlope(double x) {
    if (x > 0) {
      return 1 - geluSlope(-x);
    }
    // The two terms share e^(−x²/2): taken out, it costs no digits in the tail.
    return timesGaussian(SpecialFunctions.normalTail(x) + x * SpecialFunctions.INVERSE_SQRT_2_PI, x);
  }

  static Activation geluTanh() {
    return new CatalogueFunction("gelu_tanh",
        x -> timesSigmoid(x, tanhExponent(x)),
        SmoothUnits::geluTanhSlope,
        new FunctionProperties("GELU (tanh)",
            "\\frac{x}{2}\\left(1 + \\tanh u\\right),\\quad u = \\sqrt{\\tfrac{2}{\\pi}}\\,(x + 0.044715\\,x^3)",
            "\\tfrac{1}{2}(1 + \\tanh u) + \\tfrac{x}{2}\\,(1 - \\tanh^2 u)\\,\\sqrt{\\tfrac{2}{\\pi}}\\,"
                + "(1 + 3 \\cdot 0.044715\\,x^2)",
            // Computed with 50 digits; the slope is greatest at 1.4185040087908283555.
            Range.from(-0.1700407505712540506390674), -0.7524614220710162584879544,
            1.128993068658771765455904, Smoothness.C_INFINITY, List.of(),
            "Hendrycks & Gimpel 2016, arXiv:1606.08415"),
        new Tables("gelu_tanh", Shape.LINE, "gelu_tanh_slope", Shape.STEP));
  }

  /** 2u = 2√(2/π)(x + 0.044715x³), so that ½(1 + tanh u) = σ(2u); 1 + tanh u itself is 0 from x = −8.1 on. */
  private static Exponent tanhExponent(double x) {
    double square = x * x;
    double squareLow = Math.fma(x, x, -square);
    double cubic = TANH_CUBIC * square;
    double cubicLow = Math.fma(TANH_CUBIC, square, -cubic) + TANH_CUBIC * squareLow + TANH_CUBIC_LOW * square;
    double sum = TANH_LINEAR + cubic;
    double added = sum - TANH_LINEAR;
    double sumLow = TANH_LINEAR - (sum - added) + (cubic - added) + TANH_LINEAR_LOW + cubicLow;
    double u2 = sum * x;
    return new Exponent(u2, Math.fma(sum, x, -u2) + sumLow * x);
  }

  private static double geluTanhSlope(double x) {
    return slopeOfTimesSigmoid(x * (TANH_LINEAR + 3 * TANH_CUBIC * x * x), tanhExponent(x));
  }

  static Activation geluSigmoid() {
    return new CatalogueFunction("gelu_sigmoid",
        x -> timesSigmoid(x, product(SIGMOID_SCALE, SIGMOID_SCALE_LOW, x)),
        x -> slopeOfTimesSigmoid(SIGMOID_SCALE * x, product(SIGMOID_SCALE, SIGMOID_SCALE_LOW, x)),
        new FunctionProperties("GELU (sigmoid)",
            "x\\,\\sigma(1.702\\,x)",
            "\\sigma(1.702\\,x)\\,(1 + 1.702\\,x\\,\\sigma(-1.702\\,x))",
            Range.from(SILU_MINIMUM / SIGMOID_SCALE), SILU_MINIMUM_AT / SIGMOID_SCALE,
            SILU_MAXIMUM_SLOPE, Smoothness.C_INFINITY, List.of(),
            "Hendrycks & Gimpel 2016, arXiv:1606.08415"),
        new Tables("gelu_sigmoid", Shape.LINE, "gelu_sigmoid_slope", Shape.STEP));
  }

  static Activation silu() {
    return new CatalogueFunction("silu",
        x -> timesSigmoid(x, new Exponent(x, 0)),
        x -> slopeOfTimesSigmoid(x, new Exponent(x, 0)),
        new FunctionProperties("SiLU",
            "x\\,\\sigma(x)",
            "\\sigma(x)\\,(1 + x\\,\\sigma(-x))",
            Range.from(SILU_MINIMUM), SILU_MINIMUM_AT, SILU_MAXIMUM_SLOPE, Smoothness.C_INFINITY, List.of(),
            "Hendrycks & Gimpel 2016, arXiv:1606.08415; Elfwing, Uchibe & Doya 2017, arXiv:1702.03118"),
        new Tables("silu", Shape.LINE, "silu_slope", Shape.STEP));
  }

  static Activation swish(double beta) {
    Checks.positive("beta", beta);
    return new CatalogueFunction("swish",
        x -> timesSigmoid(x, product(beta, 0, x)),
        x -> slopeOfTimesSigmoid(beta * x, product(beta, 0, x)),
        new FunctionProperties("Swish (β = " + Numbers.format(beta) + ")",
            "x\\,\\sigma(\\beta x)",
            "\\sigma(\\beta x)\\,(1 + \\beta x\\,\\sigma(-\\beta x))",
            Range.from(SILU_MINIMUM / beta), SILU_MINIMUM_AT / beta,
            SILU_MAXIMUM_SLOPE, Smoothness.C_INFINITY, List.of(),
            "Ramachandran, Zoph & Le 2017, arXiv:1710.05941"),
        Formulas.swish(beta));
  }

  /** An exponent and its rounding error, which is the relative error of the exponential: 37 units at e^(−74). */
  private record Exponent(double high, double low) {}

  /** (a + aLow) · x. */
  private static Exponent product(double a, double aLow, double x) {
    double high = a * x;
    return new Exponent(high, Math.fma(a, x, -high) + aLow * x);
  }

  /** x · σ(u). */
  private static double timesSigmoid(double x, Exponent u) {
    // 1/(1 + e^(−u)) is 0 at u = −710, where e^(−u) overflows.
    return u.high > 0
        ? x / (1 + exp(-u.high))
        : timesExp(x / (1 + exp(u.high)), u.high, u.low);
  }

  /** The derivative σ(u) + xu′·σ(u)σ(−u) of x · σ(u), for an odd u(x). */
  private static double slopeOfTimesSigmoid(double xTimesSlopeOfU, Exponent u) {
    if (u.high > 0) {
      return 1 - slopeOfTimesSigmoid(-xTimesSlopeOfU, new Exponent(-u.high, -u.low));
    }
    double t = exp(u.high);
    return timesExp((1 + xTimesSlopeOfU / (1 + t)) / (1 + t), u.high, u.low);
  }

  static Activation hardSwish() {
    return new CatalogueFunction("hard_swish",
        // Left of −3 the value is 0; the bound on x keeps −∞·0 away.
        x -> Math.max(x, -3) * Sigmoids.hardSigmoid(x),
        x -> x <= -3 ? 0 : x < 3 ? (2 * x + 3) / 6 : 1,
        new FunctionProperties("Hard swish",
            "x\\,\\frac{\\min(\\max(0, x + 3), 6)}{6}",
            "\\begin{cases} 0 & x \\le -3 \\\\ \\frac{2x + 3}{6} & -3 < x < 3 \\\\ 1 & x \\ge 3 \\end{cases}",
            Range.from(-0.375), -1.5, 1.5, Smoothness.C0, List.of(new Kink(-3, 0), new Kink(3, 1)),
            "Howard et al. 2019 (MobileNetV3), arXiv:1905.02244"),
        new PiecewiseFormulas.HardSwish());
  }

  static Activation mish() {
    return new CatalogueFunction("mish",
        SmoothUnits::mish,
        SmoothUnits::mishSlope,
        new FunctionProperties("Mish",
            "x \\tanh(\\ln(1 + e^x))",
            "\\tanh(s) + x\\,\\sigma(x)\\,(1 - \\tanh^2 s),\\quad s = \\ln(1 + e^x)",
            // Computed with 50 digits; the slope is greatest at 1.4905711794854284593.
            Range.from(-0.308843413017250406628760229042), -1.19243121451549521213758834042,
            1.088498161251727861228294, Smoothness.C_INFINITY, List.of(),
            "Misra 2019, arXiv:1908.08681"),
        new Tables("mish", Shape.LINE, "mish_slope", Shape.STEP));
  }

  /** tanh(ln(1 + t)) = t(t + 2)/(t(t + 2) + 2), which neither cancels nor rounds twice as tanh and ln would. */
  private static double mish(double x) {
    if (x > 0) {
      double t = exp(-x);
      return x * (1 + 2 * t) / (1 + 2 * t + 2 * t * t);
    }
    double t = exp(x);
    return timesExp(x * (t + 2) / (t * (t + 2) + 2), x, 0);
  }

  private static double mishSlope(double x) {
    if (x > 0) {
      double t = exp(-x);
      double above = 1 + 2 * t;
      double below = above + 2 * t * t;
      return (above * below + timesExp(4 * x * (1 + t), -2 * x, 0)) / (below * below);
    }
    double t = exp(x);
    double below = t * (t + 2) + 2;
    return timesExp(((t + 2) * below + 4 * x * (t + 1)) / (below * below), x, 0);
  }

  static Activation softplus(double beta) {
    Checks.positive("beta", beta);
    return new CatalogueFunction("softplus",
        x -> softplus(beta, x),
        x -> SpecialFunctions.sigmoid(beta * x, Math.fma(beta, x, -(beta * x))),
        new FunctionProperties("Softplus (β = " + Numbers.format(beta) + ")",
            "\\frac{1}{\\beta} \\ln(1 + e^{\\beta x})",
            "\\sigma(\\beta x)",
            Range.above(0), NOWHERE, 1, Smoothness.C_INFINITY, List.of(),
            "Dugas, Bengio, Bélisle, Nadeau & Garcia 2000"),
        Formulas.softplus(beta));
  }

  private static double softplus(double beta, double x) {
    // ln(1 + e^(βx)) is ∞ from βx = 710 on.
    Exponent u = product(beta, 0, -Math.abs(x));
    return Math.max(x, 0) + log1p(timesExp(1, u.high, u.low)) / beta;
  }

  static Activation squareplus(double b) {
    Checks.positive("b", b);
    double root = Math.sqrt(b);
    return new CatalogueFunction("squareplus",
        x -> squareplus(b, root, x),
        x -> squareplusSlope(b, root, x),
        new FunctionProperties("Squareplus (b = " + Numbers.format(b) + ")",
            "\\frac{x + \\sqrt{x^2 + b}}{2}",
            "\\frac{1}{2}\\left(1 + \\frac{x}{\\sqrt{x^2 + b}}\\right)",
            Range.above(0), NOWHERE, 1, Smoothness.C_INFINITY, List.of(),
            "Barron 2021, arXiv:2112.11687"),
        Formulas.squareplus(b));
  }

  private static double squareplus(double b, double root, double x) {
    double half = 0.5 * Math.hypot(x, root);
    // For negative x the sum cancels: it is 0 from x = −10⁸ on, where the function is 10⁻⁸.
    return x >= 0 ? 0.5 * x + half : 0.25 * (b / (half - 0.5 * x));
  }

  private static double squareplusSlope(double b, double root, double x) {
    double hypotenuse = Math.hypot(x, root);
    if (x < 0 && b < TINY_B) {
      // Where f(x) is subnormal, its quotient need not be.
      return 0.25 * (b / TINY_B / (0.5 * (hypotenuse - x)) / hypotenuse) * TINY_B;
    }
    return x == Double.POSITIVE_INFINITY ? 1 : squareplus(b, root, x) / hypotenuse;
  }

  static Activation sparsePlus() {
    return new CatalogueFunction("sparse_plus",
        x -> x <= -1 ? 0 : x < 1 ? 0.25 * (x + 1) * (x + 1) : x,
        Sigmoids::sparseSigmoid,
        new FunctionProperties("Sparse plus",
            "\\begin{cases} 0 & x \\le -1 \\\\ \\frac{(x + 1)^2}{4} & -1 < x < 1 \\\\ x & x \\ge 1 \\end{cases}",
            "\\frac{\\min(\\max(0, x + 1), 2)}{2}",
            Range.from(0), NOWHERE, 1, Smoothness.C1, List.of(new Kink(-1, 0), new Kink(1, 1)),
            "Blondel, Martins & Niculae 2020, arXiv:1901.02324"),
        new PiecewiseFormulas.SparsePlus());
  }
}
