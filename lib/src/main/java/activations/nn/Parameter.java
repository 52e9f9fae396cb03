package activations.nn;

/** What a layer learns: a row-major matrix of values, and the gradient of the loss with respect to each. */
public final class Parameter {

  final String name;
  final int rows;
  final int columns;
  final float[] value;
  final float[] gradient;

  Parameter(String name, int rows, int columns) {
    this.name = name;
    this.rows = rows;
    this.columns = columns;
    value = new float[rows * columns];
    gradient = new float[rows * columns];
  }

  /** What it is, for example {@code "weights"}. */
  public String name() {
    return name;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The values themselves, not a copy: an optimiser writes here. */
  public float[] value() {
    return value;
  }

  /** The gradient of the last {@link Layer#backward}, not a copy. */
  public float[] gradient() {
    return gradient;
  }

  /** Σ aᵢ², in order, in double. */
  static double squares(float[] a) {
    double sum = 0;
    for (float v : a) {
      sum += (double) v * v;
    }
    return sum;
  }
}
