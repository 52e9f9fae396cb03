package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java notebooks/Start.java} as a command: what it does, and what it says when it cannot. */
class StartIT {

  private static final String ONE_OF_EACH = Pack.TEST_NOTEBOOKS.resolve("one-of-each.ipynb").toString();

  @TempDir
  static Path outputs;

  private static Pack.Result executed;

  @TempDir
  Path temporary;

  @BeforeAll
  static void executeOneOfEach() throws IOException, InterruptedException {
    Path copy = Files.copy(Path.of(ONE_OF_EACH), outputs.resolve("one-of-each.ipynb"));
    // The poorest locale that can spell the path: Java itself cannot open a file whose name its locale has no letters for.
    String locale = StandardCharsets.US_ASCII.newEncoder().canEncode(Pack.ROOT.toString()) ? "C" : "C.UTF-8";
    executed = Pack.start(Pack.ROOT, Map.of("LANG", locale, "LC_ALL", locale), List.of(), "run", "--store",
        "--site", outputs.resolve("site").toString(), copy.toString());
    assertEquals(0, executed.status(), executed.output());
  }

  @Test
  void helpTellsEveryCommand() throws IOException, InterruptedException {
    Pack.Result help = Pack.start("--help");
    assertEquals(0, help.status(), help.output());
    Pack.assertContains(help, "run [notebook]", "check", "restore 05", "register", "unregister", "--help", "--store",
        "--site", "--timeout", "--port", "--kernel NAME", "--heap SIZE", "a JDK, 17 or newer",
        "Python, 3.10 or newer, or conda");
  }

  @Test
  void checkTriesWhatIsThere() throws IOException, InterruptedException {
    Pack.Result check = Pack.start("check");
    assertEquals(0, check.status(), check.output());
    Pack.assertContains(check, "Java      " + Runtime.version(), "SIMD      on", "Fonts     found",
        "Library   built, in lib/target/jars", "Jupyter   ", "Kernel    Rapaio Jupyter Kernel, which comes with",
        "  starts  ", "  1 + 1   2", "  library gelu(1) = 0.84134", "  heap    ", "  chart   drawn and shown",
        "OK. To open the notebooks");
  }

  @Test
  void runExecutesInRealJupyterInAPlainLocale() throws IOException {
    Pack.assertContains(executed, "[1/1] one-of-each: 9 cells, ", "Pages: " + outputs.resolve("site"));
    List<Notebook.Cell> code = Notebook.read(outputs.resolve("site/one-of-each.ipynb")).codeCells();
    assertEquals(List.of("", "", "2", "Φ σ ≤ − é"),
        code.subList(0, 4).stream().map(Notebook.Cell::shown).toList());
    assertTrue(code.get(4).shown().matches("heap MiB 20[0-9], SIMD true"), code.get(4).shown());
    assertTrue(code.get(6).outputs().toString().contains("image/png"), "no chart");
    String page = Files.readString(outputs.resolve("site/one-of-each.html"));
    assertTrue(Files.readString(outputs.resolve("site/index.html")).contains("<a href=\"one-of-each.html\">"));
    assertTrue(page.contains("Φ σ ≤ − é") && page.contains("$$\\mathrm{GELU}(x) = x\\,\\Phi(x)$$"));
  }

  @Test
  void storeWritesTheOutputsBack() throws IOException {
    Path stored = outputs.resolve("one-of-each.ipynb");
    List<Notebook.Cell> code = Notebook.read(stored).codeCells();
    assertTrue(code.stream().allMatch(Notebook.Cell::wasExecuted));
    assertEquals("", code.get(0).shown(), "the list of jars is stored");
    assertFalse(Files.readString(stored).contains(Pack.ROOT.toString()), "a path of this machine is stored");
    assertFalse(Files.readString(stored).contains("iopub"), "the times of execution are stored");
  }

