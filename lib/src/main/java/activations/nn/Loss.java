package activations.nn;

/** How wrong the outputs of a network are, averaged over a batch, and the gradient of that. */
public enum Loss {

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
  SOFTMAX_CROSS_ENTROPY {
    @Override
    double rows(float[] output, Dataset batch, float[] gradient) {
      int n = batch.classes();
      int answers = batch.labels().length;
      double total = 0;
      for (int i = 0; i < answers; i++) {
        int at = i * n;
        int target = batch.labels()[i];
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
          max = Math.max(max, output[at + j]);
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
          double e = StrictMath.exp(output[at + j] - max);
          sum += e;
          if (gradient != null) {
            gradient[at + j] = (float) e;
          }
        }
        total += StrictMath.log(sum) + max - output[at + target];
        if (gradient != null) {
          for (int j = 0; j < n; j++) {
            gradient[at + j] = (float) ((gradient[at + j] / sum - (j == target ? 1 : 0)) / answers);
          }
        }
      }
      return total / answers;
    }
  },

  /** Mean squared error: L = mean of (y − t)² over all elements, dL/dy = 2(y − t)/(rows · outputs). */
  MEAN_SQUARED_ERROR {
    @Override
    double rows(float[] output, Dataset batch, float[] gradient) {
      float[] targets = batch.targets();
      double total = 0;
      for (int i = 0; i < output.length; i++) {
        double error = (double) output[i] - targets[i];
        total += error * error;
        if (gradient != null) {
          gradient[i] = (float) (2 * error / output.length);
        }
      }
      return total / output.length;
    }
  };

  abstract double rows(float[] output, Dataset batch, float[] gradient);

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
  public double of(float[] output, Dataset batch, float[] gradient) {
    requireFits(batch);
    Shapes.require(name(), "output", output, batch.rows(), batch.outputs());
    if (gradient != null) {
      Shapes.require(name(), "gradient", gradient, batch.rows(), batch.outputs());
    }
    return rows(output, batch, gradient);
  }

  void requireFits(Dataset data) {
    boolean classes = this == SOFTMAX_CROSS_ENTROPY;
    if (classes != (data.labels() != null)) {
      throw new IllegalArgumentException(this + " needs data with " + (classes ? "classes" : "targets")
          + " but this has " + (classes ? "targets" : "classes"));
    }
  }
}
