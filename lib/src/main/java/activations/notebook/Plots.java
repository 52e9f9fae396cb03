package activations.notebook;

import activations.Activation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Charts in one style. Every method returns the XChart object itself, open to any further change.
 *
 * <p>A series whose name begins with the name of an activation function has that function's colour and dashes in every
 * chart; a prime after the name ("gelu′") stands for the derivative, drawn in the same colour with short dashes.
 */
public final class Plots {

  /** Logical size of a chart in pixels. */
  private static final int WIDTH = 680;
  private static final int HEIGHT = 420;

  /** Points of a curve: more than one for each pixel of the picture, so that no corner is cut. */
  private static final int CURVE_POINTS = 1601;

  /** A line with fewer points gets interpolated ones: see {@link #line}. */
  private static final int DENSE = 400;

  private static final Color INK = new Color(0x222222);
  private static final Color GRID = new Color(0xE4E4E4);
  private static final Color FRAME = new Color(0x9A9A9A);
  private static final int BAND_ALPHA = 60;
  private static final int TICK_DIGITS = 6;
  private static final int ERROR_DIGITS = 3;

  private Plots() {}

  /** The graph of a function. */
  public static XYChart curve(Activation f, double from, double to) {
    return curves(Objects.requireNonNull(f, "f is null").name(), from, to, f);
  }

  /**
   * The graphs of several functions.
   *
   * @throws IllegalArgumentException if there is no function, or from and to are no interval
   */
  public static XYChart curves(String title, double from, double to, Activation... fs) {
    Objects.requireNonNull(fs, "fs is null");
    if (fs.length == 0) {
      throw new IllegalArgumentException("there is no function to draw");
    }
    XYChart chart = chart(title, "x", fs.length == 1 ? fs[0].name() + "(x)" : "f(x)");
    for (Activation f : fs) {
      function(chart, f.name(), from, to, f::value);
    }
    return chart;
  }

  /** A function and its derivative in one chart. */
  public static XYChart withDerivative(Activation f, double from, double to) {
    Objects.requireNonNull(f, "f is null");
    XYChart chart = chart(f.name() + " and its derivative", "x", "");
    function(chart, f.name(), from, to, f::value);
    function(chart, f.name() + "′", from, to, f::derivative);
    return chart;
  }

  /**
   * The error approximation − exact, with the point of the largest absolute error marked and named in the legend.
   *
   * @throws IllegalArgumentException if the error is not finite anywhere, or from and to are no interval
   */
  public static XYChart error(
      String title, double from, double to, DoubleUnaryOperator approximation, DoubleUnaryOperator exact) {
    Objects.requireNonNull(approximation, "approximation is null");
    Objects.requireNonNull(exact, "exact is null");
    DoubleUnaryOperator error = x -> approximation.applyAsDouble(x) - exact.applyAsDouble(x);
    double worst = worst(error, from, to);
    double max = Math.abs(error.applyAsDouble(worst));
    // Ticks such as 0.0002 are hard to read, and XChart cannot draw ticks closer than 1e-10.
    int exponent = max == 0 || max >= 0.1 && max < 1e4 ? 0 : (int) Math.floor(Math.log10(max));
    double unit = Math.pow(10, exponent);
    XYChart chart = chart(title, "x",
        "approximation − exact" + (exponent == 0 ? "" : "  (× " + Numbers.powerOfTen(exponent) + ")"));
    function(chart, "error", from, to, x -> error.applyAsDouble(x) / unit);
    points(chart, "largest: " + Numbers.format(max, ERROR_DIGITS) + " at x = " + Numbers.format(worst, ERROR_DIGITS),
        new double[] {worst}, new double[] {error.applyAsDouble(worst) / unit});
    return chart;
  }

  /** Where |f| is largest. */
  private static double worst(DoubleUnaryOperator f, double from, double to) {
    double[] x = grid(from, to, CURVE_POINTS);
    for (int refinement = 0; ; refinement++) {
      int worst = -1;
      double max = -1;
      for (int i = 0; i < x.length; i++) {
        double size = Math.abs(f.applyAsDouble(x[i]));
        if (size > max && size < Double.POSITIVE_INFINITY) {
          worst = i;
          max = size;
        }
      }
      if (worst < 0) {
        throw new IllegalArgumentException("the error is not finite anywhere from " + from + " to " + to);
      }
      double left = x[Math.max(worst - 1, 0)];
      double right = x[Math.min(worst + 1, x.length - 1)];
      if (refinement == 2) {
        return x[worst];
      }
      x = spaced(left, right, CURVE_POINTS);
    }
  }

