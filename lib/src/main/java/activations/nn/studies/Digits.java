package activations.nn.studies;

import activations.nn.History;
import activations.nn.Loss;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.data.Dataset;
import activations.nn.data.Mnist;
import activations.nn.data.StrokeDigits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Pictures of digits for training, for choosing a learning rate, and for the result. */
record Digits(Dataset train, Dataset tuning, Dataset test) {

  static final int PIXELS = StrokeDigits.SIZE * StrokeDigits.SIZE;
  static final int CLASSES = StrokeDigits.CLASSES;

  /** Keeps the seeds of data apart from those of weights and order. */
  private static final long DATA_SEED = 1_000;

  /** Draws for each seed. */
  interface Source {
    Digits of(int seed);
  }

  /** Stroke digits, of which each seed draws its own for all three. */
  static Source strokes(int train, int others) {
    return seed -> {
      long first = DATA_SEED + 3L * seed;
      return new Digits(StrokeDigits.of(train, first), StrokeDigits.of(others, first + 1),
          StrokeDigits.of(others, first + 2));
    };
  }

  /**
   * MNIST: each seed draws pictures for training and for tuning from the 60,000 anew; the test set is the same for all,
   * so that intervals over the seeds leave out the chance in it.
   *
   * @param train pictures for training
   * @param others pictures for tuning, none of those for training, and as many for the result
   * @throws UncheckedIOException if the files are not there, or are not MNIST's
   */
  static Source mnist(int train, int others) {
    // Where the two commands that fetch it put it.
    Path folder = Path.of(System.getProperty("mnist", "package/data"));
    try {
      Mnist.requireOriginal(folder);
      Dataset all = Mnist.train(folder, 60_000);
      Dataset test = Mnist.test(folder, others);
      return seed -> {
        int[] order = Dataset.shuffled(all.rows(), new SplittableRandom(DATA_SEED + seed));
        return new Digits(all.gather(order, 0, train, null), all.gather(order, train, train + others, null), test);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The sizes of a network from pixels to classes with as many hidden layers of this width. */
  static int[] sizes(int depth, int width) {
    int[] sizes = new int[depth + 2];
    Arrays.fill(sizes, width);
    sizes[0] = PIXELS;
    sizes[depth + 1] = CLASSES;
    return sizes;
  }

  /** Pictures that are their own targets. */
  Digits asTargets() {
    return new Digits(asTargets(train), asTargets(tuning), asTargets(test));
  }

  private static Dataset asTargets(Dataset digits) {
    return Dataset.regression(digits.x(), PIXELS, digits.x(), PIXELS);
  }

  /** Loss and accuracy of a network after this training; NaN if it diverged. */
  static Trainer.Evaluation test(History history, Sequential network, Loss loss, Dataset data) {
    return history.diverged() ? new Trainer.Evaluation(Double.NaN, Double.NaN) : Trainer.evaluate(network, loss, data);
  }

  /** The losses of all epochs, NaN for those that a run which diverged did not reach. */
  static double[] whole(double[] losses, int epochs) {
    double[] whole = Arrays.copyOf(losses, epochs);
    Arrays.fill(whole, losses.length, epochs, Double.NaN);
    return whole;
  }
}
