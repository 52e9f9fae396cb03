package activations;

import static activations.FloatMath.EXP;
import static activations.FloatMath.LN2_HI;
import static activations.FloatMath.LN2_LO;
import static activations.FloatMath.LOG2_E;
import static activations.FloatMath.ROUND;
import static activations.FloatMath.SIGN;
import static activations.FloatMath.TINY;
import static activations.FloatMath.bits;
import static activations.FloatMath.magnitude;
import static activations.FloatMath.number;
import static activations.FloatMath.polynomial;
import static activations.FloatMath.power;
import static activations.FloatMath.step;

import activations.FloatMath.Pair;

/**
 * gelu, gelu_tanh, gelu_sigmoid. For t = |x|, each is max(x, 0) − t · tail(t), and its derivative is tailSlope(t) for
 * x < 0 and 1 − tailSlope(t) for x > 0, where both tails carry a factor e⁻ᵃ, a ≥ 0. They are computed times 2⁶⁴, so
 * that one multiplication at the end rounds a result in the subnormal range. a = hi − lo; −a − k ln 2 = r₀ + lo, where
 * r₀ = −(hi + k · LN2_HI) is free of error and lo is tiny; e⁻ᵃ = 2ᵏ(1 + r₀ + rest)(1 + lo), where rest is small.
 *
 * <p>lib/src/test/python/gelu_coefficients.py makes the constants.
 */
final class GeluFormulas {

  private GeluFormulas() {}

  /** 2⁻⁶⁴. */
  static final float UNSCALE = 0x1p-64f;
  /** {@link FloatMath#ROUND} for 2ᵏ⁺⁶⁴. */
  static final float ROUND_UP = ROUND + 64;

  /** (e⁻ᵐ − 1 + m) / m², in an order that shortens the chain of operations; m2 = m². */
  private static float expTailOfMinus(float m, float m2) {
    float odd = Math.fma(m, EXP[2], -EXP[1]);
    return Math.fma(Math.fma(Math.fma(m, EXP[4], -EXP[3]), m2, odd), m, EXP[0]);
  }

  /**
   * positive − 2⁻⁶⁴ · (product + low) · (1 + r₀ + rest), where 1 + r₀ + rest is about exp, and product ≥ 0 =
   * product + minusProduct. Of a zero product that comes with a −0 for minusProduct, it gives −0 if positive is −0.
   */
  private static float minusTail(Pair product, float minusProduct, float rest, float minusR0, float exp,
      float positive) {
    float v = Math.fma(minusProduct, minusR0, Math.fma(product.hi(), rest, product.lo() * exp));
    return Math.fma(minusProduct - v, UNSCALE, positive);
  }

  /**
   * x·Φ(x). With Mills' ratio M, Φ(−t) = e^(−t²/2) · M(t).
   *
   * <p>The derivative of the tail is e^(−t²/2) · (zero − t) · ½ (1 + slope).
   */
  record Gelu() implements Formula {

    /** From here on, the function and its derivative round to 0 or to x and 1. */
    static final float END = 14.75f;
    /** For smaller t, e^(−t²/2) is 1 to the precision of float: see {@link FloatMath#TINY}. */
    static final float TINY_SQUARE = 0x1p-20f;

    // M(t) = w (w + MILLS_OFFSET + u · polynomial(u)), where w = MILLS_NUMERATOR / (t + MILLS_POLE) and
    // u = w − MILLS_CENTRE, for 0 ≤ t ≤ 13.3; relative error 2⁻²⁸. The polynomial's share of M is 5 % at most, so its
    // rounding errors hardly matter. The offset is a multiple of 2⁻²⁴: the sum w + MILLS_OFFSET minus the offset is
    // free of error.
    static final float MILLS_POLE = 2;
    static final float MILLS_NUMERATOR = 1.12f;
    static final float MILLS_OFFSET = 0x1.4a3ea8p-2f;
    static final float MILLS_CENTRE = 0x1.4p-2f;
    static final float[] MILLS = {0x1.2c8484p-4f, 0x1.76e0b6p-3f, -0x1.77d706p0f, 0x1.bf9e82p-2f, 0x1.5a3142p1f};
    // The coefficients of u⁵, u⁷, u⁹ and of u⁶, u⁸, u¹⁰.
    static final float[] MILLS_ODD = {-0x1.13efecp2f, 0x1.d714b2p3f, -0x1.3849f2p4f};
    static final float[] MILLS_EVEN = {-0x1.db40fep-1f, -0x1.52573cp4f, 0x1.0acb6p6f};
    /** M′(w) / MILLS_NUMERATOR to 4 %, linear in w. */
    static final float[] MILLS_SLOPE = {0x1.13c95cp-2f, 0x1.df64aep0f};