  @Test
  void runHidesWhatWouldAnswerAPrediction() throws IOException {
    for (Path file : List.of(outputs.resolve("one-of-each.ipynb"), outputs.resolve("site/one-of-each.ipynb"))) {
      Notebook notebook = Notebook.read(file);
      assertEquals(List.of(9), notebook.codeCells().stream().filter(Notebook.Cell::hidesItsOutput)
          .map(Notebook.Cell::number).toList(), file.toString());
      assertEquals(List.of(9), notebook.answersToPredictions().stream().map(Notebook.Cell::number).toList());
    }
    String page = Files.readString(outputs.resolve("site/one-of-each.html"));
    assertTrue(page.matches("(?s).*<details class=\"hidden-output\"><summary>Show the output</summary>"
        + "((?!</details>).)*data:image/png.*"), "the chart is not folded");
    assertEquals(2, page.split("<details class=\"hidden-output\">", -1).length, "more is folded than the chart");
  }

  @Test
  void aPageFoldsImportsThatTheNotebookHides() throws IOException {
    for (Path file : List.of(outputs.resolve("one-of-each.ipynb"), outputs.resolve("site/one-of-each.ipynb"))) {
      assertEquals(List.of(3), Notebook.read(file).codeCells().stream().filter(Notebook.Cell::hidesItsSource)
          .map(Notebook.Cell::number).toList(), file.toString());
    }
    String page = Files.readString(outputs.resolve("site/one-of-each.html"));
    Matcher folded = Pattern.compile("<details class=\"hidden-input\"><summary>Imports</summary>(.*?)</details>",
        Pattern.DOTALL).matcher(page);
    assertTrue(folded.find(), "no imports are folded");
    String code = folded.group(1).replaceAll("<[^>]*>", "").strip();
    assertTrue(code.startsWith("import activations.Activation;") && code.endsWith("import tech.tablesaw.api.Table;"),
        code);
    assertFalse(folded.find(), "more is folded than the imports");
  }

  @Test
  void worksInAFreshCopyWhosePathHasASpaceAndChineseCharacters() throws IOException, InterruptedException {
    Path copy = temporary.resolve("a copy 测试");
    for (String part : List.of("pom.xml", "mvnw", "mvnw.cmd", ".mvn", "environment.yml", "README.md",
        "notebooks/Start.java", "lib/pom.xml", "lib/src", "lib/kernel/pom.xml", "lib/kernel/src")) {
      Pack.copyTree(Pack.ROOT.resolve(part), copy.resolve(part));
    }
    Pack.Result run = Pack.start(copy, Map.of("LC_ALL", "C.UTF-8"), List.of(), "run", ONE_OF_EACH);
    assertEquals(0, run.status(), run.output());
    Pack.assertContains(run, "building the library");
    assertTrue(Files.exists(copy.resolve("lib/target/site/one-of-each.html")));
    Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
    Pack.Result check = Pack.run(elsewhere, Map.of("LC_ALL", "C.UTF-8"),
        List.of(Pack.java(), copy.resolve("notebooks/Start.java").toString(), "check"));
    Pack.assertContains(check, "Library   built");
  }

  @Test
  void namesTheFailingCell() throws IOException, InterruptedException {
    Pack.Result run = Pack.start("run", "--site", temporary.toString(),
        Pack.TEST_NOTEBOOKS.resolve("failing-cell.ipynb").toString(), ONE_OF_EACH);
    assertEquals(1, run.status(), run.output());
    Pack.assertContains(run, "FAILED failing-cell.ipynb, cell 3 of 4:", "Index 42 out of bounds for length 3");
    assertFalse(run.output().contains("Traceback"), run.output());
    assertFalse(run.output().contains("one-of-each"), "went on after the first failing cell:\n" + run.output());
  }

  @Test
  void endsACellThatTakesTooLong() throws IOException, InterruptedException {
    Pack.Result run = Pack.start("run", "--timeout", "3", "--site", temporary.toString(),
        Pack.TEST_NOTEBOOKS.resolve("slow-cell.ipynb").toString());
    assertEquals(1, run.status(), run.output());
    Pack.assertContains(run, "FAILED slow-cell.ipynb, cell 2 of 2:", "not finished after 3 s", "--timeout");
  }

