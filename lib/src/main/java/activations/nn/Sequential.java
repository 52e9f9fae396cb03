package activations.nn;

import activations.Checks;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Layers one after another: Y = fₙ(… f₂(f₁(X))). Backward runs through them in reverse: that is backpropagation.
 *
 * <p>Both end between two layers with a {@link java.util.concurrent.CancellationException} if the thread is
 * interrupted.
 */
public final class Sequential extends AbstractLayer {

  private Sequential(List<Layer> layers) {
    super("network of " + layers.size() + " layers, " + layers.get(0).inputs() + " → "
        + layers.get(layers.size() - 1).outputs(), layers.get(0).inputs(), layers.get(layers.size() - 1).outputs(),
        layers);
  }

  /**
   * Of these layers, in this order.
   *
   * @param layers at least one; each has as many inputs as the one before has outputs
   * @return the network, from the inputs of the first to the outputs of the last
   * @throws IllegalArgumentException if there is none, one does not fit the next, or one stands twice
   */
  public static Sequential of(Layer... layers) {
    return of(List.of(layers));
  }

  /**
   * Of these layers, in this order.
   *
   * @param layers at least one; each has as many inputs as the one before has outputs; the list is copied
   * @return the network, from the inputs of the first to the outputs of the last
   * @throws IllegalArgumentException if there is none, one does not fit the next, or one stands twice
   */
  public static Sequential of(List<? extends Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    for (int i = 1; i < layers.size(); i++) {
      Layer before = layers.get(i - 1);
      Layer after = layers.get(i);
      if (before.outputs() != after.inputs()) {
        throw new IllegalArgumentException("layer " + i + " (" + before.summary() + ") gives " + before.outputs()
            + " outputs but layer " + (i + 1) + " (" + after.summary() + ") takes " + after.inputs() + " inputs");
      }
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.indexOf(layers.get(i)) < i) {
        throw new IllegalArgumentException("layer " + (i + 1) + " (" + layers.get(i).summary() + ") is layer "
            + (layers.indexOf(layers.get(i)) + 1) + " again; it remembers one input, so make a layer for each place");
      }
    }
    return new Sequential(List.copyOf(layers));
  }

  /**
   * {@return everything the network has learned, {@link #parameterCount} numbers in the order of its
   * {@link #parameters}; a copy}
   */
  public float[] flatParameters() {
    FloatBuffer values = FloatBuffer.allocate(parameterCount());
    parameters().forEach(p -> values.put(p.value()));
    return values.array();
  }

  /**
   * Restores parameters saved by {@link #flatParameters}.
   *
   * @param values as many as the network learns; copied
   * @throws IllegalArgumentException if values does not have {@link #parameterCount} elements
   */
  public void load(float[] values) {
    if (values.length != parameterCount()) {
      throw new IllegalArgumentException("values has " + values.length + " elements but the network learns "
          + parameterCount());
    }
    FloatBuffer all = FloatBuffer.wrap(values);
    parameters().forEach(p -> all.get(p.value()));
  }

  /** {@return how many numbers the network learns} */
  public int parameterCount() {
    return parameters().stream().mapToInt(p -> p.value().length).sum();
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    float[] signal = x;
    for (Layer layer : children()) {
      Checks.interruption("the forward pass");
      signal = layer.forward(signal, rows(), mode);
    }
    return signal;
  }

  @Override
  protected float[] gradient(float[] dy) {
    return children().get(0).backward(backwardToFirst(dy));
  }

  @Override
  protected void parameterGradients(float[] dy) {
    children().get(0).backwardParameters(backwardToFirst(dy));
  }

  private float[] backwardToFirst(float[] dy) {
    float[] gradient = dy;
    for (int i = children().size() - 1; i > 0; i--) {
      Checks.interruption("the backward pass");
      gradient = children().get(i).backward(gradient);
    }
    return gradient;
  }
}
