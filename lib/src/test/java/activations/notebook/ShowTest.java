package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ShowTest {

  private final Plot chart = Plots.curve(-4, 4, Activations.gelu());

  @Test
  void pngIsTwiceTheLogicalSizeAndShowsTheCurveOnWhite() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(chart)));
    assertNotNull(image);
    assertEquals(2 * chart.getWidth(), image.getWidth());
    assertEquals(2 * chart.getHeight(), image.getHeight());
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y));
      }
    }
    assertTrue(colors.contains(Style.VERMILION.getRGB()), "the curve's colour");
    assertEquals(0xFFFFFFFF, image.getRGB(0, 0), "white ground");
    assertEquals(0xFFFFFFFF, image.getRGB(image.getWidth() - 1, image.getHeight() - 1), "white ground");
  }

  @Test
  void outsideAKernelPrintsPlainText() {
    assertEquals("GELU dips\n", Captured.output(() -> Show.chart(chart, " GELU dips ")));
    assertEquals("one\ntwo\n", Captured.output(() -> Show.charts(new Chart[] {chart, chart}, "one", "two")));
    assertEquals("a < b\nnext\n", Captured.output(() -> Show.html("<p>a &lt; <b>b</b></p>\n<p>next</p>")));
    assertEquals("T\nn\n1\n",
        Captured.output(() -> Show.table(Tables.of("T", new String[] {"n"}, new Object[] {1}))));
  }

  @Test
  void sideBySideLeavesTheChartItsSize() {
    int width = chart.getWidth();
    Captured.output(() -> Show.charts(new Chart[] {chart}, "one"));
    assertEquals(width, chart.getWidth());
  }

  @Test
  void altTextIsRequired() {
    for (String alt : new String[] {null, "", "  "}) {
      String message = assertThrows(IllegalArgumentException.class, () -> Show.chart(chart, alt)).getMessage();
      assertTrue(message.startsWith("the chart has no alt text: say in one or two sentences what it shows"), message);
    }
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertEquals("chart is null", assertThrows(NullPointerException.class, () -> Show.chart(null, "x")).getMessage());
    assertEquals("html is null", assertThrows(NullPointerException.class, () -> Show.html(null)).getMessage());
    assertEquals("table is null", assertThrows(NullPointerException.class, () -> Show.table(null)).getMessage());
    assertEquals("there is no chart to show",
        assertThrows(IllegalArgumentException.class, () -> Show.charts(new Chart[0])).getMessage());
    assertEquals("there are 1 charts but 2 alt texts; each chart needs its own",
        assertThrows(IllegalArgumentException.class, () -> Show.charts(new Chart[] {chart}, "a", "b")).getMessage());
  }

  @Test
  void aLineLooksTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertEquals("GELU is -0.17 at 3", Captured.output(() -> Show.print("GELU is %.2f at %d", -0.17, 3)).strip());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anInterruptedLoopOfOutputsEndsAndShowsNothing() {
    Table table = Tables.of("T", new String[] {"n"}, new Object[] {1});
    for (Runnable show : new Runnable[] {() -> Show.html("<b>bold</b>"), () -> Show.table(table)}) {
      assertEquals("", Captured.output(() -> {
        Thread.currentThread().interrupt();
        CancellationException e = assertThrows(CancellationException.class, show::run);
        assertEquals("interrupted before the output was shown", e.getMessage());
        assertTrue(Thread.interrupted(), "the thread stays interrupted");
      }));
    }
  }

  @Test
  void anInterruptIsNotLostWhileAChartIsDrawn() throws Exception {
    for (int delay = 0; delay < 40; delay++) {
      int millis = 5 * delay;
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread cell = new Thread(() -> {
        try {
          while (true) {
            Show.chart(chart, "GELU");
          }
        } catch (Throwable e) {
          end.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("the interrupt is lost", e));
        }
      });
      Captured.output(() -> {
        cell.start();
        try {
          Thread.sleep(millis);
          cell.interrupt();
          assertEquals(CancellationException.class, end.get(10, TimeUnit.SECONDS).getClass(), "after " + millis);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
          throw new AssertionError("interrupted after " + millis + " ms, the loop goes on", e);
        } finally {
          cell.interrupt();
        }
      });
    }
  }

  @Test
  void valuesTooCloseForTicksAreRefusedInsteadOfHanging() {
    Plot tiny = Plots.chart("t", "x", "y");
    tiny.addLine("a", new double[] {0, 1}, new double[] {0, 1e-12});
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Show.png(tiny)).getMessage()
        .startsWith("the y values span only 1.0E-12, too little"));
  }

  @Test
  void valuesTooFarFromZeroOrEachOtherAreRefused() {
    Plot offset = Plots.chart("t", "x", "y");
    offset.addLine("a", new double[] {0, 1}, new double[] {1e12, 1e12 + 1});
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Show.png(offset)).getMessage().contains(
        "too little beside their size for the ticks of an axis: subtract a number near them"));
    for (double size : new double[] {1e20, 3e25, 1e100}) {
      Plot far = Plots.chart("t", "x", "y");
      far.addLine("a", new double[] {0, 1}, new double[] {size, 1.0001 * size});
      assertTrue(assertThrows(IllegalArgumentException.class, () -> Show.png(far)).getMessage().contains("too little beside"));
      Plot wide = Plots.chart("t", "x", "y");
      wide.addLine("a", new double[] {0, 1}, new double[] {size, 2 * size});
      assertTrue(Show.png(wide).length > 0);
    }
    Plot huge = Plots.chart("t", Axis.linear("x", -1e308, 1e308), Axis.linear("y"));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Show.png(huge)).getMessage().contains(
        "too far for the ticks of an axis: divide them by a power of ten"));
  }

  /** A chart of one's own: three methods. Lines are smooth: there are shades between ink and ground. */
  @Test
  void anythingThatDrawsCanBeShown() throws IOException {
    Chart circle = new Chart() {
      @Override
      public int getWidth() {
        return 60;
      }

      @Override
      public int getHeight() {
        return 40;
      }

      @Override
      public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.drawOval(5, 5, 30, 30);
      }
    };
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Show.png(circle)));
    assertEquals(120, image.getWidth());
    assertEquals(80, image.getHeight());
    Set<Integer> shades = new HashSet<>();
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 120; x++) {
        shades.add(image.getRGB(x, y));
      }
    }
    assertTrue(shades.size() > 10, shades.size() + " shades");
  }

  @Test
  void aGuessIsComparedWithWhatCameOut() {
    assertEquals("You guessed B, and so it came out.\n", Captured.output(() -> Show.guess("B", false, true, false)));
    assertEquals("You guessed B, and so it came out.\n", Captured.output(() -> Show.guess(" b ", false, true)));
    assertEquals("You guessed A, but it came out as C. What did you not expect?\n",
        Captured.output(() -> Show.guess("A", false, false, true)));
    assertEquals("It came out as A. To guess first, next time, put a letter into guess = \"\" and run the cell.\n",
        Captured.output(() -> Show.guess(" ", true, false)));
    for (String wrong : new String[] {"D", "AB", "1", "@"}) {
      assertEquals("Your guess is \"" + wrong
          + "\", but the options are A to C. Put one of these letters into guess = \"\".\n",
          Captured.output(() -> Show.guess(wrong, true, false, false)));
    }
  }

  @Test
  void aPredictionHasOneOutcome() {
    for (int options : new int[] {0, 1, 27}) {
      assertEquals("a prediction has 2 to 26 options, not " + options,
          assertThrows(IllegalArgumentException.class, () -> Show.guess("A", new boolean[options])).getMessage());
    }
    String changed = " of the options came out. With the cell as it was delivered it is one.\n";
    assertEquals("More than one" + changed, Captured.output(() -> Show.guess("A", true, false, true)));
    assertEquals("None" + changed, Captured.output(() -> Show.guess("", false, false)));
    boolean[] many = new boolean[26];
    many[25] = true;
    assertEquals("You guessed Z, and so it came out.\n", Captured.output(() -> Show.guess("z", many)));
    assertEquals("guess is null",
        assertThrows(NullPointerException.class, () -> Show.guess(null, true, false)).getMessage());
    assertEquals("options is null",
        assertThrows(NullPointerException.class, () -> Show.guess("A", (boolean[]) null)).getMessage());
  }
}
