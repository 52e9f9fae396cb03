package activations.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ToyDataTest {

  private static final double FLOAT = 1e-6;

  /** Of one run: it changes if a formula or the random numbers do, or if a machine rounds in its own way. */
  private static final int FINGERPRINT = 802595874;

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    List<LongFunction<Dataset>> kinds = List.of(seed -> ToyData.moons(40, 0.1, seed),
        seed -> ToyData.spirals(40, 3, 0.1, seed), seed -> ToyData.checkerboard(40, 4, 0.1, seed),
        seed -> ToyData.waves(40, 0.1, seed));
    for (LongFunction<Dataset> kind : kinds) {
      assertArrayEquals(kind.apply(1).x(), kind.apply(1).x());
      assertFalse(Arrays.equals(kind.apply(1).x(), kind.apply(2).x()));
    }
  }

  @Test
  void bitsOfTheFirstPointsAreTheSameEverywhere() {
    assertEquals(FINGERPRINT, Arrays.hashCode(new int[] {Arrays.hashCode(ToyData.moons(100, 0.1, 1).x()),
        Arrays.hashCode(ToyData.spirals(100, 3, 0.1, 1).x()), Arrays.hashCode(ToyData.checkerboard(100, 4, 0.1, 1).x()),
        Arrays.hashCode(ToyData.waves(100, 0.1, 1).targets())}));
  }

  @Test
  void moonsAreHalfCircles() {
    Dataset moons = ToyData.moons(101, 0, 5);
    for (int i = 0; i < moons.rows(); i++) {
      boolean lower = moons.labels()[i] == 1;
      double x = moons.x()[2 * i] - (lower ? 1 : 0);
      double y = moons.x()[2 * i + 1] - (lower ? 0.5 : 0);
      assertEquals(1, Math.hypot(x, y), FLOAT);
      assertTrue(lower ? y <= FLOAT : y >= -FLOAT);
    }
    assertEquals(50, Arrays.stream(moons.labels()).sum());
  }

  @Test
  void spiralsWindOnceAroundTheOrigin() {
    Dataset spirals = ToyData.spirals(300, 3, 0, 5);
    int[] count = new int[3];
    for (int i = 0; i < spirals.rows(); i++) {
      double x = spirals.x()[2 * i];
      double y = spirals.x()[2 * i + 1];
      int label = spirals.labels()[i];
      double angle = 2 * Math.PI * (Math.hypot(x, y) + label / 3.0);
      assertEquals(Math.hypot(x, y) * Math.cos(angle), x, 1e-5);
      assertEquals(Math.hypot(x, y) * Math.sin(angle), y, 1e-5);
      count[label]++;
    }
    assertArrayEquals(new int[] {100, 100, 100}, count);
  }

  /** The second arm is the first, turned by half a circle. */
  @Test
  void twoArmsLieOpposite() {
    Dataset spirals = ToyData.spirals(50, 2, 0, 5);
    for (int i = 0; i < spirals.rows(); i++) {
      int side = spirals.labels()[i] == 0 ? 1 : -1;
      double x = spirals.x()[2 * i];
      double y = spirals.x()[2 * i + 1];
      assertEquals(side * Math.hypot(x, y) * Math.cos(2 * Math.PI * Math.hypot(x, y)), x, 1e-5);
      assertEquals(side * Math.hypot(x, y) * Math.sin(2 * Math.PI * Math.hypot(x, y)), y, 1e-5);
    }
    assertEquals(25, Arrays.stream(spirals.labels()).sum());
  }

  @Test
  void theSmallestBoardHasTheFourQuadrants() {
    Dataset board = ToyData.checkerboard(200, 2, 0, 5);
    for (int i = 0; i < board.rows(); i++) {
      boolean left = board.x()[2 * i] < 0;
      boolean below = board.x()[2 * i + 1] < 0;
      assertEquals(left == below ? 0 : 1, board.labels()[i]);
    }
    // Half of 200 is expected, with a standard deviation of √50 = 7; five of them.
    assertEquals(100, Arrays.stream(board.labels()).sum(), 35);
  }

  @Test
  void neighbouringSquaresHaveDifferentClasses() {
    Dataset board = ToyData.checkerboard(2000, 4, 0, 5);
    for (int i = 0; i < board.rows(); i++) {
      int column = (int) Math.floor(2 * (board.x()[2 * i] + 1));
      int row = (int) Math.floor(2 * (board.x()[2 * i + 1] + 1));
      assertEquals(Math.floorMod(row + column, 2), board.labels()[i]);
    }
    // Half of 2000 is expected, with a standard deviation of √500 = 22; five of them.
    assertEquals(1000, Arrays.stream(board.labels()).sum(), 112);
  }

  @Test
  void noiseHasTheDeviationAskedFor() {
    Dataset curve = ToyData.curve(x -> 3 * x, -2, 2, 10_000, 0.5, 8);
    double squares = 0;
    for (int i = 0; i < curve.rows(); i++) {
      assertTrue(curve.x()[i] >= -2 && curve.x()[i] < 2);
      squares += Math.pow(curve.targets()[i] - 3 * curve.x()[i], 2);
    }
    // The deviation of a deviation of n normal numbers is σ/√(2n) = 0.0035; five of them.
    assertEquals(0.5, Math.sqrt(squares / curve.rows()), 0.018);
  }

  @Test
  void refusesWhatItCannotDraw() {
    says("rows must be at least 1 but is 0", () -> ToyData.moons(0, 0.1, 1));
    says("noise must be finite and at least 0 but is -0.1", () -> ToyData.moons(5, -0.1, 1));
    says("noise must be finite and at least 0 but is NaN", () -> ToyData.waves(5, Double.NaN, 1));
    says("arms must be at least 2 but is 1", () -> ToyData.spirals(5, 1, 0.1, 1));
    says("squares must be at least 2 but is 1", () -> ToyData.checkerboard(5, 1, 0.1, 1));
    says("from must be less than to, and their distance finite, but they are 2.0 and 1.0",
        () -> ToyData.curve(x -> x, 2, 1, 5, 0, 1));
    says("from must be less than to, and their distance finite, but they are 1.0 and 1.0",
        () -> ToyData.curve(x -> x, 1, 1, 5, 0, 1));
    says("rows must be at least 1 but is 0", () -> ToyData.normal(0, 1, 1, 1));
    says("inputs must be at least 1 but is -1", () -> ToyData.normal(1, -1, 1, 1));
    says("outputs must be at least 1 but is -1", () -> ToyData.normal(1, 1, -1, 1));
  }

  /** Their difference is not a number of type double. */
  @Test
  void refusesAnIntervalThatIsTooWide() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> ToyData.curve(x -> x, -1e308, 1e308, 5, 0, 1)).getMessage();
    assertTrue(message.contains("-1.0E308 and 1.0E308"), message);
  }

  private static void says(String message, Executable bad) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, bad).getMessage());
  }

  /** Five standard errors: of a mean of n numbers 1/√n, of a mean square √(2/n), with n at least 2000. */
  @Test
  void normalInputsAndTargetsHaveMeanZeroAndVarianceOne() {
    Dataset data = ToyData.normal(1000, 2, 3, 4);
    assertEquals(2000, data.x().length);
    assertEquals(3000, data.targets().length);
    for (float[] a : List.of(data.x(), data.targets())) {
      assertEquals(0, IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElseThrow(), 0.11);
      assertEquals(1, IntStream.range(0, a.length).mapToDouble(i -> a[i] * a[i]).average().orElseThrow(), 0.16);
    }
  }

  @Test
  void noiseIsAddedInTheOrderInWhichItIsDrawn() {
    Dataset clean = Dataset.regression(new float[] {1, -2, 3, 0}, 2, new float[2], 1);
    float[] noisy = clean.withUniformNoise(0.25, 7).x();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 4; i++) {
      assertEquals(clean.x()[i] + random.nextDouble(-0.25, 0.25), noisy[i], FLOAT, "element " + i);
    }
  }

  @Test
  void noiseChangesTheInputsWithinItsLimitsAndNothingElse() {
    Dataset clean = ToyData.moons(500, 0.1, 1);
    Dataset noisy = clean.withUniformNoise(0.5, 2);
    DoubleSummaryStatistics noise = IntStream.range(0, 1000).mapToDouble(i -> noisy.x()[i] - clean.x()[i])
        .summaryStatistics();
    assertTrue(noise.getMax() > 0.49 && noise.getMax() <= 0.5 + 1e-6, noise.toString());
    assertTrue(noise.getMin() < -0.49 && noise.getMin() >= -0.5 - 1e-6, noise.toString());
    // Five standard errors of the mean of 1000 numbers from Unif[−½, ½].
    assertEquals(0, noise.getAverage(), 0.046);
    assertArrayEquals(clean.labels(), noisy.labels());
    assertArrayEquals(clean.x(), clean.withUniformNoise(0, 2).x());
    assertThrows(IllegalArgumentException.class, () -> clean.withUniformNoise(-1, 2));
  }
}
