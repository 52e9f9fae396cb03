package activations;

/**
 * The float formulas, in the readable form.
 *
 * <p>{@link VectorKernels} mirrors them line by line. Every operation used (+ − × ÷ fma, comparison, bits) is exactly
 * defined by IEEE 754, so both give the same bits on every machine.
 *
 * <p>Much of a formula carries a value as an unevaluated sum of two floats, {@code hi + lo}: what rounding took from
 * {@code hi} is kept in {@code lo}, so that only the last operation of a formula rounds noticeably.
 */
final class ScalarKernels {

  /** A function and its derivative in float arithmetic. */
  interface Formula {

    /** f(x), at most 1 ulp from the correctly rounded result. */
    float value(float x);

    /** f′(x), at most 2 ulp from the correctly rounded result. */
    float derivative(float x);
  }

  /** Applies a formula to arrays. */
  static final class Loop extends Kernel {

    private final Formula formula;

    Loop(Formula formula) {
      this.formula = formula;
    }

    @Override
    void forward(float[] x, float[] y) {
      for (int i = 0; i < x.length; i++) {
        y[i] = formula.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      for (int i = 0; i < x.length; i++) {
        dx[i] = dy[i] * formula.derivative(x[i]);
      }
    }
  }

  private ScalarKernels() {}

  /** The formula of the named function, or null if it has none. */
  static Formula formula(String name, double... parameters) {
    switch (name) {
      case "sigmoid":
        return new Sigmoid();
      case "identity":
        return new Identity();
      case "relu":
        return new Relu();
      case "leaky_relu":
      case "prelu":
        return twoSlopes(parameters[0]);
      case "rrelu":
        return twoSlopes(0.5 * parameters[0] + 0.5 * parameters[1]);
      case "relu6":
        return new Clip(0, 6);
      case "hard_tanh":
        return new Clip(parameters[0], parameters[1]);
      case "squared_relu":
        return new SquaredRelu();
      case "threshold":
        return new Threshold(below(parameters[0]), (float) parameters[1]);
      case "hardshrink":
        return new Hardshrink(below(parameters[0]));
      case "softshrink":
        return parameters[0] <= Float.MAX_VALUE ? new Softshrink(parameters[0]) : null;
      case "hard_sigmoid":
        return new HardSigmoid();
      case "hard_swish":
        return new HardSwish();
      case "sparse_sigmoid":
        return new SparseSigmoid();
      case "sparse_plus":
        return new SparsePlus();
      case "softsign":
        return new Softsign();
      case "squareplus":
        return squareplus(parameters[0]);
      case "softplus":
        return softplus(parameters[0]);
      case "log_sigmoid":
        return new LogSigmoid();
      case "tanhshrink":
        return new Tanhshrink();
      case "mish":
        return new Mish();
      case "tanh":
        return new Tanh();
      case "silu":
        return new Silu();
      case "swish":
        return swish(parameters[0]);
      case "elu":
        return elu(1, parameters[0], 1);
      case "celu":
        return elu(1 / parameters[0], parameters[0], 1);
      case "selu":
        return elu(1, parameters[0] * parameters[1], parameters[1]);
      case "gelu":
        return new Gelu();
      case "gelu_tanh":
        return new SigmoidGelu(true);
      case "gelu_sigmoid":
        return new SigmoidGelu(false);
      default:
        return null;
    }
  }

  // --- exp(t) = 2ᵏ · (1 + expm1(r)), where k = round(t / ln 2) and r = t − k ln 2, |r| ≤ ½ ln 2 ----------------------

  /** 1 / ln 2. */
  static final float LOG2_E = 0x1.715476p0f;
  /** ln 2 rounded to float. k · LN2_HI is subtracted from t without error by one fma. */
  static final float LN2_HI = 0x1.62e430p-1f;
  /** ln 2 − LN2_HI. */
  static final float LN2_LO = -0x1.05c610p-29f;

  /**
   * Added to a float below 2²² in magnitude, it leaves the nearest integer k in the low bits of the sum, plus the
   * exponent bias 127: a shift then makes 2ᵏ of it.
   */
  static final float ROUND = 0x1.8p23f + 127;

  // (eʳ − 1 − r) / r² on |r| ≤ 0.347, minimax for the relative error of eʳ: 2⁻²⁸·². Remez' algorithm in 160 bits, each
  // coefficient rounded to float before the next ones are fitted.
  static final float EXP_0 = 0x1.fffffcp-2f;
  static final float EXP_1 = 0x1.55548ap-3f;
  static final float EXP_2 = 0x1.55584ep-5f;
  static final float EXP_3 = 0x1.123f74p-7f;
  static final float EXP_4 = 0x1.6ad78ep-10f;

  // (sinh r − r) / r³ and (cosh r − 1) / r² on |r| ≤ 0.347, as polynomials in r²; absolute error of sinh and cosh 2⁻²⁸.
  static final float SINH_0 = 0x1.55548ep-3f;
  static final float SINH_1 = 0x1.123c06p-7f;
  static final float COSH_0 = 0.5f;
  static final float COSH_1 = 0x1.5554e6p-5f;
  static final float COSH_2 = 0x1.6d4f24p-10f;

  /** k + round, as a float whose low bits hold k: see {@link #ROUND}; round − ROUND shifts the power of two. */
  static float exponent(float t, float round) {
    return Math.fma(t, LOG2_E, round);
  }

