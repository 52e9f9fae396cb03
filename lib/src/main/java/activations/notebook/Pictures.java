package activations.notebook;

import activations.nn.Layer;
import activations.nn.Sequential;
import activations.nn.data.Dataset;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Pictures of a network, of what it answers in the plane, and of the plane after its layers. */
public final class Pictures {

  private Pictures() {}

  /**
   * {@return a picture of a network of dense layers: a column of nodes for the inputs and for each layer, and an edge for
   * each weight} The wider an edge, the larger is its weight beside the other weights; a solid one in vermilion is
   * positive, a dashed one in blue negative, and a weight of 0 has none. Where there are at most 20 weights their values
   * stand on the edges, and the biases below the nodes.
   *
   * @param title the title of the picture
   * @param network dense layers, each with an activation function after it or none; at most 32 inputs and outputs each
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there is another layer, a layer has too many nodes, or a weight is not finite
   */
  public static Chart network(String title, Sequential network) {
    return new NetworkPicture(Objects.requireNonNull(title, "title is null"),
        Objects.requireNonNull(network, "network is null"));
  }

  /**
   * {@return what a network answers at each point of the plane, with the points of a data set on it} Blue is class 0,
   * vermilion class 1, the paler the less sure; the dark line between them is the border. A network with two outputs
   * answers with the larger, one with a single output answers 1 above ½.
   *
   * @param title the title of the chart
   * @param xAxis the first input, linear and with fixed ends: {@code Axis.linear("x₁", -1, 1)}
   * @param yAxis the second input, linear and with fixed ends
   * @param network two inputs, one output or two
   * @param data two inputs a row; the points of the classes 0 and 1 are drawn
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the network or the data has other sizes, the data has no classes, an axis is
   *     logarithmic or has no fixed ends, or the outputs are nowhere a number
   */
  public static Plot regions(String title, Axis xAxis, Axis yAxis, Layer network, Dataset data) {
    Objects.requireNonNull(network, "network is null");
    Objects.requireNonNull(data, "data is null");
    Plots.requireFixedEnds("a picture of regions", xAxis, yAxis);
    return Regions.of(title, xAxis, yAxis, network, data);
  }

  /**
   * {@return where a map takes the plane: the lines of a square grid, 9 in each direction, after the map, for points and
   * lines to be added on top} Black are the lines on which the first number was constant, orange the others. One axis is
   * made longer than it is given, so that steps on both are equally long and a circle is round, as long as the chart has
   * the size of one of two {@link Panels}.
   *
   * <pre>{@code
   * Pictures.plane("A fold", Axis.linear("x", -2, 2), Axis.linear("y", -1, 1), -1, 1,
   *     point -> new double[] {Math.abs(point[0]), point[1]})
   * }</pre>
   *
   * @param title the title of the chart
   * @param first the axis of the first number that the map gives, linear and with fixed ends
   * @param second the axis of the second number, linear and with fixed ends
   * @param from where the grid begins in both directions, before the map
   * @param to where it ends, above {@code from}
   * @param map takes two numbers to two numbers; where one is NaN or infinite a line is interrupted
   * @throws NullPointerException if an argument is null, or the map gives null
   * @throws IllegalArgumentException if an axis is logarithmic or has no fixed ends, from and to are no interval, or the
   *     map does not give two numbers
   */
  public static Plot plane(String title, Axis first, Axis second, double from, double to, UnaryOperator<double[]> map) {
    Objects.requireNonNull(title, "title is null");
    Objects.requireNonNull(map, "map is null");
    Plots.requireFixedEnds("a plane", first, second);
    return Plane.of(title, first, second, from, to, map);
  }

  /**
   * {@return where layers take the plane, as {@link #plane(String, Axis, Axis, double, double, UnaryOperator)}}
   *
   * <pre>{@code
   * Pictures.plane("After two layers", Axis.linear("h₁", -1, 1), Axis.linear("h₂", -1, 1), -1, 1,
   *     network.children().subList(0, 2))
   * }</pre>
   *
   * @param title the title of the chart
   * @param first the axis of the first output, linear and with fixed ends
   * @param second the axis of the second output, linear and with fixed ends
   * @param from where the grid begins in both directions, before the layers
   * @param to where it ends, above {@code from}
   * @param layers one after another, from two numbers to two; none leaves the plane as it is
   * @throws NullPointerException if an argument or a layer is null
   * @throws IllegalArgumentException if an axis is logarithmic or has no fixed ends, from and to are no interval, or the
   *     layers do not fit each other, or do not go from two numbers to two
   */
  public static Plot plane(String title, Axis first, Axis second, double from, double to,
      List<? extends Layer> layers) {
    if (Objects.requireNonNull(layers, "layers is null").isEmpty()) {
      return plane(title, first, second, from, to, UnaryOperator.identity());
    }
    Sequential network = Sequential.of(layers);
    if (network.inputs() != 2 || network.outputs() != 2) {
      throw new IllegalArgumentException("the layers must go from 2 numbers to 2, but they go from " + network.inputs()
          + " to " + network.outputs());
    }
    return plane(title, first, second, from, to, point -> {
      float[] image = network.predict(new float[] {(float) point[0], (float) point[1]}, 1);
      return new double[] {image[0], image[1]};
    });
  }
}
