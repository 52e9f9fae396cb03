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
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The classifier of Hendrycks and Gimpel 2016 (arXiv:1606.08415, section 3.1) on stroke digits: eight layers of 128,
 * Adam, batches of 128, with and without dropout ½, and how well it stands noise it was not trained with: the test
 * pictures with numbers from Unif[−a, a] added, a ≤ 3.
 *
 * <p>Every function runs with every learning rate and seed. Readers choose the learning rate of each function by the
 * mean over the seeds of {@code tuningLoss}, measured on pictures of its own, and report {@code accuracy} and
 * {@code loss}. A run that ends early because the loss is not finite has NaN in all three.
 */
final class DigitsClassifier implements Experiment {

  private static final int BATCH = 128;
  private static final int WIDTH = 128;
  private static final int DEPTH = 8;
  private static final long TRAIN_SEED = 1_001;
  private static final long TUNING_SEED = 1_002;
  private static final long TEST_SEED = 1_003;
  private static final long NOISE_SEED = 1_004;

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public String describe() {
    return "accuracy of the GELU paper's 8 × 128 classifier on stroke digits, and under noise";
  }

  private record Run(String activation, double dropout, double learningRate, long seed) {}

  private record Outcome(double trainLoss, double tuningLoss, List<Trainer.Evaluation> tests) {}

  @Override
  public int steps(Size size) {
    return runs(size).size();
  }

  private static List<Run> runs(Size size) {
    boolean quick = size == Size.QUICK;
    List<Run> runs = new ArrayList<>();
    for (String activation : List.of("relu", "elu", "gelu", "silu", "tanh")) {
      for (double dropout : quick ? new double[] {0} : new double[] {0, 0.5}) {
        for (double learningRate : quick ? new double[] {1e-3} : new double[] {3e-4, 1e-3, 3e-3}) {
          for (long seed = 1; seed <= (quick ? 2 : 5); seed++) {
            runs.add(new Run(activation, dropout, learningRate, seed));
          }
        }
      }
    }
    return runs;
  }

  @Override
  public Table run(Size size, Workers workers, Consumer<String> progress) {
    boolean quick = size == Size.QUICK;
    int epochs = quick ? 5 : 12;
    double[] noises = quick ? new double[] {0, 1} : new double[] {0, 0.25, 0.5, 1, 1.5, 2, 2.5, 3};
    Dataset train = StrokeDigits.of(quick ? 2_000 : 8_000, TRAIN_SEED);
    Dataset tuning = StrokeDigits.of(quick ? 500 : 2_000, TUNING_SEED);
    Dataset clean = StrokeDigits.of(quick ? 500 : 2_000, TEST_SEED);
    List<Dataset> tests = Arrays.stream(noises).mapToObj(a -> clean.withUniformNoise(a, NOISE_SEED)).toList();
    List<Run> runs = runs(size);
    List<Outcome> outcomes = workers.map(runs.size(), i -> {
      Run run = runs.get(i);
      Outcome outcome = run(run, epochs, train, tuning, tests);
      progress.accept(run.activation + ", dropout " + run.dropout + ", learning rate " + run.learningRate + ", seed "
          + run.seed);
      return outcome;
    });
    return table(runs, outcomes, noises);
  }

  private static Outcome run(Run run, int epochs, Dataset train, Dataset tuning, List<Dataset> tests) {
    int[] sizes = new int[DEPTH + 2];
    Arrays.fill(sizes, WIDTH);
    sizes[0] = train.inputs();
    sizes[DEPTH + 1] = train.outputs();
    Network network = MultilayerPerceptron.of(Activations.byName(run.activation), Initialization.HE, run.dropout,
        new SplittableRandom(run.seed), sizes);
    History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(run.learningRate)).batch(BATCH)
        .epochs(epochs).seed(run.seed).validation(tuning).train(train);
    if (history.stopped() != null) {
      Trainer.Evaluation none = new Trainer.Evaluation(Double.NaN, Double.NaN);
      return new Outcome(Double.NaN, Double.NaN, tests.stream().map(test -> none).toList());
    }
    return new Outcome(History.last(history.trainLoss()), History.last(history.validationLoss()), tests.stream()
        .map(test -> Trainer.evaluate(network, Loss.SOFTMAX_CROSS_ENTROPY, test, Workers.one())).toList());
  }

  private static Table table(List<Run> runs, List<Outcome> outcomes, double[] noises) {
    StringColumn activation = StringColumn.create("activation");
    DoubleColumn dropout = DoubleColumn.create("dropout");
    DoubleColumn learningRate = DoubleColumn.create("learningRate");
    IntColumn seed = IntColumn.create("seed");
    DoubleColumn trainLoss = DoubleColumn.create("trainLoss");
    DoubleColumn tuningLoss = DoubleColumn.create("tuningLoss");
    DoubleColumn noise = DoubleColumn.create("noise");
    DoubleColumn loss = DoubleColumn.create("loss");
    DoubleColumn accuracy = DoubleColumn.create("accuracy");
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      for (int n = 0; n < noises.length; n++) {
        activation.append(run.activation);
        dropout.append(run.dropout);
        learningRate.append(run.learningRate);
        seed.append((int) run.seed);
        trainLoss.append(outcomes.get(i).trainLoss);
        tuningLoss.append(outcomes.get(i).tuningLoss);
        noise.append(noises[n]);
        loss.append(outcomes.get(i).tests.get(n).loss());
        accuracy.append(outcomes.get(i).tests.get(n).accuracy());
      }
    }
    return Table.create("digits", activation, dropout, learningRate, seed, trainLoss, tuningLoss, noise, loss,
        accuracy);
  }
}
