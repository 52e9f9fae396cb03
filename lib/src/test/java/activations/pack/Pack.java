package activations.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The repository as its user meets it: its files, its notebooks, and {@code notebooks/Start.java} as a command. */
final class Pack {

  static final Path ROOT = Path.of(System.getProperty("basedir", "lib")).toAbsolutePath().getParent();
  static final Path TARGET = ROOT.resolve("lib/target");
  static final Path TEST_NOTEBOOKS = ROOT.resolve("lib/src/test/resources/notebooks");

  private static final long LONGEST_RUN_MINUTES = 15;

  /** How a command ended, and all it printed. */
  record Result(int status, String output) {}

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
    return run(directory, environment, command);
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
