package activations;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;

import activations.FunctionProperties.Kink;
import activations.FunctionProperties.Range;
import activations.FunctionProperties.Smoothness;
import java.util.List;

/** ReLU and its relatives, and the shrinkage functions: pieces joined at a threshold. */
final class Rectifiers {

  /** α of SELU, 1.67326324235437728481704299167…: Klambauer et al. 2017, equation 14, for mean 0 and variance 1. */
  private static final double SELU_ALPHA = 1.67326324235437728481704299167;

  /** λ of SELU, 1.05070098735548049341933498529…: the same source. */
  private static final double SELU_SCALE = 1.05070098735548049341933498529;

  /** λα of SELU, 1.75809934084737685994021752081…, rounded once. */
  private static final double SELU_SCALE_ALPHA = 1.75809934084737685994021752081;

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Where there is no minimum, or no single place for it. */
  private static final double NOWHERE = Double.NaN;

  private Rectifiers() {}

  static Activation relu() {
    return new CatalogueFunction("relu",
        x -> Math.max(x, 0),
        x -> x > 0 ? 1 : 0,
        new FunctionProperties("ReLU",
            "\\max(0, x)",
            "\\begin{cases} 1 & x > 0 \\\\ 0 & x \\le 0 \\end{cases}",
            Range.from(0), NOWHERE, 1, Smoothness.C0, List.of(new Kink(0, 0)),
            "Fukushima 1969; Nair & Hinton 2010"),
        new PiecewiseFormulas.Relu());
  }

  static Activation leakyRelu(double slope) {
    Checks.finite("slope", slope);
    return twoSlopes("leaky_relu", "Leaky ReLU (α = " + Numbers.format(slope) + ")", slope,
        "Maas, Hannun & Ng 2013");
  }

  static Activation prelu(double slope) {
    Checks.finite("slope", slope);
    return twoSlopes("prelu", "PReLU (α = " + Numbers.format(slope) + ")", slope,
        "He, Zhang, Ren & Sun 2015, arXiv:1502.01852");
  }

  static Activation rrelu(double lower, double upper) {
    Checks.finite("lower", lower);
    Checks.finite("upper", upper);
    if (lower > upper) {
      throw new IllegalArgumentException(
          "lower must be at most upper but they are " + lower + " and " + upper);
    }
    double slope = middle(lower, upper);
    return twoSlopes("rrelu", "RReLU (α = " + Numbers.format(slope) + ")", slope,
        "Xu, Wang, Chen & Li 2015, arXiv:1505.00853");
  }

  /** (lower + upper) / 2: a subnormal half could lose its last digit, and a sum overflow. */
  static double middle(double lower, double upper) {
    double sum = lower + upper;
    return Double.isInfinite(sum) ? 0.5 * lower + 0.5 * upper : 0.5 * sum;
  }

  private static Activation twoSlopes(
      String name, String displayName, double alpha, String paper) {
    return new CatalogueFunction(name,
        // 0 · −∞ would be NaN.
        x -> x > 0 ? x : alpha == 0 ? 0 : alpha * x,
        x -> x > 0 ? 1 : alpha,
        new FunctionProperties(displayName,
            "\\begin{cases} x & x > 0 \\\\ \\alpha x & x \\le 0 \\end{cases}",
            "\\begin{cases} 1 & x > 0 \\\\ \\alpha & x \\le 0 \\end{cases}",
            alpha > 0 ? Range.ALL : Range.from(0),
            alpha < 0 ? 0 : NOWHERE,
            Math.max(1, Math.abs(alpha)),
            alpha == 1 ? Smoothness.C_INFINITY : Smoothness.C0,
            alpha == 1 ? List.of() : List.of(new Kink(0, alpha)),
            paper),
        Formulas.twoSlopes(alpha));
  }

