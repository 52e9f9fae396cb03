package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The pages of the site in a real browser, which cannot reach the network. */
class PagesInBrowserIT {

  private static final String FORMULAS = "mjx-container";
  private static final String FOLDED = "details.hidden-output";
  private static final String CHART_IS_SHOWN = "document.querySelector('" + FOLDED + " img').checkVisibility()";

  @TempDir
  Path profile;

  @Test
  void pagesAreReadFromTheDisk() throws IOException, InterruptedException {
    Path site = ExecutedNotebooks.site();
    try (Browser browser = new Browser(profile)) {
      for (Path file : Stream.concat(Stream.of(Path.of("index.ipynb")), Pack.notebooks().stream()).toList()) {
        Path page = site.resolve(file.getFileName().toString().replace(".ipynb", ".html"));
        browser.open(page.toUri().toString());
        browser.until("MathJax on " + page, "window.formulasSet === true"
            + " || void window.MathJax?.startup?.promise?.then(() => window.formulasSet = true)");
        PageChecks.assertPictures(browser, "img");
        if (!file.toString().equals("index.ipynb")) {
          assertEquals(Notebook.read(file).formulas(), browser.count(FORMULAS), "formulas set");
          browser.value("void document.querySelectorAll('" + FOLDED + "').forEach(details => details.open = true)");
          assertEquals(Notebook.read(file).movingFigures(), MovingFigures.assertMove(browser),
              "figures that move on " + page);
        }
        PageChecks.assertNoFormulaLeft(browser, "mjx-merror, [data-mjx-error]", "body");
        assertEquals(List.of(), browser.foreignRequests(true), page + " asks for what is not on the disk");
        assertTrue((Boolean) browser.value("document.documentElement.scrollWidth <= window.innerWidth"),
            page + " is wider than the window");
      }
    }
  }

  @Test
  void anAnswerToAPredictionIsOpenedByAKeyAndOnPaper() throws IOException, InterruptedException {
    Pack.path(); // has made the page
    try (Browser browser = new Browser(profile)) {
      browser.open(Pack.TARGET.resolve("test-site/one-of-each.html").toUri().toString());
      assertEquals(1, browser.count(FOLDED));
      assertEquals(false, browser.value(CHART_IS_SHOWN), "at first");

      browser.value("void addEventListener('beforeprint', () => window.onPaper = " + CHART_IS_SHOWN + ")");
      browser.print();
      assertEquals(true, browser.value("window.onPaper"), "on paper");
      assertEquals(false, browser.value(CHART_IS_SHOWN), "after printing");

      browser.value("void document.querySelector('" + FOLDED + " summary').focus()");
      browser.press(Keys.ENTER);
      assertEquals(true, browser.value(CHART_IS_SHOWN), "opened by the Enter key");
      browser.print();
      assertEquals(true, browser.value(CHART_IS_SHOWN), "after printing, where it was open before");
    }
  }

  @Test
  void figuresMove() throws IOException, InterruptedException {
    Path site = profile.resolve("site");
    Pack.Result run = Pack.start("run", "--site", site.toString(),
        Pack.TEST_NOTEBOOKS.resolve("moving-figures.ipynb").toString());
    assertEquals(0, run.status(), run.output());
    Notebook executed = Notebook.read(site.resolve("moving-figures.ipynb"));
    assertEquals(15 + 6 + 6, executed.cells().stream()
        .mapToInt(cell -> Notebook.altsOfMovingFigures(cell.shown()).size()).sum(), "frames");
    executed.cells().forEach(cell -> assertFalse(
        Notebook.withoutMovingFigures(cell.shown()).contains("<script"), cell + " has another script"));
    Path page = site.resolve("moving-figures.html");
    Path withoutScripts = site.resolve("without-scripts.html");
    Files.writeString(withoutScripts, Files.readString(page).replaceAll("(?s)<script\\b.*?</script>", ""));
    try (Browser browser = new Browser(profile.resolve("browser"))) {
      browser.open(page.toUri().toString());
      assertEquals(3, MovingFigures.assertMove(browser));
      browser.screenshot(MovingFigures.FIGURE, Pack.TARGET.resolve("browser/moving-figures-page.png"));
      assertTrue((Boolean) browser.value("document.documentElement.scrollWidth <= window.innerWidth"), "too wide");
      browser.setLessMotion(true);
      browser.until("the button to go", "!document.querySelector('" + MovingFigures.BUTTON + "').checkVisibility()");
      assertEquals(3, MovingFigures.assertMove(browser), "with less motion");
      assertEquals(List.of(), browser.foreignRequests(true), "requests");

      browser.open(withoutScripts.toUri().toString());
      MovingFigures.assertStand(browser, "main img");
    }
  }
}
