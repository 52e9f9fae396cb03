package activations;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;

import java.util.Objects;

/**
 * Softmax and its logarithm, on each row of a row-major matrix.
 *
 * <p>softmax(x)ᵢ = e^(xᵢ) / Σⱼ e^(xⱼ). The greatest element of the row is subtracted from all first, which changes
 * nothing in exact arithmetic and keeps the exponentials from overflowing. Sums are taken in double precision, from
 * left to right. {@code forward} and {@code logForward} never subtract two close numbers, so each result is within
 * 1 ulp of the exact one rounded to float, also where a probability is close to 1 and its logarithm close to 0.
 * The gradients take {@code y} as it is, with its rounding, and keep their digits beside a probability of 1 too.
 *
 * <p>An element of −∞ has probability 0. A row with NaN or +∞, or of −∞ only, gives NaN throughout.
 */
public final class Softmax {

  /** ln ½, to the 17 digits of a double. */
  private static final double LOG_HALF = -0.69314718055994531;

  private Softmax() {}

  /**
   * Softmax of each row.
   *
   * @param x input, rows × columns; not modified unless it is also {@code y}
   * @param rows number of rows, at least 0
   * @param columns length of a row, the number of classes; at least 1
   * @param y output, overwritten; may be {@code x} itself
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size is negative or does not match; nothing is written then
   */
  public static void forward(float[] x, int rows, int columns, float[] y) {
    check("x", x, "y", y, rows, columns);
    for (int start = 0; start < x.length; start += columns) {
      int top = top(x, start, columns);
      double greatest = x[top];
      double sum = 1 + sumOfOthers(x, start, columns, top);
      for (int i = start; i < start + columns; i++) {
        y[i] = (float) (exp(x[i] - greatest) / sum);
      }
    }
  }

  /**
   * The gradient of {@link #forward}: dxᵢ = yᵢ · (dyᵢ − Σⱼ dyⱼyⱼ). The probabilities add up to 1, so that a number
   * taken from all of dy changes nothing. The one that belongs to the greatest probability m is taken:
   * dxᵢ = yᵢ · ((dyᵢ − dyₘ) − Σⱼ≠ₘ (dyⱼ − dyₘ)yⱼ). There 1 − yₘ, of which a float near 1 knows little, is not needed.
   *
   * @param y the output of {@code forward}, rows × columns
   * @param dy gradient of the loss with respect to the output
   * @param rows number of rows, at least 0
   * @param columns length of a row, the number of classes; at least 1
   * @param dx gradient of the loss with respect to the input, overwritten; may be {@code dy} or {@code y}
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size is negative or does not match; nothing is written then
   */
  public static void backward(float[] y, float[] dy, int rows, int columns, float[] dx) {
    check("y", y, "dy", dy, rows, columns);
    Checks.matrix("dx", dx, rows, columns);
    for (int start = 0; start < y.length; start += columns) {
      int top = top(y, start, columns);
      double ofTop = dy[top];
      double mean = zeroOrNan(y[top]);
      for (int i = start; i < start + columns; i++) {
        if (i != top) {
          mean += (dy[i] - ofTop) * y[i];
        }
      }
      for (int i = start; i < start + columns; i++) {
        dx[i] = (float) (y[i] * (dy[i] - ofTop - mean));
      }
    }
  }

  /**
   * The natural logarithm of softmax of each row, xᵢ − ln Σⱼ e^(xⱼ), which keeps its digits where softmax underflows
   * to 0 and where it rounds to 1. With xₘ the greatest of the row it is (xᵢ − xₘ) − ln(1 + Σⱼ≠ₘ e^(xⱼ − xₘ)): two
   * numbers that are not positive are added up, and {@code log1p} takes the logarithm.
   *
   * @param x input, rows × columns; not modified unless it is also {@code y}
   * @param rows number of rows, at least 0
   * @param columns length of a row, the number of classes; at least 1
   * @param y output, overwritten; may be {@code x} itself
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size is negative or does not match; nothing is written then
   */
  public static void logForward(float[] x, int rows, int columns, float[] y) {
    check("x", x, "y", y, rows, columns);
    for (int start = 0; start < x.length; start += columns) {
      int top = top(x, start, columns);
      double greatest = x[top];
      double logSum = log1p(sumOfOthers(x, start, columns, top));
      for (int i = start; i < start + columns; i++) {
        y[i] = (float) (x[i] - greatest - logSum);
      }
    }
  }

