package activations.nn;

import activations.Checks;
import java.util.List;
import java.util.Objects;

/**
 * The same layer at each position of a sequence: a row of length × n elements is to it length rows of n.
 *
 * <p>Only the view changes, no element moves. A position learns nothing of the others; {@link Attention} connects them.
 */
public final class TimeDistributed implements Layer {

  private final int length;
  private final Layer inner;

  private TimeDistributed(int length, Layer inner) {
    Checks.size("each position: length", length, 1);
    this.length = length;
    this.inner = Objects.requireNonNull(inner, "inner is null");
  }

  /**
   * At each of {@code length} positions.
   *
   * @param length positions of a sequence, at least 1
   * @param inner the layer, n inputs to m outputs; it sees rows × length rows
   * @return a layer from rows × length × n to rows × length × m, with the parameters of inner
   * @throws IllegalArgumentException if length is less than 1
   */
  public static TimeDistributed of(int length, Layer inner) {
    return new TimeDistributed(length, inner);
  }

  @Override
  public String summary() {
    return inner.summary() + " at each of " + length + " positions";
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
  public List<Layer> children() {
    return List.of(inner);
  }

  @Override
  public List<Parameter> parameters() {
    return inner.parameters();
  }

  @Override
  public float[] forward(float[] x, int rows, Mode mode) {
    Shapes.require(summary(), "x", x, rows, inputs());
    return inner.forward(x, rows * length, mode);
  }

  @Override
  public float[] backward(float[] dy) {
    return inner.backward(dy);
  }
}
