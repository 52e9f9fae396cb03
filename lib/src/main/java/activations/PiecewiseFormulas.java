package activations;

import static activations.FloatMath.magnitude;
import static activations.FloatMath.sign;
import static activations.FloatMath.signOrNaN;

/** The piecewise linear and quadratic functions, and softsign. */
final class PiecewiseFormulas {

  private PiecewiseFormulas() {}

  /** The greatest float that does not exceed a bound: a float x > bound exactly if x > below(bound). */
  static float below(double bound) {
    float nearest = (float) bound;
    return nearest > bound ? Math.nextDown(nearest) : nearest;
  }

  /** The smallest float that is not less than a bound: a float x < bound exactly if x < above(bound). */
  static float above(double bound) {
    return -below(-bound);
  }

  /** The derivative of a function that is constant outside of a set and has that slope in it; NaN for NaN. */
  private static float slopeIf(boolean inside, float slope, float x) {
    return inside ? slope : Float.isNaN(x) ? x : 0;
  }

  record Identity() implements Formula {

    @Override
    public float value(float x) {
      return x;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(!Float.isNaN(x), 1, x);
    }
  }

  record Relu() implements Formula {

    @Override
    public float value(float x) {
      return x <= 0 ? 0 : x;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(x > 0, 1, x);
    }
  }

  /**
   * x for x > 0, else slope · x. The slope is hi + lo, both of its sign and neither zero, so that the sum of the
   * products is never ∞ − ∞ or −0 + 0.
   *
   * <p>The error is ½ ulp, except where x · lo is below the smallest float: its rounding can add another ½ ulp to a result
   * near the smallest normal float.
   */
  record TwoSlopes(float slope, float hi, float lo) implements Formula {

    /** For slopes between 2⁻⁶⁰ and 2⁶⁰ both parts are normal floats. */
    static final int MAX_EXPONENT = 60;
    /** A part this small is lost in the sum. */
    private static final float NOTHING = 0x1p-60f;

    TwoSlopes(double slope) {
      this(slope, slope > 0 ? below(slope) : above(slope));
    }

    private TwoSlopes(double slope, float hi) {
      this((float) slope, hi, slope == hi ? hi * NOTHING : (float) (slope - hi));
    }

    @Override
    public float value(float x) {
      return x <= 0 ? Math.fma(x, hi, x * lo) : x;
    }

    @Override
    public float derivative(float x) {
      return x > 0 ? 1 : x <= 0 ? slope : x;
    }
  }

  record Clip(float low, float high, float below, float above) implements Formula {

    Clip(double low, double high) {
      this((float) low, (float) high, PiecewiseFormulas.below(low), PiecewiseFormulas.above(high));
    }

    @Override
    public float value(float x) {
      return x >= high ? high : x <= low ? low : x;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(x > below && x < above, 1, x);
    }
  }

  record SquaredRelu() implements Formula {

    @Override
    public float value(float x) {
      float positive = x <= 0 ? 0 : x;
      return positive * positive;
    }

    @Override
    public float derivative(float x) {
      return x <= 0 ? 0 : x + x;
    }
  }

  record Threshold(float threshold, float replacement) implements Formula {

    Threshold(double threshold, double replacement) {
      this(below(threshold), (float) replacement);
    }

    @Override
    public float value(float x) {
      return x <= threshold ? replacement : x;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(x > threshold, 1, x);
    }
  }

  record Hardshrink(float lambda) implements Formula {

    Hardshrink(double lambda) {
      this(below(lambda));
    }

    @Override
    public float value(float x) {
      return Math.abs(x) <= lambda ? 0 : x;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(Math.abs(x) > lambda, 1, x);
    }
  }

  /** The difference of |x| and λ = hi + lo, with the rounding error of |x| − hi. */
  record Softshrink(float lambda, float hi, float lo) implements Formula {

    Softshrink(double lambda) {
      this(below(lambda), (float) lambda, (float) (lambda - (float) lambda));
    }

