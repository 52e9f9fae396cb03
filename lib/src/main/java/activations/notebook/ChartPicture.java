package activations.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;

/** Draws a chart. */
final class ChartPicture {

  /** Pixels of the picture per logical pixel: sharp on a high-resolution screen and in print. */
  private static final int SCALE = 2;

  /** XChart rounds the step between ticks to ten decimals and never ends if that makes it zero. */
  private static final double SMALLEST_RANGE = 1e-8;

  /** XChart's ticks overflow beyond this, and have no digits to differ in if they are this many times the range. */
  private static final double LARGEST_RANGE = 1e300;
  private static final double LARGEST_OFFSET = 1e11;
  /** Of numbers that are no longs it may count for ever. */
  private static final double LARGEST_OFFSET_OF_HUGE = 50;
  private static final double HUGE = 1e18;

  private ChartPicture() {}

  /**
   * The chart as PNG bytes, at twice the width and height.
   *
   * @param encoding gives the bytes of a picture
   * @throws IllegalArgumentException if the chart's values span too little to draw
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  static byte[] png(Chart chart, int width, int height, Function<BufferedImage, byte[]> encoding) {
    requireDrawable(chart);
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(); // the painter may be done before anybody waits for it
    }
    // On a thread of its own: Java's fonts forget an interrupt that arrives while they read their file.
    // A painter whose cell was interrupted may still be at work on the chart.
    FutureTask<byte[]> painting = new FutureTask<>(() -> {
      synchronized (chart) {
        return encoding.apply(drawn(chart, width, height));
      }
    });
    Thread painter = new Thread(painting, "painter");
    painter.setDaemon(true);
    painter.start();
    try {
      return painting.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException runtime ? runtime : new IllegalStateException(e.getCause());
    }
  }

  private static CancellationException interrupted() {
    return new CancellationException("interrupted while the chart was drawn");
  }

  /** The chart in full colour, at twice the width and height. */
  static BufferedImage drawn(Chart chart, int width, int height) {
    BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(SCALE, SCALE);
      paint(chart, graphics, width, height);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** Draws a chart in another size than its own, which it keeps. */
  static void paint(Chart chart, Graphics2D graphics, int width, int height) {
    int ownWidth = chart.getWidth();
    int ownHeight = chart.getHeight();
    chart.paint(graphics, width, height);
    if (width != ownWidth || height != ownHeight) {
      // Painting is the only way to give a chart a size; it gets its own back.
      chart.paint(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics(), ownWidth, ownHeight);
    }
  }

  private static void requireDrawable(Chart chart) {
    if (chart instanceof Panels panels) {
      panels.charts().forEach(ChartPicture::requireDrawable);
    } else if (chart instanceof XYChart xyChart) {
      requireDrawable(xyChart);
    }
  }

  static void requireDrawable(XYChart chart) {
    double xMin = Double.POSITIVE_INFINITY;
    double xMax = Double.NEGATIVE_INFINITY;
    double yMin = Double.POSITIVE_INFINITY;
    double yMax = Double.NEGATIVE_INFINITY;
    for (XYSeries series : chart.getSeriesCollection()) {
      xMin = Math.min(xMin, series.getXMin());
      xMax = Math.max(xMax, series.getXMax());
      yMin = Math.min(yMin, series.getYMin());
      yMax = Math.max(yMax, series.getYMax());
    }
    XYStyler styler = chart.getStyler();
    if (!styler.isXAxisLogarithmic()) {
      requireRange("x", end(styler.getXAxisMin(), xMin), end(styler.getXAxisMax(), xMax));
    }
    if (!styler.isYAxisLogarithmic()) {
      requireRange("y", end(styler.getYAxisMin(), yMin), end(styler.getYAxisMax(), yMax));
    }
  }

  private static double end(Double fixed, double ofData) {
    return fixed == null ? ofData : fixed;
  }

  private static void requireRange(String axis, double min, double max) {
    double range = max - min;
    if (range > LARGEST_RANGE) {
      throw new IllegalArgumentException("the " + axis + " values go from " + min + " to " + max
          + ", too far for the ticks of an axis: divide them by a power of ten and name it in the axis label");
    }
    double size = Math.max(Math.abs(min), Math.abs(max));
    if (range > 0 && size > (size > HUGE ? LARGEST_OFFSET_OF_HUGE : LARGEST_OFFSET) * range) {
      throw new IllegalArgumentException("the " + axis + " values go from " + min + " to " + max
          + ", too little beside their size for the ticks of an axis: subtract a number near them and name it in the"
          + " axis label");
    }
    if (range > 0 && range < SMALLEST_RANGE) {
      throw new IllegalArgumentException("the " + axis + " values span only " + range
          + ", too little for the ticks of an axis: multiply them by a power of ten and name it in the axis label");
    }
  }
}
