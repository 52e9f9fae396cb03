package activations.notebook;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYSeries;

/** Plots below each other, with their x axes in line; see {@link Plots#stack}. */
final class StackedPlots implements Chart {

  /** What each plot after the first adds to the height, in logical pixels. */
  private static final int MORE = 110;

  private final List<Plot> plots;

  StackedPlots(Plot... plots) {
    Objects.requireNonNull(plots, "plots is null");
    for (int i = 0; i < plots.length; i++) {
      Objects.requireNonNull(plots[i], "plot " + i + " is null");
    }
    this.plots = List.of(plots);
    if (plots.length < 2) {
      throw new IllegalArgumentException("a stack has two plots or more, but this one has " + plots.length);
    }
    Plot first = plots[0];
    for (int i = 1; i < plots.length; i++) {
      if (this.plots.indexOf(plots[i]) < i) {
        throw new IllegalArgumentException("plot " + i + " is in the stack already");
      }
      if (from(plots[i]) != from(first) || to(plots[i]) != to(first)) {
        throw new IllegalArgumentException("the x axis of plot 0 goes from " + from(first) + " to " + to(first)
            + ", that of plot " + i + " from " + from(plots[i]) + " to " + to(plots[i])
            + "; in a stack all need the same ends, for example those of Axis.linear(\"x\", -4, 4)");
      }
    }
  }

  private static double from(Plot plot) {
    Double fixed = plot.getStyler().getXAxisMin();
    return fixed != null ? fixed : series(plot, XYSeries::getXMin).min().orElse(0);
  }

  private static double to(Plot plot) {
    Double fixed = plot.getStyler().getXAxisMax();
    return fixed != null ? fixed : series(plot, XYSeries::getXMax).max().orElse(0);
  }

  private static DoubleStream series(Plot plot, ToDoubleFunction<XYSeries> number) {
    return plot.getSeriesCollection().stream().mapToDouble(number);
  }

  @Override
  public int getWidth() {
    return ChartStyle.WIDTH;
  }

  @Override
  public int getHeight() {
    return ChartStyle.HEIGHT + MORE * (plots.size() - 1);
  }

  /**
   * The labels of the y axes differ in width; plots whose labels are narrow are moved to the right. Only the lowest plot
   * has the label of the x axis.
   */
  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    plots.forEach(ChartPicture::requireDrawable);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    List<Dimension> sizes = plots.stream().map(plot -> new Dimension(plot.getWidth(), plot.getHeight())).toList();
    boolean[] labelled = new boolean[plots.size()];
    for (int i = 0; i < labelled.length; i++) {
      labelled[i] = plots.get(i).getStyler().isXAxisTitleVisible();
      plots.get(i).getStyler().setXAxisTitleVisible(labelled[i] && i == labelled.length - 1);
    }
    try {
      paintInLine(graphics, width, height / plots.size());
    } finally {
      for (int i = 0; i < labelled.length; i++) {
        plots.get(i).getStyler().setXAxisTitleVisible(labelled[i]);
        // Painting is the only way to give a plot a size; it gets its own back.
        begin(plots.get(i), sizes.get(i).width, sizes.get(i).height);
      }
    }
  }

  private void paintInLine(Graphics2D graphics, int width, int height) {
    double[] begins = plots.stream().mapToDouble(plot -> begin(plot, width, height)).toArray();
    double last = DoubleStream.of(begins).max().orElseThrow();
    for (int i = 0; i < begins.length; i++) {
      int left = (int) Math.round(last - begins[i]);
      Graphics2D part = (Graphics2D) graphics.create(left, i * height, width - left, height);
      try {
        plots.get(i).paint(part, width - left, height);
      } finally {
        part.dispose();
      }
    }
  }

  /** Where the x axis begins, which painting alone can tell. */
  private static double begin(Plot plot, int width, int height) {
    plot.paint(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics(), width, height);
    return plot.getScreenXFromChart(from(plot));
  }
}
