package activations;

import java.util.Arrays;

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
      default:
        return null;
    }
  }

  // --- exp(t) = 2ᵏ · (1 + r + tail), where k = round(t / ln 2) and r = t − k ln 2, |r| ≤ ½ ln 2 -----------------------

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

  /** k + round, as a float whose low bits hold k: see {@link #ROUND}; round − ROUND shifts the power of two. */
  static float exponent(float t, float round) {
    return Math.fma(t, LOG2_E, round);
  }

  /** 2ᵏ from {@link #exponent}. */
  static float power(float exponent) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(exponent) << 23);
  }

  /** r = t − k · LN2_HI, exact. */
  static float reduced(float t, float k) {
    return Math.fma(k, -LN2_HI, t);
  }

  /** eʳ⁺ᵈ − 1 − r for a tiny d. */
  static float expTail(float r, float d) {
    float p = Math.fma(EXP_4, r, EXP_3);
    p = Math.fma(p, r, EXP_2);
    p = Math.fma(p, r, EXP_1);
    p = Math.fma(p, r, EXP_0);
    return Math.fma(p, r * r, d);
  }

  // --- sigmoid ------------------------------------------------------------------------------------------------------

  private static final class Sigmoid implements Formula {

    /** e⁻ˣ is computed times this, so that neither it nor its reciprocal leaves the range of float. */
    private static final float SCALE = 0x1p-34f;

    @Override
    public float value(float x) {
      boolean saturated = Math.abs(x + 22) > 82;
      float t = saturated ? 0 : -x;
      float n = exponent(t, ROUND - 34);
      float k = n - (ROUND - 34);
      float r = reduced(t, k);
      float v = r + expTail(r, k * -LN2_LO);
      float s = power(n);
      float c = s + SCALE;
      float cLo = s >= SCALE * 0x1p25f ? SCALE : s - (c - SCALE);
      float d = Math.fma(s, v, c);
      float dLo = Math.fma(s, v, c - d) + cLo;
      float q = 1 / d;
      float residual = Math.fma(-q, dLo, Math.fma(-q, d, 1));
      float y = Math.fma(q, residual, q) * SCALE;
      return saturated ? (x > 0 ? 1 : 0) : y;
    }

    @Override
    public float derivative(float x) {
      return value(x) * value(-x);
    }
  }

  // --- matrix product: see Kernels.Product ----------------------------------------------------------------------------

  static void multiply(float[] a, int aRow, int aColumn, float[] b, float[] c, int k, int n, int from, int to) {
    for (int i = from; i < to; i++) {
      multiplyRow(a, i * aRow, aColumn, b, c, i * n, k, n, 0);
    }
  }

  /** One row of C from column {@code j0} on. Four steps of p at a time: the same chain with a quarter of the stores. */
  static void multiplyRow(float[] a, int aAt, int aColumn, float[] b, float[] c, int cAt, int k, int n, int j0) {
    Arrays.fill(c, cAt + j0, cAt + n, 0);
    int p = 0;
    for (; p + 4 <= k; p += 4) {
      int at = aAt + p * aColumn;
      addFour(a[at], a[at + aColumn], a[at + 2 * aColumn], a[at + 3 * aColumn], b, p * n, c, cAt, n, j0);
    }
    for (; p < k; p++) {
      float ap = a[aAt + p * aColumn];
      for (int j = j0; j < n; j++) {
        c[cAt + j] = Math.fma(ap, b[p * n + j], c[cAt + j]);
      }
    }
  }

  private static void addFour(
      float a0, float a1, float a2, float a3, float[] b, int bAt, float[] c, int cAt, int n, int j0) {
    int b1 = bAt + n;
    int b2 = b1 + n;
    int b3 = b2 + n;
    for (int j = j0; j < n; j++) {
      float sum = Math.fma(a0, b[bAt + j], c[cAt + j]);
      sum = Math.fma(a1, b[b1 + j], sum);
      sum = Math.fma(a2, b[b2 + j], sum);
      c[cAt + j] = Math.fma(a3, b[b3 + j], sum);
    }
  }
}