  @Test
  void listsTheNotebooksWhenANameIsUnknown() throws IOException, InterruptedException {
    Pack.Result run = Pack.start("run", "99-nothing");
    assertEquals(1, run.status(), run.output());
    Pack.assertContains(run, "No notebook is called \"99-nothing\". The notebooks are: ");
    Pack.notebooks().forEach(file -> Pack.assertContains(run, file.getFileName().toString().replace(".ipynb", "")));
    Pack.assertSorry("More than one notebook starts with \"0\"", Pack.start("run", "0"));
  }

  @Test
  void refusesWhatItDoesNotKnow() throws IOException, InterruptedException {
    Pack.assertSorry("Unknown command \"rnu\". Known are run, check, restore, register, unregister and --help",
        Pack.start("rnu"));
    Pack.assertSorry("Unknown option --stroe of run", Pack.start("run", "--stroe"));
    Pack.assertSorry("--timeout takes a whole number of seconds, at least 1; not \"0\"",
        Pack.start("run", "--timeout", "0"));
    Pack.assertSorry("--site needs a value", Pack.start("run", "--site"));
    Pack.assertSorry("--heap takes a size such as 512m or 1g, not \"much\"", Pack.start("run", "--heap", "much"));
    Pack.assertSorry("\"check\" takes no \"now\"", Pack.start("check", "now"));
  }

