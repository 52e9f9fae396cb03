package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ComparisonTest {

  private final StringColumn activation = StringColumn.create("activation");
  private final DoubleColumn learningRate = DoubleColumn.create("learningRate");
  private final IntColumn seed = IntColumn.create("seed");
  private final DoubleColumn tuningLoss = DoubleColumn.create("tuningLoss");
  private final DoubleColumn accuracy = DoubleColumn.create("accuracy");
  private final Table runs = Table.create("runs", activation, learningRate, seed, tuningLoss, accuracy);

  private void run(String name, double rate, int of, double loss, double result) {
    activation.append(name);
    learningRate.append(rate);
    seed.append(of);
    tuningLoss.append(loss);
    accuracy.append(result);
  }

  private Comparison compare() {
    return Comparison.of(runs, "activation", "tuningLoss", "accuracy");
  }

  @Test
  void eachIsTakenAtTheLearningRateWithTheLeastMeanTuningLoss() {
    run("relu", 0.1, 2, 3, 0.5);
    run("relu", 0.1, 1, 1, 0.4);
    run("relu", 0.2, 1, 1.5, 0.7);
    run("relu", 0.2, 2, 1.5, 0.9);
    // A learning rate at which one seed diverged is not taken, however good the other.
    run("gelu", 0.1, 1, 0, 1);
    run("gelu", 0.1, 2, Double.NaN, Double.NaN);
    run("gelu", 0.2, 1, 9, 0.6);
    run("gelu", 0.2, 2, 9, 0.5);
    Comparison comparison = compare();
    assertEquals(List.of("relu", "gelu"), comparison.names());
    assertEquals(0.2, comparison.learningRate("relu"));
    assertEquals(0.2, comparison.learningRate("gelu"));
    assertArrayEquals(new double[] {0.7, 0.9}, comparison.values("relu"));
    Table summary = comparison.summary();
    assertEquals(0.8, summary.doubleColumn("mean").get(0), 1e-15);
    assertEquals(Math.sqrt(0.02), summary.doubleColumn("sd").get(0), 1e-15);
    Table against = comparison.against("relu");
    assertEquals(1, against.rowCount());
    PairedTTest paired = PairedTTest.of(new double[] {0.6, 0.5}, new double[] {0.7, 0.9});
    assertEquals(paired.mean(), against.doubleColumn("difference").get(0));
    assertEquals(paired.p(), against.doubleColumn("p").get(0));
    assertEquals(paired.p(), against.doubleColumn("p (Holm)").get(0));
    assertEquals(paired.mean() - paired.halfInterval(0.95), against.doubleColumn("low").get(0));
    assertEquals(paired.mean() + paired.halfInterval(0.95), against.doubleColumn("high").get(0));
  }

  @Test
  void resultJoinsSummaryAndTestAndLeavesTheReferenceWithoutOne() {
    double[][] accuracies = {{0.5, 0.6, 0.8}, {0.7, 0.9, 0.9}, {0.4, 0.9, 0.8}};
    String[] names = {"relu", "gelu", "silu"};
    for (int i = 0; i < names.length; i++) {
      for (int of = 1; of <= 3; of++) {
        run(names[i], 0.1 * (i + 1), of, 1, accuracies[i][of - 1]);
      }
    }
    Comparison comparison = compare();
    Table result = comparison.result("digits", "gelu");
    assertEquals(List.of("task", "activation", "learning rate", "mean", "sd", "minus gelu", "p (Holm)"),
        result.columnNames());
    assertEquals(List.of(names), result.stringColumn("activation").asList());
    assertEquals(List.of("digits", "digits", "digits"), result.stringColumn("task").asList());
    Table summary = comparison.summary();
    for (String same : List.of("learning rate", "mean", "sd")) {
      assertArrayEquals(summary.doubleColumn(same).asDoubleArray(), result.doubleColumn(same).asDoubleArray());
    }
    Table against = comparison.against("gelu");
    double[] difference = against.doubleColumn("difference").asDoubleArray();
    double[] corrected = against.doubleColumn("p (Holm)").asDoubleArray();
    assertArrayEquals(new double[] {difference[0], Double.NaN, difference[1]},
        result.doubleColumn("minus gelu").asDoubleArray());
    assertArrayEquals(new double[] {corrected[0], Double.NaN, corrected[1]},
        result.doubleColumn("p (Holm)").asDoubleArray());
    assertEquals(6, result.append(comparison.result("noise", "gelu")).rowCount());
    assertEquals("there is no \"selu\"; there are relu, gelu, silu",
        message(() -> comparison.result("digits", "selu")));
  }

  @Test
  void contendersMayBeNumbersAndMeasuresWholeNumbers() {
    Table widths = Table.create("runs", IntColumn.create("width", 8, 8, 16, 16),
        DoubleColumn.create("learningRate", 1.0, 1.0, 1.0, 1.0), IntColumn.create("seed", 1, 2, 1, 2),
        DoubleColumn.create("tuningLoss", 1.0, 1.0, 1.0, 1.0), IntColumn.create("errors", 5, 7, 3, 4));
    Comparison comparison = Comparison.of(widths, "width", "tuningLoss", "errors");
    assertEquals(List.of("8", "16"), comparison.names());
    assertArrayEquals(new double[] {3, 4}, comparison.values("16"));
    assertEquals("the column \"name\" must have numbers, not STRING", message(() -> Comparison.of(
        widths.addColumns(StringColumn.create("name", "a", "b", "c", "d")), "width", "tuningLoss", "name")));
  }

  @Test
  void aMeasureThatIsMissingIsNamed() {
    run("relu", 0.1, 1, 1, 0.5);
    run("relu", 0.1, 2, 1, Double.NaN);
    assertEquals("the measure of relu is NaN at its learning rate 0.1, seed 2, though the tuning loss is not",
        message(this::compare));
  }

  @Test
  void differencesNeedTwoSeeds() {
    run("relu", 0.1, 3, 1, 0.5);
    run("gelu", 0.1, 3, 1, 0.5);
    assertEquals("differences need at least two seeds; there is one, 3", message(() -> compare().against("relu")));
  }

  @Test
  void onlyRatesThatRanWithEverySeedAreChosen() {
    for (int of = 1; of <= 3; of++) {
      run("relu", 0.1, of, 2, 0.5);
    }
    run("relu", 0.2, 1, 1, 0.9);
    run("relu", 0.2, 2, 1, 0.9);
    assertEquals(0.1, compare().learningRate("relu"));
  }

  @Test
  void saysWhatIsWrongWithTheTable() {
    run("relu", 0.1, 1, 1, 1);
    assertEquals("there is no \"selu\"; there are relu", message(() -> compare().values("selu")));
    run("gelu", 0.1, 2, 1, 1);
    assertEquals("gelu has the seeds [2] and relu has [1]; they must be the same", message(this::compare));
    run("relu", 0.1, 1, 1, 1);
    assertEquals("more than one row for relu, learning rate 0.1, seed 1; choose one with Table.where",
        message(this::compare));
    runs.clear();
    run("relu", 0.1, 1, Double.NaN, 1);
    assertEquals("relu diverged with each of its learning rates [0.1]", message(this::compare));
    assertEquals("the table has no column \"loss\"; it has activation, learningRate, seed, tuningLoss, accuracy",
        message(() -> Comparison.of(runs, "activation", "loss", "accuracy")));
  }

  private static String message(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }
}
