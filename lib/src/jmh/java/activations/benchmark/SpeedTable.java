package activations.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The results as Markdown: one table for each size and number of threads, and one sentence that says where and when.
 *
 * <p>In a file that has the lines {@code <!-- speed table: begin -->} and {@code <!-- speed table: end -->}, the tables
 * replace what is between them.
 */
final class SpeedTable {
  /** The name of its tables in the README. */
  static final String NAME = "speed table";

  private static final String HEADER = """
      | function | forward, ns | × copy | PyTorch | ONNX Runtime | loop | backward, ns | × copy | PyTorch | loop |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
      """;

  /** The name of the table of {@link #machines} in the README. */
  static final String MACHINES_NAME = "machines table";

  private static final List<String> MAIN_FUNCTIONS =
      List.of("relu", "elu", "sigmoid", "tanh", "softplus", "silu", "gelu", "mish");

  private record Setting(int kib, int threads) {}

  private SpeedTable() {}

  static String markdown(Results results) {
    Environment environment = results.environment();
    List<Setting> settings = results.cells().stream()
        .map(cell -> new Setting(cell.kib(), cell.threads()))
        .distinct()
        .toList();
    return "Measured on " + environment.date() + ", " + environment.cpu() + " with " + environment.cores()
        + " cores and vectors of " + environment.vectorBits() + " bits, JDK " + environment.jdk() + ", PyTorch "
        + environment.pytorch() + ", ONNX Runtime " + environment.onnxruntime() + ". For forward and for backward: "
        + "nanoseconds per element; the time as a multiple of a copy's; how many times as long PyTorch, ONNX Runtime "
        + "and a plain loop over the textbook formula take, where they have the function.\n\n"
        + settings.stream().map(setting -> table(results, setting)).collect(Collectors.joining("\n"));
  }

  /** The eight main functions at 1 MiB and one thread, in nanoseconds per element, on several machines or JDKs. */
  static String machines(List<Results> all) {
    StringBuilder text = new StringBuilder("| function, ns forward / backward |");
    for (Results results : all) {
      Environment environment = results.environment();
      text.append(' ').append(environment.cpu()).append(", ")
          .append(environment.vectorBits()).append(" bits, JDK ").append(environment.jdk().split("[.+]")[0])
          .append(", ").append(environment.date()).append(" |");
    }
    text.append("\n|---|").append("--:|".repeat(all.size())).append('\n');
    for (String function : MAIN_FUNCTIONS) {
      text.append("| `").append(function).append("` |");
      for (Results results : all) {
        Results.Cell forward = new Results.Cell(function, "forward", Results.LIBRARY, 1024, 1);
        Results.Cell backward = forward.of(function, "backward", Results.LIBRARY);
        text.append(' ').append(time(results, forward)).append(" / ").append(time(results, backward)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Writes the tables of the stored results. */
  static void replaceAllIn(Path file) throws IOException {
    replaceIn(file, NAME, markdown(Results.read(Results.FILE)));
    replaceIn(file, MACHINES_NAME, machines(Results.readMachines()));
  }

  /** Replaces what is between the lines that begin and end the table of that name. */
  static void replaceIn(Path file, String name, String tables) throws IOException {
    String text = Files.readString(file);
    String old = in(file, name);
    int at = text.indexOf(begin(name)) + begin(name).length();
    Files.writeString(file, text.substring(0, at) + tables + text.substring(at + old.length()));
  }

  /** What is between the lines that begin and end the table of that name. */
  static String in(Path file, String name) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(begin(name));
    int end = text.indexOf(end(name));
    if (begin < 0 || end < begin) {
      throw new IOException(
          file + " must have a line <!-- " + name + ": begin --> and below it a line <!-- " + name + ": end -->");
    }
    return text.substring(begin + begin(name).length(), end);
  }

  private static String begin(String name) {
    return "<!-- " + name + ": begin -->\n";
  }

  private static String end(String name) {
    return "<!-- " + name + ": end -->\n";
  }

  private static String table(Results results, Setting setting) {
    StringBuilder text = new StringBuilder("**").append(size(setting.kib())).append(", ")
        .append(setting.threads() == 1 ? "1 thread" : setting.threads() + " threads").append("**\n\n").append(HEADER);
    results.cells().stream()
        .filter(cell -> cell.kib() == setting.kib() && cell.threads() == setting.threads())
        .filter(cell -> cell.implementation().equals(Results.LIBRARY) && cell.direction().equals("forward"))
        .forEach(cell -> text.append(row(results, cell)));
    return text.toString();
  }

  private static String row(Results results, Results.Cell forward) {
    Results.Cell backward = forward.of(forward.function(), "backward", Results.LIBRARY);
    return "| `" + forward.function() + "` | "
        + String.join(" | ", time(results, forward), text(results.timesCopy(forward), ""),
            peer(results, forward, Results.PYTORCH), peer(results, forward, Results.ONNX),
            peer(results, forward, Results.LOOP), time(results, backward), text(results.timesCopy(backward), ""),
            peer(results, backward, Results.PYTORCH), peer(results, backward, Results.LOOP))
        + " |\n";
  }

  private static String time(Results results, Results.Cell cell) {
    return results.count(cell) == 0 ? "" : String.format(Locale.ROOT, "%.2f", results.time(cell).nsPerElement());
  }

  private static String peer(Results results, Results.Cell library, String implementation) {
    Results.Cell peer = library.of(library.function(), library.direction(), implementation);
    return text(results.timesLibrary(peer), "×");
  }

  private static String text(OptionalDouble ratio, String unit) {
    return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) + unit : "";
  }

  private static String size(int kib) {
    return kib < 1024 ? kib + " KiB" : kib / 1024 + " MiB";
  }
}
