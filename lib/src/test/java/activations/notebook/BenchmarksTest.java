package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class BenchmarksTest {

  private static final String RESULTS = """
      function,direction,implementation,kib,threads,ns_per_element,error,bytes_per_call,times_copy,times_library,date,\
      cpu,cores,os,jdk,pytorch,onnxruntime
      -,forward,copy,4,1,0.0500,0.0010,,1.0000,,2026-01-31,A CPU,2,Linux amd64,17.0.15+6,2.7.1,1.23.2
      gelu,backward,library,65536,2,0.7250,0.0121,3.7678,5.3275,1.0000,2026-01-31,A CPU,2,Linux amd64,17.0.15+6,2.7.1,\
      1.23.2
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

  private static Table ofTheLibrary() {
    Table stored = Benchmarks.stored();
    return stored.where(stored.stringColumn("implementation").isEqualTo("library"));
  }
}
