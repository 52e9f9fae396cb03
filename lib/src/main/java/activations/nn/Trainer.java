package activations.nn;

import activations.Checks;
import activations.nn.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains a network on mini-batches. The same seed gives the same bits, whatever the number of threads.
 *
 * <pre>{@code
 * History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-3))
 *     .batchSize(128).epochs(20).seed(1).validation(test).train(data);
 * }</pre>
 */
public final class Trainer {

  private final Sequential network;
  private final Loss loss;
  private final Optimizer optimizer;
  private int batchSize = 128;
  private int epochs = 10;
  private long seed = 1;
  private Workers workers = Workers.one();
  private Dataset validation;
  private Consumer<String> onEpoch = line -> {};

  /** Where training is: the epoch, from 0, and the batches done in all of them. */
  private int epoch;
  private long steps;

  /** The rows of a mini-batch, kept so that training allocates nothing. */
  private Dataset batch;

  private Trainer(Sequential network, Loss loss, Optimizer optimizer) {
    this.network = Objects.requireNonNull(network, "network is null");
    this.loss = Objects.requireNonNull(loss, "loss is null");
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer is null");
  }

  /**
   * Batches of 128, 10 epochs, seed 1, one thread, unless set otherwise.
   *
   * @param network is trained in place
   * @param loss what training makes small, for example {@link Loss#SOFTMAX_CROSS_ENTROPY}
   * @param optimizer a new one, or one that has served this network
   * @return a trainer; {@link #train} starts it
   */
  public static Trainer of(Sequential network, Loss loss, Optimizer optimizer) {
    return new Trainer(network, loss, optimizer);
  }

  /**
   * Mini-batch size; an incomplete last batch is dropped.
   *
   * @param rows of one batch, at least 1
   * @return this trainer
   * @throws IllegalArgumentException if it is less than 1
   */
  public Trainer batchSize(int rows) {
    Checks.size("batch size", rows, 1);
    batchSize = rows;
    return this;
  }

  /**
   * Passes over the training data.
   *
   * @param epochs how many, at least 1
   * @return this trainer
   * @throws IllegalArgumentException if it is less than 1
   */
  public Trainer epochs(int epochs) {
    Checks.size("epochs", epochs, 1);
    this.epochs = epochs;
    return this;
  }

  /**
   * Decides the order of the rows.
   *
   * @param seed any number; each epoch draws an order of its own from it
   * @return this trainer
   */
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * The threads that share the work on each batch.
   *
   * @param workers stay open; the results do not depend on how many they are
   * @return this trainer
   */
  public Trainer workers(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers is null");
    return this;
  }

  /**
   * Data to measure on after each epoch, never trained on.
   *
   * @param data with the inputs and outputs of the network
   * @return this trainer
   */
  public Trainer validation(Dataset data) {
    validation = Objects.requireNonNull(data, "validation data is null");
    return this;
  }

  /**
   * Called with one line of text after each epoch, and with the reason if the run diverges.
   *
   * @param listener for example {@code System.out::println}
   * @return this trainer
   */
  public Trainer onEpoch(Consumer<String> listener) {
    onEpoch = Objects.requireNonNull(listener, "listener is null");
    return this;
  }

  /**
   * Trains the network in place.
   *
   * @param data with the inputs and outputs of the network, and at least as many rows as a batch
   * @return the losses of the epochs; if a number was not finite, those before, and the reason
   * @throws IllegalArgumentException if the data does not fit the network or the loss, or has fewer rows than a batch;
   *     nothing is trained then
   * @throws CancellationException if the thread is interrupted, which it stays; the steps made until then are whole
   */
  public History train(Dataset data) {
    requireFits("training", data);
    if (validation != null) {
      requireFits("validation", validation);
    }
    if (data.rows() < batchSize) {
      throw new IllegalArgumentException("the data has " + data.rows() + " rows, fewer than one batch of " + batchSize);
    }
    try {
      return run(data);
    } catch (CancellationException e) {
      CancellationException stopped = new CancellationException(String.format(Locale.ROOT,
          "training was interrupted in epoch %d of %d, after %,d batches; the network keeps the weights it has now",
          epoch + 1, epochs, steps));
      stopped.initCause(e);
      throw stopped;
    }
  }

