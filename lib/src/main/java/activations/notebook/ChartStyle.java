package activations.notebook;

import activations.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What all charts of the course have in common. */
final class ChartStyle {

  /** Logical size of a chart in pixels. */
  static final int WIDTH = 680;
  static final int HEIGHT = 420;

  static final Color INK = new Color(0x222222);
  static final Color FRAME = new Color(0x9A9A9A);
  private static final Color GRID = new Color(0xE4E4E4);
  static final int TICK_DIGITS = 6;
  private static final double SMALLEST_TITLE = 8;
  /** The title stands over the plot, which begins behind the labels of the y axis. */
  private static final int BESIDE_TITLE = 100;

  private ChartStyle() {}

  static void apply(AxesChartStyler styler) {
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
    styler.setXAxisTickLabelsFormattingFunction(v -> Numbers.format(v, TICK_DIGITS));
    styler.setYAxisTickLabelsFormattingFunction(v -> Numbers.format(v, TICK_DIGITS));
  }

  /** Makes the font of the title so small that it fits into the width. Returns the font that the title had. */
  static Font fitTitle(Graphics2D g, Styler styler, String title, int width) {
    Font font = styler.getChartTitleFont();
    double room = (double) (width - BESIDE_TITLE) / g.getFontMetrics(font).stringWidth(title);
    if (room < 1) {
      styler.setChartTitleFont(font.deriveFont((float) Math.max(SMALLEST_TITLE, Math.floor(font.getSize() * room))));
    }
    return font;
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
