package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Where the parts of a legend stand, in pixels: a sample of 38, a gap of 8, the name; 26 to the next; rows of 24. */
class LegendTest {

  private static final int HEIGHT = 200;
  private static final int PADDING = 10;
  private static final int GROUND = Color.MAGENTA.getRGB();

  private final Plot plot = Plots.chart("t", "x", "y");
  private final double[] two = {0, 1};

  private XYSeries line(String name, Color color) {
    XYSeries series = plot.addLine(name, two, two);
    series.setLineColor(color);
    return series;
  }

  /** The width of an entry. */
  private static int entry(Graphics2D g, Plot plot, String name) {
    return 38 + 8 + g.getFontMetrics(plot.getStyler().getLegendFont()).stringWidth(name);
  }

  private static BufferedImage image(int width) {
    BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.MAGENTA);
    g.fillRect(0, 0, width, HEIGHT);
    return image;
  }

  private BufferedImage paint(int width, Map<XYSeries, Marker> marks, XYSeries... series) {
    BufferedImage image = image(width);
    new Legend(image.createGraphics(), plot.getStyler(), width, List.of(series)).paint(HEIGHT, marks);
    return image;
  }

  /** Whether a pixel of the colour lies in the rectangle, its ends included. */
  private static boolean has(BufferedImage image, int rgb, double left, double right, double top, double bottom) {
    for (int y = (int) top; y <= bottom; y++) {
      for (int x = (int) left; x <= right; x++) {
        if (image.getRGB(x, y) == rgb) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void wrapsWhereTheNextEntryWouldNotFit() {
    XYSeries[] series = {line("first", Color.RED), line("first too", Color.BLUE), line("the third", Color.GREEN)};
    Graphics2D g = image(10).createGraphics();
    assertEquals(0, new Legend(g, plot.getStyler(), 400, List.of()).height());
    int fits = entry(g, plot, "first") + 26 + entry(g, plot, "first too") + 2 * PADDING;
    assertEquals(30, new Legend(g, plot.getStyler(), fits, List.of(series[0], series[1])).height());
    assertEquals(54, new Legend(g, plot.getStyler(), fits - 1, List.of(series[0], series[1])).height());
    int all = fits + 26 + entry(g, plot, "the third");
    assertEquals(30, new Legend(g, plot.getStyler(), all, List.of(series)).height());
    assertEquals(54, new Legend(g, plot.getStyler(), all - 1, List.of(series)).height());
    assertEquals(78, new Legend(g, plot.getStyler(), 60, List.of(series)).height());
  }

  @Test
  void standsInTheMiddleBelowEverythingElse() {
    XYSeries red = line("name", Color.RED);
    BufferedImage image = paint(400, Map.of(), red);
    int entry = entry(image.createGraphics(), plot, "name");
    int left = (400 - entry) / 2;
    int middle = HEIGHT - 6 - 24 + 12;
    assertEquals(GROUND, image.getRGB(200, HEIGHT - 31));
    assertEquals(Color.WHITE.getRGB(), image.getRGB(0, HEIGHT - 30));
    assertEquals(Color.WHITE.getRGB(), image.getRGB(399, HEIGHT - 1));
    int rgb = Color.RED.getRGB();
    assertTrue(has(image, rgb, left + 1, left + 1, middle - 2, middle + 2), "the sample's left end");
    assertTrue(has(image, rgb, left + 36, left + 36, middle - 2, middle + 2), "its right end");
    assertFalse(has(image, rgb, 0, left - 2, 0, HEIGHT - 1), "to the left of it");
    assertFalse(has(image, rgb, left + 40, 399, 0, HEIGHT - 1), "to the right of it");
    assertFalse(has(image, rgb, 0, 399, 0, middle - 4), "above it");
    assertFalse(has(image, rgb, 0, 399, middle + 4, HEIGHT - 1), "below it");
    // The name: dark, behind the gap, on the height of the line.
    int[] ink = ink(image);
    assertTrue(ink[0] >= left + 46 && ink[0] <= left + 49, "the name begins at " + ink[0] + ", not " + (left + 46));
    assertTrue(ink[1] <= left + entry && ink[1] >= left + entry - 4, "it ends at " + ink[1]);
    assertTrue(ink[2] >= middle - 10 && ink[3] <= middle + 8, "its height: " + ink[2] + " to " + ink[3]);
  }

  /** Left, right, top and bottom of the pixels in the colour of the text. */
  private int[] ink(BufferedImage image) {
    int[] ends = {Integer.MAX_VALUE, -1, Integer.MAX_VALUE, -1};
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color c = new Color(image.getRGB(x, y));
        if (c.getRed() < 90 && c.getGreen() < 90 && c.getBlue() < 90) {
          ends = new int[] {Math.min(ends[0], x), Math.max(ends[1], x), Math.min(ends[2], y), Math.max(ends[3], y)};
        }
      }
    }
    return ends;
  }

  @Test
  void entriesFollowEachOtherAndRowsStandBelowEachOther() {
    XYSeries[] series = {line("one", Color.RED), line("two", Color.BLUE), line("three", Color.GREEN)};
    Graphics2D g = image(10).createGraphics();
    int width = entry(g, plot, "one") + 26 + entry(g, plot, "two") + 2 * PADDING + 5;
    BufferedImage image = paint(width, Map.of(), series);
    int upper = HEIGHT - 6 - 48 + 12;
    int lower = upper + 24;
    double left = (width - entry(g, plot, "one") - 26 - entry(g, plot, "two")) / 2.0;
    assertTrue(has(image, Color.RED.getRGB(), left + 1, left + 1, upper - 2, upper + 2));
    double second = left + entry(g, plot, "one") + 26;
    assertTrue(has(image, Color.BLUE.getRGB(), second + 1, second + 1, upper - 2, upper + 2));
    assertFalse(has(image, Color.BLUE.getRGB(), 0, second - 2, 0, HEIGHT - 1));
    double third = (width - entry(g, plot, "three")) / 2.0;
    assertTrue(has(image, Color.GREEN.getRGB(), third + 1, third + 1, lower - 2, lower + 2));
    assertFalse(has(image, Color.GREEN.getRGB(), 0, width - 1, 0, lower - 4));
    assertFalse(has(image, Color.RED.getRGB(), 0, width - 1, lower - 4, HEIGHT - 1));
    // Too wide for its row: it begins at the padding.
    XYSeries longOne = line("a name that is far too long for the picture", Color.CYAN);
    BufferedImage narrow = paint(120, Map.of(), longOne);
    assertTrue(has(narrow, Color.CYAN.getRGB(), PADDING + 1, PADDING + 1, 0, HEIGHT - 1));
    assertFalse(has(narrow, Color.CYAN.getRGB(), 0, PADDING - 2, 0, HEIGHT - 1));
  }

  @Test
  void samplesLookLikeTheirSeries() {
    XYSeries points = plot.addPoints("points", two, two);
    points.setMarkerColor(Color.RED);
    XYSeries area = plot.addHistogram("area", new double[] {0, 1, 2, 2}, 3);
    area.setFillColor(Color.GREEN);
    area.setLineColor(Color.BLUE);
    XYSeries marked = line("marked", Color.ORANGE);
    BufferedImage image = paint(600, Map.of(marked, SeriesMarkers.SQUARE), points, area, marked);
    Graphics2D g = image.createGraphics();
    int[] entries = Arrays.stream(new String[] {"points", "area", "marked"}).mapToInt(name -> entry(g, plot, name))
        .toArray();
    int middle = HEIGHT - 6 - 24 + 12;
    double x = (600 - Arrays.stream(entries).sum() - 2 * 26) / 2.0;
    assertEquals(Color.RED.getRGB(), image.getRGB((int) x + 19, middle), "the point, in the middle of its sample");
    assertFalse(has(image, Color.RED.getRGB(), x, x + 12, 0, HEIGHT - 1), "no line");
    x += entries[0] + 26;
    assertTrue(has(image, Color.GREEN.getRGB(), x + 19, x + 19, middle + 3, middle + 5), "the area, below its line");
    assertFalse(has(image, Color.GREEN.getRGB(), x, x + 38, 0, middle - 3));
    assertFalse(has(image, Color.GREEN.getRGB(), x, x + 38, middle + 8, HEIGHT - 1));
    assertTrue(has(image, Color.BLUE.getRGB(), x + 19, x + 19, middle - 2, middle + 2), "the line of the area");
    x += entries[1] + 26;
    assertTrue(has(image, Color.ORANGE.getRGB(), x + 19, x + 19, middle - 3, middle - 3), "the mark");
    assertFalse(has(image, Color.ORANGE.getRGB(), x + 2, x + 8, middle - 3, middle - 3), "which is a mark, not a bar");
  }
}
