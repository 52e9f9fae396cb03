package activations.notebook;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;

/** The area from mean − sd to mean + sd behind a line; see {@link Plot#addBand}. */
final class Band {

  private Band() {}

  /** An area for each stretch without a gap. */
  static void add(Plot plot, String name, Style style, double[] x, double[] mean, double[] sd, boolean logarithmic) {
    double floor = logarithmic ? lowest(mean, sd) : Double.NEGATIVE_INFINITY;
    for (int from = 0; from < x.length; from++) {
      int to = from;
      while (to < x.length && Double.isFinite(x[to] + mean[to] + sd[to])) {
        to++;
      }
      if (to > from) {
        add(plot, name + " ± sd" + (from == 0 ? "" : " from " + x[from]), style, Arrays.copyOfRange(x, from, to),
            Arrays.copyOfRange(mean, from, to), Arrays.copyOfRange(sd, from, to), floor);
        from = to;
      }
    }
  }

  static void add(Plot plot, String name, Style style, double[] x, double[] mean, double[] sd, double floor) {
    int n = x.length;
    double[] outlineX = new double[2 * n];
    double[] outlineY = new double[2 * n];
    for (int i = 0; i < n; i++) {
      outlineX[i] = x[i];
      outlineY[i] = mean[i] + sd[i];
      outlineX[2 * n - 1 - i] = x[i];
      outlineY[2 * n - 1 - i] = Math.max(mean[i] - sd[i], floor);
    }
    XYSeries area = plot.add(name, style, outlineX, outlineY);
    area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    area.setLineStyle(SeriesLines.NONE);
    area.setShowInLegend(false);
  }

  /** On a logarithmic axis a band that reaches 0 or less ends where the lowest of its numbers that are positive is. */
  private static double lowest(double[] mean, double[] sd) {
    return IntStream.range(0, mean.length).boxed().flatMapToDouble(i -> DoubleStream.of(mean[i], mean[i] - sd[i]))
        .filter(value -> value > 0).min().orElse(Double.NEGATIVE_INFINITY);
  }
}