  /**
   * The gradient of {@link #logForward}: dxᵢ = dyᵢ − e^(yᵢ) · Σⱼ dyⱼ. Where e^(yᵢ) is more than ½ it is computed as
   * (dyᵢ − Σⱼ dyⱼ) − (e^(yᵢ) − 1) · Σⱼ dyⱼ, so that a right answer given with near certainty keeps its small gradient.
   *
   * @param y the output of {@code logForward}, rows × columns
   * @param dy gradient of the loss with respect to the output
   * @param rows number of rows, at least 0
   * @param columns length of a row, the number of classes; at least 1
   * @param dx gradient of the loss with respect to the input, overwritten; may be {@code dy} or {@code y}
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size is negative or does not match; nothing is written then
   */
  public static void logBackward(float[] y, float[] dy, int rows, int columns, float[] dx) {
    check("y", y, "dy", dy, rows, columns);
    Checks.matrix("dx", dx, rows, columns);
    for (int start = 0; start < y.length; start += columns) {
      double sum = 0;
      for (int i = start; i < start + columns; i++) {
        sum += dy[i];
      }
      for (int i = start; i < start + columns; i++) {
        dx[i] = (float) (y[i] > LOG_HALF ? dy[i] - sum - expm1(y[i]) * sum : dy[i] - exp(y[i]) * sum);
      }
    }
  }

  /**
   * {@return ln Σⱼ e^(xⱼ) over a range of elements, in double precision: the greatest element plus log1p of the others'
   * e^(xⱼ − xₘ), each rounded once} It is −∞ if all are, +∞ if one is, NaN if one is NaN.
   *
   * @param x holds the elements; not modified
   * @param from index of the first of them
   * @param to one above the index of the last, above {@code from}
   * @throws NullPointerException if the array is null
   * @throws IllegalArgumentException if from and to are no range of the array
   */
  public static double logSumExp(float[] x, int from, int to) {
    if (to > Objects.requireNonNull(x, "x is null").length || from < 0 || from >= to) {
      throw new IllegalArgumentException(
          "from is " + from + " and to is " + to + "; they must be a range of the " + x.length + " elements of x");
    }
    int top = top(x, from, to - from);
    if (Float.isInfinite(x[top])) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += exp(x[i]);
      }
      return log(sum);
    }
    return x[top] + log1p(sumOfOthers(x, from, to - from, top));
  }

  private static void check(String nameA, float[] a, String nameB, float[] b, int rows, int columns) {
    Checks.size("rows", rows, 0);
    Checks.size("columns", columns, 1);
    Checks.matrix(nameA, a, rows, columns);
    Checks.matrix(nameB, b, rows, columns);
  }

  /** The index of the first of the greatest elements, or of the first element if that is NaN. */
  private static int top(float[] x, int start, int columns) {
    int top = start;
    for (int i = start + 1; i < start + columns; i++) {
      if (x[i] > x[top]) {
        top = i;
      }
    }
    return top;
  }

  /** Σ e^(xⱼ − xₘ) over the row without its greatest element xₘ; NaN if the row has no softmax. */
  private static double sumOfOthers(float[] x, int start, int columns, int top) {
    double greatest = x[top];
    double sum = zeroOrNan(greatest);
    for (int i = start; i < start + columns; i++) {
      if (i != top) {
        sum += exp(x[i] - greatest);
      }
    }
    return sum;
  }

  /** NaN for an infinite number and for NaN, which then spreads through the row. */
  private static double zeroOrNan(double greatest) {
    return greatest - greatest;
  }
}
