package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SamplingTest {

  @Test
  void pointsMoveOntoWholeNumbersByAtMostHalfAStep() {
    assertArrayEquals(new double[] {-2.5, -2, 0, 0.5, 2, 2.5}, Sampling.withWholeNumbers(-2.5, 2.5, 6));
    assertArrayEquals(new double[] {-0.3, 0, 0.2, 0.45, 0.7, 1, 1.2}, Sampling.withWholeNumbers(-0.3, 1.2, 7), 1e-12);
    assertArrayEquals(new double[] {0.5, 3, 5.5}, Sampling.withWholeNumbers(0.5, 5.5, 3), "3 is one already");
    assertArrayEquals(new double[] {-3.5, -0.25 + 0.25, 3}, Sampling.withWholeNumbers(-3.5, 3, 3), "only 0 is met");
    assertArrayEquals(new double[] {1.5, 4.75, 8}, Sampling.withWholeNumbers(1.5, 8, 3), "steps wider than 1");
  }

  @Test
  void factorsAreEqual() {
    double[] x = Sampling.factors(0.5, 32);
    assertEquals(0.5, x[0]);
    assertEquals(32, x[x.length - 1]);
    assertEquals(4, x[x.length / 2], 1e-12, "the geometric mean");
    assertEquals(x[1] / x[0], x[1000] / x[999], 1e-12);
    assertEquals("from is 2.0 and to is 1.0; both must be finite and from below to",
        assertThrows(IllegalArgumentException.class, () -> Sampling.factors(2, 1)).getMessage());
  }

  @Test
  void aGraphIsInterruptedAtJumpsOnly() {
    double[] grid = Sampling.linspace(-1, 1, 21);
    assertEquals(0, gaps(Sampling.graph(grid, x -> 19 * x)), "a line");
    assertEquals(0, gaps(Sampling.graph(grid, x -> 1000 * x)), "a steep line");
    assertEquals(0, gaps(Sampling.graph(grid, x -> Math.tanh(1e5 * (x - 0.33)))), "steeper than the points tell");
    Sampling.Graph step = Sampling.graph(grid, x -> x < 0.33 ? 5 : -5);
    assertEquals(1, gaps(step));
    int gap = 0;
    while (!Double.isNaN(step.y()[gap])) {
      gap++;
    }
    assertEquals(0.3, step.x()[gap - 1], 1e-12);
    assertEquals(0.4, step.x()[gap + 1], 1e-12);
    assertEquals(22, step.x().length);
    assertEquals(2, gaps(Sampling.graph(grid, x -> Math.floor(x + 0.5) * 3)), "at −½ and ½");
    assertEquals(0, gaps(Sampling.graph(grid, x -> x < 0.33 ? 0 : 1)), "a step of less than 20 times the distance");
  }

  private static int gaps(Sampling.Graph graph) {
    return (int) Arrays.stream(graph.y()).filter(Double::isNaN).count();
  }

  @Test
  void theLargestErrorIsFoundBetweenThePoints() {
    assertEquals(0.123456, Sampling.worst(-1, 1, x -> 1 - Math.pow(x - 0.123456, 2)), 1e-6);
    assertEquals(-0.7, Sampling.worst(-1, 1, x -> -Math.exp(-1e4 * Math.pow(x + 0.7, 2))), 1e-6, "a narrow dip");
    assertEquals(-2, Sampling.worst(-2, 2, x -> x * x), "of two equal ones the left");
    assertEquals(2, Sampling.worst(-2, 2, x -> x * x + 0.01 * x), "at the right end");
    assertEquals(0.5, Sampling.worst(-1, 1, x -> x > 0.5 ? Double.POSITIVE_INFINITY : x + 2), 1e-6, "finite ones only");
    assertEquals("the error is not finite anywhere from 0.0 to 1.0", assertThrows(IllegalArgumentException.class,
        () -> Sampling.worst(0, 1, x -> Double.NEGATIVE_INFINITY)).getMessage());
  }

  @Test
  void equalDistancesAreExactWhereTheyCanBe() {
    assertArrayEquals(new double[] {-1, -0.5, 0, 0.5, 1}, Sampling.linspace(-1, 1, 5));
    assertArrayEquals(new double[] {3, 7}, Sampling.linspace(3, 7, 2));
    double huge = Double.MAX_VALUE;
    assertArrayEquals(new double[] {-huge, 0, huge}, Sampling.linspace(-huge, huge, 3), "no overflow between the ends");
    assertArrayEquals(new double[] {huge / 4, huge / 2, huge / 4 * 3, huge}, Sampling.linspace(huge / 4, huge, 4),
        huge * 1e-15);
  }

  @Test
  void wrongIntervalsAreRefused() {
    String both = "; both must be finite and from below to";
    assertEquals("from is 1.0 and to is 1.0" + both, message(() -> Sampling.linspace(1, 1, 3)));
    assertEquals("from is NaN and to is 1.0" + both, message(() -> Sampling.linspace(Double.NaN, 1, 3)));
    assertEquals("from is 1.0 and to is Infinity" + both,
        message(() -> Sampling.linspace(1, Double.POSITIVE_INFINITY, 3)));
    assertEquals("n is 1; at least 2 points are needed", message(() -> Sampling.linspace(0, 1, 1)));
    assertEquals("from is 0.0; a logarithmic axis has positive numbers only", message(() -> Sampling.factors(0, 1)));
    Sampling.requirePositive(Double.MIN_VALUE, 1);
  }

  private static String message(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }

  @Test
  void theAreaOfAHistogramIsOne() {
    Sampling.Graph bars = Sampling.histogram(new double[] {1, 1.5, Double.NaN, 2.5, 5, Double.POSITIVE_INFINITY}, 4);
    assertArrayEquals(new double[] {1, 1, 2, 2, 3, 3, 4, 4, 5, 5}, bars.x());
    assertArrayEquals(new double[] {0, 0.5, 0.5, 0.25, 0.25, 0, 0, 0.25, 0.25, 0}, bars.y(), "the largest in the last bar");
    Sampling.Graph narrow = Sampling.histogram(new double[] {0, 0, 0, 0.5}, 2);
    assertArrayEquals(new double[] {0, 0, 0.25, 0.25, 0.5, 0.5}, narrow.x());
    assertArrayEquals(new double[] {0, 3, 3, 1, 1, 0}, narrow.y(), 1e-12);
    assertEquals("a histogram needs two different finite values",
        message(() -> Sampling.histogram(new double[] {2, 2, Double.NaN}, 4)));
    assertEquals("a histogram needs two different finite values",
        message(() -> Sampling.histogram(new double[0], 4)));
  }

  @Test
  void lowestAndHighestAreTheFirstOfEqualOnes() {
    assertArrayEquals(new double[] {-2, 0}, Sampling.lowestAndHighest(-2, 2, x -> -x * x), 1e-12);
    assertArrayEquals(new double[] {0, -2}, Sampling.lowestAndHighest(-2, 2, x -> x * x), 1e-12);
    assertArrayEquals(new double[] {-2, 2}, Sampling.lowestAndHighest(-2, 2, x -> x), 1e-12);
    assertArrayEquals(new double[] {0, 1}, Sampling.lowestAndHighest(-1, 1, x -> x < 0 ? Double.NaN : x), 1e-12);
    assertEquals("the function is not finite anywhere from 0.0 to 1.0",
        message(() -> Sampling.lowestAndHighest(0, 1, x -> Double.NaN)));
  }
}
