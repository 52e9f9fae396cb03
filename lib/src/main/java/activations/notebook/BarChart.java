package activations.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

/** A bar for each of some names; made by {@link Plots#bars}, and open to any change that XChart allows. */
public final class BarChart extends CategoryChart implements Chart {

  /** More letters than fit side by side below the bars. */
  private static final int WIDEST_LABELS = 80;

  BarChart(String title, String xLabel, String yLabel, String[] names, double[] values, double[] sd) {
    super(ChartStyle.WIDTH, ChartStyle.HEIGHT);
    Objects.requireNonNull(names, "names is null");
    Objects.requireNonNull(values, "values is null");
    if (names.length != values.length || names.length == 0) {
      throw new IllegalArgumentException(
          "there are " + names.length + " names and " + values.length + " values; each bar needs one of both");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a bar cannot be " + value + " high");
      }
    }
    if (sd != null && (sd.length != values.length
        || Arrays.stream(sd).anyMatch(deviation -> !(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)))) {
      throw new IllegalArgumentException("sd must have a finite number of at least 0 for each bar");
    }
    setTitle(Objects.requireNonNull(title, "title is null"));
    setXAxisTitle(Objects.requireNonNull(xLabel, "xLabel is null"));
    setYAxisTitle(Objects.requireNonNull(yLabel, "yLabel is null"));
    ChartStyle.apply(styler);
    styler.setXAxisTickLabelsFormattingFunction(null);
    styler.setLegendVisible(false);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setAvailableSpaceFill(0.7);
    // Every bar has its label, also in a chart of half the width.
    styler.setXAxisMaxLabelCount(names.length).setXAxisTickMarkSpacingHint(1);
    if (String.join("  ", names).length() > WIDEST_LABELS) {
      styler.setXAxisLabelRotation(45);
    }
    List<Double> deviations = sd == null ? null : Arrays.stream(sd).boxed().toList();
    CategorySeries series = addSeries(yLabel.isBlank() ? "value" : yLabel, Arrays.asList(names),
        Arrays.stream(values).boxed().toList(), deviations);
    series.setFillColor(sd == null ? Style.BLUE : Style.SKY);
  }
}
