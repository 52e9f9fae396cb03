package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

/** What a plot paints stands where XChart's axes say it should. */
class PlotPainterTest {

  private static final int WHITE = 0xFFFFFFFF;
  private static final int GRID = 0xFFE4E4E4;

  /** A painted plot; all places in the pixels of the picture, which are half a logical pixel wide. */
  private static final class Picture {
    private final Plot plot;
    private final BufferedImage image;

    Picture(Plot plot) throws IOException {
      this.plot = plot;
      image = ImageIO.read(new ByteArrayInputStream(Show.png(plot)));
    }

    int x(double place) {
      return (int) Math.round(2 * plot.getScreenXFromChart(place));
    }

    int y(double place) {
      return (int) Math.round(2 * plot.getScreenYFromChart(place));
    }

    int rgb(double x, double y) {
      return image.getRGB(x(x), y(y));
    }

    /** Whether a pixel within two of that place has the colour. */
    boolean has(int rgb, int x, int y) {
      for (int dx = -2; dx <= 2; dx++) {
        for (int dy = -2; dy <= 2; dy++) {
          if (image.getRGB(x + dx, y + dy) == rgb) {
            return true;
          }
        }
      }
      return false;
    }

    /** The middle of the dark pixels in a rectangle: x, y, and the number of them. */
    double[] ink(int left, int right, int top, int bottom) {
      double sumX = 0;
      double sumY = 0;
      int n = 0;
      for (int y = top; y <= bottom; y++) {
        for (int x = left; x <= right; x++) {
          if ((image.getRGB(x, y) & 0xFF) < 100) {
            sumX += x;
            sumY += y;
            n++;
          }
        }
      }
      return new double[] {sumX / n, sumY / n, n};
    }
  }

  private static Plot logarithmic() {
    Plot plot = Plots.chart("t", Axis.logarithmic("", 0.01, 100), Axis.logarithmic("", 1, 1e6));
    plot.addLine("a", new double[] {0.01, 100}, new double[] {1, 1}).setLineColor(Color.WHITE);
    plot.getStyler().setLegendVisible(false);
    return plot;
  }

  @Test
  void gridOfLogarithmicAxesGoesThroughTheirTicks() throws IOException {
    Picture picture = new Picture(logarithmic());
    for (double tick : new double[] {-2, -1, 0, 1, 2}) {
      for (double y : new double[] {0.4, 2.3, 5.6}) {
        assertTrue(picture.has(GRID, picture.x(tick), picture.y(y)), "vertical line at " + tick);
        assertFalse(tick < 2 && picture.has(GRID, picture.x(tick + 0.5), picture.y(y + 0.1)), "beside " + tick);
      }
    }
    // At 0 lies the white line.
    for (double tick : new double[] {1, 2, 3, 4, 5, 6}) {
      for (double x : new double[] {-1.6, 0.3, 1.7}) {
        assertTrue(picture.has(GRID, picture.x(x), picture.y(tick)), "horizontal line at " + tick);
      }
    }
    // From edge to edge, but not beyond.
    int margin = (picture.x(2) - picture.x(-2)) / 48 - 6;
    assertTrue(picture.has(GRID, picture.x(-2) - margin, picture.y(3)));
    assertTrue(picture.has(GRID, picture.x(2) + margin, picture.y(3)));
    assertFalse(picture.has(GRID, picture.x(2) + margin + 14, picture.y(3)));
  }

