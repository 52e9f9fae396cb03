package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** The columns of the theory, where it can be written down: a is the square of the gain. */
class GluDepthTest {

  private static final int DEPTH = 12;

  private static Table trial(String block, double gain) {
    Table table = GluDepth.STUDY.run(
        new Setting(List.of("block", "gain", "seed"), List.of(block, gain, 1)), Study.Size.QUICK);
    assertEquals(DEPTH, table.rowCount());
    return table;
  }

  private static void near(double expected, Table table, String column, int layer) {
    double found = table.doubleColumn(column).getDouble(layer - 1);
    assertEquals(1, found / expected, 1e-7, column + " of layer " + layer + ": " + found);
  }

  /** A layer keeps half of what its gain, 2a, makes of it, both ways. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1, 1.1})
  void reluMultipliesSignalsAndGradientsByA(double gain) {
    Table table = trial("relu", gain);
    double a = gain * gain;
    for (int layer = 1; layer <= DEPTH; layer++) {
      near(Math.pow(a, layer), table, "squareTheory", layer);
      near(Math.pow(a, DEPTH + 1 - layer), table, "gradientTheory", layer);
    }
  }

  /**
   * σ² is a for a bilinear layer, and √2 a for one with ReLU, of whose gate half gets through. Both make a²s² of a mean
   * square s, so after l layers it is a^(2(2^l − 1)); and 2a²s of a gradient, so before layer l it is 2^(13 − l) times
   * a to the power of 2^l + 2^(l + 1) + … + 2^12 = 2^13 − 2^l.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Bilinear", "ReGLU"})
  void gatesSquareTheSignalAndDoubleTheGradient(String block) {
    double gain = 0.9999;
    Table table = trial(block, gain);
    double a = gain * gain;
    for (int layer = 1; layer <= DEPTH; layer++) {
      near(Math.pow(a, 2 * (Math.pow(2, layer) - 1)), table, "squareTheory", layer);
      near(Math.pow(2, DEPTH + 1 - layer) * Math.pow(a, Math.pow(2, DEPTH + 1) - Math.pow(2, layer)), table,
          "gradientTheory", layer);
    }
  }

  /** 1.21^(2(2^10 − 1)) is 10^169; the next would be 10^339, beyond the largest double. */
  @Test
  void whatGrowsBeyondAllNumbersIsInfiniteAndItsGradientUnknown() {
    Table table = trial("Bilinear", 1.1);
    near(Math.pow(1.21, 14), table, "squareTheory", 3);
    assertTrue(Double.isFinite(table.doubleColumn("squareTheory").getDouble(9)));
    assertEquals(Double.POSITIVE_INFINITY, table.doubleColumn("squareTheory").getDouble(10));
    assertEquals(Double.POSITIVE_INFINITY, table.doubleColumn("squareTheory").getDouble(11));
    assertEquals(DEPTH, table.doubleColumn("gradientTheory").countMissing());
  }
}
