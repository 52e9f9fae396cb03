package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void numbersStandBetweenTheEnds() {
    Scale scale = new Scale(2, 6, 100, 20);
    assertEquals(100, scale.at(2));
    assertEquals(60, scale.at(4));
    assertEquals(20, scale.at(6));
    assertEquals(-20, scale.at(8));
    assertEquals(50, new Scale(3, 3, 50, 50).at(7), "one number only: all at one place");
    assertEquals(50, new Scale(Double.NaN, Double.NaN, 50, 50).at(7));
  }

  /** Between the places 110 and 10, which is from 1.5 to 6.5, and for a rising axis from 10 to 110. */
  @Test
  void ticksOfAScaleAreThoseBetweenTwoPlaces() {
    assertArrayEquals(new double[] {2, 3, 4, 5, 6}, new Scale(2, 6, 100, 20).logarithmicTicks(110, 10, 8));
    assertArrayEquals(new double[] {2, 3, 4, 5, 6}, new Scale(2, 6, 20, 100).logarithmicTicks(10, 110, 8));
    assertArrayEquals(new double[] {3}, new Scale(3, 3, 50, 50).logarithmicTicks(0, 100, 8));
    assertArrayEquals(new double[0], new Scale(Double.NaN, Double.NaN, 50, 50).logarithmicTicks(0, 100, 8));
  }

  @Test
  void powersOfTenInEvenSteps() {
    assertArrayEquals(new double[] {0, 1, 2, 3}, Scale.ticks(0, 3, 4));
    assertArrayEquals(new double[] {0, 2, 4, 6}, Scale.ticks(0, 6, 5));
    assertArrayEquals(new double[] {-6, -3, 0}, Scale.ticks(-7, 1, 3));
    assertArrayEquals(new double[] {-20, -10, 0, 10, 20}, Scale.ticks(-25, 25, 6));
    assertArrayEquals(new double[] {-300, -200, -100, 0, 100, 200, 300}, Scale.ticks(-300, 300, 6));
    assertArrayEquals(new double[] {-200, 0, 200}, Scale.ticks(-300, 300, 4));
  }

  @Test
  void shortAxesHaveTwosAndFives() {
    double two = Math.log10(2);
    double five = Math.log10(5);
    assertArrayEquals(new double[] {two, five, 1, 1 + two}, Scale.ticks(two, 1 + two, 8), "both ends included");
    assertArrayEquals(new double[] {0, two, five, 1}, Scale.ticks(0, 1, 8));
    double[] percents = Scale.ticks(Math.log10(1.5), Math.log10(1.9), 4);
    assertEquals(5, percents.length, 1, "1.5, 1.6, … in equal steps");
    assertEquals(Math.log10(1.6), percents[1], 1e-12);
  }

  @Test
  void labelsHaveTheDigitsInWhichTheyDiffer() {
    assertEquals("0.2", Scale.label(0.2, 0, 1));
    assertEquals("0", Scale.label(1e-13, -1, 1), "rounding");
    assertEquals("1 × 10⁻¹¹", Scale.label(1e-11, -1, 1));
    assertEquals("1234567", Scale.label(1_234_567, 1_234_560, 1_234_570));
    assertEquals("1.23457 × 10⁷", Scale.label(12_345_678, 0, 2e7));
    assertEquals("1000.25", Scale.label(1000.25, 1000, 1000.5));
    assertEquals("5", Scale.label(5, 5, 5), "one number only");
  }

  @Test
  void roomForTheLongestLabelNumbersTheAxis() {
    assertEquals("000", Scale.room(-1, -1, 1));
    assertEquals("500", Scale.room(0, -1, 1));
    assertEquals("999", Scale.room(1, -1, 1));
    assertEquals("0749", Scale.room(2.25, 0, 3), "as long as 1000");
    assertEquals("00000", Scale.room(-3, -3, 0), "as long as 0.001");
    assertEquals("100", Scale.room(2, 2, 2));
  }
}
