package activations.nn;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Trains a network on mini-batches. The same seed gives the same bits, whatever the number of threads.
 *
 * <pre>{@code
 * History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-3))
 *     .batch(128).epochs(20).seed(1).validation(test).train(data);
 * }</pre>
 */
public final class Trainer {

  private final Network network;
  private final Loss loss;
  private final Optimizer optimizer;
  private int batch = 128;
  private int epochs = 10;
  private long seed = 1;
  private Workers workers = Workers.one();
  private Dataset validation;
  private Consumer<String> progress = line -> {};

  /** Where training is: the epoch, from 0, and the batches done in all of them. */
  private int epoch;
  private long steps;

  private Trainer(Network network, Loss loss, Optimizer optimizer) {
    this.network = Objects.requireNonNull(network, "network is null");
    this.loss = Objects.requireNonNull(loss, "loss is null");
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer is null");
  }

  /** Batches of 128, 10 epochs, seed 1, one thread, until told otherwise. */
  public static Trainer of(Network network, Loss loss, Optimizer optimizer) {
    return new Trainer(network, loss, optimizer);
  }

  /** Rows of a batch; the rows left over at the end of an epoch are left out of it. */
  public Trainer batch(int rows) {
    Shapes.positive("batch", rows);
    batch = rows;
    return this;
  }

  /** How many times the data is gone through. */
  public Trainer epochs(int epochs) {
    Shapes.positive("epochs", epochs);
    this.epochs = epochs;
    return this;
  }

  /** Decides the order of the rows. */
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** The threads that share the work on each batch. */
  public Trainer workers(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers is null");
    return this;
  }

  /** Data to measure on after each epoch, never trained on. */
  public Trainer validation(Dataset data) {
    validation = Objects.requireNonNull(data, "validation data is null");
    return this;
  }

  /** Is told one line after each epoch. */
  public Trainer progress(Consumer<String> progress) {
    this.progress = Objects.requireNonNull(progress, "progress is null");
    return this;
  }

