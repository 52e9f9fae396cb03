package activations.benchmark;

import activations.Activation;
import activations.Activations;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks one after the other, so that what is compared is measured close together in time, and writes
 * the results.
 *
 * <p>System properties (with Maven: {@code -Dbench.full} and so on):
 * <ul>
 *   <li>{@code bench.full}: all sizes and numbers of threads; of the whole catalogue it renews
 *       {@code benchmarks/results.csv} and the tables in {@code README.md}. Otherwise 1 MiB and one thread, into
 *       {@code target/bench/results.csv}.
 *   <li>{@code bench.kib}: of all sizes only these, separated by commas; the results go into
 *       {@code target/bench/results.csv}.
 *   <li>{@code bench.functions}: names separated by commas, instead of the whole catalogue; the results go into
 *       {@code target/bench/results.csv}.
 *   <li>{@code bench.rounds}: how often to run everything, 1 if not given; the median counts.
 *   <li>{@code bench.minutes}: stop after so many minutes and write what there is; the next run goes on.
 *   <li>{@code bench.brief}: a tenth of the time, to see that everything runs; its numbers mean nothing.
 *   <li>{@code bench.results}: another file for the results.
 *   <li>{@code bench.networks}: the training of a network and matrix products instead; see {@link NetworkBenchmarks}.
 *   <li>{@code bench.table}: only write the tables of the files in {@code benchmarks} into {@code README.md}.
 * </ul>
 */
public final class RunBenchmarks {
  private static final String ALL_KIB = "1024,65536,4";
  private static final int[] ALL_THREADS = {1, 2};
  private static final int QUICK_KIB = 1024;
  private static final int QUICK_THREADS = 1;

  /** The copy is measured again after so many functions, because all ratios to it depend on it. */
  private static final int FUNCTIONS_PER_COPY = 9;

  private static final int WARM_UPS = 3;

  /** More for the library: until it is compiled, the Vector API is hundreds of times slower. */
  private static final int LIBRARY_WARM_UPS = 20;
  private static final int ITERATIONS = 5;
  private static final TimeValue ITERATION_TIME = TimeValue.milliseconds(150);
  private static final TimeValue BRIEF_ITERATION_TIME = TimeValue.milliseconds(50);

  /** Time to start a Java machine and make the data, measured: 1 s for 4 KiB, 3 s for 64 MiB. */
  private static final Duration START_TIME = Duration.ofMillis(1500);

  private static final Path README = Path.of("README.md");
  private static final Path UNCOMMITTED = Path.of("target", "bench", "results.csv");

  /** Measurements of a run that has not ended; the first line tells whether another run may go on with it. */
  private static final Path UNFINISHED = Path.of("target", "bench", "unfinished.csv");

  /** JMH's own report of the latest measurement. */
  static final Path LOG = Path.of("target", "bench", "jmh.log");

  private static final Map<String, Class<? extends Workload>> BENCHMARKS = Map.of(
      Results.LIBRARY, LibraryBenchmark.class,
      Results.COPY, CopyBenchmark.class,
      Results.LOOP, LoopBenchmark.class,
      Results.PYTORCH, TorchBenchmark.class,
      Results.ONNX, OnnxBenchmark.class);

  private final boolean full = Boolean.getBoolean("bench.full");
  private final boolean brief = Boolean.getBoolean("bench.brief");
  private final Duration limit = Duration.ofMinutes(Integer.getInteger("bench.minutes", 10_000));
  private final int rounds = Integer.getInteger("bench.rounds", 1);
  private final int[] sizes = Stream.of(System.getProperty("bench.kib", ALL_KIB).split(","))
      .mapToInt(Integer::parseInt).toArray();
  private final List<String> functions = functions(System.getProperty("bench.functions", ""));
  private final Path file = file(System.getProperty("bench.results", ""));

  private RunBenchmarks() {}

  public static void main(String[] arguments) throws IOException {
    if (Boolean.getBoolean("bench.table")) {
      SpeedTable.replaceAllIn(README);
    } else if (Boolean.getBoolean("bench.networks")) {
      NetworkBenchmarks.run(README);
    } else if (!new RunBenchmarks().run()) {
      System.exit(1);
    }
  }

