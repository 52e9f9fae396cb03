package activations;

import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Checks for the packages of this library: of arguments, before anything is written, and of interrupts. */
public final class Checks {

  private Checks() {}

  static void sameLength(String nameA, float[] a, String nameB, float[] b) {
    notNull(nameA, a);
    notNull(nameB, b);
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          nameA + " has " + a.length + " elements but " + nameB + " has " + b.length);
    }
  }

  /** Makes its message only when it is needed: a call of a kernel allocates nothing. */
  private static void notNull(String name, float[] a) {
    if (a == null) {
      throw new NullPointerException(name + " is null");
    }
  }

  static void matrix(String name, float[] a, int rows, int columns) {
    notNull(name, a);
    if (a.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          name + " has " + a.length + " elements but " + rows + " × " + columns + " are needed");
    }
  }

  static void different(String nameA, float[] a, String nameB, float[] b) {
    if (a == b) {
      throw new IllegalArgumentException(nameA + " must not be the same array as " + nameB);
    }
  }

  /**
   * A size.
   *
   * @param name what the size is called in the message
   * @param size the size that was given
   * @param minimum the smallest allowed
   * @throws IllegalArgumentException if it is less than {@code minimum}; the message begins with the name
   */
  public static void size(String name, int size, int minimum) {
    if (size < minimum) {
      throw new IllegalArgumentException(name + " must be at least " + minimum + " but is " + size);
    }
  }

  static void finite(String name, double parameter) {
    if (!Double.isFinite(parameter)) {
      throw new IllegalArgumentException(name + " must be finite but is " + parameter);
    }
  }

  /**
   * The number of elements of a matrix.
   *
   * @param name what the matrix is called in the message
   * @param rows how many rows it has
   * @param columns how many columns it has
   * @return rows · columns
   * @throws IllegalArgumentException if no array holds so many; the message begins with the name
   */
  public static int elements(String name, int rows, int columns) {
    long elements = (long) rows * columns;
    if (elements > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(name + " would have " + rows + " × " + columns + " = " + elements
          + " elements, and an array holds " + Integer.MAX_VALUE + " at most");
    }
    return (int) elements;
  }

  /**
   * A number that may not be 0.
   *
   * @param name what the number is called in the message
   * @param parameter the number that was given; NaN and ±∞ are refused
   * @throws IllegalArgumentException if it is not positive or not finite; the message begins with the name
   */
  public static void positive(String name, double parameter) {
    if (!(parameter > 0 && parameter < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and greater than 0 but is " + parameter);
    }
  }

  /**
   * A number that may be 0.
   *
   * @param name what the number is called in the message
   * @param parameter the number that was given; NaN and ±∞ are refused
   * @throws IllegalArgumentException if it is negative or not finite; the message begins with the name
   */
  public static void notNegative(String name, double parameter) {
    if (!(parameter >= 0 && parameter < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and at least 0 but is " + parameter);
    }
  }

  static void ascending(String nameA, double a, String nameB, double b) {
    finite(nameA, a);
    finite(nameB, b);
    if (!(a < b)) {
      throw new IllegalArgumentException(
          nameA + " must be less than " + nameB + " but they are " + a + " and " + b);
    }
  }

  /**
   * Ends long work on a thread that was interrupted, as Jupyter's <i>Interrupt</i> does: numbers are computed without a
   * pause at which Java would notice by itself, so the loops that can take long ask here. The thread stays interrupted.
   *
   * @param work what is being done, the beginning of the message
   * @throws CancellationException if the thread is interrupted
   */
  public static void interruption(String work) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(work + " was interrupted");
    }
  }
}
