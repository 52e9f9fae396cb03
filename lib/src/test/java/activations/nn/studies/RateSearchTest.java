package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.nn.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class RateSearchTest {

  private final ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();

  @TempDir
  private Path folder;

  private Study study(RateSearch search, ToDoubleBiFunction<Setting, String> measure) {
    Study.Builder builder = Study.named("toy", "where the best rate lies")
        .vary("activation", "relu", "gelu").learningRates(search, 1e-3).seeds(2, 5);
    search.columns().forEach(builder::numbers);
    return builder.trial((setting, rows) -> {
      ran.add(setting.toString());
      rows.add(search.columns().stream().map(column -> measure.applyAsDouble(setting, column)).toArray());
    });
  }

  private static Table full(Study study) {
    return study.run(Study.Size.FULL, Workers.one(), line -> {});
  }

  /** How many seeds ran at each rate. */
  private static Map<Double, Integer> seeds(Table table, String activation) {
    Map<Double, Integer> seeds = new TreeMap<>();
    for (Row row : table) {
      if (row.getString("activation").equals(activation)) {
        seeds.merge(row.getDouble("learningRate"), 1, Integer::sum);
      }
    }
    return seeds;
  }

  /** How far a rate is from another, in powers of ten. */
  private static double apart(Setting setting, double rate) {
    return Math.abs(Math.log10(setting.learningRate() / rate));
  }

  @Test
  void theListGrowsUntilTheBestLiesInsideIt() {
    Study study = study(RateSearch.by("tuningLoss"),
        (setting, column) -> apart(setting, setting.text("activation").equals("relu") ? 3e-5 : 1e-3) + setting.seed());
    Table table = full(study);
    assertEquals(Map.of(1e-5, 5, 3e-5, 5, 1e-4, 5, 3e-4, 3, 1e-3, 3, 3e-3, 3), seeds(table, "relu"));
    assertEquals(Map.of(3e-4, 5, 1e-3, 5, 3e-3, 5), seeds(table, "gelu"));
    assertEquals(ran.size(), ran.stream().distinct().count(), "a trial ran twice");
    assertTrue(study.missing(table, Study.Size.FULL).isEmpty());
    // In the order of the grid: rates ascend.
    assertEquals(1e-5, table.doubleColumn("learningRate").get(0));
    assertEquals(2 * 2, study.run(Study.Size.QUICK, Workers.one(), line -> {}).rowCount());
  }

  @Test
  void aNeighbourThatDivergedBoundsTheSearch() {
    Table table = full(study(RateSearch.by("tuningLoss"), (setting, column) ->
        setting.learningRate() > 2e-3 ? Double.NaN : -setting.learningRate()));
    assertEquals(Map.of(3e-4, 5, 1e-3, 5, 3e-3, 5), seeds(table, "relu"));
    // Where all of the start diverge, the search goes down.
    table = full(study(RateSearch.by("tuningLoss"), (setting, column) ->
        setting.learningRate() > 2e-5 ? Double.NaN : -setting.learningRate()));
    assertEquals(Map.of(3e-6, 5, 1e-5, 5, 3e-5, 5, 1e-4, 3, 3e-4, 3, 1e-3, 3, 3e-3, 3), seeds(table, "relu"));
  }

  @Test
  void whatIsInfinitelyGoodDivergedToo() {
    Table table = full(study(RateSearch.by("tuningLoss"), (setting, column) ->
        setting.learningRate() > 2e-3 ? Double.NEGATIVE_INFINITY : apart(setting, 1e-3)));
    assertEquals(Map.of(3e-4, 5, 1e-3, 5, 3e-3, 5), seeds(table, "relu"));
  }

  @Test
  void aSearchEndsAtTheLeastAndAtTheLargestRate() {
    Table down = full(study(RateSearch.by("tuningLoss").from(3e-7, 1e-6), (setting, column) ->
        setting.learningRate()));
    assertEquals(Map.of(1e-7, 5, 3e-7, 5, 1e-6, 3), seeds(down, "relu"));
    Table up = full(study(RateSearch.by("tuningLoss").from(1, 3), (setting, column) -> -setting.learningRate()));
    assertEquals(Map.of(1.0, 3, 3.0, 5, 10.0, 5), seeds(up, "relu"));
  }

  /** Three seeds like 1e-3; the others diverge above 1e-4. */
  @Test
  void whereMoreSeedsDivergeTheSearchGoesDown() {
    Table table = full(study(RateSearch.by("tuningLoss"), (setting, column) ->
        setting.seed() > 3 && setting.learningRate() > 2e-4 ? Double.NaN : apart(setting, 1e-3)));
    assertEquals(Map.of(3e-5, 5, 1e-4, 5, 3e-4, 5, 1e-3, 5, 3e-3, 5), seeds(table, "gelu"));
  }

  @Test
  void ifMoreSeedsFindABetterRateItsNeighboursFollow() {
    // Three seeds prefer 1e-3, the other two 1e-2 by far.
    Table table = full(study(RateSearch.by("tuningLoss"), (setting, column) ->
        setting.seed() <= 3 ? apart(setting, 1e-3) : 5 * apart(setting, 1e-2)));
    assertEquals(Map.of(3e-4, 5, 1e-3, 5, 3e-3, 5, 1e-2, 5, 3e-2, 5), seeds(table, "gelu"));
  }

  @Test
  void theBestOfEachCriterionIsFound() {
    Table table = full(study(RateSearch.by("clean", "noisy"), (setting, column) ->
        apart(setting, column.equals("clean") ? 1e-3 : 1e-1)));
    assertEquals(Map.of(3e-4, 5, 1e-3, 5, 3e-3, 5, 1e-2, 3, 3e-2, 5, 1e-1, 5, 3e-1, 5), seeds(table, "gelu"));
  }

  @Test
  void whoLearnsNothingIsGivenUp() {
    RateSearch search = RateSearch.by("tuningLoss").from(1e-3, 3e-3).learnt("accuracy", 0.5);
    Table table = full(study(search, (setting, column) -> column.equals("tuningLoss") ? apart(setting, 1e-3)
        : setting.text("activation").equals("relu") ? 0.1 : setting.learningRate() < 2e-4 ? 0.6 : Double.NaN));
    assertEquals(Map.of(1e-4, 3, 3e-4, 3, 1e-3, 3, 3e-3, 3, 1e-2, 3, 3e-2, 3), seeds(table, "relu"));
    assertEquals(5, seeds(table, "gelu").get(1e-3));
  }

  @Test
  void whoReachesTheThresholdExactlyHasLearnt() {
    RateSearch search = RateSearch.by("tuningLoss").learnt("accuracy", 0.5);
    Table table = full(study(search, (setting, column) -> column.equals("tuningLoss") ? apart(setting, 1e-3)
        : setting.text("activation").equals("relu") ? 0.5 : 0.5 - 0x1p-20));
    assertEquals(Map.of(3e-4, 5, 1e-3, 5, 3e-3, 5), seeds(table, "relu"));
    assertEquals(Map.of(3e-5, 3, 1e-4, 3, 3e-4, 3, 1e-3, 3, 3e-3, 3, 1e-2, 3, 3e-2, 3), seeds(table, "gelu"));
  }

  @Test
  void aRunThatWasStoppedGoesOn() throws IOException {
    boolean[] broken = {true};
    Study study = study(RateSearch.by("tuningLoss"), (setting, column) -> {
      if (broken[0] && setting.learningRate() < 2e-4 && setting.seed() == 2) {
        throw new IllegalStateException("broken off");
      }
      return apart(setting, 3e-5);
    });
    Path file = folder.resolve("toy.csv");
    assertThrows(IllegalStateException.class,
        () -> Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {}));
    broken[0] = false;
    ran.clear();
    List<String> lines = new ArrayList<>();
    Table table = Studies.run(study, Study.Size.FULL, Workers.one(), file, lines::add);
    assertEquals("19 trials are in " + file + "; 5 are next", lines.get(0));
    assertEquals(table.rowCount() - 19, ran.size());
    assertEquals(full(study).write().toString("csv"), table.write().toString("csv"));
    lines.clear();
    Studies.run(study, Study.Size.FULL, Workers.one(), file, lines::add);
    assertEquals(List.of(table.rowCount() + " trials are in " + file + "; none is missing"), lines);
  }

  @Test
  void ratesAreOneOrThreeTimesAPowerOfTen() {
    assertEquals(3e-4, RateSearch.above(1e-4));
    assertEquals(1e-3, RateSearch.above(3e-4));
    assertEquals(3e-5, RateSearch.below(1e-4));
    assertEquals(1.0, RateSearch.below(3.0));
    RateSearch search = RateSearch.by("tuningLoss");
    assertEquals("learning rate 0.01 should be 0.003: rates are 1, 3, 10, 30, …, without a gap",
        assertThrows(IllegalArgumentException.class, () -> search.from(1e-3, 1e-2)).getMessage());
    assertEquals("learning rate 0.002 should be 0.003: rates are 1, 3, 10, 30, …, without a gap",
        assertThrows(IllegalArgumentException.class, () -> search.from(2e-3, 3e-3)).getMessage());
    assertEquals("a search starts at two rates or more, not at [0.001]",
        assertThrows(IllegalArgumentException.class, () -> search.from(1e-3)).getMessage());
    assertEquals("a search needs a criterion",
        assertThrows(IllegalArgumentException.class, () -> RateSearch.by()).getMessage());
    assertEquals("the study toy has no column \"loss\"", assertThrows(IllegalArgumentException.class,
        () -> Study.named("toy", "?").learningRates(RateSearch.by("loss"), 1e-3).seeds(3).trial((s, r) -> {}))
            .getMessage());
    assertEquals("the study toy has no column \"seed\"", assertThrows(IllegalArgumentException.class,
        () -> Study.named("toy", "?").learningRates(RateSearch.by("loss"), 1e-3).numbers("loss").trial((s, r) -> {}))
            .getMessage());
  }
}