  /** Adds the graph of any function of one variable. A jump is left open instead of being joined by a line. */
  public static XYSeries function(XYChart chart, String name, double from, double to, DoubleUnaryOperator f) {
    Objects.requireNonNull(f, "f is null");
    double[] grid = grid(from, to, CURVE_POINTS);
    double[] x = new double[2 * grid.length];
    double[] y = new double[2 * grid.length];
    int n = 0;
    for (int i = 0; i < grid.length; i++) {
      double value = f.applyAsDouble(grid[i]);
      if (i > 0 && jumps(f, grid[i - 1], y[n - 1], grid[i], value)) {
        x[n] = grid[i];
        y[n++] = Double.NaN;
      }
      x[n] = grid[i];
      y[n++] = value;
    }
    return line(chart, name, Arrays.copyOf(x, n), Arrays.copyOf(y, n));
  }

  /** Whether f jumps between neighbours: halving the interval many times must make a continuous difference small. */
  private static boolean jumps(DoubleUnaryOperator f, double left, double yLeft, double right, double yRight) {
    double difference = Math.abs(yRight - yLeft);
    double steepest = 20;
    if (!(difference > steepest * (right - left))) {
      return false;
    }
    double a = left;
    double b = right;
    double ya = yLeft;
    double yb = yRight;
    for (int halving = 0; halving < 30; halving++) {
      double middle = a + (b - a) / 2;
      double y = f.applyAsDouble(middle);
      if (Math.abs(y - ya) > Math.abs(yb - y)) {
        b = middle;
        yb = y;
      } else {
        a = middle;
        ya = y;
      }
    }
    return Math.abs(yb - ya) > difference / 2;
  }

  /** An empty chart in the style of the pack. */
  public static XYChart chart(String title, String xLabel, String yLabel) {
    requireLabels(title, xLabel, yLabel);
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    style(chart.getStyler());
    return chart;
  }

  /**
   * Makes the y axis logarithmic. Call it before lines are added.
   *
   * @throws IllegalStateException if the chart has series already
   */
  public static void logarithmicY(XYChart chart) {
    if (!chart.getSeriesMap().isEmpty()) {
      throw new IllegalStateException("make the axis logarithmic before you add lines to the chart");
    }
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(null);
  }

  /**
   * Adds a line through the points. Where y is NaN or infinite the line is interrupted.
   *
   * @return the series; between the points it may hold interpolated ones
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or the chart has a series of the name
   */
  public static XYSeries line(XYChart chart, String name, double[] x, double[] y) {
    requireSeries(chart, name, x, y);
    Style style = Style.of(name, stylesOf(chart));
    boolean logarithmic = chart.getStyler().isYAxisLogarithmic();
    // XChart strokes each segment by itself, which makes dashes begin anew at every point; only a "smooth" series is
    // stroked as one path. Its curves between neighbours are as good as straight where neighbours are a pixel apart.
    int between = Math.max(1, DENSE / x.length);
    XYSeries series = add(chart, name, dense(x, between, false), dense(y, between, logarithmic));
    series.setSmooth(true);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(style.color());
    series.setLineStyle(style.stroke());
    placeLegend(chart);
    return series;
  }

  /** Inserts equally spaced values between neighbours. */
  private static double[] dense(double[] values, int steps, boolean logarithmic) {
    double[] dense = new double[(values.length - 1) * steps + 1];
    for (int i = 0; i < dense.length; i++) {
      int left = i / steps;
      double t = (double) (i % steps) / steps;
      if (t == 0) {
        dense[i] = values[left];
      } else if (logarithmic) {
        dense[i] = Math.exp((1 - t) * Math.log(values[left]) + t * Math.log(values[left + 1]));
      } else {
        dense[i] = (1 - t) * values[left] + t * values[left + 1];
      }
    }
    return dense;
  }

