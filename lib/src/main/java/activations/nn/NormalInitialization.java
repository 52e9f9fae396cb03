package activations.nn;

import activations.nn.data.Gaussian;
import java.util.SplittableRandom;

/** Independent numbers from normal distributions: weights from N(0, v), biases from N(0, biasDeviation²). */
record NormalInitialization(String name, Variance variance, double biasDeviation) implements Initialization {

  /** v, which depends on the sizes of the layer. */
  interface Variance {
    double of(int inputs, int outputs);
  }

  @Override
  public void weights(Parameter weights, SplittableRandom random) {
    fill(weights.value, Math.sqrt(variance.of(weights.rows, weights.columns)), new Gaussian(random));
  }

  @Override
  public void bias(Parameter bias, SplittableRandom random) {
    if (biasDeviation > 0) {
      fill(bias.value, biasDeviation, new Gaussian(random));
    }
  }

  static void fill(float[] values, double deviation, Gaussian gaussian) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * gaussian.next());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
