package activations;

/** A function as a reader would write it. */
record Cube() implements Activation {

  @Override
  public String name() {
    return "cube";
  }

  @Override
  public double value(double x) {
    return x * x * x;
  }

  @Override
  public double derivative(double x) {
    return 3 * x * x;
  }
}
