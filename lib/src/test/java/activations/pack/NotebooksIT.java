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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every notebook, executed by {@code Start.java run} in a real Jupyter: as it is stored, and with each exercise solved.
 */
class NotebooksIT {

  private static final Path UNTOUCHED = Pack.TARGET.resolve("site");
  private static final Path SOLVED = Pack.TARGET.resolve("solved");

  @BeforeAll
  static void execute() throws IOException, InterruptedException, ExecutionException {
    Path sources = Files.createDirectories(SOLVED.resolve("sources"));
    List<String> solved = new ArrayList<>(List.of("run", "--site", SOLVED.toString()));
    for (Path file : Pack.notebooks()) {
      Path source = sources.resolve(file.getFileName());
      Notebook.read(file).solved().write(source);
      solved.add(source.toString());
    }
    CompletableFuture<Pack.Result> other = CompletableFuture.supplyAsync(() -> start(solved));
    Pack.Result untouched = start(List.of("run"));
    assertEquals(0, untouched.status(), "untouched:\n" + untouched.output());
    assertEquals(0, other.get().status(), "with the solutions:\n" + other.get().output());
    System.out.println(untouched.output() + other.get().output());
  }

  private static Pack.Result start(List<String> arguments) {
    try {
      return Pack.start(arguments.toArray(String[]::new));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void showWhatIsStored() throws IOException {
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (Path file : Pack.notebooks()) {
      List<Cell> stored = Notebook.read(file).cells();
      List<Cell> fresh = executed(UNTOUCHED, file).cells();
      assertEquals(stored.size(), fresh.size(), file.toString());
      for (int i = 0; i < stored.size(); i++) {
        Cell before = stored.get(i);
        Cell now = fresh.get(i);
        if (before.isCode() && !before.has("varies")) {
          compared++;
          if (!before.shown().equals(now.shown())) {
            differences.add(before + " stores:\n" + before.shown() + "\nbut shows now:\n" + now.shown() + "\n");
          }
        }
      }
    }
    assertTrue(compared > 0);
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
  }

  @Test
  void leaveExercisesOpen() throws IOException {
    for (Path file : Pack.notebooks()) {
      Notebook fresh = executed(UNTOUCHED, file);
      for (Notebook.Exercise exercise : fresh.exercises()) {
        assertTrue(exercise.check().shown().contains("data-check=\"unanswered\""),
            exercise.check() + " does not find its exercise unanswered:\n" + exercise.check().shown());
      }
    }
  }

  @Test
  void acceptTheirOwnSolutions() throws IOException {
    int exercises = 0;
    for (Path file : Pack.notebooks()) {
      Notebook fresh = executed(SOLVED, file);
      // The solved notebook's stubs hold the solutions; the structure is still that of the exercises.
      for (Notebook.Exercise exercise : fresh.exercises()) {
        exercises++;
        String shown = exercise.check().shown();
        assertTrue(shown.contains("data-check=\"passed\""), exercise.check() + " does not pass:\n" + shown);
        assertFalse(shown.matches("(?s).*data-check=\"(failed|unanswered)\".*"), exercise.check() + ":\n" + shown);
      }
    }
    assertTrue(exercises > 0);
  }

  @Test
  void leaveAPageThatNeedsNoNetwork() throws IOException {
    assertTrue(Files.size(UNTOUCHED.resolve("mathjax/tex-svg.js")) > 0);
    for (Path file : Pack.notebooks()) {
      String page = Files.readString(UNTOUCHED.resolve(file.getFileName().toString().replace(".ipynb", ".html")));
      assertTrue(page.contains("src=\"mathjax/tex-svg.js\""), file + ": no MathJax");
      assertFalse(page.matches("(?s).*<(script|img|link|iframe)[^>]*(src|href)=\"(https?:)?//.*"),
          file + ": loads something from the network");
    }
  }

  private static Notebook executed(Path site, Path notebook) throws IOException {
    return Notebook.read(site.resolve(notebook.getFileName()));
  }
}
