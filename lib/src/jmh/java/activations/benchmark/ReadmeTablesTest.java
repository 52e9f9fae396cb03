package activations.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The tables in lib/README.md are those of the stored results. */
@DisabledIfSystemProperty(named = "bench.table", matches = ".*", disabledReason = "the tables are about to be written")
class ReadmeTablesTest {

  private static final Path README = Path.of("README.md");

  @Test
  void speeds() throws IOException {
    assertEquals(SpeedTable.markdown(Results.read(Results.FILE)),
        SpeedTable.in(README, SpeedTable.NAME), "./mvnw -Pbench test -Dbench.table renews it");
  }

  @Test
  void machines() throws IOException {
    assertEquals(SpeedTable.machines(Results.readMachines()), SpeedTable.in(README, SpeedTable.MACHINES_NAME));
  }

  @Test
  void networks() throws IOException {
    assertEquals(NetworkBenchmarks.table(NetworkBenchmarks.FILE), SpeedTable.in(README, NetworkBenchmarks.TABLE));
  }
}
