package activations.nn.studies;

import activations.Activation;
import activations.Activations;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Sequential;
import activations.nn.data.Dataset;
import activations.nn.data.ToyData;
import activations.nn.theory.MeanField;
import activations.nn.theory.Probe;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signals and gradients through 50 layers of random weights, before any training, beside the theory of
 * {@link MeanField}.
 *
 * <p>Inputs and targets come from N(0, 1), all layers have the same width. The columns {@code square} (of the
 * pre-activations) and {@code gradient} (mean of (dL/dx)², as a fraction of the last layer's) are measured,
 * {@code squareTheory} and {@code gradientTheory} are what wide layers would do. {@code correlation} is that of the
 * pre-activations of two inputs whose own correlation is 0.5.
 */
final class DepthStudy {

  private static final int DEPTH = 50;
  private static final double SATURATION_THRESHOLD = 0.01;

  /** Of the two inputs whose correlation is followed. */
  private static final double CORRELATION = 0.5;

  /** Where data seeds start, apart from those of the weights. */
  private static final long DATA_SEED = 1_000;

  static final Study STUDY = Study
      .named("depth", "mean squares of signals and gradients through " + DEPTH
          + " random layers, against the theory")
      .vary("activation", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "tanh", "sigmoid")
      .vary("initialization", Start.LECUN, Start.HE, Start.OWN)
      .seeds(2, 10)
      .counts("layer")
      .numbers("square", "squareTheory", "gradient", "gradientTheory", "correlation", "correlationTheory", "saturated")
      .counts("dead")
      .trial(size -> size == Study.Size.QUICK ? trial(64, 32) : trial(256, 128));

  private DepthStudy() {}

  private static Study.Trial trial(int width, int examples) {
    int[] sizes = new int[DEPTH + 2];
    Arrays.fill(sizes, width);
    Map<Setting, Theory> theories = new ConcurrentHashMap<>();
    return (setting, rows) -> {
      Activation activation = Activations.byName(setting.text("activation"));
      Start start = Start.of(setting.text("initialization"), activation);
      Sequential network =
          MultilayerPerceptron.of(activation, start.initialization(), new SplittableRandom(setting.seed()), sizes);
      Dataset batch = ToyData.normal(examples, width, width, DATA_SEED + setting.seed());
      List<Probe.Signals> signals = Probe.signals(network, Loss.MEAN_SQUARED_ERROR, batch, SATURATION_THRESHOLD);
      double[] correlations = correlations(network, batch);
      Theory theory = theories.computeIfAbsent(setting.with(Study.SEED, 0), same -> Theory.of(activation, start));
      double last = signals.get(DEPTH - 1).meanSquaredGradient();
      for (int l = 0; l < DEPTH; l++) {
        Probe.Signals s = signals.get(l);
        rows.add(l + 1, s.inputMeanSquare(), theory.q[l], s.meanSquaredGradient() / last, theory.g[l], correlations[l],
            theory.c[l], s.saturatedFraction(), s.deadUnits());
      }
    };
  }

  /** What wide layers would do: mean squares, gradients and correlations. */
  private record Theory(double[] q, double[] g, double[] c) {

    static Theory of(Activation f, Start start) {
      double first = start.weightVariance() + start.biasVariance();
      double[] q = MeanField.variances(f, start.weightVariance(), start.biasVariance(), first, DEPTH);
      return new Theory(q, MeanField.gradients(f, start.weightVariance(), q),
          MeanField.correlations(f, start.weightVariance(), start.biasVariance(), q,
              (CORRELATION * start.weightVariance() + start.biasVariance()) / first));
    }
  }

  /** Of the pre-activations of neighbouring rows: each row, and one that has {@link #CORRELATION} with it. */
  private static double[] correlations(Sequential network, Dataset batch) {
    int width = batch.inputs();
    float[] pairs = batch.x().clone();
    for (int i = 0; i < pairs.length / (2 * width) * (2 * width); i++) {
      if (i / width % 2 == 1) {
        pairs[i] = (float) (CORRELATION * pairs[i - width] + Math.sqrt(1 - CORRELATION * CORRELATION) * pairs[i]);
      }
    }
    network.predict(pairs, batch.rows());
    return Probe.activations(network).stream().mapToDouble(layer -> correlation(layer.input(), layer.outputs()))
        .toArray();
  }

  private static double correlation(float[] x, int width) {
    double common = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < x.length; i++) {
      if (i / width % 2 == 1) {
        common += (double) x[i] * x[i - width];
        first += (double) x[i - width] * x[i - width];
        second += (double) x[i] * x[i];
      }
    }
    return common / Math.sqrt(first * second);
  }
}
