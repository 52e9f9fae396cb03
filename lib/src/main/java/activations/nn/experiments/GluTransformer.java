package activations.nn.experiments;

import activations.nn.Dataset;
import activations.nn.History;
import activations.nn.Loss;
import activations.nn.MarkovLanguage;
import activations.nn.Network;
import activations.nn.Optimizer;
import activations.nn.Trainer;
import activations.nn.Transformer;
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
 * A miniature of the table in Shazeer 2020: feed-forward blocks with and without a gate in the same small Transformer,
 * with as many weights, on a {@link MarkovLanguage} whose least log-perplexity is known.
 *
 * <p>Every block runs with every learning rate and seed; one row for each epoch. Readers choose the learning rate of
 * each block by the mean over the seeds of the last {@code tuningLoss}, measured on sequences of its own, and report
 * {@code logPerplexity}, that of the whole run, measured at its end; {@code floor} is the least to be expected. A run
 * that ends early because the loss is not finite has rows up to there, and the log-perplexity NaN.
 */
final class GluTransformer implements Experiment {

  private static final int LETTERS = 10;
  private static final double SHARPNESS = 1.5;
  private static final int LENGTH = 16;
  private static final int BATCH = 32;
  private static final long LANGUAGE_SEED = 1_000;
  private static final long TRAIN_SEED = 1_001;
  private static final long TUNING_SEED = 1_002;
  private static final long TEST_SEED = 1_003;

  @Override
  public String name() {
    return "glu-transformer";
  }

  @Override
  public String describe() {
    return "log-perplexity of a small Transformer with each feed-forward block, the same number of weights";
  }

  private record Run(FeedForward block, double learningRate, long seed) {}

  private record Outcome(int weights, History history, double logPerplexity) {}

  @Override
  public int steps(Size size) {
    return runs(size).size();
  }

  private static List<Run> runs(Size size) {
    boolean quick = size == Size.QUICK;
    List<Run> runs = new ArrayList<>();
    for (FeedForward block : FeedForward.all()) {
      for (double learningRate : quick ? new double[] {1e-2} : new double[] {1e-3, 3e-3, 1e-2}) {
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
    int model = quick ? 16 : 32;
    int hidden = quick ? 48 : 96;
    int epochs = quick ? 2 : 8;
    MarkovLanguage language = MarkovLanguage.of(LETTERS, SHARPNESS, LANGUAGE_SEED);
    Dataset train = language.sequences(quick ? 500 : 4_000, LENGTH, TRAIN_SEED);
    Dataset tuning = language.sequences(quick ? 200 : 1_000, LENGTH, TUNING_SEED);
    Dataset test = language.sequences(quick ? 200 : 1_000, LENGTH, TEST_SEED);
    List<Run> runs = runs(size);
    List<Outcome> outcomes = workers.map(runs.size(), i -> {
      Run run = runs.get(i);
      SplittableRandom random = new SplittableRandom(run.seed);
      Network network = Transformer.of(
          LETTERS, LENGTH, model, 2, 2, () -> run.block.make(model, hidden, random), random);
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(run.learningRate))
          .batch(BATCH).epochs(epochs).seed(run.seed).validation(tuning).train(train);
      progress.accept(run.block.name() + ", learning rate " + run.learningRate + ", seed " + run.seed);
      return new Outcome(network.parameterCount(), history, history.stopped() != null ? Double.NaN
          : Trainer.evaluate(network, Loss.SOFTMAX_CROSS_ENTROPY, test, Workers.one()).loss());
    });
    return table(runs, outcomes, language.floor(LENGTH));
  }

  private static Table table(List<Run> runs, List<Outcome> outcomes, double least) {
    StringColumn block = StringColumn.create("block");
    DoubleColumn learningRate = DoubleColumn.create("learningRate");
    IntColumn seed = IntColumn.create("seed");
    IntColumn weights = IntColumn.create("weights");
    IntColumn epoch = IntColumn.create("epoch");
    DoubleColumn tuningLoss = DoubleColumn.create("tuningLoss");
    DoubleColumn logPerplexity = DoubleColumn.create("logPerplexity");
    DoubleColumn floor = DoubleColumn.create("floor");
    for (int i = 0; i < runs.size(); i++) {
      History history = outcomes.get(i).history;
      for (int e = 0; e < history.epochs(); e++) {
        block.append(runs.get(i).block.name());
        learningRate.append(runs.get(i).learningRate);
        seed.append((int) runs.get(i).seed);
        weights.append(outcomes.get(i).weights);
        epoch.append(e + 1);
        tuningLoss.append(history.validationLoss()[e]);
        logPerplexity.append(outcomes.get(i).logPerplexity);
        floor.append(least);
      }
    }
    return Table.create(
        "glu-transformer", block, learningRate, seed, weights, epoch, tuningLoss, logPerplexity, floor);
  }
}
