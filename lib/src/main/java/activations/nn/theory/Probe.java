package activations.nn.theory;

import activations.nn.ActivationLayer;
import activations.nn.Layer;
import activations.nn.Loss;
import activations.nn.Mode;
import activations.nn.Parameter;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.Workers;
import activations.nn.data.Dataset;
import activations.nn.data.Gaussian;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Looks inside a network without changing what it has learned. {@link MeanField} says what to expect. */
public final class Probe {

  private Probe() {}

  /**
   * What one activation layer does with a batch. Means run over all rows and units.
   *
   * @param layer the kind of layer, for example {@code "gelu 128"}
   * @param rows examples in the batch
   * @param units elements of one row
   * @param inputMean mean of the pre-activations x
   * @param inputVariance variance of the pre-activations
   * @param mean mean of the outputs f(x)
   * @param variance variance of the outputs
   * @param meanSquare mean of f(x)²
   * @param meanSquaredDerivative mean of f′(x)²
   * @param saturatedFraction fraction of the elements with |f′(x)| less than the threshold given
   * @param deadUnits units that give zero with a derivative of zero for every row: no gradient reaches their weights
   * @param meanSquaredGradient mean of (dL/dx)²
   */
  public record Signals(String layer, int rows, int units, double inputMean, double inputVariance, double mean,
      double variance, double meanSquare, double meanSquaredDerivative, double saturatedFraction, int deadUnits,
      double meanSquaredGradient) {

    /** {@return the mean of x², which {@link MeanField} calls q} */
    public double inputMeanSquare() {
      return inputVariance + inputMean * inputMean;
    }
  }

  /**
   * Sends a batch forward and back (dropout off) and looks at every activation layer, first to last, also those inside
   * other layers. Overwrites the gradients of the parameters.
   *
   * @param network its parameters are not changed
   * @param loss gives the gradient that is sent back
   * @param batch as many rows as are to be averaged over, with the inputs and outputs of the network
   * @param saturationThreshold |f′| below this counts as saturated; in (0, 1]
   * @return one for each activation layer
   * @throws IllegalArgumentException if the batch does not fit the network or the loss, or the threshold is not in
   *     (0, 1]
   */
  public static List<Signals> signals(Sequential network, Loss loss, Dataset batch, double saturationThreshold) {
    if (!(saturationThreshold > 0 && saturationThreshold <= 1)) {
      throw new IllegalArgumentException(
          "saturationThreshold must be greater than 0 and at most 1 but is " + saturationThreshold);
    }
    loss.requireFits(batch);
    float[] output = network.forward(batch.x(), batch.rows(), Mode.EVALUATION);
    float[] gradient = new float[output.length];
    loss.compute(output, batch, gradient);
    network.backwardParameters(gradient);
    return activations(network).stream().map(layer -> signals(layer, saturationThreshold)).toList();
  }

  /**
   * Every activation layer, first to last, also those inside other layers.
   *
   * @param layer a network, or any layer
   * @return the layers themselves; empty if there is none
   */
  public static List<ActivationLayer> activations(Layer layer) {
    return layer instanceof ActivationLayer activation ? List.of(activation)
        : layer.children().stream().flatMap(part -> activations(part).stream()).toList();
  }

  private static Signals signals(ActivationLayer layer, double saturationThreshold) {
    float[] x = layer.input();
    float[] y = layer.output();
    // The slopes as training sees them, in float.
    float[] slope = new float[x.length];
    Arrays.fill(slope, 1);
    layer.activation().backward(x, slope, slope);
    int units = layer.outputs();
    boolean[] alive = new boolean[units];
    int saturated = 0;
    for (int i = 0; i < x.length; i++) {
      saturated += Math.abs(slope[i]) < saturationThreshold ? 1 : 0;
      // Written so that NaN is not taken for dead.
      alive[i % units] |= !(y[i] == 0 && slope[i] == 0);
    }
    int dead = (int) IntStream.range(0, units).filter(unit -> !alive[unit]).count();
    double n = x.length;
    return new Signals(layer.summary(), x.length / units, units, mean(x), variance(x), mean(y), variance(y),
        sumOfSquares(y) / n, sumOfSquares(slope) / n, saturated / n, dead,
        sumOfSquares(layer.inputGradient()) / n);
  }

