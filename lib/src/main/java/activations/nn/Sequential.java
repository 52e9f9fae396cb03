package activations.nn;

import activations.Checks;
import java.util.List;

/**
 * Layers one after another: Y = fₙ(… f₂(f₁(X))). Backward runs through them in reverse: that is backpropagation.
 *
 * <p>Both end between two layers with a {@link java.util.concurrent.CancellationException} if the thread is
 * interrupted.
 */
public final class Sequential implements Layer {

  private final List<Layer> layers;
  private final List<Parameter> parameters;

  private Sequential(List<Layer> layers) {
    this.layers = List.copyOf(layers);
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
    parameters = Shapes.distinct("network", layers.stream().flatMap(layer -> layer.parameters().stream()).toList());
  }

  /**
   * Of these layers, in this order.
   *
   * @param layers at least one; each has as many inputs as the one before has outputs
   * @return the network, from the inputs of the first to the outputs of the last
   * @throws IllegalArgumentException if there is none, one does not fit the next, or one stands twice
   */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  /**
   * Of these layers, in this order.
   *
   * @param layers at least one; each has as many inputs as the one before has outputs; the list is copied
   * @return the network, from the inputs of the first to the outputs of the last
   * @throws IllegalArgumentException if there is none, one does not fit the next, or one stands twice
   */
  public static Sequential of(List<? extends Layer> layers) {
    return new Sequential(List.copyOf(layers));
  }

  /** {@return the layers, first to last} */
  @Override
  public List<Layer> children() {
    return layers;
  }

  /**
   * {@return everything the network has learned, {@link #parameterCount} numbers in the order of its
   * {@link #parameters}; a copy}
   */
  public float[] flatParameters() {
    float[] values = new float[parameterCount()];
    int at = 0;
    for (Parameter p : parameters) {
      System.arraycopy(p.value, 0, values, at, p.value.length);
      at += p.value.length;
    }
    return values;
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
    int at = 0;
    for (Parameter p : parameters) {
      System.arraycopy(values, at, p.value, 0, p.value.length);
      at += p.value.length;
    }
  }

  /** {@return how many numbers the network learns} */
  public int parameterCount() {
    return parameters.stream().mapToInt(p -> p.value.length).sum();
  }

  @Override
  public String summary() {
    return "network of " + layers.size() + " layers, " + inputs() + " → " + outputs();
  }

  @Override
  public int inputs() {
    return layers.get(0).inputs();
  }

  @Override
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public float[] forward(float[] x, int rows, Mode mode) {
    float[] signal = x;
    for (Layer layer : layers) {
      Checks.interruption("the forward pass");
      signal = layer.forward(signal, rows, mode);
    }
    return signal;
  }

  @Override
  public float[] backward(float[] dy) {
    return layers.get(0).backward(backwardToFirst(dy));
  }

  @Override
  public void backwardParameters(float[] dy) {
    layers.get(0).backwardParameters(backwardToFirst(dy));
  }

  private float[] backwardToFirst(float[] dy) {
    float[] gradient = dy;
    for (int i = layers.size() - 1; i > 0; i--) {
      Checks.interruption("the backward pass");
      gradient = layers.get(i).backward(gradient);
    }
    return gradient;
  }
}
