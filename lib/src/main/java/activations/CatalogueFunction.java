package activations;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** A function of the catalogue: its formulas, its facts and its float path. */
final class CatalogueFunction implements Activation {

  private final String name;
  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator derivative;
  private final FunctionProperties facts;
  private final Kernel kernel;

  /** The formulas need not care about NaN: it never reaches them. */
  CatalogueFunction(
      String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, FunctionProperties facts, double... parameters) {
    this.name = name;
    this.value = value;
    this.derivative = derivative;
    this.facts = facts;
    this.kernel = Kernels.of(this, parameters);
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
    return facts;
  }

  @Override
  public String toString() {
    return facts.displayName();
  }
}
