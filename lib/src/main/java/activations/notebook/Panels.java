package activations.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Objects;

/**
 * Several charts in one picture, in rows from left to right: so that they move together in a figure that moves.
 *
 * <pre>{@code
 * Show.slider("α", alphas, alpha -> Panels.of(2, value(alpha), slope(alpha)), alpha -> "…");
 * }</pre>
 *
 * <p>{@link Show#charts} shows charts side by side that do not move, and wraps them where the page is narrow.
 */
public final class Panels implements Chart {

  /** Logical size of a panel: two make the width of a notebook. */
  static final int WIDTH = 380;
  static final int HEIGHT = 300;

  private final int columns;
  private final List<Chart> charts;

  private Panels(int columns, List<Chart> charts) {
    this.columns = columns;
    this.charts = charts;
  }

  /**
   * {@return charts side by side, 380 × 300 logical pixels each}
   *
   * @param columns how many stand in a row, at least 1
   * @param charts at least one, different ones
   * @throws NullPointerException if a chart is null
   * @throws IllegalArgumentException if there is no column or no chart
   */
  public static Panels of(int columns, Chart... charts) {
    Objects.requireNonNull(charts, "charts is null");
    if (columns < 1) {
      throw new IllegalArgumentException("columns is " + columns + "; at least 1 is needed");
    }
    if (charts.length == 0) {
      throw new IllegalArgumentException("there is no chart for the panels");
    }
    for (int i = 0; i < charts.length; i++) {
      Objects.requireNonNull(charts[i], "chart " + i + " is null");
    }
    return new Panels(Math.min(columns, charts.length), List.of(charts));
  }

  List<Chart> charts() {
    return charts;
  }

  private int rows() {
    return (charts.size() + columns - 1) / columns;
  }

  @Override
  public int getWidth() {
    return columns * WIDTH;
  }

  @Override
  public int getHeight() {
    return rows() * HEIGHT;
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    int panelWidth = width / columns;
    int panelHeight = height / rows();
    for (int i = 0; i < charts.size(); i++) {
      Graphics2D panel = (Graphics2D) graphics.create(
          i % columns * panelWidth, i / columns * panelHeight, panelWidth, panelHeight);
      try {
        ChartPicture.paint(charts.get(i), panel, panelWidth, panelHeight);
      } finally {
        panel.dispose();
      }
    }
  }
}