  static Activation relu6() {
    return new CatalogueFunction("relu6",
        x -> Math.min(Math.max(x, 0), 6),
        x -> x > 0 && x < 6 ? 1 : 0,
        new FunctionProperties("ReLU6",
            "\\min(\\max(0, x), 6)",
            "\\begin{cases} 1 & 0 < x < 6 \\\\ 0 & \\text{otherwise} \\end{cases}",
            Range.closed(0, 6), NOWHERE, 1, Smoothness.C0, List.of(new Kink(0, 0), new Kink(6, 0)),
            "Krizhevsky 2010, Convolutional deep belief networks on CIFAR-10"),
        new PiecewiseFormulas.Clip(0, 6));
  }

  static Activation squaredRelu() {
    return new CatalogueFunction("squared_relu",
        x -> Math.max(x, 0) * Math.max(x, 0),
        x -> 2 * Math.max(x, 0),
        new FunctionProperties("Squared ReLU",
            "\\max(0, x)^2",
            "2\\max(0, x)",
            Range.from(0), NOWHERE, INFINITY, Smoothness.C1, List.of(new Kink(0, 0)),
            "So et al. 2021 (Primer), arXiv:2109.08668"),
        new PiecewiseFormulas.SquaredRelu());
  }

  static Activation elu(double alpha) {
    Checks.positive("alpha", alpha);
    return new CatalogueFunction("elu",
        x -> x > 0 ? x : alpha * expm1(x),
        x -> x > 0 ? 1 : SpecialFunctions.timesExp(alpha, x, 0),
        new FunctionProperties("ELU (α = " + Numbers.format(alpha) + ")",
            "\\begin{cases} x & x > 0 \\\\ \\alpha (e^x - 1) & x \\le 0 \\end{cases}",
            "\\begin{cases} 1 & x > 0 \\\\ \\alpha e^x & x \\le 0 \\end{cases}",
            Range.above(-alpha), NOWHERE, Math.max(1, alpha),
            alpha == 1 ? Smoothness.C1 : Smoothness.C0, List.of(new Kink(0, alpha)),
            "Clevert, Unterthiner & Hochreiter 2015, arXiv:1511.07289"),
        Formulas.elu(1, alpha));
  }

  static Activation celu(double alpha) {
    Checks.positive("alpha", alpha);
    return new CatalogueFunction("celu",
        // A quotient near the smallest double would have lost its digits.
        x -> x > 0 || -x < 0x1p-60 * alpha ? x : alpha * expm1(x / alpha),
        x -> x > 0 ? 1 : expOfQuotient(x, alpha),
        new FunctionProperties("CELU (α = " + Numbers.format(alpha) + ")",
            "\\begin{cases} x & x > 0 \\\\ \\alpha (e^{x/\\alpha} - 1) & x \\le 0 \\end{cases}",
            "\\begin{cases} 1 & x > 0 \\\\ e^{x/\\alpha} & x \\le 0 \\end{cases}",
            Range.above(-alpha), NOWHERE, 1, Smoothness.C1, List.of(new Kink(0, 1)),
            "Barron 2017, arXiv:1704.07483"),
        Formulas.elu(1 / alpha, alpha));
  }

  private static double expOfQuotient(double x, double alpha) {
    double quotient = x / alpha;
    return SpecialFunctions.timesExp(1, quotient, -Math.fma(quotient, alpha, -x) / alpha);
  }

  static Activation selu() {
    return new CatalogueFunction("selu",
        x -> x > 0 ? SELU_SCALE * x : SELU_SCALE_ALPHA * expm1(x),
        x -> x > 0 ? SELU_SCALE : SELU_SCALE_ALPHA * exp(x),
        new FunctionProperties("SELU",
            "\\lambda \\begin{cases} x & x > 0 \\\\ \\alpha (e^x - 1) & x \\le 0 \\end{cases}",
            "\\lambda \\begin{cases} 1 & x > 0 \\\\ \\alpha e^x & x \\le 0 \\end{cases}",
            Range.above(-SELU_SCALE_ALPHA), NOWHERE, SELU_SCALE_ALPHA,
            Smoothness.C0, List.of(new Kink(0, SELU_SCALE_ALPHA)),
            "Klambauer, Unterthiner, Mayr & Hochreiter 2017, arXiv:1706.02515"),
        new EluFormulas.Selu(SELU_SCALE * SELU_ALPHA, SELU_SCALE));
  }

