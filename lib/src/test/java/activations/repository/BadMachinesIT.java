package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java notebooks/Start.java} where something is wrong with the machine: it works, or says what to do. */
class BadMachinesIT {

  private static final Path ONE_OF_EACH = Pack.TEST_NOTEBOOKS.resolve("one-of-each.ipynb");
  private static final Duration LONGEST_START = Duration.ofSeconds(120);
  private static final String LAST_WORDS = "libssl.so.3: cannot open shared object file";
  private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

  @TempDir
  Path temporary;

  @Test
  void refusesAFolderThatNoClassPathCanSpell() throws IOException, InterruptedException {
    Map<String, String> culprits = Map.of("co:lon", "the name of a folder on the way has a \":\"",
        "wow!", "the name of a folder on the way has a \"!\" at its end");
    for (Map.Entry<String, String> culprit : culprits.entrySet()) {
      Path root = Pack.skeleton(temporary.resolve(culprit.getKey()).resolve("course"));
      for (List<String> command : List.of(List.of("check"), List.of("run"), List.<String>of(), List.of("register"),
          List.of("restore", "00"))) {
        Pack.assertSorry(culprit.getValue(), Pack.start(root, Map.of(), List.of(), command.toArray(String[]::new)));
      }
      assertEquals(0, Pack.start(root, Map.of(), List.of(), "--help").status());
    }
    Path fine = Pack.skeleton(temporary.resolve("wow! 100% [a] {b} 'c' #1 & 测试"));
    Pack.Result check = Pack.start(fine, Map.of("LC_ALL", "C.UTF-8"), List.of(), "check");
    Pack.assertContains(check, "Java      " + Runtime.version());
  }

  /** Before the library is built, {@code check} looks whether Maven will find a place for what it downloads. */
  @Test
  void tellsThatMavenHasNoPlaceForItsDownloads() throws IOException, InterruptedException {
    Path root = Pack.skeleton(temporary.resolve("course"));
    Path gone = temporary.resolve("gone");
    Map<String, String> environment = Map.of("HOME", gone.toString(), "MAVEN_USER_HOME", "", "MAVEN_OPTS", "",
        "MAVEN_ARGS", "");
    Pack.Result check = Pack.start(root, environment, List.of(), "check");
    assertEquals(1, check.status(), check.output());
    Pack.assertContains(check, "Maven, which builds the library, cannot keep its downloads in " + gone, "Not ready.");
  }

  /** The old file stays whole, and the message names the disk's trouble. */
  @Test
  void keepsTheNotebookWhenTheDiskIsFull() throws IOException, InterruptedException {
    Path notebook = Files.copy(ONE_OF_EACH, temporary.resolve("one-of-each.ipynb"));
    Path disk = Files.createDirectories(temporary.resolve("disk"));
    Path after = temporary.resolve("after.ipynb");
    Pack.Result run = onDisk(disk, "cp " + quoted(notebook) + " " + quoted(disk) + "\n"
        + "dd if=/dev/zero of=" + quoted(disk.resolve("filler")) + " bs=1024 2>/dev/null\n"
        + startCommand("run", "--store", "--site", temporary.resolve("site").toString(),
            disk.resolve("one-of-each.ipynb").toString())
        + "status=$?\ncp " + quoted(disk.resolve("one-of-each.ipynb")) + " " + quoted(after)
        + "\nls " + quoted(disk) + "\nexit $status");
    assertEquals(1, run.status(), run.output());
    Pack.assertContains(run, "No space left on device. What was there before is unchanged.");
    Pack.assertCalm(run);
    assertFalse(run.output().contains(".new"), run.output());
    assertEquals(-1, Files.mismatch(notebook, after), "the notebook on the full disk was touched");
  }

  @Test
  void namesAFullDiskBeforeAnythingElse() throws IOException, InterruptedException {
    Path disk = Files.createDirectories(temporary.resolve("disk"));
    Path prepared = Pack.skeleton(temporary.resolve("prepared"));
    for (String command : List.of("run", "", "register", "check")) {
      Pack.Result result = onDisk(disk, "cp -r " + quoted(prepared) + "/. " + quoted(disk) + "\n"
          + "mkdir -p " + quoted(disk.resolve("lib/target")) + "\n"
          + "dd if=/dev/zero of=" + quoted(disk.resolve("filler")) + " bs=1024 2>/dev/null\n"
          + "cd " + quoted(disk) + "\n" + quoted(Path.of(Pack.java())) + " notebooks/Start.java " + command);
      assertEquals(1, result.status(), result.output());
      Pack.assertContains(result, "The disk that holds " + disk.resolve("lib/target") + " is full. Make room");
      Pack.assertCalm(result);
    }
  }

