package activations.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import activations.notebook.Plots;
import activations.notebook.Show;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

/**
 * The picture at the top of README.md is what the library draws.
 *
 * <p>{@code ./mvnw test -Dtest=ReadmePictureTest -Dpicture.renew=true} writes it anew.
 */
class ReadmePictureTest {

  /** Fonts differ from machine to machine, curves do not: pixels that may differ by more than a shade. */
  private static final double TOLERATED_PART = 0.06;

  @Test
  void isWhatTheLibraryDraws() throws IOException {
    Activation[] both = {Activations.relu(), Activations.gelu()};
    BufferedImage left = image(Plots.curves("Value", -4, 4, both));
    BufferedImage right = image(Plots.derivatives("Gradient", -4, 4, both));
    BufferedImage drawn =
        new BufferedImage(left.getWidth() + right.getWidth(), left.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    graphics.drawImage(left, 0, 0, null);
    graphics.drawImage(right, left.getWidth(), 0, null);
    graphics.dispose();

    Path file = Pack.ROOT.resolve("notebooks/images/relu-and-gelu.png");
    if (Boolean.getBoolean("picture.renew")) {
      ImageIO.write(drawn, "png", file.toFile());
    }
    BufferedImage stored = ImageIO.read(file.toFile());
    assertEquals(drawn.getWidth(), stored.getWidth());
    assertEquals(drawn.getHeight(), stored.getHeight());
    int different = 0;
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth(); x++) {
        different += differs(drawn.getRGB(x, y), stored.getRGB(x, y)) ? 1 : 0;
      }
    }
    double part = (double) different / (drawn.getWidth() * drawn.getHeight());
    assertTrue(part <= TOLERATED_PART, part + " of the pixels differ; to renew the picture: -Dpicture.renew=true");
  }

  private static BufferedImage image(XYChart chart) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
  }

  private static boolean differs(int a, int b) {
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((a >> shift & 255) - (b >> shift & 255)) > 48) {
        return true;
      }
    }
    return false;
  }
}
