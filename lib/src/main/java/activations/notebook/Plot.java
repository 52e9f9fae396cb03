package activations.notebook;

import activations.Activation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of lines and points over two axes; made by {@link Plots}. It is an XChart: titles, labels, fonts and the look
 * of a series can be changed as there. Data are added with the methods of this class, which know the axes.
 *
 * <p>Each method that adds something returns XChart's series of it. Where it takes an activation function beside the
 * name, the line has that function's colour and dashes, which are the same in every chart; otherwise it has the first
 * colour and dashes that the chart does not use. Two lines of one colour differ in their dashes, two of the same dashes
 * in their marks, so that a chart can be read without colour.
 *
 * <p>The plot paints its lines, the ticks of logarithmic axes and the legend below itself. XChart strokes each segment
 * of a line by itself, which makes dashes begin anew at every point and so vanish on a dense curve; here a line is one
 * path, and a point without neighbours a dot. A logarithmic axis has its ticks at powers of ten, a short one also at 2
 * and 5 times these; XChart, which is given logarithms, would set ticks such as 0.016.
 */
public final class Plot extends XYChart implements Chart {

  /** Marks of lines with the same dashes, in the order of the lines; the first has none. */
  static final List<Marker> MARKS = List.of(SeriesMarkers.NONE, SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE,
      SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND, SeriesMarkers.CROSS, SeriesMarkers.TRIANGLE_DOWN);
  static final int MARK_SIZE = 7;

  private static final Marker[] POINTS = {
    SeriesMarkers.CIRCLE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.CROSS
  };

  /** Opacity of bands and histograms, of 255. */
  private static final int ALPHA = 60;
  /** For what XChart lays out but the plot paints. */
  private static final Color TRANSPARENT = new Color(0, true);

  private final Axis xAxis;
  private final Axis yAxis;
  private final Set<XYSeries> arrows = new HashSet<>();
  private BufferedImage background;
  private Rectangle2D backgroundArea;

  Plot(String title, Axis xAxis, Axis yAxis) {
    super(ChartStyle.WIDTH, Objects.requireNonNull(yAxis, "yAxis is null").height());
    this.xAxis = Objects.requireNonNull(xAxis, "xAxis is null");
    this.yAxis = yAxis;
    setTitle(Objects.requireNonNull(title, "title is null"));
    setXAxisTitle(xAxis.label());
    setYAxisTitle(yAxis.label());
    ChartStyle.apply(styler);
    xAxis.setEndsX(styler);
    yAxis.setEndsY(styler);
    if (xAxis.isLogarithmic()) {
      styler.setPlotGridVerticalLinesVisible(false);
      styler.setXAxisTickLabelsColor(TRANSPARENT).setXAxisTickMarksColor(TRANSPARENT);
      styler.setXAxisTickLabelsFormattingFunction(v -> Scale.room(v, min(XYSeries::getXMin), max(XYSeries::getXMax)));
    } else {
      styler.setXAxisTickLabelsFormattingFunction(v -> Scale.label(v, min(XYSeries::getXMin), max(XYSeries::getXMax)));
    }
    if (yAxis.isLogarithmic()) {
      styler.setPlotGridHorizontalLinesVisible(false);
      styler.setYAxisTickLabelsColor(TRANSPARENT).setYAxisTickMarksColor(TRANSPARENT);
      styler.setYAxisTickLabelsFormattingFunction(v -> Scale.room(v, min(XYSeries::getYMin), max(XYSeries::getYMax)));
    } else if (!yAxis.names().isEmpty()) {
      styler.setPlotGridHorizontalLinesVisible(false);
      styler.setYAxisTickLabelsColor(TRANSPARENT).setYAxisTickMarksColor(TRANSPARENT);
      styler.setYAxisTickLabelsFormattingFunction(v -> Scale.room(v, yAxis.names(), styler.getAxisTickLabelsFont()));
    } else {
      styler.setYAxisTickLabelsFormattingFunction(v -> Scale.label(v, min(XYSeries::getYMin), max(XYSeries::getYMax)));
    }
  }

