package activations;

import static activations.FloatMath.EXP;
import static activations.FloatMath.LOG2_E;
import static activations.FloatMath.ROUND;
import static activations.FloatMath.SIGN;
import static activations.FloatMath.TINY;
import static activations.FloatMath.bits;
import static activations.FloatMath.expTail;
import static activations.FloatMath.magnitude;
import static activations.FloatMath.minusWithin;
import static activations.FloatMath.number;
import static activations.FloatMath.orNaN;
import static activations.FloatMath.polynomial;
import static activations.FloatMath.power;
import static activations.FloatMath.powerOrZero;
import static activations.FloatMath.reduced;
import static activations.FloatMath.reducedPair;
import static activations.FloatMath.sign;
import static activations.FloatMath.signOrNaN;

import activations.FloatMath.Pair;

/** Sigmoid, tanh, silu and tanhshrink. Signs are such that few numbers have to be negated. */
final class SigmoidFormulas {

  private SigmoidFormulas() {}

  /** Powers of e are computed times this, so that neither they nor their reciprocals leave the range of float. */
  static final float SCALE = 0x1p-34f;
  /** {@link FloatMath#ROUND} for 2ᵏ · SCALE. */
  static final float ROUND_SCALED = ROUND - 34;

  // (sinh r − r) / r³ and (cosh r − 1) / r² on |r| ≤ 0.347, as polynomials in r²; absolute error of sinh and cosh 2⁻²⁸.
  static final float[] SINH = {0x1.55548ep-3f, 0x1.123c06p-7f};
  static final float[] COSH = {0.5f, 0x1.5554e6p-5f, 0x1.6d4f24p-10f};

  /** sinh r, rounded once. */
  static float sinh(float r) {
    float r2 = r * r;
    return Math.fma(polynomial(r2, SINH), r2 * r, r);
  }

  /** cosh r − 1. */
  static float coshm1(float r) {
    float r2 = r * r;
    return polynomial(r2, COSH) * r2;
  }

  /** −(1 + eᵗ) · SCALE, where eᵗ · SCALE = −s · (1 + v), and s has the bits minusPower. */
  static Pair minusOnePlusExp(int minusPower, float s, float v) {
    float greater = number(Math.max(minusPower, bits(-SCALE)));
    float lesser = number(Math.min(minusPower, bits(-SCALE)));
    float c = s - SCALE;
    float cLo = lesser - (c - greater);
    float sum = Math.fma(s, v, c);
    return new Pair(sum, Math.fma(s, v, c - sum) + cLo);
  }

  /** SCALE⁻¹ / (eᵃ + 2 + e⁻ᵃ) for 0 ≤ a ≤ 106: the derivative of the sigmoid, and a quarter of sech²(a/2). */
  static float sigmoidSlope(float a) {
    float n = Math.fma(a, LOG2_E, ROUND_SCALED);
    float up = power(n);
    float down = powerOrZero(2 * ROUND_SCALED - n);
    float r = reduced(a, n - ROUND_SCALED);
    float sum = up + down;
    float rest = Math.fma(sum, coshm1(r), (up - down) * sinh(r)) + 2 * SCALE;
    float d = sum + rest;
    float dLo = rest - (d - sum);
    float q = 1 / d;
    float minusQ = -q;
    return Math.fma(q, Math.fma(minusQ, dLo, Math.fma(minusQ, d, 1)), q);
  }

  // --- sigmoid -------------------------------------------------------------------------------------------------------

  /** Below this −x the sigmoid is 1, */
  static final float SIGMOID_ONE = 60;
  /** above this it is 0, */
  static final float SIGMOID_VANISHED = 105;
  /** and from this |x| on its slope is 0. */
  static final float SIGMOID_FLAT = 104;

  /** 1 / (1 + e⁻ˣ). */
  static float sigmoid(float x) {
    float scale = orNaN(SCALE, x);
    float t = minusWithin(x, SIGMOID_ONE, SIGMOID_VANISHED);
    float n = Math.fma(t, LOG2_E, ROUND_SCALED);
    Pair r = reducedPair(t, n - ROUND_SCALED, TINY);
    float v = r.hi() + expTail(r, EXP);
    int minusPower = bits(n) << 23 ^ SIGN;
    Pair minusD = minusOnePlusExp(minusPower, number(minusPower), v);
    float q = -1 / minusD.hi();
    return Math.fma(q, Math.fma(q, minusD.lo(), Math.fma(q, minusD.hi(), 1)), q) * scale;
  }

  record Sigmoid() implements Formula {

    @Override
    public float value(float x) {
      return sigmoid(x);
    }

    @Override
    public float derivative(float x) {
      float scale = orNaN(SCALE, x);
      return sigmoidSlope(magnitude(x, SIGMOID_FLAT) + TINY) * scale;
    }
  }

  // --- tanh ----------------------------------------------------------------------------------------------------------

