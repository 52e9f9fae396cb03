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

  private record Setting(int kib, int threads) {}

  private SpeedTable() {}

  static String markdown(Results results) {
    Environment environment = results.environment();
    List<Setting> settings = results.cells().stream()
        .map(cell -> new Setting(cell.kib(), cell.threads()))
        .distinct()
        .toList();
    return "Measured on " + environment.date() + ", " + environment.cpu() + " with " + environment.cores()
        + " cores, JDK " + environment.jdk() + ", PyTorch " + environment.pytorch() + ", ONNX Runtime "
        + environment.onnxruntime() + ". For forward and for backward: nanoseconds per element; the time as a multiple "
        + "of a copy's; how many times as long PyTorch, ONNX Runtime and a plain loop over the textbook formula take, "
        + "where they have the function.\n\n"
        + settings.stream().map(setting -> table(results, setting)).collect(Collectors.joining("\n"));
  }

  static void replaceIn(Path file, String tables) throws IOException {
    replaceIn(file, NAME, tables);
  }

  /** Replaces what is between the lines that begin and end the table of that name. */
  static void replaceIn(Path file, String name, String tables) throws IOException {
    String text = Files.readString(file);
    String old = in(file, name);
    int at = text.indexOf(old, text.indexOf(begin(name)));
    Files.writeString(file, text.substring(0, at) + tables + text.substring(at + old.length()));
  }

  /** What is between the lines that begin and end the table of that name. */
  static String in(Path file, String name) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(begin(name));
    int end = text.indexOf(end(name));
    if (begin < 0 || end < begin) {
      throw new IOException(file + " must have a line <!-- " + name + ": begin --> and below it a line <!-- " + name + ": end -->");
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