  @Test
  void showsMavensOwnReason() throws IOException, InterruptedException {
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Map<String, String> said = Map.of(
        "[ERROR] No space left on device", "is full. Make room",
        "[ERROR] Could not transfer artifact a:b from central: Unknown host", "needs a network (Maven Central)",
        "[ERROR] COMPILATION ERROR: ';' expected", "The lines above are Maven's own reason");
    for (Map.Entry<String, String> each : said.entrySet()) {
      Files.writeString(root.resolve("mvnw"), "echo \"" + each.getKey() + "\"\nexit 1\n");
      Pack.Result run = Pack.start(root, Map.of(), List.of(), "run");
      Pack.assertSorry(each.getKey(), run);
      Pack.assertContains(run, "The library could not be built. ", each.getValue());
    }
  }

  @Test
  void checkAndRunSayThatACloneCannotBeWritten() throws IOException, InterruptedException {
    Path clone = Pack.skeleton(temporary.resolve("clone"));
    Path view = Files.createDirectories(temporary.resolve("view"));
    for (String command : List.of("check", "run", "")) {
      Pack.Result result = inMounts("mount --bind " + quoted(clone) + " " + quoted(view)
          + " && mount -o remount,bind,ro " + quoted(view) + " || exit 99\ncd " + quoted(view) + "\n" + quoted(Path.of(Pack.java()))
          + " notebooks/Start.java " + command);
      assertEquals(1, result.status(), result.output());
      Pack.assertContains(result, "Cannot write to " + view);
      Pack.assertCalm(result);
    }
  }

  @Test
  void leavesOutWhatMisleadsPython() throws IOException, InterruptedException {
    Path shadow = Files.createDirectories(temporary.resolve("shadow"));
    Files.writeString(shadow.resolve("nbformat.py"), "raise RuntimeError('not the nbformat you look for')\n");
    Map<String, String> misleading = Map.of("PYTHONHOME", temporary.resolve("gone").toString(),
        "PYTHONPATH", shadow.toString());
    for (Map.Entry<String, String> variable : misleading.entrySet()) {
      Map<String, String> environment = Map.of(variable.getKey(), variable.getValue(), "PATH", Pack.pathWithJupyter());
      Pack.Result check = Pack.start(Pack.ROOT, environment, List.of(), "check");
      assertEquals(0, check.status(), check.output());
      Pack.assertContains(check, "With " + variable.getKey() + " as set here, Python does not work (",
          "better unset it", "  chart   drawn and shown");
      Pack.Result run = Pack.start(Pack.ROOT, environment, List.of(), "run", "--site", temporary.toString(),
          ONE_OF_EACH.toString());
      assertEquals(0, run.status(), run.output());
    }
  }

  /** A program whose last words were thrown away once: now they are shown. */
  @Test
  void showsWhyAPythonDoesNotWork() throws IOException, InterruptedException {
    Path programs = Files.createDirectories(temporary.resolve("programs"));
    for (String program : List.of("jupyter", "python3")) {
      Files.writeString(programs.resolve(program), "#!/bin/sh\necho '" + LAST_WORDS + "' >&2\nexit 127\n");
      assertTrue(programs.resolve(program).toFile().setExecutable(true));
    }
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Pack.Result check = Pack.start(root, Map.of("PATH", programs.toString()), List.of(), "check");
    assertEquals(1, check.status(), check.output());
    Pack.assertContains(check, "Passing over " + programs.resolve("python3") + ": " + LAST_WORDS, "Not ready.");
  }

  /** A terminal of 40 columns shows each notebook's progress in one line that renews itself. */
  @Test
  void keepsItsProgressWithinANarrowTerminal() throws IOException, InterruptedException {
    Path log = temporary.resolve("terminal.txt");
    Path notebook = Files.copy(ONE_OF_EACH,
        temporary.resolve("a-notebook-whose-name-is-longer-than-the-terminal.ipynb"));
    Pack.Result run = Pack.run(Pack.ROOT, Map.of("PATH", Pack.pathWithJupyter()), List.of("script", "-q", "-e", "-c",
        "stty cols 40; " + startCommand("run", "--site", temporary.resolve("site").toString(), notebook.toString()),
        log.toString()));
    assertEquals(0, run.status(), run.output());
    List<String> states = Stream.of(run.output().split("\r"))
        .filter(state -> state.contains("\u001b[K")).map(state -> state.substring(0, state.indexOf('\u001b'))).toList();
    assertTrue(states.size() > 3, run.output());
    states.forEach(state -> assertTrue(state.length() < 40, state));
  }

