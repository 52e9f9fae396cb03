package activations;

/**
 * The float path of one activation function.
 *
 * <p>The caller has checked that the lengths agree and hold the range. Output and input may be the same array. An input
 * gives the same bits at every position and length.
 */
abstract class Kernel {

  /** y[i] = f(x[i]) for {@code from} ≤ i < {@code to}. */
  abstract void forward(float[] x, float[] y, int from, int to);

  /** dx[i] = dy[i] · f′(x[i]) in that range, where f′(x[i]) is rounded to float before the multiplication. */
  abstract void backward(float[] x, float[] dy, float[] dx, int from, int to);
}
