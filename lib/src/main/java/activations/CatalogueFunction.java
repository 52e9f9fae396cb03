package activations;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** A function of the catalogue: its definition, its properties and its float path. */
final class CatalogueFunction implements Activation {

  private final String name;
  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator derivative;
  private final FunctionProperties properties;
  private final Kernel kernel;

  /**
   * A function.
   *
   * @param value f(x), which need not care about NaN: it never reaches it
   * @param derivative f′(x), likewise
   * @param properties what is known about it
   * @param formula its float path, or null to round the definition
   */
  CatalogueFunction(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative,
      FunctionProperties properties, Formula formula) {
    this.name = name;
    this.value = value;
    this.derivative = derivative;
    this.properties = properties;
    this.kernel = Kernels.of(this, formula);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double value(double x) {
    return Double.isNaN(x) ? x : value.applyAsDouble(x);
  }

  @Override
  public double derivative(double x) {
    return Double.isNaN(x) ? x : derivative.applyAsDouble(x);
  }

  @Override
  public void forward(float[] x, float[] y, int from, int to) {
    Checks.sameLength("x", x, "y", y);
    Objects.checkFromToIndex(from, to, x.length);
    kernel.forward(x, y, from, to);
  }

  @Override
  public void backward(float[] x, float[] dy, float[] dx, int from, int to) {
    Checks.sameLength("x", x, "dy", dy);
    Checks.sameLength("x", x, "dx", dx);
    Objects.checkFromToIndex(from, to, x.length);
    kernel.backward(x, dy, dx, from, to);
  }

  @Override
  public FunctionProperties properties() {
    return properties;
  }

  @Override
  public String toString() {
    return properties.displayName();
  }
}
