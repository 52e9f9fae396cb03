package activations.notebook;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A picture that its reader moves: one frame for each position of a slider, or of two sliders.
 *
 * <p>The HTML is one picture, the first frame, with its alt text and a sentence. That is what remains where scripts are
 * taken out. All frames stand beside it as JSON, and {@code moving-figure.js} makes the sliders, without any other file
 * and without the kernel.
 */
final class MovingFigure {

  /** In the output, script and all; a notebook with a few figures stays small enough for a code host to show. */
  private static final int MOST_KIBIBYTES = 700;

  /** Of the PNG of one frame, as long as it has more than the fewest colours: with them, a heat map shows contours. */
  private static final int MOST_BYTES_OF_A_FRAME = 25 * 1024;
  private static final int FEWEST_COLORS = 32;
  private static final int FEWER_COLORS = 16;

  private static final String SCRIPT = read("moving-figure.js");

  /**
   * One slider: its label, and for each position what is shown beside it and read aloud.
   *
   * @param start the position at the beginning
   */
  record Control(String label, List<String> texts, int start) {}

  private record Drawn(String alt, String source) {}

  private final List<Control> controls;
  private final boolean plays;
  private final List<Drawn> frames = new ArrayList<>();
  private int width;
  private int height;
  private int colors = IndexedPicture.USUAL_COLORS;

  /**
   * Draws all frames.
   *
   * @param controls one or two; the frames are those of the second slider at the first position of the first, and so on
   * @param plays whether there is a button that moves the only slider
   * @param charts the chart of each frame
   * @param alts its alt text
   * @throws IllegalArgumentException if a chart or an alt text is missing, the sizes differ, a chart cannot be drawn,
   *     or all is too large
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  MovingFigure(List<Control> controls, boolean plays, IntFunction<? extends Chart> charts, IntFunction<String> alts) {
    this.controls = controls;
    this.plays = plays;
    int size = controls.stream().mapToInt(control -> control.texts().size()).reduce(1, Math::multiplyExact);
    List<String> checkedAlts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      checkedAlts.add(requireAlt(alts.apply(i), i));
    }
    for (int i = 0; i < size; i++) {
      Chart chart = charts.apply(i);
      requireSameSize(chart, i);
      byte[] png = ChartPicture.png(chart, width, height, this::png);
      frames.add(new Drawn(checkedAlts.get(i), "data:image/png;base64," + Base64.getEncoder().encodeToString(png)));
    }
    requireNotTooLarge();
  }

  static void requireLabel(String label) {
    if (label == null || label.isBlank()) {
      throw new IllegalArgumentException("the figure has no label: name what moves it, for example \"σ\" or \"epoch\"");
    }
  }

  void show() {
    Show.html(html(), text());
  }

  private String requireAlt(String alt, int frame) {
    if (alt == null || alt.isBlank()) {
      throw new IllegalArgumentException("there is no alt text for " + name(frame)
          + ": say in one or two sentences what the chart shows there and what a reader should see in it");
    }
    return alt.strip();
  }

  private void requireSameSize(Chart chart, int frame) {
    if (chart == null) {
      throw new IllegalArgumentException("there is no chart for " + name(frame));
    }
    if (frame == 0) {
      width = chart.getWidth();
      height = chart.getHeight();
    }
    if (chart.getWidth() != width || chart.getHeight() != height) {
      throw new IllegalArgumentException("all charts of a figure must have the same size, but that for " + name(0)
          + " is " + width + " × " + height + " and that for " + name(frame) + " is " + chart.getWidth() + " × "
          + chart.getHeight());
    }
  }

  private void requireNotTooLarge() {
    int bytes = html().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_KIBIBYTES * 1024) {
      String positions = controls.stream().map(control -> control.texts().size() + " of \"" + control.label() + "\"")
          .collect(Collectors.joining(" times "));
      throw new IllegalArgumentException("the figure takes " + kibibytes(bytes) + " KiB, and at most " + MOST_KIBIBYTES
          + " are allowed: its positions, " + positions + ", take " + kibibytes(bytes / frames.size())
          + " KiB each; take at most " + (long) MOST_KIBIBYTES * 1024 * frames.size() / bytes
          + " positions in all, or charts with less in them");
    }
  }

  /** Frames are alike: what one needs, the next will need, so it is not tried with more colours again. */
  private byte[] png(BufferedImage frame) {
    byte[] png = new IndexedPicture(frame, colors).png();
    while (png.length > MOST_BYTES_OF_A_FRAME && colors > FEWEST_COLORS) {
      colors -= FEWER_COLORS;
      png = new IndexedPicture(frame, colors).png();
    }
    return png;
  }

  private static int kibibytes(int bytes) {
    return (bytes + 1023) / 1024;
  }

  /** The frame that stands at the beginning. */
  private int start() {
    return controls.stream().reduce(0, (frame, control) -> frame * control.texts().size() + control.start(),
        Integer::sum);
  }

  /** A frame in words: "σ: 0.5". */
  private String name(int frame) {
    String name = "";
    int rest = frame;
    for (int i = controls.size() - 1; i >= 0; i--) {
      Control control = controls.get(i);
      int size = control.texts().size();
      name = control.label() + ": " + control.texts().get(rest % size) + (name.isEmpty() ? "" : ", " + name);
      rest /= size;
    }
    return name;
  }

  /** What moves the figure, in words. */
  private String range() {
    return controls.stream().map(control -> control.label() + " from " + control.texts().get(0) + " to "
        + control.texts().get(control.texts().size() - 1)).collect(Collectors.joining(", "));
  }

  String text() {
    return frames.get(start()).alt() + "\n(" + name(start()) + ". In a notebook this figure moves: " + range() + ".)";
  }

  String html() {
    Drawn standing = frames.get(start());
    return "<figure class=\"moving-figure\" style=\"margin:0\">\n<img alt=\"" + Html.escape(standing.alt())
        + "\" width=\"" + width + "\" style=\"max-width:100%;height:auto\" src=\"" + standing.source()
        + "\">\n<figcaption>" + Html.escape(name(start()) + ". Run this cell to move the figure: " + range() + ".")
        + "</figcaption>\n<script type=\"application/json\">" + json() + "</script>\n<script>\n" + SCRIPT
        + "</script>\n</figure>";
  }

  /** The first frame's picture is in the HTML already. */
  private String json() {
    String sliders = controls.stream().map(control -> "{\"label\":" + Html.json(control.label()) + ",\"texts\":["
        + control.texts().stream().map(Html::json).collect(Collectors.joining(",")) + "],\"start\":" + control.start()
        + "}").collect(Collectors.joining(","));
    List<String> pictures = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Drawn frame = frames.get(i);
      pictures.add("{\"alt\":" + Html.json(frame.alt()) + ",\"src\":"
          + (i == start() ? "null" : "\"" + frame.source() + "\"") + "}");
    }
    return "{\"plays\":" + plays + ",\"controls\":[" + sliders + "],\n\"frames\":[\n" + String.join(",\n", pictures)
        + "]}";
  }

  private static String read(String resource) {
    try (InputStream stream = MovingFigure.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