  /** A label stands in the middle below its tick, or to the left of it; between two ticks there is none. */
  @Test
  void labelsOfLogarithmicAxesStandAtTheirTicks() throws IOException {
    Picture picture = new Picture(logarithmic());
    int bottom = picture.y(0) + (picture.y(0) - picture.y(6)) / 48;
    for (double tick : new double[] {-2, -1, 0, 1, 2}) {
      int x = picture.x(tick);
      double[] ink = picture.ink(x - 40, Math.min(x + 40, 1359), bottom + 8, bottom + 44);
      assertTrue(ink[2] > 20, "a label at " + tick);
      assertEquals(x, ink[0], 6, "in the middle below " + tick);
      assertEquals(bottom + 26, ink[1], 10, "not far below the axis");
      assertTrue(picture.has(ChartStyle.FRAME.getRGB(), x, bottom + 4), "a mark at " + tick);
    }
    assertEquals(0, picture.ink(picture.x(-1.6), picture.x(-1.4), bottom + 8, bottom + 44)[2]);
    int left = picture.x(-2) - (picture.x(2) - picture.x(-2)) / 48;
    for (double tick : new double[] {1, 3, 5}) {
      int y = picture.y(tick);
      double[] ink = picture.ink(left - 90, left - 12, y - 16, y + 16);
      assertTrue(ink[2] > 20, "a label at " + tick);
      assertEquals(y, ink[1], 6, "level with " + tick);
      double[] last = picture.ink(left - 24, left - 12, y - 16, y + 16);
      assertTrue(last[2] > 0, "it ends near the axis");
      assertEquals(0, picture.ink(left - 11, left - 8, y - 16, y + 16)[2], "and does not touch it");
    }
  }

  @Test
  void pointsArePaintedWhereTheyAre() throws IOException {
    Plot plot = Plots.chart("t", Axis.linear("x", 0, 4), Axis.linear("y", 0, 4));
    double nan = Double.NaN;
    int blue = plot.addPoints("p", new double[] {1, 2, 3, nan}, new double[] {3, nan, 1, 2}).getMarkerColor().getRGB();
    Picture picture = new Picture(plot);
    assertEquals(blue, picture.rgb(1, 3));
    assertEquals(blue, picture.rgb(3, 1));
    for (double[] none : new double[][] {{2, 2}, {0, 0}, {2, 0}, {0, 2}, {1, 1}, {3, 3}}) {
      assertFalse(picture.has(blue, picture.x(none[0]), picture.y(none[1])), none[0] + ", " + none[1]);
    }
  }

  /** Of two solid lines the second has circles: at its first point, then 72 logical pixels apart. */
  @Test
  void marksHaveEqualDistances() throws IOException {
    Plot plot = Plots.chart("t", Axis.linear("x", 0, 1), Axis.linear("y", 0, 3));
    double[] x = Plots.linspace(0, 1, 1001);
    double[] one = new double[1001];
    double[] two = new double[1001];
    Arrays.fill(one, 1);
    Arrays.fill(two, 2);
    XYSeries first = plot.addLine("first", x, one);
    XYSeries second = plot.addLine("second", x, two);
    second.setLineStyle(first.getLineStyle()).setLineColor(Color.RED);
    Picture picture = new Picture(plot);
    List<Integer> marks = new ArrayList<>();
    int above = picture.y(2) - 5;
    for (int column = picture.x(0); column < picture.x(1); column++) {
      if (picture.image.getRGB(column, above) == Color.RED.getRGB()
          && picture.image.getRGB(column - 1, above) != Color.RED.getRGB()) {
        marks.add(column);
      }
    }
    int left = picture.x(0) - (picture.x(1) - picture.x(0)) / 48;
    assertEquals(left + 2 * 17, marks.get(0), 8, "the first");
    for (int i = 1; i < marks.size(); i++) {
      assertEquals(144, marks.get(i) - marks.get(i - 1), 3, "distance " + i);
    }
    assertTrue(marks.size() >= 7, marks.toString());
    assertFalse(picture.has(first.getLineColor().getRGB(), marks.get(2) + 4, picture.y(1) - 7), "none on the first");
  }

  @Test
  void theHeatMapCoversItsRectangleAndNoMore() throws IOException {
    Plot plot = Plots.heatMap("t", Axis.linear("x", -2, 2), Axis.linear("y", 10, 30), (x, y) -> y - 20);
    Picture picture = new Picture(plot);
    for (double x : new double[] {-1.97, 0, 1.97}) {
      assertTrue(red(picture.rgb(x, 29.8)) > blue(picture.rgb(x, 29.8)), "positive above");
      assertTrue(red(picture.rgb(x, 10.2)) < blue(picture.rgb(x, 10.2)), "negative below");
      assertTrue(picture.has(ChartStyle.INK.getRGB(), picture.x(x), picture.y(20)), "the border between");
    }
    assertEquals(WHITE, picture.image.getRGB(picture.x(2) + 6, picture.y(29)));
    assertEquals(WHITE, picture.image.getRGB(picture.x(1), picture.y(30) - 6));
  }

