package activations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxTest {

  private static final int ROWS = 7;
  private static final int COLUMNS = 5;

  private static final float MINUS_INFINITY = Float.NEGATIVE_INFINITY;

  private static float[] random(long seed, int length, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) (scale * random.nextDouble(-1, 1));
    }
    return x;
  }

  /** The formula as printed, without the shift: fit for small x. */
  private static double[] formula(double[] x, boolean logarithm) {
    double[] y = new double[x.length];
    for (int start = 0; start < x.length; start += COLUMNS) {
      double sum = 0;
      for (int i = start; i < start + COLUMNS; i++) {
        sum += Math.exp(x[i]);
      }
      for (int i = start; i < start + COLUMNS; i++) {
        y[i] = logarithm ? x[i] - Math.log(sum) : Math.exp(x[i]) / sum;
      }
    }
    return y;
  }

  private static double[] toDouble(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i];
    }
    return y;
  }

  /** A line of softmax.csv: the method, its input, for a gradient dy, and the output with 25 digits. */
  private record Reference(String method, float[] input, float[] dy, double[] output) {

    static Stream<Reference> all() {
      return DataFile.fields("softmax.csv", ";").stream().map(fields -> new Reference(fields[0],
          toFloat(numbers(fields[1])), toFloat(numbers(fields[2])), numbers(fields[3])));
    }

    private static double[] numbers(String field) {
      return field.isEmpty() ? new double[0] : Stream.of(field.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    float[] run(float[] input, float[] dy, int columns) {
      float[] result = new float[input.length];
      int rows = input.length / columns;
      switch (method) {
        case "forward" -> Softmax.forward(input, rows, columns, result);
        case "logForward" -> Softmax.logForward(input, rows, columns, result);
        case "backward" -> Softmax.backward(input, dy, rows, columns, result);
        case "logBackward" -> Softmax.logBackward(input, dy, rows, columns, result);
        default -> throw new AssertionError(method);
      }
      return result;
    }
  }

  private static float[] toFloat(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  @ParameterizedTest
  @MethodSource("activations.SoftmaxTest$Reference#all")
  void isWithinOneUlpOfTheReference(Reference reference) {
    float[] result = reference.run(reference.input, reference.dy, reference.input.length);
    for (int i = 0; i < result.length; i++) {
      double expected = reference.output[i];
      assertTrue(result[i] == expected || Math.abs(result[i] - expected) <= Math.ulp((float) expected),
          reference + ", element " + i + ": " + result[i] + ", expected " + expected);
    }
  }

  /** A row that is longer by an impossible class, and has another row before it. */
  @ParameterizedTest
  @MethodSource("activations.SoftmaxTest$Reference#all")
  void givesTheSameBitsWhateverStandsBesideIt(Reference reference) {
    int columns = reference.input.length;
    float[] alone = reference.run(reference.input, reference.dy, columns);
    float[] input = new float[2 * columns + 2];
    float[] dy = new float[input.length];
    System.arraycopy(reference.input, 0, input, columns + 1, columns);
    System.arraycopy(reference.dy, 0, dy, columns + 1, reference.dy.length);
    input[2 * columns + 1] = reference.method.equals("backward") ? 0 : MINUS_INFINITY;
    float[] beside = reference.run(input, dy, columns + 1);
    assertArrayEquals(alone, Arrays.copyOfRange(beside, columns + 1, 2 * columns + 1));
    assertEquals(reference.method.equals("logForward") ? MINUS_INFINITY : 0, beside[2 * columns + 1], 0);
  }

  @Test
  void bothMatchTheFormulaInPlaceToo() {
    float[] x = random(1, ROWS * COLUMNS, 10);
    float[] y = x.clone();
    Softmax.forward(y, ROWS, COLUMNS, y);
    double[] expected = formula(toDouble(x), false);
    for (int i = 0; i < x.length; i++) {
      assertEquals(expected[i], y[i], Math.ulp((float) expected[i]));
    }
    y = x.clone();
    Softmax.logForward(y, ROWS, COLUMNS, y);
    expected = formula(toDouble(x), true);
    for (int i = 0; i < x.length; i++) {
      assertEquals(expected[i], y[i], Math.ulp((float) expected[i]));
    }
  }

  @Test
  void gradientsMatchDifferences() {
    float[] x = random(2, ROWS * COLUMNS, 2);
    float[] dy = random(3, x.length, 1);
    float[] y = new float[x.length];
    float[] dx = new float[x.length];
    Softmax.forward(x, ROWS, COLUMNS, y);
    Softmax.backward(y, dy, ROWS, COLUMNS, dx);
    assertDifferences(x, dy, dx, false);
    Softmax.logForward(x, ROWS, COLUMNS, y);
    Softmax.logBackward(y, dy, ROWS, COLUMNS, dx);
    assertDifferences(x, dy, dx, true);
    Softmax.logBackward(y, dy, ROWS, COLUMNS, dy);
    assertArrayEquals(dx, dy);
  }

  private static void assertDifferences(float[] x, float[] dy, float[] dx, boolean logarithm) {
    double step = 1e-6;
    for (int i = 0; i < x.length; i++) {
      double[] left = toDouble(x);
      double[] right = toDouble(x);
      left[i] -= step;
      right[i] += step;
      left = formula(left, logarithm);
      right = formula(right, logarithm);
      double difference = 0;
      for (int j = 0; j < x.length; j++) {
        difference += dy[j] * (right[j] - left[j]) / (2 * step);
      }
      // The float rounding of y and dx, with a margin of 2.
      assertEquals(difference, dx[i], 2.5e-7);
    }
  }

  @Test
  void extremeInputsDoNotOverflow() {
    float[] y = new float[3];
    Softmax.forward(new float[] {1e30f, -1e30f, 1e30f}, 1, 3, y);
    assertArrayEquals(new float[] {0.5f, 0, 0.5f}, y);
    Softmax.logForward(new float[] {0, -1000, MINUS_INFINITY}, 1, 3, y);
    assertArrayEquals(new float[] {0, -1000, MINUS_INFINITY}, y);
    Softmax.forward(new float[] {0, MINUS_INFINITY, 0}, 1, 3, y);
    assertArrayEquals(new float[] {0.5f, 0, 0.5f}, y);
  }

  @Test
  void rowsWithoutAnAnswerAreNanAndLeaveOthersAlone() {
    float nan = Float.NaN;
    float[] x = {
        1, nan,
        1, Float.POSITIVE_INFINITY,
        MINUS_INFINITY, MINUS_INFINITY,
        3, 3};
    float[] y = new float[8];
    Softmax.forward(x, 4, 2, y);
    assertArrayEquals(new float[] {nan, nan, nan, nan, nan, nan, 0.5f, 0.5f}, y);
    Softmax.logForward(x, 4, 2, y);
    for (int i = 0; i < 6; i++) {
      assertTrue(Float.isNaN(y[i]));
    }
    assertEquals((float) -Math.log(2), y[6]);
  }

  /** Of two numbers a and b it is max + ln(1 + e^(−|a − b|)); the logarithms of 3 and of 1 + 10⁻²⁰ are known. */
  @Test
  void logSumExpIsExactInDouble() {
    assertEquals(Math.log(3), Softmax.logSumExp(new float[] {9, 0, 0, 0, 9}, 1, 4), Math.ulp(1));
    assertEquals(1000 + Math.log(2), Softmax.logSumExp(new float[] {1000, 1000}, 0, 2), 1e-13);
    assertEquals(-1000 + Math.log(2), Softmax.logSumExp(new float[] {-1000, -1000}, 0, 2), 1e-13);
    assertEquals(Math.exp(-46), Softmax.logSumExp(new float[] {-46, 0}, 0, 2), 1e-36, "1 + e⁻⁴⁶ is 1 in double");
    assertEquals(7.5, Softmax.logSumExp(new float[] {7.5f}, 0, 1));
    float[] x = random(5, 40, 3);
    assertEquals(Math.log(Arrays.stream(toDouble(x)).map(Math::exp).sum()), Softmax.logSumExp(x, 0, 40), 1e-14);
  }

  @Test
  void logSumExpOfInfiniteNumbers() {
    assertEquals(1, Softmax.logSumExp(new float[] {MINUS_INFINITY, 1, MINUS_INFINITY}, 0, 3));
    assertEquals(MINUS_INFINITY, Softmax.logSumExp(new float[] {MINUS_INFINITY, MINUS_INFINITY}, 0, 2));
    assertEquals(Double.POSITIVE_INFINITY, Softmax.logSumExp(new float[] {2, -MINUS_INFINITY, MINUS_INFINITY}, 0, 3));
    for (float other : new float[] {MINUS_INFINITY, 0, -MINUS_INFINITY}) {
      assertEquals(Double.NaN, Softmax.logSumExp(new float[] {other, Float.NaN}, 0, 2));
      assertEquals(Double.NaN, Softmax.logSumExp(new float[] {Float.NaN, other}, 0, 2));
    }
  }

  @Test
  void logSumExpNeedsARange() {
    float[] x = {1, 2, 3};
    for (int[] range : new int[][] {{-1, 2}, {1, 1}, {2, 1}, {1, 4}}) {
      assertEquals("from is " + range[0] + " and to is " + range[1] + "; they must be a range of the 3 elements of x",
          assertThrows(IllegalArgumentException.class, () -> Softmax.logSumExp(x, range[0], range[1])).getMessage());
    }
    assertEquals("x is null",
        assertThrows(NullPointerException.class, () -> Softmax.logSumExp(null, 0, 1)).getMessage());
  }

  @Test
  void badInputIsNamedAndNothingWritten() {
    float[] x = {1, 2, 3, 4, 5, 6};
    float[] y = {9, 9, 9, 9, 9, 9};
    float[] shorter = {9};
    assertMessage("rows must be at least 0 but is -1", () -> Softmax.forward(x, -1, 3, y));
    assertMessage("columns must be at least 1 but is 0", () -> Softmax.logForward(x, 2, 0, y));
    assertMessage("x has 6 elements but 2 × 2 are needed", () -> Softmax.forward(x, 2, 2, y));
    assertMessage("x has 6 elements but 65536 × 65536 are needed", () -> Softmax.forward(x, 65536, 65536, y));
    assertMessage("y has 1 elements but 2 × 3 are needed", () -> Softmax.logForward(x, 2, 3, shorter));
    assertMessage("dy has 1 elements but 2 × 3 are needed", () -> Softmax.backward(x, shorter, 2, 3, y));
    assertMessage("dx has 1 elements but 2 × 3 are needed", () -> Softmax.logBackward(x, x, 2, 3, shorter));
    assertEquals("x is null",
        assertThrows(NullPointerException.class, () -> Softmax.forward(null, 2, 3, y)).getMessage());
    assertEquals("dx is null",
        assertThrows(NullPointerException.class, () -> Softmax.backward(x, x, 2, 3, null)).getMessage());
    assertArrayEquals(new float[] {9, 9, 9, 9, 9, 9}, y);
    Softmax.forward(new float[0], 0, 3, new float[0]);
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