  @Test
  void refusesAPortInUse() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String sentence = "Port " + taken.getLocalPort() + " cannot be used";
      Pack.assertSorry(sentence, Pack.start("--no-browser", "--port", Integer.toString(taken.getLocalPort())));
      Pack.assertSorry(sentence, Pack.start("--no-browser", "--ServerApp.port=" + taken.getLocalPort()));
    }
    Pack.assertSorry("Port 70000 cannot be used", Pack.start("--port=70000"));
  }

  @Test
  void saysWhenItCannotWrite() throws IOException, InterruptedException {
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Files.writeString(root.resolve("lib/target"), "a file where the directory should be");
    Pack.assertSorry("Cannot write to " + root.resolve("lib/target") + ": make it writable",
        Pack.start(root, Map.of(), List.of(), "run"));
  }

  /** As a JDK 11 would: it compiles Start.java, and is told what to install. */
  @Test
  void asksAnOlderJavaForANewerOneInEveryLocale() throws IOException, ReflectiveOperationException {
    Path source = Pack.ROOT.resolve("notebooks/Start.java");
    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(Files.readString(source)), "not only ASCII");
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "11", "-Xlint:all,-options",
        "-Werror", "-d", temporary.toString(), source.toString()));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {temporary.toUri().toURL()})) {
      Method requireJava = loader.loadClass("Start").getDeclaredMethod("requireJava", int.class);
      requireJava.setAccessible(true);
      requireJava.invoke(null, 17);
      Throwable sorry = assertThrows(InvocationTargetException.class, () -> requireJava.invoke(null, 11)).getCause();
      assertTrue(sorry.getMessage().startsWith("JDK 17 or newer is needed; this is Java 11 in "), sorry.getMessage());
    }
  }

  @Test
  void triesEachWayToInstallJupyterThenSaysWhatToInstall() throws IOException, InterruptedException {
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Path jars = Files.createDirectories(root.resolve("lib/target/jars"));
    Files.createDirectories(root.resolve("lib/target/kernel"));
    Files.writeString(jars.resolve("activations.jar"), "");
    Path programs = Files.createDirectories(temporary.resolve("programs"));
    Map<String, String> environment = Map.of("PATH", programs.toString());
    Pack.Result none = Pack.start(root, environment, List.of(), "run");
    String advice = "Jupyter needs Python 3.10 or newer, and there is none on the PATH, nor conda. Install Python";
    Pack.assertSorry(advice, none);
    Pack.Result check = Pack.start(root, environment, List.of(), "check");
    assertNotEquals(0, check.status(), check.output());
    Pack.assertContains(check, "Jupyter   none, and no Python or conda to install it with\n", advice, "Not ready.");

    for (String program : List.of("conda", "python3")) {
      Path file = programs.resolve(program);
      Files.writeString(file, "#!/bin/sh\n[ \"$1\" = -c ] && exit 0\necho no network for " + program
          + "\nexit 1\n");
      assertTrue(file.toFile().setExecutable(true));
    }
    Pack.Result all = Pack.start(root, environment, List.of(), "run");
    assertEquals(1, all.status(), all.output());
    Pack.assertContains(all, "conda did not give a Jupyter: no network for conda",
        "pip did not give a Jupyter: no network for python3", "Or install JupyterLab and nbconvert yourself");
    Pack.assertContains(Pack.start(root, environment, List.of(), "check"),
        "Jupyter   none; the first start tries conda, then pip\n");
  }

  @Test
  void restoresANotebookWithoutGitAndKeepsTheLearners() throws IOException, InterruptedException {
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Path delivered = Pack.notebooks().get(5);
    String name = delivered.getFileName().toString();
    Path notebook = Files.copy(delivered, root.resolve("notebooks").resolve(name));
    Pack.Result nothing = Pack.start(root, Map.of(), List.of(), "restore", name.substring(0, 2));
    assertEquals(0, nothing.status(), nothing.output());
    Pack.assertContains(nothing, name + " is as it was delivered: nothing to restore.");
    for (String mine : List.of("my-" + name, "my-" + name.replace(".ipynb", "-2.ipynb"))) {
      Files.writeString(notebook, "what a learner wrote into " + mine);
      Pack.Result restored = Pack.start(root, Map.of(), List.of(), "restore", name.substring(0, 2));
      assertEquals(0, restored.status(), restored.output());
      Pack.assertContains(restored, "Yours is kept as notebooks/" + mine, name + " is as it was delivered.");
      assertEquals(-1, Files.mismatch(delivered, notebook));
      assertEquals("what a learner wrote into " + mine, Files.readString(notebook.resolveSibling(mine)));
    }
    Files.delete(notebook);
    assertEquals(0, Pack.start(root, Map.of(), List.of(), "restore", name).status());
    assertEquals(-1, Files.mismatch(delivered, notebook), "a notebook that was deleted");
  }

  @Test
  void saysWhereANotebookComesFromThatItCannotRestore() throws IOException, InterruptedException {
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Files.writeString(root.resolve("notebooks/01-why-non-linearity.ipynb"), "changed before the first start");
    Pack.assertSorry("There is no copy of 01-why-non-linearity.ipynb as it was delivered",
        Pack.start(root, Map.of(), List.of(), "restore", "01"));
    assertEquals("changed before the first start",
        Files.readString(root.resolve("notebooks/01-why-non-linearity.ipynb")));
    Pack.assertSorry("No notebook is called \"77\". The notebooks are: 00-check-your-setup, ",
        Pack.start(root, Map.of(), List.of(), "restore", "77"));
    Pack.assertSorry("Which notebook?", Pack.start(root, Map.of(), List.of(), "restore"));
  }

  @Test
  void restoresFromGitWhatWasChangedBeforeTheFirstStart() throws IOException, InterruptedException {
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Path delivered = Pack.notebooks().get(0);
    Path notebook = Files.copy(delivered, root.resolve("notebooks").resolve(delivered.getFileName()));
    for (List<String> git : List.of(List.of("init", "-q"), List.of("add", "-A"), List.of("-c", "user.name=A Learner",
        "-c", "user.email=learner@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "as delivered"))) {
      Pack.Result done = Pack.run(root, Map.of(), Stream.concat(Stream.of("git"), git.stream()).toList());
      assertEquals(0, done.status(), done.output());
    }
    Files.writeString(notebook, "changed");
    Pack.Result restored = Pack.start(root, Map.of(), List.of(), "restore", "00-check");
    assertEquals(0, restored.status(), restored.output());
    assertEquals(-1, Files.mismatch(delivered, notebook));
  }

  @Test
  void theChecksumsAreThoseOfTheNotebooks() throws IOException, NoSuchAlgorithmException {
    StringBuilder sums = new StringBuilder();
    for (Path file : Pack.notebooks()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      sums.append(HexFormat.of().formatHex(hash)).append("  ").append(file.getFileName()).append('\n');
    }
    assertEquals(sums.toString(), Files.readString(Pack.ROOT.resolve("lib/src/jupyter/delivered.sha256")),
        "when a notebook is changed for good:"
            + " (cd notebooks && sha256sum [0-9]*.ipynb > ../lib/src/jupyter/delivered.sha256)");
  }
}
