package activations.nn;

import activations.nn.data.Dataset;

/** {@link Loss#MEAN_SQUARED_ERROR}. */
final class MeanSquaredError implements Loss {

  @Override
  public double compute(float[] output, Dataset batch, float[] gradient) {
    requireFits(batch);
    Shapes.output(this, output, batch, gradient);
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

  @Override
  public void requireFits(Dataset data) {
    if (data.labels() != null) {
      throw new IllegalArgumentException(this + " needs data with targets but this has classes");
    }
  }

  @Override
  public String toString() {
    return "MEAN_SQUARED_ERROR";
  }
}
