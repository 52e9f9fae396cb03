package activations.nn;

import activations.nn.data.Dataset;

/** {@link Loss#SOFTMAX_CROSS_ENTROPY}. */
final class SoftmaxCrossEntropy implements Loss {

  @Override
  public double compute(float[] output, Dataset batch, float[] gradient) {
    requireFits(batch);
    Shapes.output(this, output, batch, gradient);
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

  @Override
  public void requireFits(Dataset data) {
    if (data.labels() == null) {
      throw new IllegalArgumentException(this + " needs data with classes but this has targets");
    }
  }

  @Override
  public String toString() {
    return "SOFTMAX_CROSS_ENTROPY";
  }
}
