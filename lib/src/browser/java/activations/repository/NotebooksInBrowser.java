package activations.repository;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import activations.repository.Notebook.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each notebook in a real browser: opened in the front end that {@code Start.java} starts, run by its menu, looked at,
 * closed. The browser cannot reach the network.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NotebooksInBrowser<F extends FrontEnd> {

  private static final Duration LONGEST_RUN = Duration.ofSeconds(600);
  private static final Path PICTURES = Pack.TARGET.resolve("browser");

  /** Where in the order of the code cells those are of which an output can be seen. */
  private static final String SHOWING = "[...document.querySelectorAll('%s')]"
      + ".map((cell, i) => [...cell.querySelectorAll('%s')].some(output => output.checkVisibility()) ? i : -1)"
      + ".filter(i => i >= 0).join()";

  final F frontEnd;
  JupyterServer server;
  Browser browser;

  private final String name;

  NotebooksInBrowser(F frontEnd, String name) {
    this.frontEnd = frontEnd;
    this.name = name;
  }

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException, InterruptedException {
    Files.createDirectories(PICTURES);
    server = new JupyterServer(temporary, frontEnd.environment(), PICTURES.resolve(name + ".log"));
    browser = new Browser(temporary.resolve("profile"));
  }

  @AfterAll
  void stop() throws IOException {
    try {
      if (browser != null) {
        browser.close();
      }
    } finally {
      if (server != null) {
        server.close();
      }
    }
  }

  @AfterEach
  void endKernels() throws IOException, InterruptedException {
    server.endKernels();
  }

  @ParameterizedTest
  @MethodSource("activations.repository.Pack#notebooks")
  void runsByItsMenu(Path file) throws IOException, InterruptedException {
    Notebook notebook = Notebook.read(file);
    int charts = notebook.codeCells().stream().mapToInt(cell -> cell.shown().split("<img ", -1).length - 1).sum();
    Instant start = Instant.now();
    open(notebook.name(), notebook.cells().size());
    frontEnd.runAll(browser);
    browser.until(LONGEST_RUN, "all cells of " + notebook.name() + " to be done", frontEnd.done());
    browser.until(notebook.formulas() + " formulas to be set", frontEnd.formulasSet(notebook.formulas()));
    Duration took = Duration.between(start, Instant.now());

    browser.screenshot(frontEnd.pictures(), PICTURES.resolve(notebook.name().replace(".ipynb", "-" + name + ".png")));
    assertAll(notebook.name(),
        () -> assertEquals(0, browser.count(frontEnd.errors()), "errors among the outputs"),
        () -> assertEquals(charts, PageChecks.assertPictures(browser, frontEnd.pictures()), "charts"),
        () -> assertEquals(notebook.movingFigures(), MovingFigures.assertMove(browser), "figures that move"),
        () -> assertEquals(notebook.formulas(), browser.count(frontEnd.formulas()), "formulas set"),
        () -> PageChecks.assertNoFormulaLeft(browser, frontEnd.formulaErrors(), frontEnd.prose()),
        () -> assertEquals(List.of(), browser.foreignRequests(false), "requests to other machines"));
    close();
    System.out.println(String.format(Locale.ROOT, "%s in %s: %d charts, %.1f s, %.1f s with closing", notebook.name(),
        name, charts, took.toMillis() / 1e3, Duration.between(start, Instant.now()).toMillis() / 1e3));
  }

  @Test
  void hidesWhatWouldAnswerAPredictionUntilItIsRun() throws IOException, InterruptedException {
    Path delivered = Pack.notebooks().get(3);
    Notebook notebook = Notebook.read(delivered);
    List<Cell> code = notebook.codeCells();
    String hidden = numbers(code, Cell::hidesItsOutput);
    Files.copy(delivered, server.notebooks().resolve("delivered.ipynb"));
    open("delivered.ipynb", notebook.cells().size());
    String showing = String.format(Locale.ROOT, SHOWING, frontEnd.codeCells(), frontEnd.outputs());
    assertEquals(numbers(code, cell -> !cell.outputs().isEmpty() && !cell.hidesItsOutput()), browser.value(showing));
    frontEnd.runAll(browser);
    browser.until(LONGEST_RUN, "the cells " + hidden + " to show something",
        "(showing => [" + hidden + "].every(number => showing.includes(String(number))))("
            + showing + ".split(','))");
    close();
  }

  /** Where in the order of the code cells those are that have a property. */
  private static String numbers(List<Cell> code, Predicate<Cell> property) {
    return IntStream.range(0, code.size()).filter(i -> property.test(code.get(i))).mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  @Test
  void figuresMoveOnceTheyAreTrusted() throws IOException, InterruptedException {
    Notebook notebook = Notebook.read(Pack.TEST_NOTEBOOKS.resolve("moving-figures.ipynb"));
    int cells = notebook.cells().size();
    Path file = server.notebooks().resolve(notebook.name());
    notebook.write(file);
    open(notebook.name(), cells);
    frontEnd.runAll(browser);
    browser.until(LONGEST_RUN, "all cells to be done", frontEnd.done());
    assertEquals(0, browser.count(frontEnd.errors()), "errors among the outputs");
    assertEquals(3, MovingFigures.assertMove(browser), "figures after a run");
    browser.screenshot(MovingFigures.FIGURE, PICTURES.resolve("moving-figures-" + name + ".png"));
    frontEnd.save(browser);
    browser.until("the notebook to be saved", frontEnd.saved());
    close();

    open(notebook.name(), cells);
    browser.until("the stored figures", "document.querySelectorAll('" + MovingFigures.SLIDER + "').length === 4");
    assertEquals(3, MovingFigures.assertMove(browser), "stored figures");
    close();

    Notebook stored = Notebook.read(file);
    assertEquals(3, stored.movingFigures());
    stored.json().getAsJsonArray("cells").get(0).getAsJsonObject().addProperty("source", "# Written by a stranger");
    stored.write(server.notebooks().resolve("strange.ipynb"));
    open("strange.ipynb", cells);
    MovingFigures.assertStand(browser, frontEnd.pictures());
    assertEquals(List.of(), browser.foreignRequests(false), "requests to other machines");
    close();
  }

  /** Those of every notebook as it is delivered, once its reader trusts it. No cell is run. */
  @Test
  void deliveredFiguresMoveAsTheyAreStored() throws IOException {
    List<Executable> moves = new ArrayList<>();
    for (Path file : Pack.notebooks()) {
      Notebook notebook = Notebook.read(file);
      if (notebook.movingFigures() > 0) {
        moves.add(() -> assertFiguresMoveAsStored(notebook));
      }
    }
    assertAll(moves);
    assertEquals(List.of(), browser.foreignRequests(false), "requests to other machines");
  }

  private void assertFiguresMoveAsStored(Notebook notebook) throws IOException, InterruptedException {
    server.storeTrusted("stored.ipynb", notebook);
    browser.open(server.address(frontEnd.address("stored.ipynb")));
    browser.until(notebook.name() + " to be on the page", frontEnd.loaded(notebook.cells().size()));
    frontEnd.showOutputs(browser);
    browser.until("the figures of " + notebook.name(), MovingFigures.READY + " === " + notebook.movingFigures());
    assertAll(notebook.name(),
        () -> assertEquals(notebook.movingFigures(), MovingFigures.assertSlidersMove(browser), "figures that move"));
    browser.open("about:blank");
    server.endKernels();
  }

  final void open(String notebook, int cells) {
    browser.open(server.address(frontEnd.address(notebook)));
    browser.until(notebook + " and its kernel to be ready", frontEnd.ready(cells));
  }

  final void close() throws IOException, InterruptedException {
    frontEnd.close(browser);
    server.awaitNoKernel();
  }
}
