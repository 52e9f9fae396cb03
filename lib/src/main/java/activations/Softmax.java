package activations;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

/**
 * Softmax and its logarithm, on each row of a row-major matrix.
 *
 * <p>softmax(x)ᵢ = e^(xᵢ) / Σⱼ e^(xⱼ). The greatest element of the row is subtracted from all first, which changes
 * nothing in exact arithmetic and keeps the exponentials from overflowing. Sums are taken in double precision, from
 * left to right, so a result is within 1 ulp of the exact one rounded to float.
 *
 * <p>An element of −∞ has probability 0. A row with NaN or +∞, or of −∞ only, gives NaN throughout.
 */
public final class Softmax {

  private Softmax() {}

  /**
   * Softmax of each row.
   *
   * @param x input, rows × columns; not modified unless it is also {@code y}
   * @param y output, overwritten; may be {@code x} itself
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size is negative or does not match; nothing is written then
   */
  public static void forward(float[] x, int rows, int columns, float[] y) {
    check("x", x, "y", y, rows, columns);
    for (int start = 0; start < x.length; start += columns) {
      double greatest = greatest(x, start, columns);
      double sum = sumOfExp(x, start, columns, greatest);
      for (int i = start; i < start + columns; i++) {
        y[i] = (float) (exp(x[i] - greatest) / sum);
      }
    }
  }

  /**
   * The gradient of {@link #forward}: dxᵢ = yᵢ · (dyᵢ − Σⱼ dyⱼyⱼ).
   *
   * @param y the output of {@code forward}
   * @param dy gradient of the loss with respect to the output
   * @param dx gradient of the loss with respect to the input, overwritten; may be {@code dy} or {@code y}
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size is negative or does not match; nothing is written then
   */
  public static void backward(float[] y, float[] dy, int rows, int columns, float[] dx) {
    check("y", y, "dy", dy, rows, columns);
    Checks.matrix("dx", dx, rows, columns);
    for (int start = 0; start < y.length; start += columns) {
      double mean = 0;
      for (int i = start; i < start + columns; i++) {
        mean += (double) dy[i] * y[i];
      }
      for (int i = start; i < start + columns; i++) {
        dx[i] = (float) (y[i] * (dy[i] - mean));
      }
    }
  }

  /**
   * The natural logarithm of softmax of each row, xᵢ − ln Σⱼ e^(xⱼ), which keeps its digits where softmax underflows.
   *
   * @param x input, rows × columns; not modified unless it is also {@code y}
   * @param y output, overwritten; may be {@code x} itself
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size is negative or does not match; nothing is written then
   */
  public static void logForward(float[] x, int rows, int columns, float[] y) {
    check("x", x, "y", y, rows, columns);
    for (int start = 0; start < x.length; start += columns) {
      double greatest = greatest(x, start, columns);
      double logSum = log(sumOfExp(x, start, columns, greatest));
      for (int i = start; i < start + columns; i++) {
        y[i] = (float) (x[i] - greatest - logSum);
      }
    }
  }

  /**
   * The gradient of {@link #logForward}: dxᵢ = dyᵢ − e^(yᵢ) · Σⱼ dyⱼ.
   *
   * @param y the output of {@code logForward}
   * @param dy gradient of the loss with respect to the output
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
        dx[i] = (float) (dy[i] - exp(y[i]) * sum);
      }
    }
  }

  private static void check(String nameA, float[] a, String nameB, float[] b, int rows, int columns) {
    Checks.size("rows", rows, 0);
    Checks.size("columns", columns, 1);
    Checks.matrix(nameA, a, rows, columns);
    Checks.matrix(nameB, b, rows, columns);
  }

  private static double greatest(float[] x, int start, int columns) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + columns; i++) {
      greatest = Math.max(greatest, x[i]);
    }
    return greatest;
  }

  private static double sumOfExp(float[] x, int start, int columns, double greatest) {
    double sum = 0;
    for (int i = start; i < start + columns; i++) {
      sum += exp(x[i] - greatest);
    }
    return sum;
  }
}
