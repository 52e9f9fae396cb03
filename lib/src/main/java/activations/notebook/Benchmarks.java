package activations.notebook;

import activations.Activation;
import activations.nn.Dense;
import activations.nn.Initialization;
import activations.nn.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The measured times of every function, as they are kept with the library; and those of a layer, measured here. */
public final class Benchmarks {

  private static final String FILES = "/activations/benchmark/";

  /** Counted in what the build makes of the formulas, target/generated-sources/vectorize; a test counts again. */
  private static final Map<String, Integer> OPERATIONS = Map.of("relu", 2, "elu", 40, "sigmoid", 48, "silu", 46,
      "tanh", 43, "gelu_tanh", 49, "gelu", 46, "mish", 55);

  private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();
  private static final List<Integer> SIZES = List.of(4, 1024, 65_536);
  private static final List<String> DIRECTIONS = List.of("forward", "backward");
  private static final double LAYER_SECONDS = 6;

  static {
    PROGRAMS.put("library", "this library");
    PROGRAMS.put("pytorch", "PyTorch");
    PROGRAMS.put("onnxruntime", "ONNX Runtime");
    PROGRAMS.put("loop", "plain loop");
  }

  private Benchmarks() {}

  /**
   * {@return the results of the full benchmark: one row for each function, direction ({@code forward},
   * {@code backward}), implementation ({@code library}, {@code copy}, {@code loop}, {@code pytorch},
   * {@code onnxruntime}), size in KiB and number of threads}
   *
   * <p>{@code ns_per_element} is the time, {@code error} half of its 99.9 % confidence interval, {@code times_copy} and
   * {@code times_library} are multiples of the time of a copy and of the library's; {@code date}, {@code cpu}, {@code
   * vector_bits}, {@code cores}, {@code os}, {@code jdk} and the versions of the peers say what was measured. The
   * copy's function is {@code "-"}; its backward is the product of two arrays.
   *
   * @throws IllegalStateException if the library was built without the results
   */
  public static Table stored() {
    return stored("results.csv");
  }

  /**
   * {@return the results of a shorter benchmark with vectors of eight floats (AVX2, as most laptops have it), as {@link
   * #stored} but of some functions, at 1 MiB with one thread}
   *
   * @throws IllegalStateException if the library was built without the results
   */
  public static Table storedOfAvx2() {
    return stored("results-avx2.csv");
  }

