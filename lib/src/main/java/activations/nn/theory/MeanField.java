package activations.nn.theory;

import activations.Activation;
import activations.Checks;
import activations.SpecialFunctions;
import activations.nn.Initialization;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * What happens to signals and gradients in a network of random weights, in the limit of wide layers.
 *
 * <p>With weights from N(0, σ_w²/inputs) and biases from N(0, σ_b²), the pre-activations of layer l come from N(0, q_l)
 * and the mean square gradient at them, g_l, obeys
 *
 * <pre>
 *   q_{l+1} = σ_w² · E[f(√q_l · z)²] + σ_b²      g_l = χ(q_l) · g_{l+1},  χ(q) = σ_w² · E[f′(√q · z)²],  z ~ N(0, 1)
 * </pre>
 *
 * <p>(for layers of the same width). χ &lt; 1 and gradients vanish with depth, χ &gt; 1 and they explode. Poole,
 * Lahiri, Raghu, Sohl-Dickstein and Ganguli 2016, arXiv:1606.05340; Schoenholz, Gilmer, Ganguli and Sohl-Dickstein
 * 2017, arXiv:1611.01232.
 *
 * <p>The integrals look for what a function does at distances of √q/40 and more: a bend, or a piece between two kinks, that
 * is narrower can be missed, as that of tanh where q is above 2 · 10⁵.
 */
public final class MeanField {

  /** Beyond this the normal density is below 10⁻³⁸. */
  private static final double LIMIT = 13;

  /** Panels from −13 to 13; zero, where many functions have a kink, lies between two. */
  private static final int PANELS = 52;

  /** A panel is halved until its integral changes by less than this, at most 50 times: enough to find a jump. */
  private static final double TOLERANCE = 1e-14;
  /** Of integrals above 10⁴, whose rounding errors exceed the other. */
  private static final double RELATIVE_TOLERANCE = 1e-18;
  private static final int HALVINGS = 50;

  /** Parts of each of the four angles of the plane, in {@link #product}. */
  private static final int SECTORS = 16;

  // Gauss–Legendre with five points: 0 and ±⅓√(5 ∓ 2√(10/7)), weights 128/225 and (322 ± 13√70)/900.
  private static final double INNER = Math.sqrt(5 - 2 * Math.sqrt(10.0 / 7)) / 3;
  private static final double OUTER = Math.sqrt(5 + 2 * Math.sqrt(10.0 / 7)) / 3;
  private static final double MIDDLE_WEIGHT = 128.0 / 225;
  private static final double INNER_WEIGHT = (322 + 13 * Math.sqrt(70)) / 900;
  private static final double OUTER_WEIGHT = (322 - 13 * Math.sqrt(70)) / 900;

  private MeanField() {}

  /**
   * E[f(√q · z)], z ~ N(0, 1): the mean of the outputs.
   *
   * @param f the activation function
   * @param q the variance of its input, finite and at least 0
   * @return the mean, to about 10⁻¹²
   * @throws IllegalArgumentException if q is negative or not finite
   */
  public static double mean(Activation f, double q) {
    return moment(f::value, q, (y, z) -> y);
  }

  /**
   * E[f(√q · z)²], z ~ N(0, 1): the mean square of the outputs. For ReLU, q/2.
   *
   * @param f the activation function
   * @param q the variance of its input, finite and at least 0
   * @return the mean square, to about 10⁻¹²
   * @throws IllegalArgumentException if q is negative or not finite
   */
  public static double secondMoment(Activation f, double q) {
    return moment(f::value, q, (y, z) -> y * y);
  }

  /**
   * E[f′(√q · z)²], z ~ N(0, 1): the fraction of a mean square gradient that gets through. For ReLU, ½.
   *
   * @param f the activation function
   * @param q the variance of its input, finite and at least 0
   * @return the fraction, to about 10⁻¹²; χ(q) is σ_w² times it
   * @throws IllegalArgumentException if q is negative or not finite
   */
  public static double derivativeSecondMoment(Activation f, double q) {
    return moment(f::derivative, q, (slope, z) -> slope * slope);
  }

