package activations.nn.experiments;

import activations.nn.Dataset;
import activations.nn.Dense;
import activations.nn.History;
import activations.nn.Initialization;
import activations.nn.Layer;
import activations.nn.LayerNorm;
import activations.nn.Loss;
import activations.nn.Network;
import activations.nn.Optimizer;
import activations.nn.Residual;
import activations.nn.StrokeDigits;
import activations.nn.Trainer;
import activations.nn.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The feed-forward blocks of {@link GluTransformer} in a network without attention, on stroke digits:
 * dense, then x + block(norm(x)) a few times, norm, dense.
 *
 * <p>One row for each epoch. Readers choose the learning rate of each block by the mean over the seeds of the last
 * {@code tuningLoss}, measured on pictures of its own, and report {@code loss} and {@code accuracy}, those of the whole
 * run, measured at its end. A run that ends early because the loss is not finite has rows up to there, and NaN in both.
 */
final class GluDigits implements Experiment {

  private static final int BATCH = 128;
  private static final long TRAIN_SEED = 1_001;
  private static final long TUNING_SEED = 1_002;
  private static final long TEST_SEED = 1_003;

  @Override
  public String name() {
    return "glu-digits";
  }

  @Override
  public String describe() {
    return "accuracy of a residual network with each feed-forward block, the same number of weights";
  }

  private record Run(FeedForward block, double learningRate, long seed) {}

  private record Outcome(int weights, History history, Trainer.Evaluation test) {}

  @Override
  public int steps(Size size) {
    return runs(size).size();
  }

  private static List<Run> runs(Size size) {
    boolean quick = size == Size.QUICK;
    List<Run> runs = new ArrayList<>();
    for (FeedForward block : FeedForward.all()) {
      for (double learningRate : quick ? new double[] {3e-3} : new double[] {3e-4, 1e-3, 3e-3}) {
        for (long seed = 1; seed <= (quick ? 2 : 5); seed++) {
          runs.add(new Run(block, learningRate, seed));
        }
      }
    }
    return runs;
  }

  @Override
  public Table run(Size size, Workers workers, Consumer<String> progress) {
    boolean quick = size == Size.QUICK;
    int model = quick ? 32 : 64;
    int epochs = quick ? 3 : 12;
    Dataset train = StrokeDigits.of(quick ? 1_000 : 8_000, TRAIN_SEED);
    Dataset tuning = StrokeDigits.of(quick ? 500 : 2_000, TUNING_SEED);
    Dataset test = StrokeDigits.of(quick ? 500 : 2_000, TEST_SEED);
    List<Run> runs = runs(size);
    List<Outcome> outcomes = workers.map(runs.size(), i -> {
      Run run = runs.get(i);
      Network network = network(run, model, quick ? 2 : 4);
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(run.learningRate))
          .batch(BATCH).epochs(epochs).seed(run.seed).validation(tuning).train(train);
      progress.accept(run.block.name() + ", learning rate " + run.learningRate + ", seed " + run.seed);
      return new Outcome(network.parameterCount(), history, history.stopped() != null
          ? new Trainer.Evaluation(Double.NaN, Double.NaN)
          : Trainer.evaluate(network, Loss.SOFTMAX_CROSS_ENTROPY, test, Workers.one()));
    });
    return table(runs, outcomes);
  }

  private static Network network(Run run, int model, int blocks) {
    SplittableRandom random = new SplittableRandom(run.seed);
    List<Layer> layers = new ArrayList<>();
    layers.add(Dense.of(StrokeDigits.SIZE * StrokeDigits.SIZE, model, Initialization.LECUN, random));
    for (int block = 0; block < blocks; block++) {
      layers.add(Residual.of(Network.of(LayerNorm.of(model), run.block.make(model, 3 * model, random))));
    }
    layers.add(LayerNorm.of(model));
    layers.add(Dense.of(model, StrokeDigits.CLASSES, Initialization.LECUN, random));
    return Network.of(layers);
  }

  private static Table table(List<Run> runs, List<Outcome> outcomes) {
    StringColumn block = StringColumn.create("block");
    DoubleColumn learningRate = DoubleColumn.create("learningRate");
    IntColumn seed = IntColumn.create("seed");
    IntColumn weights = IntColumn.create("weights");
    IntColumn epoch = IntColumn.create("epoch");
    DoubleColumn tuningLoss = DoubleColumn.create("tuningLoss");
    DoubleColumn loss = DoubleColumn.create("loss");
    DoubleColumn accuracy = DoubleColumn.create("accuracy");
    for (int i = 0; i < runs.size(); i++) {
      Outcome outcome = outcomes.get(i);
      for (int e = 0; e < outcome.history.epochs(); e++) {
        block.append(runs.get(i).block.name());
        learningRate.append(runs.get(i).learningRate);
        seed.append((int) runs.get(i).seed);
        weights.append(outcome.weights);
        epoch.append(e + 1);
        tuningLoss.append(outcome.history.validationLoss()[e]);
        loss.append(outcome.test.loss());
        accuracy.append(outcome.test.accuracy());
      }
    }
    return Table.create("glu-digits", block, learningRate, seed, weights, epoch, tuningLoss, loss, accuracy);
  }
}
