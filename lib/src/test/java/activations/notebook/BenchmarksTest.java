package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class BenchmarksTest {

  private static final String RESULTS = """
      function,direction,implementation,kib,threads,ns_per_element,error,bytes_per_call,times_copy,times_library,date,\
      cpu,vector_bits,cores,os,jdk,pytorch,onnxruntime
      -,forward,copy,4,1,0.0500,0.0010,,1.0000,,2026-01-31,A CPU,256,2,Linux amd64,17.0.15+6,2.7.1,1.23.2
      gelu,backward,library,65536,2,0.7250,0.0121,3.7678,5.3275,1.0000,2026-01-31,A CPU,256,2,Linux amd64,17.0.15+6,\
      2.7.1,1.23.2
      """;

  /** What JMH's own threads leave on the heap, in bytes per nanosecond of a call: 4e-5 at most was measured. */
  private static final double NOISE = 1e-4;

  @Test
  void readsNumbersAndKeepsTheNames() {
    Table table = Benchmarks.read(new ByteArrayInputStream(RESULTS.getBytes(StandardCharsets.UTF_8)));
    assertEquals(2, table.rowCount());
    assertEquals("-", table.stringColumn("function").get(0));
    assertEquals(0.05, table.doubleColumn("ns_per_element").get(0));
    assertTrue(table.doubleColumn("bytes_per_call").isMissing(0));
    assertEquals(65536, table.intColumn("kib").get(1));
    assertEquals(256, table.intColumn("vector_bits").get(1));
    assertEquals("2026-01-31", table.stringColumn("date").get(1));
    assertEquals("17.0.15+6", table.stringColumn("jdk").get(1));
  }

  @Test
  void aFunctionWasMeasuredAtEverySizeWithOneAndTwoThreads() {
    Set<String> measured = new TreeSet<>();
    Set<String> functions = new TreeSet<>();
    for (Row row : ofTheLibrary()) {
      functions.add(row.getString("function"));
      measured.add(row.getString("function") + " " + row.getString("direction") + ", " + row.getInt("kib") + " KiB, "
          + row.getInt("threads"));
    }
    List<String> missing = new ArrayList<>();
    // One that is newer than the measurements has none until they are renewed: ./mvnw -Pbench test -Dbench.full
    List<Activation> old = Activations.all().stream().filter(f -> functions.contains(f.name())).toList();
    assertTrue(old.size() >= 31, () -> "only " + functions + " were measured");
    for (Activation function : old) {
      for (String direction : List.of("forward", "backward")) {
        for (int kib : new int[] {4, 1024, 65_536}) {
          for (int threads = 1; threads <= 2; threads++) {
            String cell = function.name() + " " + direction + ", " + kib + " KiB, " + threads;
            if (!measured.contains(cell)) {
              missing.add(cell);
            }
          }
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  /** A vector on the heap takes more than 64 bytes, and a call has hundreds of them. */
  @Test
  void kernelsLeaveNothingOnTheHeap() {
    List<String> allocating = new ArrayList<>();
    for (Row row : ofTheLibrary()) {
      double nanosPerCall = row.getDouble("ns_per_element") * row.getInt("kib") * 256;
      if (!(row.getDouble("bytes_per_call") <= NOISE * nanosPerCall)) {
        allocating.add(row.getString("function") + " " + row.getString("direction") + ", " + row.getInt("kib")
            + " KiB: " + row.getDouble("bytes_per_call") + " bytes a call");
      }
    }
    assertEquals(List.of(), allocating);
  }

  @Test
  void findsATimeWithItsInterval() {
    Table table = Benchmarks.read(new ByteArrayInputStream(RESULTS.getBytes(StandardCharsets.UTF_8)));
    assertEquals(Timing.of(0.05, 0.001), Benchmarks.time(table, "-", "forward", "copy", 4));
    assertEquals(Timing.NONE, Benchmarks.time(table, "-", "forward", "copy", 1024));
    assertEquals(Timing.NONE, Benchmarks.time(table, "gelu", "backward", "library", 65_536), "with two threads only");
  }

  @Test
  void hasTheTimesOfNarrowerVectors() {
    Table narrow = Benchmarks.storedOfAvx2();
    assertEquals(256, narrow.intColumn("vector_bits").get(0));
    assertTrue(Benchmarks.time(narrow, "gelu", "forward", "library", 1024).low()
        > Benchmarks.time(Benchmarks.stored(), "gelu", "forward", "library", 1024).high());
  }

  @Test
  void comparesTwoFunctions() {
    Timing[] forward = Benchmarks.ratios("gelu_tanh", "gelu", "forward");
    assertEquals(12, forward.length, "four programs, three sizes");
    Table stored = Benchmarks.stored();
    assertEquals(Benchmarks.time(stored, "gelu_tanh", "forward", "pytorch", 1024)
        .over(Benchmarks.time(stored, "gelu", "forward", "pytorch", 1024)), forward[4]);
    Timing[] backward = Benchmarks.ratios("gelu_tanh", "gelu", "backward");
    assertEquals(Timing.NONE, backward[6], "ONNX Runtime has no backward");
    Plot chart = Benchmarks.ratioChart("gelu_tanh", "gelu");
    assertEquals(Math.log10(forward[4].nanos()), chart.getSeries("forward").getXData()[4], 1e-12);
    assertEquals(Math.log10(0.5), chart.getSeries("half the time").getXData()[0], 1e-12);
    for (String line : List.of("half the time", "the same time")) {
      assertArrayEquals(new double[] {0.5, 12.5, Double.NaN}, chart.getSeries(line).getYData(), line);
    }
    List<String> names = Painted.of(chart).texts().stream().map(Painted.Text::text).toList();
    assertTrue(names.containsAll(List.of("this library, 4 KiB", "PyTorch, 1 MiB", "ONNX Runtime, 64 MiB")), names::toString);
  }

  @Test
  void drawsFunctionsInSeveralPrograms() {
    Plot forward = Benchmarks.chart("forward", 1024, "relu", "gelu");
    Table stored = Benchmarks.stored();
    assertEquals(Math.log10(Benchmarks.time(stored, "gelu", "forward", "onnxruntime", 1024).nanos()),
        forward.getSeries("ONNX Runtime " + stored.row(0).getString("onnxruntime")).getXData()[1], 1e-12);
    assertEquals(Math.log10(Benchmarks.time(stored, "-", "forward", "copy", 1024).nanos()),
        forward.getSeries("a copy").getXData()[0], 1e-12);
    Plot backward = Benchmarks.chart("backward", 4, "relu");
    assertEquals("backward, arrays of 4 KiB, one thread", backward.getTitle());
    assertEquals("forward, arrays of 1 MiB, one thread", forward.getTitle());
    assertEquals("forward, arrays of 64 MiB, one thread", Benchmarks.chart("forward", 65536, "relu").getTitle());
    assertArrayEquals(new double[] {0.5, 2.5, Double.NaN}, forward.getSeries("a copy").getYData(), "over both functions");
    assertEquals(null, backward.getSeries("a copy"));
    assertTrue(backward.getSeries("a product of two arrays") != null);
  }

  @Test
  void knowsTheOperationsOfSomeFunctions() {
    assertEquals(2, Benchmarks.operations("relu"));
    assertEquals("the operations of softsign were not counted, only those of "
            + "[elu, gelu, gelu_tanh, mish, relu, sigmoid, silu, tanh]",
        assertThrows(IllegalArgumentException.class, () -> Benchmarks.operations("softsign")).getMessage());
  }

  @Test
  void timesAFunctionInBothDirections() {
    AtomicInteger forward = new AtomicInteger();
    AtomicInteger backward = new AtomicInteger();
    Activation counting = new Activation() {
      @Override
      public String name() {
        return "counting";
      }

      @Override
      public double value(double x) {
        forward.incrementAndGet();
        return x;
      }

      @Override
      public double derivative(double x) {
        backward.incrementAndGet();
        return 1;
      }
    };
    Benchmarks.layer(0.01, 2, 3, counting);
    assertTrue(forward.get() >= 6 && forward.get() % 6 == 0, "each element of 3 × 2 outputs: " + forward);
    assertTrue(backward.get() >= 6 && backward.get() % 6 == 0, "backward: " + backward);
    assertEquals(List.of("product", "identity"),
        Benchmarks.layer(0.01, 2, 1, Activations.identity()).stringColumn("step").asList(), "one row is a batch");
  }

  @Test
  void timesALayer() {
    Table layer = Benchmarks.layer(0.01, 8, 2, Activations.relu());
    assertEquals(List.of("product", "relu"), layer.stringColumn("step").asList());
    double forward = layer.doubleColumn("forward").get(1);
    double backward = layer.doubleColumn("backward").get(1);
    assertTrue(forward > 0 && backward > 0);
    double product = layer.doubleColumn("forward").get(0) + layer.doubleColumn("backward").get(0);
    assertEquals(100 * (forward + backward) / (forward + backward + product),
        layer.doubleColumn("share, %").get(1), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> Benchmarks.layer(8, 0));
  }

  private static Table ofTheLibrary() {
    Table stored = Benchmarks.stored();
    return stored.where(stored.stringColumn("implementation").isEqualTo("library"));
  }
}
