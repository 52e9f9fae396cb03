package activations.nn;

import activations.Checks;
import java.util.Objects;
import java.util.SplittableRandom;

/** What a layer learns: a row-major matrix of values, and the gradient of the loss with respect to each. */
public final class Parameter {

  final String name;
  final int rows;
  final int columns;
  final float[] value;
  final float[] gradient;

  private Parameter(String name, int rows, int columns) {
    this.name = Objects.requireNonNull(name, "name is null");
    Checks.size(name + ": rows", rows, 1);
    Checks.size(name + ": columns", columns, 1);
    this.rows = rows;
    this.columns = columns;
    value = new float[Math.multiplyExact(rows, columns)];
    gradient = new float[value.length];
  }

  /**
   * A matrix of zeros, rows × columns; a vector has one row.
   *
   * @param name what it is, for example {@code "bias"}
   * @param rows of the matrix, at least 1
   * @param columns of the matrix, at least 1
   * @return a parameter whose values and gradient are zero
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static Parameter zeros(String name, int rows, int columns) {
    return new Parameter(name, rows, columns);
  }

  /**
   * A vector or matrix of given values, for example one factor: {@code Parameter.of("factor", 1, 1, 0.5f)}.
   *
   * @param name what it is, for example {@code "factor"}
   * @param rows of the matrix, at least 1
   * @param columns of the matrix, at least 1
   * @param values rows × columns, row-major; copied
   * @return a parameter whose gradient is zero
   * @throws IllegalArgumentException if a size is less than 1, or there are not as many values
   */
  public static Parameter of(String name, int rows, int columns, float... values) {
    Parameter parameter = new Parameter(name, rows, columns);
    Shapes.require("parameter \"" + name + "\"", "values", values, rows, columns);
    System.arraycopy(values, 0, parameter.value, 0, values.length);
    return parameter;
  }

  /**
   * The weights of a layer, inputs × outputs.
   *
   * @param name what it is, for example {@code "weights"}
   * @param inputs of the layer: the rows of the matrix, at least 1
   * @param outputs of the layer: the columns of the matrix, at least 1
   * @param initialization where they start
   * @param random is drawn from
   * @return a parameter whose gradient is zero
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static Parameter weights(
      String name, int inputs, int outputs, Initialization initialization, SplittableRandom random) {
    Parameter weights = new Parameter(name, inputs, outputs);
    Objects.requireNonNull(initialization, "initialization is null")
        .weights(weights, Objects.requireNonNull(random, "random is null"));
    return weights;
  }

  /** {@return what it is, for example {@code "weights"}} */
  public String name() {
    return name;
  }

  /** {@return rows of the matrix: for weights, the inputs of the layer} */
  public int rows() {
    return rows;
  }

  /** {@return columns of the matrix: for weights, the outputs of the layer} */
  public int columns() {
    return columns;
  }

  /** {@return the values themselves, rows × columns, row-major, not a copy: an optimiser writes here} */
  public float[] value() {
    return value;
  }

  /**
   * {@return the gradient of the last {@link Layer#backward}, rows × columns, row-major, not a copy: the layer
   * overwrites it}
   */
  public float[] gradient() {
    return gradient;
  }
}
