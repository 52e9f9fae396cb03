package activations.notebook;

import java.awt.Graphics2D;

/**
 * What {@link Show} can show as a picture.
 *
 * <p>{@link Plots} makes charts of the course's two kinds, {@link Plot} and {@link BarChart}. Every chart of XChart has
 * the three methods already, so that a chart of another kind is shown by a class of a few lines; so is anything else
 * that a {@link Graphics2D} can draw.
 *
 * <pre>{@code
 * class Boxes extends org.knowm.xchart.BoxChart implements Chart {
 *   Boxes() {
 *     super(680, 420, org.knowm.xchart.style.Styler.ChartTheme.XChart);   // without a theme the boxes are wrong
 *   }
 * }
 * }</pre>
 */
public interface Chart {

  /** {@return the width in logical pixels, at least 1} */
  int getWidth();

  /** {@return the height in logical pixels, at least 1} */
  int getHeight();

  /**
   * Draws the whole chart, its background included. Lines and letters are smoothed (antialiasing is on).
   *
   * @param graphics where to draw; its origin is the upper left corner of the chart
   * @param width the width to draw in logical pixels, which may differ from {@link #getWidth}
   * @param height the height to draw in logical pixels
   */
  void paint(Graphics2D graphics, int width, int height);
}
