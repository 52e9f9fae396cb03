package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HolmTest {

  private static PairedTTest test(double p) {
    return new PairedTTest(10, 1, 1, p);
  }

  @Test
  void pByHand() {
    assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.of(List.of(test(0.01), test(0.03), test(0.04), test(0.005))).p(), 1e-15);
    assertArrayEquals(new double[] {1, 1}, Holm.of(List.of(test(0.9), test(0.8))).p());
    assertEquals(0, Holm.of(List.of()).p().length);
  }

  /** The quantiles of Student's distribution are those of printed tables: 2.776 at 97.5 %, 3.495 at 98.75 %. */
  @Test
  void intervalsByHand() {
    PairedTTest five = PairedTTest.of(new double[] {1, 2, 3, 4, 5}, new double[5]);
    double error = Math.sqrt(2.5 / 5);
    assertEquals(2.776445105 * error, five.halfInterval(0.95), 1e-8);
    Holm alone = Holm.of(List.of(five));
    assertEquals(3 - 2.776445105 * error, alone.low()[0], 1e-8);
    assertEquals(3 + 2.776445105 * error, alone.high()[0], 1e-8);
    // Of two that differ, the one with the smaller p gets the wider interval, at 97.5 %.
    Holm two = Holm.of(List.of(five, PairedTTest.of(new double[] {1, 2, 3, 4, 4}, new double[5])));
    assertEquals(2.776445105 * error, (two.high()[0] - two.low()[0]) / 2, 1e-8);
    assertEquals(3.495405933 * Math.sqrt(1.7 / 5), (two.high()[1] - two.low()[1]) / 2, 1e-8);
  }

  @Test
  void anIntervalIsWithoutZeroExactlyWherePIsBelowFivePercent() {
    SplittableRandom random = new SplittableRandom(5);
    int without = 0;
    for (int family = 0; family < 300; family++) {
      List<PairedTTest> tests = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        double shift = random.nextDouble(0, 1.2);
        double[] a = random.doubles(8, -1, 1).map(v -> v + shift).toArray();
        tests.add(PairedTTest.of(a, new double[8]));
      }
      Holm holm = Holm.of(tests);
      for (int i = 0; i < 6; i++) {
        boolean differs = holm.low()[i] > 0 || holm.high()[i] < 0;
        assertEquals(holm.p()[i] < 0.05, differs, Arrays.toString(holm.p()) + " at " + i);
        without += differs ? 1 : 0;
      }
    }
    assertEquals(true, without > 300 && without < 1500, "of 1800 differ " + without);
  }

  @Test
  void aLevelIsBetweenZeroAndOne() {
    for (double level : new double[] {0, 1, Double.NaN}) {
      assertEquals("the level must be between 0 and 1 but is " + level,
          assertThrows(IllegalArgumentException.class, () -> test(0.5).halfInterval(level)).getMessage());
    }
  }

  @Test
  void numbersWithoutADistanceAreRefused() {
    for (double[] a : new double[][] {{Double.POSITIVE_INFINITY, 3}, {Double.NaN, 3}, {1e300, 3e300}}) {
      String message = assertThrows(IllegalArgumentException.class, () -> PairedTTest.of(a, new double[] {1, 2}))
          .getMessage();
      assertTrue(message.startsWith("the differences must be finite, and their squares too, but are ["), message);
    }
  }
}
