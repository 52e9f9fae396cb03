package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IndexedPictureTest {

  /** Bytes of a PNG in full colour for one of ours: 2.8 (bars), 3.2 (curves) and 4.4 (a heat map) were measured. */
  private static final double LEAST_SAVING = 2.5;

  private static final Activation[] THREE = {Activations.relu(), Activations.gelu(), Activations.byName("silu")};

  /** In 64 colours a pixel of a heat map is off by 8 of 255 at most, as measured; some at a line's edge by 37. */
  private static final int LARGEST_SHIFT_OF_A_SHADE = 12;

  private static Plot heatMap() {
    return Plots.heatMap("sin(2x)y + 0.3x²", Axis.linear("x", -2, 2), Axis.linear("y", -2, 2),
        (x, y) -> Math.sin(2 * x) * y + 0.3 * x * x);
  }

  private static BufferedImage drawn(Chart chart) {
    return ChartPicture.drawn(chart, chart.getWidth(), chart.getHeight());
  }

  private static BufferedImage read(IndexedPicture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.png()));
  }

  private static int fullColorBytes(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.size();
  }

  private static int shift(int a, int b) {
    int most = 0;
    for (int bits = 0; bits < 24; bits += 8) {
      most = Math.max(most, Math.abs((a >> bits & 255) - (b >> bits & 255)));
    }
    return most;
  }

  /** Pixels that differ by more than a shift. */
  private static long changed(BufferedImage before, BufferedImage after, int shift) {
    long changed = 0;
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        changed += shift(before.getRGB(x, y), after.getRGB(x, y)) > shift ? 1 : 0;
      }
    }
    return changed;
  }

  @Test
  void chartsTakeAThirdOfTheBytes() throws IOException {
    for (Chart chart : new Chart[] {Plots.curves("three", -4, 4, THREE), heatMap(),
      Plots.bars("bars", "", "ns", new String[] {"a", "b", "c"}, new double[] {1, 2, 3})}) {
      BufferedImage image = drawn(chart);
      int bytes = IndexedPicture.png(image).length;
      assertTrue(LEAST_SAVING * bytes < fullColorBytes(image), bytes + " of " + fullColorBytes(image) + " bytes");
      assertEquals(IndexedPicture.USUAL_COLORS, new IndexedPicture(image, IndexedPicture.USUAL_COLORS).colors());
    }
  }

  /** What is white stays white, and each line has its own colour where it is not the edge. */
  @Test
  void groundAndLinesKeepTheirColours() throws IOException {
    BufferedImage before = drawn(Plots.curves("all", -4, 4, Activations.all().toArray(Activation[]::new)));
    BufferedImage after = read(new IndexedPicture(before, IndexedPicture.USUAL_COLORS));
    int[] exact = {0xFFFFFFFF, Style.ORANGE.getRGB(), Style.SKY.getRGB(), Style.GREEN.getRGB(), Style.BLUE.getRGB(),
      Style.VERMILION.getRGB(), Style.PURPLE.getRGB(), ChartStyle.INK.getRGB()};
    int[] seen = new int[exact.length];
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        for (int i = 0; i < exact.length; i++) {
          if (before.getRGB(x, y) == exact[i]) {
            seen[i]++;
            assertEquals(exact[i], after.getRGB(x, y));
          }
        }
      }
    }
    for (int i = 0; i < exact.length; i++) {
      assertTrue(seen[i] > 100, Integer.toHexString(exact[i]));
    }
    assertTrue(changed(before, after, LARGEST_SHIFT_OF_A_SHADE) < 0.01 * before.getWidth() * before.getHeight());
  }

  @Test
  void aHeatMapHasTheColoursThatItNeeds() throws IOException {
    BufferedImage before = drawn(heatMap());
    IndexedPicture usual = new IndexedPicture(before, IndexedPicture.USUAL_COLORS);
    IndexedPicture fine = new IndexedPicture(before, IndexedPicture.MOST_COLORS);
    assertTrue(usual.colors() < fine.colors() && fine.colors() <= IndexedPicture.MOST_COLORS, fine.colors() + "");
    assertEquals(0, changed(before, read(usual), LARGEST_SHIFT_OF_A_SHADE));
    assertEquals(0, changed(before, read(fine), LARGEST_SHIFT_OF_A_SHADE / 2));
    BufferedImage lines = drawn(Plots.curves("three", -4, 4, THREE));
    assertEquals(IndexedPicture.USUAL_COLORS, new IndexedPicture(lines, IndexedPicture.MOST_COLORS).colors());
  }

  @Test
  void fewColoursStayAsTheyAre() throws IOException {
    for (int colors : new int[] {1, 2, 64}) {
      BufferedImage before = new BufferedImage(colors, 3, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < colors; x++) {
        for (int y = 0; y < 3; y++) {
          before.setRGB(x, y, 0x010407 * x);
        }
      }
      IndexedPicture picture = new IndexedPicture(before, IndexedPicture.USUAL_COLORS);
      assertEquals(0, changed(before, read(picture), 0));
      assertEquals(colors, picture.colors());
    }
  }

  @Test
  void noiseIsWrittenToo() throws IOException {
    BufferedImage before = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = before.createGraphics();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 60_000; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillRect(i % 300, i / 300, 1, 1);
    }
    IndexedPicture picture = new IndexedPicture(before, IndexedPicture.MOST_COLORS);
    assertEquals(IndexedPicture.MOST_COLORS, picture.colors());
    assertEquals(200, read(picture).getHeight());
    assertArrayEquals(picture.png(), new IndexedPicture(before, IndexedPicture.MOST_COLORS).png());
  }
}