  private boolean run() throws IOException {
    Results results = new Results(Environment.current());
    resume(results);
    List<Results.Cell> plan = plan();
    List<String> failures = measure(plan, results);
    Results measured = results.only(plan);
    measured.write(file);
    String tables = SpeedTable.markdown(measured);
    System.out.println("\n" + tables + "\nWritten to " + file.toAbsolutePath());
    failures.forEach(failure -> System.out.println("FAILED " + failure));
    if (failures.isEmpty()) {
      if (measured.cells().containsAll(plan)) {
        Files.delete(UNFINISHED);
      }
      if (file.equals(Results.FILE) && Files.exists(README)) {
        SpeedTable.replaceAllIn(README);
      }
    }
    return failures.isEmpty();
  }

  /** Takes over the measurements of an unfinished run of the same library on the same machine, or begins its file. */
  private void resume(Results results) throws IOException {
    String header = String.join(",", results.environment().row(), "library " + libraryChecksum(), "brief " + brief);
    if (Files.exists(UNFINISHED)) {
      List<String> lines = Files.readAllLines(UNFINISHED);
      if (lines.get(0).equals(header)) {
        lines.subList(1, lines.size()).forEach(results::addRow);
        System.out.println("Going on with the run that did not end. To start anew, delete "
            + UNFINISHED.toAbsolutePath());
        return;
      }
      System.out.println("The run that did not end was of another day, machine, JDK, library or kind: starting anew.");
    }
    Files.createDirectories(UNFINISHED.getParent());
    Files.writeString(UNFINISHED, header + "\n");
  }

  /** All cells in the order in which a round measures them; the copy more than once. */
  private List<Results.Cell> plan() {
    List<Results.Cell> plan = new ArrayList<>();
    for (int threads : full ? ALL_THREADS : new int[] {QUICK_THREADS}) {
      for (int kib : full ? sizes : new int[] {QUICK_KIB}) {
        for (int i = 0; i < functions.size(); i++) {
          if (i % FUNCTIONS_PER_COPY == 0) {
            plan.add(new Results.Cell(Results.NO_FUNCTION, "forward", Results.COPY, kib, threads));
            plan.add(new Results.Cell(Results.NO_FUNCTION, "backward", Results.COPY, kib, threads));
          }
          String function = functions.get(i);
          for (String direction : List.of("forward", "backward")) {
            for (String implementation : implementations(function, direction)) {
              plan.add(new Results.Cell(function, direction, implementation, kib, threads));
            }
          }
        }
      }
    }
    return plan;
  }

  private static List<String> implementations(String function, String direction) {
    List<String> implementations = new ArrayList<>(List.of(Results.LIBRARY));
    if (TorchScript.available() && TorchOperators.has(function)) {
      implementations.add(Results.PYTORCH);
    }
    if (OnnxModel.has(function) && direction.equals("forward")) {
      implementations.add(Results.ONNX);
    }
    if (LoopBenchmark.FORMULAS.containsKey(function)) {
      implementations.add(Results.LOOP);
    }
    return implementations;
  }

