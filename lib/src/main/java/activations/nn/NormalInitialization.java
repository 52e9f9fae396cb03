package activations.nn;

import activations.nn.data.Gaussian;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Independent numbers from normal distributions: weights from N(0, v), biases from N(0, biasDeviation²). */
record NormalInitialization(String name, ToDoubleFunction<Parameter> variance, double biasDeviation)
    implements Initialization {

  @Override
  public void weights(Parameter weights, SplittableRandom random) {
    new Gaussian(random).fill(weights.value(), Math.sqrt(variance.applyAsDouble(weights)));
  }

  @Override
  public void bias(Parameter bias, SplittableRandom random) {
    if (biasDeviation > 0) {
      new Gaussian(random).fill(bias.value(), biasDeviation);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
