package activations.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Paints what {@link Plot} does not leave to XChart: lines, points, and the ticks of logarithmic axes. */
final class PlotPainter {

  /** Distance of a line's marks along the x axis, in logical pixels. */
  private static final int MARK_DISTANCE = 72;
  /** How much further to the right the next line's marks are, so that they do not hide each other. */
  private static final int MARK_SHIFT = 17;

  /** Of a point of a line that has no neighbours. */
  static final int DOT_SIZE = 5;

  /** Of a logarithmic y axis, in logical pixels: twice the height of a label. */
  private static final int SMALLEST_TICK_DISTANCE = 28;
  /** Black of this opacity looks like the grid on white, and like a line on a band. */
  private static final Color GRID_SHADOW = new Color(0, 0, 0, 27);

  private final Graphics2D g;
  private final XYStyler styler;
  private final Rectangle2D area;
  private final Scale scaleX;
  private final Scale scaleY;
  /** log₁₀ of the ticks of logarithmic axes, places of the names; none on others. */
  private final double[] ticksX;
  private final double[] ticksY;

  /** Of the y axis, which has these instead of numbers; empty if not. */
  private final List<String> names;

  PlotPainter(Graphics2D g, XYStyler styler, Rectangle2D area, Axis xAxis, Scale scaleX, Axis yAxis, Scale scaleY) {
    this.g = g;
    this.styler = styler;
    this.area = area;
    this.scaleX = scaleX;
    this.scaleY = scaleY;
    ticksX = !xAxis.isLogarithmic() ? new double[0] : scaleX.logarithmicTicks(
        area.getMinX(), area.getMaxX(), (int) (area.getWidth() / styler.getXAxisTickMarkSpacingHint()));
    names = yAxis.names();
    ticksY = !yAxis.isLogarithmic() ? IntStream.rangeClosed(1, names.size()).asDoubleStream().toArray()
        : scaleY.logarithmicTicks(
            area.getMaxY(), area.getMinY(), (int) (area.getHeight() / SMALLEST_TICK_DISTANCE));
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  /** Over XChart's frame, which is empty but for bands and the grid of axes with equal steps. */
  void paint(Collection<XYSeries> lines, Map<XYSeries, Marker> marks, Collection<XYSeries> arrows,
      Collection<XYSeries> points) {
    Shape clip = g.getClip();
    g.clip(area);
    g.setColor(GRID_SHADOW);
    g.setStroke(styler.getPlotGridLinesStroke());
    for (double tick : ticksX) {
      g.draw(new Line2D.Double(scaleX.at(tick), area.getMinY(), scaleX.at(tick), area.getMaxY()));
    }
    for (double tick : ticksY) {
      g.draw(new Line2D.Double(area.getMinX(), scaleY.at(tick), area.getMaxX(), scaleY.at(tick)));
    }
    lines.forEach(this::paintLine);
    marks.forEach(this::paintMarks);
    arrows.forEach(series -> Arrow.paintHeads(g, series, scaleX, scaleY));
    points.forEach(this::paintPoints);
    g.setClip(clip);
    paintLabels();
  }

  /** Below everything else, over a rectangle that is given in the coordinates of the axes. */
  void paintBackground(BufferedImage image, Rectangle2D covered) {
    double left = scaleX.at(covered.getMinX());
    double right = scaleX.at(covered.getMaxX());
    double top = scaleY.at(covered.getMaxY());
    double bottom = scaleY.at(covered.getMinY());
    Shape clip = g.getClip();
    g.clip(area);
    g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.drawImage(image, (int) Math.round(left), (int) Math.round(top), (int) Math.round(right - left),
        (int) Math.round(bottom - top), null);
    g.setClip(clip);
  }

  private void paintLabels() {
    double mark = styler.getAxisTickMarkLength();
    double distance = mark + styler.getAxisTickPadding();
    g.setFont(styler.getAxisTickLabelsFont());
    g.setStroke(styler.getAxisTickMarksStroke());
    double digitHeight = g.getFont().createGlyphVector(g.getFontRenderContext(), "0").getVisualBounds().getHeight();
    for (double tick : ticksX) {
      double x = scaleX.at(tick);
      g.setColor(ChartStyle.FRAME);
      g.draw(new Line2D.Double(x, area.getMaxY(), x, area.getMaxY() + mark));
      String label = Scale.label(tick);
      double halfWidth = g.getFontMetrics().stringWidth(label) / 2.0;
      paintLabel(label, x - halfWidth, area.getMaxY() + distance + digitHeight);
    }
    for (double tick : ticksY) {
      double y = scaleY.at(tick);
      g.setColor(ChartStyle.FRAME);
      g.draw(new Line2D.Double(area.getMinX() - mark, y, area.getMinX(), y));
      String label = names.isEmpty() ? Scale.label(tick) : names.get((int) tick - 1);
      paintLabel(label, area.getMinX() - distance - g.getFontMetrics().stringWidth(label), y + digitHeight / 2);
    }
  }

  private void paintLabel(String label, double left, double baseline) {
    g.setColor(styler.getAxisTickLabelsColor());
    g.drawString(label, (float) left, (float) baseline);
  }

  private void paintLine(XYSeries series) {
    double[] x = series.getXData();
    double[] y = series.getYData();
    Path2D path = new Path2D.Double();
    g.setColor(series.getLineColor());
    boolean before = false;
    for (int i = 0; i < x.length; i++) {
      boolean here = !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
      boolean after = i + 1 < x.length && !Double.isNaN(x[i + 1]) && !Double.isNaN(y[i + 1]);
      if (here && before) {
        path.lineTo(scaleX.at(x[i]), scaleY.at(y[i]));
      } else if (here && after) {
        path.moveTo(scaleX.at(x[i]), scaleY.at(y[i]));
      } else if (here) {
        SeriesMarkers.CIRCLE.paint(g, scaleX.at(x[i]), scaleY.at(y[i]), DOT_SIZE);
      }
      before = here;
    }
    g.setStroke(series.getLineStyle());
    g.draw(path);
  }

  /** Marks at equal distances from left to right, or at each point if the points are further apart than that. */
  private void paintMarks(XYSeries series, Marker mark) {
    if (mark == SeriesMarkers.NONE) {
      return;
    }
    double[] x = series.getXData();
    double[] y = series.getYData();
    g.setColor(series.getLineColor());
    double next = area.getMinX() + MARK_SHIFT * Plot.MARKS.indexOf(mark);
    for (int i = 0; i < x.length; i++) {
      double at = scaleX.at(x[i]);
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i]) && at >= next) {
        mark.paint(g, at, scaleY.at(y[i]), Plot.MARK_SIZE);
        while (next <= at) {
          next += MARK_DISTANCE;
        }
      }
    }
  }

  private void paintPoints(XYSeries series) {
    double[] x = series.getXData();
    double[] y = series.getYData();
    g.setColor(series.getMarkerColor());
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        series.getMarker().paint(g, scaleX.at(x[i]), scaleY.at(y[i]), styler.getMarkerSize());
      }
    }
  }
}
