package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.nn.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class StudiesTest {

  private static final Map<String, String> COLUMNS = Map.of(
      "depth", "activation initialization seed layer square squareTheory gradient gradientTheory saturated dead",
      "dead-units", "activation depth learningRate seed layer units deadBefore deadAfter saturatedBefore"
          + " saturatedAfter accuracy",
      "digits", "activation dropout learningRate seed trainLoss tuningLoss noise loss accuracy",
      "autoencoder", "activation learningRate seed epoch trainLoss tuningLoss loss",
      "glu-digits", "block learningRate seed weights epoch tuningLoss loss accuracy",
      "glu-transformer", "block learningRate seed weights epoch tuningLoss logPerplexity floor");

  @TempDir
  private Path folder;

  private static Table quick(String name, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return Studies.byName(name).run(Study.Size.QUICK, workers, line -> {});
    }
  }

  @Test
  @Tag("slow")
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
  @Tag("slow")
  void deadUnitsAreOfReluOnly() {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    Table table = Studies.byName("dead-units").run(Study.Size.QUICK, Workers.one(), lines::add);
    assertEquals(5 * 2 * 2 * 2, lines.size());
    assertEquals(lines.size(), Studies.byName("dead-units").trials(Study.Size.QUICK));
    assertEquals(5 * (4 + 12) * 2 * 2, table.rowCount());
    Table relu = table.where(table.stringColumn("activation").isEqualTo("relu"));
    assertTrue(relu.intColumn("deadAfter").sum() > 0);
    Table leaky = table.where(table.stringColumn("activation").isEqualTo("leaky_relu"));
    assertEquals(0, leaky.intColumn("deadAfter").sum());
  }

  @Test
  @Tag("slow")
  void everyBlockOfTheTransformerHasAsManyWeightsAndNoneBeatsTheFloor() {
    Table table = quick("glu-transformer", 2);
    assertEquals((3 + 5) * 2 * 2, table.rowCount());
    assertEquals(1, table.intColumn("weights").unique().size());
    double floor = table.doubleColumn("floor").get(0);
    // 200 sequences stray from the expected loss; a model that knows nothing is at ln 10 = 2.30.
    assertTrue(table.doubleColumn("logPerplexity").min() > floor - 0.05);
    assertTrue(table.doubleColumn("logPerplexity").max() < 2.3);
  }

  @Test
  @Tag("slow")
  void digitsAreLearntAndNoiseHurts() {
    Table table = quick("digits", 2);
    assertEquals(5 * 2 * 2, table.rowCount());
    double clean = table.where(table.doubleColumn("noise").isEqualTo(0)).doubleColumn("accuracy").mean();
    double noisy = table.where(table.doubleColumn("noise").isEqualTo(1)).doubleColumn("accuracy").mean();
    assertTrue(clean > 0.7, "clean " + clean);
    assertTrue(noisy < clean, "noisy " + noisy);
  }

  @Test
  @Tag("slow")
  void everyBlockLearnsDigitsWithAsManyWeights() {
    Table table = quick("glu-digits", 2);
    assertEquals((3 + 5) * 2 * 3, table.rowCount());
    assertEquals(1, table.intColumn("weights").unique().size());
    assertTrue(table.doubleColumn("accuracy").min() > 0.5);
  }

  @Test
  @Tag("slow")
  void theAutoencoderLearns() {
    Table table = quick("autoencoder", 2);
    assertEquals(3 * 2 * 3, table.rowCount());
    Table first = table.where(table.intColumn("epoch").isEqualTo(1));
    Table last = table.where(table.intColumn("epoch").isEqualTo(3));
    for (int run = 0; run < last.rowCount(); run++) {
      assertTrue(last.doubleColumn("tuningLoss").get(run) < first.doubleColumn("tuningLoss").get(run), "run " + run);
    }
    assertEquals(last.doubleColumn("tuningLoss").mean(), last.doubleColumn("loss").mean(), 0.005);
  }

  @Test
  void pairedDifferencesByHand() {
    // With two pairs Student's distribution is Cauchy's: p = 1 − 2/π · arctan t, and t = 2/(√2/√2).
    PairedTTest two = PairedTTest.of(new double[] {5, 7}, new double[] {4, 4});
    assertEquals(new PairedTTest(2, 2, Math.sqrt(2), two.p()), two);
    assertEquals(1 - 2 / Math.PI * Math.atan(2), two.p(), 1e-12);
    // Differences 1 to 5: t = 3/√(2.5/5) with four degrees of freedom, integrated with 50 digits.
    assertEquals(0.01323559956368269, PairedTTest.of(new double[] {1, 2, 3, 4, 5}, new double[5]).p(), 1e-12);
    assertEquals(1, PairedTTest.of(new double[] {1, 2}, new double[] {1, 2}).p());
    assertEquals(0, PairedTTest.of(new double[] {2, 3}, new double[] {1, 2}).p());
    assertEquals("a has 1 elements and b has 2; the same number is needed, at least 2", assertThrows(
        IllegalArgumentException.class, () -> PairedTTest.of(new double[1], new double[2])).getMessage());
  }

  @Test
  @Tag("slow")
  void aCommandWritesATableThatReadsBackAsItWas() throws IOException {
    Path file = folder.resolve("results/depth.csv");
    Studies.main(new String[] {"depth", "quick", file.toString()});
    Table read = Studies.run(Studies.byName("depth"), Study.Size.QUICK, Workers.one(), file,
        line -> assertEquals("32 of 32 trials are in " + file, line));
    Table table = quick("depth", 1);
    assertEquals(table.columnNames(), read.columnNames());
    assertEquals(Arrays.asList(table.typeArray()), Arrays.asList(read.typeArray()));
    assertEquals(table.write().toString("csv"), read.write().toString("csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"depth", "dead-units", "digits", "autoencoder", "glu-digits", "glu-transformer"})
  void theStoredTableIsThatOfAFullRun(String name) {
    Table stored = Studies.stored(name);
    assertEquals(name, stored.name());
    assertEquals(COLUMNS.get(name), String.join(" ", stored.columnNames()));
    assertTrue(stored.intColumn("seed").unique().size() >= 5);
    String contender = stored.columnNames().get(0);
    List<String> keys = stored.columnNames().stream()
        .filter(column -> List.of(contender, "initialization", "dropout", "depth", "learningRate", "seed")
            .contains(column)).toList();
    assertEquals(Studies.byName(name).trials(Study.Size.FULL),
        stored.selectColumns(keys.toArray(String[]::new)).dropDuplicateRows().rowCount());
  }

  /** Of the study that does not train, functions that have not changed by a bit since then. */
  @ParameterizedTest
  @CsvSource({"depth, relu, HE, 3", "depth, leaky_relu, LECUN, 10"})
  void aStoredTrialIsWhatTheCodeMeasures(ArgumentsAccessor of) {
    Study study = Studies.byName(of.getString(0));
    String point = of.toList().stream().skip(1).map(Object::toString).collect(Collectors.joining(" "));
    Setting setting = study.settings(Study.Size.FULL).stream()
        .filter(one -> one.values().stream().map(Object::toString).collect(Collectors.joining(" ")).equals(point))
        .findFirst().orElseThrow();
    Table stored = Studies.stored(study.name());
    Table kept = study.schema().sorted(stored, List.of(setting));
    assertTrue(kept.rowCount() > 0);
    assertEquals(kept.write().toString("csv"), study.run(setting, Study.Size.FULL).write().toString("csv"));
  }

  @Test
  void namesAllStudiesWhenOneIsUnknown() {
    assertEquals("no study is called \"dept\"; the names are depth, dead-units, digits, autoencoder,"
        + " glu-digits, glu-transformer", assertThrows(IllegalArgumentException.class, () -> Studies.byName("dept"))
            .getMessage());
  }
}
