package activations.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The times of one run, and the ratios between those that belong together.
 *
 * <p>The file has one row for each function, direction, implementation, size and number of threads. Its columns:
 * {@code ns_per_element}; {@code error}, half of the 99.9 % confidence interval, in the same unit;
 * {@code bytes_per_call}, what one call allocates on the Java heap, JMH's own bookkeeping of about 1 kB in an iteration
 * included, known for the library alone; {@code times_copy}, the time as a multiple of the copy's;
 * {@code times_library}, the time as a multiple of the library's, so above 1 means that the library is faster; then
 * the date and what it ran on.
 */
final class Results {
  static final String LIBRARY = "library";
  static final String COPY = "copy";
  static final String LOOP = "loop";
  static final String PYTORCH = "pytorch";
  static final String ONNX = "onnxruntime";

  /** The results of the newest JDK. */
  static final Path FILE = Path.of("benchmarks", "results.csv");
  /** The eight main functions on the oldest JDK, with the vectors of most laptops (AVX2), and on AMD, which has those. */
  private static final List<Path> OTHER_MACHINES = Stream.of("results-jdk17.csv", "results-avx2.csv", "results-amd.csv")
      .map(name -> Path.of("benchmarks", name)).toList();

  /** In place of a function's name in the rows of the copy. */
  static final String NO_FUNCTION = "-";

  private static final String MEASURED = "function,direction,implementation,kib,threads,ns_per_element,error,"
      + "bytes_per_call";
  private static final String DERIVED = ",times_copy,times_library,";

  /** What was measured; equal cells were measured in the same way. */
  record Cell(String function, String direction, String implementation, int kib, int threads) {
    Cell of(String otherFunction, String otherDirection, String otherImplementation) {
      return new Cell(otherFunction, otherDirection, otherImplementation, kib, threads);
    }
  }

  /** A measurement; {@code error} and {@code bytesPerCall} are NaN if unknown. */
  record Time(double nsPerElement, double error, double bytesPerCall) {}

  private final Environment environment;
  private final Map<Cell, List<Time>> times = new LinkedHashMap<>();

  Results(Environment environment) {
    this.environment = environment;
  }

  Environment environment() {
    return environment;
  }

  void add(Cell cell, Time time) {
    times.computeIfAbsent(cell, key -> new ArrayList<>()).add(time);
  }

  int count(Cell cell) {
    return times.getOrDefault(cell, List.of()).size();
  }

  List<Cell> cells() {
    return List.copyOf(times.keySet());
  }

  /** The median measurement of a cell that was measured. */
  Time time(Cell cell) {
    List<Time> sorted = times.get(cell).stream().sorted(Comparator.comparingDouble(Time::nsPerElement)).toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** The time of a cell as a multiple of another's; empty if one of them was not measured. */
  OptionalDouble ratio(Cell cell, Cell to) {
    return times.containsKey(cell) && times.containsKey(to)
        ? OptionalDouble.of(time(cell).nsPerElement() / time(to).nsPerElement())
        : OptionalDouble.empty();
  }

  OptionalDouble timesCopy(Cell cell) {
    return ratio(cell, cell.of(NO_FUNCTION, "forward", COPY));
  }

  OptionalDouble timesLibrary(Cell cell) {
    return ratio(cell, cell.of(cell.function(), cell.direction(), LIBRARY));
  }

  static String row(Cell cell, Time time) {
    return String.join(",", cell.function(), cell.direction(), cell.implementation(), "" + cell.kib(),
        "" + cell.threads(), number(time.nsPerElement()), number(time.error()), number(time.bytesPerCall()));
  }

  /** Adds a line that {@link #row} made, or one that begins with such a line. */
  void addRow(String line) {
    String[] columns = line.split(",", -1);
    Cell cell = new Cell(columns[0], columns[1], columns[2], Integer.parseInt(columns[3]),
        Integer.parseInt(columns[4]));
    add(cell, new Time(parse(columns[5]), parse(columns[6]), parse(columns[7])));
  }

  static Results read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> rows = lines.subList(1, lines.size());
    String[] columns = rows.get(0).split(",", -1);
    int first = (MEASURED + DERIVED).split(",").length;
    Results results = new Results(Environment.parse(String.join(",", List.of(columns).subList(first, columns.length))));
    rows.forEach(results::addRow);
    return results;
  }

  /** All stored results, the newest JDK's first. */
  static List<Results> readMachines() throws IOException {
    List<Results> all = new ArrayList<>(List.of(read(FILE)));
    for (Path file : OTHER_MACHINES) {
      all.add(read(file));
    }
    return all;
  }

  /** The measurements of the given cells, in their order. */
  Results only(List<Cell> cells) {
    Results chosen = new Results(environment);
    cells.stream().filter(times::containsKey).forEach(cell -> chosen.times.put(cell, times.get(cell)));
    return chosen;
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(MEASURED + DERIVED + Environment.COLUMNS));
    for (Cell cell : times.keySet()) {
      lines.add(String.join(",", row(cell, time(cell)), number(timesCopy(cell)), number(timesLibrary(cell)),
          environment.row()));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  private static String number(OptionalDouble value) {
    return number(value.orElse(Double.NaN));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static double parse(String column) {
    return column.isEmpty() ? Double.NaN : Double.parseDouble(column);
  }
}
