package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import activations.nn.ActivationLayer;
import activations.nn.Dense;
import activations.nn.Sequential;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A picture of 680 × 420: columns from 90 to 590, nodes around the height of 227, at most 110 apart. */
class NetworkPictureTest {

  private static final double[] X = {90, 340, 590};
  private static final double UPPER = 172;
  private static final double LOWER = 282;
  private static final double MIDDLE = 227;

  /** Two inputs, two units, one output; the largest weight is 4. */
  private static final Sequential SMALL = Sequential.of(Dense.ofWeights(2, 2, 1, -2, 0, 4).withBias(0.5f, -1),
      ActivationLayer.of(Activations.relu(), 2), Dense.ofWeights(2, 1, 3, -1));

  private static Painted picture(Sequential network) {
    return Painted.of(new NetworkPicture("a title", network));
  }

  private static void stands(Painted painted, String text, double middle, double baseline, int style) {
    Painted.Text found = painted.text(text);
    assertEquals(middle, found.middle(), 1e-3, text);
    assertEquals(baseline, found.baseline(), 1e-3, text);
    assertEquals(style, found.font().getStyle(), text);
    assertEquals(14, found.font().getSize(), text);
    assertEquals(ChartStyle.INK, found.color(), text);
  }

  @Test
  void edgesLeadFromNodeToNode() {
    record Edge(double fromX, double fromY, double toX, double toY, Style style, double share) {}
    List<Edge> expected = List.of(
        new Edge(X[0], UPPER, X[1], UPPER, new Style(Style.VERMILION, Style.Dash.SOLID, 1), 1 / 4.0),
        new Edge(X[0], UPPER, X[1], LOWER, new Style(Style.BLUE, Style.Dash.SHORT, 1), 2 / 4.0),
        new Edge(X[0], LOWER, X[1], LOWER, new Style(Style.VERMILION, Style.Dash.SOLID, 1), 4 / 4.0),
        new Edge(X[1], UPPER, X[2], MIDDLE, new Style(Style.VERMILION, Style.Dash.SOLID, 1), 3 / 4.0),
        new Edge(X[1], LOWER, X[2], MIDDLE, new Style(Style.BLUE, Style.Dash.SHORT, 1), 1 / 4.0));
    List<Painted.Drawn> lines = picture(SMALL).lines().stream().filter(one -> one.shape() instanceof Line2D).toList();
    assertEquals(expected.size() + 2, lines.size(), "and two in the legend");
    for (int i = 0; i < expected.size(); i++) {
      Edge edge = expected.get(i);
      Line2D line = (Line2D) lines.get(i).shape();
      assertArrayEquals(new double[] {edge.fromX, edge.fromY, edge.toX, edge.toY},
          new double[] {line.getX1(), line.getY1(), line.getX2(), line.getY2()}, 1e-9, edge.toString());
      assertEquals(edge.style.color(), lines.get(i).color(), edge.toString());
      assertArrayEquals(edge.style.stroke().getDashArray(), lines.get(i).stroke().getDashArray(), edge.toString());
      assertEquals(0.7 + (6 - 0.7) * edge.share, lines.get(i).stroke().getLineWidth(), 1e-5, edge.toString());
    }
  }

  @Test
  void valuesStandOnWhiteWhereThreeTenthsOfTheEdgeAreDone() {
    Painted painted = picture(SMALL);
    String[] values = {"1", "−2", "0", "4", "3", "−1"};
    double[] x = {165, 165, 165, 165, 415, 415};
    double[] y = {UPPER, UPPER + 33, LOWER - 33, LOWER, UPPER + 16.5, LOWER - 16.5};
    List<Painted.Drawn> grounds =
        painted.fills().stream().filter(one -> one.shape() instanceof RoundRectangle2D).toList();
    assertEquals(values.length, grounds.size());
    for (int i = 0; i < values.length; i++) {
      stands(painted, values[i], x[i], y[i] + 5, Font.PLAIN);
      RoundRectangle2D ground = (RoundRectangle2D) grounds.get(i).shape();
      assertEquals(Color.WHITE, grounds.get(i).color());
      double width = painted.text(values[i]).width() + 8;
      assertArrayEquals(new double[] {x[i] - width / 2, y[i] - 10, width, 20},
          new double[] {ground.getX(), ground.getY(), ground.getWidth(), ground.getHeight()}, 1e-9, values[i]);
    }
  }