  /** Σ aᵢ², in double: four sums of every fourth, which do not wait for each other, then their sum. */
  private static double sumOfSquares(float[] a) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i < a.length - 3; i += 4) {
      double a0 = a[i];
      double a1 = a[i + 1];
      double a2 = a[i + 2];
      double a3 = a[i + 3];
      sum0 += a0 * a0;
      sum1 += a1 * a1;
      sum2 += a2 * a2;
      sum3 += a3 * a3;
    }
    for (; i < a.length; i++) {
      sum0 += (double) a[i] * a[i];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  private static double mean(float[] a) {
    double sum = 0;
    for (float v : a) {
      sum += v;
    }
    return sum / a.length;
  }

  private static double variance(float[] a) {
    double mean = mean(a);
    double squares = 0;
    for (float v : a) {
      squares += (v - mean) * (v - mean);
    }
    return squares / a.length;
  }

  /**
   * A random direction from where the network is. In each parameter it is as long as the parameter itself, so that a
   * step means the same in every layer (after Li, Xu, Taylor, Studer and Goldstein 2018, arXiv:1712.09913, who do so
   * for each filter).
   *
   * @param network where it is now decides the lengths; a parameter that is all zero gets zeros
   * @param seed decides the direction
   * @return one element for each number the network learns, in the order of {@link Sequential#flatParameters()}
   */
  public static float[] randomDirection(Sequential network, long seed) {
    Gaussian gaussian = new Gaussian(new SplittableRandom(seed));
    float[] direction = new float[network.parameterCount()];
    int at = 0;
    for (Parameter p : network.parameters()) {
      float[] part = gaussian.fill(new float[p.value().length], 1);
      double scale = Math.sqrt(sumOfSquares(p.value()) / sumOfSquares(part));
      for (float v : part) {
        direction[at++] = (float) (scale * v);
      }
    }
    return direction;
  }

  /**
   * The direction that leads from one set of {@linkplain Sequential#flatParameters() parameters} to another.
   *
   * @param from parameters of a network
   * @param to as many parameters
   * @return to − from, element by element: for a network at {@code from}, step 1 of {@link #lossAlong} is at {@code to}
   * @throws IllegalArgumentException if they do not have the same number of elements
   */
  public static float[] direction(float[] from, float[] to) {
    if (from.length != to.length) {
      throw new IllegalArgumentException("from has " + from.length + " elements but to has " + to.length);
    }
    float[] direction = new float[from.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = to[i] - from[i];
    }
    return direction;
  }

  /**
   * The loss along a line through where the network is: at values + step · direction, for each step. Afterwards the
   * network is what it was.
   *
   * @param network at step 0; no other thread may use it meanwhile
   * @param loss averaged over the data
   * @param data with the inputs and outputs of the network
   * @param direction in the order of {@link Sequential#flatParameters()}, for example {@link #randomDirection}
   * @param steps how far to go, as multiples of the direction; negative for the opposite way
   * @param workers the threads that share the work; the results do not depend on how many they are
   * @return the mean loss at each step
   * @throws IllegalArgumentException if direction does not have an element for each number the network learns, or the
   *     data does not fit
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
   */
  public static double[] lossAlong(
      Sequential network, Loss loss, Dataset data, float[] direction, double[] steps, Workers workers) {
    Objects.requireNonNull(steps, "steps is null");
    float[] here = network.flatParameters();
    if (direction.length != here.length) {
      throw new IllegalArgumentException("direction has " + direction.length + " elements but the network learns "
          + here.length);
    }
    float[] there = new float[here.length];
    double[] losses = new double[steps.length];
    try {
      for (int s = 0; s < steps.length; s++) {
        for (int i = 0; i < there.length; i++) {
          there[i] = (float) (here[i] + steps[s] * direction[i]);
        }
        network.load(there);
        losses[s] = Trainer.evaluate(network, loss, data, workers).loss();
      }
    } finally {
      network.load(here);
    }
    return losses;
  }
}