  /** 2ᵏ from {@link #exponent}. */
  static float power(float exponent) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(exponent) << 23);
  }

  /** 2ᵏ, or 0 if k + the bias is negative. */
  static float powerOrZero(float exponent) {
    return Float.intBitsToFloat(Math.max(Float.floatToRawIntBits(exponent) << 23, 0));
  }

  /** r = t − k ln 2, rounded once. */
  static float reduced(float t, float k) {
    return Math.fma(k, -LN2_LO, Math.fma(k, -LN2_HI, t));
  }

  /** eʳ − 1 − r + rLo: to be added to the part of r that does not include rLo. */
  static float expTail(float r, float rLo) {
    return Math.fma(expTail(r), r * r, rLo);
  }

  /** (eʳ − 1 − r) / r². */
  static float expTail(float r) {
    float p = Math.fma(EXP_4, r, EXP_3);
    p = Math.fma(p, r, EXP_2);
    p = Math.fma(p, r, EXP_1);
    return Math.fma(p, r, EXP_0);
  }

  /** sinh r, rounded once. */
  static float sinh(float r) {
    float r2 = r * r;
    return Math.fma(Math.fma(SINH_1, r2, SINH_0), r2 * r, r);
  }

  /** cosh r − 1. */
  static float coshm1(float r) {
    float r2 = r * r;
    return Math.fma(Math.fma(COSH_2, r2, COSH_1), r2, COSH_0) * r2;
  }

  // --- sigmoid, tanh, silu ------------------------------------------------------------------------------------------

  /** Powers of e are computed times this, so that neither they nor their reciprocals leave the range of float. */
  static final float SCALE = 0x1p-34f;
  /** {@link #ROUND} for 2ᵏ · SCALE. */
  static final float ROUND_SCALED = ROUND - 34;
  /** Below this −x the sigmoid is 1, */
  static final float SIGMOID_ONE = -60;
  /** above this −x it is 0, */
  static final float SIGMOID_VANISHED = 105;
  /** and above this |x| its slope is 0. */
  static final float SIGMOID_FLAT = 104;
  /** From here on tanh is 1, */
  static final float TANH_ONE = 10;
  /** and its slope 0. */
  static final float TANH_FLAT = 53;
  /** Above this silu is x, */
  static final float SILU_LINEAR = 60;
  /** below this it is −0. */
  static final float SILU_VANISHED = -110;

  /** SCALE⁻¹ / (eᵃ + 2 + e⁻ᵃ) for 0 ≤ a ≤ 106: the derivative of the sigmoid, and a quarter of sech²(a/2). */
  static float sigmoidSlope(float a) {
    float n = exponent(a, ROUND_SCALED);
    float up = power(n);
    float down = powerOrZero(2 * ROUND_SCALED - n);
    float r = reduced(a, n - ROUND_SCALED);
    float sum = up + down;
    float rest = Math.fma(sum, coshm1(r), (up - down) * sinh(r)) + 2 * SCALE;
    float d = sum + rest;
    float dLo = rest - (d - sum);
    float q = 1 / d;
    return Math.fma(q, Math.fma(-q, dLo, Math.fma(-q, d, 1)), q);
  }

  static final class Sigmoid implements Formula {

    @Override
    public float value(float x) {
      float low = -x < SIGMOID_ONE ? SIGMOID_ONE : -x;
      float t = low > SIGMOID_VANISHED ? SIGMOID_VANISHED : low;
      float n = exponent(t, ROUND_SCALED);
      float k = n - ROUND_SCALED;
      float r = Math.fma(k, -LN2_HI, t);
      float rLo = k * -LN2_LO;
      float v = r + expTail(r + rLo, rLo);
      float s = power(n);
      float c = s + SCALE;
      float cLo = Math.min(s, SCALE) - (c - Math.max(s, SCALE));
      float d = Math.fma(s, v, c);
      float dLo = Math.fma(s, v, c - d) + cLo;
      float q = 1 / d;
      return Math.fma(q, Math.fma(-q, dLo, Math.fma(-q, d, 1)), q) * SCALE;
    }

    @Override
    public float derivative(float x) {
      float a = Math.abs(x);
      boolean saturated = a > SIGMOID_FLAT;
      float y = sigmoidSlope(saturated ? 0 : a) * SCALE;
      return saturated ? 0 : y;
    }
  }

  static final class Tanh implements Formula {

    /** (1 − e⁻²ᵃ) / (1 + e⁻²ᵃ) for a = |x|. */
    @Override
    public float value(float x) {
      float a = Math.abs(x);
      float t = -2 * (a > TANH_ONE ? TANH_ONE : a);
      float n = exponent(t, ROUND);
      float k = n - ROUND;
      float r = reduced(t, k);
      float r2 = r * r;
      float tail = expTail(r);
      float v = Math.fma(tail, r2, r);
      float vLo = Math.fma(tail, r2, r - v);
      float s = -power(n);
      float c = 1 + s;
      float numerator = Math.fma(s, v, c);
      float cLo = s - (c - 1);
      float numeratorLo = Math.fma(s, vLo, Math.fma(s, v, c - numerator) + cLo);
      float d = 2 - numerator;
      float dLo = (2 - d) - numerator - numeratorLo;
      float reciprocal = 1 / d;
      float q = numerator * reciprocal;
      float residual = Math.fma(-q, dLo, Math.fma(-q, d, numerator) + numeratorLo);
      float y = Math.fma(residual, reciprocal, q);
      return Math.copySign(y, x);
    }

    @Override
    public float derivative(float x) {
      float a = Math.abs(x);
      boolean saturated = a > TANH_FLAT;
      float y = sigmoidSlope(2 * (saturated ? 0 : a)) * (4 * SCALE);
      return saturated ? 0 : y;
    }
  }

  static final class Silu implements Formula {

    /** The zero of the derivative, where x + 1 + eˣ = 0: −1.278464542761073795109358739022980155439477…, to float. */
    static final float ZERO_HI = -0x1.474974p0f;
    /** x + 1 + eˣ at ZERO_HI. */
    static final float NEAR_LO = -0x1.1d1338p-26f;
    /** Distance from the zero within which x + 1 + eˣ is computed as a product, lest it cancel. */
    static final float NEAR = 0.125f;
    // (x + 1 + eˣ) / (x − zero) − 1.25 as a polynomial in x − zero; error 2⁻³⁰ of the quotient.
    static final float NEAR_0 = 0x1.d25cf2p-6f;
    static final float NEAR_1 = 0x1.1d25cap-3f;
    static final float NEAR_2 = 0x1.7c327ep-5f;
    static final float NEAR_3 = 0x1.7c790cp-7f;
    static final float NEAR_4 = 0x1.2fa8e0p-9f;

    @Override
    public float value(float x) {
      boolean linear = x > SILU_LINEAR;
      float bent = x < SILU_VANISHED ? SILU_VANISHED : x;
      float t = -(linear ? SILU_LINEAR : bent);
      float n = exponent(t, ROUND_SCALED);
      float k = n - ROUND_SCALED;
      float r = Math.fma(k, -LN2_HI, t);
      float rLo = k * -LN2_LO;
      float tail = expTail(r + rLo, rLo);
      float v = r + tail;
      float vLo = tail - (v - r);
      float s = power(n);
      float c = s + SCALE;
      float cLo = Math.min(s, SCALE) - (c - Math.max(s, SCALE));
      float d = Math.fma(s, v, c);
      float dLo = Math.fma(s, vLo, Math.fma(s, v, c - d) + cLo);
      float q = 1 / d;
      float qLo = q * Math.fma(-q, dLo, Math.fma(-q, d, 1));
      float y = Math.fma(bent, q, bent * qLo) * SCALE;
      return linear ? x : y;
    }

    /** (eˣ + 1 + x) / (eˣ + 2 + e⁻ˣ). */
    @Override
    public float derivative(float x) {
      boolean saturated = x < SILU_VANISHED;
      float t = saturated ? 0 : x > SILU_LINEAR ? SILU_LINEAR : x;
      float n = exponent(t, ROUND_SCALED);
      float up = powerOrZero(n);
      float down = power(2 * ROUND_SCALED - n);
      float r = reduced(t, n - ROUND_SCALED);
      float sinh = sinh(r);
      float coshm1 = coshm1(r);
      float y = ratio(t, up, down, sinh, coshm1);
      return saturated ? -0f : y;
    }

    /** The quotient, where eᵗ = up · (1 + sinh + coshm1) and e⁻ᵗ = down · (1 − sinh + coshm1). */
    static float ratio(float t, float up, float down, float sinh, float coshm1) {
      float c = Math.fma(t, SCALE, up + SCALE);
      float cLo = Math.fma(t, SCALE, (up + SCALE) - c);
      float more = Math.fma(up, sinh + coshm1, cLo);
      float numerator = c + more;
      float numeratorLo = more - (numerator - c);
      if (Math.abs(t - ZERO_HI) < NEAR) {
        numerator = nearZero(t);
        numeratorLo = 0;
      }
      float part = up + 2 * SCALE;
      float base = part + down;
      float baseLo = part - (base - down);
      float rest = Math.fma(up + down, coshm1, Math.fma(up - down, sinh, baseLo));
      float d = base + rest;
      float dLo = rest - (d - base);
      float reciprocal = 1 / d;
      float q = numerator * reciprocal;
      float residual = Math.fma(-q, dLo, Math.fma(-q, d, numerator)) + numeratorLo;
      return Math.fma(residual, reciprocal, q);
    }

    /** (x + 1 + eˣ) · SCALE near its zero. */
    static float nearZero(float x) {
      float distance = x - ZERO_HI;
      float p = Math.fma(NEAR_4, distance, NEAR_3);
      p = Math.fma(p, distance, NEAR_2);
      p = Math.fma(p, distance, NEAR_1);
      p = Math.fma(p, distance, NEAR_0);
      distance *= SCALE;
      return Math.fma(distance, 1.25f, Math.fma(distance, p, NEAR_LO * SCALE));
    }
  }

  // --- elu, celu, selu ----------------------------------------------------------------------------------------------

  private static Elu elu(double rate, double scale, double slope) {
    return Math.abs(Math.getExponent(scale)) <= Elu.MAX_EXPONENT ? new Elu(rate, scale, slope) : null;
  }

  /** slope · x for x > 0, else scale · (e^(rate·x) − 1). */
  static final class Elu implements Formula {

    /** For scales between 2⁻³⁰ and 2³⁰ no intermediate result over- or underflows. */
    static final int MAX_EXPONENT = 30;
    /** Up to here the function is linear to the precision of float. */
    static final float LINEAR = 0x1p-62f;
    /** From here down e^t − 1 is −1 in float. */
    static final float FLAT = -20;
    /** From here down scale · e^t is 0 in float. */
    static final float VANISHED = -127;
    /** 2ᵏ is computed times this, for k may be below the least exponent of a float. */
    static final float LIFT = 0x1p64f;
    static final float ROUND_LIFTED = ROUND + 64;
    // (eʳ − 1 − r) / r² on |r| ≤ 0.347, minimax for the relative error of eʳ − 1: 2⁻³⁰·⁹.
    static final float EXPM1_0 = 0.5f;
    static final float EXPM1_1 = 0x1.555554p-3f;
    static final float EXPM1_2 = 0x1.5554eap-5f;
    static final float EXPM1_3 = 0x1.1113acp-7f;
    static final float EXPM1_4 = 0x1.6d4cd6p-10f;
    static final float EXPM1_5 = 0x1.9c56c2p-13f;

    final float rate;
    final float rateLo;
    final float scale;
    final float scaleLo;
    /** The slope at the left of 0. */
    final float left;
    final float leftLo;
    final float slope;
    final float slopeLo;

    Elu(double rate, double scale, double slope) {
      this.rate = (float) rate;
      this.rateLo = (float) (rate - this.rate);
      this.scale = (float) scale;
      this.scaleLo = (float) (scale - this.scale);
      this.left = (float) (rate * scale);
      this.leftLo = (float) (rate * scale - this.left);
      this.slope = (float) slope;
      this.slopeLo = (float) (slope - this.slope);
    }

    @Override
    public float value(float x) {
      float t = x * rate;
      float tLo = Math.fma(x, rateLo, Math.fma(x, rate, -t));
      if (t < FLAT) {
        t = FLAT;
        tLo = 0;
      }
      float n = exponent(t, ROUND);
      float k = n - ROUND;
      float r = Math.fma(k, -LN2_HI, t);
      float rLo = Math.fma(k, -LN2_LO, tLo);
      float tail = expm1Tail(r + rLo, rLo);
      float v = r + tail;
      float vLo = tail - (v - r);
      float s = power(n);
      float c = s - 1;
      float expm1 = Math.fma(s, v, c);
      float expm1Lo = Math.fma(s, vLo, Math.fma(s, v, c - expm1));
      float y = Math.fma(scale, expm1, Math.fma(scale, expm1Lo, scaleLo * expm1));
      y = Math.abs(x) < LINEAR ? Math.fma(x, left, x * leftLo) : y;
      return x > 0 ? Math.fma(x, slope, Math.min(x, Float.MAX_VALUE) * slopeLo) : y;
    }

    @Override
    public float derivative(float x) {
      float t = x * rate;
      float tLo = Math.fma(x, rateLo, Math.fma(x, rate, -t));
      boolean vanished = t < VANISHED;
      if (vanished) {
        t = 0;
        tLo = 0;
      }
      float n = exponent(t, ROUND_LIFTED);
      float k = n - ROUND_LIFTED;
      float r = Math.fma(k, -LN2_HI, t);
      float rLo = Math.fma(k, -LN2_LO, tLo);
      float v = r + expTail(r + rLo, rLo);
      float y = (left + Math.fma(left, v, leftLo)) * power(n) * (1 / LIFT);
      y = vanished ? 0 : y;
      return x > 0 ? slope : y;
    }

    private static float expm1Tail(float r, float rLo) {
      float p = Math.fma(EXPM1_5, r, EXPM1_4);
      p = Math.fma(p, r, EXPM1_3);
      p = Math.fma(p, r, EXPM1_2);
      p = Math.fma(p, r, EXPM1_1);
      p = Math.fma(p, r, EXPM1_0);
      return Math.fma(p, r * r, rLo);
    }
  }

  // --- formulas in double arithmetic --------------------------------------------------------------------------------

  /**
   * A formula computed in double precision and rounded to float once: about ½ ulp without any care. It halves the
   * number of lanes, which does not matter where memory or a division is the limit.
   */
  interface DoubleFormula extends Formula {

    double value(double x);

    /** To be overridden unless the other method is: a derivative may be cheaper in float. */
    default double derivative(double x) {
      throw new UnsupportedOperationException("the derivative is computed in float");
    }

    @Override
    default float value(float x) {
      return (float) value((double) x);
    }

    @Override
    default float derivative(float x) {
      return (float) derivative((double) x);
    }
  }

  // --- piecewise functions ------------------------------------------------------------------------------------------

  /** The greatest float that does not exceed a bound: a float x > bound exactly if x > below(bound). */
  static float below(double bound) {
    float nearest = (float) bound;
    return nearest > bound ? Math.nextDown(nearest) : nearest;
  }

  /** The least float that is not less than a bound: a float x < bound exactly if x < above(bound). */
  static float above(double bound) {
    return -below(-bound);
  }

  /** The derivative of a function that is constant outside of a set and has that slope in it; NaN for NaN. */
  private static float slopeIf(boolean inside, float slope, float x) {
    return inside ? slope : Float.isNaN(x) ? x : 0;
  }

  private record Identity() implements Formula {

    @Override
    public float value(float x) {
      return x;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(!Float.isNaN(x), 1, x);
    }
  }

  private record Relu() implements Formula {

    @Override
    public float value(float x) {
      return x <= 0 ? 0 : x;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(x > 0, 1, x);
    }
  }

  private static Formula twoSlopes(double slope) {
    // 0 · −∞ would be NaN.
    return slope == 0 ? new Relu()
        : Math.abs(Math.getExponent(slope)) <= TwoSlopes.MAX_EXPONENT ? new TwoSlopes(slope) : null;
  }

  /**
   * x for x > 0, else slope · x. The slope is hi + lo, both of its sign and neither zero, so that the sum of the
   * products is never ∞ − ∞ or −0 + 0.
   *
   * <p>The error is ½ ulp, except where x · lo is below the least float: its rounding can add another ½ ulp to a result
   * near the least normal float.
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

  private record Clip(float low, float high, float below, float above) implements Formula {

    Clip(double low, double high) {
      this((float) low, (float) high, ScalarKernels.below(low), ScalarKernels.above(high));
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

  private record SquaredRelu() implements Formula {

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

  private record Threshold(float threshold, float replacement) implements Formula {

    @Override
    public float value(float x) {
      return x <= threshold ? replacement : x;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(x > threshold, 1, x);
    }
  }

  private record Hardshrink(float lambda) implements Formula {

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
      return a <= lambda ? 0 : Math.copySign(y, x);
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

  private record HardSigmoid() implements Formula {

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

  private record HardSwish() implements Formula {

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

  private record SparseSigmoid() implements Formula {

    @Override
    public float value(float x) {
      return x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) * 0.5f;
    }

    @Override
    public float derivative(float x) {
      return slopeIf(x > -1 && x < 1, 0.5f, x);
    }
  }

  private record SparsePlus() implements Formula {

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

  /** From here on x / (1 + |x|) rounds to ±1; a bound on x keeps ∞/∞ away. */
  static final float SOFTSIGN_ONE = 0x1p26f;
  /** From here on 1 / (1 + |x|)² rounds to 0. */
  static final float SOFTSIGN_ZERO = 0x1p80f;

  private record Softsign() implements Formula {

    @Override
    public float value(float x) {
      float a = Math.abs(x) > SOFTSIGN_ONE ? SOFTSIGN_ONE : Math.abs(x);
      float sum = a + 1;
      float inverse = 1 / sum;
      float quotient = a * inverse;
      float remainder = Math.fma(-quotient, lost(a, sum), Math.fma(-quotient, sum, a));
      return Math.copySign(Math.fma(remainder, inverse, quotient), x);
    }

    @Override
    public float derivative(float x) {
      float a = Math.abs(x) > SOFTSIGN_ZERO ? SOFTSIGN_ZERO : Math.abs(x);
      float sum = a + 1;
      float inverse = 1 / sum;
      float remainder = Math.fma(-inverse, lost(a, sum), Math.fma(-inverse, sum, 1));
      float square = inverse * inverse;
      return Math.fma(square, remainder + remainder, square);
    }

    /** What the rounding of sum = a + 1 took from it, exactly. */
    private static float lost(float a, float sum) {
      float rounded = sum - 1;
      return (a - rounded) + (1 - (sum - rounded));
    }
  }

  private static Formula squareplus(double b) {
    return Math.abs(Math.getExponent(b)) <= Squareplus.MAX_EXPONENT ? new Squareplus(0.25 * b) : null;
  }

  /** (x + √(x² + b)) / 2 = h + √(h² + b/4) with h = x/2; for negative x its equal (b/4) / (√(h² + b/4) − h). */
  record Squareplus(double quarter) implements DoubleFormula {

    /** For b between 2⁻¹²⁰ and 2¹²⁰ no intermediate result over- or underflows. */
    static final int MAX_EXPONENT = 120;
    /** Takes the place of ∞, for ∞/∞ would be NaN: beside its square b is nothing. */
    static final double INFINITE = 0x1p500;

    @Override
    public double value(double x) {
      double h = 0.5 * Math.abs(x);
      double sum = Math.sqrt(Math.fma(h, h, quarter)) + h;
      return x < 0 ? quarter / sum : sum;
    }

    @Override
    public double derivative(double x) {
      double a = Math.abs(x);
      double h = 0.5 * (a > INFINITE ? INFINITE : a);
      double root = Math.sqrt(Math.fma(h, h, quarter));
      double sum = root + h;
      return (x < 0 ? quarter : sum * sum) / ((root + root) * sum);
    }
  }

  // --- exp in double arithmetic: eᵗ = 2ᵏ · eʳ as above ---------------------------------------------------------------

  /** 1 / ln 2. */
  static final double LOG2_E_DOUBLE = 0x1.71547652b82fep0;
  /** ln 2. For |k| ≤ 1023 the error of k · ln 2 is below 2⁻⁴⁵, which a float result does not see. */
  static final double LN2_DOUBLE = 0x1.62e42fefa39efp-1;
  /** As {@link #ROUND}, with the bias 1023. */
  static final double ROUND_DOUBLE = 0x1.8p52 + 1023;

  /** Below this eᵗ and its multiples are zero as floats, while no double underflows yet. */
  static final double UNDERFLOW = -600;

  // eʳ on |r| ≤ 0.3466, minimax for the relative error: 2⁻³⁴·⁵. Made by src/test/python/log_coefficients.py.
  static final double EXP7_0 = 0.9999999999616489;
  static final double EXP7_1 = 1.000000000243239;
  static final double EXP7_2 = 0.5000000104600786;
  static final double EXP7_3 = 0.16666665125524135;
  static final double EXP7_4 = 0.041666225244845936;
  static final double EXP7_5 = 0.008333561136685042;
  static final double EXP7_6 = 0.001394819542796866;
  static final double EXP7_7 = 0.00019775177047347836;

  /** The same to double precision, 2⁻⁵⁷·⁹, with the first two coefficients exactly 1. */
  static final double EXP11_2 = 0.5000000000000011;
  static final double EXP11_3 = 0.16666666666666413;
  static final double EXP11_4 = 0.041666666666530155;
  static final double EXP11_5 = 0.008333333333494468;
  static final double EXP11_6 = 0.001388888894363006;
  static final double EXP11_7 = 0.00019841269506560536;
  static final double EXP11_8 = 2.4801493098985656e-05;
  static final double EXP11_9 = 2.755758639144247e-06;
  static final double EXP11_10 = 2.7630248346806857e-07;
  static final double EXP11_11 = 2.5000055752202335e-08;

  // ln(1 + u) / u on 0 ≤ u ≤ 1, minimax for the relative error: 2⁻³⁰·³.
  static final double LOG_0 = 0.9999999992568561;
  static final double LOG_1 = -0.4999998143460114;
  static final double LOG_2 = 0.33332559646230586;
  static final double LOG_3 = -0.24987270993631444;
  static final double LOG_4 = 0.19890747875194956;
  static final double LOG_5 = -0.16105690457920002;
  static final double LOG_6 = 0.12418431204017001;
  static final double LOG_7 = -0.0824416616427871;
  static final double LOG_8 = 0.04147813758900765;
  static final double LOG_9 = -0.013407484245540991;
  static final double LOG_10 = 0.002030231724616334;

  private static double powerOfTwo(double exponent) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(exponent) << 52);
  }

  /** eᵗ to 2⁻³⁴, for |t| ≤ 700. */
  private static double exp(double t) {
    double n = Math.fma(t, LOG2_E_DOUBLE, ROUND_DOUBLE);
    double r = Math.fma(n - ROUND_DOUBLE, -LN2_DOUBLE, t);
    double p = Math.fma(EXP7_7, r, EXP7_6);
    p = Math.fma(p, r, EXP7_5);
    p = Math.fma(p, r, EXP7_4);
    p = Math.fma(p, r, EXP7_3);
    p = Math.fma(p, r, EXP7_2);
    p = Math.fma(p, r, EXP7_1);
    p = Math.fma(p, r, EXP7_0);
    return p * powerOfTwo(n);
  }

  /** eᵗ to double precision for small |t|; the error grows with |t| to 2⁻⁴⁴ at 700. */
  private static double preciseExp(double t) {
    double n = Math.fma(t, LOG2_E_DOUBLE, ROUND_DOUBLE);
    double r = Math.fma(n - ROUND_DOUBLE, -LN2_DOUBLE, t);
    double p = Math.fma(EXP11_11, r, EXP11_10);
    p = Math.fma(p, r, EXP11_9);
    p = Math.fma(p, r, EXP11_8);
    p = Math.fma(p, r, EXP11_7);
    p = Math.fma(p, r, EXP11_6);
    p = Math.fma(p, r, EXP11_5);
    p = Math.fma(p, r, EXP11_4);
    p = Math.fma(p, r, EXP11_3);
    p = Math.fma(p, r, EXP11_2);
    p = Math.fma(p, r, 1);
    p = Math.fma(p, r, 1);
    return p * powerOfTwo(n);
  }

  /** e^(−|t|), nothing being lost to underflow. */
  private static double expOfMinus(double t) {
    double minus = -Math.abs(t);
    return exp(minus < UNDERFLOW ? UNDERFLOW : minus);
  }

  /** ln(1 + u) for 0 ≤ u ≤ 1. */
  private static double log1p(double u) {
    double p = Math.fma(LOG_10, u, LOG_9);
    p = Math.fma(p, u, LOG_8);
    p = Math.fma(p, u, LOG_7);
    p = Math.fma(p, u, LOG_6);
    p = Math.fma(p, u, LOG_5);
    p = Math.fma(p, u, LOG_4);
    p = Math.fma(p, u, LOG_3);
    p = Math.fma(p, u, LOG_2);
    p = Math.fma(p, u, LOG_1);
    p = Math.fma(p, u, LOG_0);
    return p * u;
  }

  // --- softplus, log_sigmoid: max(x, 0) + ln(1 + e^(−|x|)) has neither overflow nor cancellation ---------------------

  record UnitSoftplus() implements DoubleFormula {

    @Override
    public double value(double x) {
      return (x > 0 ? x : 0) + log1p(expOfMinus(x));
    }

    @Override
    public float derivative(float x) {
      return SIGMOID.value(x);
    }
  }

  record LogSigmoid() implements DoubleFormula {

    @Override
    public double value(double x) {
      return (x < 0 ? x : -0.0) - log1p(expOfMinus(x));
    }

    @Override
    public float derivative(float x) {
      return SIGMOID.value(-x);
    }
  }

  private static final Sigmoid SIGMOID = new Sigmoid();

  private static Formula softplus(double beta) {
    return beta == 1 ? new UnitSoftplus()
        : Math.abs(Math.getExponent(beta)) <= Softplus.MAX_EXPONENT ? new Softplus(beta, 1 / beta) : null;
  }

  record Softplus(double beta, double inverse) implements DoubleFormula {

    /** For β between 2⁻⁶⁰ and 2⁶⁰ the least power of e, divided by β, is 0 in float. */
    static final int MAX_EXPONENT = 60;

    @Override
    public double value(double x) {
      return Math.fma(log1p(expOfMinus(beta * x)), inverse, x > 0 ? x : 0);
    }

    @Override
    public double derivative(double x) {
      return logistic(beta * x);
    }
  }

  /** 1 / (1 + e^(−x)), as e^(−|x|) / (1 + e^(−|x|)) for negative x. */
  private static double logistic(double x) {
    double u = expOfMinus(x);
    return (x < 0 ? u : 1) / (u + 1);
  }

  // --- swish --------------------------------------------------------------------------------------------------------

  private static Formula swish(double beta) {
    return beta == 1 ? new Silu()
        : Math.abs(Math.getExponent(beta)) <= Swish.MAX_EXPONENT ? new Swish(beta) : null;
  }

  record Swish(double beta) implements DoubleFormula {

    /** For β between 2⁻⁶⁰ and 2⁶⁰ the largest float, negative, times σ is 0 in float. */
    static final int MAX_EXPONENT = 60;
    /** The sum is the zero of {@link Silu}'s derivative to more than double precision. */
    static final double ZERO = -1.2784645427610737;
    static final double ZERO_LO = -1.0946994183093437e-16;

    @Override
    public double value(double x) {
      return (x < -Float.MAX_VALUE ? -Float.MAX_VALUE : x) * logistic(beta * x);
    }

    /** With t = −|βx| and u = eᵗ: h = (u + 1 + t)u / (1 + u)² for negative x, else 1 − h. */
    @Override
    public double derivative(double x) {
      double product = beta * x;
      double lost = Math.fma(beta, x, -product);
      double t = -Math.abs(product);
      t = t < UNDERFLOW ? UNDERFLOW : t;
      double u = exp(t);
      double distance = (t - ZERO) + (lost - ZERO_LO);
      double p = Math.fma(Silu.NEAR_4, distance, Silu.NEAR_3);
      p = Math.fma(p, distance, Silu.NEAR_2);
      p = Math.fma(p, distance, Silu.NEAR_1);
      p = Math.fma(p, distance, Silu.NEAR_0);
      double numerator = Math.abs(t - ZERO) < Silu.NEAR ? (p + 1.25) * distance : u + 1 + t;
      double slope = numerator * u / ((u + 1) * (u + 1));
      return product > 0 ? 1 - slope : slope;
    }
  }

  // --- mish ---------------------------------------------------------------------------------------------------------

  /** From here on w / (w + 2) below is 1 even as a double, and f′ as a float. */
  static final double MISH_SATURATED = 40;

  /** With t = eˣ and w = t(t + 2): f(x) = xw / (w + 2), f′(x) = t((t + 2)(w + 2) + 4x(t + 1)) / (w + 2)². */
  private record Mish() implements DoubleFormula {

    @Override
    public double value(double x) {
      double factor = x < UNDERFLOW ? UNDERFLOW : x;
      double t = exp(factor > MISH_SATURATED ? MISH_SATURATED : factor);
      double w = Math.fma(t, t, t + t);
      return factor * w / (w + 2);
    }

    @Override
    public double derivative(double x) {
      // The sum vanishes at −1.19243121451549521: there it takes all digits of t.
      double c = x < UNDERFLOW ? UNDERFLOW : x > MISH_SATURATED ? MISH_SATURATED : x;
      double t = preciseExp(c);
      double below = Math.fma(t, t + 2, 2);
      double sum = Math.fma(t + 2, below, 4 * c * (t + 1));
      return t * sum / (below * below);
    }
  }

  // --- tanhshrink ---------------------------------------------------------------------------------------------------

  /** Beyond |x| − tanh |x| = ¼, so that (a − 1) + 2/(1 + e²ᵃ) adds a number that is smaller than the result. */
  static final float SHRINK_FAR = 1.03125f;
  /** From here on 2/(1 + e²ᵃ) is nothing beside a − 1. */
  static final float SHRINK_LINEAR = 20;

  /** Keeps the low part of the result from underflowing before the result does. */
  static final float SHRINK_SCALE = 0x1p24f;

  // (a − tanh a) / a³ as a polynomial in a² for a ≤ SHRINK_FAR, minimax for the relative error: 2⁻³⁰·²
  static final float SHRINK_0 = 0x1.555556p-2f;
  /** ⅓ − SHRINK_0. */
  static final float SHRINK_0_LO = -0x1.555556p-27f;
  static final float SHRINK_1 = -0x1.11110ep-3f;
  static final float SHRINK_2 = 0x1.ba1a18p-5f;
  static final float SHRINK_3 = -0x1.662dc0p-6f;
  static final float SHRINK_4 = 0x1.2109aap-7f;
  static final float SHRINK_5 = -0x1.c61b44p-9f;
  static final float SHRINK_6 = 0x1.40d328p-10f;
  static final float SHRINK_7 = -0x1.55371ep-12f;
  static final float SHRINK_8 = 0x1.7afbd2p-15f;

  record Tanhshrink() implements Formula {

    /** From here on, tanh² a = 1 − 4e⁻²ᵃ to the precision of float. */
    static final float FAR = 8.25f;

    @Override
    public float value(float x) {
      float a = Math.abs(x);
      float t = 2 * (a > SHRINK_LINEAR ? SHRINK_LINEAR : a);
      float n = exponent(t, ROUND);
      float r = reduced(t, n - ROUND);
      float v = Math.fma(expTail(r), r * r, r);
      float s = power(n);
      float c = s + 1;
      float d = Math.fma(s, v, c);
      float dLo = Math.fma(s, v, c - d) + (1 - (c - s));
      float q = 1 / d;
      q = Math.fma(q, Math.fma(-q, dLo, Math.fma(-q, d, 1)), q);
      float far = q + q + (a - 1);
      return a < SHRINK_FAR ? near(x) : x < 0 ? -far : far;
    }

    /** x · (x² · p(x²)), where x², p and their product carry their rounding errors along. */
    private static float near(float x) {
      float s = x * x;
      float sLo = Math.fma(x, x, -s);
      float p = Math.fma(SHRINK_8, s, SHRINK_7);
      p = Math.fma(p, s, SHRINK_6);
      p = Math.fma(p, s, SHRINK_5);
      p = Math.fma(p, s, SHRINK_4);
      p = Math.fma(p, s, SHRINK_3);
      p = Math.fma(p, s, SHRINK_2);
      p = Math.fma(p, s, SHRINK_1);
      float sum = Math.fma(p, s, SHRINK_0);
      float sumLo = Math.fma(p, s, SHRINK_0 - sum) + Math.fma(p, sLo, SHRINK_0_LO);
      float w = s * sum;
      float wLo = Math.fma(s, sum, -w) + Math.fma(s, sumLo, sLo * sum);
      float scaled = x * SHRINK_SCALE;
      return Math.fma(scaled, w, scaled * wLo) * (1 / SHRINK_SCALE);
    }

    /** tanh², where tanh = (1 − e⁻²ᵃ) / (1 + e⁻²ᵃ) is q plus a residual. */
    @Override
    public float derivative(float x) {
      float a = Math.abs(x);
      float t = -2 * (a > SHRINK_LINEAR ? SHRINK_LINEAR : a);
      float n = exponent(t, ROUND);
      float r = reduced(t, n - ROUND);
      float r2 = r * r;
      float tail = expTail(r);
      float v = Math.fma(tail, r2, r);
      float vLo = Math.fma(tail, r2, r - v);
      float s = -power(n);
      float c = 1 + s;
      float numerator = Math.fma(s, v, c);
      float numeratorLo = Math.fma(s, vLo, Math.fma(s, v, c - numerator));
      float d = 2 - numerator;
      float dLo = (2 - d) - numerator - numeratorLo;
      float reciprocal = 1 / d;
      float q = numerator * reciprocal;
      float residual = Math.fma(-q, dLo, Math.fma(-q, d, numerator) + numeratorLo);
      float square = q * q;
      float y = square + Math.fma(q + q, residual * reciprocal, Math.fma(q, q, -square));
      return a > FAR ? Math.fma(s, Math.fma(4, v, 4), 1) : y;
    }
  }

  // --- gelu, gelu_tanh, gelu_sigmoid --------------------------------------------------------------------------------
  // For t = |x|, each is max(x, 0) − t · tail(t), and its derivative is tailSlope(t) for x < 0 and 1 − tailSlope(t) for
  // x > 0, where both tails carry a factor e⁻ᵃ, a ≥ 0. They are computed times 2⁶⁴, so that one multiplication at the
  // end rounds a result in the subnormal range. a = aHi − aLo; −a − k ln 2 = r₀ + lo, where r₀ = −(aHi + k · LN2_HI) is
  // free of error and lo is tiny; e⁻ᵃ = 2ᵏ(1 + r₀ + rest)(1 + lo), where rest is small.
  // lib/src/test/python/gelu_coefficients.py makes the constants.

  /** 2⁻⁶⁴. */
  static final float UNSCALE = 0x1p-64f;
  /** {@link #ROUND} for 2ᵏ⁺⁶⁴. */
  static final float ROUND_UP = ROUND + 64;
  /** {@link #ROUND} for 2ᵏ⁺⁶³. */
  static final float ROUND_UP_HALF = ROUND + 63;
  /** What makes the sign bit of 2ᵏ of a rounding constant. */
  static final int NEGATIVE = 256;
  static final int SIGN = 0x80000000;
  static final int ONE = 0x3f800000;

  /** |x|, but at most {@code end}; it may lose a NaN. */
  static float magnitude(float x, float end) {
    return Float.intBitsToFloat(
        Math.min(Float.floatToRawIntBits(x) & Integer.MAX_VALUE, Float.floatToRawIntBits(end)));
  }

  /** (eʳ − 1 − r) / r², in an order that shortens the chain of operations; r2 = r². */
  static float expTailSplit(float r, float r2) {
    return Math.fma(Math.fma(Math.fma(EXP_4, r, EXP_3), r2, Math.fma(EXP_2, r, EXP_1)), r, EXP_0);
  }

  /** (e⁻ᵐ − 1 + m) / m² likewise; m2 = m². */
  static float expTailOfMinus(float m, float m2) {
    return Math.fma(Math.fma(Math.fma(EXP_4, m, -EXP_3), m2, Math.fma(EXP_2, m, -EXP_1)), m, EXP_0);
  }

  /**
   * positive − 2⁻⁶⁴ · (product + low) · (1 + r₀ + rest), where 1 + r₀ + rest is about exp, and product ≥ 0 =
   * product + minusProduct. Of a zero product that comes with a −0 for minusProduct, it gives −0 if positive is −0.
   */
  static float minusTail(float product, float minusProduct, float low, float rest, float minusR0, float exp,
      float positive) {
    float v = Math.fma(minusProduct, minusR0, Math.fma(product, rest, low * exp));
    return Math.fma(minusProduct - v, UNSCALE, positive);
  }

  /** 0 if the sign bit of x is set, else 1. */
  static float step(float x) {
    return Float.intBitsToFloat(~(Float.floatToRawIntBits(x) >> 31) & ONE);
  }

  /**
   * x·Φ(x). With Mills' ratio, Φ(−t) = e^(−t²/2) · M(t).
   *
   * <p>The derivative of the tail is e^(−t²/2) · (zero − t) · ½ (1 + slope).
   */
  static final class Gelu implements Formula {

    /** From here on, the function and its derivative round to 0 or to x and 1. */
    static final float END = 14.75f;

    // M(t) = w (w + MILLS_OFFSET + u · polynomial(u)), where w = MILLS_NUMERATOR / (t + MILLS_POLE) and
    // u = w − MILLS_CENTRE, for 0 ≤ t ≤ 13.3; relative error 2⁻²⁸. The polynomial's share of M is 5 % at most, so its
    // rounding errors hardly matter. The offset is a multiple of 2⁻²⁴: the sum w + MILLS_OFFSET minus the offset is
    // free of error.
    static final float MILLS_POLE = 2;
    static final float MILLS_NUMERATOR = 1.12f;
    static final float MILLS_OFFSET = 0x1.4a3ea8p-2f;
    static final float MILLS_CENTRE = 0x1.4p-2f;
    static final float MILLS_0 = 0x1.2c8484p-4f;
    static final float MILLS_1 = 0x1.76e0b6p-3f;
    static final float MILLS_2 = -0x1.77d706p0f;
    static final float MILLS_3 = 0x1.bf9e82p-2f;
    static final float MILLS_4 = 0x1.5a3142p1f;
    static final float MILLS_5 = -0x1.13efecp2f;
    static final float MILLS_6 = -0x1.db40fep-1f;
    static final float MILLS_7 = 0x1.d714b2p3f;
    static final float MILLS_8 = -0x1.52573cp4f;
    static final float MILLS_9 = -0x1.3849f2p4f;
    static final float MILLS_10 = 0x1.0acb6p6f;
    // M′(w) / MILLS_NUMERATOR to 4 %, linear in w.
    static final float MILLS_SLOPE_0 = 0x1.13c95cp-2f;
    static final float MILLS_SLOPE_1 = 0x1.df64aep0f;

    // 2 (M(t) − t/√(2π)) / (zero − t) − 1 = polynomial(z), z = (t − SLOPE_CENTRE) / (t + SLOPE_POLE), 0 ≤ t ≤ 14;
    // relative error of the quotient 2⁻²⁶·⁹.
    static final float SLOPE_CENTRE = 1;
    static final float SLOPE_POLE = 3.5f;
    static final float SLOPE_0 = 0x1.b5a1b2p-4f;
    static final float SLOPE_1 = -0x1.3dc042p-1f;
    static final float SLOPE_2 = 0x1.fce804p-2f;
    static final float SLOPE_3 = -0x1.d27b12p-3f;
    static final float SLOPE_4 = 0x1.99ae58p-6f;
    static final float SLOPE_5 = 0x1.b68e7ap-6f;
    static final float SLOPE_6 = -0x1.6d9ffcp-8f;
    static final float SLOPE_7 = -0x1.9cffap-8f;
    static final float SLOPE_8 = 0x1.4e3bep-9f;
    /**
     * The derivative is zero at −0.751791524693564457457904946780: the sum of these three, negated. The first is a
     * multiple of 2⁻²⁰, so that what is lost in subtracting t from it can be computed without error.
     */
    static final float ZERO_HI = 0x1.80eaep-1f;
    static final float ZERO_MID = -0x1.cd01fep-22f;
    static final float ZERO_LO = -0x1.3089f4p-47f;

    @Override
    public float value(float x) {
      float t = magnitude(x, END);
      float minusT = -t;
      float half = t * 0.5f;
      float aHi = t * half;
      float aLo = Math.fma(minusT, half, aHi);
      float n = Math.fma(aHi, -LOG2_E, ROUND_UP);
      float k = n - ROUND_UP;
      float minusR0 = Math.fma(k, LN2_HI, aHi);
      float lo = Math.fma(k, -LN2_LO, aLo);
      float r2 = minusR0 * minusR0;
      float rest = expTailOfMinus(minusR0, r2) * r2;
      float exp = 1 + (rest - minusR0);
      float d = t + MILLS_POLE;
      float w = MILLS_NUMERATOR / d;
      float minusW = -w;
      // MILLS_NUMERATOR − w (t + MILLS_POLE)
      float remainder = Math.fma(t - (d - MILLS_POLE), minusW, Math.fma(d, minusW, MILLS_NUMERATOR));
      float sum = w + MILLS_OFFSET;
      float lost = w - (sum - MILLS_OFFSET);
      float u = w - MILLS_CENTRE;
      float u2 = u * u;
      float odd = Math.fma(Math.fma(MILLS_9, u2, MILLS_7), u2, MILLS_5);
      float even = Math.fma(Math.fma(MILLS_10, u2, MILLS_8), u2, MILLS_6);
      float p = Math.fma(even, u, odd);
      p = Math.fma(p, u, MILLS_4);
      p = Math.fma(p, u, MILLS_3);
      p = Math.fma(p, u, MILLS_2);
      p = Math.fma(p, u, MILLS_1);
      p = Math.fma(p, u, MILLS_0);
      p = Math.fma(p, u, Math.fma(remainder, Math.fma(w, MILLS_SLOPE_1, MILLS_SLOPE_0), lost));
      // M = mills − millsLo
      float mills = w * sum;
      float minusMills = -mills;
      float millsLo = Math.fma(minusW, p, Math.fma(minusW, sum, mills));
      float s = minusT * power(n);
      float product = s * minusMills;
      float minusProduct = -product;
      float low = Math.fma(s, millsLo, Math.fma(s, minusMills, minusProduct));
      low = Math.fma(product + low, lo, low);
      return minusTail(product, minusProduct, low, rest, minusR0, exp, x < 0 ? 0 : x);
    }

    @Override
    public float derivative(float x) {
      float t = Math.abs(x);
      t = t > END ? END : t;
      float half = t * 0.5f;
      float aHi = t * half;
      float aLo = Math.fma(-t, half, aHi);
      float n = Math.fma(aHi, -LOG2_E, ROUND_UP_HALF + NEGATIVE);
      float k = n - (ROUND_UP_HALF + NEGATIVE);
      float minusR0 = Math.fma(k, LN2_HI, aHi);
      float lo = Math.fma(k, -LN2_LO, aLo);
      float r = lo - minusR0;
      float r2 = r * r;
      float rest = Math.fma(expTailSplit(r, r2), r2, lo);
      float exp = 1 + (rest - minusR0);
      float z = (t - SLOPE_CENTRE) / (t + SLOPE_POLE);
      float z2 = z * z;
      float odd = Math.fma(Math.fma(Math.fma(SLOPE_7, z2, SLOPE_5), z2, SLOPE_3), z2, SLOPE_1);
      float even = Math.fma(Math.fma(Math.fma(SLOPE_8, z2, SLOPE_6), z2, SLOPE_4), z2, SLOPE_2);
      float slope = Math.fma(Math.fma(even, z, odd), z, SLOPE_0);
      // ZERO_HI + ZERO_MID + ZERO_LO − t as the sum of two floats.
      float first = ZERO_HI - t;
      float lost = ZERO_HI - first - t + ZERO_MID;
      float distance = first + lost;
      float distanceLo = lost - (distance - first) + ZERO_LO;
      float power = Float.intBitsToFloat(
          Float.floatToRawIntBits(n) << 23 ^ Float.floatToRawIntBits(x) & SIGN);
      float s = distance * power;
      float u = Math.fma(slope, exp, rest);
      float v = Math.fma(s, u, distanceLo * power * exp);
      float y = s + Math.fma(-s, minusR0, v);
      return Math.fma(y, UNSCALE, step(x));
    }
  }

  /**
   * x·σ(a(x)) for an odd a: 1.702x (gelu_sigmoid), or 2√(2/π)(x + 0.044715x³) (gelu_tanh), as ½(1 + tanh u) = σ(2u).
   *
   * <p>The tail is e⁻ᵃ / (1 + e⁻ᵃ), and its slope e⁻ᵃ (1 + e⁻ᵃ − t·a′) / (1 + e⁻ᵃ)².
   */
  static final class SigmoidGelu implements Formula {

    // From here on, the function and its derivative round to 0 or to x and 1.
    static final float SIGMOID_END = 64;
    static final float TANH_END = 10.95f;

    /** 1.702 = 1.702000021934509 − 2.1934509e-8. */
    static final float SCALE_HI = 0x1.b3b646p0f;
    static final float SCALE_LO = -0x1.78d4fep-26f;
    /** 2√(2/π) = 1.595769121605730711759784239737524…; the first part is a multiple of 2⁻²⁰. */
    static final float LINEAR_HI = 0x1.98845p0f;
    static final float LINEAR_LO = 0x1.9ea1b2p-23f;
    /** 2√(2/π) · 0.044715 = 0.0713548162726002487763387522798634… */
    static final float CUBIC_HI = 0x1.2444f2p-4f;
    static final float CUBIC_LO = 0x1.49b16ap-29f;

    // Near the zero of the derivative, 1 + e⁻ᵃ − t·a′ = d (lead + polynomial(d)), where d is the distance of the zero
    // from a (gelu_sigmoid) or from t (gelu_tanh); relative error 2⁻³⁰ and 2⁻²⁸.
    static final float SIGMOID_NEAR = 0.5f;
    /** 1.278464542761073795109358739022980155…, where 1 + e⁻ᵃ = a. */
    static final float SIGMOID_ZERO_HI = 0x1.474974p0f;
    static final float SIGMOID_ZERO_LO = -0x1.bdf6fap-27f;
    static final float SIGMOID_LEAD = 1.25f;
    static final float SIGMOID_0 = 0x1.d25cf2p-6f;
    static final float SIGMOID_1 = 0x1.1d25dp-3f;
    static final float SIGMOID_2 = 0x1.7c326ap-5f;
    static final float SIGMOID_3 = 0x1.7c2f3ap-7f;
    static final float SIGMOID_4 = 0x1.3026e8p-9f;
    static final float SIGMOID_5 = 0x1.98b94cp-12f;
    static final float SIGMOID_6 = 0x1.d24fbep-15f;
    static final float TANH_NEAR = 0.3125f;
    /** 0.752461422071016258487954443288916090… */
    static final float TANH_ZERO_HI = 0x1.8142ap-1f;
    static final float TANH_ZERO_LO = -0x1.85a06cp-27f;
    static final float TANH_LEAD = 2.5f;
    static final float TANH_0 = -0x1.424cbep-5f;
    static final float TANH_1 = -0x1.993cb4p-4f;
    static final float TANH_2 = 0x1.9a0fp-2f;
    static final float TANH_3 = 0x1.37168ap-4f;
    static final float TANH_4 = 0x1.f3629cp-6f;
    static final float TANH_5 = 0x1.78a6ep-7f;
    static final float TANH_6 = 0x1.ee6312p-9f;

    private final boolean cubic;

    SigmoidGelu(boolean cubic) {
      this.cubic = cubic;
    }

    boolean isCubic() {
      return cubic;
    }

    @Override
    public float value(float x) {
      float t = magnitude(x, cubic ? TANH_END : SIGMOID_END);
      float minusT = -t;
      float aHi;
      float aLo;
      if (cubic) {
        float square = t * t;
        float squareLo = Math.fma(minusT, t, square);
        float b = Math.fma(square, CUBIC_HI, LINEAR_HI);
        float bLo = Math.fma(square, CUBIC_HI, LINEAR_HI - b)
            + Math.fma(squareLo, -CUBIC_HI, Math.fma(square, CUBIC_LO, LINEAR_LO));
        aHi = t * b;
        aLo = Math.fma(minusT, bLo, Math.fma(minusT, b, aHi));
      } else {
        aHi = t * SCALE_HI;
        aLo = Math.fma(minusT, SCALE_LO, Math.fma(minusT, SCALE_HI, aHi));
      }
      float n = Math.fma(aHi, -LOG2_E, ROUND_UP);
      float k = n - ROUND_UP;
      float minusR0 = Math.fma(k, LN2_HI, aHi);
      float lo = Math.fma(k, -LN2_LO, aLo);
      float r2 = minusR0 * minusR0;
      float rest = expTailOfMinus(minusR0, r2) * r2;
      float expm1 = rest - minusR0;
      float exp = 1 + expm1;
      float expLo = expm1 - (exp - 1);
      float scaled = power(n);
      float power = scaled * UNSCALE;
      float d = Math.fma(power, exp, 1);
      float dLo = Math.fma(power, expLo, Math.fma(power, exp, 1 - d));
      // The factor 1 + lo of e⁻ᵃ makes the quotient e⁻ᵃ/d greater by the factor 1 + lo/d.
      float q = -1 / d;
      float e = Math.fma(q, dLo - lo, Math.fma(q, d, 1));
      float s = minusT * scaled;
      float product = s * q;
      float minusProduct = -product;
      float low = Math.fma(s, q, minusProduct);
      return minusTail(
          product, minusProduct, low, Math.fma(e, exp, rest), minusR0, exp, x < 0 ? 0 : x);
    }

    @Override
    public float derivative(float x) {
      float end = cubic ? TANH_END : SIGMOID_END;
      float t = Math.abs(x);
      t = t > end ? end : t;
      float minusT = -t;
      float aHi;
      float aLo;
      // t·a′ − aHi, negated.
      float minusSlope;
      float distance;
      float distanceLo;
      float lead;
      float p;
      boolean near;
      if (cubic) {
        float square = t * t;
        float squareLo = Math.fma(minusT, t, square);
        float b = Math.fma(square, CUBIC_HI, LINEAR_HI);
        float bLo = Math.fma(square, CUBIC_HI, LINEAR_HI - b)
            + Math.fma(squareLo, -CUBIC_HI, Math.fma(square, CUBIC_LO, LINEAR_LO));
        aHi = t * b;
        aLo = Math.fma(minusT, bLo, Math.fma(minusT, b, aHi));
        float minusTwice = minusT * 2;
        minusSlope = Math.fma(minusTwice, b - LINEAR_HI, Math.fma(minusTwice, bLo - LINEAR_LO, aLo));
        float first = TANH_ZERO_HI - t;
        distance = first + TANH_ZERO_LO;
        distanceLo = TANH_ZERO_LO - (distance - first);
        lead = TANH_LEAD;
        p = Math.fma(TANH_6, distance, TANH_5);
        p = Math.fma(p, distance, TANH_4);
        p = Math.fma(p, distance, TANH_3);
        p = Math.fma(p, distance, TANH_2);
        p = Math.fma(p, distance, TANH_1);
        p = Math.fma(p, distance, TANH_0);
        near = Math.abs(distance) < TANH_NEAR;
      } else {
        aHi = t * SCALE_HI;
        aLo = Math.fma(minusT, SCALE_LO, Math.fma(minusT, SCALE_HI, aHi));
        minusSlope = aLo;
        float first = SIGMOID_ZERO_HI - aHi;
        float second = aLo + SIGMOID_ZERO_LO;
        distance = first + second;
        distanceLo = second - (distance - first);
        lead = SIGMOID_LEAD;
        p = Math.fma(SIGMOID_6, distance, SIGMOID_5);
        p = Math.fma(p, distance, SIGMOID_4);
        p = Math.fma(p, distance, SIGMOID_3);
        p = Math.fma(p, distance, SIGMOID_2);
        p = Math.fma(p, distance, SIGMOID_1);
        p = Math.fma(p, distance, SIGMOID_0);
        near = Math.abs(distance) < SIGMOID_NEAR;
      }
      float n = Math.fma(aHi, -LOG2_E, ROUND_UP);
      float k = n - ROUND_UP;
      float minusR0 = Math.fma(k, LN2_HI, aHi);
      float lo = Math.fma(k, -LN2_LO, aLo);
      float r = lo - minusR0;
      float r2 = r * r;
      float rest = Math.fma(expTailSplit(r, r2), r2, lo);
      float expm1 = rest - minusR0;
      float exp = 1 + expm1;
      float expLo = expm1 - (exp - 1);
      float scaled = power(n);
      float power = scaled * UNSCALE;
      float c = 1 - aHi;
      float add = Math.fma(power, exp, Math.fma(power, expLo, minusSlope + (1 - (c + aHi))));
      float numerator = c + add;
      float added = numerator - c;
      float numeratorLo = (c - (numerator - added)) + (add - added);
      float distanceP = distance * p;
      float nearZero = Math.fma(distance, lead, distanceP);
      float nearZeroLo = Math.fma(distanceLo, lead, Math.fma(distance, lead, -nearZero) + distanceP);
      numerator = near ? nearZero : numerator;
      numeratorLo = near ? nearZeroLo : numeratorLo;
      float d = Math.fma(power, exp, 1);
      float dLo = Math.fma(power, expLo, Math.fma(power, exp, 1 - d));
      float square = d * d;
      float minusD = -d;
      float minusSquareLo = Math.fma(minusD, dLo * 2, Math.fma(minusD, d, square));
      float q = 1 / square;
      float minusQ = -q;
      float e = Math.fma(q, minusSquareLo, Math.fma(minusQ, square, 1));
      float signed = Float.intBitsToFloat(
          Float.floatToRawIntBits(scaled) ^ ~Float.floatToRawIntBits(x) & SIGN);
      float s = numerator * signed;
      float product = s * q;
      float minusProduct = -product;
      float productLo = Math.fma(numeratorLo * signed, q, Math.fma(s, q, minusProduct));
      float v = Math.fma(minusProduct, minusR0, Math.fma(product, Math.fma(e, exp, rest), productLo * exp));
      return Math.fma(product + v, UNSCALE, step(x));
    }
  }
}
