package activations.notebook;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Puts charts, tables and HTML into the output of the running notebook cell.
 *
 * <p>Each output also carries a plain text form: the alt text of a chart, the table as text. Outside any Jupyter kernel
 * the plain text goes to {@code System.out}.
 *
 * <p>What would be shown on an interrupted thread is not: a {@link CancellationException} is thrown,
 * so that Jupyter's <i>Interrupt</i> ends a cell that draws one chart after another.
 */
public final class Show {

  /** Logical size of charts side by side: two fit into the width of a notebook. */
  private static final int HALF_WIDTH = 420;
  private static final int HALF_HEIGHT = 330;

  private Show() {}

  /**
   * Shows a chart as a PNG picture, as large as the chart; those of {@link Plots} are 680 × 420 logical pixels.
   *
   * @param chart a chart of {@link Plots}, or any other {@link Chart}
   * @param alt what a reader who cannot see the picture needs to know
   * @throws NullPointerException if the chart is null
   * @throws IllegalArgumentException if the alt text is missing, or the chart's values span too little to draw
   */
  public static void chart(Chart chart, String alt) {
    Objects.requireNonNull(chart, "chart is null");
    html(img(chart, alt, chart.getWidth(), chart.getHeight()), alt.strip());
  }

  /**
   * Shows charts side by side, 420 × 330 logical pixels each; they wrap where the page is narrow.
   *
   * @param charts the charts
   * @param alts one alt text for each chart
   * @throws NullPointerException if an argument or a chart is null
   * @throws IllegalArgumentException if there is no chart, the numbers of charts and alt texts differ, or as in {@link
   *     #chart}
   */
  public static void charts(Chart[] charts, String... alts) {
    Objects.requireNonNull(charts, "charts is null");
    Objects.requireNonNull(alts, "alts is null");
    if (charts.length == 0) {
      throw new IllegalArgumentException("there is no chart to show");
    }
    if (charts.length != alts.length) {
      throw new IllegalArgumentException(
          "there are " + charts.length + " charts but " + alts.length + " alt texts; each chart needs its own");
    }
    StringBuilder row = new StringBuilder("<div style=\"display:flex;flex-wrap:wrap;gap:8px\">");
    for (int i = 0; i < charts.length; i++) {
      row.append(img(charts[i], alts[i], HALF_WIDTH, HALF_HEIGHT));
    }
    html(row.append("</div>").toString(), String.join("\n", alts));
  }

  /**
   * Shows a chart that its reader moves: a slider goes through the values, and begins at the middle one. All pictures
   * stand in the output, so that neither the kernel nor a network is needed to move it. Where scripts are off, as on a
   * code host, the picture of the beginning remains. A {@link Slider} can have another format and another beginning.
   *
   * <pre>{@code
   * Show.slider("β", new double[] {0.5, 1, 2}, beta -> Plots.curve(-4, 4, Activations.swish(beta)),
   *     beta -> "Swish with β = " + beta + ": …");
   * }</pre>
   *
   * @param label what the values are, with their unit; stands before the slider
   * @param values at least two different numbers, in the order of the slider
   * @param chart gives the chart for a value; all must have the same size, and should have the same axes
   * @param alt gives what a reader who cannot see the picture for a value needs to know
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as in {@link Slider#of}; if a chart or an alt text is missing; if charts differ in
   *     size, or span too little to draw; if all pictures take more than 700 KiB
   */
  public static void slider(String label, double[] values, DoubleFunction<? extends Chart> chart,
      DoubleFunction<String> alt) {
    slider(Slider.of(label, values), chart, alt);
  }

  /**
   * Shows a chart that its reader moves with a slider.
   *
   * @param slider the values
   * @param chart gives the chart for a value; all must have the same size, and should have the same axes
   * @param alt gives what a reader who cannot see the picture for a value needs to know
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as in {@link #slider(String, double[], DoubleFunction, DoubleFunction)}
   */
  public static void slider(Slider slider, DoubleFunction<? extends Chart> chart, DoubleFunction<String> alt) {
    Objects.requireNonNull(slider, "slider is null");
    Objects.requireNonNull(chart, "chart is null");
    Objects.requireNonNull(alt, "alt is null");
    new MovingFigure(List.of(slider.control()), false, frame -> chart.apply(slider.value(frame)),
        frame -> alt.apply(slider.value(frame))).show();
  }

