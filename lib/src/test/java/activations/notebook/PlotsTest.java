package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

class PlotsTest {

  private static XYSeries series(Plot chart, int index) {
    return new ArrayList<>(chart.getSeriesCollection()).get(index);
  }

  @Test
  void pointsOfAGraphMeetItsEndsZeroAndWholeNumbers() {
    double[] grid = Sampling.withWholeNumbers(-2.5, 3.7, 1000);
    assertEquals(1000, grid.length);
    assertEquals(-2.5, grid[0]);
    assertEquals(3.7, grid[999]);
    for (int whole = -2; whole <= 3; whole++) {
      double wanted = whole;
      assertTrue(Arrays.stream(grid).anyMatch(x -> x == wanted), "contains " + whole);
    }
    for (int i = 1; i < grid.length; i++) {
      assertTrue(grid[i - 1] < grid[i]);
    }
    double[] wide = Sampling.withWholeNumbers(-1000.5, 1000.25, 101);
    assertTrue(Arrays.stream(wide).anyMatch(x -> x == 0), "zero, where there are more whole numbers than points");
    assertEquals(-1000.5 + 20.0075, wide[1], 1e-9, "and the others stay where they are");
  }

  @Test
  void linspaceIsEquallySpacedFromEndToEnd() {
    assertArrayEquals(new double[] {-1, -0.9, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0},
        Plots.linspace(-1, 0, 11));
    assertArrayEquals(new double[] {0.4, 0.9, 1.4}, Plots.linspace(0.4, 1.4, 3), 1e-15, "no point is moved onto 1");
    assertEquals("from is 1.0 and to is 1.0; both must be finite and from below to",
        assertThrows(IllegalArgumentException.class, () -> Plots.linspace(1, 1, 5)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Plots.linspace(Double.NaN, 1, 5));
    assertThrows(IllegalArgumentException.class, () -> Plots.linspace(0, Double.POSITIVE_INFINITY, 5));
    assertEquals("n is 1; at least 2 points are needed",
        assertThrows(IllegalArgumentException.class, () -> Plots.linspace(0, 1, 1)).getMessage());
  }

  @Test
  void linspaceReachesFromEndToEndOfAllNumbers() {
    double max = Double.MAX_VALUE;
    assertArrayEquals(new double[] {-max, -max / 2, 0, max / 2, max}, Plots.linspace(-max, max, 5), 1e292);
    assertArrayEquals(new double[] {3, 5}, Plots.linspace(3, 5, 2));
  }

  @Test
  void theOutlineOfAHistogramByHand() {
    Plot chart = Plots.chart("t", "x", "y");
    XYSeries outline = chart.addHistogram("h", new double[] {0, 1, 1, 2, 4, Double.POSITIVE_INFINITY}, 2);
    assertArrayEquals(new double[] {0, 0, 2, 2, 4, 4, Double.NaN}, outline.getXData(), 1e-15);
    assertArrayEquals(new double[] {0, 0.3, 0.3, 0.2, 0.2, 0, Double.NaN}, outline.getYData(), 1e-15);
    assertArrayEquals(new double[] {0, 1, 1, 0, Double.NaN},
        chart.addHistogram("one bar", new double[] {0, 1}, 1).getYData(), 1e-15);
  }

  @Test
  void aBandMayHaveNoWidth() {
    Plot chart = Plots.chart("t", "x", "y");
    double[] two = {0, 1};
    chart.addBand("s", two, two, new double[2]);
    assertArrayEquals(new double[] {0, 1, 1, 0, Double.NaN}, series(chart, 0).getYData());
    assertFalse(series(chart, 0).isShowInLegend());
  }

  @Test
  void pointsOfOneChartHaveDifferentMarkers() {
    Plot chart = Plots.chart("t", "x", "y");
    double[] two = {0, 1};
    chart.addLine("a line takes no marker", two, two);
    Set<Marker> markers = new HashSet<>();
    for (String name : List.of("a", "b", "c", "d", "e")) {
      markers.add(chart.addPoints(name, two, two).getMarker());
    }
    assertEquals(5, markers.size());
    assertEquals(SeriesMarkers.CIRCLE, chart.addPoints("f", two, two).getMarker(), "from the first again");
    assertEquals(SeriesMarkers.CIRCLE, chart.getSeries("a").getMarker());
  }

  @Test
  void everyFunctionHasOneStyleOfItsOwn() {
    Set<String> styles = new HashSet<>();
    for (Activation f : Activations.all()) {
      XYSeries series = series(Plots.curve(-3, 3, f), 0);
      String style = series.getLineColor() + " " + Arrays.toString(series.getLineStyle().getDashArray());
      assertTrue(styles.add(style), f.name() + " shares " + style);
      Plot later = Plots.curves("t", -3, 3, byOther(f), f);
      assertEquals(series.getLineColor(), series(later, 1).getLineColor(), f.name());
      assertArrayEquals(series.getLineStyle().getDashArray(), series(later, 1).getLineStyle().getDashArray());
    }
  }

  private static Activation byOther(Activation f) {
    return f.name().equals("gelu") ? Activations.relu() : Activations.gelu();
  }

  @Test
  void functionIsSolidBesideItsDerivativeInShortDashes() {
    List<Activation> functions = new ArrayList<>(Activations.all());
    functions.add(new Square());
    for (Activation f : functions) {
      Plot chart = Plots.withDerivative(-6, 6, f);
      assertEquals(series(chart, 0).getLineColor(), series(chart, 1).getLineColor(), f.name());
      assertNull(series(chart, 0).getLineStyle().getDashArray(), f.name() + " is solid");
      assertArrayEquals(new float[] {5, 3}, series(chart, 1).getLineStyle().getDashArray(), f.name());
      assertEquals(series(Plots.curve(-6, 6, f), 0).getLineColor(), series(chart, 0).getLineColor(), f.name());
    }
  }

  /** A function that the catalogue does not have. */
  private record Square() implements Activation {
    @Override
    public String name() {
      return "square";
    }

    @Override
    public double value(double x) {
      return x * x;
    }

    @Override
    public double derivative(double x) {
      return 2 * x;
    }
  }

  @Test
  void sameFunctionWithOtherParametersDiffersInDashes() {
    Plot chart = Plots.curves("ELU", -3, 3, Activations.elu(0.5), Activations.elu(1));
    assertFalse(Arrays.equals(series(chart, 0).getLineStyle().getDashArray(),
        series(chart, 1).getLineStyle().getDashArray()));
  }

  @Test
  void linesWithoutAFunctionDifferInColourAndDashes() {
    Plot chart = Plots.chart("t", "x", "y");
    double[] two = {0, 1};
    chart.addLine("train", two, two);
    chart.addLine("relu", two, two);
    chart.addLine("seed 1", Activations.relu(), two, two);
    assertEquals(Style.BLUE, series(chart, 0).getLineColor(), "the first that is free");
    assertEquals(Style.VERMILION, series(chart, 1).getLineColor(), "a name decides nothing");
    assertFalse(Arrays.equals(series(chart, 0).getLineStyle().getDashArray(),
        series(chart, 1).getLineStyle().getDashArray()));
    assertEquals(series(Plots.curve(-1, 1, Activations.relu()), 0).getLineColor(), series(chart, 2).getLineColor());
  }

  @Test
  void everythingThatCanBeAddedTakesTheColourOfAFunction() {
    Plot chart = Plots.chart("t", "x", "y");
    Activation mish = Activations.mish();
    double[] two = {0, 1};
    Color color = series(Plots.curve(-1, 1, mish), 0).getLineColor();
    for (XYSeries series : List.of(chart.addLine("line", mish, two, two), chart.addPoints("points", mish, two, two),
        chart.addBand("band", mish, two, two, two), chart.addFunction("graph", mish, 0, 1, x -> x),
        chart.addHistogram("histogram", mish, two, 2))) {
      assertEquals(color, series.getLineColor(), series.getName());
      assertEquals(color, series.getMarkerColor(), series.getName());
    }
    assertEquals("f is null", assertThrows(NullPointerException.class,
        () -> chart.addLine("no function", (Activation) null, two, two)).getMessage());
  }

  @Test
  void axesHaveTheEndsTheyAreGiven() {
    Plot chart = Plots.chart("t", Axis.linear("x", -1, 3), Axis.logarithmic("y", 0.01, 1000));
    assertEquals(-1, chart.getStyler().getXAxisMin());
    assertEquals(3, chart.getStyler().getXAxisMax());
    assertEquals(-2, chart.getStyler().getYAxisMin(), 1e-15, "log₁₀ of the number");
    assertEquals(3, chart.getStyler().getYAxisMax(), 1e-15);
    assertEquals("x", chart.getXAxisTitle());
    assertEquals("y", chart.getYAxisTitle());
    assertEquals("from is 0.0; a logarithmic axis has positive numbers only",
        assertThrows(IllegalArgumentException.class, () -> Axis.logarithmic("y", 0, 1)).getMessage());
    assertEquals("from is 2.0 and to is 1.0; both must be finite and from below to",
        assertThrows(IllegalArgumentException.class, () -> Axis.linear("y", 2, 1)).getMessage());
    assertEquals("the axis \"y\" of a heat map must be linear with fixed ends, for example Axis.linear(\"y\", -1, 1)",
        assertThrows(IllegalArgumentException.class,
            () -> Plots.heatMap("t", Axis.linear("x", 0, 1), Axis.linear("y"), (a, b) -> a)).getMessage());
  }

  @Test
  void linesOfOneChartDifferInDashesOrMarks() {
    Plot chart = Plots.curves("All", -3, 3, Activations.all().toArray(Activation[]::new));
    Set<String> seen = new HashSet<>();
    Map<XYSeries, Marker> marks = chart.marks();
    for (XYSeries series : chart.getSeriesCollection()) {
      String look = Arrays.toString(series.getLineStyle().getDashArray()) + marks.get(series);
      assertTrue(seen.add(look), series.getName() + " looks like another function but for its colour");
    }
    Plot two = Plots.curves("Two", -3, 3, Activations.relu(), Activations.gelu());
    assertEquals(Set.of(SeriesMarkers.NONE), Set.copyOf(two.marks().values()), "their dashes differ");
  }

  /** Both lines solid and of one colour: what is left is the mark on the second, in the plot and in the legend. */
  @Test
  void marksArePaintedInThePlotAndTheLegend() throws IOException {
    Plot chart = Plots.chart("t", "x", "y");
    chart.addLine("first", new double[] {0, 1}, new double[] {1, 1}).setLineColor(Color.RED);
    XYSeries second = chart.addLine("second", Plots.linspace(0, 1, 101), new double[101]);
    second.setLineColor(Color.RED);
    Map<Integer, Long> dashed = redRows(chart);
    second.setLineStyle(series(chart, 0).getLineStyle());
    Map<Integer, Long> marked = redRows(chart);
    assertTrue(dashed.values().stream().filter(count -> count > 0).count() < 30, "two thin lines and their samples");
    assertTrue(marked.size() > dashed.size() + 12, "circles stand out above and below the line and its sample");
  }

  private static Map<Integer, Long> redRows(Plot chart) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
    Map<Integer, Long> rows = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) == 0xFF0000) {
          rows.merge(y, 1L, Long::sum);
        }
      }
    }
    return rows;
  }

  @Test
  void styleIsWhiteWithoutMarkersAndWithRoundedTicks() {
    Plot chart = Plots.curve(-1, 1, Activations.tanh());
    assertEquals(Color.WHITE, chart.getStyler().getChartBackgroundColor());
    assertEquals(Color.WHITE, chart.getStyler().getPlotBackgroundColor());
    assertEquals(SeriesMarkers.NONE, series(chart, 0).getMarker());
    assertEquals("−0.9", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(-0.8999999999999998));
    assertEquals("0", chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(-0.0));
  }

  @Test
  void errorMarksItsMaximum() {
    Plot chart = Plots.error("e", -1, 1, x -> x + 2e-4 * (1 - (x - 0.25) * (x - 0.25)), x -> x);
    XYSeries marked = series(chart, 1);
    assertEquals("largest: 0.0002 at x = 0.25", marked.getName());
    assertEquals(0.25, marked.getXData()[0], 1e-3);
    assertEquals(2, marked.getYData()[0], 1e-6, "in units of 10⁻⁴");
    assertTrue(chart.getYAxisTitle().contains("10⁻⁴"));
  }

  @Test
  void errorsAreThoseOfValueAndDerivativeInOneUnit() {
    Plot chart = Plots.errors("e", -6, 6, Activations.geluTanh(), Activations.gelu());
    assertEquals("value: 0.000473 at x = −2.7", series(chart, 0).getName());
    assertEquals("gradient: 0.000868 at x = −2.02", series(chart, 1).getName());
    assertEquals("error  (× 10⁻⁴)", chart.getYAxisTitle());
    XYSeries marked = series(chart, 2);
    assertFalse(marked.isShowInLegend());
    assertArrayEquals(new double[] {-2.699, -2.019}, Arrays.copyOf(marked.getXData(), 2), 1e-3);
    assertArrayEquals(new double[] {4.732, -8.685}, Arrays.copyOf(marked.getYData(), 2), 1e-3);
    assertEquals(series(chart, 0).getLineColor(), series(chart, 1).getLineColor());
    assertEquals(series(chart, 0).getLineColor(), marked.getMarkerColor());
    assertNotEquals(series(chart, 0).getLineStyle(), series(chart, 1).getLineStyle());
    assertThrows(IllegalArgumentException.class,
        () -> Plots.errors("e", 1, 1, Activations.geluTanh(), Activations.gelu()));
  }

  @Test
  void extremesAreMarkedInTheColourOfTheirLine() {
    Axis x = Axis.linear("x", 0, 4);
    Axis y = Axis.linear("y", -5, 5);
    Plot chart = Plots.extremes("e", x, y, new String[] {"sine", "a third"}, Math::sin, v -> v == 0 ? 1 / v : v / 3);
    assertEquals("sine: −0.8 and 1.0", series(chart, 0).getName());
    assertArrayEquals(new double[] {4, Math.PI / 2}, Arrays.copyOf(series(chart, 1).getXData(), 2), 0.01);
    assertEquals(series(chart, 0).getLineColor(), series(chart, 1).getMarkerColor());
    assertFalse(series(chart, 1).isShowInLegend());
    assertEquals("a third: 0.0 and 1.3", series(chart, 2).getName(), "infinite at 0");
    assertNotEquals(series(chart, 0).getLineColor(), series(chart, 2).getLineColor());
    assertEquals("there are 2 names but 1 functions; each needs one, and one is the least", assertThrows(
        IllegalArgumentException.class, () -> Plots.extremes("e", x, y, new String[2], Math::sin)).getMessage());
    assertEquals("the axis \"x\" of extremes must be linear with fixed ends, for example Axis.linear(\"x\", -1, 1)",
        assertThrows(IllegalArgumentException.class, () -> Plots.extremes("e", Axis.linear("x"), y,
            new String[] {"sine"}, Math::sin)).getMessage());
    assertEquals("the function is not finite anywhere from 0.0 to 4.0", assertThrows(IllegalArgumentException.class,
        () -> Plots.extremes("e", x, y, new String[] {"none"}, v -> Double.NaN)).getMessage());
  }

  @Test
  void errorThatIsNowhereFiniteIsRefused() {
    assertEquals("the error is not finite anywhere from -1.0 to 1.0", assertThrows(IllegalArgumentException.class,
        () -> Plots.error("e", -1, 1, x -> Double.NaN, x -> x)).getMessage());
  }

  @Test
  void jumpIsNotJoinedByALineButASteepCurveIs() {
    Plot step = Plots.chart("t", "x", "y");
    double[] jumping = step.addFunction("step", -1, 1, x -> x > 0.3 ? 1 : 0).getYData();
    double[] steep = step.addFunction("steep", -1, 1, x -> Math.tanh(200 * x)).getYData();
    assertEquals(2, Arrays.stream(jumping).filter(Double::isNaN).count(), "one at the jump, one at the end");
    assertEquals(1, Arrays.stream(steep).filter(Double::isNaN).count(), "only the one at the end");
  }

  @Test
  void infinityInterruptsALine() {
    Plot chart = Plots.chart("t", "x", "y");
    double[] x = {0, 1, 2};
    double[] y = chart.addLine("a", x, new double[] {1, Double.POSITIVE_INFINITY, 3}).getYData();
    assertArrayEquals(new double[] {1, Double.NaN, 3, Double.NaN}, y);
    Show.png(chart);
  }

  @Test
  void logarithmicAxisHoldsLogarithmsAndLabelsPowersOfTen() {
    Plot chart = Plots.chart("t", Axis.linear("x"), Axis.logarithmic("y"));
    double[] y = chart.addLine("a", new double[] {0, 1, 2}, new double[] {1, 1e-6, 0}).getYData();
    assertArrayEquals(new double[] {0, -6, Double.NaN, Double.NaN}, y, 1e-12);
    assertEquals("10⁻⁵", Scale.label(-5));
    assertEquals("0.01", Scale.label(-2));
    assertTrue(chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(-3.0).length() >= "0.001".length());
    Show.png(chart);
  }

  /** 2 − 1.5 and 1 − 1.5: the band goes down to the lowest positive number and not out of the chart. */
  @Test
  void aBandThatReachesZeroEndsAtTheAxisIfThatIsLogarithmic() {
    Plot chart = Plots.chart("t", Axis.linear("x"), Axis.logarithmic("y"));
    chart.addBand("s", new double[] {0, 1, 2, 3}, new double[] {10, 5, 2, 1}, new double[] {1, 1, 1.5, 1.5});
    double[] outline = series(chart, 0).getYData();
    double[] expected = {11, 6, 3.5, 2.5, 0.5, 0.5, 4, 9};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(Math.log10(expected[i]), outline[i], 1e-12, "corner " + i);
    }
    assertDoesNotThrow(() -> Show.png(chart));
  }

  /** The line y = x from −10 to 10, of which an axis from −1 to 1 shows the middle: it passes through the centre. */
  @Test
  void aLineIsWhereItBelongsIfTheAxisShowsAPartOfIt() throws IOException {
    Plot chart = Plots.chart("t", "x", "y");
    chart.addLine("a", new double[] {-10, 0, 10}, new double[] {-10, 0, 10});
    chart.getStyler().setXAxisMin(-1.0).setXAxisMax(1.0).setYAxisMin(-1.0).setYAxisMax(1.0);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
    for (double at : new double[] {-0.5, 0, 0.5}) {
      int line = series(chart, 0).getLineColor().getRGB();
      assertEquals(line, pixel(chart, image, new double[] {at, at}), "at " + at);
    }
  }

  @Test
  void ticksFarFromZeroDiffer() {
    Plot chart = Plots.chart("t", "x", "y");
    chart.addLine("a", new double[] {1_000_000, 1_000_010}, new double[] {1.7e12, 1.7e12 + 5000});
    assertEquals("1000002", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(1_000_002.0));
    assertEquals("1700000002000", chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(1.700000002e12));
    assertDoesNotThrow(() -> Show.png(chart));
  }

  @Test
  void ticksOfLogarithmicAxesArePowersOfTenOrTheirDoublesAndFivefolds() {
    assertEquals(List.of("0.01", "0.1", "1", "10", "100"), ticks(0.008, 120, 8));
    assertEquals(List.of("10⁻⁸", "10⁻⁶", "10⁻⁴", "0.01", "1"), ticks(2e-9, 3, 5));
    assertEquals(List.of("10⁻²⁰", "10⁻¹⁵", "10⁻¹⁰", "10⁻⁵", "1"), ticks(1e-22, 2, 6));
    assertEquals(List.of("5", "10", "20", "50", "100", "200"), ticks(2.5, 420, 8), "10 and 100 would be too few");
    assertEquals(List.of("0.01", "0.02", "0.05", "0.1", "0.2", "0.5"), ticks(0.009, 0.6, 8));
    assertEquals(List.of("5 × 10⁻⁵", "10⁻⁴", "0.0002"), ticks(4.9e-5, 3e-4, 8));
    assertEquals(List.of("1", "1.1", "1.2", "1.3", "1.4"), ticks(0.95, 1.45, 8), "equal steps, where 1 alone is left");
    assertEquals(List.of("300", "320", "340"), ticks(290, 350, 4));
  }

  @Test
  @Timeout(60)
  void logarithmicAxesOfOnePointOrNoneArePainted() {
    for (double y : new double[] {3, -1}) {
      Plot chart = Plots.chart("t", Axis.logarithmic("x"), Axis.logarithmic("y"));
      chart.addPoints("a", new double[] {7}, new double[] {y});
      assertDoesNotThrow(() -> Show.png(chart), "y = " + y);
    }
  }

  private static List<String> ticks(double from, double to, int most) {
    return Arrays.stream(Scale.ticks(Math.log10(from), Math.log10(to), most))
        .mapToObj(Scale::label).toList();
  }

  /** XChart paints neither grid nor labels of a logarithmic axis: all ink below the plot is the chart's own. */
  @Test
  void logarithmicAxisHasItsTicksOnly() throws IOException {
    Plot chart = Plots.chart("t", Axis.logarithmic(""), Axis.linear(""));
    chart.getStyler().setYAxisTicksVisible(false).setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setLegendVisible(false);
    XYSeries line = chart.addLine("a", new double[] {0.01, 100}, new double[] {0, 0});
    line.setLineColor(Color.WHITE);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
    int middle = image.getHeight() / 2 + image.getHeight() / 10;
    List<Integer> grid = new ArrayList<>();
    for (int x = 1; x < image.getWidth(); x++) {
      if (shade(image, x, middle) < 250 && shade(image, x - 1, middle) >= 250) {
        grid.add(x);
      }
    }
    assertEquals(2 + 5, grid.size(), "frame left and right, and 0.01, 0.1, 1, 10, 100: " + grid);
    assertEquals(grid.get(3) - grid.get(2), grid.get(4) - grid.get(3), 2, "equal distances");
  }

  @Test
  void histogramsAreToldApartByDashesWithoutMarks() {
    Plot chart = Plots.chart("t", "x", "density");
    for (String name : List.of("tanh", "3 · tanh", "sigmoid")) {
      chart.addHistogram(name, new double[] {0, 0.1, 0.2, 1}, 5);
    }
    assertEquals(Set.of(SeriesMarkers.NONE), Set.copyOf(chart.marks().values()));
    assertEquals(3, chart.getSeriesCollection().stream()
        .map(s -> Arrays.toString(s.getLineStyle().getDashArray())).distinct().count());
  }

  private static int shade(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xFF;
  }

  @Test
  void histogramHasAreaOne() {
    XYSeries series = series(Plots.histogram("t", "x", new double[] {0, 0.1, 0.2, 1, Double.NaN}, 5), 0);
    double area = 0;
    for (int i = 1; i < series.getXData().length - 1; i++) {
      area += (series.getXData()[i] - series.getXData()[i - 1]) * series.getYData()[i];
    }
    assertEquals(1, area, 1e-12);
    assertThrows(IllegalArgumentException.class, () -> Plots.histogram("t", "x", new double[] {1, 1}, 5));
    assertEquals("bins is 0; at least 1 is needed", assertThrows(IllegalArgumentException.class,
        () -> Plots.histogram("t", "x", new double[] {1, 2}, 0)).getMessage());
  }

  @Test
  void otherChartsCanBePainted() {
    Plot band = Plots.chart("t", "x", "y");
    double[] x = {0, 1, 2};
    assertEquals("gelu", band.addBand("gelu", x, x, x).getName());
    assertTrue(Show.png(band).length > 0);
    assertTrue(Show.png(Plots.bars("t", "", "ns", new String[] {"a", "b"}, new double[] {1, 2})).length > 0);
    Plot map = Plots.heatMap("t", Axis.linear("x", -1, 1), Axis.linear("y", -2, 2), (a, b) -> a - b);
    map.addPoints("class 0", x, x);
    assertTrue(Show.png(map).length > 0);
    assertTrue(Show.png(Plots.curve(-3, -1, Activations.relu())).length > 0, "a constant");
    assertTrue(Show.png(Plots.derivatives("t", -3, 3, Activations.relu(), Activations.mish())).length > 0);
  }

  /** √(x·y) in the quadrants where it is a number, negative in the third: the rest stays as white as the ground. */
  @Test
  void whereAHeatMapIsNotANumberItIsBlank() throws IOException {
    Plot chart = Plots.heatMap("t", Axis.linear("x", -1, 1), Axis.linear("y", -1, 1), (x, y) -> Math.signum(x) * Math.sqrt(x * y));
    Plot whole = Plots.heatMap("t", Axis.linear("x", -1, 1), Axis.linear("y", -1, 1),         (x, y) -> x * y < 0 ? 0 : Math.signum(x) * Math.sqrt(x * y));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
    BufferedImage rest = ImageIO.read(new ByteArrayInputStream(Show.png(whole)));
    for (double[] at : new double[][] {{-0.5, 0.5}, {0.5, -0.5}, {-0.1, 0.9}, {0.02, -0.02}}) {
      assertEquals(0xFFFFFFFF, pixel(chart, image, at), "not a number at " + at[0] + ", " + at[1]);
    }
    for (double[] at : new double[][] {{0.5, 0.5}, {-0.5, -0.5}, {0.1, 0.9}, {0.9, 0.9}}) {
      assertEquals(pixel(whole, rest, at), pixel(chart, image, at), "the number at " + at[0] + ", " + at[1]);
      assertTrue(pixel(chart, image, at) != 0xFFFFFFFF, "a colour at " + at[0] + ", " + at[1]);
    }
    assertEquals("f is NaN at every point of the heat map \"t\"", assertThrows(IllegalArgumentException.class,
        () -> Plots.heatMap("t", Axis.linear("x", -1, 1), Axis.linear("y", -1, 1), (x, y) -> Double.NaN)).getMessage());
  }

  /** y = 1, of a function without a second value: at 1 of 0 to 10, not in the middle. */
  @Test
  void fixedEndsHoldForEqualValuesToo() throws IOException {
    Plot chart = Plots.chart("t", Axis.linear("x", 0, 10), Axis.linear("y", 0, 10));
    chart.addFunction("one", 0, 10, x -> 1);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
    int blue = series(chart, 0).getLineColor().getRGB();
    assertEquals(blue, pixel(chart, image, new double[] {3, 1}));
    assertTrue(pixel(chart, image, new double[] {3.3, 5.1}) != blue, "nothing in the middle");
    Plot point = Plots.chart("t", Axis.linear("x", 0, 10), Axis.linear("y", 0, 10));
    point.addPoints("p", new double[] {3}, new double[] {7});
    image = ImageIO.read(new ByteArrayInputStream(Show.png(point)));
    assertEquals(blue, pixel(point, image, new double[] {3, 7}));
    assertTrue(pixel(point, image, new double[] {5, 5}) != blue, "one point only");
  }

  @Test
  void aBandIsInterruptedWhereItsLineIs() {
    Plot chart = Plots.chart("t", "x", "y");
    double nan = Double.NaN;
    chart.addBand("s", new double[] {1, 2, 3, 4, 5}, new double[] {1, 2, 3, 2, 1}, new double[] {1, 1, nan, 1, 1});
    assertEquals(List.of("s ± sd", "s ± sd from 4.0", "s"),
        chart.getSeriesCollection().stream().map(XYSeries::getName).toList());
    assertArrayEquals(new double[] {1, 2, 2, 1, nan}, series(chart, 0).getXData());
    assertArrayEquals(new double[] {2, 3, 1, 0, nan}, series(chart, 0).getYData(), "above, then back below");
    assertArrayEquals(new double[] {4, 5, 5, 4, nan}, series(chart, 1).getXData());
  }

  @Test
  void aPointWithoutNeighboursIsADot() throws IOException {
    Plot chart = Plots.chart("t", "x", "y");
    double nan = Double.NaN;
    chart.addLine("s", new double[] {0, 1, 2, 3, 4, 5}, new double[] {0, nan, 2, nan, 4, 4});
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
    int blue = series(chart, 0).getLineColor().getRGB();
    for (double[] at : new double[][] {{0, 0}, {2, 2}, {4.5, 4}}) {
      assertEquals(blue, pixel(chart, image, at), "at " + at[0]);
    }
    assertTrue(pixel(chart, image, new double[] {1, 1}) != blue, "a gap");
  }

  @Test
  void aGraphOverALogarithmicAxisIsSampledInEqualFactors() {
    Plot chart = Plots.chart("t", Axis.logarithmic("x"), Axis.linear("y"));
    double[] x = chart.addFunction("f", 1e-3, 1e3, Math::log).getXData();
    assertEquals(-3, x[0], 1e-12);
    assertEquals(3, x[x.length - 2], 1e-12);
    assertEquals(x[1] - x[0], x[1001] - x[1000], 1e-12);
    assertEquals("from is 0.0; a logarithmic axis has positive numbers only", assertThrows(
        IllegalArgumentException.class, () -> chart.addFunction("g", 0, 1, Math::sqrt)).getMessage());
  }

  @Test
  void whatWouldBeHiddenOrWrongIsRefused() {
    double[] two = {0, 1};
    Plot map = Plots.heatMap("t", Axis.linear("x", 0, 1), Axis.linear("y", 0, 1), (x, y) -> x);
    assertEquals("a heat map takes lines and points; a band would lie behind its picture",
        assertThrows(IllegalStateException.class, () -> map.addBand("b", two, two, two)).getMessage());
    assertEquals("a heat map takes lines and points; a histogram would lie behind its picture",
        assertThrows(IllegalStateException.class, () -> map.addHistogram("h", two, 2)).getMessage());
    Plot logarithmic = Plots.chart("t", Axis.linear("x"), Axis.logarithmic("y"));
    assertEquals("a histogram needs two linear axes: its bars have equal widths and begin at 0",
        assertThrows(IllegalStateException.class, () -> logarithmic.addHistogram("h", two, 2)).getMessage());
  }

  @Test
  void infiniteValuesOfAHeatMapAreStrong() throws IOException {
    Axis x = Axis.linear("x", -1, 1);
    Plot infinite = Plots.heatMap("t", x, x, (a, b) -> a * Double.POSITIVE_INFINITY);
    Plot finite = Plots.heatMap("t", x, x, (a, b) -> Math.signum(a));
    double[] at = {0.5, 0.5};
    assertEquals(pixel(finite, ImageIO.read(new ByteArrayInputStream(Show.png(finite))), at),
        pixel(infinite, ImageIO.read(new ByteArrayInputStream(Show.png(infinite))), at));
  }

  @Test
  void aHistogramIsNamedByItsTitleOnceThereIsMore() {
    Plot chart = Plots.histogram("heights", "x", new double[] {0, 0.1, 1}, 2);
    assertEquals("heights", series(chart, 0).getLabel());
    chart.addFunction("density", 0, 1, x -> 1);
    assertNotEquals(series(chart, 0).getLineColor(), series(chart, 1).getLineColor());
  }

  @Test
  void namesThatDoNotFitAreSlanted() throws IOException {
    double[] three = {1, 2, 3};
    String[] names = {"a", "b", "c"};
    String[] longNames = {"a very long name of a bar indeed", "another long name of a bar, too", "and a third of that length"};
    // Slanted names need more room below the bars: the frame ends further up.
    assertTrue(bottom(Plots.bars("t", "", "y", longNames, three)) < bottom(Plots.bars("t", "", "y", names, three)) - 80);
    BarChart own = Plots.bars("t", "", "y", names, three);
    own.getStyler().setXAxisLabelRotation(60);
    Show.png(own);
    assertEquals(60, own.getStyler().getXAxisLabelRotation(), "the chart keeps what was set");
    assertEquals(TextAlignment.Centre, own.getStyler().getXAxisLabelAlignment());
    assertDoesNotThrow(() -> Show.png(Plots.bars("t", "", "y", new String[] {"one"}, new double[] {1})));
    assertEquals("name 1 is null", assertThrows(NullPointerException.class,
        () -> Plots.bars("t", "", "y", new String[] {"a", null}, new double[] {1, 2})).getMessage());
    assertEquals("there are 3 bars and 2 standard deviations; each bar needs one", assertThrows(
        IllegalArgumentException.class,
        () -> Plots.bars("t", "", "y", new String[] {"a", "b", "c"}, three, new double[2])).getMessage());
  }

  /** The lowest row of the bars, in pixels. */
  private static int bottom(BarChart chart) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
    for (int y = image.getHeight() - 1; y > 0; y--) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == Style.BLUE.getRGB()) {
          return y;
        }
      }
    }
    return 0;
  }

  /** The title has the whole width or a smaller font: nothing is painted at the edges. */
  @Test
  void aLongTitleIsMadeSmaller() throws IOException {
    String title = "A title that is much too long for one line of a chart of this width, unless its letters shrink";
    for (Chart chart : new Chart[] {Plots.chart(title, "", ""),
        Plots.bars(title, "", "", new String[] {"a"}, new double[] {1})}) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
      int ink = 0;
      for (int y = 0; y < 60; y++) {
        ink += shade(image, 4, y) < 200 || shade(image, image.getWidth() - 5, y) < 200 ? 1 : 0;
      }
      assertEquals(0, ink);
    }
    Plot chart = Plots.chart(title, "", "");
    Show.png(chart);
    assertEquals(16, chart.getStyler().getChartTitleFont().getSize(), "the chart keeps its font");
  }

  @Test
  void roundingDoesNotHideTheZeroOfAnAxis() {
    Plot chart = Plots.curve(-1e30, 1e30, Activations.gelu());
    assertEquals("0", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(1.4e14));
  }

  private static int pixel(Plot chart, BufferedImage image, double[] at) {
    return image.getRGB((int) (2 * chart.getScreenXFromChart(at[0])), (int) (2 * chart.getScreenYFromChart(at[1])));
  }

  @Test
  void wrongArgumentsAreNamed() {
    Plot chart = Plots.chart("t", "x", "y");
    double[] two = {0, 1};
    chart.addLine("a", two, two);
    assertEquals("x has 2 elements but y has 1", assertThrows(IllegalArgumentException.class,
        () -> chart.addLine("b", two, new double[1])).getMessage());
    assertEquals("the chart has a series named \"a\" already; use another name",
        assertThrows(IllegalArgumentException.class, () -> chart.addPoints("a", two, two)).getMessage());
    assertEquals("series \"b\" has no points", assertThrows(IllegalArgumentException.class,
        () -> chart.addLine("b", new double[0], new double[0])).getMessage());
    assertEquals("the series has no name; the legend needs one",
        assertThrows(IllegalArgumentException.class, () -> chart.addLine(" ", two, two)).getMessage());
    assertEquals("there is no function to draw",
        assertThrows(IllegalArgumentException.class, () -> Plots.curves("t", 0, 1)).getMessage());
    assertEquals("f is null", assertThrows(NullPointerException.class, () -> Plots.curve(0, 1, null)).getMessage());
    assertEquals("the standard deviation at index 1 is negative: -1.0", assertThrows(IllegalArgumentException.class,
        () -> chart.addBand("b", two, two, new double[] {0, -1})).getMessage());
    assertEquals("x has 2 elements but sd has 1", assertThrows(IllegalArgumentException.class,
        () -> chart.addBand("b", two, two, new double[1])).getMessage());
    assertEquals("a bar cannot be NaN high", assertThrows(IllegalArgumentException.class,
        () -> Plots.bars("t", "x", "y", new String[] {"a"}, new double[] {Double.NaN})).getMessage());
    assertEquals("there are 1 names and 2 values; each bar needs one of both",
        assertThrows(IllegalArgumentException.class,
            () -> Plots.bars("t", "x", "y", new String[] {"a"}, two)).getMessage());
    assertEquals("sd must have a finite number of at least 0 for each bar",
        assertThrows(IllegalArgumentException.class,
            () -> Plots.bars("t", "x", "y", new String[] {"a", "b"}, two, new double[] {1, -1})).getMessage());
  }

  @Test
  void aForestSaysWhatIsWrong() {
    double[] one = {1};
    assertEquals("there are 1 names, 1 differences, 1 lower and 2 upper ends; each name needs one of all",
        assertThrows(IllegalArgumentException.class, () -> Plots.forest("t", "x", new String[] {"a"}, one, one,
            new double[2], 1)).getMessage());
    assertEquals("a has the difference 1.0 and the interval from 1.0 to 0.5; they must be finite and in order",
        assertThrows(IllegalArgumentException.class, () -> Plots.forest("t", "x", new String[] {"a"}, one, one,
            new double[] {0.5}, 1)).getMessage());
    assertEquals("a has the difference 1.0 and the interval from 1.0 to Infinity; they must be finite and in order",
        assertThrows(IllegalArgumentException.class, () -> Plots.forest("t", "x", new String[] {"a"}, one, one,
            new double[] {Double.POSITIVE_INFINITY}, 1)).getMessage());
    assertEquals("the margin must be positive and finite but is 0.0", assertThrows(IllegalArgumentException.class,
        () -> Plots.forest("t", "x", new String[] {"a"}, one, one, one, 0)).getMessage());
    assertEquals("the axis has no name", assertThrows(IllegalArgumentException.class,
        () -> Plots.forest("t", "x", new String[0], new double[0], new double[0], new double[0], 1)).getMessage());
  }

  /** Of this width in logical pixels, as Show draws it. */
  private static String name(int width) {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.scale(2, 2);
    FontMetrics metrics = graphics.getFontMetrics(
        Plots.bars("t", "", "", new String[] {"a"}, new double[] {1}).getStyler().getAxisTickLabelsFont());
    StringBuilder name = new StringBuilder();
    while (metrics.stringWidth(name + "i") <= width) {
      name.append("i");
    }
    return name.toString();
  }

  private static int bottomOf(String... names) throws IOException {
    double[] ones = new double[names.length];
    Arrays.fill(ones, 1);
    return bottom(Plots.bars("t", "", "y", names, ones));
  }

  /** Two bars of a chart of 680 stand 295 apart; names of 287 leave the 8 between them that they need. */
  @Test
  void namesAreSlantedWhereTheyDoNotFit() throws IOException {
    int level = bottomOf("a", "b");
    assertEquals(level, bottomOf(name(260), name(260)), 2);
    assertTrue(bottomOf(name(320), name(320)) < level - 100, "slanted");
    assertEquals(level, bottomOf(name(200), name(320)), 2);
    // Where bars stand closer than 40, the slant is steeper, and needs more room.
    String[] fourteen = new String[14];
    String[] sixteen = new String[16];
    Arrays.setAll(fourteen, i -> "function " + (10 + i));
    Arrays.setAll(sixteen, i -> "function " + (10 + i));
    assertTrue(bottomOf(sixteen) < bottomOf(fourteen) - 10, bottomOf(sixteen) + ", " + bottomOf(fourteen));
  }

  @Test
  void barsAreLabelled() {
    BarChart chart = Plots.bars("title", "below", "beside", new String[] {"a"}, new double[] {1}, new double[] {0});
    assertEquals("title", chart.getTitle());
    assertEquals("below", chart.getXAxisTitle());
    assertEquals("beside", chart.getYAxisTitle());
    assertEquals(13, chart.getStyler().getAxisTickLabelsFont().getSize());
    assertEquals("sd must have a finite number of at least 0 for each bar",
        assertThrows(IllegalArgumentException.class, () -> Plots.bars("t", "x", "y", new String[] {"a"},
            new double[] {1}, new double[] {Double.POSITIVE_INFINITY})).getMessage());
  }

  /** Whatever is added, with a function's style or without. */
  @Test
  void everythingThatIsAddedNeedsANameAndItsNumbers() {
    Activation gelu = Activations.gelu();
    double[] two = {0, 1};
    double[] three = {0, 1, 2};
    Plot plot = Plots.chart("t", "x", "y");
    for (Runnable wrong : List.<Runnable>of(() -> plot.addLine("a", gelu, two, three),
        () -> plot.addLine("a", two, three), () -> plot.addPoints("a", gelu, two, three),
        () -> plot.addPoints("a", two, three), () -> plot.addBand("a", two, three, two),
        () -> plot.addArrows("a", two, three, two, two), () -> plot.addArrows("a", gelu, two, three, two, three),
        () -> plot.addBand("a", gelu, two, three, two))) {
      assertEquals("x has 2 elements but y has 3",
          assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
    assertEquals("x has 2 elements but toX has 3", assertThrows(IllegalArgumentException.class,
        () -> plot.addArrows("a", gelu, two, two, three, three)).getMessage());
    for (Runnable wrong : List.<Runnable>of(() -> plot.addFunction(" ", 0, 1, x -> x),
        () -> plot.addFunction(" ", gelu, 0, 1, x -> x), () -> plot.addHistogram(" ", three, 2),
        () -> plot.addHistogram(" ", gelu, three, 2), () -> plot.addLine(" ", gelu, two, two))) {
      assertEquals("the series has no name; the legend needs one",
          assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }
    assertTrue(plot.getSeriesCollection().isEmpty(), "nothing was added");
    plot.addHistogram("a", three, 1);
    assertEquals("the chart has a series named \"a\" already; use another name", assertThrows(
        IllegalArgumentException.class, () -> plot.addHistogram("a", gelu, three, 2)).getMessage());
    assertEquals("bins is 0; at least 1 is needed",
        assertThrows(IllegalArgumentException.class, () -> plot.addHistogram("b", three, 0)).getMessage());
    assertEquals("title is null",
        assertThrows(NullPointerException.class, () -> Plots.chart(null, "x", "y")).getMessage());
    assertEquals("x", plot.getXAxisTitle());
    assertEquals("y", plot.getYAxisTitle());
  }

  @Test
  void aBandMayHaveNoWidthAndPartsOfItMayBeMissing() {
    Plot plot = Plots.chart("t", "x", "y");
    plot.addBand("a", new double[] {0, 1, 2, 3, 4}, new double[] {1, 1, Double.NaN, 2, 2}, new double[] {0, 0, 0, 1, 1});
    assertEquals(List.of("a ± sd", "a ± sd from 3.0", "a"),
        plot.getSeriesCollection().stream().map(XYSeries::getName).toList());
    XYSeries second = plot.getSeries("a ± sd from 3.0");
    assertArrayEquals(new double[] {3, 4, 4, 3, Double.NaN}, second.getXData());
    assertArrayEquals(new double[] {3, 3, 1, 1, Double.NaN}, second.getYData());
  }

  @Test
  void pointsThatHaveNoPlaceAreLeftOut() throws IOException {
    Plot plot = Plots.chart("t", Axis.linear("", 0, 3), Axis.linear("", 0, 3));
    plot.addPoints("a", new double[] {1, Double.NaN, 2}, new double[] {1, 2, Double.NaN}).setMarkerColor(Color.RED);
    plot.getStyler().setLegendVisible(false);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(plot)));
    List<int[]> red = new ArrayList<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == Color.RED.getRGB()) {
          red.add(new int[] {x, y});
        }
      }
    }
    assertFalse(red.isEmpty());
    for (int[] at : red) {
      assertEquals(2 * plot.getScreenXFromChart(1), at[0], 12);
      assertEquals(2 * plot.getScreenYFromChart(1), at[1], 12);
    }
  }

  @Test
  void pushesGoAlongTheTangentOfAGraph() {
    Activation elu = Activations.elu();
    Axis z = Axis.linear("z", -4, 2);
    Plot plot = Plots.pushes("t", z, Axis.linear("y"), elu, new double[] {-1, 1, 0.5}, new double[] {2, -0.5, 0});
    XYSeries curve = series(plot, 0);
    assertEquals("ELU (α = 1)", curve.getName());
    assertEquals(-4, curve.getXMin());
    assertEquals(2, curve.getXMax());
    double slope = Math.exp(-1);
    XYSeries arrows = series(plot, 1);
    assertArrayEquals(new double[] {-1, 1, Double.NaN, 1, 0.5, Double.NaN, 0.5, 0.5},
        Arrays.copyOf(arrows.getXData(), 8), 1e-12);
    assertArrayEquals(new double[] {slope - 1, slope - 1 + 2 * slope, Double.NaN, 1, 0.5, Double.NaN, 0.5, 0.5},
        Arrays.copyOf(arrows.getYData(), 8), 1e-7);
    assertArrayEquals(new double[] {-1, 1, 0.5}, Arrays.copyOf(series(plot, 2).getXData(), 3));
    assertArrayEquals(new double[] {slope - 1, 1, 0.5}, Arrays.copyOf(series(plot, 2).getYData(), 3), 1e-7);
    assertFalse(plot.getStyler().isLegendVisible());
    assertEquals("x has 1 elements but push has 2", assertThrows(IllegalArgumentException.class,
        () -> Plots.pushes("t", z, z, elu, new double[1], new double[2])).getMessage());
    String open = assertThrows(IllegalArgumentException.class,
        () -> Plots.pushes("t", Axis.linear("z"), z, elu, new double[1], new double[1])).getMessage();
    assertEquals("the x axis needs fixed ends, as Axis.linear(\"z\", -4, 4) has them", open);
    assertThrows(IllegalArgumentException.class,
        () -> Plots.pushes("t", Axis.logarithmic("z", 1, 2), z, elu, new double[] {1}, new double[1]));
  }
}
