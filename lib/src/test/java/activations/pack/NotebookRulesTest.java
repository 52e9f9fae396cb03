package activations.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.pack.Notebook.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form that every stored notebook has. */
class NotebookRulesTest {

  private static final int MOST_CELLS = 60;
  private static final int MOST_CODE_LINES = 25;
  private static final String SET_UP = "00-";
  private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^(#{1,6}) ", Pattern.MULTILINE);
  private static final Pattern IMAGE_TAG = Pattern.compile("<img\\b[^>]*>");
  private static final Pattern ALT = Pattern.compile("\\salt=\"[^\"]+\"");
  private static final Pattern MARKDOWN_IMAGE = Pattern.compile("!\\[([^]]*)]\\(");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)|\\b(?:href|src)=\"([^\"#]+)");
  private static final Pattern FROM_NETWORK = Pattern.compile("\\bsrc=\"(?:https?:)?//|<script|<iframe|<link");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w/.])(?:/home/|/root/|/Users/|/tmp/|/usr/lib/)|\\b[A-Z]:\\\\\\w");
  private static final Pattern ONE_KERNEL_ONLY =
      Pattern.compile("\\bspencerpark\\b|\\bdflib\\b|\\brapaio\\b|(?<![.\\w])display\\(");

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
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void startsWithTheJarsAndTheImports(Notebook notebook) {
    List<Cell> code = notebook.codeCells();
    assertEquals("%jars ../lib/target/jars/", code.get(0).source().strip(), code.get(0).toString());
    eachCell(code.subList(2, code.size()), cell -> assertFalse(
        cell.source().lines().anyMatch(line -> line.startsWith("import ") || line.startsWith("%")),
        cell + ": imports belong into the second code cell, magics into none but the first"));
    eachCell(code, cell -> assertFalse(ONE_KERNEL_ONLY.matcher(cell.source()).find(),
        cell + " uses what not every kernel has; use Show"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void opensAndCloses(Notebook notebook) {
    List<Cell> cells = notebook.cells();
    String opening = cells.get(0).source();
    for (String part : List.of("**Questions**", "**After this notebook you can**", "**Minutes")) {
      assertTrue(opening.contains(part), notebook.name() + " does not open with " + part);
    }
    assertTrue(cells.get(cells.size() - 1).source().contains("## Key points"),
        notebook.name() + " does not close on its key points");
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
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void hasExercisesAndAQuiz(Notebook notebook) {
    List<Notebook.Exercise> exercises = notebook.exercises();
    if (!notebook.name().startsWith(SET_UP)) {
      assertTrue(exercises.size() >= 2, notebook.name() + " has " + exercises.size() + " exercises");
      assertTrue(markdown(notebook).stream().anyMatch(cell -> cell.source().contains("## Quiz")),
          notebook.name() + " has no quiz");
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isStoredWithOutputsOfAnyMachine(Notebook notebook) {
    eachCell(notebook.codeCells(), cell -> {
      assertTrue(cell.wasExecuted(), cell + " is stored without its output: java notebooks/Start.java run --store");
      assertFalse(cell.failed(), cell + " is stored with an error");
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
        assertTrue(ALT.matcher(image.group()).find(), cell + ": a picture without alt text: " + image.group());
      }
      for (MatchResult image : MARKDOWN_IMAGE.matcher(text).results().toList()) {
        assertFalse(image.group(1).isBlank(), cell + ": a picture without alt text");
      }
      assertFalse(FROM_NETWORK.matcher(text).find(), cell + " loads something from the network, or runs a script");
    });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void linksToFilesThatExist(Notebook notebook) {
    Path directory = Pack.ROOT.resolve("notebooks");
    eachCell(markdown(notebook), cell -> {
      for (MatchResult link : LINK.matcher(FENCED.matcher(cell.source()).replaceAll("")).results().toList()) {
        String to = link.group(1) != null ? link.group(1) : link.group(2);
        assertTrue(to.matches("(https?|mailto|data):.*") || Files.exists(directory.resolve(to)),
            cell + ": there is no file " + to);
      }
    });
  }

  private static List<Cell> markdown(Notebook notebook) {
    return notebook.cells().stream().filter(cell -> !cell.isCode()).toList();
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
