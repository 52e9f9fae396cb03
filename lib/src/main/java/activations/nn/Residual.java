package activations.nn;

import java.util.List;
import java.util.Objects;

/**
 * A residual connection (He et al., 2016) around a layer: Y = X + f(X).
 *
 * <p>Backward: dX = dY + f's own dX; the gradient has a way past f.
 */
public final class Residual implements Layer {

  private final Layer inner;
  private float[] y;
  private float[] dx;

  private Residual(Layer inner) {
    this.inner = Objects.requireNonNull(inner, "inner is null");
    if (inner.inputs() != inner.outputs()) {
      throw new IllegalArgumentException("residual: " + inner.summary() + " has " + inner.inputs() + " inputs but "
          + inner.outputs() + " outputs; X + f(X) needs the same number");
    }
  }

  /**
   * Around {@code inner}.
   *
   * @param inner f, with as many outputs as inputs
   * @return a layer of the same sizes, with the parameters of inner
   * @throws IllegalArgumentException if inner does not have as many outputs as inputs
   */
  public static Residual of(Layer inner) {
    return new Residual(inner);
  }

  @Override
  public String summary() {
    return "residual (" + inner.summary() + ")";
  }

  @Override
  public int inputs() {
    return inner.inputs();
  }

  @Override
  public int outputs() {
    return inner.outputs();
  }

  @Override
  public List<Layer> children() {
    return List.of(inner);
  }

  @Override
  public List<Parameter> parameters() {
    return inner.parameters();
  }

  @Override
  public float[] forward(float[] x, int rows, Mode mode) {
    y = sum(x, inner.forward(x, rows, mode), y);
    return y;
  }

  @Override
  public float[] backward(float[] dy) {
    dx = sum(dy, inner.backward(dy), dx);
    return dx;
  }

  private static float[] sum(float[] a, float[] b, float[] buffer) {
    float[] sum = Shapes.sized(buffer, a.length);
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
