package activations;

import static activations.FloatMath.EXP;
import static activations.FloatMath.LOG2_E;
import static activations.FloatMath.ROUND;
import static activations.FloatMath.TINY;
import static activations.FloatMath.expTail;
import static activations.FloatMath.negative;
import static activations.FloatMath.power;
import static activations.FloatMath.reducedPair;

import activations.FloatMath.Pair;

/** Elu (and celu, the same function) for α = 1, and selu. */
final class EluFormulas {

  private EluFormulas() {}

  /** From minus this down e^x − 1 is −1 in float. */
  static final float FLAT = 20;
  /** From here down e^x and its multiples are 0 in float. */
  static final float VANISHED = -127;
  /** 2ᵏ is computed times this, for k may be below the smallest exponent of a float. */
  static final float LIFT = 0x1p64f;
  static final float ROUND_LIFTED = ROUND + 64;
  /** (eʳ − 1 − r) / r² on |r| ≤ 0.347, minimax for the relative error of eʳ − 1: 2⁻³⁰·⁹. */
  static final float[] EXPM1 = {0.5f, 0x1.555554p-3f, 0x1.5554eap-5f, 0x1.1113acp-7f, 0x1.6d4cd6p-10f, 0x1.9c56c2p-13f};

  /** eˣ − 1 for x ≤ −TINY; above this it is x to the precision of float. */
  private static Pair expm1(float x) {
    float t = negative(x, FLAT);
    float n = Math.fma(t, LOG2_E, ROUND);
    Pair r = reducedPair(t, n - ROUND, 0);
    float tail = expTail(r, EXPM1);
    float v = r.hi() + tail;
    float vLo = tail - (v - r.hi());
    float s = power(n);
    float c = s - 1;
    float sum = Math.fma(s, v, c);
    return new Pair(sum, Math.fma(s, vLo, Math.fma(s, v, c - sum)));
  }

  /** factor · eˣ for x ≤ 0. */
  private static float exp(float x, float factor, float factorLo) {
    boolean vanished = x < VANISHED;
    float t = vanished ? 0 : x;
    float n = Math.fma(t, LOG2_E, ROUND_LIFTED);
    Pair r = reducedPair(t, n - ROUND_LIFTED, TINY);
    float v = r.hi() + expTail(r, EXP);
    float y = (Math.fma(v, factor, factorLo) + factor) * power(n) * (1 / LIFT);
    return vanished ? 0 : y;
  }

  /** x for x > 0, else eˣ − 1. */
  record Elu() implements Formula {

    @Override
    public float value(float x) {
      Pair expm1 = expm1(x);
      return x <= -TINY ? expm1.hi() + expm1.lo() : x;
    }

    @Override
    public float derivative(float x) {
      float slope = exp(x, 1, 0);
      return x > 0 ? 1 : slope;
    }
  }

  /** slope · x for x > 0, else scale · (eˣ − 1); each factor is a float and what is left of it. */
  record Selu(float scale, float scaleLo, float slope, float slopeLo) implements Formula {

    Selu(double scale, double slope) {
      this((float) scale, (float) (scale - (float) scale), (float) slope, (float) (slope - (float) slope));
    }

    @Override
    public float value(float x) {
      Pair expm1 = expm1(x);
      float bent = Math.fma(expm1.hi(), scale, Math.fma(expm1.lo(), scale, expm1.hi() * scaleLo));
      float left = x > -TINY ? Math.fma(x, scale, x * scaleLo) : bent;
      float finite = x > Float.MAX_VALUE ? Float.MAX_VALUE : x;
      return x <= 0 ? left : Math.fma(x, slope, finite * slopeLo);
    }

    @Override
    public float derivative(float x) {
      float bent = exp(x, scale, scaleLo);
      return x > 0 ? slope : bent;
    }
  }
}
