package activations.nn;

import activations.Activation;
import activations.Checks;
import java.util.Objects;

/**
 * An activation function on every element: Y = f(X), on as many threads as the pass has.
 *
 * <p>Backward: dX = dY ⊙ f′(X).
 */
public final class ActivationLayer implements Layer {

  private final Activation activation;
  private final int size;
  private final String description;
  private float[] x;
  private int rows;
  private Workers workers;
  private float[] y;
  private float[] dx;

  private ActivationLayer(Activation activation, int size) {
    this.activation = Objects.requireNonNull(activation, "activation is null");
    Checks.size(activation.name() + ": size", size, 1);
    this.size = size;
    description = activation.name() + " " + size;
  }

  /**
   * Any {@link Activation}, a reader's own included, on rows of {@code size} elements.
   *
   * @param activation f
   * @param size elements of one row of X and of Y, at least 1
   * @return a layer from rows × size to rows × size, without parameters
   * @throws IllegalArgumentException if size is less than 1
   */
  public static ActivationLayer of(Activation activation, int size) {
    return new ActivationLayer(activation, size);
  }

  /** {@return the function f} */
  public Activation activation() {
    return activation;
  }

  /**
   * {@return the input of the last forward pass (the pre-activations), rows × size, for probes; not a copy}
   * It is null before the first pass.
   */
  public float[] input() {
    return x;
  }

  /**
   * {@return the output of the last forward pass, rows × size, for probes; not a copy}
   * It is null before the first pass.
   */
  public float[] output() {
    return y;
  }

  /**
   * {@return dL/dX of the last backward pass, rows × size, the gradient that reaches the pre-activations, for probes;
   * not a copy} It is null before the first backward pass.
   */
  public float[] inputGradient() {
    return dx;
  }

  @Override
  public String summary() {
    return description;
  }

  @Override
  public int inputs() {
    return size;
  }

  @Override
  public int outputs() {
    return size;
  }

  @Override
  public float[] forward(float[] x, int rows, Mode mode) {
    Shapes.require(summary(), "x", x, rows, size);
    this.x = x;
    this.rows = rows;
    y = Shapes.sized(y, x.length);
    workers = mode.workers();
    workers.split(rows, (from, to) -> activation.forward(x, y, from * size, to * size));
    return y;
  }

  @Override
  public float[] backward(float[] dy) {
    Shapes.gradient(this, dy, rows);
    dx = Shapes.sized(dx, x.length);
    workers.split(rows, (from, to) -> activation.backward(x, dy, dx, from * size, to * size));
    return dx;
  }
}
