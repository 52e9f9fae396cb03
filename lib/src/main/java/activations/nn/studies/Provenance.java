package activations.nn.studies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a measurement comes from: the code, the command, the Java and the machine. */
final class Provenance {

  private Provenance() {}

  /** One line, for example {@code commit 1f0c…, JDK 25.0.1+8, Linux amd64, AMD EPYC, 2 cores, by Studies depth full}. */
  static String line() {
    return "commit " + commit() + ", JDK " + Runtime.version() + ", " + System.getProperty("os.name") + " "
        + System.getProperty("os.arch") + ", " + processor() + ", " + Runtime.getRuntime().availableProcessors()
        + " cores, by " + System.getProperty("sun.java.command", "unknown");
  }

  /**
   * Of the folder in which the program runs; with "-dirty" if there are changes that are not committed, but for the
   * stored runs, which a run itself changes.
   */
  private static String commit() {
    String commit = answer("git", "rev-parse", "HEAD");
    if (!commit.matches("[0-9a-f]{40}")) {
      return "unknown";
    }
    boolean clean = answer("git", "status", "--porcelain", "--untracked-files=no", "--", ":(top)",
        ":(top,exclude)lib/src/main/resources/activations/nn/studies").isEmpty();
    return commit + (clean ? "" : "-dirty");
  }

  /** What a command says; a text that is no commit if there is no such command, or it fails. */
  private static String answer(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? answer : "none";
    } catch (IOException e) {
      return "none";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "none";
    }
  }

  private static String processor() {
    Path linux = Path.of("/proc/cpuinfo");
    try {
      List<String> lines = Files.exists(linux) ? Files.readAllLines(linux) : List.of();
      return lines.stream().filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }
}
