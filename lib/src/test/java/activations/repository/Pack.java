package activations.repository;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository as its user meets it: its files, its notebooks, and {@code notebooks/Start.java} as a command. */
final class Pack {

  static final Path ROOT = Path.of(System.getProperty("basedir", "lib")).toAbsolutePath().getParent();
  static final Path TARGET = ROOT.resolve("lib/target");
  static final Path TEST_NOTEBOOKS = ROOT.resolve("lib/src/test/resources/notebooks");

  private static final long LONGEST_RUN_MINUTES = 30;

  /** How a command ended, and all it printed. */
  record Result(int status, String output) {}

  private static Path python;
  private static String programs;
  private static String path;

  private Pack() {}

  /** The notebooks of the tutorial, in their order; never none. */
  static List<Path> notebooks() {
    try (Stream<Path> files = Files.list(ROOT.resolve("notebooks"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
      if (found.isEmpty()) {
        throw new AssertionError("no notebooks in " + ROOT.resolve("notebooks"));
      }
      return found;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** {@code java notebooks/Start.java arguments…} at the top of the repository. */
  static Result start(String... arguments) throws IOException, InterruptedException {
    return start(ROOT, Map.of(), List.of(), arguments);
  }

  static Result start(Path directory, Map<String, String> environment, List<String> javaOptions, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(javaOptions);
    command.add("notebooks/Start.java");
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(Map.of("PATH", path()));
    all.putAll(environment);
    return run(directory, all, command);
  }

  /** The Python whose Jupyter Start.java uses; what is missing is installed first. */
  static synchronized Path python() throws IOException, InterruptedException {
    if (python == null) {
      String check = start("check").output();
      Matcher jupyter = Pattern.compile("^Jupyter .*, in (.+)$", Pattern.MULTILINE).matcher(check);
      assertTrue(jupyter.find(), check);
      python = Path.of(jupyter.group(1));
    }
    return python;
  }

  /** The PATH on which a Start.java elsewhere finds that Jupyter. */
  static String pathWithJupyter() throws IOException, InterruptedException {
    return python().getParent() + File.pathSeparator + path();
  }

  /**
   * The PATH of the tests: without Jupyter's programs, so that the Jupyter tested is the one that Start.java installs,
   * whatever this machine has. Where pip cannot be had, it is the whole PATH, for then Start.java installs a Jupyter of
   * the machine's.
   */
  static synchronized String path() throws IOException, InterruptedException {
    if (path == null) {
      path = pathWithoutJupyter();
      String[] run = {"run", "--site", TARGET.resolve("test-site").toString(),
          TEST_NOTEBOOKS.resolve("one-of-each.ipynb").toString()};
      Result result = start(run);
      if (result.status() != 0) {
        path = System.getenv("PATH");
        result = start(run);
      }
      assertEquals(0, result.status(), result.output());
    }
    return path;
  }

  /** A folder with a link to each program on the PATH, but for Jupyter's. */
  static synchronized String pathWithoutJupyter() throws IOException {
    if (programs == null) {
      Path links = Files.createTempDirectory("programs");
      for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
        if (!Files.isDirectory(Path.of(directory))) {
          continue;
        }
        try (Stream<Path> files = Files.list(Path.of(directory))) {
          for (Path file : files.filter(Files::isExecutable).toList()) {
            Path link = links.resolve(file.getFileName());
            boolean isJupyters = file.getFileName().toString().startsWith("jupyter");
            if (!isJupyters && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
              Files.createSymbolicLink(link, file);
            }
          }
        }
      }
      programs = links.toString();
    }
    return programs;
  }

  /** The fewest files that Start takes for a repository, with nothing built. */
  static Path skeleton(Path root) throws IOException {
    for (String file : List.of("notebooks/Start.java", "README.md", "lib/pom.xml", "pom.xml", "environment.yml",
        "lib/src/main", "lib/kernel/pom.xml", "lib/kernel/src", "lib/src/jupyter")) {
      copyTree(ROOT.resolve(file), root.resolve(file));
    }
    Files.writeString(root.resolve("notebooks/00-empty.ipynb"), "{}");
    return root;
  }

  /** What the build made, put into a skeleton, so that nothing has to be built there. */
  static void copyBuild(Path root) throws IOException {
    for (String part : List.of("jars", "kernel", "mathjax")) {
      copyTree(TARGET.resolve(part), root.resolve("lib/target").resolve(part));
    }
  }

  static void copyTree(Path from, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(from)) {
      walk.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void assertSorry(String sentence, Result result) {
    assertEquals(1, result.status(), result.output());
    assertContains(result, sentence);
    assertCalm(result);
  }

  /** No stack trace of Java or Python. */
  static void assertCalm(Result result) {
    assertFalse(result.output().contains("Exception") || result.output().contains("Traceback")
        || result.output().contains("\tat "), result.output());
  }

  static void assertContains(Result result, String... parts) {
    assertAll(Stream.of(parts).map(part -> () -> assertTrue(result.output().contains(part),
        "no \"" + part + "\" in:\n" + result.output())));
  }

  /** A port that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where nobody collects orphans, an ended process stays in the table as a zombie. */
  static boolean isRunning(ProcessHandle process) {
    try {
      Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
      return process.isAlive()
          && !(Files.exists(state) && Files.readString(state).matches("(?s)\\d+ \\(.*\\) Z .*"));
    } catch (IOException ended) {
      return false;
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static Result run(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("command", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("still running after " + LONGEST_RUN_MINUTES + " minutes: " + command + "\n"
          + Files.readString(output));
    }
    String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    Files.delete(output);
    return new Result(process.exitValue(), text);
  }
}
