package activations;

import static java.lang.StrictMath.cosh;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.tanh;

import activations.FunctionProperties.Kink;
import activations.FunctionProperties.Range;
import activations.FunctionProperties.Smoothness;
import activations.Tabulated.Shape;
import java.util.List;

/** The S-shaped functions and what is made of them directly. */
final class Sigmoids {

  private static final double NOWHERE = Double.NaN;

  /** Below this the series of {@link #tanhshrink} is used: x − tanh x has lost less than two bits here. */
  private static final double SERIES_BOUND = 1.5;

  /** Terms of the series: at 1.5 the next one is 2⁻⁶⁵ of the sum. */
  private static final int SERIES_TERMS = 11;

  private Sigmoids() {}

  static Activation sigmoid() {
    return new CatalogueFunction("sigmoid",
        SpecialFunctions::sigmoid,
        Sigmoids::sigmoidSlope,
        new FunctionProperties("Sigmoid",
            "\\sigma(x) = \\frac{1}{1 + e^{-x}}",
            "\\sigma(x)\\,(1 - \\sigma(x))",
            Range.open(0, 1), NOWHERE, 0.25, Smoothness.C_INFINITY, List.of(),
            "Verhulst 1838; Rumelhart, Hinton & Williams 1986"),
        new Tables("sigmoid", Shape.STEP, "sigmoid_slope", Shape.EVEN));
  }

  private static double sigmoidSlope(double x) {
    // 1 − σ(x) is 0 from x = 37 on; σ(−x) = e^(−x)/(1 + e^(−x)) is not.
    double t = exp(-Math.abs(x));
    return SpecialFunctions.timesExp(1 / ((1 + t) * (1 + t)), -Math.abs(x), 0);
  }

  static Activation hardSigmoid() {
    return new CatalogueFunction("hard_sigmoid",
        Sigmoids::hardSigmoid,
        x -> x > -3 && x < 3 ? 1 / 6.0 : 0,
        new FunctionProperties("Hard sigmoid",
            "\\frac{\\min(\\max(0, x + 3), 6)}{6}",
            "\\begin{cases} \\frac{1}{6} & -3 < x < 3 \\\\ 0 & \\text{otherwise} \\end{cases}",
            Range.closed(0, 1), NOWHERE, 1 / 6.0, Smoothness.C0, List.of(new Kink(-3, 0), new Kink(3, 0)),
            "Courbariaux, Bengio & David 2015, arXiv:1511.00363; this slope: Howard et al. 2019, arXiv:1905.02244"),
        new PiecewiseFormulas.HardSigmoid());
  }

  static double hardSigmoid(double x) {
    return Math.min(Math.max(0, x + 3), 6) / 6;
  }

  static Activation logSigmoid() {
    return new CatalogueFunction("log_sigmoid",
        x -> -SpecialFunctions.log1pExp(-x),
        x -> SpecialFunctions.sigmoid(-x),
        new FunctionProperties("Log-sigmoid",
            "\\ln \\sigma(x) = -\\ln(1 + e^{-x})",
            "\\sigma(-x)",
            Range.open(Double.NEGATIVE_INFINITY, 0), NOWHERE, 1, Smoothness.C_INFINITY, List.of(), ""),
        new Tables(new Tabulated("softplus", Shape.CORNER).mirror(), new Tabulated("sigmoid", Shape.STEP).mirror()));
  }

  static Activation hyperbolicTangent() {
    return new CatalogueFunction("tanh",
        x -> tanh(x),
        Sigmoids::tanhSlope,
        new FunctionProperties("Tanh",
            "\\tanh x = \\frac{e^x - e^{-x}}{e^x + e^{-x}}",
            "1 - \\tanh^2 x",
            Range.open(-1, 1), NOWHERE, 1, Smoothness.C_INFINITY, List.of(),
            "LeCun, Bottou, Orr & Müller 1998, Efficient BackProp"),
        new Tables("tanh", Shape.ODD, "tanh_slope", Shape.EVEN));
  }

  private static double tanhSlope(double x) {
    // 1 − tanh²x is 0 from x = 19.1 on; 4t/(1 + t)² with t = e^(−2|x|) is not.
    double t = exp(-2 * Math.abs(x));
    return SpecialFunctions.timesExp(4 / ((1 + t) * (1 + t)), -2 * Math.abs(x), 0);
  }

  static Activation hardTanh(double min, double max) {
    Checks.ascending("min", min, "max", max);
    return new CatalogueFunction("hard_tanh",
        x -> Math.min(Math.max(min, x), max),
        x -> x > min && x < max ? 1 : 0,
        new FunctionProperties("Hard tanh (" + Numbers.format(min) + ", " + Numbers.format(max) + ")",
            "\\min(\\max(a, x), b)",
            "\\begin{cases} 1 & a < x < b \\\\ 0 & \\text{otherwise} \\end{cases}",
            Range.closed(min, max), NOWHERE, 1, Smoothness.C0, List.of(new Kink(min, 0), new Kink(max, 0)),
            "Collobert 2004, Large scale machine learning"),
        new PiecewiseFormulas.Clip(min, max));
  }

  static Activation tanhshrink() {
    return new CatalogueFunction("tanhshrink",
        Sigmoids::tanhshrink,
        x -> tanh(x) * tanh(x),
        new FunctionProperties("Tanhshrink",
            "x - \\tanh x",
            "\\tanh^2 x",
            Range.ALL, NOWHERE, 1, Smoothness.C_INFINITY, List.of(), ""),
        new TanhshrinkFormulas.Tanhshrink());
  }

  private static double tanhshrink(double x) {
    if (Math.abs(x) > SERIES_BOUND) {
      return x - tanh(x);
    }
    // x − tanh x cancels: no digit is left at 10⁻⁸. x·cosh x − sinh x = Σ 2k·x²ᵏ⁺¹/(2k+1)! has no negative terms;
    // each term is the one before times x²/(2k(2k+3)).
    double square = x * x;
    double sum = 1;
    for (int k = SERIES_TERMS - 1; k >= 1; k--) {
      sum = 1 + square / (2 * k * (2 * k + 3)) * sum;
    }
    return x / 3 * square * sum / cosh(x);
  }

  static Activation softsign() {
    return new CatalogueFunction("softsign",
        x -> Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x)),
        x -> 1 / (1 + Math.abs(x)) / (1 + Math.abs(x)),
        new FunctionProperties("Softsign",
            "\\frac{x}{1 + |x|}",
            "\\frac{1}{(1 + |x|)^2}",
            Range.open(-1, 1), NOWHERE, 1, Smoothness.C1, List.of(new Kink(0, 1)),
            "Turian, Bergstra & Bengio 2009"),
        new PiecewiseFormulas.Softsign());
  }

  static Activation sparseSigmoid() {
    return new CatalogueFunction("sparse_sigmoid",
        Sigmoids::sparseSigmoid,
        x -> x > -1 && x < 1 ? 0.5 : 0,
        new FunctionProperties("Sparse sigmoid",
            "\\frac{\\min(\\max(0, x + 1), 2)}{2}",
            "\\begin{cases} \\frac{1}{2} & -1 < x < 1 \\\\ 0 & \\text{otherwise} \\end{cases}",
            Range.closed(0, 1), NOWHERE, 0.5, Smoothness.C0, List.of(new Kink(-1, 0), new Kink(1, 0)),
            "Martins & Astudillo 2016, arXiv:1602.02068"),
        new PiecewiseFormulas.SparseSigmoid());
  }

  static double sparseSigmoid(double x) {
    return Math.min(Math.max(0, x + 1), 2) / 2;
  }
}
