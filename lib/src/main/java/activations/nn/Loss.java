package activations.nn;

import activations.nn.data.Dataset;

/**
 * How wrong the outputs of a network are, averaged over a batch, and the gradient of that.
 *
 * <p>One of your own is one method, which may be a lambda; then {@link #requireFits} lets any data pass. The mean is
 * over all rows × outputs, so the gradient is divided by their number too. An output that is NaN must make the loss NaN:
 * that is how a {@link Trainer} learns that a network diverged.
 *
 * <pre>{@code
 * Loss absolute = (output, batch, gradient) -> {     // mean of |y − t|
 *   double sum = 0;
 *   for (int i = 0; i < output.length; i++) {
 *     float error = output[i] - batch.targets()[i];
 *     sum += Math.abs(error);
 *     if (gradient != null) {
 *       gradient[i] = Math.signum(error) / output.length;
 *     }
 *   }
 *   return sum / output.length;
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Loss {

  /**
   * Cross-entropy of the softmax of the outputs (the logits z) with the true class t:
   *
   * <pre>
   *   L = −log softmax(z)ₜ = log Σⱼ exp(zⱼ) − zₜ,   dL/dzⱼ = softmax(z)ⱼ − [j = t]
   * </pre>
   *
   * <p>The mean runs over the rows and, for sequences, their positions. The largest logit is subtracted first, so
   * that exp does not overflow. In nats: a fair guess among n costs ln n.
   */
  Loss SOFTMAX_CROSS_ENTROPY = new SoftmaxCrossEntropy();

  /** Mean squared error: L = mean of (y − t)² over all elements, dL/dy = 2(y − t)/(rows · outputs). */
  Loss MEAN_SQUARED_ERROR = new MeanSquaredError();

  /**
   * The loss of a batch.
   *
   * @param output rows × outputs; not modified
   * @param batch what the outputs should be
   * @param gradient rows × outputs, overwritten by dL/doutput; null if not wanted
   * @return the mean loss
   * @throws IllegalArgumentException if the sizes do not agree, or the data has classes where numbers are needed or the
   *     reverse
   */
  double compute(float[] output, Dataset batch, float[] gradient);

  /**
   * Before training: is this data what the loss compares with?
   *
   * @param data the training or validation data
   * @throws IllegalArgumentException if the data has classes where numbers are needed or the reverse
   */
  default void requireFits(Dataset data) {}
}
