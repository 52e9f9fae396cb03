package activations.nn.theory;

import activations.Activation;
import activations.nn.Initialization;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The gains at which a signal keeps its length q from layer to layer and a gradient keeps its size: a point of the edge
 * of chaos, χ = 1, which parts the gains where gradients vanish from those where they explode.
 *
 * <pre>
 *   σ_w² = 1 / E[f′(√q · z)²]      σ_b² = q − σ_w² · E[f(√q · z)²],  z ~ N(0, 1)
 * </pre>
 *
 * <p>Whether a signal that is a little longer or shorter returns to q is told by the slope of the map of lengths,
 * d(σ_w² · E[f(√q · z)²])/dq: below 1 it does, above 1 it leaves. Schoenholz, Gilmer, Ganguli and Sohl-Dickstein 2017,
 * arXiv:1611.01232; Hayou, Doucet and Rousseau 2019, arXiv:1902.06853.
 *
 * @param q the length: the mean square of the pre-activations
 * @param weightVariance σ_w²
 * @param biasVariance σ_b²; where it is negative no network has this length on the edge
 * @param slope of the map of lengths at q
 */
public record EdgeOfChaos(double q, double weightVariance, double biasVariance, double slope) {

  private static final double[] LENGTHS = {1, 2, 4, 10, 30};

  /** Of ReLU the bias variance is 0 and the slope 1, but for rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * The point of the edge for a length.
   *
   * @param f the activation function; its slope must not be 0 almost everywhere
   * @param q the length, positive and finite
   * @return the gains, to about 10⁻¹¹
   * @throws IllegalArgumentException if q is not positive and finite, or no gradient passes f
   */
  public static EdgeOfChaos at(Activation f, double q) {
    if (!(q > 0 && q < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("q must be positive and finite but is " + q);
    }
    double passes = MeanField.derivativeSecondMoment(f, q);
    if (!(passes > 0)) {
      throw new IllegalArgumentException("no gradient passes " + f.name() + " where q is " + q);
    }
    double weightVariance = 1 / passes;
    double biasVariance = q - weightVariance * MeanField.secondMoment(f, q);
    return new EdgeOfChaos(q, weightVariance, Math.abs(biasVariance) < ROUNDING * q ? 0 : biasVariance,
        weightVariance * MeanField.secondMomentSlope(f, q));
  }

  /**
   * Where a network with this function may start: the point of the edge for the least length of 1, 2, 4, 10 and 30 that
   * some bias variance gives and that does not repel.
   *
   * @param f the activation function
   * @return the point; empty if none of the lengths will do, as for a sigmoid
   * @throws IllegalArgumentException if no gradient passes f
   */
  public static Optional<EdgeOfChaos> start(Activation f) {
    return DoubleStream.of(LENGTHS).mapToObj(q -> at(f, q)).filter(point -> point.biasVariance >= 0 && point.isStable())
        .findFirst();
  }

  /** {@return whether a signal that is a little longer or shorter than q does not leave it further} */
  public boolean isStable() {
    return Math.abs(slope) <= 1 + ROUNDING;
  }

  /**
   * {@return weights and biases with these gains}
   *
   * @throws IllegalStateException if the bias variance is negative
   */
  public Initialization initialization() {
    if (biasVariance < 0) {
      throw new IllegalStateException("no bias has the variance " + biasVariance + "; on the edge there is no length "
          + q);
    }
    return Initialization.gains(Math.sqrt(weightVariance), Math.sqrt(biasVariance));
  }
}
