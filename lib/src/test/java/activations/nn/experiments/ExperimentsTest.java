package activations.nn.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.nn.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class ExperimentsTest {

  @TempDir
  private Path folder;

  private static Table quick(String name, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return Experiments.byName(name).run(Experiment.Size.QUICK, workers, line -> {});
    }
  }

  @Test
  void theTableOfTheDepthStudyDoesNotDependOnTheThreadsAndAgreesWithTheTheory() {
    Table table = quick("depth", 1);
    assertEquals(table.print(Integer.MAX_VALUE), quick("depth", 2).print(Integer.MAX_VALUE));
    assertEquals(8 * 2 * 2 * 50, table.rowCount());
    Table tanh = select(table, "tanh", "LECUN");
    for (int i = 0; i < tanh.rowCount(); i++) {
      // tanh pulls its variance back to the fixed point, so chance does not add up as for ReLU.
      double ratio = tanh.doubleColumn("square").get(i) / tanh.doubleColumn("squareTheory").get(i);
      assertTrue(ratio > 0.5 && ratio < 2, "row " + i + ": " + ratio);
    }
    Table relu = select(table, "relu", "HE");
    assertEquals(2, relu.doubleColumn("squareTheory").get(49), 1e-9);
    assertEquals(1, relu.doubleColumn("gradientTheory").get(0), 1e-9);
    Table halved = select(table, "relu", "LECUN");
    assertEquals(0x1p-49, halved.doubleColumn("gradientTheory").get(0), 1e-22);
  }

  private static Table select(Table table, String activation, String initialization) {
    return table.where(table.stringColumn("activation").isEqualTo(activation)
        .and(table.stringColumn("initialization").isEqualTo(initialization)));
  }

  @Test
  void deadUnitsAreOfReluOnly() {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    Table table = Experiments.byName("dead-units").run(Experiment.Size.QUICK, Workers.one(), lines::add);
    assertEquals(5 * 2 * 2 * 2, lines.size());
    assertEquals(5 * (4 + 12) * 2 * 2, table.rowCount());
    Table relu = table.where(table.stringColumn("activation").isEqualTo("relu"));
    assertTrue(relu.intColumn("deadAfter").sum() > 0);
    Table leaky = table.where(table.stringColumn("activation").isEqualTo("leaky_relu"));
    assertEquals(0, leaky.intColumn("deadAfter").sum());
  }

  @Test
  void aCommandWritesATableThatReadsBackAsItWas() throws IOException {
    Path file = folder.resolve("results/depth.csv");
    Experiments.main(new String[] {"depth", "quick", file.toString()});
    Table read = Table.read().csv(file.toFile());
    Table table = quick("depth", 1);
    assertEquals(table.columnNames(), read.columnNames());
    assertEquals(table.doubleColumn("gradient").asList(), read.doubleColumn("gradient").asList());
  }

  @Test
  void namesAllExperimentsWhenOneIsUnknown() {
    assertEquals("no experiment is called \"dept\"; the names are depth, dead-units", assertThrows(
        IllegalArgumentException.class, () -> Experiments.byName("dept")).getMessage());
    assertEquals(List.of("depth", "dead-units"), Experiments.all().stream().map(Experiment::name).toList());
  }
}