  @Test
  void nodesAreCirclesWithNamesAndBiases() {
    Painted painted = picture(SMALL);
    double[][] nodes = {{X[0], UPPER}, {X[0], LOWER}, {X[1], UPPER}, {X[1], LOWER}, {X[2], MIDDLE}};
    String[] names = {"x₁", "x₂", "h₁", "h₂", "y"};
    List<Painted.Drawn> outlines = circles(painted.lines());
    List<Painted.Drawn> insides = circles(painted.fills());
    assertEquals(nodes.length, outlines.size());
    for (int i = 0; i < nodes.length; i++) {
      Ellipse2D circle = (Ellipse2D) outlines.get(i).shape();
      assertArrayEquals(new double[] {nodes[i][0] - 21, nodes[i][1] - 21, 42, 42},
          new double[] {circle.getX(), circle.getY(), circle.getWidth(), circle.getHeight()}, 1e-9, names[i]);
      assertEquals(circle, insides.get(i).shape());
      assertEquals(Color.WHITE, insides.get(i).color());
      assertEquals(ChartStyle.INK, outlines.get(i).color());
      assertEquals(1.4f, outlines.get(i).stroke().getLineWidth());
      stands(painted, names[i], nodes[i][0], nodes[i][1] + 5, Font.PLAIN);
    }
    stands(painted, "bias 0.5", X[1], UPPER + 21 + 17, Font.PLAIN);
    stands(painted, "bias −1", X[1], LOWER + 21 + 17, Font.PLAIN);
  }

  private static List<Painted.Drawn> circles(List<Painted.Drawn> drawn) {
    return drawn.stream().filter(one -> one.shape() instanceof Ellipse2D).toList();
  }

  @Test
  void columnsHaveCaptionsAndFunctions() {
    Painted painted = picture(SMALL);
    stands(painted, "inputs", X[0], 60, Font.PLAIN);
    stands(painted, "hidden layer", X[1], 60, Font.PLAIN);
    stands(painted, "output", X[2], 60, Font.PLAIN);
    stands(painted, "ReLU", X[1], 78, Font.BOLD);
    Painted linear = picture(Sequential.of(Dense.ofWeights(2, 2, 1, 2, 3, 4), Dense.ofWeights(2, 2, 5, 6, 7, 8)));
    assertEquals("hidden layer", linear.text("hidden layer").text());
    assertEquals("outputs", linear.text("outputs").text());
    assertTrue(linear.texts().stream().noneMatch(text -> text.text().startsWith("bias")));
    Painted bent = picture(Sequential.of(Dense.ofWeights(1, 1, 1), ActivationLayer.of(Activations.tanh(), 1)));
    assertEquals(590, bent.text("Tanh").middle(), 1e-3, "the function of the output");
    assertEquals("y", bent.text("y").text());
  }

