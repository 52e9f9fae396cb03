package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.repository.Notebook.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Every notebook, executed by {@code Start.java run} in a real Jupyter: as it is stored, and with each exercise solved.
 * That happens once, when a test first asks.
 */
final class ExecutedNotebooks {

  private static final Path SITE = Pack.TARGET.resolve("site");
  private static final Path SOLVED = Pack.TARGET.resolve("solved");

  private static boolean executed;

  private ExecutedNotebooks() {}

  /** The site, and the notebooks as they are stored. */
  static synchronized Path site() throws IOException {
    execute();
    return SITE;
  }

  /** The notebooks with the solutions. */
  static synchronized Path solved() throws IOException {
    execute();
    return SOLVED;
  }

  private static void execute() throws IOException {
    if (executed) {
      return;
    }
    executed = true;
    removeFiles(SITE);
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
    assertEquals(0, other.join().status(), () -> "with the solutions:\n" + other.join().output());
    System.out.println("The notebooks as they are stored, while those with the solutions run beside them:\n"
        + untouched.output() + "With the solutions:\n" + other.join().output());
  }

  /** What each cell that does not vary shows in the executed notebooks of a site, where it is not what is stored. */
  static List<String> differences(Path site) throws IOException {
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (Path file : Pack.notebooks()) {
      List<Cell> stored = Notebook.read(file).cells();
      List<Cell> fresh = Notebook.read(site.resolve(file.getFileName())).cells();
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
    System.out.println(compared - differences.size() + " of " + compared + " cells show what is stored, in " + site);
    return differences;
  }

  /** Pages of earlier runs would hide dead links. */
  private static void removeFiles(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Pack.Result start(List<String> arguments) {
    try {
      return Pack.start(arguments.toArray(String[]::new));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
