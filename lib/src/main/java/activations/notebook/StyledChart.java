package activations.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.ChartPart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * An XY chart that paints three things itself: lines, the ticks of logarithmic axes and the legend below the plot.
 *
 * <p>XChart strokes each segment of a line by itself, which makes dashes begin anew at every point and so vanish on a
 * dense curve; here a line is one path. A line whose dashes another line of the chart has already bears marks, so that
 * a chart can be read without colour. A logarithmic axis has its ticks at powers of ten, a short one also at 2 and 5
 * times these; XChart, which is given logarithms, would set ticks such as 0.016. XChart's horizontal legend does not
 * wrap, and sets its texts on different base lines; here it wraps.
 */
final class StyledChart extends XYChart {

  private static final int SAMPLE_WIDTH = 38;
  private static final int SAMPLE_HEIGHT = 12;
  private static final int SAMPLE_GAP = 8;
  private static final int ENTRY_GAP = 26;
  private static final int ROW_HEIGHT = 24;
  private static final int LEGEND_MARGIN = 6;

  /** Marks of lines with the same dashes, in the order of the lines; the first has none. */
  private static final List<Marker> MARKS = List.of(SeriesMarkers.NONE, SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE,
      SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND, SeriesMarkers.CROSS, SeriesMarkers.TRIANGLE_DOWN);
  private static final int MARK_SIZE = 7;
  /** Distance of a line's marks along the x axis, in logical pixels. */
  private static final int MARK_DISTANCE = 72;
  /** How much further to the right the next line's marks are, so that they do not hide each other. */
  private static final int MARK_SHIFT = 17;

  /** Of a logarithmic y axis, in logical pixels: twice the height of a label. */
  private static final int SMALLEST_TICK_DISTANCE = 28;
  /** Fewer ticks than this do not show that an axis is logarithmic. */
  private static final int FEWEST_TICKS = 3;
  /** Black of this opacity looks like the grid on white, and like a line on a band. */
  private static final Color GRID_SHADOW = new Color(0, 0, 0, 27);

  /** Pale enough for points of the same hue to stand out. */
  private static final double STRONGEST_SHADE = 0.45;

  private boolean logarithmicX;
  private boolean logarithmicY;
  private BufferedImage background;
  private Rectangle2D backgroundArea;

  /** Of the axes, as they were painted last. */
  private Scale scaleX;
  private Scale scaleY;

  StyledChart(int width, int height) {
    super(width, height);
  }

  boolean isLogarithmicX() {
    return logarithmicX;
  }

  void setLogarithmicX() {
    logarithmicX = true;
  }

  boolean isLogarithmicY() {
    return logarithmicY;
  }

  void setLogarithmicY() {
    logarithmicY = true;
  }

  /** A picture behind the series that covers an area given in the coordinates of the axes. */
  void setBackground(BufferedImage image, Rectangle2D area) {
    background = image;
    backgroundArea = area;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    boolean legend = styler.isLegendVisible() && styler.getLegendPosition() == LegendPosition.OutsideS;
    List<List<XYSeries>> rows = legend && !legendRepeatsTheTitle() ? legendRows(g, width) : List.of();
    int legendHeight = rows.isEmpty() ? 0 : rows.size() * ROW_HEIGHT + LEGEND_MARGIN;
    List<ChartPart> painted = new ArrayList<>(annotations);
    Map<XYSeries, BasicStroke> strokes = new LinkedHashMap<>();
    annotations.clear();
    for (XYSeries series : seriesMap.values()) {
      if (isLine(series)) {
        strokes.put(series, series.getLineStyle());
        series.setLineStyle(SeriesLines.NONE);
      }
    }
    if (legend) {
      styler.setLegendVisible(false);
    }
    try {
      super.paint(g, width, height - legendHeight);
    } finally {
      strokes.forEach(XYSeries::setLineStyle);
      annotations.addAll(painted);
      if (legend) {
        styler.setLegendVisible(true);
      }
      setHeight(height);
    }
    scaleX = scale(XYSeries::getXMin, XYSeries::getXMax, styler.getXAxisMin(), styler.getXAxisMax(),
        this::getScreenXFromChart, plot.getBounds().getCenterX());
    scaleY = scale(XYSeries::getYMin, XYSeries::getYMax, styler.getYAxisMin(), styler.getYAxisMax(),
        this::getScreenYFromChart, plot.getBounds().getCenterY());
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Shape clip = g.getClip();
    g.clip(plot.getBounds());
    paintBackgroundImage(g);
    paintLogarithmicGrid(g);
    Map<XYSeries, Marker> marks = marks();
    strokes.keySet().forEach(series -> paintLine(g, series));
    marks.forEach((series, mark) -> paintMarks(g, series, mark));
    for (XYSeries series : seriesMap.values()) {
      if (series.getXYSeriesRenderStyle().orElse(null) == XYSeriesRenderStyle.Scatter) {
        paintMarkers(g, series);
      }
    }
    g.setClip(clip);
    paintLogarithmicLabels(g);
    annotations.forEach(annotation -> annotation.paint(g));
    g.setColor(styler.getChartBackgroundColor());
    g.fillRect(0, height - legendHeight, width, legendHeight);
    for (int row = 0; row < rows.size(); row++) {
      paintRow(g, rows.get(row), marks, width, height - LEGEND_MARGIN - (rows.size() - row) * ROW_HEIGHT);
    }
  }

