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
      case "tanh":
        return new Tanh();
      case "silu":
        return new Silu();
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

  /** (eʳ − 1 − r) / r². */
  static float expTail(float r) {
    float p = Math.fma(EXP_4, r, EXP_3);
    p = Math.fma(p, r, EXP_2);
    p = Math.fma(p, r, EXP_1);
    return Math.fma(p, r, EXP_0);
  }

  /** sinh r, rounded once. */
  static float sinh(float r, float r2) {
    return Math.fma(Math.fma(SINH_1, r2, SINH_0), r2 * r, r);
  }

  /** cosh r − 1. */
  static float coshm1(float r2) {
    return Math.fma(Math.fma(COSH_2, r2, COSH_1), r2, COSH_0) * r2;
  }

  // --- sigmoid, tanh, silu ------------------------------------------------------------------------------------------

  /** Powers of e are computed times this, so that neither they nor their reciprocals leave the range of float. */
  static final float SCALE = 0x1p-34f;
  /** {@link #ROUND} for 2ᵏ · SCALE. */
  static final float ROUND_SCALED = ROUND - 34;

  /** SCALE⁻¹ / (eᵃ + 2 + e⁻ᵃ) for 0 ≤ a ≤ 106: the derivative of the sigmoid, and a quarter of sech²(a/2). */
  static float sigmoidSlope(float a) {
    float n = exponent(a, ROUND_SCALED);
    float k = n - ROUND_SCALED;
    float r = reduced(a, k);
    float r2 = r * r;
    float up = power(n);
    float down = powerOrZero(ROUND_SCALED - k);
    float sum = up + down;
    float rest = Math.fma(sum, coshm1(r2), (up - down) * sinh(r, r2)) + 2 * SCALE;
    float d = sum + rest;
    float dLo = rest - (d - sum);
    float q = 1 / d;
    return Math.fma(q, Math.fma(-q, dLo, Math.fma(-q, d, 1)), q);
  }

  static final class Sigmoid implements Formula {

    @Override
    public float value(float x) {
      boolean saturated = Math.abs(x + 22) > 82;
      float t = saturated ? 0 : -x;
      float n = exponent(t, ROUND_SCALED);
      float k = n - ROUND_SCALED;
      float r = reduced(t, k);
      float v = Math.fma(expTail(r), r * r, r);
      float s = power(n);
      float c = s + SCALE;
      float cLo = s >= 0x1p25f * SCALE ? SCALE : s - (c - SCALE);
      float d = Math.fma(s, v, c);
      float dLo = Math.fma(s, v, c - d) + cLo;
      float q = 1 / d;
      float y = Math.fma(q, Math.fma(-q, dLo, Math.fma(-q, d, 1)), q) * SCALE;
      return saturated ? (x > 60 ? 1f : 0f) : y;
    }

    @Override
    public float derivative(float x) {
      float a = Math.abs(x);
      boolean saturated = a > 104;
      float y = sigmoidSlope(saturated ? 0 : a) * SCALE;
      return saturated ? 0 : y;
    }
  }

  static final class Tanh implements Formula {

    /** From here on, tanh a = 1 − 2e⁻²ᵃ to the precision of float. */
    static final float FAR = 8.25f;

    /** (1 − e⁻²ᵃ) / (1 + e⁻²ᵃ) for a = |x|. */
    @Override
    public float value(float x) {
      float a = Math.abs(x);
      float t = -2 * (a > 10 ? 10 : a);
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
      float numeratorLo = Math.fma(s, vLo, Math.fma(s, v, c - numerator));
      float d = 2 - numerator;
      float dLo = (2 - d) - numerator - numeratorLo;
      float reciprocal = 1 / d;
      float q = numerator * reciprocal;
      float residual = Math.fma(-q, dLo, Math.fma(-q, d, numerator) + numeratorLo);
      float y = Math.fma(residual, reciprocal, q);
      return Math.copySign(a > FAR ? Math.fma(s, Math.fma(2, v, 2), 1) : y, x);
    }

    @Override
    public float derivative(float x) {
      float a = Math.abs(x);
      boolean saturated = a > 53;
      float y = sigmoidSlope(2 * (saturated ? 0 : a)) * (4 * SCALE);
      return saturated ? 0 : y;
    }
  }

  static final class Silu implements Formula {

    /** The zero of the derivative, where x + 1 + eˣ = 0: −1.27846454276107379510935873902298… as the sum of two floats. */
    static final float ZERO_HI = -0x1.474974p0f;
    static final float ZERO_LO = 0x1.bdf6fap-27f;
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
      boolean saturated = Math.abs(x + 25) > 85;
      float t = saturated ? 0 : -x;
      float n = exponent(t, ROUND_SCALED);
      float k = n - ROUND_SCALED;
      float r = reduced(t, k);
      float v = Math.fma(expTail(r), r * r, r);
      float s = power(n);
      float c = s + SCALE;
      float cLo = s >= 0x1p25f * SCALE ? SCALE : s - (c - SCALE);
      float d = Math.fma(s, v, c);
      float dLo = Math.fma(s, v, c - d) + cLo;
      float q = 1 / d;
      float qLo = q * Math.fma(-q, dLo, Math.fma(-q, d, 1));
      float y = Math.fma(x, q, x * qLo) * SCALE;
      return saturated ? (x > 60 ? x : -0f) : y;
    }

    /** (eˣ + 1 + x) / (eˣ + 2 + e⁻ˣ). */
    @Override
    public float derivative(float x) {
      boolean saturated = Math.abs(x + 25) > 85;
      float t = saturated ? 0 : x;
      float n = exponent(t, ROUND_SCALED);
      float k = n - ROUND_SCALED;
      float r = reduced(t, k);
      float r2 = r * r;
      float sinh = sinh(r, r2);
      float coshm1 = coshm1(r2);
      float up = powerOrZero(n);
      float down = power(ROUND_SCALED - k);
      float c = Math.fma(t, SCALE, up + SCALE);
      float cLo = Math.fma(t, SCALE, (up + SCALE) - c);
      float numerator = c + Math.fma(up, sinh + coshm1, cLo);
      float distance = (t - ZERO_HI) - ZERO_LO;
      if (Math.abs(distance) < NEAR) {
        float p = Math.fma(NEAR_4, distance, NEAR_3);
        p = Math.fma(p, distance, NEAR_2);
        p = Math.fma(p, distance, NEAR_1);
        p = Math.fma(p, distance, NEAR_0);
        distance *= SCALE;
        numerator = Math.fma(distance, 1.25f, distance * p);
      }
      float sum = up + down;
      float d = sum + (Math.fma(sum, coshm1, (up - down) * sinh) + 2 * SCALE);
      return saturated ? (x > 60 ? 1f : -0f) : numerator / d;
    }
  }
}