  @Test
  void theLegendStandsInTheMiddleBelow() {
    Painted painted = picture(SMALL);
    Painted.Text positive = painted.text("positive weight");
    Painted.Text negative = painted.text("negative weight");
    Painted.Text wider = painted.text("wider: larger (the widest is 4)");
    List<Painted.Drawn> lines = painted.lines().stream().filter(one -> one.shape() instanceof Line2D).toList();
    Color[] colors = {Style.VERMILION, Style.BLUE};
    for (int i = 0; i < 2; i++) {
      Painted.Drawn sample = lines.get(lines.size() - 2 + i);
      Line2D line = (Line2D) sample.shape();
      Painted.Text text = i == 0 ? positive : negative;
      assertEquals(colors[i], sample.color());
      assertEquals(i == 1, sample.stroke().getDashArray() != null, "dashed");
      assertEquals(3, sample.stroke().getLineWidth());
      assertArrayEquals(new double[] {text.x() - 42, 400, text.x() - 8, 400},
          new double[] {line.getX1(), line.getY1(), line.getX2(), line.getY2()}, 1e-3);
    }
    assertNull(lines.get(lines.size() - 2).stroke().getDashArray());
    assertEquals(positive.end() + 16 + 42, negative.x(), 1e-3);
    assertEquals(negative.end() + 16, wider.x(), 1e-3);
    assertEquals(680 - wider.end(), positive.x() - 42, 1.1, "as much room on the left as on the right");
    for (Painted.Text text : List.of(positive, negative, wider)) {
      assertEquals(405, text.baseline());
      assertEquals(14, text.font().getSize());
      assertEquals(ChartStyle.INK, text.color());
    }
  }

  @Test
  void theTitleShrinksUntilItFits() {
    Painted painted = picture(SMALL);
    assertEquals(new Rectangle(0, 0, 680, 420), painted.fills().get(0).shape().getBounds());
    assertEquals(Color.WHITE, painted.fills().get(0).color());
    Painted.Text title = painted.text("a title");
    assertEquals(340, title.middle(), 1e-3);
    assertEquals(28, title.baseline());
    assertEquals(Font.BOLD, title.font().getStyle());
    assertEquals(16, title.font().getSize());
    assertEquals(ChartStyle.INK, title.color());
    String longer = "a title that is longer than the picture is wide, where its letters have the usual size";
    Painted.Text shrunk = Painted.of(new NetworkPicture(longer, SMALL)).text(longer);
    int size = shrunk.font().getSize();
    assertTrue(shrunk.width() <= 664 && size < 16, "width " + shrunk.width() + " with size " + size);
    assertTrue(shrunk.width() * (size + 1) / size > 660, "no smaller than it must be: " + shrunk.width());
    String endless = longer.repeat(4);
    assertEquals(8, Painted.of(new NetworkPicture(endless, SMALL)).text(endless).font().getSize());
  }

  /** 262 for a column: 32.75 for each of eight nodes, of which 0.38 is room for a name; 29.1 for each of nine. */
  @Test
  void whatHasNoRoomIsLeftOut() {
    Painted eight = picture(Sequential.of(Dense.ofWeights(8, 1, 1, 2, 3, 4, 5, 6, 7, 8)));
    assertEquals(0.38 * 32.75, circles(eight.lines()).get(0).shape().getBounds2D().getWidth() / 2, 1e-9);
    assertEquals(227 - 3.5 * 32.75, circles(eight.lines()).get(0).shape().getBounds2D().getCenterY(), 1e-9);
    assertEquals("x₈", eight.text("x₈").text());
    Painted nine = picture(Sequential.of(Dense.ofWeights(9, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
    assertTrue(nine.texts().stream().noneMatch(text -> text.text().startsWith("x")));
    assertTrue(hasValues(4, 5), "20 weights");
    assertTrue(!hasValues(3, 7), "21 weights");
    assertEquals(33, circles(picture(Sequential.of(Dense.ofWeights(32, 1, new float[32]))).lines()).size());
  }

  private static boolean hasValues(int inputs, int outputs) {
    Painted painted = picture(Sequential.of(
        Dense.ofWeights(inputs, outputs, new float[inputs * outputs]).withBias(new float[outputs])));
    boolean values = painted.texts().stream().anyMatch(text -> text.text().equals("0"));
    assertEquals(values, painted.texts().stream().anyMatch(text -> text.text().equals("bias 0")));
    return values;
  }
}
