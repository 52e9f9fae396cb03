package activations.notebook;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The legend below a plot. XChart's horizontal legend does not wrap, and sets its texts on different base lines; this
 * one wraps.
 */
final class Legend {

  private static final int SAMPLE_WIDTH = 38;
  private static final int SAMPLE_HEIGHT = 12;
  private static final int SAMPLE_GAP = 8;
  private static final int ENTRY_GAP = 26;
  private static final int ROW_HEIGHT = 24;
  private static final int MARGIN = 6;

  private final Graphics2D g;
  private final XYStyler styler;
  private final int width;
  private final List<List<XYSeries>> rows = new ArrayList<>();

  /** Of no row if there is no series. */
  Legend(Graphics2D g, XYStyler styler, int width, List<XYSeries> series) {
    this.g = g;
    this.styler = styler;
    this.width = width;
    double used = Double.POSITIVE_INFINITY;
    for (XYSeries one : series) {
      double entry = entryWidth(one);
      if (used + ENTRY_GAP + entry > width - 2 * styler.getChartPadding()) {
        rows.add(new ArrayList<>());
        used = -ENTRY_GAP;
      }
      rows.get(rows.size() - 1).add(one);
      used += ENTRY_GAP + entry;
    }
  }

  int height() {
    return rows.isEmpty() ? 0 : rows.size() * ROW_HEIGHT + MARGIN;
  }

  /** Below everything else in a picture of that height. */
  void paint(int height, Map<XYSeries, Marker> marks) {
    g.setColor(styler.getChartBackgroundColor());
    g.fillRect(0, height - height(), width, height());
    for (int row = 0; row < rows.size(); row++) {
      paintRow(rows.get(row), marks, height - MARGIN - (rows.size() - row) * ROW_HEIGHT);
    }
  }

  private double entryWidth(XYSeries series) {
    return SAMPLE_WIDTH + SAMPLE_GAP + g.getFontMetrics(styler.getLegendFont()).stringWidth(series.getLabel());
  }

  private void paintRow(List<XYSeries> row, Map<XYSeries, Marker> marks, int top) {
    double total = row.stream().mapToDouble(s -> entryWidth(s) + ENTRY_GAP).sum() - ENTRY_GAP;
    double x = Math.max(styler.getChartPadding(), (width - total) / 2);
    double middle = top + ROW_HEIGHT / 2.0;
    g.setFont(styler.getLegendFont());
    for (XYSeries series : row) {
      paintSample(series, marks.getOrDefault(series, SeriesMarkers.NONE), x, middle);
      g.setColor(styler.getChartFontColor());
      float baseline = (float) (middle + g.getFontMetrics().getAscent() * 0.36);
      g.drawString(series.getLabel(), (float) (x + SAMPLE_WIDTH + SAMPLE_GAP), baseline);
      x += entryWidth(series) + ENTRY_GAP;
    }
  }

  private void paintSample(XYSeries series, Marker mark, double x, double middle) {
    XYSeriesRenderStyle style = series.getXYSeriesRenderStyle().orElse(null);
    if (style == XYSeriesRenderStyle.Scatter) {
      g.setColor(series.getMarkerColor());
      series.getMarker().paint(g, x + SAMPLE_WIDTH / 2.0, middle, styler.getMarkerSize());
      return;
    }
    if (style == XYSeriesRenderStyle.Area) {
      g.setColor(series.getFillColor());
      g.fill(new Rectangle2D.Double(x, middle, SAMPLE_WIDTH, SAMPLE_HEIGHT / 2.0));
    }
    g.setColor(series.getLineColor());
    g.setStroke(series.getLineStyle());
    g.draw(new Line2D.Double(x, middle, x + SAMPLE_WIDTH, middle));
    mark.paint(g, x + SAMPLE_WIDTH / 2.0, middle, Plot.MARK_SIZE);
  }
}