  /**
   * The ticks of a logarithmic axis: powers of ten; where these are too few, also 2 and 5 times these; where these too
   * are too few, equal steps.
   *
   * @param from log₁₀ of the smallest visible number
   * @param to log₁₀ of the largest visible number
   * @param most so many ticks have room
   * @return log₁₀ of each tick, ascending
   */
  static double[] logarithmicTicks(double from, double to, int most) {
    int step = evenStep((to - from) / most);
    double[] powers = IntStream.rangeClosed((int) Math.ceil(from / step), (int) Math.floor(to / step))
        .mapToDouble(k -> (double) k * step).toArray();
    if (powers.length >= FEWEST_TICKS || step > 1) {
      return powers;
    }
    double[] ticks = IntStream.rangeClosed((int) Math.floor(from), (int) Math.floor(to)).boxed()
        .flatMapToDouble(k -> DoubleStream.of(k, k + Math.log10(2), k + Math.log10(5)))
        .filter(tick -> tick >= from && tick <= to).toArray();
    return ticks.length < FEWEST_TICKS ? equalSteps(Math.pow(10, from), Math.pow(10, to), most) : ticks;
  }

  /** The smallest of 1, 2, 3, 5, 10, 20, … that is no less than that. */
  private static int evenStep(double least) {
    for (int ten = 1; ; ten *= 10) {
      for (int factor : new int[] {1, 2, 3, 5}) {
        if (factor * ten >= least) {
          return factor * ten;
        }
      }
    }
  }

