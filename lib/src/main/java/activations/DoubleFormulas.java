package activations;

import static activations.FloatMath.polynomial;

/** The formulas in double precision. */
final class DoubleFormulas {

  private DoubleFormulas() {}

  // --- exp and log in double arithmetic: eᵗ = 2ᵏ · eʳ, where k = round(t / ln 2) and r = t − k ln 2, |r| ≤ ½ ln 2 ----

  /** 1 / ln 2. */
  static final double LOG2_E = 0x1.71547652b82fep0;
  /** ln 2. For |k| ≤ 1023 the error of k · ln 2 is below 2⁻⁴⁵, which a float result does not see. */
  static final double LN2 = 0x1.62e42fefa39efp-1;
  /** As {@link FloatMath#ROUND}, with the bias 1023. */
  static final double ROUND = 0x1.8p52 + 1023;

  /** Below this eᵗ and its multiples are zero as floats, while no double underflows yet. */
  static final double UNDERFLOW = -600;

  /** eʳ on |r| ≤ 0.3466, minimax for the relative error: 2⁻³⁴·⁵. Made by src/test/python/log_coefficients.py. */
  static final double[] EXP = {0.9999999999616489, 1.000000000243239, 0.5000000104600786, 0.16666665125524135,
      0.041666225244845936, 0.008333561136685042, 0.001394819542796866, 0.00019775177047347836};

  /** ln(1 + u) / u on 0 ≤ u ≤ 1, minimax for the relative error: 2⁻³⁰·³. */
  static final double[] LOG1P = {0.9999999992568561, -0.4999998143460114, 0.33332559646230586, -0.24987270993631444,
      0.19890747875194956, -0.16105690457920002, 0.12418431204017001, -0.0824416616427871, 0.04147813758900765,
      -0.013407484245540991, 0.002030231724616334};

  private static double exponent(double t) {
    return Math.fma(t, LOG2_E, ROUND);
  }

  private static double reduced(double t, double exponent) {
    return Math.fma(exponent - ROUND, -LN2, t);
  }

