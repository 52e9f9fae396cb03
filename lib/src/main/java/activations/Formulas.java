package activations;

/** Which function has which formula. */
final class Formulas {

  private Formulas() {}

  /** The formula of the named function, or null if it has none, or none for these parameters. */
  static Formula of(String name, double... parameters) {
    return switch (name) {
      case "identity" -> new PiecewiseFormulas.Identity();
      case "relu" -> new PiecewiseFormulas.Relu();
      case "leaky_relu", "prelu" -> twoSlopes(parameters[0]);
      case "rrelu" -> twoSlopes(Rectifiers.middle(parameters[0], parameters[1]));
      case "relu6" -> new PiecewiseFormulas.Clip(0, 6);
      case "hard_tanh" -> new PiecewiseFormulas.Clip(parameters[0], parameters[1]);
      case "squared_relu" -> new PiecewiseFormulas.SquaredRelu();
      case "threshold" -> new PiecewiseFormulas.Threshold(parameters[0], parameters[1]);
      case "hardshrink" -> new PiecewiseFormulas.Hardshrink(parameters[0]);
      case "softshrink" -> parameters[0] <= Float.MAX_VALUE ? new PiecewiseFormulas.Softshrink(parameters[0]) : null;
      case "hard_sigmoid" -> new PiecewiseFormulas.HardSigmoid();
      case "hard_swish" -> new PiecewiseFormulas.HardSwish();
      case "sparse_sigmoid" -> new PiecewiseFormulas.SparseSigmoid();
      case "sparse_plus" -> new PiecewiseFormulas.SparsePlus();
      case "softsign" -> new PiecewiseFormulas.Softsign();
      case "sigmoid" -> new SigmoidFormulas.Sigmoid();
      case "tanh" -> new SigmoidFormulas.Tanh();
      case "tanhshrink" -> new SigmoidFormulas.Tanhshrink();
      case "silu" -> new SigmoidFormulas.Silu();
      case "swish" -> parameters[0] == 1 ? new SigmoidFormulas.Silu()
          : moderate(parameters[0], DoubleFormulas.Swish.MAX_EXPONENT, new DoubleFormulas.Swish(parameters[0]));
      case "elu" -> elu(1, parameters[0]);
      case "celu" -> elu(1 / parameters[0], parameters[0]);
      case "selu" -> new EluFormulas.Selu(parameters[0] * parameters[1], parameters[1]);
      case "gelu" -> new GeluFormulas.Gelu();
      case "gelu_tanh" -> new GeluFormulas.GeluTanh();
      case "gelu_sigmoid" -> new GeluFormulas.GeluSigmoid();
      case "log_sigmoid" -> new DoubleFormulas.LogSigmoid();
      case "softplus" -> parameters[0] == 1 ? new DoubleFormulas.UnitSoftplus() : moderate(parameters[0],
          DoubleFormulas.Softplus.MAX_EXPONENT, new DoubleFormulas.Softplus(parameters[0], 1 / parameters[0]));
      case "squareplus" -> moderate(parameters[0], DoubleFormulas.Squareplus.MAX_EXPONENT,
          new DoubleFormulas.Squareplus(0.25 * parameters[0]));
      case "mish" -> new DoubleFormulas.Mish();
      default -> null;
    };
  }

  private static Formula twoSlopes(double slope) {
    // 0 · −∞ would be NaN.
    return slope == 0 ? new PiecewiseFormulas.Relu()
        : moderate(slope, PiecewiseFormulas.TwoSlopes.MAX_EXPONENT, new PiecewiseFormulas.TwoSlopes(slope));
  }

  private static Formula elu(double rate, double scale) {
    return rate == 1 && scale == 1 ? new EluFormulas.Elu()
        : moderate(scale, DoubleFormulas.ScaledElu.MAX_EXPONENT, new DoubleFormulas.ScaledElu(rate, scale));
  }

  /** The formula if the parameter is neither too small nor too large for it. */
  private static Formula moderate(double parameter, int maxExponent, Formula formula) {
    return Math.abs(Math.getExponent(parameter)) <= maxExponent ? formula : null;
  }
}
