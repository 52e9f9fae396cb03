package activations.nn.experiments;

import activations.Activations;
import activations.nn.Dataset;
import activations.nn.History;
import activations.nn.Initialization;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Network;
import activations.nn.Optimizer;
import activations.nn.Probe;
import activations.nn.StrokeDigits;
import activations.nn.Trainer;
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
 * How many units die: give zero with a slope of zero for every picture of the stroke digits, so that no gradient
 * reaches their weights; before and after training, by depth, learning rate and seed.
 *
 * <p>He initialisation, plain gradient descent with momentum 0.9. A run that ends early because the loss is not finite
 * has the accuracy NaN.
 */
final class DeadUnits implements Experiment {

  private static final double FLAT = 0.01;
  private static final double MOMENTUM = 0.9;
  private static final int BATCH = 64;
  private static final long TRAIN_SEED = 1_001;
  private static final long TEST_SEED = 1_002;

  private static final List<String> FUNCTIONS = List.of("relu", "leaky_relu", "elu", "gelu", "silu");

  @Override
  public String name() {
    return "dead-units";
  }

  @Override
  public String describe() {
    return "units that no gradient reaches, before and after training, by depth, learning rate and seed";
  }

  private record Run(String activation, int depth, double learningRate, long seed) {}

  private record Outcome(List<Probe.Signals> before, List<Probe.Signals> after, double accuracy) {}

  @Override
  public int steps(Size size) {
    return runs(size).size();
  }

  private static List<Run> runs(Size size) {
    boolean quick = size == Size.QUICK;
    int seeds = quick ? 2 : 5;
    List<Run> runs = new ArrayList<>();
    for (String activation : FUNCTIONS) {
      for (int depth : quick ? new int[] {4, 12} : new int[] {4, 8, 16, 32}) {
        for (double learningRate : quick ? new double[] {0.01, 0.1} : new double[] {0.01, 0.03, 0.1}) {
          for (long seed = 1; seed <= seeds; seed++) {
            runs.add(new Run(activation, depth, learningRate, seed));
          }
        }
      }
    }
    return runs;
  }

  @Override
  public Table run(Size size, Workers workers, Consumer<String> progress) {
    boolean quick = size == Size.QUICK;
    int width = quick ? 32 : 128;
    int epochs = quick ? 2 : 5;
    Dataset train = StrokeDigits.of(quick ? 1_000 : 5_000, TRAIN_SEED);
    Dataset test = StrokeDigits.of(quick ? 500 : 1_000, TEST_SEED);
    List<Run> runs = runs(size);
    List<Outcome> outcomes = workers.map(runs.size(), i -> {
      Run run = runs.get(i);
      Network network = network(run, width);
      List<Probe.Signals> before = Probe.signals(network, Loss.SOFTMAX_CROSS_ENTROPY, test, FLAT);
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(run.learningRate, MOMENTUM))
          .batch(BATCH).epochs(epochs).seed(run.seed).validation(test).train(train);
      List<Probe.Signals> after = Probe.signals(network, Loss.SOFTMAX_CROSS_ENTROPY, test, FLAT);
      progress.accept(run.activation + ", " + run.depth + " layers, learning rate " + run.learningRate + ", seed "
          + run.seed);
      double accuracy = history.stopped() == null ? History.last(history.validationAccuracy()) : Double.NaN;
      return new Outcome(before, after, accuracy);
    });
    return table(runs, outcomes);
  }

  private static Network network(Run run, int width) {
    int[] sizes = new int[run.depth + 2];
    Arrays.fill(sizes, width);
    sizes[0] = StrokeDigits.SIZE * StrokeDigits.SIZE;
    sizes[run.depth + 1] = StrokeDigits.CLASSES;
    return MultilayerPerceptron.of(
        Activations.byName(run.activation), Initialization.HE, new SplittableRandom(run.seed), sizes);
  }

  private static Table table(List<Run> runs, List<Outcome> outcomes) {
    StringColumn activation = StringColumn.create("activation");
    IntColumn depth = IntColumn.create("depth");
    DoubleColumn learningRate = DoubleColumn.create("learningRate");
    IntColumn seed = IntColumn.create("seed");
    IntColumn layer = IntColumn.create("layer");
    IntColumn units = IntColumn.create("units");
    IntColumn deadBefore = IntColumn.create("deadBefore");
    IntColumn deadAfter = IntColumn.create("deadAfter");
    DoubleColumn saturatedBefore = DoubleColumn.create("saturatedBefore");
    DoubleColumn saturatedAfter = DoubleColumn.create("saturatedAfter");
    DoubleColumn accuracy = DoubleColumn.create("accuracy");
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      Outcome outcome = outcomes.get(i);
      for (int l = 0; l < run.depth; l++) {
        Probe.Signals before = outcome.before.get(l);
        Probe.Signals after = outcome.after.get(l);
        activation.append(run.activation);
        depth.append(run.depth);
        learningRate.append(run.learningRate);
        seed.append((int) run.seed);
        layer.append(l + 1);
        units.append(before.units());
        deadBefore.append(before.dead());
        deadAfter.append(after.dead());
        saturatedBefore.append(before.saturated());
        saturatedAfter.append(after.saturated());
        accuracy.append(outcome.accuracy);
      }
    }
    return Table.create("dead-units", activation, depth, learningRate, seed, layer, units, deadBefore, deadAfter,
        saturatedBefore, saturatedAfter, accuracy);
  }
}
