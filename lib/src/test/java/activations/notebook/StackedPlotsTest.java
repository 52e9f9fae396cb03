package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackedPlotsTest {

  private static final int SCALE = 2;

  private static Plot plot(String xLabel, double from, double to, double height) {
    Plot plot = Plots.chart("a plot", Axis.linear(xLabel, from, to), Axis.linear("y", 0, height));
    plot.addLine("line", new double[] {from, to}, new double[] {0, height});
    return plot;
  }

  /** The columns of the left and of the right side of a plot's frame: dark all along the rows in the middle of it. */
  private static int[] frame(BufferedImage image, int top) {
    IntPredicate dark = x -> IntStream.range(top, top + 50).allMatch(y -> (image.getRGB(x, y) & 0xFF) < 0xD0);
    int[] columns = IntStream.range(0, image.getWidth()).filter(dark).toArray();
    return new int[] {columns[0], columns[columns.length - 1]};
  }

  @Test
  void beginAndEndAtTheSamePlacesWhateverTheirLabels() {
    Chart stack = Plots.stack(plot("", -4, 4, 1), plot("", -4, 4, 1_000_000), plot("x", -4, 4, 0.001));
    assertEquals(680, stack.getWidth());
    assertEquals(640, stack.getHeight());
    BufferedImage image = ChartPicture.drawn(stack, 680, 640);
    int[] first = frame(image, SCALE * 80);
    assertTrue(first[1] - first[0] > SCALE * 500, "the plot is as wide as its labels allow");
    for (int top : new int[] {293, 506}) {
      int[] other = frame(image, SCALE * top);
      assertEquals(first[0], other[0], SCALE, "left side of the plot at " + top);
      assertEquals(first[1], other[1], SCALE, "right side of the plot at " + top);
    }
  }

  @Test
  void plotsStayAsTheyWere() {
    Plot above = Plots.curve(-4, 4, Activations.gelu());
    Plot below = Plots.derivatives("GELU′", -4, 4, Activations.gelu());
    byte[] before = Show.png(above);
    Show.png(Plots.stack(above, below));
    assertArrayEquals(before, Show.png(above));
    for (Plot plot : new Plot[] {above, below}) {
      assertEquals(680, plot.getWidth());
      assertEquals(420, plot.getHeight());
      assertTrue(plot.getStyler().isXAxisTitleVisible());
    }
  }

  /** Without its label the upper plot has more room. */
  @Test
  void onlyTheLowestPlotHasTheLabelOfTheXAxis() {
    BufferedImage labelled = ChartPicture.drawn(Plots.stack(plot("x", -4, 4, 1), plot("x", -4, 4, 2)), 680, 530);
    BufferedImage without = ChartPicture.drawn(Plots.stack(plot("", -4, 4, 1), plot("x", -4, 4, 2)), 680, 530);
    assertEquals(0, IntStream.range(0, 680 * SCALE * 265 * SCALE)
        .filter(i -> labelled.getRGB(i % (680 * SCALE), i / (680 * SCALE))
            != without.getRGB(i % (680 * SCALE), i / (680 * SCALE))).count());
  }

  @Test
  void aPlotThatCannotBeDrawnIsRefused() {
    Plot tiny = plot("x", -4, 4, 1);
    tiny.getStyler().setYAxisMax(1e-9);
    Chart stack = Plots.stack(plot("", -4, 4, 1), tiny);
    String message = assertThrows(IllegalArgumentException.class, () -> Show.png(stack)).getMessage();
    assertTrue(message.startsWith("the y values span only 1.0E-9"), message);
  }

  private static String refused(Plot... plots) {
    return assertThrows(IllegalArgumentException.class, () -> Plots.stack(plots)).getMessage();
  }

  @Test
  void wrongPlotsAreNamed() {
    Plot plot = plot("x", -4, 4, 1);
    assertEquals("a stack has two plots or more, but this one has 1", refused(plot));
    assertEquals("plot 2 is in the stack already", refused(plot, plot("x", -4, 4, 2), plot));
    assertEquals("the x axis of plot 0 goes from -4.0 to 4.0, that of plot 1 from -4.0 to 5.0; in a stack all need the "
        + "same ends, for example those of Axis.linear(\"x\", -4, 4)", refused(plot, plot("x", -4, 5, 1)));
    assertEquals("the x axis of plot 0 goes from -4.0 to 4.0, that of plot 1 from -3.0 to 4.0; in a stack all need the "
        + "same ends, for example those of Axis.linear(\"x\", -4, 4)",
        refused(plot, Plots.curve(-3, 4, Activations.relu())));
    assertEquals("plot 1 is null",
        assertThrows(NullPointerException.class, () -> Plots.stack(plot, null)).getMessage());
    assertEquals("plots is null",
        assertThrows(NullPointerException.class, () -> Plots.stack((Plot[]) null)).getMessage());
  }
}
