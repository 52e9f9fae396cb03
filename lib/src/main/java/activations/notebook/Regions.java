package activations.notebook;

import activations.nn.Layer;
import activations.nn.data.Dataset;
import java.util.stream.IntStream;

/** What a network with two inputs answers at each point of the plane; see {@link Pictures#regions}. */
final class Regions {

  /** Size of the points, and how many are few. */
  private static final int MARKER = 6;
  private static final int MARKER_OF_FEW = 10;
  private static final int FEW = 20;

  private Regions() {}

  static Plot of(String title, Axis first, Axis second, Layer network, Dataset data) {
    int outputs = network.outputs();
    if (network.inputs() != 2 || outputs > 2) {
      throw new IllegalArgumentException("drawn are networks from 2 inputs to 1 output or 2, but this one goes from "
          + network.inputs() + " to " + outputs);
    }
    if (data.labels() == null || data.inputs() != 2 || data.labels().length != data.rows()) {
      throw new IllegalArgumentException("the data must have a class and two inputs a row, but there "
          + (data.labels() == null ? "are no classes" : "are " + data.inputs() + " inputs"));
    }
    Plot chart = new Plot(title, first, second);
    HeatMap map = new HeatMap(title, first.from(), first.to(), second.from(), second.to(), (x, y) -> {
      float[] points = new float[2 * x.length];
      for (int i = 0; i < x.length; i++) {
        points[2 * i] = (float) x[i];
        points[2 * i + 1] = (float) y;
      }
      float[] answers = network.predict(points, x.length);
      return IntStream.range(0, x.length).mapToDouble(i -> outputs == 1 ? answers[i] - 0.5
          : answers[2 * i + 1] - answers[2 * i]).toArray();
    });
    chart.setBackground(map.image());
    chart.getStyler().setMarkerSize(data.rows() > FEW ? MARKER : MARKER_OF_FEW);
    for (int label = 0; label < 2; label++) {
      int wanted = label;
      int[] rows = IntStream.range(0, data.rows()).filter(i -> data.labels()[i] == wanted).toArray();
      if (rows.length > 0) {
        chart.addPoints("class " + label, IntStream.of(rows).mapToDouble(i -> data.x()[2 * i]).toArray(),
            IntStream.of(rows).mapToDouble(i -> data.x()[2 * i + 1]).toArray());
      }
    }
    return chart;
  }
}