  @Test
  void servesTheCourseWhateverTheUsersConfigurationSays() throws IOException, InterruptedException {
    Path home = Files.createDirectories(temporary.resolve("home"));
    Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
    String settings = "{\"%s\": {\"%s\": \"" + elsewhere + "\", \"default_url\": \"/elsewhere\"},"
        + " \"KernelSpecManager\": {\"allowed_kernelspecs\": [\"python3\"]}}";
    for (Path place : List.of(Files.createDirectories(home.resolve(".jupyter")),
        Files.createDirectories(temporary.resolve("machine")))) {
      Files.writeString(place.resolve("jupyter_server_config.json"), settings.formatted("ServerApp", "root_dir"));
      Files.writeString(place.resolve("jupyter_lab_config.json"), settings.formatted("ServerApp", "root_dir"));
      Files.writeString(place.resolve("jupyter_notebook_config.json"),
          settings.formatted("NotebookApp", "notebook_dir"));
    }
    int port = Pack.freePort();
    Path log = temporary.resolve("jupyter.log");
    ProcessBuilder builder = new ProcessBuilder(Pack.java(), "notebooks/Start.java", "--no-browser", "--port=" + port)
        .directory(Pack.ROOT.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(Map.of("HOME", home.toString(), "JUPYTER_TOKEN", "secret",
        "PATH", Pack.pathWithJupyter(), "JUPYTER_CONFIG_PATH", temporary.resolve("machine").toString()));
    Process start = builder.start();
    try {
      String server = "http://localhost:" + port + "/";
      Instant deadline = Instant.now().plus(LONGEST_START);
      while (!get(server + "api/status").contains("started")) {
        assertTrue(start.isAlive() && Instant.now().isBefore(deadline), () -> read(log));
        Thread.sleep(200);
      }
      String kernels = get(server + "api/kernelspecs");
      assertTrue(kernels.contains("\"java\""), kernels);
      assertTrue(get(server + "api/contents").contains("00-check-your-setup.ipynb"), "another folder is served");
      String first = get(server);
      assertTrue(first.contains("00-check-your-setup.ipynb"), 
          "the first page: " + first.substring(0, Math.min(300, first.length())));
    } finally {
      start.destroy();
      start.waitFor();
    }
    List<String> leftovers = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      files.filter(Files::isRegularFile).map(file -> home.relativize(file).toString())
          .filter(file -> !file.startsWith(".jupyter/jupyter_") && !file.startsWith(".cache/fontconfig"))
          .forEach(leftovers::add);
    }
    assertEquals(List.of(), leftovers, "written to the user's home");
  }

  /** An environment that an earlier edition made is replaced by one with today's versions. */
  @Test
  void renewsAnEnvironmentForOlderVersions() throws IOException, InterruptedException {
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Pack.copyBuild(root);
    Path old = root.resolve("lib/target/venv");
    Pack.Result made = Pack.run(root, Map.of(),
        List.of(Pack.python().toString(), "-m", "venv", "--without-pip", old.toString()));
    assertEquals(0, made.status(), made.output());
    Path packages;
    try (Stream<Path> all = Files.walk(old)) {
      packages = all.filter(place -> place.endsWith("site-packages")).findFirst().orElseThrow();
    }
    for (String stub : List.of("jupyterlab-4.0.0", "nbconvert-7.0.0", "nbclient-0.7.0")) {
      Path metadata = Files.createDirectories(packages.resolve(stub + ".dist-info")).resolve("METADATA");
      String[] words = stub.split("-");
      Files.writeString(metadata, "Metadata-Version: 2.1\nName: " + words[0] + "\nVersion: " + words[1] + "\n");
    }
    Map<String, String> withoutJupyter = Map.of("PATH", Pack.pathWithoutJupyter(), "PIP_NO_INDEX", "",
        "PIP_INDEX_URL", "");
    Pack.assertContains(Pack.start(root, withoutJupyter, List.of(), "check"), "JupyterLab 4.0.0",
        "the next start renews it");
    Pack.Result run = Pack.start(root, withoutJupyter, List.of(), "run", ONE_OF_EACH.toString());
    assertEquals(0, run.status(), run.output());
    Pack.assertContains(run, "The Jupyter in lib/target was made for other versions.",
        "installing JupyterLab with pip");
    assertFalse(Files.exists(old), "the old environment is still there");
    Pack.assertContains(Pack.start(root, withoutJupyter, List.of(), "check"), "Jupyter   JupyterLab 4.6.6",
        "OK. To open the notebooks");
  }

  private static String get(String address) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).header("Authorization", "token secret").build();
      HttpResponse<String> response = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build()
          .send(request, HttpResponse.BodyHandlers.ofString());
      return response.headers().firstValue("location").orElse("") + response.body();
    } catch (IOException notYet) {
      return "";
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Runs a script with a disk of 4 MiB at that place. */
  private static Pack.Result onDisk(Path disk, String script) throws IOException, InterruptedException {
    return inMounts("mount -t tmpfs -o size=4m tmpfs " + quoted(disk) + " || exit 99\n" + script);
  }

  /** Runs a script that may mount what only it can see. */
  private static Pack.Result inMounts(String script) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!IS_ROOT) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("sh", "-c", script));
    return Pack.run(Pack.ROOT, Map.of("PATH", Pack.pathWithJupyter()), command);
  }

  private static String startCommand(String... arguments) {
    List<String> words = new ArrayList<>(List.of(quoted(Path.of(Pack.java())),
        quoted(Pack.ROOT.resolve("notebooks/Start.java"))));
    Stream.of(arguments).map(argument -> quoted(Path.of(argument))).forEach(words::add);
    return String.join(" ", words) + "\n";
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
