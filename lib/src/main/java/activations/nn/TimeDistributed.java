package activations.nn;

import activations.Checks;
import java.util.List;
import java.util.Objects;

/**
 * The same layer at each position of a sequence: a row of length × n elements is to it length rows of n.
 *
 * <p>Only the view changes, no element moves. A position learns nothing of the others; {@link Attention} connects them.
 */
public final class TimeDistributed extends AbstractLayer {

  private final int length;
  private final Layer inner;

  private TimeDistributed(int length, Layer inner) {
    super(inner.summary() + " at each of " + length + " positions", Checks.elements("a row", length, inner.inputs()),
        Checks.elements("a row of outputs", length, inner.outputs()), List.of(inner));
    this.length = length;
    this.inner = inner;
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
    Checks.size("time distributed: length", length, 1);
    return new TimeDistributed(length, Objects.requireNonNull(inner, "inner is null"));
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    return inner.forward(x, rows() * length, mode);
  }

  @Override
  protected float[] gradient(float[] dy) {
    return inner.backward(dy);
  }

  @Override
  protected void parameterGradients(float[] dy) {
    inner.backwardParameters(dy);
  }
}
