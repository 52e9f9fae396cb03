package activations.nn;

import activations.nn.data.Dataset;
import java.util.List;

/** Shape checks, made before anything is written, and arrays that are made anew only when the batch size changes. */
final class Shapes {

  private Shapes() {}

  static void require(String layer, String name, float[] a, int rows, int columns) {
    if (a == null) {
      throw new NullPointerException(layer + ": " + name + " is null");
    }
    if (rows <= 0) {
      throw new IllegalArgumentException(layer + ": the batch has " + rows + " rows, at least 1 is needed");
    }
    if (a.length != (long) rows * columns) {
      throw new IllegalArgumentException(layer + ": " + name + " has " + a.length + " elements but " + rows + " × "
          + columns + " = " + (long) rows * columns + " are needed");
    }
  }

  /** What a loss is given. */
  static void output(Loss loss, float[] output, Dataset batch, float[] gradient) {
    require(loss.toString(), "output", output, batch.rows(), batch.outputs());
    if (gradient != null) {
      require(loss.toString(), "gradient", gradient, batch.rows(), batch.outputs());
    }
  }

  /** Parameters of a layer or network: an optimiser would move one that stands twice two times. */
  static List<Parameter> distinct(String layer, List<Parameter> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.indexOf(parameters.get(i)) < i) {
        throw new IllegalArgumentException(
            layer + ": the parameter \"" + parameters.get(i).name() + "\" stands twice; each has a place of its own");
      }
    }
    return parameters;
  }

  /** a + b, in the buffer if it has that size. */
  static float[] sum(float[] a, float[] b, float[] buffer) {
    float[] sum = sized(buffer, a.length);
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  static float[] sized(float[] buffer, int length) {
    return buffer != null && buffer.length == length ? buffer : new float[length];
  }
}