  /**
   * The slope of the second moment, dE[f(√q · z)²]/dq = E[f(√q · z)² · (z² − 1)]/(2q), which needs no second derivative.
   * For ReLU, ½.
   *
   * @param f the activation function
   * @param q the variance of its input, positive and finite
   * @return the slope, to about 10⁻¹²/q
   * @throws IllegalArgumentException if q is not positive and finite
   */
  public static double secondMomentSlope(Activation f, double q) {
    if (q == 0) {
      throw new IllegalArgumentException("q is 0; the slope needs a positive variance");
    }
    return moment(f::value, q, (y, z) -> y * y * (z * z - 1)) / (2 * q);
  }

  /** E[term(f(√q · z), z)]. */
  private static double moment(DoubleUnaryOperator f, double q, DoubleBinaryOperator term) {
    double deviation = deviation(q);
    return expectation(z -> term.applyAsDouble(f.applyAsDouble(deviation * z), z));
  }

  /**
   * E[f(u) · f(v)], where u and v have variance q and correlation c: of two inputs that lead to u and v in one layer, what
   * the next layer has in common. For ReLU, q/(2π) · (√(1 − c²) + c · (π − arccos c)); Cho and Saul 2009.
   *
   * @param f the activation function
   * @param q the variance, finite and at least 0
   * @param c the correlation, from −1 to 1
   * @return the mean product, to about 10⁻⁹ where f has no kink but at 0, and 10⁻⁵ where it has; at c = 1 it is the
   *     second moment
   * @throws IllegalArgumentException if q is negative or not finite, or c is not from −1 to 1
   */
  public static double product(Activation f, double q, double c) {
    double deviation = deviation(q);
    if (!(c >= -1 && c <= 1)) {
      throw new IllegalArgumentException("the correlation must be from -1 to 1 but is " + c);
    }
    // Polar: u = √q · r cos θ, v = √q · r cos(θ − φ) with cos φ = c. Where u or v is 0, many functions have a kink:
    // there the angles are parted.
    double between = Math.acos(c);
    double[] angles = {-Math.PI / 2, between - Math.PI / 2, Math.PI / 2, between + Math.PI / 2, 3 * Math.PI / 2};
    double sum = 0;
    for (int i = 0; i + 1 < angles.length; i++) {
      double step = (angles[i + 1] - angles[i]) / SECTORS;
      for (int k = 0; k < SECTORS; k++) {
        sum += gauss(angle -> alongRay(f, deviation * Math.cos(angle), deviation * Math.cos(angle - between)),
            angles[i] + k * step, angles[i] + (k + 1) * step);
      }
    }
    return sum / (2 * Math.PI);
  }

  /** ∫ f(u r) f(v r) r e^(−r²/2) dr from 0. */
  private static double alongRay(Activation f, double u, double v) {
    return integral(r -> f.value(u * r) * f.value(v * r) * r * Math.exp(-r * r / 2), 0, LIMIT, PANELS / 2);
  }

  /**
   * The correlations of two signals through depth: c₁, c₂, …, c_{l+1} = (σ_w² · E[f(u)f(v)] + σ_b²)/q_{l+1}, of
   * inputs whose lengths are equal.
   *
   * @param f the activation function between the layers
   * @param weightVariance σ_w²
   * @param biasVariance σ_b²
   * @param q the {@link #variances} of the layers, at least one, all positive
   * @param first c₁, from −1 to 1
   * @return one for each layer
   * @throws IllegalArgumentException if q is empty, a variance is negative or not finite, or c₁ not from −1 to 1
   */
  public static double[] correlations(
      Activation f, double weightVariance, double biasVariance, double[] q, double first) {
    Checks.size("layers", q.length, 1);
    Checks.notNegative("weight variance", weightVariance);
    Checks.notNegative("bias variance", biasVariance);
    double[] c = new double[q.length];
    c[0] = first;
    for (int l = 1; l < q.length; l++) {
      double common = weightVariance * product(f, q[l - 1], c[l - 1]) + biasVariance;
      c[l] = Math.max(-1, Math.min(1, common / q[l]));
    }
    return c;
  }