  private double min(ToDoubleFunction<XYSeries> of) {
    return seriesMap.values().stream().mapToDouble(of).min().orElse(0);
  }

  private double max(ToDoubleFunction<XYSeries> of) {
    return seriesMap.values().stream().mapToDouble(of).max().orElse(0);
  }

  /**
   * Adds a line through the points. Where a coordinate is NaN or infinite, or has no place on a logarithmic axis, the
   * line is interrupted.
   *
   * @param name the name in the legend, not blank
   * @param x the points' x coordinates, at least one; copied
   * @param y the points' y coordinates, as many; copied
   * @return the series; its last element is NaN, and on a logarithmic axis it holds logarithms to the base 10
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, the name is blank, or the chart has a
   *     series of the name
   */
  public XYSeries addLine(String name, double[] x, double[] y) {
    requireSeries(name, x, y);
    return line(name, Style.free(styles()), x, y);
  }

  /**
   * Adds a line in the colour and dashes of a function, as {@link #addLine(String, double[], double[])}.
   *
   * @param name the name in the legend, not blank
   * @param f the function whose colour and dashes the line has
   * @param x the points' x coordinates, at least one; copied
   * @param y the points' y coordinates, as many; copied
   * @return the series
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as for a line without a function
   */
  public XYSeries addLine(String name, Activation f, double[] x, double[] y) {
    requireSeries(name, x, y);
    return line(name, Style.of(f, styles()), x, y);
  }

  /**
   * Adds the graph of a function of one variable. A jump is left open instead of being joined by a line.
   *
   * @param name the name in the legend, not blank
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param f the function; where it is NaN or infinite the line is interrupted
   * @return the series, whose arrays are as those of a line
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if from and to are no interval, or from is not positive on a logarithmic axis; if
   *     the name is blank, or the chart has a series of the name
   */
  public XYSeries addFunction(String name, double from, double to, DoubleUnaryOperator f) {
    return addFunction(name, Style.free(styles()), from, to, f);
  }

  /**
   * Adds the graph of a function of one variable in the colour and dashes of an activation function, for example of its
   * approximation.
   *
   * @param name the name in the legend, not blank
   * @param of the activation function whose colour and dashes the line has
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param f the function that is drawn; where it is NaN or infinite the line is interrupted
   * @return the series, whose arrays are as those of a line
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as for the graph without an activation function
   */
  public XYSeries addFunction(String name, Activation of, double from, double to, DoubleUnaryOperator f) {
    return addFunction(name, Style.of(of, styles()), from, to, f);
  }

  XYSeries addFunction(String name, Style style, double from, double to, DoubleUnaryOperator f) {
    Objects.requireNonNull(f, "f is null");
    Sampling.Graph graph = Sampling.graph(xAxis.isLogarithmic() ? Sampling.factors(from, to)
        : Sampling.withWholeNumbers(from, to), f);
    requireSeries(name, graph.x(), graph.y());
    return line(name, style, graph.x(), graph.y());
  }