  private static double power(double exponent) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(exponent) << 52);
  }

  /** eᵗ to 2⁻³⁴, for |t| ≤ 700. */
  private static double exp(double t) {
    double n = exponent(t);
    return polynomial(reduced(t, n), EXP) * power(n);
  }

  /** e^(−|t|), nothing being lost to underflow. */
  private static double expOfMinus(double t) {
    double minus = -Math.abs(t);
    return exp(minus < UNDERFLOW ? UNDERFLOW : minus);
  }

  /** ln(1 + u) for 0 ≤ u ≤ 1. */
  private static double log1p(double u) {
    return polynomial(u, LOG1P) * u;
  }

  /** 1 / (1 + e^(−x)), as e^(−|x|) / (1 + e^(−|x|)) for negative x. */
  private static double logistic(double x) {
    double u = expOfMinus(x);
    return (x < 0 ? u : 1) / (u + 1);
  }

  // --- softplus: max(x, 0) + ln(1 + e^(−|x|)) has neither overflow nor cancellation ---------------------

  record Softplus(double beta, double inverse) implements Formula.OfDoubles {

    /** For β between 2⁻⁶⁰ and 2⁶⁰ the smallest power of e, divided by β, is 0 in float. */
    static final int MAX_EXPONENT = 60;

    @Override
    public double value(double x) {
      return Math.fma(log1p(expOfMinus(x * beta)), inverse, x > 0 ? x : 0);
    }

    @Override
    public double derivative(double x) {
      return logistic(x * beta);
    }
  }

  // --- squareplus ----------------------------------------------------------------------------------------------------

  /** (x + √(x² + b)) / 2 = h + √(h² + b/4) with h = x/2; for negative x its equal (b/4) / (√(h² + b/4) − h). */
  record Squareplus(double quarter) implements Formula.OfDoubles {

    /** For b between 2⁻¹²⁰ and 2¹²⁰ no intermediate result over- or underflows. */
    static final int MAX_EXPONENT = 120;
    /** Takes the place of ∞, for ∞/∞ would be NaN: beside its square b is nothing. */
    static final double INFINITE = 0x1p500;

    @Override
    public double value(double x) {
      double h = Math.abs(x) * 0.5;
      double sum = Math.sqrt(Math.fma(h, h, quarter)) + h;
      return x < 0 ? quarter / sum : sum;
    }

    @Override
    public double derivative(double x) {
      double a = Math.abs(x);
      double h = (a > INFINITE ? INFINITE : a) * 0.5;
      double root = Math.sqrt(Math.fma(h, h, quarter));
      double sum = root + h;
      return (x < 0 ? quarter : sum * sum) / ((root + root) * sum);
    }
  }

  // --- swish ---------------------------------------------------------------------------------------------------------

  record Swish(double beta) implements Formula.OfDoubles {

    /** For β between 2⁻⁶⁰ and 2⁶⁰ the largest float, negative, times σ is 0 in float. */
    static final int MAX_EXPONENT = 60;
    /** The sum is the zero of silu's derivative to more than double precision. */
    static final double ZERO = -1.2784645427610737;
    static final double ZERO_LO = -1.0946994183093437e-16;
    /** Distance from the zero within which t + 1 + eᵗ is computed as a product, lest it cancel. */
    static final double NEAR = 0.125;
    /** (t + 1 + eᵗ) / (t − zero) − 1.25 as a polynomial in t − zero; error 2⁻³⁰ of the quotient. */
    static final double[] QUOTIENT = {0x1.d25cf2p-6, 0x1.1d25cap-3, 0x1.7c327ep-5, 0x1.7c790cp-7, 0x1.2fa8e0p-9};

    @Override
    public double value(double x) {
      return (x < -Float.MAX_VALUE ? -Float.MAX_VALUE : x) * logistic(x * beta);
    }

    /** With t = −|βx| and u = eᵗ: h = (u + 1 + t)u / (1 + u)² for negative x, else 1 − h. */
    @Override
    public double derivative(double x) {
      double product = x * beta;
      double lost = Math.fma(x, beta, -product);
      double minus = -Math.abs(product);
      double t = minus < UNDERFLOW ? UNDERFLOW : minus;
      double u = exp(t);
      double distance = (t - ZERO) + (lost - ZERO_LO);
      double near = (polynomial(distance, QUOTIENT) + 1.25) * distance;
      double numerator = Math.abs(t - ZERO) < NEAR ? near : u + 1 + t;
      double slope = numerator * u / ((u + 1) * (u + 1));
      return product > 0 ? 1 - slope : slope;
    }
  }

  // --- elu and celu for other α --------------------------------------------------------------------------------------

  /** x for x > 0, else scale · (e^(rate·x) − 1). */
  record ScaledElu(double rate, double scale) implements Formula.OfDoubles {

    /** For scales between 2⁻³⁰ and 2³⁰ the smallest power of e, times the scale, is 0 in float. */
    static final int MAX_EXPONENT = 30;
    /** Up to here (eᵗ − 1) / t is its Taylor polynomial: the terms left out are 2⁻³⁵ of it. */
    static final double NEAR = 0.25;
    static final double[] TAYLOR = {1, 1 / 2.0, 1 / 6.0, 1 / 24.0, 1 / 120.0, 1 / 720.0, 1 / 5040.0, 1 / 40320.0};

    @Override
    public double value(double x) {
      double t = x * rate;
      double far = exp(t < UNDERFLOW ? UNDERFLOW : t) - 1;
      return x > 0 ? x : (t > -NEAR ? polynomial(t, TAYLOR) * t : far) * scale;
    }

    @Override
    public double derivative(double x) {
      double t = x * rate;
      return x > 0 ? 1 : exp(t < UNDERFLOW ? UNDERFLOW : t) * (rate * scale);
    }
  }
}
