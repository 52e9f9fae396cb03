package activations.nn.studies;

import activations.Activation;
import activations.Activations;
import activations.nn.Initialization;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Sequential;
import activations.nn.data.ToyData;
import activations.nn.theory.MeanField;
import activations.nn.theory.Probe;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Signals and gradients through 50 layers of random weights, before any training, beside the theory of
 * {@link MeanField}.
 *
 * <p>Inputs and targets come from N(0, 1), all layers have the same width. The columns {@code square} (of the
 * pre-activations) and {@code gradient} (mean of (dL/dx)², as a fraction of the last layer's) are measured,
 * {@code squareTheory} and {@code gradientTheory} are what wide layers would do.
 */
final class DepthStudy {

  private static final int DEPTH = 50;
  private static final double SATURATION_THRESHOLD = 0.01;

  /** Where data seeds start, apart from those of the weights. */
  private static final long DATA_SEED = 1_000;

  static final Study STUDY = Study
      .named("depth", "mean squares of signals and gradients through " + DEPTH
          + " random layers, against the theory")
      .vary("activation", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "tanh", "sigmoid")
      .vary("initialization", "LECUN", "HE")
      .seeds(2, 10)
      .counts("layer")
      .numbers("square", "squareTheory", "gradient", "gradientTheory", "saturated")
      .counts("dead")
      .trial(size -> size == Study.Size.QUICK ? trial(64, 32) : trial(256, 128));

  private DepthStudy() {}

  private static Study.Trial trial(int width, int examples) {
    int[] sizes = new int[DEPTH + 2];
    Arrays.fill(sizes, width);
    return (setting, rows) -> {
      Activation activation = Activations.byName(setting.text("activation"));
      Initialization initialization = Initialization.byName(setting.text("initialization"));
      Sequential network =
          MultilayerPerceptron.of(activation, initialization, new SplittableRandom(setting.seed()), sizes);
      List<Probe.Signals> signals = Probe.signals(network, Loss.MEAN_SQUARED_ERROR,
          ToyData.normal(examples, width, width, DATA_SEED + setting.seed()), SATURATION_THRESHOLD);
      double weightVariance = initialization == Initialization.HE ? 2 : 1;
      double[] q = MeanField.variances(activation, weightVariance, 0, weightVariance, DEPTH);
      double[] g = MeanField.gradients(activation, weightVariance, q);
      double last = signals.get(DEPTH - 1).meanSquaredGradient();
      for (int l = 0; l < DEPTH; l++) {
        Probe.Signals s = signals.get(l);
        rows.add(l + 1, s.inputMeanSquare(), q[l], s.meanSquaredGradient() / last, g[l], s.saturatedFraction(),
            s.deadUnits());
      }
    };
  }
}
