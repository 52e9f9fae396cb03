package activations.nn;

import java.util.List;

/**
 * One differentiable step of a network, on a batch of rows: Y = f(X; parameters).
 *
 * <p>A layer owns its output and gradient arrays and writes them again in the next pass, so that training allocates
 * nothing. It remembers the input of the last {@link #forward}: {@link #backward} belongs to that.
 */
public interface Layer {

  /** {@return the kind of layer and its sizes, for example {@code "dense 784 → 128"}} */
  String summary();

  /** {@return elements of one input row} */
  int inputs();

  /** {@return elements of one output row} */
  int outputs();

  /**
   * Y = f(X).
   *
   * @param x rows × {@link #inputs()}, row-major; not modified
   * @param rows number of examples, at least 1
   * @param mode whether dropout is active, and the threads that share the work
   * @return rows × {@link #outputs()}, valid until the next pass; {@link #predict} gives one to keep
   * @throws IllegalArgumentException if x is not rows × inputs
   */
  float[] forward(float[] x, int rows, Mode mode);

  /**
   * Given dL/dY of the last {@link #forward}, returns dL/dX and overwrites the gradient of each parameter.
   *
   * @param dy rows × {@link #outputs()}; not modified
   * @return rows × {@link #inputs()}, valid until the next pass
   * @throws IllegalStateException if there was no forward pass
   * @throws IllegalArgumentException if dy is not rows × outputs
   */
  float[] backward(float[] dy);

  /**
   * As {@link #backward} where dL/dX is not wanted: the first layer of a network in training, whose input is data.
   *
   * @param dy rows × {@link #outputs()}; not modified
   */
  default void backwardParameters(float[] dy) {
    backward(dy);
  }

  /**
   * Y = f(X) with one thread and dropout off, in an array of its own that is safe to keep.
   *
   * @param x rows × {@link #inputs()}, row-major; not modified
   * @param rows number of examples, at least 1
   * @return rows × {@link #outputs()}
   * @throws IllegalArgumentException if x is not rows × inputs
   */
  default float[] predict(float[] x, int rows) {
    return forward(x, rows, Mode.EVALUATION).clone();
  }

  /** {@return the layers that this one is made of, in the order of the signal; empty if it is made of none} */
  default List<Layer> children() {
    return List.of();
  }

  /** {@return what the layer learns, always the same objects in the same order; empty if nothing} */
  default List<Parameter> parameters() {
    return List.of();
  }
}
