package activations.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A square grid of the plane after a map; see {@link Pictures#plane}. */
final class Plane {

  /** Lines of the grid in each direction. */
  static final int LINES = 9;
  /** Of one line of the grid, so that its bends are seen; multiples of the lines, so that it meets their crossings. */
  private static final int POINTS = 10 * (LINES - 1) + 1;
  private static final int ADJUSTMENTS = 4;
  /** Dark lines and pale ones; the colours come late among those of other series. */
  private static final Style FIRST = new Style(Style.BLACK, Style.Dash.SOLID, 1.1f);
  private static final Style SECOND = new Style(Style.ORANGE, Style.Dash.SOLID, 1.8f);

  private Plane() {}

  static Plot of(String title, Axis first, Axis second, double from, double to, UnaryOperator<double[]> map) {
    Sampling.requireInterval(from, to);
    Plot plot = new Plot(title, first, second);
    double[] across = Sampling.linspace(from, to, LINES);
    double[] along = Sampling.linspace(from, to, POINTS);
    double[][] upright = lines(across, along, (fixed, moving) -> image(map, fixed, moving));
    double[][] level = lines(across, along, (fixed, moving) -> image(map, moving, fixed));
    plot.line("x₁ fixed", FIRST, upright[0], upright[1]).setShowInLegend(false);
    plot.line("x₂ fixed", SECOND, level[0], level[1]).setShowInLegend(false);
    plot.getStyler().setPlotGridLinesVisible(false);
    giveEqualUnits(plot, first, second);
    return plot;
  }

  @FunctionalInterface
  private interface PointOfLine {
    double[] at(double fixed, double moving);
  }

  /** The lines one after another, with a gap between them. */
  private static double[][] lines(double[] across, double[] along, PointOfLine point) {
    double[][] xy = new double[2][across.length * (along.length + 1)];
    int at = 0;
    for (double fixed : across) {
      for (double moving : along) {
        double[] image = point.at(fixed, moving);
        xy[0][at] = image[0];
        xy[1][at++] = image[1];
      }
      xy[0][at] = Double.NaN;
      xy[1][at++] = Double.NaN;
    }
    return xy;
  }

  private static double[] image(UnaryOperator<double[]> map, double x, double y) {
    double[] image = Objects.requireNonNull(map.apply(new double[] {x, y}), "the map gives null");
    if (image.length != 2) {
      throw new IllegalArgumentException("the map must give two numbers but gives " + Arrays.toString(image));
    }
    return image;
  }

  /**
   * Makes the axis longer on which a step is longer. The labels of an axis may change with that, and with them the room
   * for the other, so it is done more than once.
   */
  private static void giveEqualUnits(Plot plot, Axis first, Axis second) {
    Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.scale(2, 2);
    for (int i = 0; i < ADJUSTMENTS; i++) {
      plot.paint(g, Panels.WIDTH, Panels.HEIGHT);
      double unitX = plot.getScreenXFromChart(1) - plot.getScreenXFromChart(0);
      double unitY = plot.getScreenYFromChart(0) - plot.getScreenYFromChart(1);
      double[] x = widened(first, plot.getStyler().getXAxisMax() - plot.getStyler().getXAxisMin(), unitX / unitY);
      double[] y = widened(second, plot.getStyler().getYAxisMax() - plot.getStyler().getYAxisMin(), unitY / unitX);
      plot.getStyler().setXAxisMin(x[0]).setXAxisMax(x[1]).setYAxisMin(y[0]).setYAxisMax(y[1]);
    }
    plot.paint(g, Panels.WIDTH, Panels.HEIGHT);
    g.dispose();
  }

  /** The ends of an axis around the same middle, by a factor further apart than now, but not nearer than they were. */
  private static double[] widened(Axis axis, double now, double factor) {
    double middle = (axis.from() + axis.to()) / 2;
    double half = Math.max(now * factor, axis.to() - axis.from()) / 2;
    return new double[] {middle - half, middle + half};
  }
}
