package activations;

import activations.Tabulated.Shape;

/**
 * The formulas of functions with parameters: those of the defaults where they fit, and null, which means the
 * definition, where a parameter is too small or too large for one in float.
 */
final class Formulas {

  private Formulas() {}

  /** x to the right of 0, slope · x to the left. */
  static Formula twoSlopes(double slope) {
    // 0 · −∞ would be NaN.
    return slope == 0 ? new PiecewiseFormulas.Relu()
        : moderate(slope, PiecewiseFormulas.TwoSlopes.MAX_EXPONENT, new PiecewiseFormulas.TwoSlopes(slope));
  }

  static Formula softshrink(double threshold) {
    return threshold <= Float.MAX_VALUE ? new PiecewiseFormulas.Softshrink(threshold) : null;
  }

  /** scale · (e^(rate · x) − 1) to the left of 0. */
  static Formula elu(double rate, double scale) {
    return rate == 1 && scale == 1 ? new EluFormulas.Elu()
        : moderate(scale, DoubleFormulas.ScaledElu.MAX_EXPONENT, new DoubleFormulas.ScaledElu(rate, scale));
  }

  static Formula swish(double beta) {
    return beta == 1 ? new Tables("silu", Shape.LINE, "silu_slope", Shape.STEP)
        : moderate(beta, DoubleFormulas.Swish.MAX_EXPONENT, new DoubleFormulas.Swish(beta));
  }

  static Formula softplus(double beta) {
    return beta == 1 ? new Tables("softplus", Shape.CORNER, "sigmoid", Shape.STEP)
        : moderate(beta, DoubleFormulas.Softplus.MAX_EXPONENT, new DoubleFormulas.Softplus(beta, 1 / beta));
  }

  static Formula squareplus(double b) {
    return moderate(b, DoubleFormulas.Squareplus.MAX_EXPONENT, new DoubleFormulas.Squareplus(0.25 * b));
  }

  /** The formula if the parameter is neither too small nor too large for it. */
  private static Formula moderate(double parameter, int maxExponent, Formula formula) {
    return Math.abs(Math.getExponent(parameter)) <= maxExponent ? formula : null;
  }
}
