package activations;

import java.util.Objects;

/**
 * An element-wise activation function f and its derivative f′.
 *
 * <p>{@link #value} and {@link #derivative} are the definition, in double precision. {@code forward} and
 * {@code backward} apply it to float arrays; their defaults loop over the definition, so that three lines make a
 * complete activation function:
 *
 * <pre>{@code
 * record Cube() implements Activation {
 *   public String name() { return "cube"; }
 *   public double value(double x) { return x * x * x; }
 *   public double derivative(double x) { return 3 * x * x; }
 * }
 * }</pre>
 */
public interface Activation {

  /** {@return the name under which the function is known, for example {@code "gelu"}} */
  String name();

  /**
   * {@return f(x)}
   *
   * @param x input, any number; ±∞ and NaN too
   */
  double value(double x);

  /**
   * {@return f′(x)} At a kink the implementing function says which value it takes.
   *
   * @param x input, any number; ±∞ and NaN too
   */
  double derivative(double x);

  /**
   * Applies the function to each element: y[i] = f(x[i]).
   *
   * @param x input; not modified unless it is also {@code y}
   * @param y output, overwritten; of the same length as {@code x}, may be {@code x} itself
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if the lengths differ; nothing is written then
   */
  default void forward(float[] x, float[] y) {
    Checks.sameLength("x", x, "y", y);
    forward(x, y, 0, x.length);
  }

  /**
   * Applies the function to the elements {@code from} ≤ i &lt; {@code to}, so that threads can share an array; each
   * result has the same bits as in a call for all. An implementation that is faster than the definition replaces this.
   *
   * @param x input; not modified unless it is also {@code y}
   * @param y output, overwritten in that range only; of the same length as {@code x}, may be {@code x} itself
   * @param from the first element, inclusive; at least 0
   * @param to the last element, exclusive; at most the length of {@code x}
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if the lengths differ; nothing is written then
   * @throws IndexOutOfBoundsException if the range is not within the arrays; nothing is written then
   */
  default void forward(float[] x, float[] y, int from, int to) {
    Checks.sameLength("x", x, "y", y);
    Objects.checkFromToIndex(from, to, x.length);
    for (int i = from; i < to; i++) {
      y[i] = (float) value(x[i]);
    }
  }

  /**
   * Multiplies an incoming gradient by the derivative (the chain rule): dx[i] = dy[i] · f′(x[i]).
   *
   * @param x the input that {@code forward} was given
   * @param dy gradient of the loss with respect to the output
   * @param dx gradient of the loss with respect to the input, overwritten; may be {@code dy} itself
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if the lengths differ; nothing is written then
   */
  default void backward(float[] x, float[] dy, float[] dx) {
    Checks.sameLength("x", x, "dy", dy);
    Checks.sameLength("x", x, "dx", dx);
    backward(x, dy, dx, 0, x.length);
  }

  /**
   * {@link #backward(float[], float[], float[])} for the elements {@code from} ≤ i &lt; {@code to}.
   *
   * @param x the input that {@code forward} was given
   * @param dy gradient of the loss with respect to the output, of the same length as {@code x}
   * @param dx gradient of the loss with respect to the input, overwritten in that range only; of the same length,
   *     may be {@code dy} itself
   * @param from the first element, inclusive; at least 0
   * @param to the last element, exclusive; at most the length of {@code x}
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if the lengths differ; nothing is written then
   * @throws IndexOutOfBoundsException if the range is not within the arrays; nothing is written then
   */
  default void backward(float[] x, float[] dy, float[] dx, int from, int to) {
    Checks.sameLength("x", x, "dy", dy);
    Checks.sameLength("x", x, "dx", dx);
    Objects.checkFromToIndex(from, to, x.length);
    for (int i = from; i < to; i++) {
      dx[i] = dy[i] * (float) derivative(x[i]);
    }
  }

  /**
   * {@return what tables and charts print about the function: formulas, range, smoothness, paper} The default knows
   * only the name.
   */
  default FunctionProperties properties() {
    return FunctionProperties.unknown(name());
  }
}
