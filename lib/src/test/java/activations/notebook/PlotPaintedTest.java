package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The ticks, grids, lines and clips of a plot, as they are painted. */
class PlotPaintedTest {

  private static final Color GRID = new Color(0, 0, 0, 27);
  private static final BasicStroke DOTS = new Style(Style.BLACK, Style.Dash.DOT, 2).stroke();
  private static final int[] TICKS_X = {-2, -1, 0, 1, 2};
  private static final int[] TICKS_Y = {3, 4, 5, 6, 7, 8, 9};

  private static Plot logarithmic() {
    Plot plot = Plots.chart("t", Axis.logarithmic("", 0.01, 100), Axis.logarithmic("", 1e3, 1e9));
    plot.addLine("a", new double[] {0.01, 100}, new double[] {1e3, 1e9}).setLineStyle(DOTS);
    return plot;
  }

  private static List<Painted.Drawn> lines(Painted painted, Color color) {
    return painted.lines().stream().filter(one -> one.shape() instanceof Line2D && color.equals(one.color())).toList();
  }

  /** Of the grid: its lines go from edge to edge. */
  private static Rectangle2D area(Painted painted) {
    Rectangle2D area = new Rectangle2D.Double();
    area.setRect(lines(painted, GRID).get(0).shape().getBounds2D());
    lines(painted, GRID).forEach(line -> area.add(line.shape().getBounds2D()));
    return area;
  }

  @Test
  void theGridOfLogarithmicAxesHasALineForEachTick() {
    Plot plot = logarithmic();
    Painted painted = Painted.of(plot);
    List<Painted.Drawn> grid = lines(painted, GRID);
    assertEquals(TICKS_X.length + TICKS_Y.length, grid.size());
    for (int i = 0; i < grid.size(); i++) {
      Line2D line = (Line2D) grid.get(i).shape();
      boolean upright = i < TICKS_X.length;
      double at = upright ? plot.getScreenXFromChart(TICKS_X[i]) : plot.getScreenYFromChart(TICKS_Y[i - TICKS_X.length]);
      assertEquals(at, upright ? line.getX1() : line.getY1(), 1e-9);
      assertEquals(at, upright ? line.getX2() : line.getY2(), 1e-9);
      assertEquals(plot.getStyler().getPlotGridLinesStroke(), grid.get(i).stroke());
    }
  }

  @Test
  void ticksHaveMarksAndLabelsOutsideTheFrame() {
    Plot plot = logarithmic();
    Painted painted = Painted.of(plot);
    Rectangle2D area = painted.lines().stream().filter(line -> GRID.equals(line.color())).findFirst().orElseThrow()
        .clip().getBounds2D();
    double mark = plot.getStyler().getAxisTickMarkLength();
    double distance = mark + plot.getStyler().getAxisTickPadding();
    List<Painted.Drawn> marks = lines(painted, ChartStyle.FRAME).stream()
        .filter(line -> line.stroke().equals(plot.getStyler().getAxisTickMarksStroke())).toList();
    List<Painted.Drawn> own = marks.subList(marks.size() - TICKS_X.length - TICKS_Y.length, marks.size());
    double baseline = painted.text("0.01").baseline();
    assertTrue(baseline > area.getMaxY() + distance && baseline < area.getMaxY() + distance + 14, "" + baseline);
    for (int i = 0; i < own.size(); i++) {
      Line2D line = (Line2D) own.get(i).shape();
      assertNull(own.get(i).clip());
      if (i < TICKS_X.length) {
        double x = plot.getScreenXFromChart(TICKS_X[i]);
        assertArrayEquals(new double[] {x, area.getMaxY(), x, area.getMaxY() + mark}, ends(line), 1e-9);
        Painted.Text label = painted.text(Scale.label(TICKS_X[i]));
        assertEquals(x, label.middle(), 0.01);
        assertEquals(baseline, label.baseline());
        isTickLabel(plot, label);
      } else {
        double y = plot.getScreenYFromChart(TICKS_Y[i - TICKS_X.length]);
        assertArrayEquals(new double[] {area.getMinX() - mark, y, area.getMinX(), y}, ends(line), 1e-9);
        Painted.Text label = painted.text(Scale.label(TICKS_Y[i - TICKS_X.length]));
        assertEquals(area.getMinX() - distance, label.end(), 0.01);
        assertEquals(baseline - area.getMaxY() - distance, 2 * (label.baseline() - y), 0.01, "half the height of a digit");
        isTickLabel(plot, label);
      }
    }
  }

  private static void isTickLabel(Plot plot, Painted.Text label) {
    assertEquals(plot.getStyler().getAxisTickLabelsFont(), label.font());
    assertEquals(plot.getStyler().getAxisTickLabelsColor(), label.color());
    assertNull(label.clip());
  }

  private static double[] ends(Line2D line) {
    return new double[] {line.getX1(), line.getY1(), line.getX2(), line.getY2()};
  }

