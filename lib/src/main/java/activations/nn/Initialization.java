package activations.nn;

import activations.Checks;
import java.util.SplittableRandom;

/**
 * How the weights and the bias of a layer start. {@link #LECUN}, {@link #XAVIER} and {@link #HE} are independent
 * numbers from N(0, v), with a variance v that depends on the sizes of the layer; their bias is zero.
 *
 * <p>The variance keeps the spread of the signals from layer to layer: forward, the variance of Σ wᵢxᵢ is
 * inputs · v · E[x²].
 *
 * <p>One of your own is one method, which may be a lambda:
 *
 * <pre>{@code
 * Initialization uniform = (weights, random) -> {
 *   double limit = Math.sqrt(3.0 / weights.rows());
 *   for (int i = 0; i < weights.value().length; i++) {
 *     weights.value()[i] = (float) random.nextDouble(-limit, limit);
 *   }
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Initialization {

  /** v = 1/inputs; LeCun et al., Efficient BackProp, 1998. Used with SELU. */
  Initialization LECUN = new NormalInitialization("LECUN", weights -> 1.0 / weights.rows(), 0);

  /** v = 2/(inputs + outputs); Glorot and Bengio, 2010. A compromise between forward and backward, for tanh. */
  Initialization XAVIER = new NormalInitialization("XAVIER", weights -> 2.0 / (weights.rows() + weights.columns()), 0);

  /** v = 2/inputs; He et al., 2015. For ReLU, which halves E[x²]. */
  Initialization HE = new NormalInitialization("HE", weights -> 2.0 / weights.rows(), 0);

  /**
   * Weights from N(0, σ_w²/inputs), biases from N(0, σ_b²): the gains of
   * {@link activations.nn.theory.MeanField}. (1, 0) is {@link #LECUN}, and (√2, 0) is {@link #HE}.
   *
   * @param sigmaW σ_w, at least 0
   * @param sigmaB σ_b, at least 0
   * @return an initialisation of weights and biases
   * @throws IllegalArgumentException if one is negative or not finite
   */
  static Initialization gains(double sigmaW, double sigmaB) {
    Checks.notNegative("a gain", sigmaW);
    Checks.notNegative("a gain", sigmaB);
    return new NormalInitialization("gains σ_w " + sigmaW + ", σ_b " + sigmaB,
        weights -> sigmaW * sigmaW / weights.rows(), sigmaB);
  }

  /**
   * Fills the weights.
   *
   * @param weights inputs × outputs; its {@linkplain Parameter#value() values} are overwritten
   * @param random is drawn from, so that a seed decides all
   */
  void weights(Parameter weights, SplittableRandom random);

  /**
   * Fills the bias, one row of outputs, which is zero unless this does something.
   *
   * @param bias 1 × outputs, zeros when it is given
   * @param random is drawn from, after the weights
   */
  default void bias(Parameter bias, SplittableRandom random) {}
}
