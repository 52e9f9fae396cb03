package activations.notebook;

import activations.Activation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Charts in one style. Every method returns the XChart object itself, open to any further change.
 *
 * <p>A series whose name begins with the name of an activation function has that function's colour and dashes in every
 * chart; a prime after the name ("gelu′") stands for the derivative, drawn in the same colour with short dashes. Beside
 * its derivative a function is solid.
 */
public final class Plots {

  /** Logical size of a chart in pixels. */
  private static final int WIDTH = 680;
  private static final int HEIGHT = 420;

  /** Points of a curve: more than one for each pixel of the picture, so that no corner is cut. */
  private static final int CURVE_POINTS = 1601;

  static final Color INK = new Color(0x222222);
  private static final Color GRID = new Color(0xE4E4E4);
  /** For what XChart lays out but {@link StyledChart} paints. */
  private static final Color TRANSPARENT = new Color(0, true);
  static final Color FRAME = new Color(0x9A9A9A);
  /** Opacity of bands and histograms, of 255. */
  private static final int ALPHA = 60;
  static final int TICK_DIGITS = 6;
  private static final int ERROR_DIGITS = 3;

  /** Powers of ten from 10⁻³ to 10³ are written out on a logarithmic axis. */
  private static final int PLAIN_DECADES = 3;

  /** More than a logarithmic axis has, unless its numbers differ by a few per cent only. */
  private static final int MANY_TICKS = 12;