  private static double[] equalSteps(double from, double to, int most) {
    BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10((to - from) / most)));
    int[] factors = {2, 5, 10};
    BigDecimal unit = step;
    for (int i = 0; i < factors.length && (to - from) / step.doubleValue() > most; i++) {
      step = unit.multiply(BigDecimal.valueOf(factors[i]));
    }
    double width = step.doubleValue();
    return LongStream.rangeClosed((long) Math.ceil(from / width), (long) Math.floor(to / width))
        .mapToDouble(k -> Math.log10(k * width)).toArray();
  }

  private double[] ticksX() {
    Rectangle2D area = plot.getBounds();
    return scaleX.ticks(area.getMinX(), area.getMaxX(), (int) (area.getWidth() / styler.getXAxisTickMarkSpacingHint()));
  }

  private double[] ticksY() {
    Rectangle2D area = plot.getBounds();
    return scaleY.ticks(area.getMaxY(), area.getMinY(), (int) (area.getHeight() / SMALLEST_TICK_DISTANCE));
  }

  /**
   * Where the numbers of an axis stand, from where the smallest and the largest that are visible do: XChart answers for
   * those, but not for a logarithm of 0 or less on an axis of positive ones.
   */
  private record Scale(double min, double max, double atMin, double atMax) {

    double at(double value) {
      return min < max ? atMin + (value - min) / (max - min) * (atMax - atMin) : atMin;
    }

    private double value(double place) {
      return min + (place - atMin) / (atMax - atMin) * (max - min);
    }

    double[] ticks(double from, double to, int most) {
      return min < max ? logarithmicTicks(value(from), value(to), most)
          : min == max ? new double[] {min} : new double[0];
    }
  }

  /** Of the numbers that are visible: {@code from} and {@code to} are null where the chart does not set an end. */
  private Scale scale(ToDoubleFunction<XYSeries> min, ToDoubleFunction<XYSeries> max, Double from, Double to,
      DoubleUnaryOperator screen, double centre) {
    double smallest = seriesMap.values().stream().mapToDouble(min).min().orElse(Double.NaN);
    double largest = seriesMap.values().stream().mapToDouble(max).max().orElse(Double.NaN);
    smallest = from == null ? smallest : Math.max(smallest, from);
    largest = to == null ? largest : Math.min(largest, to);
    return smallest < largest
        ? new Scale(smallest, largest, screen.applyAsDouble(smallest), screen.applyAsDouble(largest))
        : new Scale(smallest, largest, centre, centre);
  }

  private void paintLogarithmicGrid(Graphics2D g) {
    Rectangle2D area = plot.getBounds();
    g.setColor(GRID_SHADOW);
    g.setStroke(styler.getPlotGridLinesStroke());
    if (logarithmicX) {
      for (double tick : ticksX()) {
        double x = screenX(tick);
        g.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
      }
    }
    if (logarithmicY) {
      for (double tick : ticksY()) {
        double y = screenY(tick);
        g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
      }
    }
  }

  private void paintLogarithmicLabels(Graphics2D g) {
    Rectangle2D area = plot.getBounds();
    double mark = styler.getAxisTickMarkLength();
    double distance = mark + styler.getAxisTickPadding();
    g.setFont(styler.getAxisTickLabelsFont());
    g.setStroke(styler.getAxisTickMarksStroke());
    double digitHeight = g.getFont().createGlyphVector(g.getFontRenderContext(), "0").getVisualBounds().getHeight();
    if (logarithmicX) {
      for (double tick : ticksX()) {
        double x = screenX(tick);
        String label = Plots.tickLabel(tick, Plots.TICK_DIGITS);
        g.setColor(Plots.FRAME);
        g.draw(new Line2D.Double(x, area.getMaxY(), x, area.getMaxY() + mark));
        g.setColor(styler.getAxisTickLabelsColor());
        g.drawString(label, (float) (x - g.getFontMetrics().stringWidth(label) / 2.0),
            (float) (area.getMaxY() + distance + digitHeight));
      }
    }
    if (logarithmicY) {
      for (double tick : ticksY()) {
        double y = screenY(tick);
        String label = Plots.tickLabel(tick, Plots.TICK_DIGITS);
        g.setColor(Plots.FRAME);
        g.draw(new Line2D.Double(area.getMinX() - mark, y, area.getMinX(), y));
        g.setColor(styler.getAxisTickLabelsColor());
        g.drawString(label, (float) (area.getMinX() - distance - g.getFontMetrics().stringWidth(label)),
            (float) (y + digitHeight / 2));
      }
    }
  }

  private static boolean isLine(XYSeries series) {
    XYSeriesRenderStyle style = series.getXYSeriesRenderStyle().orElse(null);
    return series.isEnabled() && (style == null || style == XYSeriesRenderStyle.Line
        || style == XYSeriesRenderStyle.Area) && series.getLineStyle() != null;
  }

  private void paintBackgroundImage(Graphics2D g) {
    if (background != null) {
      double left = screenX(backgroundArea.getMinX());
      double right = screenX(backgroundArea.getMaxX());
      double top = screenY(backgroundArea.getMaxY());
      double bottom = screenY(backgroundArea.getMinY());
      g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
      g.drawImage(background, (int) Math.round(left), (int) Math.round(top), (int) Math.round(right - left),
          (int) Math.round(bottom - top), null);
    }
  }

  private void paintLine(Graphics2D g, XYSeries series) {
    double[] x = series.getXData();
    double[] y = series.getYData();
    Path2D path = new Path2D.Double();
    boolean interrupted = true;
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) {
        interrupted = true;
      } else if (interrupted) {
        path.moveTo(screenX(x[i]), screenY(y[i]));
        interrupted = false;
      } else {
        path.lineTo(screenX(x[i]), screenY(y[i]));
      }
    }
    g.setColor(series.getLineColor());
    g.setStroke(series.getLineStyle());
    g.draw(path);
  }

  /** What tells lines with the same dashes apart: a mark for each line of the legend. */
  Map<XYSeries, Marker> marks() {
    Map<XYSeries, Marker> marks = new LinkedHashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    for (XYSeries series : seriesMap.values()) {
      if (isLine(series) && series.isShowInLegend() && series.getLineStyle() != SeriesLines.NONE) {
        float[] dashes = series.getLineStyle().getDashArray();
        int before = taken.merge(dashes == null ? "" : Arrays.toString(dashes), 1, Integer::sum) - 1;
        marks.put(series, MARKS.get(Math.min(before, MARKS.size() - 1)));
      }
    }
    return marks;
  }

  /** Marks at equal distances from left to right, or at each point if the points are further apart than that. */
  private void paintMarks(Graphics2D g, XYSeries series, Marker mark) {
    if (mark == SeriesMarkers.NONE) {
      return;
    }
    double[] x = series.getXData();
    double[] y = series.getYData();
    g.setColor(series.getLineColor());
    double next = plot.getBounds().getMinX() + MARK_SHIFT * MARKS.indexOf(mark);
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i]) && screenX(x[i]) >= next) {
        mark.paint(g, screenX(x[i]), screenY(y[i]), MARK_SIZE);
        while (next <= screenX(x[i])) {
          next += MARK_DISTANCE;
        }
      }
    }
  }

  private void paintMarkers(Graphics2D g, XYSeries series) {
    double[] x = series.getXData();
    double[] y = series.getYData();
    g.setColor(series.getMarkerColor());
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        series.getMarker().paint(g, screenX(x[i]), screenY(y[i]), styler.getMarkerSize());
      }
    }
  }

  private double screenX(double x) {
    return scaleX.at(x);
  }

  private double screenY(double y) {
    return scaleY.at(y);
  }

  private boolean legendRepeatsTheTitle() {
    return seriesMap.values().stream().filter(XYSeries::isShowInLegend).map(XYSeries::getLabel).toList()
        .equals(List.of(getTitle()));
  }

  private List<List<XYSeries>> legendRows(Graphics2D g, int width) {
    List<List<XYSeries>> rows = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (XYSeries series : seriesMap.values()) {
      if (series.isShowInLegend() && series.isEnabled()) {
        double entry = entryWidth(g, series);
        if (used + ENTRY_GAP + entry > width - 2 * styler.getChartPadding()) {
          rows.add(new ArrayList<>());
          used = -ENTRY_GAP;
        }
        rows.get(rows.size() - 1).add(series);
        used += ENTRY_GAP + entry;
      }
    }
    return rows;
  }

  private double entryWidth(Graphics2D g, XYSeries series) {
    return SAMPLE_WIDTH + SAMPLE_GAP + g.getFontMetrics(styler.getLegendFont()).stringWidth(series.getLabel());
  }

  private void paintRow(Graphics2D g, List<XYSeries> row, Map<XYSeries, Marker> marks, int width, int top) {
    double total = row.stream().mapToDouble(s -> entryWidth(g, s) + ENTRY_GAP).sum() - ENTRY_GAP;
    double x = Math.max(styler.getChartPadding(), (width - total) / 2);
    double middle = top + ROW_HEIGHT / 2.0;
    g.setFont(styler.getLegendFont());
    for (XYSeries series : row) {
      XYSeriesRenderStyle style = series.getXYSeriesRenderStyle().orElse(null);
      if (style == XYSeriesRenderStyle.Scatter) {
        g.setColor(series.getMarkerColor());
        series.getMarker().paint(g, x + SAMPLE_WIDTH / 2.0, middle, styler.getMarkerSize());
      } else {
        if (style == XYSeriesRenderStyle.Area) {
          g.setColor(series.getFillColor());
          g.fill(new Rectangle2D.Double(x, middle, SAMPLE_WIDTH, SAMPLE_HEIGHT / 2.0));
        }
        g.setColor(series.getLineColor());
        g.setStroke(series.getLineStyle());
        g.draw(new Line2D.Double(x, middle, x + SAMPLE_WIDTH, middle));
        marks.getOrDefault(series, SeriesMarkers.NONE).paint(g, x + SAMPLE_WIDTH / 2.0, middle, MARK_SIZE);
      }
      g.setColor(styler.getChartFontColor());
      float baseline = (float) (middle + g.getFontMetrics().getAscent() * 0.36);
      g.drawString(series.getLabel(), (float) (x + SAMPLE_WIDTH + SAMPLE_GAP), baseline);
      x += entryWidth(g, series) + ENTRY_GAP;
    }
  }

  /** The colour of a value between −1 and 1: blue over white to vermilion. */
  static Color shade(double value) {
    Color end = value < 0 ? Style.BLUE : Style.VERMILION;
    double t = Math.sqrt(Math.min(1, Math.abs(value))) * STRONGEST_SHADE;
    return new Color(mix(end.getRed(), t), mix(end.getGreen(), t), mix(end.getBlue(), t));
  }

  private static int mix(int channel, double t) {
    return (int) Math.round(255 + t * (channel - 255));
  }
}