  private History run(Dataset data) {
    double[] trainLoss = new double[epochs];
    List<Evaluation> evaluations = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    float[] gradient = new float[batchSize * data.outputs()];
    steps = 0;
    batch = null;
    for (epoch = 0; epoch < epochs; epoch++) {
      int[] order = Dataset.shuffled(data.rows(), random);
      Optional<String> divergence = trainEpoch(data, order, gradient, trainLoss);
      if (divergence.isPresent()) {
        onEpoch.accept("stopped: " + divergence.get());
        return history(trainLoss, evaluations, divergence);
      }
      if (validation != null) {
        evaluations.add(evaluate(network, loss, validation, workers));
      }
      onEpoch.accept(line(trainLoss[epoch], evaluations));
    }
    return history(trainLoss, evaluations, Optional.empty());
  }

  /** One pass over the data in this order; where a number that is not finite appeared, if one did. */
  private Optional<String> trainEpoch(Dataset data, int[] order, float[] gradient, double[] trainLoss) {
    Mode mode = new Mode(true, workers);
    int batches = data.rows() / batchSize;
    double lossSum = 0;
    for (int b = 0; b < batches; b++) {
      batch = data.gather(order, b * batchSize, (b + 1) * batchSize, batch);
      double batchLoss = loss.compute(network.forward(batch.x(), batchSize, mode), batch, gradient);
      if (!Double.isFinite(batchLoss)) {
        return Optional.of("the loss is " + batchLoss + " in epoch " + (epoch + 1) + ", batch " + (b + 1) + ": "
            + firstNotFinite(batch, mode));
      }
      network.backwardParameters(gradient);
      lossSum += batchLoss;
      optimizer.step(network.parameters(), workers);
      steps++;
    }
    trainLoss[epoch] = lossSum / batches;
    return network.parameters().stream().filter(p -> !finite(p.value())).findFirst()
        .map(p -> "a number of the parameter \"" + p.name() + "\" is not finite after epoch " + (epoch + 1)
            + "; try a smaller learning rate");
  }

  /** What the epochs that are complete have measured. */
  private History history(double[] trainLoss, List<Evaluation> evaluations, Optional<String> divergence) {
    boolean classes = validation != null && validation.labels() != null;
    return new History(Arrays.copyOf(trainLoss, epoch), evaluations.stream().mapToDouble(Evaluation::loss).toArray(),
        evaluations.stream().filter(one -> classes).mapToDouble(Evaluation::accuracy).toArray(), divergence);
  }

  /**
   * Loss and accuracy on some data.
   *
   * @param loss the mean loss
   * @param accuracy the fraction of the answers where the largest output is the true class; NaN for regression
   */
  public record Evaluation(double loss, double accuracy) {}

  /**
   * Measures a network, in blocks of at most 512 rows.
   *
   * @param network measured with dropout off
   * @param loss averaged over the rows
   * @param data with the inputs and outputs of the network
   * @return mean loss, and accuracy for classes
   * @throws IllegalArgumentException if the data does not fit the network or the loss
   * @throws CancellationException if the thread is interrupted, which it stays
   */
  public static Evaluation evaluate(Sequential network, Loss loss, Dataset data) {
    return evaluate(network, loss, data, Workers.one());
  }