  @Test
  void ticksOfSixtyPowersOfTenKeepTheirDistance() {
    Plot plot = Plots.chart("t", Axis.logarithmic("", 1e-30, 1e30), Axis.logarithmic("", 1e-30, 1e30));
    plot.addLine("a", new double[] {1e-30, 1e30}, new double[] {1e-30, 1e30});
    List<Painted.Drawn> grid = lines(Painted.of(plot), GRID);
    double[] x = grid.stream().map(one -> (Line2D) one.shape()).filter(line -> line.getX1() == line.getX2())
        .mapToDouble(Line2D::getX1).toArray();
    double[] y = grid.stream().map(one -> (Line2D) one.shape()).filter(line -> line.getY1() == line.getY2())
        .mapToDouble(Line2D::getY1).toArray();
    int hint = plot.getStyler().getXAxisTickMarkSpacingHint();
    assertTrue(x.length >= 3 && x[1] - x[0] >= hint && x[1] - x[0] < 3 * hint, hint + ": " + Arrays.toString(x));
    assertTrue(y.length >= 3 && y[0] - y[1] >= 28 && y[0] - y[1] < 84, Arrays.toString(y));
  }

  @Test
  void linesHaveTheirOwnStrokeAndStayInsideTheFrame() {
    Plot plot = Plots.chart("t", Axis.linear("", 0, 1), Axis.linear("", 0, 1));
    BasicStroke thick = new BasicStroke(3);
    BasicStroke thin = new BasicStroke(1);
    plot.addLine("thick", new double[] {0, 1}, new double[] {0, 1}).setLineStyle(thick).setLineColor(Color.RED);
    plot.addLine("thin", new double[] {0, 1}, new double[] {1, 0}).setLineStyle(thin).setLineColor(Color.GREEN);
    Painted painted = Painted.of(plot);
    Rectangle2D frame = new Rectangle2D.Double(plot.getScreenXFromChart(0), plot.getScreenYFromChart(1),
        plot.getScreenXFromChart(1) - plot.getScreenXFromChart(0),
        plot.getScreenYFromChart(0) - plot.getScreenYFromChart(1));
    List<Painted.Drawn> clipped = painted.lines().stream().filter(line -> line.clip() != null
        && line.clip().getBounds2D().contains(frame) && line.clip().getBounds2D().getWidth() < 680).toList();
    assertEquals(List.of(thick), clipped.stream().filter(line -> line.color().equals(Color.RED))
        .map(Painted.Drawn::stroke).distinct().toList());
    assertEquals(List.of(thin), clipped.stream().filter(line -> line.color().equals(Color.GREEN))
        .map(Painted.Drawn::stroke).distinct().toList());
    assertNull(painted.text("thick").clip(), "the legend stands outside");
  }

  /** XChart paints without the lines and the legend, which have to come back. */
  @Test
  void aPlotIsAfterwardsAsItWasBefore() {
    for (LegendPosition position : new LegendPosition[] {LegendPosition.OutsideS, LegendPosition.InsideNE}) {
      for (boolean visible : new boolean[] {true, false}) {
        Plot plot = logarithmic();
        plot.getStyler().setLegendPosition(position).setLegendVisible(visible);
        Painted painted = Painted.of(plot);
        assertEquals(visible, plot.getStyler().isLegendVisible(), position + " " + visible);
        assertEquals(420, plot.getHeight());
        assertEquals(DOTS, plot.getSeries("a").getLineStyle());
        assertEquals(visible && position == LegendPosition.OutsideS,
            painted.texts().stream().anyMatch(text -> text.text().equals("a")), "XChart's own legend is made of shapes");
      }
    }
  }

  @Test
  void theLegendNamesSeriesThatAreShown() {
    Plot plot = logarithmic();
    plot.addLine("hidden", new double[] {1, 2}, new double[] {1e4, 1e5}).setEnabled(false);
    plot.addLine("unnamed", new double[] {1, 2}, new double[] {1e4, 1e5}).setShowInLegend(false);
    List<String> texts = Painted.of(plot).texts().stream().map(Painted.Text::text).toList();
    assertTrue(texts.contains("a") && !texts.contains("hidden") && !texts.contains("unnamed"), texts.toString());
  }

  @Test
  void arrowsOfAFunctionHaveItsColour() {
    Plot plot = Plots.chart("t", Axis.linear("", 0, 1), Axis.linear("", 0, 1));
    double[] two = {0, 1};
    XYSeries arrows = plot.addArrows("steps", Activations.gelu(), two, two, two, two);
    assertEquals(Style.of(Activations.gelu(), List.of()).color(), arrows.getLineColor());
    assertEquals("steps", arrows.getName());
    assertTrue(assertThrows(IllegalArgumentException.class,
        () -> plot.addArrows("more", Activations.gelu(), two, two, two, new double[1])).getMessage().contains("1"));
  }
}