  /**
   * Adds points without a line.
   *
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or the chart has a series of the name
   */
  public static XYSeries points(XYChart chart, String name, double[] x, double[] y) {
    requireSeries(chart, name, x, y);
    Style style = Style.of(name, stylesOf(chart));
    int pointSeries = (int) chart.getSeriesMap().values().stream()
        .filter(s -> s.getXYSeriesRenderStyle() == XYSeriesRenderStyle.Scatter).count();
    XYSeries series = add(chart, name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    Marker[] markers = {
      SeriesMarkers.CIRCLE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.CROSS
    };
    series.setMarker(markers[pointSeries % markers.length]);
    series.setMarkerColor(style.color());
    series.setLineColor(style.color());
    series.setLineStyle(style.stroke());
    placeLegend(chart);
    return series;
  }

  /**
   * Adds a line with a band of mean − sd to mean + sd behind it.
   *
   * @throws IllegalArgumentException as {@link #line}, or if a standard deviation is negative
   */
  public static XYSeries band(XYChart chart, String name, double[] x, double[] mean, double[] sd) {
    requireSeries(chart, name, x, mean);
    Objects.requireNonNull(sd, "sd is null");
    if (sd.length != x.length) {
      throw new IllegalArgumentException("x has " + x.length + " elements but sd has " + sd.length);
    }
    int n = x.length;
    double[] outlineX = new double[2 * n];
    double[] outlineY = new double[2 * n];
    for (int i = 0; i < n; i++) {
      if (sd[i] < 0) {
        throw new IllegalArgumentException("the standard deviation at index " + i + " is negative: " + sd[i]);
      }
      outlineX[i] = x[i];
      outlineY[i] = mean[i] + sd[i];
      outlineX[2 * n - 1 - i] = x[i];
      outlineY[2 * n - 1 - i] = mean[i] - sd[i];
    }
    Color color = Style.of(name, stylesOf(chart)).color();
    XYSeries area = add(chart, name + " ± sd", outlineX, outlineY);
    area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    area.setLineStyle(SeriesLines.NONE);
    area.setMarker(SeriesMarkers.NONE);
    area.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA));
    area.setShowInLegend(false);
    return line(chart, name, x, mean);
  }

  /**
   * A bar for each name.
   *
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or a value is not finite
   */
  public static CategoryChart bars(String title, String xLabel, String yLabel, String[] names, double[] values) {
    requireLabels(title, xLabel, yLabel);
    Objects.requireNonNull(names, "names is null");
    Objects.requireNonNull(values, "values is null");
    if (names.length != values.length || names.length == 0) {
      throw new IllegalArgumentException(
          "there are " + names.length + " names and " + values.length + " values; each bar needs one of both");
    }
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.7);
    List<Double> heights = new ArrayList<>();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a bar cannot be " + value + " high");
      }
      heights.add(value);
    }
    CategorySeries series = chart.addSeries(yLabel.isBlank() ? "value" : yLabel, Arrays.asList(names), heights);
    series.setFillColor(Style.BLUE);
    int letters = String.join("  ", names).length();
    if (letters > 80) {
      chart.getStyler().setXAxisLabelRotation(45);
    }
    return chart;
  }

  /** The distribution of the data as a histogram whose area is 1, comparable with a probability density. */
  public static XYChart histogram(String title, String xLabel, double[] data, int bins) {
    XYChart chart = chart(title, xLabel, "density");
    histogram(chart, "data", data, bins);
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  /**
   * Adds a histogram whose area is 1. Values that are not finite are left out.
   *
   * @throws IllegalArgumentException if there is no bin or no finite value, or all values are equal
   */
  public static XYSeries histogram(XYChart chart, String name, double[] data, int bins) {
    Objects.requireNonNull(data, "data is null");
    if (bins < 1) {
      throw new IllegalArgumentException("bins is " + bins + "; at least 1 is needed");
    }
    double[] finite = Arrays.stream(data).filter(Double::isFinite).toArray();
    double min = Arrays.stream(finite).min().orElse(Double.NaN);
    double max = Arrays.stream(finite).max().orElse(Double.NaN);
    if (!(min < max)) {
      throw new IllegalArgumentException("a histogram needs two different finite values");
    }
    double width = (max - min) / bins;
    double[] density = new double[bins];
    for (double value : finite) {
      density[Math.min((int) ((value - min) / width), bins - 1)] += 1 / (finite.length * width);
    }
    double[] x = new double[2 * bins + 2];
    double[] y = new double[2 * bins + 2];
    for (int b = 0; b <= bins; b++) {
      x[2 * b] = min + b * width;
      x[2 * b + 1] = x[2 * b];
      y[2 * b] = b == 0 ? 0 : density[b - 1];
      y[2 * b + 1] = b == bins ? 0 : density[b];
    }
    requireSeries(chart, name, x, y);
    Style style = Style.of(name, stylesOf(chart));
    XYSeries series = add(chart, name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(style.color());
    series.setLineStyle(style.stroke());
    Color color = style.color();
    series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA));
    placeLegend(chart);
    return series;
  }

  /**
   * n points from {@code from} to {@code to}, ends included, equally spaced but for this: the point nearest to each
   * whole number is moved onto it, so that a kink there is drawn sharp. If there are fewer points than whole numbers,
   * only zero is met.
   *
   * @throws IllegalArgumentException if from and to are not finite, from is not below to, or n is less than 2
   */
  public static double[] grid(double from, double to, int n) {
    double[] x = spaced(from, to, n);
    double step = (to - from) / (n - 1);
    boolean all = step <= 1;
    for (int i = 1; i < n - 1; i++) {
      double whole = Math.rint(x[i]);
      if ((all || whole == 0) && Math.abs(x[i] - whole) <= step / 2 && whole > x[i - 1] && whole < x[i + 1]) {
        x[i] = whole + 0.0;
      }
    }
    return x;
  }

  private static double[] spaced(double from, double to, int n) {
    if (!Double.isFinite(from) || !Double.isFinite(to) || from >= to) {
      throw new IllegalArgumentException(
          "from is " + from + " and to is " + to + "; both must be finite and from below to");
    }
    if (n < 2) {
      throw new IllegalArgumentException("n is " + n + "; at least 2 points are needed");
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = (from * (n - 1 - i) + to * i) / (n - 1);
    }
    return x;
  }

  private static XYSeries add(XYChart chart, String name, double[] x, double[] y) {
    // XChart puts ticks at data points, such as −0.9999999999999998, if these are equally spaced; a last point that is
    // not a number is not drawn and keeps the ticks at round numbers.
    double[] xs = Arrays.copyOf(x, x.length + 1);
    double[] ys = Arrays.copyOf(y, y.length + 1);
    xs[x.length] = Double.NaN;
    ys[y.length] = Double.NaN;
    for (int i = 0; i < y.length; i++) {
      if (!Double.isFinite(xs[i]) || !Double.isFinite(ys[i])) {
        ys[i] = Double.NaN;
      }
    }
    return chart.addSeries(name, xs, ys);
  }

  private static List<Style> stylesOf(XYChart chart) {
    List<Style> styles = new ArrayList<>();
    for (XYSeries series : chart.getSeriesMap().values()) {
      if (series.isShowInLegend()) {
        styles.add(Style.of(series.getName(), styles));
      }
    }
    return styles;
  }

  /** Below the plot in one row where that fits, else to the right of it. */
  private static void placeLegend(XYChart chart) {
    int letterWidth = 8;
    int entryWidth = 60;
    int width = 0;
    for (String name : chart.getSeriesMap().keySet()) {
      width += letterWidth * name.length() + entryWidth;
    }
    boolean row = width < WIDTH - 60;
    chart.getStyler().setLegendPosition(row ? LegendPosition.OutsideS : LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(row ? LegendLayout.Horizontal : LegendLayout.Vertical);
  }

  private static void style(AxesChartStyler styler) {
    styler.setBaseFont(font(Font.PLAIN, 13));
    styler.setChartTitleFont(font(Font.BOLD, 16));
    styler.setAxisTitleFont(font(Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 13));
    styler.setLegendFont(font(Font.PLAIN, 14));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setPlotBorderVisible(true);
    styler.setPlotBorderColor(FRAME);
    styler.setAxisTickMarksColor(FRAME);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTicksLineVisible(false);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(8);
    styler.setChartPadding(10);
    styler.setPlotContentSize(0.96);
    styler.setPlotMargin(0);
    styler.setXAxisTickMarkSpacingHint(70);
    styler.setYAxisTickMarkSpacingHint(45);
    styler.setLegendBackgroundColor(Color.WHITE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendSeriesLineLength(38);
    styler.setLegendPadding(8);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setMarkerSize(8);
    styler.setxAxisTickLabelsFormattingFunction(v -> Numbers.format(v, TICK_DIGITS));
    styler.setyAxisTickLabelsFormattingFunction(v -> Numbers.format(v, TICK_DIGITS));
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private static void requireLabels(String title, String xLabel, String yLabel) {
    Objects.requireNonNull(title, "title is null");
    Objects.requireNonNull(xLabel, "xLabel is null");
    Objects.requireNonNull(yLabel, "yLabel is null");
  }

  private static void requireSeries(XYChart chart, String name, double[] x, double[] y) {
    Objects.requireNonNull(chart, "chart is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(x, "x is null");
    Objects.requireNonNull(y, "y is null");
    if (x.length != y.length) {
      throw new IllegalArgumentException("x has " + x.length + " elements but y has " + y.length);
    }
    if (x.length == 0) {
      throw new IllegalArgumentException("series \"" + name + "\" has no points");
    }
    if (chart.getSeriesMap().containsKey(name)) {
      throw new IllegalArgumentException("the chart has a series named \"" + name + "\" already; use another name");
    }
  }
}