  /** Measures what is missing, writes each measurement as it comes, and returns what failed. */
  private List<String> measure(List<Results.Cell> plan, Results results) throws IOException {
    List<Results.Cell> missing = new ArrayList<>();
    Map<Results.Cell, Integer> wanted = new HashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Results.Cell cell : plan) {
        if (wanted.merge(cell, 1, Integer::sum) > results.count(cell)) {
          missing.add(cell);
        }
      }
    }
    Duration each = Duration.ofMillis(iterationTime().convertTo(TimeUnit.MILLISECONDS))
        .multipliedBy(LIBRARY_WARM_UPS + ITERATIONS)
        .plus(START_TIME);
    System.out.println(missing.size() + " measurements, about " + minutes(each.multipliedBy(missing.size())) + ".");
    List<String> failures = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < missing.size(); i++) {
      if (System.nanoTime() - start > limit.toNanos()) {
        System.out.println("Time is up; the next run goes on with the other " + (missing.size() - i) + ".");
        break;
      }
      Results.Cell cell = missing.get(i);
      Optional<Results.Time> time = measureTwiceIfNeeded(cell);
      if (time.isEmpty()) {
        failures.add(cell.toString());
        continue;
      }
      results.add(cell, time.get());
      Files.writeString(UNFINISHED, Results.row(cell, time.get()) + "\n", StandardOpenOption.APPEND);
      Duration left = Duration.ofNanos((System.nanoTime() - start) / (i + 1) * (missing.size() - i - 1));
      System.out.printf(Locale.ROOT, "%4d/%d  %-14s %-8s %-11s %5d KiB  %d thread%s  %8.3f ns/element  %s left%n",
          i + 1, missing.size(), cell.function(), cell.direction(), cell.implementation(), cell.kib(),
          cell.threads(), cell.threads() == 1 ? " " : "s", time.get().nsPerElement(), minutes(left));
    }
    return failures;
  }

  /** Tries again once: a peer's native code has been seen to end its process, though hardly ever. */
  private Optional<Results.Time> measureTwiceIfNeeded(Results.Cell cell) throws IOException {
    for (int attempt = 1; attempt <= 2; attempt++) {
      try {
        return Optional.of(measure(cell));
      } catch (RunnerException e) {
        Path log = LOG.resolveSibling("failed-" + cell.function() + "-" + cell.direction() + "-"
            + cell.implementation() + "-" + attempt + ".log");
        Files.move(LOG, log, StandardCopyOption.REPLACE_EXISTING);
        System.out.println("FAILED " + cell + ", see " + log.toAbsolutePath());
      }
    }
    return Optional.empty();
  }

  private Results.Time measure(Results.Cell cell) throws RunnerException {
    Class<? extends Workload> benchmark = BENCHMARKS.get(cell.implementation());
    boolean library = cell.implementation().equals(Results.LIBRARY);
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include("^" + benchmark.getName() + "\\." + cell.direction() + "$")
        .param("function", cell.function())
        .param("kib", "" + cell.kib())
        .param("threads", "" + cell.threads())
        .warmupIterations(library ? LIBRARY_WARM_UPS : WARM_UPS).warmupTime(iterationTime())
        .measurementIterations(ITERATIONS).measurementTime(iterationTime())
        .output(LOG.toString())
        .shouldFailOnError(true);
    if (library) {
      options.addProfiler(GCProfiler.class);
    }
    RunResult result = new Runner(options.build()).runSingle();
    double elements = (double) Workload.elements(cell.kib()) * callsPerOperation(cell);
    double bytes = library ? result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() : Double.NaN;
    Result<?> time = result.getPrimaryResult();
    return new Results.Time(time.getScore() / elements, time.getScoreError() / elements, bytes);
  }

  private static int callsPerOperation(Results.Cell cell) {
    return switch (cell.implementation()) {
      case Results.PYTORCH -> TorchBenchmark.calls(cell.kib());
      case Results.ONNX -> OnnxBenchmark.calls(cell.kib());
      default -> 1;
    };
  }

  private TimeValue iterationTime() {
    return brief ? BRIEF_ITERATION_TIME : ITERATION_TIME;
  }

  private static List<String> functions(String names) {
    return names.isBlank()
        ? Activations.all().stream().map(Activation::name).toList()
        : Stream.of(names.split(",")).map(name -> Activations.byName(name.strip()).name()).toList();
  }

  private Path file(String name) {
    boolean all = full && System.getProperty("bench.functions", "").isBlank()
        && System.getProperty("bench.kib", ALL_KIB).equals(ALL_KIB);
    return !name.isBlank() ? Path.of(name) : all ? Results.FILE : UNCOMMITTED;
  }

  /** A checksum of the compiled functions, so that measurements of two versions of them are never mixed. */
  private static long libraryChecksum() throws IOException {
    CRC32 checksum = new CRC32();
    try (Stream<Path> files = Files.list(Path.of(Activations.class.getProtectionDomain().getCodeSource().getLocation()
        .toURI()).resolve("activations"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        checksum.update(Files.readAllBytes(file));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return checksum.getValue();
  }

  private static String minutes(Duration time) {
    return String.format(Locale.ROOT, "%.1f min", time.toSeconds() / 60.0);
  }
}
