package activations.nn;

import java.util.List;
import java.util.Objects;

/**
 * The same layer at each position of a sequence: a row of length × n elements is to it length rows of n.
 *
 * <p>Only the view changes, no element moves. A position learns nothing of the others; {@link Attention} connects them.
 */
public final class EachPosition implements Layer {

  private final int length;
  private final Layer inner;

  private EachPosition(int length, Layer inner) {
    Shapes.positive("each position: length", length);
    this.length = length;
    this.inner = Objects.requireNonNull(inner, "inner is null");
  }

  /**
   * At each of {@code length} positions.
   *
   * @throws IllegalArgumentException if length is less than 1
   */
  public static EachPosition of(int length, Layer inner) {
    return new EachPosition(length, inner);
  }

  @Override
  public String describe() {
    return inner.describe() + " at each of " + length + " positions";
  }

  @Override
  public int inputs() {
    return length * inner.inputs();
  }

  @Override
  public int outputs() {
    return length * inner.outputs();
  }

  @Override
  public List<Layer> parts() {
    return List.of(inner);
  }

  @Override
  public List<Parameter> parameters() {
    return inner.parameters();
  }

  @Override
  public float[] forward(float[] x, int rows, Pass pass) {
    Shapes.require(describe(), "x", x, rows, inputs());
    return inner.forward(x, rows * length, pass);
  }

  @Override
  public float[] backward(float[] dy) {
    return inner.backward(dy);
  }
}