  private static int red(int rgb) {
    return rgb >> 16 & 0xFF;
  }

  private static int blue(int rgb) {
    return rgb & 0xFF;
  }

  /** Names stand to the left of their lines, from above; intervals have their ends, and the margin its band. */
  @Test
  void aForestHasANameAndAnIntervalForEachDifference() throws IOException {
    Plot plot = Plots.forest("t", "difference", new String[] {"differs", "is equal", "is open"},
        new double[] {0.4, 0.02, -0.1}, new double[] {0.3, -0.05, -0.5}, new double[] {0.5, 0.09, 0.3}, 0.1);
    assertEquals(252, plot.getHeight());
    Picture picture = new Picture(plot);
    int vermilion = Style.VERMILION.getRGB();
    int blue = Style.BLUE.getRGB();
    for (double x : new double[] {0.31, 0.4, 0.49}) {
      assertTrue(picture.has(vermilion, picture.x(x), picture.y(3)), "disc's interval at " + x);
    }
    assertFalse(picture.has(vermilion, picture.x(0.53), picture.y(3)));
    assertFalse(picture.has(vermilion, picture.x(0.27), picture.y(3)));
    for (double x : new double[] {-0.04, 0.02, 0.08}) {
      assertTrue(picture.has(blue, picture.x(x), picture.y(2)), "square's interval at " + x);
    }
    for (double x : new double[] {-0.49, -0.1, 0.29}) {
      assertTrue(picture.has(ChartStyle.INK.getRGB(), picture.x(x), picture.y(1)), "triangle's interval at " + x);
    }
    int band = picture.rgb(0.095, 3.3);
    assertTrue(band != WHITE && band != GRID, "the band inside the margin");
    assertEquals(band, picture.rgb(-0.095, 0.7));
    assertEquals(WHITE, picture.rgb(0.115, 3.3));
    for (int name = 1; name <= 3; name++) {
      double[] ink = picture.ink(10, picture.x(-0.5) - 40, picture.y(name) - 12, picture.y(name) + 12);
      assertTrue(ink[2] > 30, "name " + name);
      assertEquals(picture.y(name), ink[1], 5, "name " + name);
    }
    // A longer name needs more room.
    Plot wide = Plots.forest("t", "difference", new String[] {"a name that is a good deal longer"}, new double[] {0},
        new double[] {-1}, new double[] {1}, 0.1);
    Picture other = new Picture(wide);
    assertTrue(other.y(0.5) - other.y(1.5) > 100, "one line of a forest is high enough to be seen");
    assertTrue(other.x(-1) > picture.x(-0.5) + 150, "room for names: " + other.x(-1) + ", " + picture.x(-0.5));
  }

  @Test
  void anArrowIsALineWithAHeadAtItsEnd() throws IOException {
    Plot plot = Plots.chart("t", Axis.linear("", 0, 10), Axis.linear("", 0, 10));
    plot.addArrows("a", new double[] {2, 8, 5}, new double[] {5, 8, 2}, new double[] {6, 8, 5}, new double[] {5, 4, 2})
        .setLineColor(Color.RED);
    plot.getStyler().setLegendVisible(false);
    Picture picture = new Picture(plot);
    int red = Color.RED.getRGB();
    assertEquals(red, picture.rgb(3, 5), "the shaft");
    assertEquals(red, picture.rgb(8, 6), "the shaft");
    assertFalse(picture.has(red, picture.x(5), picture.y(4)), "nothing from the end of one to the beginning of the next");
    int y = picture.y(5);
    assertTrue(height(picture, picture.x(6) - 18, y) > 10, "the head is broad behind");
    assertTrue(height(picture, picture.x(6) - 4, y) < 8, "and comes to a point at the end");
    assertTrue(height(picture, picture.x(2) + 4, y) < 8, "there is none at the beginning");
    assertTrue(picture.has(red, picture.x(5), picture.y(2)), "an arrow of no length is a dot");
  }

  /** The number of red pixels above each other around a place. */
  private static long height(Picture picture, int x, int y) {
    return IntStream.range(y - 20, y + 20)
        .filter(row -> picture.image.getRGB(x, row) == Color.RED.getRGB()).count();
  }
}
