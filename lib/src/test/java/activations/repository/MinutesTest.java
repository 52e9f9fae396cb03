package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule by which minutes are counted. */
class MinutesTest {

  private static final String EXERCISE = "## Exercise 1 — %s: it\n\nFive words are not much.";

  @TempDir
  private Path folder;

  @Test
  void countsWordsOutsideFoldsAndAFormulaAsOne() throws IOException {
    assertEquals(5, minutes(text(words(900))).total());
    assertEquals(10, minutes(text(words(901))).total());
    String folded = "<details><summary>More</summary>\n\nword\n\n</details>";
    assertEquals(5, minutes(text(words(900)), text(folded)).total());
    assertEquals(5, minutes(text(words(898) + "\n$a + b$ $$\nc + d\n$$\n| — |")).total());
    assertEquals(10, minutes(text(words(898) + " $a$ $b$ word")).total());
  }

  @Test
  void countsLinesOfCodeButNoImportsCommentsOrChecks() throws IOException {
    String sixty = "x++;\n".repeat(60);
    assertEquals(5, minutes(code(sixty)).total());
    assertEquals(10, minutes(code(sixty + "y++;")).total());
    assertEquals(10, minutes(code(sixty), text("```java\ny++;\n```")).total());
    String comments = "// why\n\n/** What.\n * More. */\n";
    assertEquals(5, minutes(code("%jars a.jar"), code("import a.B;"), code(comments + sixty),
        code("ScaleExercises\n    .tenth(x -> tenth(x));", new JsonArray(), "check")).total());
  }

  @Test
  void countsChartsAndFiguresThatMove() throws IOException {
    assertEquals(5, minutes(shows("<img src='a'>", "<img src='b'>"), text("![A chart.](d.svg)"),
        shows("<p>no chart</p>", "<figure class=\"moving-figure\"><img src='e'><img src='f'>")).total());
    assertEquals(5, minutes(shows("<img><img>", "<img><img>", "<figure class=\"moving-figure\"><img></figure>")).total());
    assertEquals(10, minutes(shows("<img><img>", "<img><img><img>", "<figure class=\"moving-figure\"><img></figure>")).total());
  }

  @Test
  void countsPredictionsExercisesAndTheQuiz() throws IOException {
    JsonObject[] ten = new JsonObject[11];
    for (int i = 0; i < 10; i++) {
      ten[i] = text("**Before you run:**");
    }
    ten[10] = text(words(870));
    assertEquals(10, minutes(ten).total(), "5 for ten predictions, less than 5 for 900 words");
    ten[10] = text(words(871));
    assertEquals(15, minutes(ten).total());

    Minutes exercises = minutes(text(String.format(EXERCISE, "predict")), text(String.format(EXERCISE, "complete")),
        text(String.format(EXERCISE, "build")), text("## Quiz\n\n**1. What?**\n\n**2. Why?**\n\n**3. When?**"));
    assertEquals("**Minutes:** 25 (reading 0, exercises 25).", exercises.printed(), "3 + 6 + 10 + 4½, and a few words");
    assertEquals(5, minutes(text("## 1. No quiz\n\n" + words(800) + "\n\n**1. What?**\n\n**2. Why?**")).total());
  }

  @Test
  void stopsBeforeGoingDeeper() throws IOException {
    assertEquals(5, minutes(text(words(800)), text("The last words.\n\n## Going deeper\n\n" + words(900)),
        code("x++;\n".repeat(60)), text("## Quiz\n\n**1. What?**")).total());
  }

  @Test
  void countsSectionsByTheirHeadings() throws IOException {
    Minutes minutes = minutes(text("# Title\n\n" + words(700)), text(words(1) + "\n\n## 1. One\n\n" + words(100)),
        code("x++;\n".repeat(60)), text(words(100) + "\n\n## 2. Two\n\n" + words(100)), code("x++;\n".repeat(48)),
        text("### Still two"));
    assertEquals(List.of("1. One", "2. Two"), minutes.headings());
    assertEquals(15, minutes.ofSections(List.of("1. One")), "with what stands before it");
    assertEquals(5, minutes.ofSections(List.of("2. Two")));
    assertEquals(15, minutes.ofSections(minutes.headings()));
    assertEquals(15, minutes.total());
  }

  private Minutes minutes(JsonObject... cells) throws IOException {
    JsonArray all = new JsonArray();
    List.of(cells).forEach(all::add);
    JsonObject notebook = new JsonObject();
    notebook.add("cells", all);
    return Minutes.of(Notebook.read(Files.writeString(folder.resolve("a.ipynb"), notebook.toString())));
  }

  private static JsonObject text(String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "markdown");
    cell.addProperty("source", source);
    return cell;
  }

  private static JsonObject code(String source) {
    return code(source, new JsonArray());
  }

  private static JsonObject shows(String... htmls) {
    JsonArray outputs = new JsonArray();
    for (String html : htmls) {
      JsonObject data = new JsonObject();
      data.addProperty("text/html", html);
      JsonObject output = new JsonObject();
      output.add("data", data);
      outputs.add(output);
    }
    return code("", outputs);
  }

  private static JsonObject code(String source, JsonArray outputs, String... tags) {
    JsonArray tagged = new JsonArray();
    List.of(tags).forEach(tagged::add);
    JsonObject metadata = new JsonObject();
    metadata.add("tags", tagged);
    JsonObject cell = text(source);
    cell.add("metadata", metadata);
    cell.addProperty("cell_type", "code");
    cell.add("outputs", outputs);
    return cell;
  }

  private static String words(int count) {
    return "word ".repeat(count).strip();
  }
}
