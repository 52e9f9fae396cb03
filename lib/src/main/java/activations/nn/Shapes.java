package activations.nn;

import activations.nn.data.Dataset;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

  /** Layers of a layer or network, at all depths: each remembers one input, so none may stand in two places. */
  static void distinctLayers(String layer, List<Layer> children) {
    Set<Layer> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Layer part : children.stream().flatMap(Shapes::parts).toList()) {
      if (!seen.add(part)) {
        throw new IllegalArgumentException(layer + ": the layer \"" + part.summary()
            + "\" stands twice; it remembers one input, so make a layer for each place");
      }
    }
  }

  private static Stream<Layer> parts(Layer layer) {
    return Stream.concat(Stream.of(layer), layer.children().stream().flatMap(Shapes::parts));
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
