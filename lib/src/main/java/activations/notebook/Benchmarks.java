package activations.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The measured times of every function, as they are kept with the library. */
public final class Benchmarks {

  private static final String FILE = "/activations/benchmark/results.csv";

  private Benchmarks() {}

  /**
   * {@return the results of the full benchmark: one row for each function, direction ({@code forward},
   * {@code backward}), implementation ({@code library}, {@code copy}, {@code loop}, {@code pytorch},
   * {@code onnxruntime}), size in KiB and number of threads}
   *
   * <p>{@code ns_per_element} is the time, {@code error} half of its 99.9 % confidence interval, {@code times_copy} and
   * {@code times_library} are multiples of the time of a copy and of the library's; {@code date}, {@code cpu}, {@code
   * cores}, {@code os}, {@code jdk} and the versions of the peers say what was measured. The copy's function is
   * {@code "-"}; its backward is the product of two arrays.
   *
   * @throws IllegalStateException if the library was built without the results
   */
  public static Table stored() {
    try (InputStream in = Benchmarks.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not part of this library; ./mvnw -Pbench test -Dbench.full writes"
            + " lib/benchmarks/results.csv, and the next build packs it");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Table read(InputStream in) {
    return Table.read().usingOptions(CsvReadOptions.builder(in).tableName("benchmarks").missingValueIndicator("")
        .columnTypes(Benchmarks::type));
  }

  private static ColumnType type(String column) {
    return switch (column) {
      case "kib", "threads", "cores" -> ColumnType.INTEGER;
      case "ns_per_element", "error", "bytes_per_call", "times_copy", "times_library" -> ColumnType.DOUBLE;
      default -> ColumnType.STRING;
    };
  }
}
