package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of the kernels are what their script makes. */
class TablesIT {

  private static final PythonEnvironment ENVIRONMENT =
      new PythonEnvironment("tables", Pack.ROOT.resolve("lib/src/tables/requirements.txt"));
  private static final Path TABLES = Pack.ROOT.resolve("lib/src/main/resources/activations/tables");

  /** One of each kind: 16 segments, 8, two sides; a zero at 0 and elsewhere; without a tail. */
  @ParameterizedTest
  @ValueSource(strings = {"gelu", "silu_slope", "mish", "tanh"})
  void areMadeAgainToTheByte(String table, @TempDir Path folder) throws IOException, InterruptedException {
    Pack.Result result = Pack.run(Pack.ROOT, Map.of("TABLES", folder.toString()),
        List.of(ENVIRONMENT.programs().resolve("python").toString(), "lib/src/tables/make_tables.py", table));
    assertEquals(0, result.status(), result.output());
    assertEquals(Files.readString(TABLES.resolve(table + ".txt")), Files.readString(folder.resolve(table + ".txt")));
  }
}
