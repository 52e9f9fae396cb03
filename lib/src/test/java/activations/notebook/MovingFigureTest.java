package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Figures with sliders; that the sliders move is seen by the browser tests. */
class MovingFigureTest {

  private static final int LARGEST_FIGURE = 700 * 1024;
  private static final int LARGEST_FRAME = 25 * 1024;

  private static final String PNG = "data:image/png;base64,";
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern PICTURE = Pattern.compile("src=\"" + PNG + "([^\"]*)\"");

  /** A small chart that has one grey only, and so tells which frame it is. */
  private record Grey(int level, int getWidth, int getHeight) implements Chart {
    Grey(int level) {
      this(level, 30, 20);
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
      graphics.setColor(new Color(level, level, level));
      graphics.fillRect(0, 0, width, height);
    }

    static int level(String base64) throws IOException {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
      assertEquals(60, image.getWidth());
      assertEquals(40, image.getHeight());
      return image.getRGB(5, 5) & 255;
    }
  }

  private static MovingFigure figure(String label, String alt) {
    return new MovingFigure(List.of(new MovingFigure.Control(label, List.of("a", "b", "c"), 1)), false,
        frame -> new Grey(50 * frame), frame -> alt + frame);
  }

  private static JsonObject data(String html) {
    Matcher data = DATA.matcher(html);
    assertTrue(data.find());
    JsonObject json = JsonParser.parseString(data.group(1)).getAsJsonObject();
    assertFalse(data.find(), "a second script of data");
    return json;
  }

  private static String picture(String html) {
    Matcher picture = PICTURE.matcher(html);
    assertTrue(picture.find());
    String base64 = picture.group(1);
    assertFalse(picture.find(), "a second picture");
    return base64;
  }

  private static String message(Class<? extends Throwable> kind, Executable action) {
    return assertThrows(kind, action).getMessage();
  }

  @Test
  void theStandingPictureIsHtmlAndTheOthersAreData() throws IOException {
    String html = figure("σ", "grey ").html();
    assertEquals(50, Grey.level(picture(html)));
    JsonObject json = data(html);
    JsonArray frames = json.getAsJsonArray("frames");
    assertEquals(3, frames.size());
    for (int i = 0; i < 3; i++) {
      JsonObject frame = frames.get(i).getAsJsonObject();
      assertEquals("grey " + i, frame.get("alt").getAsString());
      if (i == 1) {
        assertTrue(frame.get("src").isJsonNull(), "the picture a second time");
      } else {
        assertEquals(50 * i, Grey.level(frame.get("src").getAsString().substring(PNG.length())));
      }
    }
    assertEquals("[{\"label\":\"σ\",\"texts\":[\"a\",\"b\",\"c\"],\"start\":1}]", json.get("controls").toString());
    assertFalse(json.get("plays").getAsBoolean());
  }

  /** A code host takes out scripts, styles, attributes that run one, and classes. */
  @Test
  void withoutScriptsThePictureStandsWithItsAltText() {
    String left = figure("σ", "grey ").html().replaceAll("(?s)<script\\b.*?</script>", "")
        .replaceAll(" (style|class|on\\w+)=\"[^\"]*\"", "");
    assertTrue(left.matches("<figure>\n<img alt=\"grey 1\" width=\"30\" src=\"" + PNG + "[^\"]+\">\n"
        + "<figcaption>σ: b\\. Run this cell to move the figure: σ from a to c\\.</figcaption>\n\n\n</figure>"), left);
  }

  @Test
  void nothingComesFromElsewhereAndNothingNamesThePage() {
    String html = figure("σ", "grey ").html();
    assertFalse(html.matches("(?s).*(https?:|//cdn|import |\\bid=).*"), "an address or an id");
    assertEquals(html, figure("σ", "grey ").html(), "differs from run to run");
  }

  @Test
  void wordsAreOnlyWordsInHtmlAndInData() {
    String evil = "</script><!--<script>alert(1)</script> \"x\" 'y' & \\ \u2028 \u2029 \n ]]> 𝛔 ";
    String html = figure(evil, evil).html();
    assertEquals(4, html.split("<script|</script>", -1).length - 1, "two scripts and their ends");
    assertFalse(html.contains("<!--") || html.contains("\u2028\""), html);
    JsonObject json = data(html);
    assertEquals(evil, json.getAsJsonArray("controls").get(0).getAsJsonObject().get("label").getAsString());
    assertEquals(evil + "2", json.getAsJsonArray("frames").get(2).getAsJsonObject().get("alt").getAsString());
    assertTrue(
        html.contains("<img alt=\"&lt;/script&gt;&lt;!--&lt;script&gt;alert(1)&lt;/script&gt; &quot;x&quot; &#39;y"));
  }

  @Test
  void fifteenChartsFitIntoAFigure() {
    double[] values = Plots.linspace(0.2, 3, 15);
    assertFits(new MovingFigure(List.of(Slider.of("β", values).control()), false,
        frame -> Plots.curves("Swish", -4, 4, Activations.swish(values[frame]), Activations.relu(), Activations.gelu()),
        frame -> "Swish with β = " + values[frame]));
  }

