package activations.notebook;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Arrays;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What makes a line of two points an arrow; see {@link Plot#addArrows}. */
final class Arrow {

  /** Of the head, along the arrow and across it, in logical pixels. */
  private static final double LENGTH = 11;
  private static final double WIDTH = 9;
  /** Coordinates for each arrow: those of its two ends, and a gap. */
  private static final int STEP = 3;

  private Arrow() {}

  /** The coordinates of a line with a gap after each pair of points. */
  static double[] pairs(double[] from, double[] to) {
    double[] pairs = new double[STEP * from.length];
    Arrays.fill(pairs, Double.NaN);
    for (int i = 0; i < from.length; i++) {
      pairs[STEP * i] = from[i];
      pairs[STEP * i + 1] = to[i];
    }
    return pairs;
  }

  /** A triangle at the second point of each pair, the smaller the shorter the arrow; a dot if that has no length. */
  static void paintHeads(Graphics2D g, XYSeries series, Scale scaleX, Scale scaleY) {
    g.setColor(series.getLineColor());
    for (int i = 0; i + 1 < series.getXData().length; i += STEP) {
      double x = scaleX.at(series.getXData()[i + 1]);
      double y = scaleY.at(series.getYData()[i + 1]);
      double dx = x - scaleX.at(series.getXData()[i]);
      double dy = y - scaleY.at(series.getYData()[i]);
      double size = Math.min(1, Math.hypot(dx, dy) / LENGTH);
      if (size > 0) {
        Path2D head = new Path2D.Double();
        head.moveTo(1, 0);
        head.lineTo(-LENGTH, -WIDTH / 2);
        head.lineTo(-LENGTH, WIDTH / 2);
        head.closePath();
        AffineTransform turned = AffineTransform.getTranslateInstance(x, y);
        turned.rotate(dx, dy);
        turned.scale(size, size);
        g.fill(turned.createTransformedShape(head));
      } else if (size == 0) {
        SeriesMarkers.CIRCLE.paint(g, x, y, PlotPainter.DOT_SIZE);
      }
    }
  }
}
