package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class BenchmarksTest {

  private static final String RESULTS = """
      function,direction,implementation,kib,threads,ns_per_element,error,bytes_per_call,times_copy,times_library,date,\
      cpu,cores,os,jdk,pytorch,onnxruntime
      -,forward,copy,4,1,0.0500,0.0010,,1.0000,,2026-01-31,A CPU,2,Linux amd64,17.0.15+6,2.7.1,1.23.2
      gelu,backward,library,65536,2,0.7250,0.0121,3.7678,5.3275,1.0000,2026-01-31,A CPU,2,Linux amd64,17.0.15+6,2.7.1,\
      1.23.2
      """;

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
}
