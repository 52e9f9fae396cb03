package activations.nn.data;

import activations.Checks;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Examples and what a network should answer: a class, a class at each position of a sequence, or a row of numbers.
 *
 * <p>Rows are examples: x is rows × inputs, targets is rows × outputs. For classes, labels is rows × positions (one
 * position, unless the examples are sequences), and outputs is positions × classes: a number for each class.
 *
 * @param rows the number of examples, at least 1
 * @param inputs elements of one example
 * @param outputs elements of one output row: positions × classes, or the elements of one target row
 * @param positions that have a class each: the length of a sequence, else 1
 * @param x the examples, rows × inputs, row-major; not a copy
 * @param labels the class of each row, or rows × length for sequences; null for regression; not a copy
 * @param targets the targets, rows × outputs, row-major; null for classes; not a copy
 */
public record Dataset(int rows, int inputs, int outputs, int positions, float[] x, int[] labels, float[] targets) {

  /**
   * Of arrays that are kept; {@link #classes(float[], int, int[], int)}, {@link #sequences} and {@link #regression} make
   * the sizes agree.
   *
   * @throws IllegalArgumentException if there are no rows, the sizes do not agree, or a label is out of range
   */
  public Dataset {
    Objects.requireNonNull(x, "x is null");
    Checks.size("positions", positions, 1);
    if (rows == 0) {
      throw new IllegalArgumentException("the data is empty: at least one row is needed");
    }
    if (x.length != (long) rows * inputs) {
      throw new IllegalArgumentException("x has " + x.length + " elements but " + rows + " rows × " + inputs
          + " inputs = " + (long) rows * inputs + " are needed");
    }
    String name = labels == null ? "targets" : "labels";
    int answers = labels == null ? Objects.requireNonNull(targets, "targets is null").length : labels.length;
    int each = labels == null ? outputs : positions;
    if (answers != (long) rows * each) {
      throw new IllegalArgumentException(name + " has " + answers + " elements but " + rows + " rows × " + each
          + " are needed");
    }
    int classes = outputs / positions;
    for (int i = 0; labels != null && i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException("label " + labels[i] + " of row " + i / positions + " is not a class: 0 to "
            + (classes - 1) + " are");
      }
    }
  }

  /**
   * Examples with a class each.
   *
   * @param x rows × inputs, row-major, kept, not copied
   * @param inputs elements of one example, at least 1
   * @param labels the class of each row, 0 to classes − 1, kept, not copied
   * @param classes how many there are, at least 1
   * @return as many rows as there are labels, with one output for each class
   * @throws IllegalArgumentException if there are no rows, x does not have inputs elements a row, or a label is out of
   *     range
   */
  public static Dataset classes(float[] x, int inputs, int[] labels, int classes) {
    Objects.requireNonNull(x, "x is null");
    Objects.requireNonNull(labels, "labels is null");
    Checks.size("inputs", inputs, 1);
    Checks.size("classes", classes, 1);
    return new Dataset(labels.length, inputs, classes, 1, x, labels, null);
  }

  /**
   * Sequences of tokens with the class, for example the next token, at each position.
   *
   * @param tokens rows × length, kept, not copied; whole numbers, as floats like every input
   * @param length tokens of a sequence, at least 1
   * @param labels rows × length, 0 to classes − 1, kept, not copied
   * @param classes how many there are, at least 1
   * @return rows of length inputs, with length × classes outputs
   * @throws IllegalArgumentException if there are no rows, the sizes do not agree, or a label is out of range
   */
  public static Dataset sequences(float[] tokens, int length, int[] labels, int classes) {
    Objects.requireNonNull(tokens, "tokens is null");
    Objects.requireNonNull(labels, "labels is null");
    Checks.size("length", length, 1);
    if (labels.length % length != 0) {
      throw new IllegalArgumentException("labels has " + labels.length + " elements, not a multiple of the length "
          + length);
    }
    int rows = labels.length / length;
    Checks.size("classes", classes, 1);
    return new Dataset(rows, length, Checks.elements("a row of outputs", length, classes), length, tokens, labels, null);
  }

  /**
   * Examples with a row of numbers each.
   *
   * @param x rows × inputs, row-major, kept, not copied
   * @param inputs elements of one example, at least 1
   * @param targets rows × outputs, row-major, kept, not copied
   * @param outputs elements of one target row, at least 1
   * @return one row for each row of targets
   * @throws IllegalArgumentException if there are no rows, or the sizes do not agree
   */
  public static Dataset regression(float[] x, int inputs, float[] targets, int outputs) {
    Objects.requireNonNull(x, "x is null");
    Objects.requireNonNull(targets, "targets is null");
    Checks.size("inputs", inputs, 1);
    Checks.size("outputs", outputs, 1);
    if (targets.length % outputs != 0) {
      throw new IllegalArgumentException("targets has " + targets.length + " elements, not a multiple of " + outputs
          + " outputs");
    }
    int rows = targets.length / outputs;
    return new Dataset(rows, inputs, outputs, 1, x, null, targets);
  }

  /** {@return the number of classes; 0 for regression} */
  public int classes() {
    return labels == null ? 0 : outputs / positions;
  }

  /**
   * The same answers to inputs with noise: to each element a number from Unif[−amount, amount] is added.
   *
   * @param amount the largest noise, in the unit of the inputs, at least 0
   * @param seed decides the noise
   * @return a new set that shares the answers with this one
   * @throws IllegalArgumentException if amount is negative or not finite
   */
  public Dataset withUniformNoise(double amount, long seed) {
    Checks.notNegative("amount", amount);
    SplittableRandom random = new SplittableRandom(seed);
    float[] noisy = new float[x.length];
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = (float) (x[i] + amount * (2 * random.nextDouble() - 1));
    }
    return new Dataset(rows, inputs, outputs, positions, noisy, labels, targets);
  }

  /**
   * The rows order[from], …, order[to − 1].
   *
   * @param order numbers of rows, 0 to rows − 1, for example {@link #shuffled}; a row may stand there more than once
   * @param from where in order the first row stands
   * @param to one past where the last stands
   * @param reuse a result of an earlier call on this set, overwritten if it has as many rows, so that training
   *     allocates nothing; or null
   * @return {@code reuse}, or a new set
   * @throws IndexOutOfBoundsException if there is no such place in order, or no such row
   * @throws IllegalArgumentException if there is to be no row
   */
  public Dataset gather(int[] order, int from, int to, Dataset reuse) {
    Objects.checkFromToIndex(from, to, order.length);
    int n = to - from;
    for (int i = from; i < to; i++) {
      Objects.checkIndex(order[i], rows);
    }
    Dataset batch = reuse != null && reuse.rows == n ? reuse : new Dataset(n, inputs, outputs, positions,
        new float[n * inputs], labels == null ? null : new int[n * positions],
        targets == null ? null : new float[n * outputs]);
    for (int i = 0; i < n; i++) {
      int row = order[from + i];
      System.arraycopy(x, row * inputs, batch.x, i * inputs, inputs);
      if (labels != null) {
        System.arraycopy(labels, row * positions, batch.labels, i * positions, positions);
      } else {
        System.arraycopy(targets, row * outputs, batch.targets, i * outputs, outputs);
      }
    }
    return batch;
  }

  /**
   * 0, 1, …, rows − 1 in random order (Fisher and Yates).
   *
   * @param rows how many, at least 0
   * @param random decides the order
   * @return each number once
   */
  public static int[] shuffled(int rows, SplittableRandom random) {
    int[] order = new int[rows];
    Arrays.setAll(order, i -> i);
    for (int i = rows - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