  /**
   * Shows a chart that its reader moves with two sliders: there is a picture for each pair of values, so that five
   * values of each make 25.
   *
   * @param first the values of the upper slider
   * @param second the values of the lower slider
   * @param chart gives the chart for a value of the first slider and one of the second
   * @param alt gives what a reader who cannot see that picture needs to know
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException as in {@link #slider(String, double[], DoubleFunction, DoubleFunction)}
   */
  public static void slider(Slider first, Slider second, BiFunction<Double, Double, ? extends Chart> chart,
      BiFunction<Double, Double, String> alt) {
    Objects.requireNonNull(first, "first is null");
    Objects.requireNonNull(second, "second is null");
    Objects.requireNonNull(chart, "chart is null");
    Objects.requireNonNull(alt, "alt is null");
    int row = second.size();
    new MovingFigure(List.of(first.control(), second.control()), false,
        frame -> chart.apply(first.value(frame / row), second.value(frame % row)),
        frame -> alt.apply(first.value(frame / row), second.value(frame % row))).show();
  }

  /**
   * Shows charts one after another, half a second each, when the reader presses <i>Play</i>; a slider leads to each of
   * them. The middle one stands at the beginning. Nothing plays by itself, and nothing at all where the reader's system
   * asks for less motion; the slider is there always.
   *
   * @param label what moves, for example "training"; stands before the slider
   * @param frames at least two, whose charts have the same size, and should have the same axes
   * @throws NullPointerException if the frames or one of them is null
   * @throws IllegalArgumentException if the label is missing, there are fewer than two frames, charts differ in size or
   *     span too little to draw, or all pictures take more than 700 KiB
   */
  public static void animation(String label, List<Frame> frames) {
    animation(label, frames, Objects.requireNonNull(frames, "frames is null").size() / 2);
  }

  /**
   * Shows charts one after another, as {@link #animation(String, List)}.
   *
   * @param label what moves, for example "training"; stands before the slider
   * @param frames at least two, whose charts have the same size, and should have the same axes
   * @param start the index of the frame at the beginning, which should be the most telling one: it is all that a reader
   *     sees where nothing moves
   * @throws NullPointerException if the frames or one of them is null
   * @throws IllegalArgumentException as in {@link #animation(String, List)}, or if there is no frame {@code start}
   */
  public static void animation(String label, List<Frame> frames, int start) {
    MovingFigure.requireLabel(label);
    List<Frame> all = new ArrayList<>(Objects.requireNonNull(frames, "frames is null"));
    if (all.size() < 2) {
      throw new IllegalArgumentException(
          "the animation \"" + label + "\" has " + all.size() + " frames; at least 2 are needed");
    }
    for (int i = 0; i < all.size(); i++) {
      Objects.requireNonNull(all.get(i), "frame " + i + " is null");
    }
    if (start < 0 || start >= all.size()) {
      throw new IllegalArgumentException("there is no frame " + start + " to start at; the animation \"" + label
          + "\" has frames 0 to " + (all.size() - 1));
    }
    List<String> texts = all.stream().map(Frame::text).toList();
    new MovingFigure(List.of(new MovingFigure.Control(label, texts, start)), true, frame -> all.get(frame).chart(),
        frame -> all.get(frame).alt()).show();
  }

  /**
   * Shows a table: in a notebook as {@link Tables#html}, elsewhere as text.
   *
   * @param table any Tablesaw table; its name, if it has one, is the caption
   * @throws NullPointerException if the table is null
   */
  public static void table(Table table) {
    html(Tables.html(table), Tables.text(table));
  }

  /**
   * Shows a table, its numbers with at most so many decimals: for columns that are to be compared with each other.
   *
   * @param table any Tablesaw table; its name, if it has one, is the caption
   * @param mostDecimals the largest number of digits after the point, at least 0; no powers of ten are used
   * @throws NullPointerException if the table is null
   * @throws IllegalArgumentException if the number of decimals is negative
   */
  public static void table(Table table, int mostDecimals) {
    html(Tables.html(table, mostDecimals), Tables.text(table, mostDecimals));
  }

