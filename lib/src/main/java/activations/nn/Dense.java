package activations.nn;

import activations.Checks;
import activations.Matrices;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A fully connected layer: Y = X·W + b.
 *
 * <p>X is rows × inputs, W inputs × outputs, b one row of outputs. Backward:
 *
 * <pre>
 *   dX = dY·Wᵀ      dW = Xᵀ·dY      db = sum of the rows of dY
 * </pre>
 */
public final class Dense extends AbstractLayer {

  private final Parameter weights;

  /** Null if there is none. */
  private final Parameter bias;
  private float[] y;
  private float[] dx;

  private Dense(Parameter weights, Parameter bias) {
    super("dense " + weights.rows() + " → " + weights.columns(), weights.rows(), weights.columns(),
        bias == null ? new Parameter[] {weights} : new Parameter[] {weights, bias});
    this.weights = weights;
    this.bias = bias;
  }

  /**
   * With a bias, which starts at zero unless the initialisation says otherwise.
   *
   * @param inputs elements of one row of X, at least 1
   * @param outputs elements of one row of Y, at least 1
   * @param initialization where the weights, inputs × outputs, and the bias, 1 × outputs, start
   * @param random is drawn from: first the weights, then the bias
   * @return a layer from rows × inputs to rows × outputs
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static Dense of(int inputs, int outputs, Initialization initialization, SplittableRandom random) {
    Parameter weights = weights(inputs, outputs, initialization, random);
    Parameter bias = Parameter.zeros("bias", 1, outputs);
    initialization.bias(bias, random);
    return new Dense(weights, bias);
  }

  /**
   * Without a bias: Y = X·W.
   *
   * @param inputs elements of one row of X, at least 1
   * @param outputs elements of one row of Y, at least 1
   * @param initialization where the weights, inputs × outputs, start
   * @param random is drawn from
   * @return a layer from rows × inputs to rows × outputs
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static Dense withoutBias(int inputs, int outputs, Initialization initialization, SplittableRandom random) {
    return new Dense(weights(inputs, outputs, initialization, random), null);
  }

  /**
   * With these weights and without a bias.
   *
   * @param inputs elements of one row of X, at least 1
   * @param outputs elements of one row of Y, at least 1
   * @param weights inputs × outputs, row-major; copied
   * @return a layer from rows × inputs to rows × outputs
   * @throws IllegalArgumentException if a size is less than 1, or there are not as many weights
   */
  public static Dense ofWeights(int inputs, int outputs, float... weights) {
    return new Dense(weights(inputs, outputs, (parameter, random) -> {
      Shapes.require("dense " + inputs + " → " + outputs, "weights", weights, inputs, outputs);
      System.arraycopy(weights, 0, parameter.value(), 0, weights.length);
    }, new SplittableRandom(0)), null);
  }

  /**
   * A layer with the same weights and this bias; this one stays as it is.
   *
   * @param bias 1 × outputs; copied
   * @return a layer from rows × inputs to rows × outputs
   * @throws IllegalArgumentException if there are not as many numbers as outputs
   */
  public Dense withBias(float... bias) {
    return new Dense(Parameter.of("weights", inputs(), outputs(), weights.value()),
        Parameter.of("bias", 1, outputs(), bias));
  }

  private static Parameter weights(int inputs, int outputs, Initialization initialization, SplittableRandom random) {
    Checks.size("dense: inputs", inputs, 1);
    Checks.size("dense: outputs", outputs, 1);
    return Parameter.weights("weights", inputs, outputs, initialization, random);
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    int rows = rows();
    y = Shapes.sized(y, rows * outputs());
    workers().split(rows, (from, to) -> {
      Matrices.multiply(x, weights.value(), y, rows, inputs(), outputs(), from, to);
      if (bias != null) {
        addToRows(bias.value(), y, from, to);
      }
    });
    return y;
  }

  @Override
  protected void parameterGradients(float[] dy) {
    workers().split(inputs(), (from, to) ->
        Matrices.multiplyTransposed(input(), dy, weights.gradient(), inputs(), rows(), outputs(), from, to));
    if (bias != null) {
      sumRows(dy, bias.gradient(), rows());
    }
  }

  @Override
  protected float[] gradient(float[] dy) {
    parameterGradients(dy);
    dx = Shapes.sized(dx, rows() * inputs());
    workers().split(rows(), (from, to) ->
        Matrices.multiplyByTransposed(dy, weights.value(), dx, rows(), outputs(), inputs(), from, to));
    return dx;
  }

  private static void addToRows(float[] row, float[] y, int from, int to) {
    int n = row.length;
    for (int r = from; r < to; r++) {
      int at = r * n;
      for (int j = 0; j < n; j++) {
        y[at + j] += row[j];
      }
    }
  }

  private static void sumRows(float[] dy, float[] sum, int rows) {
    int n = sum.length;
    Arrays.fill(sum, 0);
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      addFour(dy, r * n, sum);
    }
    for (; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        sum[j] += dy[r * n + j];
      }
    }
  }

  /** Four rows at a time: the same sums with a quarter of the stores. */
  private static void addFour(float[] dy, int row0, float[] sum) {
    int row1 = row0 + sum.length;
    int row2 = row1 + sum.length;
    int row3 = row2 + sum.length;
    for (int j = 0; j < sum.length; j++) {
      sum[j] = sum[j] + dy[row0 + j] + dy[row1 + j] + dy[row2 + j] + dy[row3 + j];
    }
  }
}
