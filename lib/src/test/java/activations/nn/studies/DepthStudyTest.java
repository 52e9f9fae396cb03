package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** The columns of the theory, where it can be written down: ReLU halves, and He's gain makes up for it. */
class DepthStudyTest {

  private static final int DEPTH = 50;

  private static void follows(String start, double first, double factor) {
    Table table = DepthStudy.STUDY.run(
        new Setting(List.of("activation", "initialization", "seed"), List.of("relu", start, 1)), Study.Size.QUICK);
    assertEquals(DEPTH, table.rowCount());
    for (int layer = 1; layer <= DEPTH; layer++) {
      double square = table.doubleColumn("squareTheory").getDouble(layer - 1);
      assertEquals(1, square / (first * Math.pow(factor, layer - 1)), 1e-9, "square of layer " + layer);
      double gradient = table.doubleColumn("gradientTheory").getDouble(layer - 1);
      assertEquals(1, gradient / Math.pow(factor, DEPTH - layer), 1e-9, "gradient of layer " + layer);
    }
    assertEquals(0.5, table.doubleColumn("correlationTheory").getDouble(0), 1e-12);
    // Cho & Saul 2009: (√(1 − c²) + (π − arccos c) c) / π.
    assertEquals((Math.sqrt(0.75) + (Math.PI - Math.acos(0.5)) * 0.5) / Math.PI,
        table.doubleColumn("correlationTheory").getDouble(1), 1e-9);
  }

  @Test
  void reluHalvesWithLeCunsWeights() {
    follows(Start.LECUN, 1, 0.5);
  }

  @Test
  void reluKeepsItsSignalWithHesWeights() {
    follows(Start.HE, 2, 1);
  }
}
