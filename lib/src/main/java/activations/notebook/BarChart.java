package activations.notebook;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/** A bar for each of some names; made by {@link Plots#bars}. It is an XChart, and can be changed as there. */
public final class BarChart extends CategoryChart implements Chart {

  /** Logical pixels beside the bars, for the labels of the y axis, and between two names. */
  private static final int BESIDE = 90;
  private static final int GAP = 8;
  /** The slant of names that do not fit, in degrees, and that where the bars stand closer than these pixels. */
  private static final int SLANT = 45;
  private static final int STEEP = 60;
  private static final int CLOSE = 40;

  private final String[] names;

  BarChart(String title, String xLabel, String yLabel, String[] names, double[] values, double[] sd) {
    super(ChartStyle.WIDTH, ChartStyle.HEIGHT);
    Objects.requireNonNull(names, "names is null");
    Objects.requireNonNull(values, "values is null");
    if (names.length != values.length || names.length == 0) {
      throw new IllegalArgumentException(
          "there are " + names.length + " names and " + values.length + " values; each bar needs one of both");
    }
    for (int i = 0; i < names.length; i++) {
      Objects.requireNonNull(names[i], "name " + i + " is null");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a bar cannot be " + value + " high");
      }
    }
    if (sd != null && sd.length != values.length) {
      throw new IllegalArgumentException("there are " + values.length + " bars and " + sd.length
          + " standard deviations; each bar needs one");
    }
    if (sd != null && !Arrays.stream(sd).allMatch(deviation -> deviation >= 0 && Double.isFinite(deviation))) {
      throw new IllegalArgumentException("sd must have a finite number of at least 0 for each bar");
    }
    this.names = names.clone();
    setTitle(Objects.requireNonNull(title, "title is null"));
    setXAxisTitle(Objects.requireNonNull(xLabel, "xLabel is null"));
    setYAxisTitle(Objects.requireNonNull(yLabel, "yLabel is null"));
    ChartStyle.apply(styler);
    styler.setXAxisTickLabelsFormattingFunction(null);
    styler.setLegendVisible(false);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setAvailableSpaceFill(0.7);
    // Every bar has its label, also in a chart of half the width.
    styler.setXAxisMaxLabelCount(Math.max(2, names.length)).setXAxisTickMarkSpacingHint(1);
    List<Double> deviations = sd == null ? null : Arrays.stream(sd).boxed().toList();
    CategorySeries series = addSeries(yLabel.isBlank() ? "value" : yLabel, Arrays.asList(names),
        Arrays.stream(values).boxed().toList(), deviations);
    series.setFillColor(sd == null ? Style.BLUE : Style.SKY);
  }

  /** Names that do not fit side by side are slanted, and end below their bars. */
  @Override
  public void paint(Graphics2D g, int width, int height) {
    Font titleFont = ChartStyle.fitTitle(g, styler, getTitle(), width);
    int rotation = styler.getXAxisLabelRotation();
    TextAlignment alignment = styler.getXAxisLabelAlignment();
    if (rotation == 0) {
      styler.setXAxisLabelRotation(slant(g.getFontMetrics(styler.getAxisTickLabelsFont()), width - BESIDE));
    }
    if (styler.getXAxisLabelRotation() > 0) {
      styler.setXAxisLabelAlignment(TextAlignment.Right);
    }
    try {
      super.paint(g, width, height);
    } finally {
      styler.setChartTitleFont(titleFont);
      styler.setXAxisLabelRotation(rotation).setXAxisLabelAlignment(alignment);
    }
  }

  /** 0 if each name fits beside the next one. */
  private int slant(FontMetrics metrics, int width) {
    double distance = (double) width / names.length;
    for (int i = 1; i < names.length; i++) {
      if ((metrics.stringWidth(names[i - 1]) + metrics.stringWidth(names[i])) / 2.0 + GAP > distance) {
        return distance < CLOSE ? STEEP : SLANT;
      }
    }
    return 0;
  }
}
