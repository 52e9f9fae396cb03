package activations.notebook;

import activations.Numbers;
import java.awt.Color;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Differences below each other, with their intervals; see {@link Plots#forest}. */
final class Forest {

  private static final float WIDTH = 2;

  /** What an interval says, by its place among 0 and the margin. */
  private enum Kind {
    DIFFERS("differs", Style.VERMILION, SeriesMarkers.CIRCLE),
    EQUAL("equal within the margin", Style.BLUE, SeriesMarkers.SQUARE),
    OPEN("open", ChartStyle.INK, SeriesMarkers.TRIANGLE_UP);

    private final String legend;
    private final Style style;
    private final Marker mark;

    Kind(String legend, Color color, Marker mark) {
      this.legend = legend;
      this.style = new Style(color, Style.Dash.SOLID, WIDTH);
      this.mark = mark;
    }

    static Kind of(double low, double high, double margin) {
      return low > -margin && high < margin ? EQUAL : low > 0 || high < 0 ? DIFFERS : OPEN;
    }
  }

  private Forest() {}

  static Plot of(String title, String xLabel, String[] names, double[] differences, double[] low, double[] high,
      double margin) {
    int n = names.length;
    if (differences.length != n || low.length != n || high.length != n) {
      throw new IllegalArgumentException("there are " + n + " names, " + differences.length + " differences, "
          + low.length + " lower and " + high.length + " upper ends; each name needs one of all");
    }
    for (int i = 0; i < n; i++) {
      if (!(low[i] <= high[i]) || !Double.isFinite(differences[i] + low[i] + high[i])) {
        throw new IllegalArgumentException(names[i] + " has the difference " + differences[i] + " and the interval from "
            + low[i] + " to " + high[i] + "; they must be finite and in order");
      }
    }
    if (!(margin > 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the margin must be positive and finite but is " + margin);
    }
    String[] fromBelow = IntStream.range(0, n).mapToObj(i -> names[n - 1 - i]).toArray(String[]::new);
    Plot plot = new Plot(title, Axis.linear(xLabel), Axis.names("", fromBelow));
    Style neutral = new Style(ChartStyle.FRAME, Style.Dash.SOLID, 1);
    double middle = (n + 1) / 2.0;
    Band.add(plot, "within ± " + Numbers.format(margin, ChartStyle.TICK_DIGITS), neutral, new double[] {-margin, margin},
        new double[] {middle, middle}, new double[] {n / 2.0, n / 2.0}, Double.NEGATIVE_INFINITY);
    unnamed(plot, "0", neutral, new double[] {0, 0}, new double[] {0.5, n + 0.5});
    for (Kind kind : Kind.values()) {
      int[] at = IntStream.range(0, n).filter(i -> Kind.of(low[i], high[i], margin) == kind).toArray();
      for (int i : at) {
        unnamed(plot, "interval of " + i, kind.style, new double[] {low[i], high[i]}, new double[] {n - i, n - i});
      }
      if (at.length > 0) {
        XYSeries points = plot.add(kind.legend, kind.style, Arrays.stream(at).mapToDouble(i -> differences[i]).toArray(),
            Arrays.stream(at).mapToDouble(i -> n - i).toArray());
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        points.setMarker(kind.mark);
      }
    }
    return plot;
  }

  /** A line that the legend does not show. */
  private static void unnamed(Plot plot, String name, Style style, double[] x, double[] y) {
    plot.line(name, style, x, y).setShowInLegend(false);
  }
}