    @Override
    public float value(float x) {
      float a = Math.abs(x);
      float difference = a - hi;
      // ∞ − ∞ would be NaN.
      float lost = a > Float.MAX_VALUE ? 0 : a - difference - hi;
      float y = difference + (lost - lo);
      return a <= lambda ? 0 : y * sign(x);
    }

    @Override
    public float derivative(float x) {
      return slopeIf(Math.abs(x) > lambda, 1, x);
    }
  }

  // In the next three, what rounding took from the sum of x and a constant is exact wherever it is used.

  /** ⅙ = SIXTH_HI + SIXTH_LO. */
  static final float SIXTH_HI = 1 / 6f;
  /** Rounded towards zero, so that 3 · SIXTH_HI + 3 · SIXTH_LO − ½ is not negative: else hard_swish(−0) would be +0. */
  static final float SIXTH_LO = -0x1.555554p-28f;

  record HardSigmoid() implements Formula {

    @Override
    public float value(float x) {
      float sum = x + 3;
      float lost = x - (sum - 3);
      float y = Math.fma(sum, SIXTH_HI, Math.fma(lost, SIXTH_HI, sum * SIXTH_LO));
      return x <= -3 ? 0 : x >= 3 ? 1 : y;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(Math.abs(x) < 3, SIXTH_HI, x);
    }
  }

  record HardSwish() implements Formula {

    /** The hard sigmoid as a pair, times x: the pair is ½ + 2⁻⁵⁰ beside zero, so that subnormal results are right. */
    @Override
    public float value(float x) {
      float sum = x + 3;
      float lost = x - (sum - 3);
      float gate = sum * SIXTH_HI;
      float gateLo = Math.fma(lost, SIXTH_HI, Math.fma(sum, SIXTH_LO, Math.fma(sum, SIXTH_HI, -gate)));
      float y = Math.fma(x, gate, x * gateLo);
      return x <= -3 ? -0f : x >= 3 ? x : y;
    }

    @Override
    public float derivative(float x) {
      float sum = x + 1.5f;
      float lost = x - (sum - 1.5f);
      float y = Math.fma(sum, 2 * SIXTH_HI, Math.fma(lost, 2 * SIXTH_HI, sum * (2 * SIXTH_LO)));
      return x <= -3 ? 0 : x >= 3 ? 1 : y;
    }
  }

  record SparseSigmoid() implements Formula {

    @Override
    public float value(float x) {
      return x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) * 0.5f;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(x > -1 && x < 1, 0.5f, x);
    }
  }

  record SparsePlus() implements Formula {

    @Override
    public float value(float x) {
      float sum = x + 1;
      float lost = x - (sum - 1);
      float half = sum * 0.5f;
      float y = Math.fma(half, half, half * lost);
      return x <= -1 ? 0 : x >= 1 ? x : y;
    }

    @Override
    public float derivative(float x) {
      return x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) * 0.5f;
    }
  }

  record Softsign() implements Formula {

    /** From here on x / (1 + |x|) rounds to ±1; a bound on x keeps ∞/∞ away. */
    static final float ONE = 0x1p26f;
    /** From here on 1 / (1 + |x|)² rounds to 0. */
    static final float ZERO = 0x1p80f;

    @Override
    public float value(float x) {
      float sign = signOrNaN(x);
      float a = magnitude(x, ONE);
      float sum = a + 1;
      float inverse = 1 / sum;
      float quotient = a * inverse;
      float minus = -quotient;
      float remainder = Math.fma(minus, lost(a, sum), Math.fma(minus, sum, a));
      return Math.fma(remainder, inverse, quotient) * sign;
    }

    @Override
    public float derivative(float x) {
      float a = Math.abs(x) > ZERO ? ZERO : Math.abs(x);
      float sum = a + 1;
      float inverse = 1 / sum;
      float minus = -inverse;
      float remainder = Math.fma(minus, lost(a, sum), Math.fma(minus, sum, 1));
      float square = inverse * inverse;
      return Math.fma(square, remainder + remainder, square);
    }

    /** What the rounding of sum = a + 1 took from it, exactly. */
    private static float lost(float a, float sum) {
      float rounded = sum - 1;
      return (a - rounded) + (1 - (sum - rounded));
    }
  }
}
