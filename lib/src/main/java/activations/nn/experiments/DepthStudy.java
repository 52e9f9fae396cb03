package activations.nn.experiments;

import activations.Activation;
import activations.Activations;
import activations.nn.Data;
import activations.nn.Initialization;
import activations.nn.Loss;
import activations.nn.MeanField;
import activations.nn.MultilayerPerceptron;
import activations.nn.Network;
import activations.nn.Probe;
import activations.nn.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Signals and gradients through 50 layers of random weights, before any training, beside the theory of
 * {@link MeanField}.
 *
 * <p>Inputs and targets come from N(0, 1), all layers have the same width. The columns {@code square} (of the
 * pre-activations) and {@code gradient} (mean of (dL/dx)², as a part of the last layer's) are measured,
 * {@code squareTheory} and {@code gradientTheory} are what wide layers would do.
 */
final class DepthStudy implements Experiment {

  private static final int DEPTH = 50;
  private static final double FLAT = 0.01;

  /** Where data seeds start, apart from those of the weights. */
  private static final long DATA_SEED = 1_000;

  private static final List<String> FUNCTIONS =
      List.of("relu", "leaky_relu", "elu", "selu", "gelu", "silu", "tanh", "sigmoid");

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public String describe() {
    return "mean squares of signals and gradients through " + DEPTH + " random layers, against the theory";
  }

  private record Run(Activation activation, Initialization initialization, long seed) {}

  @Override
  public int steps(Size size) {
    return runs(size).size();
  }

  private static List<Run> runs(Size size) {
    int seeds = size == Size.QUICK ? 2 : 10;
    List<Run> runs = new ArrayList<>();
    for (String name : FUNCTIONS) {
      for (Initialization initialization : List.of(Initialization.LECUN, Initialization.HE)) {
        for (long seed = 1; seed <= seeds; seed++) {
          runs.add(new Run(Activations.byName(name), initialization, seed));
        }
      }
    }
    return runs;
  }

  @Override
  public Table run(Size size, Workers workers, Consumer<String> progress) {
    int width = size == Size.QUICK ? 64 : 256;
    int rows = size == Size.QUICK ? 32 : 128;
    List<Run> runs = runs(size);
    List<List<Probe.Signals>> signals = workers.map(runs.size(), i -> {
      Run run = runs.get(i);
      List<Probe.Signals> measured = Probe.signals(network(run, width), Loss.MEAN_SQUARED_ERROR,
          Data.normal(rows, width, width, DATA_SEED + run.seed), FLAT);
      progress.accept(run.activation.name() + ", " + run.initialization + ", seed " + run.seed);
      return measured;
    });
    return table(runs, signals);
  }

  private static Network network(Run run, int width) {
    int[] sizes = new int[DEPTH + 2];
    Arrays.fill(sizes, width);
    return MultilayerPerceptron.of(run.activation, run.initialization, new SplittableRandom(run.seed), sizes);
  }

  private static Table table(List<Run> runs, List<List<Probe.Signals>> signals) {
    StringColumn activation = StringColumn.create("activation");
    StringColumn initialization = StringColumn.create("initialization");
    IntColumn seed = IntColumn.create("seed");
    IntColumn layer = IntColumn.create("layer");
    DoubleColumn square = DoubleColumn.create("square");
    DoubleColumn squareTheory = DoubleColumn.create("squareTheory");
    DoubleColumn gradient = DoubleColumn.create("gradient");
    DoubleColumn gradientTheory = DoubleColumn.create("gradientTheory");
    DoubleColumn saturated = DoubleColumn.create("saturated");
    IntColumn dead = IntColumn.create("dead");
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      double weightVariance = run.initialization == Initialization.HE ? 2 : 1;
      double[] q = MeanField.variances(run.activation, weightVariance, 0, weightVariance, DEPTH);
      double[] g = gradients(run.activation, weightVariance, q);
      double last = signals.get(i).get(DEPTH - 1).gradient();
      for (int l = 0; l < DEPTH; l++) {
        Probe.Signals s = signals.get(i).get(l);
        activation.append(run.activation.name());
        initialization.append(run.initialization.name());
        seed.append((int) run.seed);
        layer.append(l + 1);
        square.append(s.inputVariance() + s.inputMean() * s.inputMean());
        squareTheory.append(q[l]);
        gradient.append(s.gradient() / last);
        gradientTheory.append(g[l]);
        saturated.append(s.saturated());
        dead.append(s.dead());
      }
    }
    return Table.create("depth", activation, initialization, seed, layer, square, squareTheory, gradient,
        gradientTheory, saturated, dead);
  }

  /** The mean square gradient of each layer as a part of the last one's: g_l = χ(q_l) · g_{l+1}. */
  private static double[] gradients(Activation f, double weightVariance, double[] q) {
    double[] g = new double[q.length];
    g[q.length - 1] = 1;
    for (int l = q.length - 2; l >= 0; l--) {
      g[l] = weightVariance * MeanField.slope(f, q[l]) * g[l + 1];
    }
    return g;
  }
}