  /**
   * Shows a table, the numbers of some columns in a format of their own.
   *
   * @param table any Tablesaw table; its name, if it has one, is the caption
   * @param formats for a column's name how its numbers are printed: {@code Map.of("error", "%.6f", "share",
   *     "%+.1f %%")}; other columns are printed as without formats
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if a column is not there, or its values do not fit the format
   */
  public static void table(Table table, Map<String, String> formats) {
    html(Tables.html(table, formats), Tables.text(table, formats));
  }

  /**
   * Shows a piece of HTML; outside a notebook its text without the tags.
   *
   * @param html a fragment such as {@code <p>…</p>}, shown as it is: escape text that is not markup
   * @throws NullPointerException if {@code html} is null
   */
  public static void html(String html) {
    Objects.requireNonNull(html, "html is null");
    html(html, Html.text(html));
  }

  /**
   * Prints a line of text with numbers in it, which look the same on every computer: the decimal point is a point.
   *
   * @param format as of {@link String#format(Locale, String, Object...)}
   * @param values what stands in its places
   * @throws NullPointerException if the format is null
   * @throws java.util.IllegalFormatException if they do not fit
   */
  public static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, Objects.requireNonNull(format, "format is null"), values));
  }

  /**
   * Says which of the options of a prediction came out, and whether it is the one that the learner guessed.
   *
   * <pre>{@code
   * String guess = "";   // A, B or C
   * double slope = Activations.gelu().derivative(-1);
   * Show.guess(guess, slope > 0, slope == 0, slope < 0);
   * }</pre>
   *
   * @param guess the letter of an option, in either case; blank if there is none
   * @param options whether A came out, whether B did, and so on; if it is not exactly one, because a learner has changed
   *     the cell, a sentence says so
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there are fewer than two options or more than 26
   */
  public static void guess(String guess, boolean... options) {
    Objects.requireNonNull(options, "options is null");
    char last = (char) ('A' + options.length - 1);
    String out = IntStream.range(0, options.length).filter(i -> options[i])
        .mapToObj(i -> String.valueOf((char) ('A' + i))).collect(Collectors.joining(", "));
    if (options.length < 2 || options.length > 26) {
      throw new IllegalArgumentException("a prediction has 2 to 26 options, not " + options.length);
    }
    String letter = Objects.requireNonNull(guess, "guess is null").strip().toUpperCase(Locale.ROOT);
    if (out.length() != 1) {
      print("%s of the options came out. With the cell as it was delivered it is one.",
          out.isEmpty() ? "None" : "More than one");
    } else if (letter.isEmpty()) {
      print("It came out as %s. To guess first, next time, put a letter into guess = \"\" and run the cell.", out);
    } else if (letter.length() != 1 || letter.charAt(0) < 'A' || letter.charAt(0) > last) {
      print("Your guess is \"%s\", but the options are A to %s. Put one of these letters into guess = \"\".",
          guess, last);
    } else if (letter.equals(out)) {
      print("You guessed %s, and so it came out.", letter);
    } else {
      print("You guessed %s, but it came out as %s. What did you not expect?", letter, out);
    }
  }

  /** Shows HTML together with its plain text form. */
  static void html(String html, String text) {
    if (Jupyter.show(html, text) == null) {
      System.out.println(text);
    }
  }

  /**
   * {@return the chart as PNG bytes, at twice its logical width and height}
   *
   * @param chart a chart of {@link Plots}, or any other {@link Chart}
   * @throws NullPointerException if the chart is null
   * @throws IllegalArgumentException if the chart's values span too little to draw
   * @throws CancellationException if the thread is interrupted
   */
  public static byte[] png(Chart chart) {
    Objects.requireNonNull(chart, "chart is null");
    return ChartPicture.png(chart, chart.getWidth(), chart.getHeight(), IndexedPicture::png);
  }

  private static String img(Chart chart, String alt, int width, int height) {
    Objects.requireNonNull(chart, "chart is null");
    if (alt == null || alt.isBlank()) {
      throw new IllegalArgumentException(
          "the chart has no alt text: say in one or two sentences what it shows and what a reader should see in it, "
              + "for example \"GELU and ReLU from −4 to 4: GELU dips to −0.17 near x = −0.75, ReLU is 0 there\"");
    }
    return "<img alt=\"" + Html.escape(alt.strip()) + "\" width=\"" + width
        + "\" style=\"max-width:100%;height:auto\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(ChartPicture.png(chart, width, height, IndexedPicture::png)) + "\">";
  }
}
