package activations;

/**
 * What the formulas share: limits by bits, polynomials, and the parts of exp.
 *
 * <p>Floats of one sign are in the order of their bits. A minimum of integers takes a processor one cycle, where a
 * comparison and a choice take JDK 17 four instructions, and all that follows has to wait. A NaN does not survive it;
 * so a constant that the result depends on gets all bits, which is a NaN, where the input is one. That stands early in
 * each formula: late in one, JDK 17 does not compile changes of the kind of a vector.
 */
final class FloatMath {

  private FloatMath() {}

  /**
   * A value carried as an unevaluated sum: what rounding took from {@code hi} is kept in {@code lo}, so that only the
   * last operation of a formula rounds noticeably.
   */
  record Pair(float hi, float lo) {}

  // --- bits ----------------------------------------------------------------------------------------------------------

  /**
   * Stands in for smaller numbers, or is added to them, where that does not change the result: the square and the cube of
   * a smaller one would be subnormal, and arithmetic on subnormal numbers is many times as slow.
   */
  static final float TINY = 0x1p-40f;

  /** The bit of the sign, */
  static final int SIGN = 0x80000000;
  /** the bits of the magnitude, */
  static final int MAGNITUDE = 0x7fffffff;
  /** of infinity, */
  static final int INFINITY = 0x7f800000;
  /** and of 1. */
  static final int ONE = 0x3f800000;

  static int bits(float x) {
    return Float.floatToRawIntBits(x);
  }

  static float number(int bits) {
    return Float.intBitsToFloat(bits);
  }

  /** All bits if x is a NaN, else none. */
  static int nan(float x) {
    return INFINITY - (bits(x) & MAGNITUDE) >> 31;
  }

  /** The constant, or NaN if x is. */
  static float orNaN(float constant, float x) {
    return number(nan(x) | bits(constant));
  }

  /** 1 with the sign of x. */
  static float sign(float x) {
    return number(bits(x) & SIGN | ONE);
  }

  /** The same, or NaN if x is. */
  static float signOrNaN(float x) {
    return number(bits(x) & SIGN | ONE | nan(x));
  }

  /** |x|, but at most {@code end}. */
  static float magnitude(float x, float end) {
    return number(Math.min(bits(x) & MAGNITUDE, bits(end)));
  }

  /** x, but at least −low and at most −{@link #TINY}. */
  static float negative(float x, float low) {
    return number(Math.max(Math.min(bits(x) ^ SIGN, bits(low)), bits(TINY)) ^ SIGN);
  }

  // --- polynomials ---------------------------------------------------------------------------------------------------

  /** c[0] + c[1] x + c[2] x² + …, by Horner's rule. */
  static float polynomial(float x, float[] c) {
    float p = c[c.length - 1];
    for (int i = c.length - 2; i >= 0; i--) {
      p = Math.fma(p, x, c[i]);
    }
    return p;
  }

  /** The same in double precision. */
  static double polynomial(double x, double[] c) {
    double p = c[c.length - 1];
    for (int i = c.length - 2; i >= 0; i--) {
      p = Math.fma(p, x, c[i]);
    }
    return p;
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
   * exponent bias 127: a shift then makes 2ᵏ of it. With j added to it, 2ᵏ⁺ʲ.
   */
  static final float ROUND = 0x1.8p23f + 127;

  /**
   * (eʳ − 1 − r) / r² on |r| ≤ 0.347, minimax for the relative error of eʳ: 2⁻²⁸·². Remez' algorithm in 160 bits, each
   * coefficient rounded to float before the next ones are fitted.
   */
  static final float[] EXP = {0x1.fffffcp-2f, 0x1.55548ap-3f, 0x1.55584ep-5f, 0x1.123f74p-7f, 0x1.6ad78ep-10f};

  /** 2ᵏ from k + {@link #ROUND}. */
  static float power(float exponent) {
    return number(bits(exponent) << 23);
  }

  /** r = t − k ln 2, rounded once. */
  static float reduced(float t, float k) {
    return Math.fma(k, -LN2_LO, Math.fma(k, -LN2_HI, t));
  }

  /** r + tiny as a pair. */
  static Pair reducedPair(float t, float k, float tiny) {
    return new Pair(Math.fma(k, -LN2_HI, t), Math.fma(k, -LN2_LO, tiny));
  }

  /** eʳ − 1 − hi for r = hi + lo, by a polynomial c like {@link #EXP}. */
  static float expTail(Pair r, float[] c) {
    float sum = r.hi() + r.lo();
    return Math.fma(polynomial(sum, c), sum * sum, r.lo());
  }
}