  private static Table stored(String file) {
    try (InputStream in = Benchmarks.class.getResourceAsStream(FILES + file)) {
      if (in == null) {
        throw new IllegalStateException(FILES + file + " is not part of this library; ./mvnw -Pbench test -Dbench.full writes"
            + " lib/benchmarks/" + file + ", and the next build packs it");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return a stored time of one element in one thread, with its 99.9 % confidence interval; {@link Timing#NONE} if it
   * was not measured}
   *
   * @param results {@link #stored} or {@link #storedOfAvx2}
   * @param function as {@code "gelu"}; {@code "-"} for the copy
   * @param direction {@code "forward"} or {@code "backward"}
   * @param implementation {@code "library"}, {@code "copy"}, {@code "loop"}, {@code "pytorch"} or {@code "onnxruntime"}
   * @param kib the size of an array
   * @throws NullPointerException if an argument is null
   */
  public static Timing time(Table results, String function, String direction, String implementation, int kib) {
    List<String> key = List.of(function, direction, implementation);
    for (Row row : results) {
      if (row.getInt("kib") == kib && row.getInt("threads") == 1 && key.equals(List.of(
          row.getString("function"), row.getString("direction"), row.getString("implementation")))) {
        return Timing.of(row.getDouble("ns_per_element"), row.getDouble("error"));
      }
    }
    return Timing.NONE;
  }

  /**
   * {@return stored times, as of {@link #time}, of some functions}
   *
   * @param results {@link #stored} or {@link #storedOfAvx2}
   * @param direction {@code "forward"} or {@code "backward"}
   * @param implementation {@code "library"}, {@code "loop"}, {@code "pytorch"} or {@code "onnxruntime"}
   * @param kib the size of an array
   * @param functions their names
   * @throws NullPointerException if an argument is null
   */
  public static Timing[] times(Table results, String direction, String implementation, int kib, String... functions) {
    return Stream.of(functions).map(f -> time(results, f, direction, implementation, kib)).toArray(Timing[]::new);
  }

  /**
   * {@return a chart of the stored times of some functions in this library, in PyTorch and, forward, in ONNX Runtime,
   * with a line at the time of a copy, or backward of a product of two arrays}
   *
   * @param direction {@code "forward"} or {@code "backward"}
   * @param kib the size of an array: 4, 1024 or 65536
   * @param functions their names, from above
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there is no function
   */
  public static Plot chart(String direction, int kib, String... functions) {
    Table results = stored();
    boolean forward = direction.equals("forward");
    Map<String, Timing[]> series = new LinkedHashMap<>();
    series.put("this library", times(results, direction, "library", kib, functions));
    series.put("PyTorch " + results.row(0).getString("pytorch"), times(results, direction, "pytorch", kib, functions));
    if (forward) {
      series.put("ONNX Runtime " + results.row(0).getString("onnxruntime"),
          times(results, direction, "onnxruntime", kib, functions));
    }
    Plot chart = Plots.timings(direction + ", arrays of " + size(kib) + ", one thread",
        Axis.logarithmic("ns per element", 0.05, 50), functions, series);
    double yardstick = time(results, "-", direction, "copy", kib).nanos();
    chart.addLine(forward ? "a copy" : "a product of two arrays", new double[] {yardstick, yardstick},
        new double[] {0.5, functions.length + 0.5});
    return chart;
  }

  private static String size(int kib) {
    return kib < 1024 ? kib + " KiB" : kib / 1024 + " MiB";
  }

  /**
   * {@return a chart of how many times as long as another function one takes, in four programs, three sizes and both
   * directions, of stored times, with lines at half the time and at the same}
   *
   * @param function the one
   * @param reference the other
   * @throws NullPointerException if an argument is null
   */
  public static Plot ratioChart(String function, String reference) {
    List<String> names = new ArrayList<>();
    PROGRAMS.forEach((key, name) -> SIZES.forEach(kib -> names.add(name + ", " + size(kib))));
    Map<String, Timing[]> series = new LinkedHashMap<>();
    DIRECTIONS.forEach(each -> series.put(each, ratios(function, reference, each)));
    Plot chart = Plots.timings("Time of " + function + " by time of " + reference,
        Axis.logarithmic("times as long", 0.05, 10), names.toArray(new String[0]), series);
    double[] ends = {0.5, names.size() + 0.5};
    chart.addLine("half the time", new double[] {0.5, 0.5}, ends);
    chart.addLine("the same time", new double[] {1, 1}, ends);
    return chart;
  }

  /**
   * {@return the ratios that {@link #ratioChart} draws, of one direction: 4 KiB, 1 MiB and 64 MiB of the library, then
   * of PyTorch, of ONNX Runtime and of the plain loop}
   *
   * @param function the one
   * @param reference the other
   * @param direction {@code "forward"} or {@code "backward"}
   * @throws NullPointerException if an argument is null
   */
  public static Timing[] ratios(String function, String reference, String direction) {
    Table results = stored();
    return PROGRAMS.keySet().stream().flatMap(program -> SIZES.stream()
        .map(kib -> time(results, function, direction, program, kib)
            .over(time(results, reference, direction, program, kib)))).toArray(Timing[]::new);
  }

  /**
   * Times a fully connected layer on this computer, and activation functions of its outputs, forward and backward; in
   * six seconds.
   *
   * @param width its inputs, and its outputs
   * @param rows of the batch
   * @param functions whose share is wanted
   * @return a row for the product and for each function, in ns per output: medians, the quartiles of both directions
   *     together, and the share of the function in its time and the product's, in per cent
   * @throws NullPointerException if a function is null
   * @throws IllegalArgumentException if a size is not positive
   */
  public static Table layer(int width, int rows, Activation... functions) {
    return layer(LAYER_SECONDS, width, rows, functions);
  }

  static Table layer(double seconds, int width, int rows, Activation... functions) {
    if (rows < 1) {
      throw new IllegalArgumentException("a batch cannot have " + rows + " rows");
    }
    SplittableRandom random = new SplittableRandom(1);
    Dense layer = Dense.of(width, width, Initialization.LECUN, random);
    float[] x = new float[rows * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] z = layer.forward(x, rows, Mode.TRAINING);
    float[] y = new float[z.length];
    float[] dz = new float[z.length];
    List<Runnable> tasks = new ArrayList<>(
        List.of(() -> layer.forward(x, rows, Mode.TRAINING), () -> layer.backward(x)));
    for (Activation f : functions) {
      tasks.add(() -> f.forward(z, y));
      tasks.add(() -> f.backward(z, x, dz));
    }
    Timing[] times = Stream.of(Timing.inTurn(seconds, tasks.toArray(new Runnable[0])))
        .map(time -> time.per(x.length)).toArray(Timing[]::new);
    Timing product = times[0].plus(times[1]);
    Object[][] table = new Object[functions.length + 1][];
    for (int k = 0; k < table.length; k++) {
      Timing both = times[2 * k].plus(times[2 * k + 1]);
      table[k] = new Object[] {k == 0 ? "product" : functions[k - 1].name(), times[2 * k].nanos(),
          times[2 * k + 1].nanos(), both.low(), both.high(),
          k == 0 ? null : 100 * both.nanos() / both.plus(product).nanos()};
    }
    return Tables.of("ns per output, " + width + " inputs and outputs, rows: " + rows,
        new String[] {"step", "forward", "backward", "both, from", "to", "share, %"}, table);
  }

  /**
   * {@return how many operations the library's {@code forward} does for one element} A fused multiply-add counts as two,
   * as in the speed that makers state; comparisons and operations on bits count as one.
   *
   * @param function "relu", "elu", "sigmoid", "tanh", "silu", "mish", "gelu_tanh" or "gelu"
   * @throws IllegalArgumentException if the operations of the function were not counted
   */
  public static int operations(String function) {
    Integer counted = OPERATIONS.get(function);
    if (counted == null) {
      throw new IllegalArgumentException("the operations of " + function + " were not counted, only those of "
          + new TreeSet<>(OPERATIONS.keySet()));
    }
    return counted;
  }

  static Table read(InputStream in) {
    return Table.read().usingOptions(CsvReadOptions.builder(in).tableName("benchmarks").missingValueIndicator("")
        .columnTypes(Benchmarks::type));
  }

  private static ColumnType type(String column) {
    return switch (column) {
      case "kib", "threads", "cores", "vector_bits" -> ColumnType.INTEGER;
      case "ns_per_element", "error", "bytes_per_call", "times_copy", "times_library" -> ColumnType.DOUBLE;
      default -> ColumnType.STRING;
    };
  }
}
