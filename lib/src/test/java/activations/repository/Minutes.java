package activations.repository;

import activations.repository.Notebook.Cell;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a notebook takes, by one rule, computed from the notebook itself. In minutes, the sum of
 *
 * <ul>
 *   <li>words ÷ 180. Counted are the words of the text. A formula is one word; signs without a letter or a digit, such
 *       as the bars of a table, are none.
 *   <li>lines of code ÷ 12. Not counted are empty lines, comments, imports, magics, and the cells that check an
 *       exercise. Code that stands in the text counts as code.
 *   <li>1 for each chart or other picture, and for each figure that moves, however many pictures it is made of
 *   <li>½ for each prediction ("Before you run")
 *   <li>3, 6 or 10 for each exercise: to predict, to complete, to build
 *   <li>1½ for each question of the quiz
 * </ul>
 *
 * rounded up to 5. What is folded in {@code <details>} is not counted, nor what comes after the heading "## Going
 * deeper".
 *
 * <p>The total has two parts. The exercises are those of the two last lines, rounded to the nearest 5; reading is the
 * rest. For the timetables parts of a notebook are counted too, from one heading "## …" to another; what stands before
 * the first heading belongs to the first. Such a part is rounded up to 5 by itself.
 */
final class Minutes {

  private static final double WORDS_A_MINUTE = 180;
  private static final double LINES_A_MINUTE = 12;
  private static final double CHART = 1;
  private static final double PREDICTION = 0.5;
  private static final Map<String, Double> EXERCISE = Map.of("predict", 3.0, "complete", 6.0, "build", 10.0);
  private static final double QUESTION = 1.5;
  private static final int STEP = 5;

  /** So that what is a multiple of five but for rounding errors is not rounded up. */
  private static final double TINY = 1e-9;

  private static final String END = "Going deeper";
  private static final String QUIZ = "Quiz";
  private static final Pattern SECTION = Pattern.compile("^(?=## )", Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("\\A## (.+)");
  private static final Pattern EXERCISE_HEADING = Pattern.compile("Exercise \\d+ — (\\w+): .*");
  private static final Pattern QUIZ_QUESTION = Pattern.compile("^\\*\\*\\d+\\. ", Pattern.MULTILINE);
  private static final Pattern FOLDED = Pattern.compile("<details\\b.*?</details>", Pattern.DOTALL);
  private static final Pattern FENCED = Pattern.compile("^```.*?\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern FORMULA = Pattern.compile("\\$\\$.*?\\$\\$|\\$[^$]+\\$", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");
  private static final Pattern NO_CODE = Pattern.compile("\\s*|(import |%).*|\\s*(//|/?\\*).*");
  private static final Pattern PICTURE = Pattern.compile("!\\[|<img\\b");
  private static final Pattern MOVES = Pattern.compile("\\bclass=\"moving-figure\"");

  /** The unrounded minutes under one heading. */
  private record Part(double reading, double exercises) {

    Part plus(Part other) {
      return new Part(reading + other.reading, exercises + other.exercises);
    }

    double sum() {
      return reading + exercises;
    }
  }

  private final Map<String, Part> parts = new LinkedHashMap<>();

  private Minutes() {}

  static Minutes of(Notebook notebook) {
    Minutes minutes = new Minutes();
    String heading = "";
    for (Cell cell : notebook.cells()) {
      if (cell.isCode()) {
        minutes.add(heading, cell.has("check") ? 0 : lines(cell.source()) / LINES_A_MINUTE, 0);
        minutes.add(heading, CHART * charts(cell), 0);
        continue;
      }
      for (String text : SECTION.split(FOLDED.matcher(cell.source()).replaceAll(""))) {
        Matcher start = HEADING.matcher(text);
        heading = start.find() ? start.group(1).strip() : heading;
        if (heading.equals(END)) {
          return minutes;
        }
        minutes.addText(heading, text);
      }
      minutes.add(heading, cell.asksForAPrediction() ? PREDICTION : 0, 0);
    }
    return minutes;
  }

  private void addText(String heading, String text) {
    long code = FENCED.matcher(text).results().mapToLong(fenced -> lines(fenced.group(1))).sum();
    String prose = prose(text);
    long words = WORD.matcher(prose).results().count();
    long pictures = PICTURE.matcher(prose).results().count();
    Matcher exercise = EXERCISE_HEADING.matcher(text.startsWith("## ") ? heading : "");
    long questions = heading.equals(QUIZ) ? QUIZ_QUESTION.matcher(prose).results().count() : 0;
    add(heading, words / WORDS_A_MINUTE + code / LINES_A_MINUTE + CHART * pictures,
        (exercise.matches() ? EXERCISE.get(exercise.group(1)) : 0) + QUESTION * questions);
  }

  /** How many words of a text count. */
  static long words(String text) {
    return WORD.matcher(prose(FOLDED.matcher(text).replaceAll(""))).results().count();
  }

  private static String prose(String text) {
    return FORMULA.matcher(FENCED.matcher(text).replaceAll("")).replaceAll(" formula ");
  }

  private void add(String heading, double reading, double exercises) {
    parts.merge(heading, new Part(reading, exercises), Part::plus);
  }

  private static long lines(String code) {
    return code.lines().filter(line -> !NO_CODE.matcher(line).matches()).count();
  }

  private static long charts(Cell cell) {
    long charts = 0;
    for (JsonElement output : cell.outputs()) {
      JsonObject data = output.getAsJsonObject().getAsJsonObject("data");
      String html = data == null || !data.has("text/html") ? "" : Cell.text(data.get("text/html"));
      charts += MOVES.matcher(html).find() ? 1 : PICTURE.matcher(html).results().count();
    }
    return charts;
  }

  int total() {
    return roundedUp(parts.values().stream().mapToDouble(Part::sum).sum());
  }

  int exercises() {
    return STEP * (int) Math.round(parts.values().stream().mapToDouble(Part::exercises).sum() / STEP);
  }

  int reading() {
    return total() - exercises();
  }

  /** What a notebook's first cell says. */
  String printed() {
    return "**Minutes:** " + total() + " (reading " + reading() + ", exercises " + exercises() + ").";
  }

  /** The headings of the sections, the exercises and the rest. */
  List<String> headings() {
    return parts.keySet().stream().filter(heading -> !heading.isEmpty()).toList();
  }

  /** The minutes of some sections, each named by its heading. */
  int ofSections(List<String> headings) {
    List<String> all = headings();
    List<String> counted = new ArrayList<>(headings);
    if (headings.contains(all.get(0))) {
      counted.add("");
    }
    return roundedUp(counted.stream().mapToDouble(heading -> parts.get(heading).sum()).sum());
  }

  private static int roundedUp(double minutes) {
    return STEP * (int) Math.ceil(minutes / STEP - TINY);
  }
}
