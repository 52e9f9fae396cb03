package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Each notebook in JupyterLab, and how {@code Start.java} sets JupyterLab up. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotebooksInLabIT extends NotebooksInBrowser<JupyterLab> {

  private static final Duration LONGEST_INTERRUPT = Duration.ofSeconds(30);

  private static final String SLEEPER = """
      {"cells": [
        {"cell_type": "code", "id": "sleeps", "metadata": {}, "execution_count": null, "outputs": [],
         "source": "System.out.println(\\"asleep\\");\\nwhile (true) {\\n  Thread.sleep(10);\\n}"},
        {"cell_type": "code", "id": "answers", "metadata": {}, "execution_count": null, "outputs": [],
         "source": "System.out.println(\\"awake \\" + (40 + 2));"}],
       "metadata": {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}},
       "nbformat": 4, "nbformat_minor": 5}""";

  NotebooksInLabIT() {
    super(new JupyterLab(), "lab");
  }

  @Test
  @Order(1)
  void opensTheFirstNotebookAndAsksNothing() throws IOException, InterruptedException {
    Notebook first = Notebook.read(Pack.notebooks().get(0));
    browser.open(server.address("lab?reset")); // forgets the tabs of a test that ended early
    browser.until("JupyterLab to be there", frontEnd.started());
    browser.open(server.address(""));
    browser.until(first.name() + " to be open", frontEnd.ready(first.cells().size()));
    assertEquals(first.name(),
        browser.value("document.querySelector('#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current').innerText.trim()"));
    assertEquals("", browser.value("[...document.querySelectorAll('" + JupyterLab.BOXES + "')]"
        + ".map(box => box.innerText).join()"), "boxes in front of the notebook");
    close();
  }

  @Test
  void detailsStayOpenWhenScrolled() throws IOException, InterruptedException {
    Notebook notebook = Notebook.read(Pack.notebooks().get(1));
    open(notebook.name(), notebook.cells().size());
    String details = "document.querySelector('.jp-Notebook details')";
    browser.value(details + ".scrollIntoView()");
    browser.click(".jp-Notebook details summary");
    browser.until("the details to open", details + ".open");
    for (int cell : List.of(notebook.cells().size() - 1, 0)) {
      browser.until("cell " + cell + " to be in sight", "(cell => { cell.scrollIntoView();"
          + " const top = cell.getBoundingClientRect().top; return top > -1 && top < window.innerHeight })"
          + "(document.querySelectorAll('.jp-Notebook .jp-Cell')[" + cell + "])");
    }
    browser.value(details + ".scrollIntoView()");
    assertEquals(true, browser.value(details + ".open"), "closed again");
    close();
  }

  /** The same output shown a second time: each of the two moves by itself. */
  @Test
  void aSecondViewOfAFigureMovesToo() throws IOException, InterruptedException {
    Notebook notebook = Notebook.read(Pack.TEST_NOTEBOOKS.resolve("moving-figures.ipynb"));
    notebook.write(server.notebooks().resolve("second-view.ipynb"));
    open("second-view.ipynb", notebook.cells().size());
    frontEnd.runAll(browser);
    browser.until("the figures", "document.querySelectorAll('" + MovingFigures.SLIDER + "').length === 4");
    browser.openContextMenu(MovingFigures.FIGURE + " img", 0);
    browser.click(".lm-Menu-item[data-command='notebook:create-output-view']");
    browser.until("the second view", "document.querySelectorAll('" + MovingFigures.SLIDER + "').length === 5");
    assertEquals(4, MovingFigures.assertMove(browser));
    close();
  }

  @Test
  void interruptEndsACell() throws IOException, InterruptedException {
    Files.writeString(server.notebooks().resolve("sleeper.ipynb"), SLEEPER);
    open("sleeper.ipynb", 2);
    browser.click(".jp-CodeCell .jp-InputPrompt");
    frontEnd.runSelectedCell(browser);
    browser.until("the cell to sleep", JupyterLab.words() + ".includes('asleep')");
    frontEnd.interrupt(browser);
    browser.until(LONGEST_INTERRUPT, "the interrupted cell to end", "document.querySelectorAll('" + frontEnd.errors()
        + "').length === 1");
    frontEnd.runSelectedCell(browser);
    browser.until(LONGEST_INTERRUPT, "the next cell to answer", JupyterLab.words() + ".includes('awake 42')");
    assertEquals(1, browser.count(frontEnd.errors()), "errors");
    close();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void nothingIsWrittenIntoTheHome() throws IOException {
    try (Stream<Path> files = Files.walk(server.home())) {
      assertEquals(List.of(), files.filter(Files::isRegularFile).map(server.home()::relativize).toList());
    }
  }
}
