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

  /** Σ aᵢ², in double: four sums of every fourth, which do not wait for each other, then their sum. */
  static double squares(float[] a) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i < a.length - 3; i += 4) {
      double a0 = a[i];
      double a1 = a[i + 1];
      double a2 = a[i + 2];
      double a3 = a[i + 3];
      sum0 += a0 * a0;
      sum1 += a1 * a1;
      sum2 += a2 * a2;
      sum3 += a3 * a3;
    }
    for (; i < a.length; i++) {
      sum0 += (double) a[i] * a[i];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }
}