  XYSeries line(String name, Style style, double[] x, double[] y) {
    XYSeries series = add(name, style, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    return series;
  }

  /**
   * Adds points without a line.
   *
   * @param name the name in the legend, not blank
   * @param x the points' x coordinates, at least one; copied
   * @param y the points' y coordinates, as many; copied
   * @return the series, whose arrays are as those of a line
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as {@link #addLine(String, double[], double[])}
   */
  public XYSeries addPoints(String name, double[] x, double[] y) {
    return points(name, Style.free(styles()), x, y);
  }

  /**
   * Adds points without a line, in the colour of a function.
   *
   * @param name the name in the legend, not blank
   * @param f the function whose colour the points have
   * @param x the points' x coordinates, at least one; copied
   * @param y the points' y coordinates, as many; copied
   * @return the series, whose arrays are as those of a line
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as {@link #addLine(String, double[], double[])}
   */
  public XYSeries addPoints(String name, Activation f, double[] x, double[] y) {
    return points(name, Style.of(f, styles()), x, y);
  }

  private XYSeries points(String name, Style style, double[] x, double[] y) {
    requireSeries(name, x, y);
    int before = (int) seriesMap.values().stream().filter(s -> isScatter(s) && s.isShowInLegend()).count();
    XYSeries series = add(name, style, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(POINTS[before % POINTS.length]);
    return series;
  }

  /**
   * Adds arrows, for example from where points are to where they go. An arrow of no length is a dot.
   *
   * @param name the name in the legend, not blank
   * @param x the x coordinates where the arrows begin, at least one; copied
   * @param y the y coordinates where they begin, as many; copied
   * @param toX the x coordinates of their heads, as many; copied
   * @param toY the y coordinates of their heads, as many; copied
   * @return the series, in which each arrow is a line of two points
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as {@link #addLine(String, double[], double[])}
   */
  public XYSeries addArrows(String name, double[] x, double[] y, double[] toX, double[] toY) {
    return arrows(name, Style.free(styles()), x, y, toX, toY);
  }

  /**
   * Adds arrows in the colour of a function, as {@link #addArrows(String, double[], double[], double[], double[])}.
   *
   * @param name the name in the legend, not blank
   * @param f the function whose colour the arrows have
   * @param x the x coordinates where the arrows begin, at least one; copied
   * @param y the y coordinates where they begin, as many; copied
   * @param toX the x coordinates of their heads, as many; copied
   * @param toY the y coordinates of their heads, as many; copied
   * @return the series, in which each arrow is a line of two points
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as for arrows without a function
   */
  public XYSeries addArrows(String name, Activation f, double[] x, double[] y, double[] toX, double[] toY) {
    return arrows(name, Style.of(f, styles()), x, y, toX, toY);
  }

  private XYSeries arrows(String name, Style style, double[] x, double[] y, double[] toX, double[] toY) {
    requireSeries(name, x, y);
    requireSeries(name, Objects.requireNonNull(toX, "toX is null"), Objects.requireNonNull(toY, "toY is null"));
    if (toX.length != x.length) {
      throw new IllegalArgumentException("x has " + x.length + " elements but toX has " + toX.length);
    }
    XYSeries series = line(name, style.solid(), Arrow.pairs(x, toX), Arrow.pairs(y, toY));
    arrows.add(series);
    return series;
  }

  /**
   * Adds a line with a band of mean − sd to mean + sd behind it. Where the mean is NaN or infinite both are interrupted,
   * where sd is, the band; on a logarithmic axis a band that reaches 0 or less ends at the lowest of its positive numbers.
   *
   * @param name the name in the legend, not blank
   * @param x the x coordinates, at least one
   * @param mean the y coordinates of the line, as many
   * @param sd half the height of the band at each of them, the standard deviation; at least 0
   * @return the series of the line; the band is a series of its own, which the legend does not show
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as {@link #addLine(String, double[], double[])}, or if a standard deviation is
   *     negative
   * @throws IllegalStateException if the chart is a heat map
   */
  public XYSeries addBand(String name, double[] x, double[] mean, double[] sd) {
    return band(name, Style.free(styles()), x, mean, sd);
  }

  /**
   * Adds a line with a band of mean − sd to mean + sd behind it, in the colour and dashes of a function.
   *
   * @param name the name in the legend, not blank
   * @param f the function whose colour and dashes the line has
   * @param x the x coordinates, at least one
   * @param mean the y coordinates of the line, as many
   * @param sd half the height of the band at each of them, the standard deviation; at least 0
   * @return the series of the line; the band is a series of its own, which the legend does not show
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as for a band without a function
   * @throws IllegalStateException if the chart is a heat map
   */
  public XYSeries addBand(String name, Activation f, double[] x, double[] mean, double[] sd) {
    return band(name, Style.of(f, styles()), x, mean, sd);
  }

  private XYSeries band(String name, Style style, double[] x, double[] mean, double[] sd) {
    requireSeries(name, x, mean);
    Objects.requireNonNull(sd, "sd is null");
    if (sd.length != x.length) {
      throw new IllegalArgumentException("x has " + x.length + " elements but sd has " + sd.length);
    }
    requireNoBackground("a band");
    for (int i = 0; i < sd.length; i++) {
      if (sd[i] < 0) {
        throw new IllegalArgumentException("the standard deviation at index " + i + " is negative: " + sd[i]);
      }
    }
    Band.add(this, name, style, x, mean, sd, yAxis.isLogarithmic());
    return line(name, style, x, mean);
  }

  private void requireNoBackground(String what) {
    if (background != null) {
      throw new IllegalStateException("a heat map takes lines and points; " + what + " would lie behind its picture");
    }
  }

  /**
   * Adds a histogram whose area is 1, comparable with a probability density. Values that are not finite are left out.
   *
   * @param name the name in the legend, not blank
   * @param data the values, of which at least two finite ones differ
   * @param bins the number of bars, at least 1, of equal width from the smallest to the largest value
   * @return the series, which holds the outline of the bars and not the data
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there is no bin, no two finite values differ, the name is blank, or the chart
   *     has a series of the name
   * @throws IllegalStateException if an axis is logarithmic, or the chart is a heat map
   */
  public XYSeries addHistogram(String name, double[] data, int bins) {
    return histogram(name, Style.free(styles()), data, bins);
  }

  /**
   * Adds a histogram in the colour of a function.
   *
   * @param name the name in the legend, not blank
   * @param f the function whose colour the histogram has
   * @param data the values, of which at least two finite ones differ
   * @param bins the number of bars, at least 1, of equal width from the smallest to the largest value
   * @return the series, which holds the outline of the bars and not the data
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as for a histogram without a function
   * @throws IllegalStateException if an axis is logarithmic, or the chart is a heat map
   */
  public XYSeries addHistogram(String name, Activation f, double[] data, int bins) {
    return histogram(name, Style.of(f, styles()), data, bins);
  }

  private XYSeries histogram(String name, Style style, double[] data, int bins) {
    Objects.requireNonNull(data, "data is null");
    if (bins < 1) {
      throw new IllegalArgumentException("bins is " + bins + "; at least 1 is needed");
    }
    if (xAxis.isLogarithmic() || yAxis.isLogarithmic()) {
      throw new IllegalStateException("a histogram needs two linear axes: its bars have equal widths and begin at 0");
    }
    requireNoBackground("a histogram");
    Sampling.Graph outline = Sampling.histogram(data, bins);
    requireSeries(name, outline.x(), outline.y());
    // Marks, which tell lines with the same dashes apart, would look like data on the steps of a histogram.
    XYSeries series = add(name, style.unlike(styles()), outline.x(), outline.y());
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    return series;
  }

  private void requireSeries(String name, double[] x, double[] y) {
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
    if (getSeries(name) != null) {
      throw new IllegalArgumentException("the chart has a series named \"" + name + "\" already; use another name");
    }
  }

  XYSeries add(String name, Style style, double[] x, double[] y) {
    // XChart puts ticks at data points, such as −0.9999999999999998, if these are equally spaced; a last point that is
    // not a number is not drawn and keeps the ticks at round numbers.
    double[] xs = new double[x.length + 1];
    double[] ys = new double[x.length + 1];
    Arrays.fill(xs, Double.NaN);
    Arrays.fill(ys, Double.NaN);
    for (int i = 0; i < x.length; i++) {
      double xi = xAxis.place(x[i]);
      double yi = yAxis.place(y[i]);
      if (!Double.isNaN(xi) && !Double.isNaN(yi)) {
        xs[i] = xi;
        ys[i] = yi;
      }
    }
    XYSeries series = addSeries(name, xs, ys);
    Color color = style.color();
    series.setMarker(SeriesMarkers.NONE);
    series.setMarkerColor(color);
    series.setLineColor(color);
    series.setLineStyle(style.stroke());
    series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), ALPHA));
    return series;
  }

  /** A picture behind the series, over the whole of two axes with fixed ends. */
  void setBackground(BufferedImage image) {
    background = image;
    backgroundArea = new Rectangle2D.Double(
        xAxis.from(), yAxis.from(), xAxis.to() - xAxis.from(), yAxis.to() - yAxis.from());
    // A series that is not drawn, so that there are axes also before points are added.
    XYSeries corners = add("corners", Style.free(List.of()),
        new double[] {xAxis.from(), xAxis.to()}, new double[] {yAxis.from(), yAxis.to()});
    corners.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    corners.setShowInLegend(false);
    styler.setPlotContentSize(1);
    styler.setPlotGridLinesVisible(false);
  }

  /** The styles of the series that the legend names. */
  private List<Style> styles() {
    return seriesMap.values().stream().filter(series -> series.isShowInLegend() && series.getLineStyle() != null)
        .map(series -> Style.of(series.getLineColor(), series.getLineStyle())).toList();
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    boolean legendBelow = styler.isLegendVisible() && styler.getLegendPosition() == LegendPosition.OutsideS;
    Legend legend = new Legend(g, styler, width, legendBelow ? namedSeries() : List.of());
    Map<XYSeries, BasicStroke> strokes = new LinkedHashMap<>();
    for (XYSeries series : seriesMap.values()) {
      if (isLine(series)) {
        strokes.put(series, series.getLineStyle());
        series.setLineStyle(SeriesLines.NONE);
      }
    }
    styler.setLegendVisible(styler.isLegendVisible() && !legendBelow);
    Font titleFont = ChartStyle.fitTitle(g, styler, getTitle(), width);
    try {
      super.paint(g, width, height - legend.height());
    } finally {
      strokes.forEach(XYSeries::setLineStyle);
      styler.setLegendVisible(styler.isLegendVisible() || legendBelow);
      styler.setChartTitleFont(titleFont);
      setHeight(height);
    }
    Rectangle2D area = plot.getBounds();
    PlotPainter painter = new PlotPainter(g, styler, area,
        xAxis, Scale.of(seriesMap.values(), XYSeries::getXMin, XYSeries::getXMax, styler.getXAxisMin(),
            styler.getXAxisMax(), this::getScreenXFromChart, area.getCenterX()),
        yAxis, Scale.of(seriesMap.values(), XYSeries::getYMin, XYSeries::getYMax, styler.getYAxisMin(),
            styler.getYAxisMax(), this::getScreenYFromChart, area.getCenterY()));
    if (background != null) {
      painter.paintBackground(background, backgroundArea);
    }
    Map<XYSeries, Marker> marks = marks();
    painter.paint(strokes.keySet(), marks, arrows, seriesMap.values().stream().filter(Plot::isScatter).toList());
    legend.paint(height, marks);
  }

  /** The series of the legend; none if it would only repeat the title. */
  private List<XYSeries> namedSeries() {
    List<XYSeries> named = seriesMap.values().stream().filter(s -> s.isShowInLegend() && s.isEnabled()).toList();
    return named.stream().map(XYSeries::getLabel).toList().equals(List.of(getTitle())) ? List.of() : named;
  }

  private static boolean isLine(XYSeries series) {
    XYSeriesRenderStyle style = series.getXYSeriesRenderStyle().orElse(null);
    return series.isEnabled() && (style == null || style == XYSeriesRenderStyle.Line
        || style == XYSeriesRenderStyle.Area) && series.getLineStyle() != null;
  }

  private static boolean isScatter(XYSeries series) {
    return series.getXYSeriesRenderStyle().orElse(null) == XYSeriesRenderStyle.Scatter;
  }

  /** What tells lines with the same dashes apart: a mark for each line of the legend. */
  Map<XYSeries, Marker> marks() {
    Map<XYSeries, Marker> marks = new LinkedHashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    for (XYSeries series : seriesMap.values()) {
      if (isLine(series) && !arrows.contains(series) && series.isShowInLegend()
          && series.getLineStyle() != SeriesLines.NONE) {
        float[] dashes = series.getLineStyle().getDashArray();
        int before = taken.merge(dashes == null ? "" : Arrays.toString(dashes), 1, Integer::sum) - 1;
        marks.put(series, MARKS.get(Math.min(before, MARKS.size() - 1)));
      }
    }
    return marks;
  }
}
