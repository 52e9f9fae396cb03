package activations.pack;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each notebook in a real browser: opened in the classic Notebook that {@code Start.java} starts, run by its menu,
 * looked at, closed. Then the pages of the site, read from the disk. The browser cannot reach the network.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotebooksInBrowserIT {

  private static final Duration LONGEST_START = Duration.ofSeconds(180);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(300);
  private static final Path PICTURES = Pack.TARGET.resolve("browser");
  private static final int FEWEST_COLOURS = 8;
  private static final Pattern PNG = Pattern.compile("data:image/png;base64,(.*)", Pattern.DOTALL);

  private static final String KERNEL_IDLE = "Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()"
      + " && document.querySelector('#kernel_indicator_icon.kernel_idle_icon') !== null";

  /** Notebook 6: every code cell has its number, and the kernel has nothing to do. */
  private static final String ALL_DONE = KERNEL_IDLE
      + " && Jupyter.notebook.get_cells().every(c => c.cell_type !== 'code' || c.input_prompt_number > 0)";

  /** The text on the page without code, and without what MathJax hides beside each formula. */
  private static final String PROSE = """
      (() => {
        let words = '';
        document.querySelectorAll('%s').forEach(cell => {
          const copy = cell.cloneNode(true);
          copy.querySelectorAll('script,style,code,pre,.MathJax_Preview,mjx-container').forEach(e => e.remove());
          words += copy.textContent;
        });
        return words;
      })()""";

  @TempDir
  static Path temporary;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TOKEN = UUID.randomUUID().toString();

  private static final List<Path> LINKS = new ArrayList<>();

  private static Process jupyter;
  private static String server;
  private static Browser browser;

  static List<Path> notebooks() {
    return Pack.notebooks();
  }

  @BeforeAll
  static void startJupyterOnCopies() throws IOException, InterruptedException {
    String check = Pack.start("check").output();
    assumeTrue(check.contains("Jupyter   Notebook 6"),
        "not run: the browser test knows the menus of the classic Notebook 6 only, and here is\n" + check);
    Path pack = temporary.resolve("pack");
    Path copies = Files.createDirectories(pack.resolve("notebooks"));
    for (String shared : List.of("lib", "pom.xml", "notebooks/images")) {
      LINKS.add(Files.createSymbolicLink(pack.resolve(shared), Pack.ROOT.resolve(shared)));
    }
    Files.copy(Pack.ROOT.resolve("notebooks/Start.java"), copies.resolve("Start.java"));
    for (Path file : Pack.notebooks()) {
      Notebook.read(file).withoutOutputs().write(copies.resolve(file.getFileName()));
    }
    Files.createDirectories(PICTURES);
    int port = freePort();
    server = "http://localhost:" + port + "/";
    ProcessBuilder builder = new ProcessBuilder(Pack.java(), "notebooks/Start.java", "--no-browser", "--port=" + port)
        .directory(pack.toFile()).redirectErrorStream(true).redirectOutput(PICTURES.resolve("jupyter.log").toFile());
    builder.environment().put("JUPYTER_TOKEN", TOKEN);
    jupyter = builder.start();
    Instant deadline = Instant.now().plus(LONGEST_START);
    while (!answers()) {
      assertTrue(jupyter.isAlive() && Instant.now().isBefore(deadline),
          () -> "Jupyter does not start: see " + PICTURES.resolve("jupyter.log"));
      Thread.sleep(200);
    }
    browser = new Browser(temporary.resolve("profile"));
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (browser != null) {
      browser.close();
    }
    if (jupyter != null) {
      jupyter.descendants().forEach(ProcessHandle::destroy);
      jupyter.destroy();
      jupyter.waitFor();
    }
    for (Path link : LINKS) {
      Files.delete(link);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers() throws InterruptedException {
    try {
      return get("api/sessions").equals("[]");
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
        .header("Authorization", "token " + TOKEN).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  @Order(1)
  void runsByItsMenu(Path file) throws IOException, InterruptedException {
    Notebook notebook = Notebook.read(file);
    Instant start = Instant.now();
    browser.open(server + "notebooks/" + file.getFileName() + "?token=" + TOKEN);
    browser.until("the kernel of " + file.getFileName() + " to be ready", "window.Jupyter && Jupyter.notebook"
        + " && Jupyter.notebook.get_cells().length === " + notebook.cells().size() + " && " + KERNEL_IDLE);
    browser.click("#celllink");
    browser.click("#run_all_cells a");
    browser.until(LONGEST_RUN, "all cells of " + file.getFileName() + " to be done", ALL_DONE);
    browser.until("MathJax to be done", "MathJax.Hub.queue.pending === 0 && MathJax.Hub.queue.running === 0");
    Duration took = Duration.between(start, Instant.now());

    int charts = notebook.codeCells().stream().mapToInt(cell -> cell.shown().split("<img ", -1).length - 1).sum();
    if (charts > 0) {
      browser.screenshot(".output_area img", PICTURES.resolve(file.getFileName().toString().replace(".ipynb", ".png")));
    }
    assertAll(file.getFileName().toString(),
        () -> assertEquals(0, browser.count(".output_error, .output_stderr"), "errors among the outputs"),
        () -> assertEquals(charts, assertPictures(".output_area img"), "charts"),
        () -> assertFormulas(notebook, "document.querySelectorAll('.text_cell_render .MathJax').length",
            ".MathJax_Error, .merror, .noError", ".text_cell_render"),
        () -> assertEquals(List.of(), browser.foreignRequests(false), "requests to other machines"));

    browser.click("#filelink");
    browser.click("#close_and_halt a");
    Instant deadline = Instant.now().plus(LONGEST_START);
    while (!get("api/sessions").equals("[]")) {
      assertTrue(Instant.now().isBefore(deadline), "the kernel is still there");
      Thread.sleep(100);
    }
    System.out.println(String.format(Locale.ROOT, "%s in the browser: %d charts, %.1f s, %.1f s with closing",
        file.getFileName(), charts, took.toMillis() / 1e3, Duration.between(start, Instant.now()).toMillis() / 1e3));
  }

  @Test
  @Order(2)
  void pagesAreReadFromTheDisk() throws IOException {
    Path site = ExecutedNotebooks.site();
    browser.foreignRequests(true);
    for (Path file : Stream.concat(Stream.of(Path.of("index.ipynb")), Pack.notebooks().stream()).toList()) {
      Path page = site.resolve(file.getFileName().toString().replace(".ipynb", ".html"));
      browser.open(page.toUri().toString());
      browser.until("MathJax on " + page, "MathJax.startup && window.formulasSet === true"
          + " || void (MathJax.startup && MathJax.startup.promise.then(() => window.formulasSet = true))");
      assertPictures("img");
      Notebook notebook = file.toString().equals("index.ipynb") ? null : Notebook.read(file);
      assertFormulas(notebook, "document.querySelectorAll('mjx-container').length", "mjx-merror, [data-mjx-error]",
          "body");
      assertEquals(List.of(), browser.foreignRequests(true), page + " asks for what is not on the disk");
      assertTrue((Boolean) browser.value("document.documentElement.scrollWidth <= window.innerWidth"),
          page + " is wider than the window");
    }
  }

  /** Every picture has arrived, and is not blank. */
  private static int assertPictures(String selector) throws IOException {
    List<?> sources = (List<?>) browser.value("[...document.querySelectorAll('" + selector + "')]"
        + ".map(i => i.complete && i.naturalWidth > 0 ? i.src : 'dead: ' + i.src)");
    for (Object source : sources) {
      Matcher png = PNG.matcher(source.toString());
      assertTrue(!source.toString().startsWith("dead: "), () -> source.toString().substring(0, 80));
      if (png.matches()) {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(png.group(1))));
        assertNotNull(image, "no PNG");
        assertTrue(colours(image) >= FEWEST_COLOURS, "a blank picture");
      }
    }
    return sources.size();
  }

  private static int colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight() && colours.size() < FEWEST_COLOURS; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours.size();
  }

  /** As many formulas are set as the notebook has, none with an error, and no dollar sign is left over. */
  private static void assertFormulas(Notebook notebook, String set, String errors, String prose) {
    if (notebook != null) {
      assertEquals((long) notebook.formulas(), browser.value(set), "formulas set");
    }
    assertEquals(0, browser.count(errors), "formulas with an error");
    String words = (String) browser.value(String.format(Locale.ROOT, PROSE, prose));
    assertTrue(words.length() > 100 && !words.contains("$"), () -> "a formula that is not set: "
        + words.substring(Math.max(0, words.indexOf('$') - 40), Math.min(words.length(), words.indexOf('$') + 80)));
  }
}