  /** From here on tanh is 1, */
  static final float TANH_ONE = 10;
  /** and its slope 0. */
  static final float TANH_FLAT = 53;

  /** 1 − eᵗ for t ≤ 0, where s = −2ᵏ and eʳ − 1 = v. */
  static Pair oneMinusExp(float s, Pair v) {
    float c = s + 1;
    float sum = Math.fma(s, v.hi(), c);
    float cLo = s - (c - 1);
    return new Pair(sum, Math.fma(s, v.lo(), Math.fma(s, v.hi(), c - sum) + cLo));
  }

  /** eʳ − 1. */
  static Pair expm1(float r) {
    float r2 = r * r;
    float tail = polynomial(r, EXP);
    float v = Math.fma(tail, r2, r);
    return new Pair(v, Math.fma(tail, r2, r - v));
  }

  /** What is left of m / (2 − m) · (2 − m), m being a pair, if q is taken from the quotient. */
  static float residual(Pair m, float q) {
    float minusD = m.hi() - 2;
    float minusDLo = m.hi() - (minusD + 2) + m.lo();
    return Math.fma(q, minusDLo, Math.fma(q, minusD, m.hi()) + m.lo());
  }

  record Tanh() implements Formula {

    /** m / (2 − m) for m = 1 − e⁻²ᵃ, a = |x|. It is at most a: the lesser of both is right for tiny x. */
    @Override
    public float value(float x) {
      float a = magnitude(x, TINY, TANH_ONE);
      float sign = signOrNaN(x);
      float n = Math.fma(a, -2 * LOG2_E, ROUND);
      float s = number(bits(n) << 23 ^ SIGN);
      Pair m = oneMinusExp(s, expm1(reduced(a * -2, n - ROUND)));
      float reciprocal = -1 / (m.hi() - 2);
      float q = m.hi() * reciprocal;
      float y = Math.fma(residual(m, q), reciprocal, q);
      return magnitude(x, y) * sign;
    }

    /** Four times the slope of the sigmoid at 2x. */
    @Override
    public float derivative(float x) {
      float scale = orNaN(4 * SCALE, x);
      return sigmoidSlope(Math.fma(magnitude(x, TANH_FLAT), 2, TINY)) * scale;
    }
  }

  // --- tanhshrink ----------------------------------------------------------------------------------------------------

  record Tanhshrink() implements Formula {

    /** Beyond |x| − tanh |x| = ¼, so that (a − 1) + 2/(1 + e²ᵃ) adds a number that is smaller than the result. */
    static final float FAR = 1.03125f;
    /** From here on 2/(1 + e²ᵃ) is nothing beside a − 1. */
    static final float LINEAR = 20;
    /** From here on, tanh² a = 1 − 4e⁻²ᵃ to the precision of float. */
    static final float FLAT = 8.25f;
    /** Keeps the low part of the result from underflowing before the result does. */
    static final float LIFT = 0x1p24f;

    // (a − tanh a) / a³ as a polynomial in a² for a ≤ FAR, minimax for the relative error: 2⁻³⁰·². The first
    // coefficient stands apart: ⅓ = NEAR_HI + NEAR_LO.
    static final float NEAR_HI = 0x1.555556p-2f;
    static final float NEAR_LO = -0x1.555556p-27f;
    static final float[] NEAR = {-0x1.11110ep-3f, 0x1.ba1a18p-5f, -0x1.662dc0p-6f, 0x1.2109aap-7f, -0x1.c61b44p-9f,
        0x1.40d328p-10f, -0x1.55371ep-12f, 0x1.7afbd2p-15f};

    @Override
    public float value(float x) {
      float sign = sign(x);
      float a = number(bits(x) & FloatMath.MAGNITUDE);
      float t = magnitude(x, LINEAR) * 2;
      float n = Math.fma(t, LOG2_E, ROUND);
      float s = number(bits(n) << 23 ^ SIGN);
      float v = expm1(reduced(t, n - ROUND)).hi();
      float c = s - 1;
      float minusD = Math.fma(s, v, c);
      float minusDLo = Math.fma(s, v, c - minusD) - (c - s + 1);
      float q = -1 / minusD;
      float half = Math.fma(q, Math.fma(q, minusDLo, Math.fma(q, minusD, 1)), q);
      float far = (half + half + (a - 1)) * sign;
      return a < FAR ? near(x) : far;
    }

    /** x · (x² · p(x²)), where x², p and their product carry their rounding errors along. */
    private static float near(float x) {
      float square = x * x;
      float squareLo = Math.fma(x, x, -square);
      float p = polynomial(square, NEAR);
      float sum = Math.fma(p, square, NEAR_HI);
      float sumLo = Math.fma(p, square, NEAR_HI - sum) + Math.fma(p, squareLo, NEAR_LO);
      float w = square * sum;
      float wLo = Math.fma(square, sum, -w) + Math.fma(square, sumLo, squareLo * sum);
      float scaled = x * LIFT;
      return Math.fma(scaled, w, scaled * wLo) * (1 / LIFT);
    }

