package activations.nn;

import activations.Checks;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * What a layer learns: a row-major matrix of values, and the gradient of the loss with respect to each.
 *
 * @param name what it is, for example {@code "weights"}
 * @param rows of the matrix: for weights, the inputs of the layer; at least 1
 * @param columns of the matrix: for weights, the outputs of the layer; at least 1
 * @param value the values themselves, rows × columns, row-major, not a copy: an optimiser writes here
 * @param gradient the gradient of the last {@link Layer#backward}, rows × columns, row-major, not a copy: the layer
 *     overwrites it
 */
public record Parameter(String name, int rows, int columns, float[] value, float[] gradient) {

  /**
   * Of arrays that are kept, not copied.
   *
   * @throws IllegalArgumentException if a size is less than 1, or an array does not have rows × columns elements
   */
  public Parameter {
    Objects.requireNonNull(name, "name is null");
    Checks.size(name + ": rows", rows, 1);
    Checks.size(name + ": columns", columns, 1);
    Shapes.require("parameter \"" + name + "\"", "values", value, rows, columns);
    Shapes.require("parameter \"" + name + "\"", "gradient", gradient, rows, columns);
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
    // A size that is no size is told by the constructor.
    int size = Checks.elements(name, Math.max(rows, 0), Math.max(columns, 0));
    return new Parameter(name, rows, columns, new float[size], new float[size]);
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
    return new Parameter(name, rows, columns, Objects.requireNonNull(values, "values is null").clone(),
        new float[values.length]);
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
    Parameter weights = zeros(name, inputs, outputs);
    Objects.requireNonNull(initialization, "initialization is null")
        .weights(weights, Objects.requireNonNull(random, "random is null"));
    return weights;
  }
}
