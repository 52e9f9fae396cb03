package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import activations.SpecialFunctions;
import activations.notebook.Axis;
import activations.notebook.Plot;
import activations.notebook.Plots;
import activations.notebook.Show;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The pictures of README.md and lib/README.md are what the library draws.
 *
 * <p>{@code ./mvnw test -Dtest=ReadmePictureTest -Dpicture.renew=true} writes them anew.
 */
class ReadmePictureTest {

  /** Fonts differ from machine to machine, curves do not: pixels that may differ by more than a shade. */
  private static final double TOLERATED_PART = 0.06;

  private static final int BINS = 250;
  private static final int FLOATS_PER_BIN = 400;

  @Test
  void curves() throws IOException {
    Activation[] both = {Activations.relu(), Activations.gelu()};
    BufferedImage left = image(Plots.curves("Value", -4, 4, both));
    BufferedImage right = image(Plots.derivatives("Gradient", -4, 4, both));
    BufferedImage drawn =
        new BufferedImage(left.getWidth() + right.getWidth(), left.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    graphics.drawImage(left, 0, 0, null);
    graphics.drawImage(right, left.getWidth(), 0, null);
    graphics.dispose();

    assertIsStored(drawn, "relu-and-gelu.png");
  }

  @Test
  void errorOfGelu() throws IOException {
    Plot chart = Plots.chart("GELU in float: the largest error among " + FLOATS_PER_BIN + " neighbouring inputs",
        Axis.linear("x"), Axis.logarithmic("error, ulp"));
    Activation gelu = Activations.gelu();
    line(chart, "½x(1 + erf(x/√2)) in float", x -> {
      float[] y = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        y[i] = 0.5f * x[i] * (1 + (float) SpecialFunctions.erf((float) (x[i] * Math.sqrt(0.5))));
      }
      return y;
    }, gelu::value);
    line(chart, "the library's f", x -> {
      float[] y = new float[x.length];
      gelu.forward(x, y);
      return y;
    }, gelu::value);
    line(chart, "the library's f′", x -> {
      float[] dx = new float[x.length];
      float[] ones = new float[x.length];
      Arrays.fill(ones, 1);
      gelu.backward(x, ones, dx);
      return dx;
    }, gelu::derivative);
    double[] nodes = nodesOfGelu();
    double[] height = new double[nodes.length];
    Arrays.fill(height, 0.2);
    chart.addPoints("the nodes of its table", nodes, height);
    assertIsStored(image(chart), "gelu-error.png");
  }

  /** Of the table's pieces, each a paragraph, the second line. A node serves x and −x. */
  private static double[] nodesOfGelu() throws IOException {
    String table = Files.readString(Pack.ROOT.resolve("lib/src/main/resources/activations/tables/gelu.txt"));
    return Stream.of(table.split("\n\n")).skip(1)
        .flatMap(piece -> Stream.of(piece.split("\n")[1].split(" "))).mapToDouble(Double::parseDouble)
        .flatMap(node -> DoubleStream.of(-node, node)).filter(x -> x >= -13 && x <= 3.5).toArray();
  }

  /** The largest error in each part of [−13, 3.5]. */
  private static void line(Plot chart, String name, UnaryOperator<float[]> computed, DoubleUnaryOperator exact) {
    double[] at = new double[BINS];
    double[] worst = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      float[] x = new float[FLOATS_PER_BIN];
      x[0] = (float) (-13 + 16.5 * (bin + 0.5) / BINS);
      for (int i = 1; i < x.length; i++) {
        x[i] = Math.nextUp(x[i - 1]);
      }
      float[] y = computed.apply(x);
      for (int i = 0; i < x.length; i++) {
        double value = exact.applyAsDouble(x[i]);
        worst[bin] = Math.max(worst[bin], Math.abs(y[i] - value) / Math.ulp((float) value));
      }
      at[bin] = x[0];
    }
    chart.addLine(name, at, worst);
  }

  private static void assertIsStored(BufferedImage drawn, String name) throws IOException {
    Path file = Pack.ROOT.resolve("notebooks/images").resolve(name);
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

  private static BufferedImage image(Plot chart) throws IOException {
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