  @Test
  void twentyFiveHeatMapsFitIntoAFigure() {
    double[] values = {0.25, 0.5, 1, 2, 4};
    Slider slider = Slider.of("a", values);
    assertFits(new MovingFigure(List.of(slider.control(), slider.control()), false,
        frame -> Plots.heatMap("sin(ax)y + bx²", Axis.linear("x", -2, 2), Axis.linear("y", -2, 2),
            (x, y) -> Math.sin(values[frame / 5] * x) * y + values[frame % 5] * x * x), frame -> "map " + frame));
  }

  private static void assertFits(MovingFigure figure) {
    String html = figure.html();
    assertTrue(html.getBytes(StandardCharsets.UTF_8).length < LARGEST_FIGURE, html.length() + " bytes");
    data(html).getAsJsonArray("frames").forEach(frame -> {
      JsonElement source = frame.getAsJsonObject().get("src");
      int bytes = Base64.getDecoder().decode(source.isJsonNull() ? picture(html)
          : source.getAsString().substring(PNG.length())).length;
      assertTrue(bytes <= LARGEST_FRAME, bytes + " bytes");
    });
  }

  @Test
  void aFigureThatIsTooLargeSaysWhatToReduce() {
    SplittableRandom random = new SplittableRandom(1);
    Chart noise = new Chart() {
      @Override
      public int getWidth() {
        return 300;
      }

      @Override
      public int getHeight() {
        return 200;
      }

      @Override
      public void paint(Graphics2D graphics, int width, int height) {
        for (int i = 0; i < 300 * 200; i++) {
          graphics.setColor(new Color(0x080808 * random.nextInt(32)));
          graphics.fillRect(i % 300, i / 300, 1, 1);
        }
      }
    };
    String message = message(IllegalArgumentException.class, () -> Show.slider(Slider.of("σ", 1, 2, 3, 4, 5, 6),
        Slider.of("α", 1, 2, 3), (a, b) -> noise, (a, b) -> "noise"));
    assertTrue(message.matches("the figure takes \\d+ KiB, and at most 700 are allowed: its positions, 6 of \"σ\" times"
        + " 3 of \"α\", take \\d+ KiB each; take at most \\d+ positions in all, or charts with less in them"), message);
  }

  @Test
  void theSecondSliderMovesWithinTheFirst() throws IOException {
    List<Integer> drawn = new ArrayList<>();
    String text = Captured.output(() -> Show.slider(Slider.of("a", 10, 20, 30), Slider.of("b", 1, 2).startAt(1),
        (a, b) -> {
          drawn.add((int) (a + b));
          return new Grey((int) (a + b));
        }, (a, b) -> Math.round(a) + " and " + Math.round(b)));
    assertEquals(List.of(11, 12, 21, 22, 31, 32), drawn);
    assertEquals("20 and 1\n(a: 20, b: 1. In a notebook this figure moves: a from 10 to 30, b from 1 to 2.)\n", text);
  }

  @Test
  void anAnimationPlaysItsFrames() {
    List<Frame> frames = List.of(new Frame(new Grey(0), "before", "black"), new Frame(new Grey(90), "after", "grey"),
        new Frame(new Grey(255), "in the end", "white"));
    assertEquals("grey\n(training: after. In a notebook this figure moves: training from before to in the end.)\n",
        Captured.output(() -> Show.animation("training", frames)));
    assertTrue(
        Captured.output(() -> Show.animation("training", frames, 2)).startsWith("white\n(training: in the end."));
    assertTrue(data(new MovingFigure(List.of(new MovingFigure.Control("t", List.of("a", "b"), 0)), true,
        frame -> new Grey(frame), frame -> "grey").html()).get("plays").getAsBoolean());
  }

  @Test
  void aSliderShowsItsValuesAlikeAndBeginsInTheMiddle() {
    MovingFigure.Control control = Slider.of("σ", 0, 0.25, 1, -2).control();
    assertEquals(List.of("0.00", "0.25", "1.00", "−2.00"), control.texts());
    assertEquals(2, control.start());
    control = Slider.of("σ", 0, 0.25, 1, Double.POSITIVE_INFINITY).format("%.1e σ").startAt(0.25).control();
    assertEquals(List.of("0.0e+00 σ", "2.5e−01 σ", "1.0e+00 σ", "∞ σ"), control.texts());
    assertEquals(1, control.start());
  }

