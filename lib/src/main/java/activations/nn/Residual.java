package activations.nn;

import java.util.List;
import java.util.Objects;

/**
 * A residual connection (He et al., 2016) around a layer: Y = X + f(X).
 *
 * <p>Backward: dX = dY + f's own dX; the gradient has a way past f.
 */
public final class Residual extends AbstractLayer {

  private final Layer inner;
  private float[] y;
  private float[] dx;

  private Residual(Layer inner) {
    super("residual (" + inner.summary() + ")", inner.inputs(), inner.outputs(), List.of(inner));
    this.inner = inner;
  }

  /**
   * Around {@code inner}.
   *
   * @param inner f, with as many outputs as inputs
   * @return a layer of the same sizes, with the parameters of inner
   * @throws IllegalArgumentException if inner does not have as many outputs as inputs
   */
  public static Residual of(Layer inner) {
    Objects.requireNonNull(inner, "inner is null");
    if (inner.inputs() != inner.outputs()) {
      throw new IllegalArgumentException("residual: " + inner.summary() + " has " + inner.inputs() + " inputs but "
          + inner.outputs() + " outputs; X + f(X) needs the same number");
    }
    return new Residual(inner);
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    y = Shapes.sum(x, inner.forward(x, rows(), mode), y);
    return y;
  }

  @Override
  protected float[] gradient(float[] dy) {
    dx = Shapes.sum(dy, inner.backward(dy), dx);
    return dx;
  }
}
