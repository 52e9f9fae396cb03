package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule finds what breaks it, and nothing in a notebook that keeps it. */
class CourseRulesTest {

  private static final String ASKING = "**Before you run:** how many come out? A: none. B: one. C: more.";
  private static final String GUESSING = """
      String guess = "";   // A, B or C
      long outside = count(-1, 1);
      Show.guess(guess, outside == 0, outside == 1, List.of(2L, 3L).contains(outside));""";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"00-a.ipynb", "03-a.ipynb", "07-a.ipynb"})
  void holdForTheFirstNotebooks(String name) throws IOException {
    assertTrue(CourseRules.holdFor(notebook(name, text("# A"))));
    assertFalse(CourseRules.holdFor(notebook(name.replaceFirst("\\d\\d", "08"), text("# A"))));
    assertFalse(CourseRules.holdFor(notebook(name.replaceFirst("\\d\\d", "12"), text("# A"))));
  }

  @Test
  void aNotebookThatKeepsThemAllBreaksNone() throws IOException {
    Notebook good = notebook("01-a.ipynb", text("# A\n\nSome words."), code("%jars a.jar"),
        hidden(code("import a.B;\n\nimport a.*;")), text(ASKING), code(GUESSING),
        shows(figure(15, i -> "At " + i, i -> "p" + i)), text("## Quiz\n\nWords, words and words."),
        text("## Going deeper\n\nWords."), text("## Key points\n- A\n\n## Next\nB"));
    assertEquals(List.of(), CourseRules.broken(good));
  }

  @Test
  void brokenOnesAreFoundAllAtOnce() throws IOException {
    Notebook bad = notebook("00-a.ipynb", text("# A\n\n" + "word ".repeat(4000)), code("%jars a.jar"),
        code("import a.B;\nint x = 1;"), code("\n".repeat(14) + "x++;\nx++;"), code("System.out.printf(\"%d\", 1);"),
        text(ASKING), code("int y = 1;"), text("## Going deeper\n\nWords."), text("## Quiz\n\n?"),
        text("## Key points\n## Next"));
    assertEquals(List.of("00-a.ipynb, cell 4 has 16 lines; at most 15 can be read at once",
        "00-a.ipynb, cell 5 has printf(; Show.print and the formats of Show.table do that",
        "00-a.ipynb, cell 3 has more than the imports",
        "00-a.ipynb, cell 3: the imports are hidden, and no other code: \"jupyter\": {\"source_hidden\": true}",
        "00-a.ipynb takes 25 minutes, of at most 20", "00-a.ipynb has no figure that moves",
        "00-a.ipynb, cell 6 has options: one code cell below it says which came out, by Show.guess(guess, …)",
        "00-a.ipynb: \"## Going deeper\" stands directly before [## Key points, ## Next, ## Papers], not before "
            + "[## Quiz, ## Key points, ## Next]"), CourseRules.broken(bad));
  }

  @ParameterizedTest
  @ValueSource(strings = {"String.format(\"%d\", 1)", "String.valueOf(x)", "System.out.printf(\"a\")",
      "System.out.printf (\"a\")", "\"%d\".formatted(1)", "new DecimalFormat(\"0\")", "Double.toString(x)",
      "Show.print(Locale.ROOT, x)"})
  void findsFormatting(String code) throws IOException {
    assertEquals(1, CourseRules.formatting(notebook("01-a.ipynb", code("%jars a.jar"), code(code))).size());
  }

  @Test
  void lets15LinesAndPrintingPass() throws IOException {
    Notebook notebook = notebook("01-a.ipynb", code("x++;" + "\n\nx++;".repeat(7)),
        code("Show.print(\"%.3f\", x); System.out.println(\"String \" + x.toString());"));
    assertEquals(List.of(), CourseRules.longCells(notebook));
    assertEquals(List.of(), CourseRules.formatting(notebook));
  }

  @Test
  void onlyTheImportsAreHidden() throws IOException {
    JsonObject jars = code("%jars a.jar");
    assertEquals(1, CourseRules.imports(notebook("01-a.ipynb", jars, code("import a.B;"))).size());
    assertEquals(1, CourseRules.imports(notebook("01-a.ipynb", jars, hidden(code("import a.B;")),
        hidden(code("int secret = 1;")))).size());
    assertEquals(1, CourseRules.imports(notebook("01-a.ipynb", jars, hidden(code("import a.B;\nint x = 1;")))).size());
  }

  @Test
  void aNotebookTakesAtMost50MinutesAndTheFirst20() throws IOException {
    String words = "word ".repeat(180 * 20);
    assertEquals(0, CourseRules.minutes(notebook("00-a.ipynb", text(words))).size());
    assertEquals(1, CourseRules.minutes(notebook("00-a.ipynb", text(words + "word"))).size());
    String more = "word ".repeat(180 * 50);
    assertEquals(0, CourseRules.minutes(notebook("01-a.ipynb", text(more))).size());
    assertEquals(1, CourseRules.minutes(notebook("01-a.ipynb", text(more + "word"))).size());
    assertEquals(0, CourseRules.minutes(notebook("01-a.ipynb", text(more), text("## Going deeper\n" + more))).size());
  }

  @Test
  void aFigureHas15PositionsEachToldApart() throws IOException {
    assertEquals(List.of("01-a.ipynb, cell 1 has a figure of 14 positions; at least 15 are needed"),
        CourseRules.movingFigures(notebook("01-a.ipynb", shows(figure(14, i -> "At " + i, i -> "p" + i)))));
    assertEquals(List.of("01-a.ipynb, cell 1 says the same of two pictures that differ: At 7"),
        CourseRules.movingFigures(notebook("01-a.ipynb",
            shows(figure(15, i -> "At " + Math.min(i, 7), i -> "p" + Math.min(i, 8))))));
    assertEquals(List.of(), CourseRules.movingFigures(notebook("01-a.ipynb",
        shows(figure(15, i -> "At " + Math.min(i, 7), i -> "p" + Math.min(i, 7))))), "the same picture again");
    assertEquals(List.of("01-a.ipynb has no figure that moves"),
        CourseRules.movingFigures(notebook("01-a.ipynb", shows("<img src='a'>"), code("x++;"))));
  }

  @Test
  void aPredictionWithOptionsIsAnsweredByAGuess() throws IOException {
    assertEquals(List.of(), guesses(ASKING, GUESSING));
    assertEquals(List.of(), guesses(ASKING.replace(" C: more.", ""), """
        String guess = "";   // A or B
        Show.guess(guess, f(1, 2) > 0, "a, b".equals(x));"""));
    assertEquals(List.of(), guesses("**Before you run:** which one? Say why.", "x++;"), "an open question");
    assertEquals(List.of(), guesses("**Before you run:** what does $A + B$ give, and `A B C`?", "x++;"));
    assertEquals(List.of(), guesses("**Before you run:** A line or a bend? Say why.", "x++;"));
    assertEquals(List.of(), guesses(ASKING, GUESSING + "\nx++;"), "more is shown below");
    assertEquals(List.of(), guesses(ASKING, GUESSING.lines().findFirst().orElseThrow(), "int x = 1;\n"
        + GUESSING.substring(GUESSING.indexOf('\n'))), "two cells");
    assertEquals(1, guesses(ASKING, "x++;").size());
    assertEquals(1, guesses(ASKING, GUESSING, GUESSING).size());
    assertEquals(
        List.of("01-a.ipynb, cell 2, or one above it, does not begin with: String guess = \"\";   // A, B or C"),
        guesses(ASKING, GUESSING.replace("A, B or C", "A or B")));
    assertEquals(1, guesses(ASKING, "int x = 1;\n" + GUESSING).size());
    assertEquals(List.of("01-a.ipynb, cell 2 does not call Show.guess with guess and a condition for each of ABC"),
        guesses(ASKING, GUESSING.replace("outside == 0, ", "")));
    assertEquals(1, guesses(ASKING, GUESSING.replace("Show.guess(guess, ", "Show.guess(\"A\", ")).size());
    assertEquals(List.of("01-a.ipynb, cell 2 tells the answer; its conditions must be computed"),
        guesses(ASKING, GUESSING.replace("outside == 0, ", "true, ")));
    assertEquals(List.of("01-a.ipynb, cell 2 asks for a guess, but there are no options A and B above it"),
        guesses("**Before you run:** which one?", GUESSING));
    assertEquals(List.of("01-a.ipynb, cell 2 asks for a guess, but no prediction stands above it"),
        guesses("A: none. B: one.", GUESSING));
  }

  private List<String> guesses(String asking, String... codes) throws IOException {
    Stream<JsonObject> below = Stream.of(codes).map(CourseRulesTest::code);
    return CourseRules.guesses(notebook("01-a.ipynb",
        Stream.concat(Stream.of(text(asking)), below).toArray(JsonObject[]::new)));
  }

  @Test
  void goingDeeperIsAtMostAThird() throws IOException {
    JsonObject end = text("## Key points\none\n\n## Next\ntwo"); // 5 words
    assertEquals(List.of(), goingDeeper(text("# Title\n" + "word ".repeat(14)), text("## Going deeper\n"
        + "word ".repeat(8)), end), "10 of 30 words");
    assertEquals(List.of("01-a.ipynb: \"Going deeper\" has 11 of 31 words; at most a third may be there"),
        goingDeeper(text("# Title\n" + "word ".repeat(14)), text("## Going deeper\n" + "word ".repeat(9)), end));
    assertEquals(1, goingDeeper(text("# Title\n" + "word ".repeat(14)),
        text("## Going deeper\n" + "word ".repeat(4) + "\n\n### More\n"), text("word ".repeat(4)), end).size());
    assertEquals(List.of(), goingDeeper(text("# Title"), end), "no such section");
    assertEquals(List.of(), goingDeeper(text("# Title\n" + "word ".repeat(20)), text("## Going deeper\nWords."), end,
        text("## Papers\n- one")));
    assertEquals(1, goingDeeper(text("# Title\n" + "word ".repeat(20)), text("## Going deeper\nWords."),
        text("## Papers\n- one"), end).size());
  }

  private List<String> goingDeeper(JsonObject... cells) throws IOException {
    return CourseRules.goingDeeper(notebook("01-a.ipynb", cells));
  }

  // ---- Notebooks that are made -------------------------------------------------------------------------------------

  private Notebook notebook(String name, JsonObject... cells) throws IOException {
    JsonArray all = new JsonArray();
    List.of(cells).forEach(all::add);
    JsonObject notebook = new JsonObject();
    notebook.add("cells", all);
    return Notebook.read(Files.writeString(folder.resolve(name), notebook.toString()));
  }

  private static JsonObject text(String source) {
    return cell("markdown", source);
  }

  private static JsonObject code(String source) {
    JsonObject cell = cell("code", source);
    cell.add("outputs", new JsonArray());
    return cell;
  }

  private static JsonObject cell(String type, String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", type);
    cell.addProperty("source", source);
    cell.add("metadata", new JsonObject());
    return cell;
  }

  private static JsonObject hidden(JsonObject cell) {
    cell.add("metadata", JsonParser.parseString("{\"jupyter\": {\"source_hidden\": true}}"));
    return cell;
  }

  private static JsonObject shows(String html) {
    JsonObject data = new JsonObject();
    data.addProperty("text/html", html);
    JsonObject output = new JsonObject();
    output.add("data", data);
    JsonObject cell = code("draw();");
    cell.getAsJsonArray("outputs").add(output);
    return cell;
  }

  /** As the library writes it; the first picture is not in the data. */
  private static String figure(int frames, Function<Integer, String> alt, Function<Integer, String> picture) {
    String all = IntStream.range(0, frames).mapToObj(i -> {
      JsonObject frame = new JsonObject();
      frame.addProperty("alt", alt.apply(i));
      if (i == 0) {
        frame.add("src", JsonNull.INSTANCE);
      } else {
        frame.addProperty("src", picture.apply(i));
      }
      return frame.toString();
    }).collect(Collectors.joining(","));
    return "<figure class=\"moving-figure\"><img src=\"" + picture.apply(0) + "\"><script type=\"application/json\">"
        + "{\"frames\":[" + all + "]}</script></figure>";
  }
}