    // 2 (M(t) − t/√(2π)) / (zero − t) − 1 = polynomial(z), z = (t − SLOPE_CENTRE) / (t + SLOPE_POLE), 0 ≤ t ≤ 14;
    // relative error of the quotient 2⁻²⁶·⁹. The coefficients of z, z³, … and of z², z⁴, …
    static final float SLOPE_CENTRE = 1;
    static final float SLOPE_POLE = 3.5f;
    static final float SLOPE_0 = 0x1.b5a1b2p-4f;
    static final float[] SLOPE_ODD = {-0x1.3dc042p-1f, -0x1.d27b12p-3f, 0x1.b68e7ap-6f, -0x1.9cffap-8f};
    static final float[] SLOPE_EVEN = {0x1.fce804p-2f, 0x1.99ae58p-6f, -0x1.6d9ffcp-8f, 0x1.4e3bep-9f};
    /**
     * The derivative is zero at −0.751791524693564457457904946780: the sum of these three, negated. The first is a
     * multiple of 2⁻²⁰, so that what is lost in subtracting t from it can be computed without error.
     */
    static final float ZERO_HI = 0x1.80eaep-1f;
    static final float ZERO_MID = -0x1.cd01fep-22f;
    static final float ZERO_LO = -0x1.3089f4p-47f;
    /** {@link FloatMath#ROUND} for −2ᵏ⁺⁶³: 256 makes the sign bit. */
    static final float ROUND_UP_HALF_NEGATIVE = ROUND + 63 + 256;

    @Override
    public float value(float x) {
      float t = magnitude(x, END);
      Pair square = halfSquare(magnitude(x, TINY_SQUARE, END));
      float a = square.hi();
      float n = Math.fma(a, -LOG2_E, ROUND_UP);
      float k = n - ROUND_UP;
      float minusR0 = Math.fma(k, LN2_HI, a);
      float lo = Math.fma(k, -LN2_LO, square.lo());
      float r2 = minusR0 * minusR0;
      float rest = expTailOfMinus(minusR0, r2) * r2;
      float exp = rest - minusR0 + 1;
      Pair mills = mills(t);
      float minusMills = -mills.hi();
      float s = -t * power(n);
      float product = s * minusMills;
      float minusProduct = -product;
      float low = Math.fma(s, mills.lo(), Math.fma(s, minusMills, minusProduct));
      low = Math.fma(product + low, lo, low);
      return minusTail(new Pair(product, low), minusProduct, rest, minusR0, exp, x < 0 ? 0 : x);
    }

    /** t²/2 = hi − lo. */
    private static Pair halfSquare(float t) {
      float half = t * 0.5f;
      float a = t * half;
      return new Pair(a, Math.fma(-t, half, a));
    }

    /** M(t) = hi − lo. */
    private static Pair mills(float t) {
      float d = t + MILLS_POLE;
      float w = MILLS_NUMERATOR / d;
      float minusW = -w;
      // MILLS_NUMERATOR − w (t + MILLS_POLE)
      float remainder = Math.fma(t - (d - MILLS_POLE), minusW, Math.fma(d, minusW, MILLS_NUMERATOR));
      float sum = w + MILLS_OFFSET;
      float lost = w - (sum - MILLS_OFFSET);
      float u = w - MILLS_CENTRE;
      float u2 = u * u;
      float p = Math.fma(polynomial(u2, MILLS_EVEN), u, polynomial(u2, MILLS_ODD));
      p = Math.fma(p, u, MILLS[4]);
      p = Math.fma(p, u, MILLS[3]);
      p = Math.fma(p, u, MILLS[2]);
      p = Math.fma(p, u, MILLS[1]);
      p = Math.fma(p, u, MILLS[0]);
      p = Math.fma(p, u, Math.fma(remainder, polynomial(w, MILLS_SLOPE), lost));
      float mills = w * sum;
      return new Pair(mills, Math.fma(minusW, p, Math.fma(minusW, sum, mills)));
    }

    @Override
    public float derivative(float x) {
      float step = step(x);
      float t = magnitude(x, END);
      Pair square = halfSquare(magnitude(x, TINY_SQUARE, END));
      float a = square.hi();
      float n = Math.fma(a, -LOG2_E, ROUND_UP_HALF_NEGATIVE);
      float k = n - ROUND_UP_HALF_NEGATIVE;
      float minusR0 = Math.fma(k, LN2_HI, a);
      float lo = Math.fma(k, -LN2_LO, square.lo());
      float r = lo - minusR0;
      float r2 = r * r;
      float tail = Math.fma(Math.fma(Math.fma(r, EXP[4], EXP[3]), r2, Math.fma(r, EXP[2], EXP[1])), r, EXP[0]);
      float rest = Math.fma(tail, r2, lo);
      float exp = rest - minusR0 + 1;
      float z = (t - SLOPE_CENTRE) / (t + SLOPE_POLE);
      float z2 = z * z;
      float slope = Math.fma(Math.fma(polynomial(z2, SLOPE_EVEN), z, polynomial(z2, SLOPE_ODD)), z, SLOPE_0);
      // ZERO_HI + ZERO_MID + ZERO_LO − t as the sum of two floats.
      float first = ZERO_HI - t;
      float lost = ZERO_HI - first - t + ZERO_MID;
      float distance = first + lost;
      float distanceLo = lost - (distance - first) + ZERO_LO;
      float power = number(bits(n) << 23 ^ bits(x) & SIGN);
      float s = distance * power;
      float u = Math.fma(slope, exp, rest);
      float v = Math.fma(s, u, distanceLo * power * exp);
      float y = s + Math.fma(-s, minusR0, v);
      return Math.fma(y, UNSCALE, step);
    }
  }