    /** tanh². */
    @Override
    public float derivative(float x) {
      float minusTwo = orNaN(-2, x);
      float a = magnitude(x, LINEAR);
      float t = a * minusTwo;
      float n = Math.fma(t, LOG2_E, ROUND);
      float s = number(bits(n) << 23 ^ SIGN);
      Pair v = expm1(reduced(t, n - ROUND));
      Pair m = oneMinusExp(s, v);
      float reciprocal = -1 / (m.hi() - 2);
      float q = m.hi() * reciprocal;
      float square = q * q;
      float y = square + Math.fma(q + q, residual(m, q) * reciprocal, Math.fma(q, q, -square));
      return a > FLAT ? Math.fma(s, Math.fma(v.hi(), 4, 4), 1) : y;
    }
  }

  // --- silu ----------------------------------------------------------------------------------------------------------

  record Silu() implements Formula {

    /** Above this silu is x, */
    static final float LINEAR = 60;
    /** below minus this it is −0. */
    static final float VANISHED = 110;
    /** The zero of the derivative, where x + 1 + eˣ = 0: −1.278464542761073795109358739022980155439477…, to float. */
    static final float ZERO = -0x1.474974p0f;
    /** x + 1 + eˣ at ZERO. */
    static final float AT_ZERO = -0x1.1d1338p-26f;
    /** Distance from the zero within which x + 1 + eˣ is computed as a product, lest it cancel. */
    static final float NEAR = 0.125f;
    /** (x + 1 + eˣ) / (x − zero) − 1.25 as a polynomial in x − zero; error 2⁻³⁰ of the quotient. */
    static final float[] QUOTIENT = {0x1.d25cf2p-6f, 0x1.1d25cap-3f, 0x1.7c327ep-5f, 0x1.7c790cp-7f, 0x1.2fa8e0p-9f};

    /** x / (1 + e⁻ˣ). */
    @Override
    public float value(float x) {
      float t = minusWithin(x, LINEAR, VANISHED);
      float bent = -t;
      float n = Math.fma(t, LOG2_E, ROUND_SCALED);
      // Minus, so that qLo is positive at 0 and −0 stays −0.
      Pair r = reducedPair(t, n - ROUND_SCALED, -TINY);
      float tail = expTail(r, EXP);
      float v = r.hi() + tail;
      float vLo = tail - (v - r.hi());
      int minusPower = bits(n) << 23 ^ SIGN;
      float s = number(minusPower);
      Pair minusD = minusOnePlusExp(minusPower, s, v);
      float minusDLo = Math.fma(s, vLo, minusD.lo());
      float q = -1 / minusD.hi();
      float qLo = q * Math.fma(q, minusDLo, Math.fma(q, minusD.hi(), 1));
      return x <= LINEAR ? Math.fma(bent, q, bent * qLo) * SCALE : x;
    }

    /** (eˣ + 1 + x) / (eˣ + 2 + e⁻ˣ), where eˣ = up · (1 + sinh + coshm1) and e⁻ˣ = down · (1 − sinh + coshm1). */
    @Override
    public float derivative(float x) {
      float one = orNaN(1, x);
      float t = TINY - minusWithin(x, LINEAR, VANISHED);
      float n = Math.fma(t, LOG2_E, ROUND_SCALED);
      float up = powerOrZero(n);
      float down = power(2 * ROUND_SCALED - n);
      float r = reduced(t, n - ROUND_SCALED);
      float sinh = sinh(r);
      float coshm1 = coshm1(r);
      Pair numerator = numerator(t, up, sinh + coshm1);
      float part = up + 2 * SCALE;
      float base = part + down;
      float baseLo = part - (base - down);
      float rest = Math.fma(up + down, coshm1, Math.fma(up - down, sinh, baseLo));
      float d = base + rest;
      float dLo = rest - (d - base);
      float reciprocal = one / d;
      float q = numerator.hi() * reciprocal;
      float minusQ = -q;
      float residual = Math.fma(minusQ, dLo, Math.fma(minusQ, d, numerator.hi())) + numerator.lo();
      return Math.fma(residual, reciprocal, q);
    }

    /** (x + 1 + eˣ) · SCALE, where eˣ · SCALE = up · (1 + expm1). */
    private static Pair numerator(float x, float up, float expm1) {
      float upper = up + SCALE;
      float c = Math.fma(x, SCALE, upper);
      float cLo = Math.fma(x, SCALE, upper - c);
      float more = Math.fma(up, expm1, cLo);
      float sum = c + more;
      float sumLo = more - (sum - c);
      float distance = x - ZERO;
      float scaled = distance * SCALE;
      float product = Math.fma(scaled, 1.25f, Math.fma(scaled, polynomial(distance, QUOTIENT), AT_ZERO * SCALE));
      boolean near = Math.abs(distance) < NEAR;
      return new Pair(near ? product : sum, near ? 0 : sumLo);
    }
  }
}
