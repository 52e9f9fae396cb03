package activations.nn;

import activations.Activation;
import activations.Checks;
import java.util.Objects;

/**
 * An activation function on every element: Y = f(X), on as many threads as the pass has.
 *
 * <p>Backward: dX = dY ⊙ f′(X); in training, what is smaller than the normal floats (2⁻¹²⁶) becomes 0.
 */
public final class ActivationLayer extends AbstractLayer {

  private final Activation activation;
  private float[] y;
  private float[] dx;

  private ActivationLayer(Activation activation, int size) {
    super(activation.name() + " " + size, size, size);
    this.activation = activation;
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
    Objects.requireNonNull(activation, "activation is null");
    Checks.size(activation.name() + ": size", size, 1);
    return new ActivationLayer(activation, size);
  }

  /** {@return the function f} */
  public Activation activation() {
    return activation;
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
  protected float[] compute(float[] x, Mode mode) {
    y = Shapes.sized(y, x.length);
    int size = outputs();
    workers().split(rows(), (from, to) -> activation.forward(x, y, from * size, to * size));
    return y;
  }

  @Override
  protected float[] gradient(float[] dy) {
    dx = Shapes.sized(dx, dy.length);
    int size = outputs();
    workers().split(rows(), (from, to) -> {
      activation.backward(input(), dy, dx, from * size, to * size);
      flushSubnormals(dx, from * size, to * size);
    });
    return dx;
  }
}
