package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PanelsTest {

  /** Fills its area, and a good deal beyond it, with one colour. */
  private record Filled(Color color) implements Chart {
    @Override
    public int getWidth() {
      return 10;
    }

    @Override
    public int getHeight() {
      return 10;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
      graphics.setColor(color);
      graphics.fillRect(-1000, -1000, 3000, 3000);
    }
  }

  private static final Chart RED = new Filled(Color.RED);
  private static final Chart GREEN = new Filled(Color.GREEN);
  private static final Chart BLUE = new Filled(Color.BLUE);

  private static void assertColor(Color color, BufferedImage image, int x, int y) {
    assertEquals(color.getRGB(), image.getRGB(2 * x, 2 * y), "at " + x + ", " + y);
  }

  @Test
  void standInRowsFromLeftToRightAndKeepToTheirPlaces() {
    Panels panels = Panels.of(2, RED, GREEN, BLUE);
    assertEquals(760, panels.getWidth());
    assertEquals(600, panels.getHeight());
    BufferedImage image = ChartPicture.drawn(panels, 760, 600);
    assertColor(Color.RED, image, 0, 0);
    assertColor(Color.RED, image, 379, 299);
    assertColor(Color.GREEN, image, 380, 0);
    assertColor(Color.GREEN, image, 759, 299);
    assertColor(Color.BLUE, image, 0, 300);
    assertColor(Color.BLUE, image, 379, 599);
    assertColor(Color.WHITE, image, 380, 300);
    assertColor(Color.WHITE, image, 759, 599);
  }

  @Test
  void areDrawnInAnySize() {
    BufferedImage image = ChartPicture.drawn(Panels.of(1, RED, GREEN), 50, 40);
    assertColor(Color.RED, image, 49, 19);
    assertColor(Color.GREEN, image, 0, 20);
  }

  @Test
  void fewChartsTakeNoRoomForMore() {
    assertEquals(380, Panels.of(3, RED).getWidth());
    assertEquals(300, Panels.of(3, RED).getHeight());
  }

  @Test
  void chartsKeepTheirOwnSize() {
    Plot plot = Plots.curve(-4, 4, Activations.gelu());
    int width = plot.getWidth();
    int height = plot.getHeight();
    Show.png(Panels.of(2, plot, RED));
    assertEquals(width, plot.getWidth());
    assertEquals(height, plot.getHeight());
  }

  @Test
  void aChartThatCannotBeDrawnIsRefused() {
    Plot tiny = Plots.chart("tiny", "x", "y");
    tiny.addLine("line", new double[] {0, 1e-9}, new double[] {0, 1});
    String message = assertThrows(IllegalArgumentException.class, () -> Show.png(Panels.of(1, RED, tiny))).getMessage();
    assertTrue(message.startsWith("the x values span only 1.0E-9"), message);
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertEquals("columns is 0; at least 1 is needed",
        assertThrows(IllegalArgumentException.class, () -> Panels.of(0, RED)).getMessage());
    assertEquals("there is no chart for the panels",
        assertThrows(IllegalArgumentException.class, () -> Panels.of(2)).getMessage());
    assertEquals("chart 1 is null",
        assertThrows(NullPointerException.class, () -> Panels.of(2, RED, null)).getMessage());
    assertEquals("charts is null",
        assertThrows(NullPointerException.class, () -> Panels.of(2, (Chart[]) null)).getMessage());
  }
}