  /**
   * The variances of the pre-activations through depth: q₁, q₂, …
   *
   * @param f the activation function between the layers
   * @param weightVariance σ_w²: 2 for {@link Initialization#HE}, 1 for LECUN, and for XAVIER where a layer has as many
   *     outputs as inputs
   * @param biasVariance σ_b²: 0 where biases start at zero
   * @param first q₁
   * @param layers how many, at least 1
   * @return q₁ to that of the last layer
   * @throws IllegalArgumentException if layers is less than 1, or a variance is negative or not finite
   */
  public static double[] variances(
      Activation f, double weightVariance, double biasVariance, double first, int layers) {
    Checks.size("layers", layers, 1);
    Checks.notNegative("weight variance", weightVariance);
    Checks.notNegative("bias variance", biasVariance);
    Checks.notNegative("first", first);
    return DoubleStream.iterate(first, q -> weightVariance * secondMoment(f, q) + biasVariance).limit(layers).toArray();
  }

  /**
   * The mean square gradients at the pre-activations, as fractions of the last layer's: g_l = χ(q_l) · g_{l+1}.
   *
   * @param f the activation function between the layers
   * @param weightVariance σ_w²
   * @param q the {@link #variances} of the layers, at least one
   * @return one for each layer; the last is 1
   * @throws IllegalArgumentException if an element of q but the last is negative or not finite
   */
  public static double[] gradients(Activation f, double weightVariance, double[] q) {
    Checks.size("layers", q.length, 1);
    Checks.notNegative("weight variance", weightVariance);
    double[] g = new double[q.length];
    g[q.length - 1] = 1;
    for (int l = q.length - 2; l >= 0; l--) {
      g[l] = weightVariance * derivativeSecondMoment(f, q[l]) * g[l + 1];
    }
    return g;
  }

  /**
   * E[g(z)], z ~ N(0, 1), to about 10⁻¹², also where g jumps or has kinks; g must grow less than e^(z²/4).
   *
   * @param g is asked for its value at z from −13 to 13
   * @return ∫ g(z) φ(z) dz, φ the normal density; NaN if g is NaN at a z it is asked for
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
   */
  public static double expectation(DoubleUnaryOperator g) {
    return integral(z -> g.applyAsDouble(z) * SpecialFunctions.normalPdf(z), -LIMIT, LIMIT, PANELS);
  }

  private static double integral(DoubleUnaryOperator g, double from, double to, int panels) {
    double[] wholes = new double[panels];
    double size = 0;
    for (int i = 0; i < panels; i++) {
      wholes[i] = gauss(g, from + (to - from) * i / panels, from + (to - from) * (i + 1) / panels);
      size += Math.abs(wholes[i]);
    }
    double tolerance = Math.max(TOLERANCE, RELATIVE_TOLERANCE * size);
    double sum = 0;
    for (int i = 0; i < panels; i++) {
      double a = from + (to - from) * i / panels;
      double b = from + (to - from) * (i + 1) / panels;
      sum += halved(g, a, b, wholes[i], tolerance, HALVINGS);
    }
    return sum;
  }

  private static double halved(
      DoubleUnaryOperator g, double from, double to, double whole, double tolerance, int left) {
    Checks.interruption("the integral");
    double middle = (from + to) / 2;
    double first = gauss(g, from, middle);
    double second = gauss(g, middle, to);
    double both = first + second;
    // Written so that NaN and ∞ end it too.
    if (left == 0 || !(Math.abs(both - whole) > tolerance + Math.ulp(both))) {
      return both;
    }
    return halved(g, from, middle, first, tolerance, left - 1) + halved(g, middle, to, second, tolerance, left - 1);
  }

  private static double gauss(DoubleUnaryOperator g, double from, double to) {
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    return half * (MIDDLE_WEIGHT * g.applyAsDouble(middle)
        + INNER_WEIGHT * (g.applyAsDouble(middle - INNER * half) + g.applyAsDouble(middle + INNER * half))
        + OUTER_WEIGHT * (g.applyAsDouble(middle - OUTER * half) + g.applyAsDouble(middle + OUTER * half)));
  }

  private static double deviation(double q) {
    Checks.notNegative("q", q);
    return Math.sqrt(q);
  }
}