  private static final int HEAT_MAP_COLUMNS = 560;
  private static final int HEAT_MAP_ROWS = 320;

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.CROSS
  };

  private Plots() {}

  /**
   * {@return the graph of a function}
   *
   * @param f the function, whose display name is the title
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @throws NullPointerException if {@code f} is null
   * @throws IllegalArgumentException if from and to are no interval
   */
  public static XYChart curve(Activation f, double from, double to) {
    return curves(Objects.requireNonNull(f, "f is null").properties().displayName(), from, to, f);
  }

  /**
   * {@return the graphs of several functions}
   *
   * @param title the title of the chart
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param fs at least one function; the display name of each stands in the legend
   * @throws NullPointerException if the title or a function is null
   * @throws IllegalArgumentException if there is no function, or from and to are no interval, or two functions have the
   *     same display name
   */
  public static XYChart curves(String title, double from, double to, Activation... fs) {
    XYChart chart = chart(title, "x", "f(x)");
    for (Activation f : some(fs)) {
      function(chart, f.properties().displayName(), Style.of(f.name(), stylesOf(chart)), from, to, f::value);
    }
    return chart;
  }

  /**
   * {@return the graphs of the derivatives of several functions}
   *
   * @param title the title of the chart
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param fs at least one function; the display name of each, with a prime, stands in the legend
   * @throws NullPointerException if the title or a function is null
   * @throws IllegalArgumentException if there is no function, or from and to are no interval, or two functions have the
   *     same display name
   */
  public static XYChart derivatives(String title, double from, double to, Activation... fs) {
    XYChart chart = chart(title, "x", "f′(x)");
    for (Activation f : some(fs)) {
      Style style = Style.of(f.name(), stylesOf(chart));
      function(chart, f.properties().displayName() + "′", style, from, to, f::derivative);
    }
    return chart;
  }

  /**
   * {@return the graphs of a function and its derivative in one chart: the function's line is solid, the derivative's
   * has short dashes}
   *
   * @param f the function, whose display name is part of the title
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @throws NullPointerException if {@code f} is null
   * @throws IllegalArgumentException if from and to are no interval
   */
  public static XYChart withDerivative(Activation f, double from, double to) {
    Objects.requireNonNull(f, "f is null");
    String name = f.properties().displayName();
    XYChart chart = chart(name + " and its derivative", "x", "");
    Style style = Style.of(f.name(), List.of());
    function(chart, name, style.solid(), from, to, f::value);
    function(chart, name + "′", style.derivative(), from, to, f::derivative);
    return chart;
  }

  private static Activation[] some(Activation... fs) {
    Objects.requireNonNull(fs, "fs is null");
    if (fs.length == 0) {
      throw new IllegalArgumentException("there is no function to draw");
    }
    return fs;
  }

  /**
   * {@return the graph of the error approximation − exact, with the point of the largest absolute error marked and
   * named in the legend}
   *
   * @param title the title of the chart
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param approximation what is to be judged
   * @param exact what it is measured against
   * @throws NullPointerException if an argument is null
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
        "approximation − exact" + (exponent == 0 ? "" : "  (× " + NumberText.powerOfTen(exponent) + ")"));
    function(chart, "error", from, to, x -> error.applyAsDouble(x) / unit);
    String name = "largest: " + NumberText.format(max, ERROR_DIGITS) + " at x = "
        + NumberText.format(worst, ERROR_DIGITS);
    points(chart, name, new double[] {worst}, new double[] {error.applyAsDouble(worst) / unit});
    return chart;
  }

  /** Where |f| is largest. */
  private static double worst(DoubleUnaryOperator f, double from, double to) {
    double[] x = grid(from, to, CURVE_POINTS);
    for (int refinement = 0; ; refinement++) {
      // Of two equal maxima of an even error the left one is taken, whatever the rounding.
      double tie = refinement == 0 ? 1 + 1e-6 : 1;
      int worst = -1;
      double max = -Double.MIN_VALUE;
      for (int i = 0; i < x.length; i++) {
        double size = Math.abs(f.applyAsDouble(x[i]));
        if (size > max * tie && size < Double.POSITIVE_INFINITY) {
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

  /**
   * Adds the graph of any function of one variable. A jump is left open instead of being joined by a line.
   *
   * @param chart the chart that gets the graph; modified
   * @param name the name in the legend, not blank; colour and dashes follow from it, see {@link Plots}
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param f the function; where it is NaN or infinite the line is interrupted
   * @return the series, whose arrays are as those of {@link #line}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if from and to are no interval, or the chart has a series of the name
   */
  public static XYSeries function(XYChart chart, String name, double from, double to, DoubleUnaryOperator f) {
    Objects.requireNonNull(chart, "chart is null");
    Objects.requireNonNull(name, "name is null");
    return function(chart, name, Style.of(name, stylesOf(chart)), from, to, f);
  }

  private static XYSeries function(
      XYChart chart, String name, Style style, double from, double to, DoubleUnaryOperator f) {
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
    return line(chart, name, style, Arrays.copyOf(x, n), Arrays.copyOf(y, n));
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

  /**
   * {@return an empty chart in the style of the course}
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis with its unit, or an empty string
   * @param yLabel the label of the y axis with its unit, or an empty string
   * @throws NullPointerException if an argument is null
   */
  public static XYChart chart(String title, String xLabel, String yLabel) {
    requireLabels(title, xLabel, yLabel);
    XYChart chart = new StyledChart(WIDTH, HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    style(chart.getStyler());
    chart.getStyler().setXAxisTickLabelsFormattingFunction(v -> tickText(v,
        chart.getSeriesCollection().stream().mapToDouble(XYSeries::getXMin).min().orElse(0),
        chart.getSeriesCollection().stream().mapToDouble(XYSeries::getXMax).max().orElse(0)));
    chart.getStyler().setYAxisTickLabelsFormattingFunction(v -> tickText(v,
        chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMin).min().orElse(0),
        chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMax).max().orElse(0)));
    return chart;
  }

  /** The label of a tick, with so many digits that neighbours differ also where an axis begins far from 0. */
  private static String tickText(double value, double min, double max) {
    double ratio = Math.max(Math.abs(min), Math.abs(max)) / (max - min);
    return ratio > 1e4 && ratio < 1e12 ? NumberText.plain(value, 2 + (int) Math.ceil(Math.log10(ratio)))
        : NumberText.format(value, TICK_DIGITS);
  }

  /**
   * Makes the x axis of a chart of this class logarithmic. Call it before lines are added.
   *
   * @param chart an XY chart of this class without series; modified
   * @throws NullPointerException if the chart is null
   * @throws IllegalArgumentException if the chart was not made by this class
   * @throws IllegalStateException if the chart has series already
   */
  public static void logarithmicX(XYChart chart) {
    empty(chart).setLogarithmicX();
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setXAxisTickLabelsColor(TRANSPARENT).setXAxisTickMarksColor(TRANSPARENT);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(x -> room(x,
        chart.getSeriesCollection().stream().mapToDouble(XYSeries::getXMin).min().orElse(0),
        chart.getSeriesCollection().stream().mapToDouble(XYSeries::getXMax).max().orElse(0)));
  }

  /**
   * Makes the y axis of a chart of this class logarithmic. Call it before lines are added. Values that are not positive
   * interrupt a line.
   *
   * @param chart an XY chart of this class without series; modified
   * @throws NullPointerException if the chart is null
   * @throws IllegalArgumentException if the chart was not made by this class
   * @throws IllegalStateException if the chart has series already
   */
  public static void logarithmicY(XYChart chart) {
    empty(chart).setLogarithmicY();
    chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setYAxisTickLabelsColor(TRANSPARENT).setYAxisTickMarksColor(TRANSPARENT);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(y -> room(y,
        chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMin).min().orElse(0),
        chart.getSeriesCollection().stream().mapToDouble(XYSeries::getYMax).max().orElse(0)));
  }

  private static StyledChart empty(XYChart chart) {
    StyledChart styled = styled(chart);
    if (!chart.getSeriesCollection().isEmpty()) {
      throw new IllegalStateException("make the axis logarithmic before you add lines to the chart");
    }
    return styled;
  }

  private static StyledChart styled(XYChart chart) {
    if (!(Objects.requireNonNull(chart, "chart is null") instanceof StyledChart)) {
      throw new IllegalArgumentException("the chart must come from Plots, for example from Plots.chart");
    }
    return (StyledChart) chart;
  }

  /**
   * A label for which XChart leaves room, as the chart paints its own: digits, so many as the longest of those has
   * characters. XChart widens the step between ticks until no two labels are alike, so they number the axis.
   */
  private static String room(double logarithm, double min, double max) {
    if (!(min < max)) {
      return tickLabel(logarithm, TICK_DIGITS);
    }
    int longest = IntStream.rangeClosed((int) Math.floor(min), (int) Math.ceil(max)).asDoubleStream()
        .mapToObj(power -> tickLabel(power, TICK_DIGITS)).mapToInt(String::length).max().orElse(1);
    int longestBetween = Arrays.stream(StyledChart.logarithmicTicks(min, max, MANY_TICKS))
        .mapToObj(tick -> tickLabel(tick, TICK_DIGITS)).mapToInt(String::length).max().orElse(1);
    int digits = Math.max(Math.max(longest, longestBetween), 3);
    return String.format(Locale.ROOT, "%0" + digits + "d", Math.round(999 * (logarithm - min) / (max - min)));
  }

  /** The label of a tick at log₁₀ of a number. */
  static String tickLabel(double logarithm, int digits) {
    boolean raised = logarithm == Math.rint(logarithm) && Math.abs(logarithm) > PLAIN_DECADES;
    return raised ? NumberText.powerOfTen((int) logarithm) : NumberText.format(Math.pow(10, logarithm), digits);
  }

  /**
   * Adds a line through the points. Where a coordinate is NaN or infinite the line is interrupted.
   *
   * @param chart the chart that gets the line; modified
   * @param name the name in the legend, not blank; colour and dashes follow from it, see {@link Plots}
   * @param x the points' x coordinates, at least one; copied, on a logarithmic axis too the numbers themselves
   * @param y the points' y coordinates, as many; copied
   * @return the series; its last element is NaN, and on a logarithmic axis it holds logarithms to the base 10
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or the chart has a series of the name
   */
  public static XYSeries line(XYChart chart, String name, double[] x, double[] y) {
    Objects.requireNonNull(chart, "chart is null");
    Objects.requireNonNull(name, "name is null");
    return line(chart, name, Style.of(name, stylesOf(chart)), x, y);
  }

  private static XYSeries line(XYChart chart, String name, Style style, double[] x, double[] y) {
    requireSeries(chart, name, x, y);
    XYSeries series = add(chart, name, x, y, style);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    return series;
  }

  /**
   * Adds points without a line.
   *
   * @param chart the chart that gets the points; modified
   * @param name the name in the legend, not blank; colour and dashes follow from it, see {@link Plots}
   * @param x the points' x coordinates, at least one; copied
   * @param y the points' y coordinates, as many; copied
   * @return the series, whose arrays are as those of {@link #line}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or the chart has a series of the name
   */
  public static XYSeries points(XYChart chart, String name, double[] x, double[] y) {
    requireSeries(chart, name, x, y);
    int pointSeries = (int) chart.getSeriesCollection().stream()
        .filter(s -> s.getXYSeriesRenderStyle().orElse(null) == XYSeriesRenderStyle.Scatter && s.isShowInLegend()).count();
    XYSeries series = add(chart, name, x, y, Style.of(name, stylesOf(chart)));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(MARKERS[pointSeries % MARKERS.length]);
    return series;
  }

  /**
   * Adds a line with a band of mean − sd to mean + sd behind it.
   *
   * @param chart the chart that gets the line and the band; modified
   * @param name the name in the legend, not blank; colour and dashes follow from it, see {@link Plots}
   * @param x the x coordinates, at least one
   * @param mean the y coordinates of the line, as many
   * @param sd half the height of the band at each of them, the standard deviation; at least 0
   * @return the series of the line; the band is a series of its own, which the legend does not show
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as {@link #line}, or if a standard deviation is negative
   */
  public static XYSeries band(XYChart chart, String name, double[] x, double[] mean, double[] sd) {
    requireSeries(chart, name, x, mean);
    Objects.requireNonNull(sd, "sd is null");
    if (sd.length != x.length) {
      throw new IllegalArgumentException("x has " + x.length + " elements but sd has " + sd.length);
    }
    int n = x.length;
    double floor = lowest(chart, mean, sd);
    double[] outlineX = new double[2 * n];
    double[] outlineY = new double[2 * n];
    for (int i = 0; i < n; i++) {
      if (sd[i] < 0) {
        throw new IllegalArgumentException("the standard deviation at index " + i + " is negative: " + sd[i]);
      }
      outlineX[i] = x[i];
      outlineY[i] = mean[i] + sd[i];
      outlineX[2 * n - 1 - i] = x[i];
      outlineY[2 * n - 1 - i] = Math.max(mean[i] - sd[i], floor);
    }
    XYSeries area = add(chart, name + " ± sd", outlineX, outlineY, Style.of(name, stylesOf(chart)));
    area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    area.setLineStyle(SeriesLines.NONE);
    area.setShowInLegend(false);
    return line(chart, name, x, mean);
  }

  /** On a logarithmic axis a band that reaches 0 or less ends where the lowest of its numbers that are positive is. */
  private static double lowest(XYChart chart, double[] mean, double[] sd) {
    if (!(chart instanceof StyledChart styled) || !styled.isLogarithmicY()) {
      return Double.NEGATIVE_INFINITY;
    }
    return IntStream.range(0, mean.length).boxed().flatMapToDouble(i -> DoubleStream.of(mean[i], mean[i] - sd[i]))
        .filter(value -> value > 0).min().orElse(Double.NEGATIVE_INFINITY);
  }

  /**
   * {@return a chart with a bar for each name}
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis, or an empty string
   * @param yLabel the label of the y axis with its unit, or an empty string
   * @param names the name below each bar, at least one
   * @param values the height of each bar, finite
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or a value is not finite
   */
  public static CategoryChart bars(String title, String xLabel, String yLabel, String[] names, double[] values) {
    return bars(title, xLabel, yLabel, names, values, null);
  }

  /**
   * {@return a chart with a bar for each name, with a whisker from value − sd to value + sd}
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis, or an empty string
   * @param yLabel the label of the y axis with its unit, or an empty string
   * @param names the name below each bar, at least one
   * @param values the height of each bar, finite
   * @param sd half the length of each whisker, finite and at least 0; null for no whiskers
   * @throws NullPointerException if another argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or a number is not finite, or a
   *     standard deviation is negative
   */
  public static CategoryChart bars(String title, String xLabel, String yLabel, String[] names, double[] values,
      double[] sd) {
    requireLabels(title, xLabel, yLabel);
    Objects.requireNonNull(names, "names is null");
    Objects.requireNonNull(values, "values is null");
    if (names.length != values.length || names.length == 0) {
      throw new IllegalArgumentException(
          "there are " + names.length + " names and " + values.length + " values; each bar needs one of both");
    }
    if (sd != null && (sd.length != values.length
        || Arrays.stream(sd).anyMatch(deviation -> !(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)))) {
      throw new IllegalArgumentException("sd must have a finite number of at least 0 for each bar");
    }
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    style(chart.getStyler());
    chart.getStyler().setXAxisTickLabelsFormattingFunction(null);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.7);
    // Every bar has its label, also in a chart of half the width.
    chart.getStyler().setXAxisMaxLabelCount(names.length).setXAxisTickMarkSpacingHint(1);
    List<Double> heights = new ArrayList<>();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a bar cannot be " + value + " high");
      }
      heights.add(value);
    }
    CategorySeries series = chart.addSeries(yLabel.isBlank() ? "value" : yLabel, Arrays.asList(names), heights,
        sd == null ? null : Arrays.stream(sd).boxed().toList());
    series.setFillColor(sd == null ? Style.BLUE : Style.SKY);
    int letters = String.join("  ", names).length();
    if (letters > 80) {
      chart.getStyler().setXAxisLabelRotation(45);
    }
    return chart;
  }

  /**
   * {@return the distribution of the data as a histogram whose area is 1, comparable with a probability density}
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis with its unit, or an empty string
   * @param data the values; those that are not finite are left out
   * @param bins the number of bars, at least 1, of equal width from the smallest to the largest value
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there is no bin or no finite value, or all values are equal
   */
  public static XYChart histogram(String title, String xLabel, double[] data, int bins) {
    XYChart chart = chart(title, xLabel, "density");
    histogram(chart, "data", data, bins);
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  /**
   * Adds a histogram whose area is 1. Values that are not finite are left out.
   *
   * @param chart the chart that gets the histogram; modified
   * @param name the name in the legend, not blank; colour and dashes follow from it, see {@link Plots}
   * @param data the values, of which at least two finite ones differ
   * @param bins the number of bars, at least 1, of equal width from the smallest to the largest value
   * @return the series, which holds the outline of the bars and not the data
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there is no bin or no finite value, or all values are equal, or the chart has a
   *     series of the name
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
    // Marks, which tell lines with the same dashes apart, would look like data on the steps of a histogram.
    Style style = Style.of(name, stylesOf(chart)).unlike(stylesOf(chart));
    XYSeries series = add(chart, name, x, y, style);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    return series;
  }

  /**
   * {@return a picture of f over a rectangle, for points to be added on top} Blue means negative, vermilion positive,
   * the stronger the larger √|f|; a dark line is drawn where the sign changes. For the decision boundary of a
   * classifier let f be the logit, or the probability less ½. Where f is not a number the picture is blank.
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis with its unit, or an empty string
   * @param yLabel the label of the y axis with its unit, or an empty string
   * @param xFrom left edge, finite
   * @param xTo right edge, finite and above {@code xFrom}
   * @param yFrom lower edge, finite
   * @param yTo upper edge, finite and above {@code yFrom}
   * @param f the function of x and y, called at 560 · 320 points
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if an interval is empty or not finite, or f is nowhere a number
   */
  public static XYChart heatMap(String title, String xLabel, String yLabel, double xFrom, double xTo, double yFrom,
      double yTo, DoubleBinaryOperator f) {
    Objects.requireNonNull(f, "f is null");
    StyledChart chart = styled(chart(title, xLabel, yLabel));
    double[] x = spaced(xFrom, xTo, HEAT_MAP_COLUMNS);
    double[] y = spaced(yFrom, yTo, HEAT_MAP_ROWS);
    double[][] values = new double[y.length][x.length];
    double max = 0;
    boolean blank = true;
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < x.length; column++) {
        double value = f.applyAsDouble(x[column], y[y.length - 1 - row]);
        values[row][column] = value;
        blank &= Double.isNaN(value);
        if (Double.isFinite(value)) {
          max = Math.max(max, Math.abs(value));
        }
      }
    }
    if (blank) {
      throw new IllegalArgumentException("f is NaN at every point of the heat map \"" + title + "\"");
    }
    BufferedImage image = new BufferedImage(x.length, y.length, BufferedImage.TYPE_INT_ARGB);
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < x.length; column++) {
        if (!Double.isNaN(values[row][column])) {
          image.setRGB(column, row, heat(values, row, column, max).getRGB());
        }
      }
    }
    chart.setBackground(image, new Rectangle2D.Double(xFrom, yFrom, xTo - xFrom, yTo - yFrom));
    XYSeries corners = add(
        chart, "corners", new double[] {xFrom, xTo}, new double[] {yFrom, yTo}, Style.of("corners", List.of()));
    corners.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    corners.setShowInLegend(false);
    chart.getStyler().setPlotContentSize(1);
    chart.getStyler().setPlotGridLinesVisible(false);
    chart.getStyler().setXAxisMin(xFrom).setXAxisMax(xTo).setYAxisMin(yFrom).setYAxisMax(yTo);
    return chart;
  }

  private static Color heat(double[][] values, int row, int column, double max) {
    double value = values[row][column];
    boolean boundary = row > 0 && signChanges(values[row - 1][column], value)
        || column > 0 && signChanges(values[row][column - 1], value);
    return boundary ? INK : StyledChart.shade(max == 0 ? 0 : value / max);
  }

  private static boolean signChanges(double a, double b) {
    return !Double.isNaN(a) && !Double.isNaN(b) && a > 0 != b > 0;
  }

  /**
   * {@return n points from {@code from} to {@code to}, ends included, equally spaced but for this: the point nearest to
   * each whole number is moved onto it, so that a kink there is drawn sharp} If there are fewer points than whole
   * numbers, only zero is met.
   *
   * @param from the first point, finite
   * @param to the last point, finite and above {@code from}
   * @param n the number of points, at least 2
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

  private static XYSeries add(XYChart chart, String name, double[] x, double[] y, Style style) {
    boolean logarithmicX = chart instanceof StyledChart && ((StyledChart) chart).isLogarithmicX();
    boolean logarithmicY = chart instanceof StyledChart && ((StyledChart) chart).isLogarithmicY();
    // XChart puts ticks at data points, such as −0.9999999999999998, if these are equally spaced; a last point that is
    // not a number is not drawn and keeps the ticks at round numbers.
    double[] xs = new double[x.length + 1];
    double[] ys = new double[x.length + 1];
    Arrays.fill(xs, Double.NaN);
    Arrays.fill(ys, Double.NaN);
    for (int i = 0; i < x.length; i++) {
      double xi = logarithmicX ? Math.log10(x[i]) : x[i];
      double yi = logarithmicY ? Math.log10(y[i]) : y[i];
      if (Double.isFinite(xi) && Double.isFinite(yi)) {
        xs[i] = xi;
        ys[i] = yi;
      }
    }
    XYSeries series = chart.addSeries(name, xs, ys);
    series.setMarker(SeriesMarkers.NONE);
    series.setMarkerColor(style.color());
    series.setLineColor(style.color());
    series.setLineStyle(style.stroke());
    series.setFillColor(new Color(style.color().getRed(), style.color().getGreen(), style.color().getBlue(), ALPHA));
    return series;
  }

  /** The styles of the series that the legend names. */
  private static List<Style> stylesOf(XYChart chart) {
    List<Style> styles = new ArrayList<>();
    for (XYSeries series : chart.getSeriesCollection()) {
      if (series.isShowInLegend() && series.getLineStyle() != null) {
        styles.add(Style.of(series.getLineColor(), series.getLineStyle()));
      }
    }
    return styles;
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
    styler.setYAxisTickMarkSpacingHint(50);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setLegendBackgroundColor(Color.WHITE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setMarkerSize(8);
    styler.setXAxisTickLabelsFormattingFunction(v -> NumberText.format(v, TICK_DIGITS));
    styler.setYAxisTickLabelsFormattingFunction(v -> NumberText.format(v, TICK_DIGITS));
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
    if (name.isBlank()) {
      throw new IllegalArgumentException("the series has no name; the legend needs one");
    }
    if (chart.getSeries(name) != null) {
      throw new IllegalArgumentException("the chart has a series named \"" + name + "\" already; use another name");
    }
  }
}
