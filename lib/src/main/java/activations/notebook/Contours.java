package activations.notebook;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYSeries;

/**
 * The lines along which a function of two variables has given values, cell by cell of a grid: where a line leaves a
 * cell, between two corners, is interpolated from the values there.
 */
final class Contours {

  private static final int COLUMNS = 120;
  private static final int ROWS = 80;

  private final double[] x;
  private final double[] y;
  private final double[][] values;
  private final List<double[]> points = new ArrayList<>();

  Contours(Axis xAxis, Axis yAxis, DoubleBinaryOperator f) {
    x = Sampling.linspace(xAxis.from(), xAxis.to(), COLUMNS + 1);
    y = Sampling.linspace(yAxis.from(), yAxis.to(), ROWS + 1);
    values = new double[x.length][y.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        values[i][j] = f.applyAsDouble(x[i], y[j]);
      }
    }
  }

  /** See {@link Plots#contours}. */
  static Plot of(String title, Axis xAxis, Axis yAxis, DoubleBinaryOperator f, double... levels) {
    Plot chart = Plots.chart(title, xAxis, yAxis);
    Objects.requireNonNull(f, "f is null");
    Objects.requireNonNull(levels, "levels is null");
    Plots.requireFixedEnds("a chart of contours", xAxis, yAxis);
    Contours contours = new Contours(xAxis, yAxis, f);
    Arrays.stream(levels).forEach(contours::add);
    if (contours.isEmpty()) {
      throw new IllegalArgumentException(
          "f has none of the values " + Arrays.toString(levels) + " on the axes of the chart \"" + title + "\"");
    }
    XYSeries lines = chart.addLine("contours", contours.x(), contours.y());
    lines.setLineColor(ChartStyle.FRAME);
    lines.setLineStyle(new BasicStroke(1));
    lines.setShowInLegend(false);
    return chart;
  }

  void add(double level) {
    for (int i = 0; i < COLUMNS; i++) {
      for (int j = 0; j < ROWS; j++) {
        addCell(i, j, level);
      }
    }
  }

  /** Two of the cell's sides are crossed, or, at a saddle, all four, which make two pieces. */
  private void addCell(int i, int j, double level) {
    List<double[]> crossings = new ArrayList<>();
    cross(i, j, i + 1, j, level, crossings);
    cross(i + 1, j, i + 1, j + 1, level, crossings);
    cross(i + 1, j + 1, i, j + 1, level, crossings);
    cross(i, j + 1, i, j, level, crossings);
    for (int k = 0; k + 1 < crossings.size(); k += 2) {
      points.add(crossings.get(k));
      points.add(crossings.get(k + 1));
      points.add(new double[] {Double.NaN, Double.NaN});
    }
  }

  private void cross(int i, int j, int toI, int toJ, double level, List<double[]> crossings) {
    double from = values[i][j] - level;
    double to = values[toI][toJ] - level;
    if (from < 0 && to >= 0 || from >= 0 && to < 0) {
      double part = Double.isInfinite(from - to) ? 0.5 : from / (from - to);
      crossings.add(new double[] {x[i] + part * (x[toI] - x[i]), y[j] + part * (y[toJ] - y[j])});
    }
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  /** The x coordinates of the pieces: two ends, then NaN. */
  double[] x() {
    return coordinates(0).toArray();
  }

  /** Their y coordinates. */
  double[] y() {
    return coordinates(1).toArray();
  }

  private DoubleStream coordinates(int axis) {
    return points.stream().mapToDouble(point -> point[axis]);
  }
}
