package activations.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link TrainingBenchmark} and {@link ProductBenchmark}, and writes {@code benchmarks/networks.csv} and its table
 * in {@code README.md}.
 *
 * <p>The columns of the file: {@code benchmark}; {@code implementation}; {@code case}, the number of threads or m, k and
 * n; {@code value} in {@code unit}, more is better; {@code times_library}, the library's value as a multiple of it, so
 * above 1 means that the library is faster; then the date and what it ran on.
 */
final class NetworkBenchmarks {

  static final Path FILE = Path.of("benchmarks", "networks.csv");
  private static final String COLUMNS = "benchmark,implementation,case,value,unit,times_library," + Environment.COLUMNS;
  private static final List<String> SHAPES = List.of("1 128 128", "128 784 128", "128 128 128", "512 512 512");
  private static final List<String> THREADS = List.of("1", "2");

  /** Images of an epoch of {@link TrainingBenchmark}. */
  private static final int IMAGES = 8192;

  /** The name of its table in the README. */
  static final String TABLE = "network table";

  private record Row(String benchmark, String implementation, String parameter, double value, String unit) {}

  private NetworkBenchmarks() {}

  static void run(Path readme) throws IOException {
    Files.createDirectories(FILE.getParent());
    Files.createDirectories(RunBenchmarks.LOG.getParent());
    List<Row> rows = new ArrayList<>();
    List<String> peers = TorchScript.available() ? List.of("library", "pytorch") : List.of("library");
    List<String> trainers = new ArrayList<>(peers);
    if (TorchScript.available()) {
      trainers.add("djl");
    }
    for (String threads : THREADS) {
      for (String implementation : trainers) {
        double milliseconds = measure(TrainingBenchmark.class, implementation, "threads", threads);
        report(rows, new Row("training", implementation, threads, 1000 * IMAGES / milliseconds, "images/s"));
      }
    }
    List<String> products = new ArrayList<>(peers);
    products.add(1, "netlib");
    for (String shape : SHAPES) {
      for (String implementation : products) {
        double microseconds = measure(ProductBenchmark.class, implementation, "shape", shape);
        double gigaflops = ProductBenchmark.operations(shape) / microseconds / 1000;
        report(rows, new Row("product", implementation, shape, gigaflops, "GFLOP/s"));
      }
    }
    String environment = Environment.current().row();
    List<String> lines = new ArrayList<>(List.of(COLUMNS));
    for (Row row : rows) {
      lines.add(String.format(Locale.ROOT, "%s,%s,%s,%.1f,%s,%.4f,%s", row.benchmark, row.implementation,
          row.parameter, row.value, row.unit, value(rows, row, "library") / row.value, environment));
    }
    Files.write(FILE, lines);
    String table = table(FILE);
    System.out.println("\n" + table + "\nWritten to " + FILE.toAbsolutePath());
    if (Files.exists(readme)) {
      SpeedTable.replaceIn(readme, TABLE, table);
    }
  }

  /** The results in a file as Markdown. */
  static String table(Path file) throws IOException {
    List<Row> rows = Files.readAllLines(file).stream().skip(1).map(line -> line.split(","))
        .map(cells -> new Row(cells[0], cells[1], cells[2], Double.parseDouble(cells[3]), cells[4])).toList();
    StringBuilder table = new StringBuilder(
        "| | case | library | PyTorch | PyTorch through DJL | netlib |\n|---|---|--:|--:|--:|--:|\n");
    for (Row row : rows) {
      if (row.implementation.equals("library")) {
        table.append("| ").append(row.benchmark).append(", ").append(row.unit).append(" | ")
            .append(row.benchmark.equals("training") ? row.parameter + " thread(s)" : row.parameter.replace(" ", " × "))
            .append(" | ").append(text(row.value)).append(" | ").append(text(value(rows, row, "pytorch")))
            .append(" | ").append(text(value(rows, row, "djl")))
            .append(" | ").append(text(value(rows, row, "netlib"))).append(" |\n");
      }
    }
    return table.toString();
  }

  private static double measure(Class<?> benchmark, String implementation, String parameter, String value)
      throws IOException {
    try {
      Result<?> result = new Runner(new OptionsBuilder()
          .include("^" + benchmark.getName() + "\\." + implementation + "$").param(parameter, value)
          .output(RunBenchmarks.LOG.toString()).shouldFailOnError(true).build()).runSingle().getPrimaryResult();
      return result.getScore();
    } catch (RunnerException e) {
      throw new IOException(benchmark.getSimpleName() + "." + implementation + " failed, see " + RunBenchmarks.LOG, e);
    }
  }

  private static void report(List<Row> rows, Row row) {
    rows.add(row);
    System.out.printf(Locale.ROOT, "%-8s  %-8s  %-11s  %10.1f %s%n", row.benchmark, row.implementation, row.parameter,
        row.value, row.unit);
  }

  private static double value(List<Row> rows, Row like, String implementation) {
    return rows.stream()
        .filter(row -> row.benchmark.equals(like.benchmark) && row.parameter.equals(like.parameter)
            && row.implementation.equals(implementation))
        .mapToDouble(Row::value).findFirst().orElse(Double.NaN);
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,.0f", value);
  }
}