  /**
   * {@link #evaluate(Sequential, Loss, Dataset)} with some threads that share the work of a layer.
   *
   * @param network measured with dropout off
   * @param loss averaged over the rows
   * @param data with the inputs and outputs of the network
   * @param workers stay open; the results do not depend on how many they are
   * @return mean loss, and accuracy for classes
   * @throws IllegalArgumentException if the data does not fit the network or the loss
   * @throws CancellationException if the thread is interrupted, which it stays
   */
  public static Evaluation evaluate(Sequential network, Loss loss, Dataset data, Workers workers) {
    Mode mode = new Mode(false, workers);
    int block = Math.min(512, data.rows());
    int[] order = IntStream.range(0, data.rows()).toArray();
    double lossSum = 0;
    int right = 0;
    Dataset rows = null;
    for (int from = 0; from < data.rows(); from += block) {
      rows = data.gather(order, from, Math.min(from + block, data.rows()), rows);
      float[] output = network.forward(rows.x(), rows.rows(), mode);
      lossSum += loss.compute(output, rows, null) * rows.rows();
      right += data.labels() == null ? 0 : right(output, rows);
    }
    return new Evaluation(lossSum / data.rows(),
        data.labels() == null ? Double.NaN : (double) right / data.labels().length);
  }

  /**
   * The answers of a classifier, with dropout off.
   *
   * @param network with the inputs and outputs of the data
   * @param data of classes; what their labels are plays no part
   * @return as many as the data has labels: the class with the largest output, the first of equal ones
   * @throws IllegalArgumentException if the data is one of regression, or does not fit the network
   */
  public static int[] answers(Sequential network, Dataset data) {
    requireFits(network, "", data);
    if (data.classes() == 0) {
      throw new IllegalArgumentException("the data is one of regression; only classes have answers");
    }
    return answers(network.predict(data.x(), data.rows()), data.classes());
  }

  private static int[] answers(float[] output, int classes) {
    int[] answers = new int[output.length / classes];
    for (int i = 0; i < answers.length; i++) {
      for (int j = 1; j < classes; j++) {
        if (output[i * classes + j] > output[i * classes + answers[i]]) {
          answers[i] = j;
        }
      }
    }
    return answers;
  }

  private static int right(float[] output, Dataset rows) {
    int[] answers = answers(output, rows.classes());
    return (int) IntStream.range(0, answers.length).filter(i -> answers[i] == rows.labels()[i]).count();
  }

  private void requireFits(String which, Dataset data) {
    Objects.requireNonNull(data, which + " data is null");
    loss.requireFits(data);
    requireFits(network, which + " ", data);
  }

  private static void requireFits(Sequential network, String which, Dataset data) {
    if (data.inputs() != network.inputs() || data.outputs() != network.outputs()) {
      throw new IllegalArgumentException("the " + which + "data is " + data.inputs() + " → " + data.outputs()
          + " but the network is " + network.inputs() + " → " + network.outputs());
    }
  }

  /** Runs the batch again, layer by layer, to say where the first number that is not finite appears. */
  private String firstNotFinite(Dataset rows, Mode mode) {
    float[] signal = rows.x();
    if (!finite(signal)) {
      return "the data itself has a value that is not finite";
    }
    List<Layer> layers = network.children();
    for (int i = 0; i < layers.size(); i++) {
      for (Parameter p : layers.get(i).parameters()) {
        if (!finite(p.value())) {
          return "a number of the parameter \"" + p.name() + "\" of layer " + (i + 1) + " (" + layers.get(i).summary()
              + ") is not finite; try a smaller learning rate";
        }
      }
      signal = layers.get(i).forward(signal, rows.rows(), mode);
      if (!finite(signal)) {
        return "the output of layer " + (i + 1) + " (" + layers.get(i).summary()
            + ") is not finite; try a smaller learning rate";
      }
    }
    return "all outputs are finite, the loss of them is not";
  }

  private static boolean finite(float[] a) {
    for (float v : a) {
      if (!Float.isFinite(v)) {
        return false;
      }
    }
    return true;
  }

  private String line(double trainLoss, List<Evaluation> evaluations) {
    String line = String.format(Locale.ROOT, "epoch %d/%d, loss %.4f", epoch + 1, epochs, trainLoss);
    if (!evaluations.isEmpty()) {
      Evaluation last = evaluations.get(epoch);
      line += String.format(Locale.ROOT, ", validation %.4f", last.loss());
      line += Double.isNaN(last.accuracy()) ? "" : String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * last.accuracy());
    }
    return line;
  }
}
