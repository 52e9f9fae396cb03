package activations;

import static activations.FloatMath.EXP;
import static activations.FloatMath.LOG2_E;
import static activations.FloatMath.ROUND;
import static activations.FloatMath.SIGN;
import static activations.FloatMath.bits;
import static activations.FloatMath.magnitude;
import static activations.FloatMath.number;
import static activations.FloatMath.orNaN;
import static activations.FloatMath.polynomial;
import static activations.FloatMath.power;
import static activations.FloatMath.reduced;
import static activations.FloatMath.sign;

import activations.FloatMath.Pair;

/** Tanhshrink, which no table holds: at 0 it is smaller than x by the square of x. */
final class TanhshrinkFormulas {

  private TanhshrinkFormulas() {}

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
}
