package activations.nn.experiments;

import activations.Activations;
import activations.nn.Dataset;
import activations.nn.History;
import activations.nn.Initialization;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Network;
import activations.nn.Optimizer;
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
 * The autoencoder of Hendrycks and Gimpel 2016 (arXiv:1606.08415, section 3.2) on stroke digits: pictures squeezed
 * through 30 numbers, 1000-500-250-30-250-500-1000, Adam, batches of 64, mean squared error. One row for each epoch.
 *
 * <p>Readers choose the learning rate of each function by the mean over the seeds of the last {@code tuningLoss},
 * measured on pictures of its own, and report {@code loss}, that of the whole run, measured at its end. A run that ends
 * early because the loss is not finite has rows up to there, and the loss NaN.
 */
final class DigitsAutoencoder implements Experiment {

  private static final int BATCH = 64;
  private static final long TRAIN_SEED = 1_001;
  private static final long TUNING_SEED = 1_002;
  private static final long TEST_SEED = 1_003;

  @Override
  public String name() {
    return "autoencoder";
  }

  @Override
  public String describe() {
    return "reconstruction error of the GELU paper's autoencoder on stroke digits";
  }

  private record Run(String activation, double learningRate, long seed) {}

  private record Outcome(History history, double loss) {}

  @Override
  public int steps(Size size) {
    return runs(size).size();
  }

  private static List<Run> runs(Size size) {
    boolean quick = size == Size.QUICK;
    List<Run> runs = new ArrayList<>();
    for (String activation : List.of("relu", "elu", "gelu")) {
      for (double learningRate : quick ? new double[] {1e-3} : new double[] {1e-4, 3e-4, 1e-3}) {
        for (long seed = 1; seed <= (quick ? 2 : 5); seed++) {
          runs.add(new Run(activation, learningRate, seed));
        }
      }
    }
    return runs;
  }

  @Override
  public Table run(Size size, Workers workers, Consumer<String> progress) {
    boolean quick = size == Size.QUICK;
    int pixels = StrokeDigits.SIZE * StrokeDigits.SIZE;
    int[] sizes = quick ? new int[] {pixels, 128, 64, 30, 64, 128, pixels}
        : new int[] {pixels, 1000, 500, 250, 30, 250, 500, 1000, pixels};
    int epochs = quick ? 3 : 8;
    Dataset train = pictures(quick ? 2_000 : 5_000, TRAIN_SEED);
    Dataset tuning = pictures(quick ? 500 : 1_000, TUNING_SEED);
    Dataset test = pictures(quick ? 500 : 1_000, TEST_SEED);
    List<Run> runs = runs(size);
    List<Outcome> outcomes = workers.map(runs.size(), i -> {
      Run run = runs.get(i);
      Network network = MultilayerPerceptron.of(
          Activations.byName(run.activation), Initialization.HE, new SplittableRandom(run.seed), sizes);
      History history = Trainer.of(network, Loss.MEAN_SQUARED_ERROR, Optimizer.adam(run.learningRate)).batch(BATCH)
          .epochs(epochs).seed(run.seed).validation(tuning).train(train);
      progress.accept(run.activation + ", learning rate " + run.learningRate + ", seed " + run.seed);
      return new Outcome(history, history.stopped() != null ? Double.NaN
          : Trainer.evaluate(network, Loss.MEAN_SQUARED_ERROR, test, Workers.one()).loss());
    });
    return table(runs, outcomes);
  }

  private static Dataset pictures(int rows, long seed) {
    float[] x = StrokeDigits.of(rows, seed).x();
    int pixels = x.length / rows;
    return Dataset.regression(x, pixels, x, pixels);
  }

  private static Table table(List<Run> runs, List<Outcome> outcomes) {
    StringColumn activation = StringColumn.create("activation");
    DoubleColumn learningRate = DoubleColumn.create("learningRate");
    IntColumn seed = IntColumn.create("seed");
    IntColumn epoch = IntColumn.create("epoch");
    DoubleColumn trainLoss = DoubleColumn.create("trainLoss");
    DoubleColumn tuningLoss = DoubleColumn.create("tuningLoss");
    DoubleColumn loss = DoubleColumn.create("loss");
    for (int i = 0; i < runs.size(); i++) {
      History history = outcomes.get(i).history;
      for (int e = 0; e < history.epochs(); e++) {
        activation.append(runs.get(i).activation);
        learningRate.append(runs.get(i).learningRate);
        seed.append((int) runs.get(i).seed);
        epoch.append(e + 1);
        trainLoss.append(history.trainLoss()[e]);
        tuningLoss.append(history.validationLoss()[e]);
        loss.append(outcomes.get(i).loss);
      }
    }
    return Table.create("autoencoder", activation, learningRate, seed, epoch, trainLoss, tuningLoss, loss);
  }
}