  /**
   * Trains the network in place.
   *
   * @throws IllegalArgumentException if the data does not fit the network or the loss, or has fewer rows than a batch;
   *     nothing is trained then
   * @throws CancellationException if the thread is interrupted, which it stays; the steps made until then are whole
   */
  public History train(Dataset data) {
    requireFits("training", data);
    if (validation != null) {
      requireFits("validation", validation);
    }
    if (data.rows() < batch) {
      throw new IllegalArgumentException("the data has " + data.rows() + " rows, fewer than one batch of " + batch);
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
    int batches = data.rows() / batch;
    boolean classes = data.labels() != null;
    History history = new History(new double[epochs], new double[validation == null ? 0 : epochs],
        new double[validation == null || !classes ? 0 : epochs], new double[epochs], null);
    SplittableRandom random = new SplittableRandom(seed);
    Pass pass = new Pass(true, workers);
    float[] gradient = new float[batch * data.outputs()];
    Dataset rows = null;
    steps = 0;
    for (epoch = 0; epoch < epochs; epoch++) {
      int[] order = Dataset.shuffled(data.rows(), random);
      double lossSum = 0;
      double normSum = 0;
      for (int b = 0; b < batches; b++) {
        rows = data.gather(order, b * batch, (b + 1) * batch, rows);
        double batchLoss = loss.compute(network.forward(rows.x(), batch, pass), rows, gradient);
        if (!Double.isFinite(batchLoss)) {
          String where = "the loss is " + batchLoss + " in epoch " + (epoch + 1) + ", batch " + (b + 1) + ": "
              + firstNotFinite(rows, pass);
          progress.accept("stopped: " + where);
          return history.upTo(epoch, where);
        }
        network.backwardParameters(gradient);
        lossSum += batchLoss;
        normSum += norm(network.parameters());
        optimizer.step(network.parameters(), workers);
        steps++;
      }
      history.trainLoss()[epoch] = lossSum / batches;
      history.gradientNorm()[epoch] = normSum / batches;
      if (validation != null) {
        Evaluation evaluation = evaluate(network, loss, validation, workers);
        history.validationLoss()[epoch] = evaluation.loss();
        if (classes) {
          history.validationAccuracy()[epoch] = evaluation.accuracy();
        }
      }
      progress.accept(line(history, epoch));
    }
    return history;
  }

  /**
   * Loss and accuracy on some data.
   *
   * @param loss the mean loss
   * @param accuracy the part of the answers where the largest output is the true class; NaN for regression
   */
  public record Evaluation(double loss, double accuracy) {}

  /**
   * Measures a network, in blocks of at most 512 rows.
   *
   * @throws CancellationException if the thread is interrupted, which it stays
   */
  public static Evaluation evaluate(Network network, Loss loss, Dataset data, Workers workers) {
    Pass pass = new Pass(false, workers);
    int block = Math.min(512, data.rows());
    int[] order = new int[data.rows()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    double lossSum = 0;
    int right = 0;
    Dataset rows = null;
    for (int from = 0; from < data.rows(); from += block) {
      rows = data.gather(order, from, Math.min(from + block, data.rows()), rows);
      float[] output = network.forward(rows.x(), rows.rows(), pass);
      lossSum += loss.compute(output, rows, null) * rows.rows();
      right += data.labels() == null ? 0 : right(output, rows);
    }
    return new Evaluation(lossSum / data.rows(),
        data.labels() == null ? Double.NaN : (double) right / data.labels().length);
  }

  private static int right(float[] output, Dataset rows) {
    int n = rows.classes();
    int right = 0;
    for (int i = 0; i < rows.labels().length; i++) {
      int best = 0;
      for (int j = 1; j < n; j++) {
        if (output[i * n + j] > output[i * n + best]) {
          best = j;
        }
      }
      right += best == rows.labels()[i] ? 1 : 0;
    }
    return right;
  }

  private void requireFits(String which, Dataset data) {
    Objects.requireNonNull(data, which + " data is null");
    loss.requireFits(data);
    if (data.inputs() != network.inputs() || data.outputs() != network.outputs()) {
      throw new IllegalArgumentException("the " + which + " data is " + data.inputs() + " → " + data.outputs()
          + " but the network is " + network.inputs() + " → " + network.outputs());
    }
  }

  /** Runs the batch again, layer by layer, to say where the first number that is not finite appears. */
  private String firstNotFinite(Dataset rows, Pass pass) {
    float[] signal = rows.x();
    if (!finite(signal)) {
      return "the data itself has a value that is not finite";
    }
    List<Layer> layers = network.parts();
    for (int i = 0; i < layers.size(); i++) {
      for (Parameter p : layers.get(i).parameters()) {
        if (!finite(p.value)) {
          return "the " + p.name() + " of layer " + (i + 1) + " (" + layers.get(i).describe()
              + ") are not finite; try a smaller learning rate";
        }
      }
      signal = layers.get(i).forward(signal, rows.rows(), pass);
      if (!finite(signal)) {
        return "the output of layer " + (i + 1) + " (" + layers.get(i).describe()
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

  private double norm(List<Parameter> parameters) {
    double[] squares = new double[parameters.size()];
    workers.split(squares.length, (from, to) -> {
      for (int i = from; i < to; i++) {
        squares[i] = Parameter.squares(parameters.get(i).gradient);
      }
    });
    double sum = 0;
    for (double one : squares) {
      sum += one;
    }
    return Math.sqrt(sum);
  }

  private String line(History history, int epoch) {
    StringBuilder line = new StringBuilder("epoch " + (epoch + 1) + "/" + epochs);
    line.append(String.format(Locale.ROOT, ", loss %.4f", history.trainLoss()[epoch]));
    if (validation != null) {
      line.append(String.format(Locale.ROOT, ", validation %.4f", history.validationLoss()[epoch]));
    }
    if (history.validationAccuracy().length > 0) {
      line.append(String.format(Locale.ROOT, ", accuracy %.2f %%",
          100 * history.validationAccuracy()[epoch]));
    }
    return line.toString();
  }
}