  // --- x·σ(a(x)) for an odd a: 1.702x (gelu_sigmoid), or 2√(2/π)(x + 0.044715x³) (gelu_tanh), as ½(1 + tanh u) = σ(2u)

  /** The tail is t · e⁻ᵃ / (1 + e⁻ᵃ), where a = hi − lo. */
  private static float minusSigmoidTail(float x, float t, Pair a) {
    float n = Math.fma(a.hi(), -LOG2_E, ROUND_UP);
    float k = n - ROUND_UP;
    float minusR0 = Math.fma(k, LN2_HI, a.hi());
    float lo = Math.fma(k, -LN2_LO, a.lo());
    float r2 = Math.fma(minusR0, minusR0, TINY * TINY);
    float rest = expTailOfMinus(minusR0, r2) * r2;
    float expm1 = rest - minusR0;
    float exp = expm1 + 1;
    float expLo = expm1 - (exp - 1);
    float scaled = power(n);
    float power = scaled * UNSCALE;
    float d = Math.fma(power, exp, 1);
    float dLo = Math.fma(power, expLo, Math.fma(power, exp, 1 - d));
    // The factor 1 + lo of e⁻ᵃ makes the quotient e⁻ᵃ/d greater by the factor 1 + lo/d.
    float q = -1 / d;
    float e = Math.fma(q, dLo - lo, Math.fma(q, d, 1));
    float s = -t * scaled;
    float product = s * q;
    float minusProduct = -product;
    float low = Math.fma(s, q, minusProduct);
    return minusTail(new Pair(product, low), minusProduct, Math.fma(e, exp, rest), minusR0, exp, x < 0 ? 0 : x);
  }

  /**
   * The derivative from that of the tail, u(1 + u − t·a′) / (1 + u)² with u = e⁻ᵃ; in doubles, for the difference
   * vanishes where the derivative does.
   */
  private static double slope(double x, double a, double tTimesSlopeOfA) {
    double u = DoubleFormulas.preciseExp(-a);
    double d = u + 1;
    double tail = (d - tTimesSlopeOfA) * u / (d * d);
    return x < 0 ? tail : 1 - tail;
  }

  record GeluSigmoid() implements Formula.OfDoubles {

    /** From here on, the function rounds to 0 or to x. */
    static final float END = 64;
    /** 1.702 = 1.702000021934509 − 2.1934509e-8. */
    static final float SCALE_HI = 0x1.b3b646p0f;
    static final float SCALE_LO = -0x1.78d4fep-26f;

    @Override
    public float value(float x) {
      float t = magnitude(x, END);
      float minusT = -t;
      float a = t * SCALE_HI;
      float aLo = Math.fma(minusT, SCALE_LO, Math.fma(minusT, SCALE_HI, a));
      return minusSigmoidTail(x, t, new Pair(a, aLo));
    }

    @Override
    public double derivative(double x) {
      double t = Math.abs(x);
      double a = (t > END ? END : t) * 1.702;
      return slope(x, a, a);
    }
  }

  record GeluTanh() implements Formula.OfDoubles {

    /** From here on, the function rounds to 0 or to x. */
    static final float END = 10.95f;
    /** 2√(2/π) = 1.595769121605730711759784239737524…; the first part is a multiple of 2⁻²⁰. */
    static final float LINEAR_HI = 0x1.98845p0f;
    static final float LINEAR_LO = 0x1.9ea1b2p-23f;
    /** 2√(2/π) · 0.044715 = 0.0713548162726002487763387522798634… */
    static final float CUBIC_HI = 0x1.2444f2p-4f;
    static final float CUBIC_LO = 0x1.49b16ap-29f;
    // The same two as doubles.
    static final double LINEAR = 1.595769121605731;
    static final double CUBIC = 0.07135481627260025;

    @Override
    public float value(float x) {
      float t = magnitude(x, END);
      float minusT = -t;
      float square = Math.fma(t, t, TINY * TINY);
      float squareLo = Math.fma(minusT, t, square);
      float b = Math.fma(square, CUBIC_HI, LINEAR_HI);
      float bLo = Math.fma(square, CUBIC_HI, LINEAR_HI - b)
          + Math.fma(squareLo, -CUBIC_HI, Math.fma(square, CUBIC_LO, LINEAR_LO));
      float a = t * b;
      float aLo = Math.fma(minusT, bLo, Math.fma(minusT, b, a));
      return minusSigmoidTail(x, t, new Pair(a, aLo));
    }

    @Override
    public double derivative(double x) {
      double magnitude = Math.abs(x);
      double t = magnitude > END ? END : magnitude;
      double cubic = t * t * CUBIC;
      return slope(x, t * (cubic + LINEAR), t * Math.fma(cubic, 3, LINEAR));
    }
  }
}
