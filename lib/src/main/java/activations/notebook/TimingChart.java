package activations.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Times below each other, with their intervals; see {@link Plots#timings}. */
final class TimingChart {

  private static final List<Marker> MARKS = List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE,
      SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND, SeriesMarkers.CROSS);
  /** How far apart the times of one name stand; the next name stands at 1. */
  private static final double STEP = 0.26;
  private static final float WHISKER = 1.5f;

  private TimingChart() {}

  static Plot of(String title, Axis xAxis, String[] names, Map<String, Timing[]> series) {
    if (Objects.requireNonNull(xAxis, "xAxis is null").from() == null) {
      throw new IllegalArgumentException("the axis \"" + xAxis.label() + "\" must have fixed ends, where intervals are"
          + " cut: Axis.logarithmic(\"" + xAxis.label() + "\", 0.01, 100)");
    }
    if (series.isEmpty() || series.size() > MARKS.size()) {
      throw new IllegalArgumentException(
          "there are " + series.size() + " series of times; a chart has 1 to " + MARKS.size());
    }
    int n = names.length;
    String[] fromBelow = IntStream.range(0, n).mapToObj(i -> names[n - 1 - i]).toArray(String[]::new);
    Plot plot = new Plot(title, xAxis, Axis.names("", fromBelow));
    List<Style> taken = new ArrayList<>();
    for (Map.Entry<String, Timing[]> each : series.entrySet()) {
      Timing[] times = each.getValue();
      if (times.length != n) {
        throw new IllegalArgumentException(
            "there are " + n + " names but " + times.length + " times of \"" + each.getKey() + "\"");
      }
      Style style = Style.free(taken);
      double shift = STEP * ((series.size() - 1) / 2.0 - taken.size());
      add(plot, each.getKey(), style, MARKS.get(taken.size()), times,
          IntStream.range(0, n).mapToDouble(i -> n - i + shift).toArray());
      taken.add(style);
    }
    return plot;
  }

  private static void add(Plot plot, String name, Style style, Marker mark, Timing[] times, double[] y) {
    double[] x = new double[times.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = times[i].nanos();
      if (!Double.isNaN(x[i])) {
        whisker(plot, name + ", interval " + i, style, times[i], y[i]);
      }
    }
    XYSeries points = plot.add(name, style, x, y);
    points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    points.setMarker(mark);
  }

  private static void whisker(Plot plot, String name, Style style, Timing time, double y) {
    // What lies outside the axis is cut; a logarithmic one has no place for 0 and for ∞.
    double low = Math.max(time.low(), time.nanos() * 1e-6);
    double high = Math.min(time.high(), time.nanos() * 1e6);
    plot.line(name, new Style(style.color(), Style.Dash.SOLID, WHISKER), new double[] {low, high}, new double[] {y, y})
        .setShowInLegend(false);
  }
}
