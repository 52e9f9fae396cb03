package activations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the exhaustive sweep measured: a data file, and the table that README.md prints of it. */
final class AccuracyTable {

  private static final Path DATA = Path.of("src/test/resources/activations/accuracy.csv");
  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- accuracy: written by ./mvnw -Pexhaustive test -->\n";
  private static final String END = "<!-- end of accuracy -->\n";

  private static final String HEADER =
      "# The largest errors of the float paths over all 2^32 inputs, in ulp: written by ./mvnw -Pexhaustive test\n"
      + "function;forward;at x;% correctly rounded;backward;at x;% correctly rounded\n";

  private AccuracyTable() {}

  /** A line of the data file. */
  record Line(String function, double forward, String forwardAt, double forwardPercent,
      double backward, String backwardAt, double backwardPercent) {

    static Line of(AccuracyRow row, AccuracySweep.Measured measured) {
      AccuracySweep.Worst forward = measured.forward();
      AccuracySweep.Worst backward = measured.backward();
      return new Line(row.key(),
          roundedUp(forward.ulp()), Float.toString(forward.at()), percent(forward),
          roundedUp(backward.ulp()), Float.toString(backward.at()), percent(backward));
    }

    /** What the reference may be wrong by is not an error of the function. */
    private static double roundedUp(double ulp) {
      return Math.ceil((ulp - AccuracyTest.REFERENCE_TOLERANCE) * 1000) / 1000 + 0.0;
    }

    /** Rounded down, so that 100 means all. */
    private static double percent(AccuracySweep.Worst worst) {
      return Math.floor(worst.percentCorrectlyRounded() * 1000) / 1000;
    }

    static Line parse(String[] fields) {
      return new Line(fields[0], Double.parseDouble(fields[1]), fields[2], Double.parseDouble(fields[3]),
          Double.parseDouble(fields[4]), fields[5], Double.parseDouble(fields[6]));
    }

    @Override
    public String toString() {
      return String.join(";", function, Double.toString(forward), forwardAt, Double.toString(forwardPercent),
          Double.toString(backward), backwardAt, Double.toString(backwardPercent));
    }
  }

  /** The lines of the data file, in the order of {@link AccuracyRow#values}. */
  static List<Line> read() {
    Map<String, Line> byFunction = new LinkedHashMap<>();
    for (String[] fields : DataFile.rowsOf(text(DATA))) {
      byFunction.put(fields[0], Line.parse(fields));
    }
    List<Line> lines = new ArrayList<>();
    for (AccuracyRow row : AccuracyRow.values()) {
      if (byFunction.containsKey(row.key())) {
        lines.add(byFunction.get(row.key()));
      }
    }
    return lines;
  }

  /** Puts a line into the data file, in place of the one that the function had. */
  static void write(Line measured) {
    List<Line> lines = read();
    lines.removeIf(line -> line.function.equals(measured.function));
    lines.add(measured);
    StringBuilder text = new StringBuilder(HEADER);
    for (AccuracyRow row : AccuracyRow.values()) {
      lines.stream().filter(line -> line.function.equals(row.key())).forEach(line -> text.append(line).append('\n'));
    }
    write(DATA, text.toString());
  }

  /** The data file as a Markdown table, beside PyTorch. */
  static String markdown() {
    Map<String, String[]> pytorch = new LinkedHashMap<>();
    for (String[] fields : DataFile.rows("accuracy-pytorch.csv")) {
      pytorch.put(fields[0], fields);
    }
    StringBuilder table = new StringBuilder(
        "| function | forward | correctly rounded | backward | correctly rounded | PyTorch forward | gradient |\n"
        + "|---|--:|--:|--:|--:|--:|--:|\n");
    for (Line line : read()) {
      String[] other = pytorch.getOrDefault(line.function, new String[] {"", "", ""});
      table.append(String.format(Locale.ROOT, "| `%s` | %.3f | %.2f %% | %.3f | %.2f %% | %s | %s |%n",
          line.function, line.forward, floor(line.forwardPercent), line.backward, floor(line.backwardPercent),
          other[1], other[2]).replace(System.lineSeparator(), "\n"));
    }
    return table.toString();
  }

  private static double floor(double percent) {
    return Math.floor(percent * 100) / 100;
  }

  /** The table as README.md has it. */
  static String inReadme() {
    String readme = text(README);
    return readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
  }

  static void writeReadme() {
    write(README, text(README).replace(BEGIN + inReadme() + END, BEGIN + markdown() + END));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
