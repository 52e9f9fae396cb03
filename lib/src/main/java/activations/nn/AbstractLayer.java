package activations.nn;

import activations.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What layers have in common: their sizes and parameters, the checks before each pass, and the input that the backward
 * pass needs.
 *
 * <p>A layer of your own says what is special about it:
 *
 * <pre>{@code
 * final class Scale extends AbstractLayer {          // Y = X ⊙ s, a factor for each element, learned
 *   private final Parameter s;
 *
 *   Scale(Parameter s) {
 *     super("scale " + s.columns(), s.columns(), s.columns(), s);
 *     this.s = s;
 *   }
 *
 *   protected float[] compute(float[] x, Mode mode) {
 *     float[] y = x.clone();
 *     for (int i = 0; i < y.length; i++) {
 *       y[i] *= s.value()[i % outputs()];
 *     }
 *     return y;
 *   }
 *
 *   protected float[] gradient(float[] dy) {
 *     Arrays.fill(s.gradient(), 0);
 *     float[] dx = dy.clone();
 *     for (int i = 0; i < dx.length; i++) {
 *       s.gradient()[i % outputs()] += dy[i] * input()[i];
 *       dx[i] *= s.value()[i % outputs()];
 *     }
 *     return dx;
 *   }
 * }
 * }</pre>
 */
public abstract class AbstractLayer implements Layer {

  private final String summary;
  private final int inputs;
  private final int outputs;
  private final List<Layer> children;
  private final List<Parameter> parameters;

  private float[] x;
  private int rows;
  private Mode mode;

  /**
   * A layer of these sizes.
   *
   * @param summary the kind of layer and its sizes, for example {@code "dense 784 → 128"}
   * @param inputs elements of one input row, at least 1
   * @param outputs elements of one output row, at least 1
   * @param parameters what it learns
   * @throws IllegalArgumentException if a size is less than 1, or a parameter stands twice
   */
  protected AbstractLayer(String summary, int inputs, int outputs, Parameter... parameters) {
    this(summary, inputs, outputs, List.of(), parameters);
  }

  /**
   * A layer that is made of others.
   *
   * @param summary the kind of layer and its sizes
   * @param inputs elements of one input row, at least 1
   * @param outputs elements of one output row, at least 1
   * @param children the layers that it is made of, whose parameters are its own too
   * @param parameters what it learns besides; they come before those of the children in {@link #parameters}
   * @throws IllegalArgumentException if a size is less than 1, or a parameter stands twice
   */
  protected AbstractLayer(
      String summary, int inputs, int outputs, List<? extends Layer> children, Parameter... parameters) {
    this.summary = Objects.requireNonNull(summary, "summary is null");
    Checks.size(summary + ": inputs", inputs, 1);
    Checks.size(summary + ": outputs", outputs, 1);
    this.inputs = inputs;
    this.outputs = outputs;
    this.children = List.copyOf(children);
    Shapes.distinctLayers(summary, this.children);
    this.parameters = Shapes.distinct(summary, Stream.concat(Arrays.stream(parameters),
        children.stream().flatMap(child -> child.parameters().stream())).toList());
  }

  /**
   * Y = f(X). {@link #rows} is the number of rows of x already; {@link #input} is x when this has ended. A layer that is
   * made of others calls their {@code forward} here, and their {@code backward} in {@link #gradient}.
   *
   * @param x rows × inputs; not modified
   * @param mode training or evaluation, and the threads
   * @return rows × outputs, exactly; the layer may overwrite it in the next pass
   */
  protected abstract float[] compute(float[] x, Mode mode);

  /**
   * Given dL/dY of the last forward pass, overwrites the gradient of each parameter and returns dL/dX. What was in the
   * gradients belongs to an earlier pass: sums begin at 0.
   *
   * @param dy rows × outputs; not modified
   * @return rows × inputs, exactly; the layer may overwrite it in the next pass
   */
  protected abstract float[] gradient(float[] dy);

  /**
   * Overwrites the gradients of the parameters only, if that is less work than {@link #gradient}.
   *
   * @param dy rows × outputs; not modified
   */
  protected void parameterGradients(float[] dy) {
    gradient(dy);
  }

  /** {@return the input of the last forward pass, rows × inputs; not a copy; null before it has ended} */
  public final float[] input() {
    return x;
  }

  /** {@return the number of rows of the forward pass that is under way, or of the last one} */
  protected final int rows() {
    return rows;
  }

  /** The threads of the last forward pass. */
  final Workers workers() {
    return mode.workers();
  }

  /**
   * In training, flushes numbers of a gradient below 2⁻¹²⁶ to 0: no weight of ordinary size can tell, and Intel processors
   * are slow with such numbers.
   */
  final void flushSubnormals(float[] gradient, int from, int to) {
    if (mode.training()) {
      for (int i = from; i < to; i++) {
        gradient[i] = Math.abs(gradient[i]) < Float.MIN_NORMAL ? 0 : gradient[i];
      }
    }
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final int inputs() {
    return inputs;
  }

  @Override
  public final int outputs() {
    return outputs;
  }

  @Override
  public final List<Layer> children() {
    return children;
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public final float[] forward(float[] x, int rows, Mode mode) {
    Shapes.require(summary, "x", x, rows, inputs);
    Checks.elements(summary + ": the output", rows, outputs);
    this.x = null;
    this.rows = rows;
    this.mode = mode;
    float[] y = compute(x, mode);
    Shapes.require(summary, "what compute returns", y, rows, outputs);
    this.x = x;
    return y;
  }

  @Override
  public final float[] backward(float[] dy) {
    requireGradient(dy);
    float[] dx = gradient(dy);
    Shapes.require(summary, "what gradient returns", dx, rows, inputs);
    return dx;
  }

  @Override
  public final void backwardParameters(float[] dy) {
    requireGradient(dy);
    parameterGradients(dy);
  }

  private void requireGradient(float[] dy) {
    if (x == null) {
      throw new IllegalStateException(summary + ": backward belongs to a forward pass, and there was none yet");
    }
    Shapes.require(summary, "dy", dy, rows, outputs);
  }
}
