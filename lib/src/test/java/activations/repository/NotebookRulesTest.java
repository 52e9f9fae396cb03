package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.repository.Notebook.Cell;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form that every stored notebook has. */
class NotebookRulesTest {

  private static final int MOST_CELLS = 60;
  private static final int MOST_CODE_LINES = 25;
  private static final int LONGEST_CODE_LINE = 100;
  private static final int SHORTEST_ALT_TEXT = 30;
  private static final int FEWEST_PREDICTIONS = 3;
  private static final String SET_UP = "00-";
  private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^(#{1,6}) ", Pattern.MULTILINE);
  private static final Pattern IMAGE_TAG = Pattern.compile("<img\\b[^>]*>");
  private static final Pattern ALT = Pattern.compile("\\salt=\"([^\"]+)\"");
  private static final Pattern MARKDOWN_IMAGE = Pattern.compile("!\\[([^]]*)]\\(");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)|\\b(?:href|src)=\"([^\"#]+)");
  private static final Pattern FROM_NETWORK = Pattern.compile("\\bsrc=\"(?:https?:)?//|<script|<iframe|<link");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w/.])(?:/home/|/root/|/Users/|/tmp/|/usr/lib/)|\\b[A-Z]:\\\\\\w");
  private static final Pattern ONE_KERNEL_ONLY =
      Pattern.compile("\\bspencerpark\\b|\\bdflib\\b|\\brapaio\\b|(?<![.\\w])display\\(");

  private static final Pattern FILE_NAME = Pattern.compile("(\\d\\d)-[a-z0-9-]+\\.ipynb");
  private static final Pattern SECTION = Pattern.compile("^## (\\d+)\\. \\S", Pattern.MULTILINE);
  private static final Pattern EXERCISE =
      Pattern.compile("^## Exercise (\\d+) — (predict|complete|build): (\\S.*)", Pattern.MULTILINE);
  private static final Pattern EXERCISE_OF_ANY_FORM = Pattern.compile("^#+ Exercise", Pattern.MULTILINE);
  private static final Pattern OPTION =
      Pattern.compile("<details><summary>(\\S)\\. [^\\n]*</summary>\\R\\R(.*?)</details>", Pattern.DOTALL);
  private static final Pattern BULLET = Pattern.compile("^[-*] ", Pattern.MULTILINE);
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]+`");
  private static final Pattern CHART_NOT_OF_PLOTS =
      Pattern.compile("new \\w+Chart\\(|ChartBuilder|\\.addSeries\\(");
  private static final Pattern UNSEEDED = Pattern.compile(
      "new (?:Splittable)?Random\\(\\)|Math\\.random|ThreadLocalRandom|\\.parallel\\(|parallelStream|parallelSort");
  private static final Pattern CLOCK = Pattern.compile("nanoTime|currentTimeMillis|\\.now\\(");
  private static final int MOST_CHECK_LINES = 2;
  private static final Path LIBRARY = Pack.ROOT.resolve("lib/src/main/java/activations/notebook/exercises");
  private static final Pattern CHECK = Pattern.compile("(\\w+Exercises)\\.(\\w+)\\((.*)\\);");
  /** A lambda that calls a method with its own parameters, a constructor, or a name. */
  private static final Pattern ANSWER = Pattern.compile(
      "\\(?([a-z][\\w, ]*|)\\)? -> (?<method>[a-z]\\w*)\\(\\1\\)|(?<type>[A-Z]\\w*)::new|(?<name>[a-z]\\w*)");
  private static final Pattern TITLES =
      Pattern.compile("Exercises\\.of\\(\"([^\"]+)\",\\s*((?:\"[^\"]+\"(?:,\\s*)?)+)\\)");
  private static final Pattern STRING = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern METHOD =
      Pattern.compile("public static void (\\w+)\\([^{]*\\{.*?EXERCISES\\.show\\((\\d+),", Pattern.DOTALL);
  private static final JsonObject METADATA = JsonParser.parseString("""
      {"kernelspec": {"display_name": "Java", "language": "java", "name": "java"},
       "language_info": {"file_extension": ".java", "mimetype": "text/x-java-source", "name": "java"}}
      """).getAsJsonObject();

  static Stream<Notebook> notebooks() {
    return Pack.notebooks().stream().map(file -> {
      try {
        return Notebook.read(file);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isOfAReadableSize(Notebook notebook) {
    assertTrue(notebook.cells().size() <= MOST_CELLS, notebook.name() + " has " + notebook.cells().size() + " cells");
    eachCell(notebook.codeCells(), cell -> assertTrue(cell.source().lines().count() <= MOST_CODE_LINES,
        cell + " has " + cell.source().lines().count() + " lines"));
    eachCell(notebook.codeCells(), cell -> assertNoLongLine(cell.toString(), cell.source()));
    notebook.exercises().forEach(exercise -> {
      assertNoLongLine("the solution of " + exercise.stub(), exercise.solution());
      assertTrue(exercise.solution().lines().count() <= MOST_CODE_LINES, "the solution of " + exercise.stub());
    });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void keepsTheRulesOfTheCourse(Notebook notebook) {
    List<String> broken = CourseRules.holdFor(notebook) ? CourseRules.broken(notebook) : List.of();
    assertTrue(broken.isEmpty(), () -> String.join("\n", broken));
  }

  private static void assertNoLongLine(String where, String code) {
    code.lines().forEach(line -> assertTrue(line.length() <= LONGEST_CODE_LINE,
        where + " has a line of " + line.length() + " characters: " + line));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isAFileOfTheCourse(Notebook notebook) {
    Matcher name = FILE_NAME.matcher(notebook.name());
    assertTrue(name.matches(), notebook.name());
    assertTrue(notebook.title().startsWith(name.group(1) + " · "), notebook.name() + " is called " + notebook.title());
    assertEquals(METADATA, notebook.json().get("metadata"), notebook.name());
    assertEquals("4.5", notebook.json().get("nbformat") + "." + notebook.json().get("nbformat_minor"));
    List<String> ids = notebook.cells().stream().map(cell -> cell.json().get("id").getAsString()).toList();
    assertEquals(ids.size(), Set.copyOf(ids).size(), notebook.name() + ": two cells have the same id");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void startsWithTheJarsAndTheImports(Notebook notebook) {
    List<Cell> code = notebook.codeCells();
    assertEquals("%jars ../lib/target/jars/activations.jar", code.get(0).source().strip(), code.get(0).toString());
    eachCell(code.subList(2, code.size()), cell -> assertFalse(
        cell.source().lines().anyMatch(line -> line.startsWith("import ") || line.startsWith("%")),
        cell + ": imports belong into the second code cell, magics into none but the first"));
    eachCell(code, cell -> assertFalse(ONE_KERNEL_ONLY.matcher(cell.source()).find(),
        cell + " uses what not every kernel has; use Show"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void opensAndCloses(Notebook notebook) {
    assertTrue(notebook.opening().contains("**After this notebook you can**"), notebook.name() + " promises nothing");
    assertTrue(notebook.opening().contains("\n" + Minutes.of(notebook).printed()),
        notebook.name() + ": the first cell must say: " + Minutes.of(notebook).printed());
    List<String> questions = notebook.questions();
    assertTrue(questions.size() >= 2 && questions.size() <= 4, notebook.name() + " has " + questions.size()
        + " questions");
    questions.forEach(question -> assertTrue(question.endsWith("?"), notebook.name() + ": " + question));

    List<Cell> cells = notebook.cells();
    String[] closing = cells.get(cells.size() - 1).source().split("(?m)^## ");
    List<String> headings = Stream.of(closing).map(part -> part.lines().findFirst().orElse("")).toList();
    int keyPoints = headings.indexOf("Key points");
    int next = headings.indexOf("Next");
    assertTrue(keyPoints >= 0 && next == keyPoints + 1,
        notebook.name() + " does not close on \"## Key points\" and \"## Next\", but on " + headings);
    long points = BULLET.matcher(closing[keyPoints]).results().count();
    assertTrue(points >= 3 && points <= 6, notebook.name() + " has " + points + " key points");
    List<String> course = Pack.notebooks().stream().map(file -> file.getFileName().toString()).toList();
    int following = course.indexOf(notebook.name()) + 1;
    assertTrue(following == course.size() || closing[next].contains("(" + course.get(following) + ")"),
        () -> notebook.name() + ": \"## Next\" does not link to " + course.get(following));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void hasHeadingsInOrder(Notebook notebook) {
    int level = 0;
    for (Cell cell : markdown(notebook)) {
      Matcher heading = HEADING.matcher(FENCED.matcher(cell.source()).replaceAll(""));
      while (heading.find()) {
        int next = heading.group(1).length();
        assertTrue(level == 0 ? next == 1 : next > 1 && next <= level + 1,
            cell + ": a heading of level " + next + " after one of level " + level);
        level = next;
      }
    }
    assertCountsFromOne(SECTION, text(notebook), notebook.name() + ", sections");
  }

  private static void assertCountsFromOne(Pattern numbered, String text, String what) {
    List<Integer> numbers = numbered.matcher(text).results().map(match -> Integer.valueOf(match.group(1))).toList();
    assertEquals(IntStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers, what);
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void hasExercisesAndAQuiz(Notebook notebook) {
    List<Notebook.Exercise> exercises = notebook.exercises();
    String text = text(notebook);
    assertCountsFromOne(EXERCISE, text, notebook.name() + ", exercises");
    assertEquals(EXERCISE.matcher(text).results().count(), EXERCISE_OF_ANY_FORM.matcher(text).results().count(),
        notebook.name() + ": an exercise's heading is \"## Exercise 1 — predict: …\", or complete, or build");
    assertEquals(EXERCISE.matcher(text).results().count(), exercises.size(),
        notebook.name() + ": one cell tagged exercise under each exercise's heading");
    assertEquals(exercises.size(), notebook.cells().stream().filter(cell -> cell.has("check")).count(),
        notebook.name() + ": a cell is tagged check that checks no exercise");
    if (!notebook.name().startsWith(SET_UP)) {
      assertTrue(exercises.size() >= 2 && exercises.size() <= 4, notebook.name() + " has " + exercises.size()
          + " exercises");
      assertTrue(notebook.predictions().size() >= FEWEST_PREDICTIONS,
          notebook.name() + " asks for too few predictions");
      assertTrue(text.contains("\n## Quiz\n"), notebook.name() + " has no quiz");
    }
  }

  /** Reference, typical mistakes and hints stand in the library, so that the check cell tells nothing of the answer. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void handsAnswersToTheLibrary(Notebook notebook) {
    for (Notebook.Exercise exercise : notebook.exercises()) {
      Cell cell = exercise.check();
      assertTrue(cell.source().lines().count() <= MOST_CHECK_LINES, cell + " has more lines than a check needs");
      assertEquals("{\"tags\":[\"check\"]}", cell.json().get("metadata").toString(), cell.toString());
      Matcher check = CHECK.matcher(cell.source().replaceAll("\\s+", " "));
      assertTrue(check.matches() && ANSWER.matcher(check.group(3)).replaceAll("-").matches("-(, -)*"),
          cell + ": a check names the exercise and hands over what the stub defines, as "
              + "DepthExercises.tenLayers(atLayer11) or DepthExercises.gain((f, q) -> gain(f, q)) or "
              + "ChoiceExercises.capstone(Mine::new)");
      Matcher answer = ANSWER.matcher(check.group(3));
      while (answer.find()) {
        String name = Stream.of("method", "type", "name").map(answer::group).filter(Objects::nonNull).findFirst()
            .orElseThrow();
        assertTrue(Pattern.compile("\\b" + name + "\\b").matcher(exercise.stub().source()).find(),
            cell + " hands over " + name + ", which is not in " + exercise.stub());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void checksTheExercisesOfTheLibrary(Notebook notebook) throws IOException {
    List<String> checks = notebook.exercises().stream()
        .map(exercise -> CHECK.matcher(exercise.check().source().replaceAll("\\s+", " ")))
        .map(check -> check.matches() ? check.group(1) + "." + check.group(2) : "").toList();
    String name = checks.get(0).replaceFirst("\\..*", "");
    String code = Files.readString(LIBRARY.resolve(name + ".java"));
    Matcher titles = TITLES.matcher(code);
    assertTrue(titles.find(), name + " has no line EXERCISES = Exercises.of(\"" + notebook.title() + "\", …)");
    assertEquals(notebook.title(), titles.group(1), name);
    assertEquals(EXERCISE.matcher(text(notebook)).results().map(match -> match.group(3)).toList(),
        STRING.matcher(titles.group(2)).results().map(match -> match.group(1)).toList(), name);
    Map<Integer, String> methods = new TreeMap<>();
    METHOD.matcher(code).results().forEach(method -> methods.merge(Integer.valueOf(method.group(2)),
        name + "." + method.group(1), (one, two) -> one + " and " + two));
    assertEquals(checks, List.copyOf(methods.values()), notebook.name() + " and " + name);
    assertEquals(IntStream.rangeClosed(1, methods.size()).boxed().toList(), List.copyOf(methods.keySet()), name);
  }

  @Test
  void eachExerciseOfTheLibraryIsInANotebook() throws IOException {
    Set<String> used = notebooks().flatMap(notebook -> notebook.exercises().stream())
        .map(exercise -> exercise.check().source().replaceFirst("\\..*", ".java").strip()).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(LIBRARY)) {
      assertEquals(Set.of(), files.map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith("Exercises.java") && !used.contains(file)).collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void hidesWhatWouldAnswerAPrediction(Notebook notebook) {
    assertEquals(notebook.predictions().size(), text(notebook).split(Pattern.quote(Notebook.PREDICTION), -1).length - 1,
        notebook.name() + ": \"" + Notebook.PREDICTION + "\" stands in the last paragraph of a cell, once");
    notebook.predictions().forEach(prediction -> assertFalse(notebook.answersTo(prediction).isEmpty(),
        prediction + ": no code cell under it shows anything"));
    eachCell(notebook.codeCells(), cell -> assertTrue(!cell.source().contains("Show.guess(")
        || cell.shown().contains("It came out as "), cell + " does not say which of its options came out"));
    List<Cell> answers = notebook.answersToPredictions();
    eachCell(notebook.codeCells(), cell -> assertEquals(answers.contains(cell), cell.hidesItsOutput(), cell
        + ": under a prediction, and nowhere else, an output is hidden: java notebooks/Start.java run --store"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void explainsEachOptionOfItsQuiz(Notebook notebook) {
    String[] parts = text(notebook).split("(?m)^## ");
    for (String quiz : Stream.of(parts).filter(part -> part.startsWith("Quiz")).toList()) {
      List<MatchResult> options = OPTION.matcher(quiz).results().toList();
      assertEquals(quiz.split("<details>").length - 1, options.size(), notebook.name()
          + ": an option is <details><summary>A. …</summary>, an empty line, why it is right or wrong, </details>");
      List<String> question = new ArrayList<>();
      for (int i = 0; i < options.size(); i++) {
        MatchResult option = options.get(i);
        String where = notebook.name() + ", option " + option.group();
        assertEquals(String.valueOf((char) ('A' + question.size())), option.group(1), where);
        assertTrue(option.group(2).matches("(?s)(Right|Wrong)\\b.{10,}"), where);
        question.add(option.group(2).substring(0, 5));
        if (i + 1 == options.size() || options.get(i + 1).group(1).equals("A")) {
          assertEquals(Set.of("Right", "Wrong"), Set.copyOf(question), where);
          question.clear();
        }
      }
      assertFalse(options.isEmpty(), notebook.name() + ": an empty quiz");
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void readsEachChart(Notebook notebook) {
    List<Cell> cells = notebook.cells();
    eachCell(notebook.codeCells(), cell -> {
      if (cell.shown().contains("<img ")) {
        Cell text = cells.stream().skip(cell.number()).filter(next -> !next.isCode()).findFirst().orElseThrow();
        assertFalse(text.source().startsWith("#"), cell + " shows a chart that the text after it does not read");
      }
    });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void computesTheSameEverywhere(Notebook notebook) {
    eachCell(notebook.codeCells(), cell -> {
      assertFalse(CHART_NOT_OF_PLOTS.matcher(cell.source()).find(),
          cell + ": charts come from Plots, which keeps their lines apart without colour too");
      assertFalse(UNSEEDED.matcher(cell.source()).find(), cell + ": results that do not repeat");
      assertTrue(cell.has("varies") || cell.shown().isEmpty() || !CLOCK.matcher(cell.source()).find(),
          cell + " shows what depends on the clock, and is not tagged varies");
    });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void closesItsFormulas(Notebook notebook) {
    eachCell(markdown(notebook), cell -> {
      String text = INLINE_CODE.matcher(FENCED.matcher(cell.source()).replaceAll("")).replaceAll("")
          .replace("\\$", "");
      assertEquals(1, text.split("\\$\\$", -1).length % 2, cell + ": $$ without its partner");
      for (String paragraph : text.replaceAll("(?s)\\$\\$.*?\\$\\$", "").split("\\R\\s*\\R")) {
        assertEquals(1, paragraph.split("\\$", -1).length % 2, cell + ": $ without its partner:\n" + paragraph);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isStoredWithOutputsOfAnyMachine(Notebook notebook) {
    eachCell(notebook.codeCells(), cell -> {
      assertTrue(cell.wasExecuted(), cell + " is stored without its output: java notebooks/Start.java run --store");
      assertFalse(cell.failed(), cell + " is stored with an error");
      for (JsonElement element : cell.outputs()) {
        JsonObject output = element.getAsJsonObject();
        String type = output.get("output_type").getAsString();
        boolean printed = output.has("name") && output.get("name").getAsString().equals("stdout");
        assertTrue(printed || type.equals("display_data"),
            cell + " stores a stray value, or something from the error stream:\n" + cell.shown());
      }
      assertFalse(MACHINE_PATH.matcher(cell.shown()).find(), cell + " shows a path of one machine:\n" + cell.shown());
      assertFalse(cell.json().getAsJsonObject("metadata").has("execution"), cell + " stores when it was executed");
    });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void hasPicturesWithAltTextAndNothingFromTheNetwork(Notebook notebook) {
    eachCell(notebook.cells(), cell -> {
      String text = (cell.isCode() ? "" : cell.source()) + "\n" + cell.shown();
      for (MatchResult image : IMAGE_TAG.matcher(text).results().toList()) {
        Matcher alt = ALT.matcher(image.group());
        assertTrue(alt.find() && alt.group(1).length() >= SHORTEST_ALT_TEXT,
            cell + ": a picture without alt text, or with little: " + image.group());
      }
      for (MatchResult image : MARKDOWN_IMAGE.matcher(text).results().toList()) {
        assertFalse(image.group(1).isBlank(), cell + ": a picture without alt text");
      }
      assertFalse(FROM_NETWORK.matcher(Notebook.withoutMovingFigures(text)).find(),
          cell + " loads something from the network, or runs a script");
      for (String alt : Notebook.altsOfMovingFigures(text)) {
        assertTrue(alt.length() >= SHORTEST_ALT_TEXT, cell + ": a picture with little alt text: " + alt);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void linksToFilesThatExist(Notebook notebook) {
    Path directory = Pack.ROOT.resolve("notebooks");
    eachCell(markdown(notebook), cell -> {
      for (MatchResult link : LINK.matcher(FENCED.matcher(cell.source()).replaceAll("")).results().toList()) {
        String to = link.group(1) != null ? link.group(1) : link.group(2);
        assertTrue(to.matches("(https?|mailto|data):.*")
            || !to.contains("..") && Files.isRegularFile(directory.resolve(to)), cell + ": there is no file " + to);
      }
    });
  }

  private static List<Cell> markdown(Notebook notebook) {
    return notebook.cells().stream().filter(cell -> !cell.isCode()).toList();
  }

  private static String text(Notebook notebook) {
    return markdown(notebook).stream().map(cell -> FENCED.matcher(cell.source()).replaceAll(""))
        .collect(Collectors.joining("\n\n"));
  }

  private static void eachCell(List<Cell> cells, Consumer<Cell> rule) {
    List<String> broken = new ArrayList<>();
    for (Cell cell : cells) {
      try {
        rule.accept(cell);
      } catch (AssertionError e) {
        broken.add(e.getMessage());
      }
    }
    assertTrue(broken.isEmpty(), () -> String.join("\n", broken));
  }
}