  static Activation softshrink(double lambda) {
    Checks.notNegative("lambda", lambda);
    return new CatalogueFunction("softshrink",
        x -> x > lambda ? x - lambda : x < -lambda ? x + lambda : 0,
        x -> x > lambda || x < -lambda ? 1 : 0,
        new FunctionProperties("Soft shrinkage (λ = " + Numbers.format(lambda) + ")",
            "\\begin{cases} x - \\lambda & x > \\lambda \\\\ x + \\lambda & x < -\\lambda"
                + " \\\\ 0 & \\text{otherwise} \\end{cases}",
            "\\begin{cases} 1 & |x| > \\lambda \\\\ 0 & \\text{otherwise} \\end{cases}",
            Range.ALL, NOWHERE, 1, lambda == 0 ? Smoothness.C_INFINITY : Smoothness.C0,
            atBothSides(lambda),
            "Donoho 1995, De-noising by soft-thresholding"),
        Formulas.softshrink(lambda));
  }

  static Activation hardshrink(double lambda) {
    Checks.notNegative("lambda", lambda);
    return new CatalogueFunction("hardshrink",
        x -> x > lambda || x < -lambda ? x : 0,
        x -> x > lambda || x < -lambda ? 1 : 0,
        new FunctionProperties("Hard shrinkage (λ = " + Numbers.format(lambda) + ")",
            "\\begin{cases} x & |x| > \\lambda \\\\ 0 & \\text{otherwise} \\end{cases}",
            "\\begin{cases} 1 & |x| > \\lambda \\\\ 0 & \\text{otherwise} \\end{cases}",
            Range.ALL, NOWHERE, lambda == 0 ? 1 : INFINITY,
            lambda == 0 ? Smoothness.C_INFINITY : Smoothness.DISCONTINUOUS,
            atBothSides(lambda),
            "Donoho & Johnstone 1994, Ideal spatial adaptation by wavelet shrinkage"),
        new PiecewiseFormulas.Hardshrink(lambda));
  }

  private static List<Kink> atBothSides(double lambda) {
    return lambda == 0 ? List.of() : List.of(new Kink(-lambda, 0), new Kink(lambda, 0));
  }

  static Activation threshold(double threshold, double value) {
    Checks.finite("threshold", threshold);
    Checks.finite("value", value);
    boolean continuous = value == threshold;
    return new CatalogueFunction("threshold",
        x -> x > threshold ? x : value,
        x -> x > threshold ? 1 : 0,
        new FunctionProperties("Threshold (θ = " + Numbers.format(threshold) + ", v = " + Numbers.format(value) + ")",
            "\\begin{cases} x & x > \\theta \\\\ v & x \\le \\theta \\end{cases}",
            "\\begin{cases} 1 & x > \\theta \\\\ 0 & x \\le \\theta \\end{cases}",
            value <= threshold ? Range.from(value) : Range.above(threshold), NOWHERE,
            continuous ? 1 : INFINITY, continuous ? Smoothness.C0 : Smoothness.DISCONTINUOUS,
            List.of(new Kink(threshold, 0)),
            "Konda, Memisevic & Krueger 2014, arXiv:1402.3337"),
        new PiecewiseFormulas.Threshold(threshold, value));
  }

  static Activation identity() {
    return new CatalogueFunction("identity",
        x -> x,
        x -> 1,
        new FunctionProperties("Identity", "x", "1",
            Range.ALL, NOWHERE, 1, Smoothness.C_INFINITY, List.of(), ""),
        new PiecewiseFormulas.Identity());
  }
}
