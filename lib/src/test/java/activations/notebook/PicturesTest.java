package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import activations.nn.ActivationLayer;
import activations.nn.Dense;
import activations.nn.Dropout;
import activations.nn.Initialization;
import activations.nn.MultilayerPerceptron;
import activations.nn.Sequential;
import activations.nn.data.Dataset;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

/** Networks as nodes and edges, the plane after a map, the regions of a classifier. */
class PicturesTest {

  private static final Axis UNIT = Axis.linear("", -1, 1);

  private static BufferedImage picture(Chart chart) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
  }

  /** Two inputs, two units, one output, with weights of both signs, one of them 0. */
  private static Sequential small() {
    return Sequential.of(Dense.ofWeights(2, 2, 1, -2, 0, 4).withBias(0.5f, -1),
        ActivationLayer.of(Activations.relu(), 2), Dense.ofWeights(2, 1, 3, -1));
  }

  /** How many pixels across an edge, at a part of its way, have its colour; the edge is nearly level. */
  private static long thickness(BufferedImage image, Point2D from, Point2D to, double part, Color color) {
    int x = (int) Math.round(2 * (from.getX() + part * (to.getX() - from.getX())));
    int y = (int) Math.round(2 * (from.getY() + part * (to.getY() - from.getY())));
    return IntStream.rangeClosed(y - 14, y + 14).filter(at -> image.getRGB(x, at) == color.getRGB()).count();
  }

  @Test
  void anEdgeIsAsWideAsItsWeightIsLargeAndHasTheColourOfItsSign() throws IOException {
    NetworkPicture chart = new NetworkPicture("t", small());
    BufferedImage image = picture(chart);
    Point2D[][] nodes = new Point2D[3][2];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < (c == 2 ? 1 : 2); i++) {
        nodes[c][i] = chart.node(c, i, chart.getWidth(), chart.getHeight());
      }
    }
    long one = thickness(image, nodes[0][0], nodes[1][0], 0.7, Style.VERMILION);
    assertTrue(one >= 3 && one <= 5, "a weight of 1 beside one of 4: " + one);
    long four = thickness(image, nodes[0][1], nodes[1][1], 0.7, Style.VERMILION);
    assertTrue(four >= 10 && four <= 13, "the largest weight is 6 logical pixels wide: " + four);
    assertEquals(0, thickness(image, nodes[0][1], nodes[1][0], 0.7, Style.VERMILION), "a weight of 0 has no edge");
    List<Long> alongNegative = new ArrayList<>();
    for (double part = 0.4; part < 0.9; part += 0.005) {
      alongNegative.add(thickness(image, nodes[1][1], nodes[2][0], part, Style.BLUE));
    }
    assertTrue(alongNegative.stream().anyMatch(pixels -> pixels >= 3), "a negative weight is blue");
    assertTrue(alongNegative.contains(0L), "and dashed");
  }

  /** How many pixels of a rectangle around a point, in logical pixels, are nearly black. */
  private static long ink(BufferedImage image, double x, double y, int halfWidth, int halfHeight) {
    long ink = 0;
    for (int column = (int) (2 * x) - 2 * halfWidth; column <= 2 * x + 2 * halfWidth; column++) {
      for (int row = (int) (2 * y) - 2 * halfHeight; row <= 2 * y + 2 * halfHeight; row++) {
        Color color = new Color(image.getRGB(column, row));
        ink += Math.max(color.getRed(), Math.max(color.getGreen(), color.getBlue())) < 70 ? 1 : 0;
      }
    }
    return ink;
  }

  @Test
  void valuesStandOnTheEdgesOfASmallNetworkAndBiasesBelowItsUnits() throws IOException {
    NetworkPicture chart = new NetworkPicture("t", small());
    BufferedImage image = picture(chart);
    Point2D from = chart.node(0, 1, chart.getWidth(), chart.getHeight());
    Point2D to = chart.node(1, 0, chart.getWidth(), chart.getHeight());
    double x = from.getX() + 0.3 * (to.getX() - from.getX());
    double y = from.getY() + 0.3 * (to.getY() - from.getY());
    assertTrue(ink(image, x, y, 8, 8) > 20, "the value of a weight of 0, which has no edge");
    assertTrue(ink(image, to.getX(), to.getY() + 33, 30, 8) > 60, "a bias");
    assertTrue(ink(image, to.getX(), to.getY(), 8, 8) > 20, "the name of a unit");
    Point2D output = chart.node(2, 0, chart.getWidth(), chart.getHeight());
    assertEquals(0, ink(image, output.getX(), output.getY() + 36, 30, 8), "a layer without a bias");
    assertEquals((chart.node(1, 0, 680, 420).getY() + chart.node(1, 1, 680, 420).getY()) / 2, output.getY(), 1e-9);
    assertEquals(340, to.getX(), "the middle column is in the middle");
  }

  @Test
  void aLargeNetworkHasNoValues() throws IOException {
    NetworkPicture chart = new NetworkPicture("t", MultilayerPerceptron.of(Activations.tanh(), Initialization.HE,
        new SplittableRandom(1), 2, 10, 1));
    BufferedImage image = picture(chart);
    Point2D from = chart.node(0, 0, chart.getWidth(), chart.getHeight());
    Point2D to = chart.node(1, 0, chart.getWidth(), chart.getHeight());
    double part = 0.3;
    assertEquals(0, ink(image, from.getX() + part * (to.getX() - from.getX()),
        from.getY() + part * (to.getY() - from.getY()), 8, 6));
    Point2D output = chart.node(2, 0, chart.getWidth(), chart.getHeight());
    assertEquals(0, ink(image, output.getX(), output.getY() + 36, 30, 8), "nor biases");
    assertTrue(ink(image, output.getX(), output.getY(), 8, 8) > 20, "but the name of the output");
    assertTrue(chart.node(1, 9, 680, 420).getY() < 420 - 62, "all units have room");
  }

  @Test
  void aNetworkThatCannotBeDrawnIsRefused() {
    SplittableRandom random = new SplittableRandom(1);
    assertEquals("layer 2 is dropout 0.5 of 3; drawn are dense layers, each with an activation function after it or none"
        .replace("dropout 0.5 of 3", Dropout.of(3, 0.5, random).summary()),
        assertThrows(IllegalArgumentException.class, () -> Pictures.network("t", Sequential.of(
            Dense.of(2, 3, Initialization.HE, random), Dropout.of(3, 0.5, random)))).getMessage());
    assertEquals("column 2 of the network has 33 nodes; at most 32 can be told apart in a picture",
        assertThrows(IllegalArgumentException.class, () -> Pictures.network("t", Sequential.of(
            Dense.of(2, 33, Initialization.HE, random)))).getMessage());
    assertEquals("the network has a weight of NaN, which cannot be drawn", assertThrows(IllegalArgumentException.class,
        () -> Pictures.network("t", Sequential.of(Dense.ofWeights(1, 1, Float.NaN)))).getMessage());
    assertEquals("network is null",
        assertThrows(NullPointerException.class, () -> Pictures.network("t", null)).getMessage());
  }

  @Test
  void thePlaneIsAGridAfterItsMap() {
    Plot chart = Pictures.plane("t", Axis.linear("a", -3, 3), Axis.linear("b", -2, 2), -1, 1,
        point -> new double[] {2 * point[0], Math.abs(point[1])});
    List<XYSeries> grid = new ArrayList<>(chart.getSeriesCollection());
    assertEquals(2, grid.size());
    double[] x = grid.get(0).getXData();
    double[] y = grid.get(0).getYData();
    assertEquals(Plane.LINES, Arrays.stream(x).distinct().filter(Double::isFinite).count(), "upright lines stay upright");
    assertEquals(-2, x[0]);
    assertEquals(1, y[0], "the end of a line, folded upwards");
    assertEquals(0, Arrays.stream(y).filter(Double::isFinite).min().orElseThrow(), 1e-15);
    assertTrue(Double.isNaN(x[(x.length - 2) / Plane.LINES]), "a gap between one line and the next");
    double[] level = grid.get(1).getYData();
    // Folded: the lines at −1 and 1 are one, and so on; there are 4 pairs and the one in the middle.
    assertEquals(5, Arrays.stream(level).filter(Double::isFinite).map(v -> Math.round(1e9 * v)).distinct().count());
    assertNotEquals(grid.get(0).getLineColor(), grid.get(1).getLineColor());
  }

  @Test
  void layersTakeThePlaneWhereTheyTakeItsPoints() {
    Sequential network = Sequential.of(Dense.ofWeights(2, 2, 0, 1, 2, 0), ActivationLayer.of(Activations.relu(), 2));
    Axis wide = Axis.linear("", -3, 3);
    Plot linear = Pictures.plane("t", wide, wide, -1, 1, network.children().subList(0, 1));
    XYSeries upright = new ArrayList<>(linear.getSeriesCollection()).get(0);
    assertEquals(-2, upright.getXData()[0], "twice the second number");
    assertEquals(-1, upright.getYData()[0], "the first number");
    Plot bent = Pictures.plane("t", wide, wide, -1, 1, network.children());
    assertEquals(0, new ArrayList<>(bent.getSeriesCollection()).get(0).getXData()[0]);
    Plot nothing = Pictures.plane("t", wide, wide, -1, 1, List.<Dense>of());
    assertEquals(-1, new ArrayList<>(nothing.getSeriesCollection()).get(0).getXData()[0]);
    assertEquals("the layers must go from 2 numbers to 2, but they go from 2 to 1",
        assertThrows(IllegalArgumentException.class,
            () -> Pictures.plane("t", wide, wide, -1, 1, List.of(Dense.ofWeights(2, 1, 1, 1)))).getMessage());
  }

  @Test
  void aCircleOnThePlaneIsRound() throws IOException {
    Plot chart = Pictures.plane("t", Axis.linear("a", -3, 3), Axis.linear("b", -2, 2), -1, 1, point -> point);
    assertEquals(760, Panels.of(2, chart, chart).getWidth());
    assertEquals(380, chart.getWidth());
    picture(chart);
    double right = chart.getScreenXFromChart(1) - chart.getScreenXFromChart(-1);
    double up = chart.getScreenYFromChart(-1) - chart.getScreenYFromChart(1);
    assertEquals(1, up / right, 0.01);
    assertTrue(chart.getStyler().getXAxisMax() >= 3 && chart.getStyler().getYAxisMax() >= 2, "no axis is shorter");
    Plot narrow = Pictures.plane("t", Axis.linear("a", 0, 1), Axis.linear("b", -4, 2), -1, 1, point -> point);
    picture(narrow);
    right = narrow.getScreenXFromChart(1) - narrow.getScreenXFromChart(-1);
    up = narrow.getScreenYFromChart(-1) - narrow.getScreenYFromChart(1);
    assertEquals(1, up / right, 0.01);
    assertEquals(0.5, (narrow.getStyler().getXAxisMin() + narrow.getStyler().getXAxisMax()) / 2, 1e-9, "the middle");
  }

  @Test
  void aWrongMapOrAxisIsNamed() {
    assertEquals("the map must give two numbers but gives [0.0]", assertThrows(IllegalArgumentException.class,
        () -> Pictures.plane("t", UNIT, UNIT, -1, 1, point -> new double[1])).getMessage());
    assertEquals("the map gives null", assertThrows(NullPointerException.class,
        () -> Pictures.plane("t", UNIT, UNIT, -1, 1, point -> null)).getMessage());
    assertEquals("from is 1.0 and to is -1.0; both must be finite and from below to",
        assertThrows(IllegalArgumentException.class,
            () -> Pictures.plane("t", UNIT, UNIT, 1, -1, point -> point)).getMessage());
    assertEquals("the axis \"b\" of a plane must be linear with fixed ends, for example Axis.linear(\"b\", -1, 1)",
        assertThrows(IllegalArgumentException.class,
            () -> Pictures.plane("t", UNIT, Axis.linear("b"), -1, 1, point -> point)).getMessage());
  }

  /** The border is x₁ = ½ with one output, where 1 is answered above ½, and x₁ = x₂ with two. */
  @Test
  void regionsHaveTheColourOfTheAnswer() throws IOException {
    Dataset data = Dataset.classes(new float[] {-0.5f, 0, 0.9f, 0.5f}, 2, new int[] {0, 1}, 2);
    Plot one = Pictures.regions("t", UNIT, UNIT, Dense.ofWeights(2, 1, 1, 0), data);
    assertTrue(isBlue(one, 0.3, 0) && !isBlue(one, 0.7, 0) && isBlue(one, 0.3, 0.9), "one output");
    Plot two = Pictures.regions("t", UNIT, UNIT, Dense.ofWeights(2, 2, 1, 0, 0, 1), data);
    assertTrue(isBlue(two, 0.5, 0) && !isBlue(two, 0, 0.5), "the second output is larger above the diagonal");
    assertArrayEquals(new double[] {-0.5, Double.NaN}, one.getSeries("class 0").getXData());
    assertArrayEquals(new double[] {0.5, Double.NaN}, one.getSeries("class 1").getYData(), 1e-7);
    Dataset oneClass = Dataset.classes(new float[2], 2, new int[1], 2);
    assertNull(Pictures.regions("t", UNIT, UNIT, Dense.ofWeights(2, 1, 1, 0), oneClass).getSeries("class 1"));
  }

  private static boolean isBlue(Plot chart, double x, double y) throws IOException {
    BufferedImage image = picture(chart);
    Color color = new Color(image.getRGB((int) (2 * chart.getScreenXFromChart(x)),
        (int) (2 * chart.getScreenYFromChart(y))));
    assertNotEquals(color.getRed(), color.getBlue(), "neither blue nor red");
    return color.getBlue() > color.getRed();
  }

  @Test
  void regionsNeedTwoInputsAndAClassForEachPoint() {
    Dataset data = Dataset.classes(new float[2], 2, new int[1], 2);
    assertEquals("drawn are networks from 2 inputs to 1 output or 2, but this one goes from 2 to 3", assertThrows(
        IllegalArgumentException.class,
        () -> Pictures.regions("t", UNIT, UNIT, Dense.ofWeights(2, 3, new float[6]), data)).getMessage());
    assertEquals("drawn are networks from 2 inputs to 1 output or 2, but this one goes from 1 to 1", assertThrows(
        IllegalArgumentException.class,
        () -> Pictures.regions("t", UNIT, UNIT, Dense.ofWeights(1, 1, 1), data)).getMessage());
    Dense network = Dense.ofWeights(2, 1, 1, 1);
    assertEquals("the data must have a class and two inputs a row, but there are no classes", assertThrows(
        IllegalArgumentException.class, () -> Pictures.regions("t", UNIT, UNIT, network,
            Dataset.regression(new float[2], 2, new float[1], 1))).getMessage());
    assertEquals("the data must have a class and two inputs a row, but there are 1 inputs", assertThrows(
        IllegalArgumentException.class, () -> Pictures.regions("t", UNIT, UNIT, network,
            Dataset.classes(new float[1], 1, new int[1], 2))).getMessage());
    assertEquals("the axis \"x\" of a picture of regions must be linear with fixed ends, for example "
        + "Axis.linear(\"x\", -1, 1)", assertThrows(IllegalArgumentException.class,
            () -> Pictures.regions("t", Axis.linear("x"), UNIT, network, data)).getMessage());
  }
}