  @Test
  void wrongSlidersAreRefused() {
    Class<IllegalArgumentException> illegal = IllegalArgumentException.class;
    for (String label : new String[] {null, "", " "}) {
      assertEquals("the figure has no label: name what moves it, for example \"σ\" or \"epoch\"",
          message(illegal, () -> Slider.of(label, 1, 2)));
      assertEquals("the figure has no label: name what moves it, for example \"σ\" or \"epoch\"",
          message(illegal, () -> Show.animation(label, List.of())));
    }
    assertEquals("values is null", message(NullPointerException.class, () -> Slider.of("σ", (double[]) null)));
    assertEquals("the slider \"σ\" has 1 values; at least 2 are needed", message(illegal, () -> Slider.of("σ", 1)));
    assertEquals("value 1 of the slider \"σ\" is NaN", message(illegal, () -> Slider.of("σ", 1, Double.NaN)));
    assertEquals("the slider \"σ\" shows both 1.0 and 1.0 as 1; values must differ, and look different",
        message(illegal, () -> Slider.of("σ", 1, 2, 1)));
    Slider slider = Slider.of("σ", 0.01, 0.02);
    assertEquals("the slider \"σ\" shows both 0.01 and 0.02 as 0.0; values must differ, and look different",
        message(illegal, () -> slider.format("%.1f")));
    assertEquals("the format \"%d\" does not fit the number 0.01 of the slider \"σ\"; \"%.2f\" would",
        message(illegal, () -> slider.format("%d")));
    assertEquals("format is null", message(NullPointerException.class, () -> slider.format(null)));
    assertEquals("the slider \"σ\" cannot start at 3.0; its values are [0.01, 0.02]",
        message(illegal, () -> slider.startAt(3)));
  }

  @Test
  void wrongFramesAreRefusedBeforeAnythingIsShown() {
    Class<IllegalArgumentException> illegal = IllegalArgumentException.class;
    double[] values = {1, 2};
    assertEquals("", Captured.output(() -> {
      assertTrue(message(illegal, () -> Show.slider("σ", values, v -> new Grey(1), v -> v == 2 ? " " : "grey"))
          .startsWith("there is no alt text for σ: 2: say in one or two sentences what"));
      assertEquals("there is no chart for σ: 2",
          message(illegal, () -> Show.slider("σ", values, v -> v == 2 ? null : new Grey(1), v -> "grey")));
      assertEquals("all charts of a figure must have the same size, but that for σ: 1 is 30 × 20 and that for σ: 2 is"
          + " 30 × 40", message(illegal, () -> Show.slider("σ", values, v -> new Grey(1, 30, (int) v * 20), v -> "g")));
      assertEquals("the animation \"t\" has 1 frames; at least 2 are needed",
          message(illegal, () -> Show.animation("t", List.of(new Frame(new Grey(1), "a", "b")))));
      Frame frame = new Frame(new Grey(1), "a", "b");
      assertEquals("there is no frame 2 to start at; the animation \"t\" has frames 0 to 1",
          message(illegal, () -> Show.animation("t", List.of(frame, frame), 2)));
      List<Frame> withNull = new ArrayList<>(List.of(frame));
      withNull.add(null);
      assertEquals("frame 1 is null", message(NullPointerException.class, () -> Show.animation("t", withNull)));
    }));
    assertEquals("the chart of a frame is null",
        message(NullPointerException.class, () -> new Frame(null, "a", "b")));
    assertEquals("the frame has no text: say in a word or two where the animation is, for example \"after 20 epochs\"",
        message(illegal, () -> new Frame(new Grey(1), " ", "b")));
    assertEquals("the frame \"a\" has no alt text: say in one or two sentences what its chart shows",
        message(illegal, () -> new Frame(new Grey(1), "a", null)));
  }

  @Test
  void nullsAreNamed() {
    Slider slider = Slider.of("σ", 1, 2);
    Class<NullPointerException> isNull = NullPointerException.class;
    assertEquals("chart is null", message(isNull, () -> Show.slider("σ", new double[] {1, 2}, null, v -> "")));
    assertEquals("alt is null", message(isNull, () -> Show.slider(slider, v -> new Grey(1), null)));
    assertEquals("slider is null", message(isNull, () -> Show.slider(null, v -> new Grey(1), v -> "")));
    assertEquals("first is null", message(isNull, () -> Show.slider(null, slider, (a, b) -> null, (a, b) -> "")));
    assertEquals("second is null", message(isNull, () -> Show.slider(slider, null, (a, b) -> null, (a, b) -> "")));
    assertEquals("chart is null", message(isNull, () -> Show.slider(slider, slider, null, (a, b) -> "")));
    assertEquals("alt is null", message(isNull, () -> Show.slider(slider, slider, (a, b) -> null, null)));
    assertEquals("frames is null", message(isNull, () -> Show.animation("t", null)));
  }

  @Test
  void anInterruptEndsTheDrawing() {
    AtomicInteger drawn = new AtomicInteger();
    assertEquals("", Captured.output(() -> {
      CancellationException e = assertThrows(CancellationException.class,
          () -> Show.slider("σ", new double[] {1, 2, 3, 4}, v -> {
            if (drawn.incrementAndGet() == 2) {
              Thread.currentThread().interrupt();
            }
            return new Grey(1);
          }, v -> "grey"));
      assertEquals("interrupted while the chart was drawn", e.getMessage());
      assertTrue(Thread.interrupted(), "the thread stays interrupted");
    }));
    assertEquals(2, drawn.get());
  }
}
