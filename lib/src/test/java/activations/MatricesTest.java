package activations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatricesTest {

  private final SplittableRandom random = new SplittableRandom(3);

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 128, 128", "4, 7, 300", "4, 8, 32", "5, 7, 33", "3, 1, 70",
      "9, 13, 10", "8, 100, 64", "2, 5, 16", "17, 40, 129"})
  void everyElementIsOneChainOfFma(int m, int k, int n) {
    float[] a = random(m * k);
    float[] b = random(k * n);
    float[] expected = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a[i * k + p], b[p * n + j], sum);
        }
        expected[i * n + j] = sum;
      }
    }
    float[] c = random(m * n);
    Matrices.multiply(a, b, c, m, k, n, 0, m);
    assertArrayEquals(expected, c, "product");

    float[] scalar = random(m * n);
    new ScalarProduct().multiply(a, k, 1, b, n, 1, scalar, k, n, 0, m);
    assertArrayEquals(expected, scalar, "scalar");

    float[] halves = random(m * n);
    Matrices.multiply(a, b, halves, m, k, n, 0, m / 2);
    Matrices.multiply(a, b, halves, m, k, n, m / 2, m);
    assertArrayEquals(expected, halves, "in two parts");

    float[] first = random(m * n);
    Matrices.multiplyTransposed(transpose(a, m, k), b, first, m, k, n, 0, m);
    assertArrayEquals(expected, first, "first factor transposed");

    float[] second = random(m * n);
    Matrices.multiplyByTransposed(a, transpose(b, k, n), second, m, k, n, 0, m);
    assertArrayEquals(expected, second, "second factor transposed");

    float[] scalarSecond = random(m * n);
    new ScalarProduct().multiply(a, k, 1, transpose(b, k, n), 1, k, scalarSecond, k, n, 0, m);
    assertArrayEquals(expected, scalarSecond, "scalar, second factor transposed");
  }

  /** A thread begins without room for copies of the factors. */
  @ParameterizedTest
  @CsvSource({"9, 3, 5", "16, 7, 40", "5, 1, 33", "8, 2, 64", "17, 40, 129"})
  void theFirstProductOfAThreadFindsRoom(int m, int k, int n) throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    Thread thread = new Thread(() -> everyElementIsOneChainOfFma(m, k, n));
    thread.setUncaughtExceptionHandler((dead, e) -> failure[0] = e);
    thread.start();
    thread.join();
    assertNull(failure[0]);
  }

  @Test
  void onlyTheRowsNamedAreWritten() {
    float[] c = {7, 7, 7, 7, 7, 7};
    Matrices.multiply(new float[] {1, 2, 3}, new float[] {10, 20}, c, 3, 1, 2, 1, 2);
    assertArrayEquals(new float[] {7, 7, 20, 40, 7, 7}, c);
  }

  @Test
  void whatDoesNotFitIsNamedAndNothingWritten() {
    float[] a = new float[6];
    float[] b = new float[12];
    float[] c = {7, 7, 7, 7, 7, 7, 7, 7};
    says("a has 6 elements but 3 × 3 are needed", () -> Matrices.multiply(a, b, c, 3, 3, 4, 0, 2));
    says("b has 12 elements but 3 × 5 are needed", () -> Matrices.multiply(a, b, c, 2, 3, 5, 0, 2));
    says("c has 8 elements but 2 × 6 are needed", () -> Matrices.multiply(new float[4], b, c, 2, 2, 6, 0, 2));
    says("a has 6 elements but 3 × 4 are needed", () -> Matrices.multiplyTransposed(a, b, c, 4, 3, 4, 0, 2));
    says("b has 12 elements but 5 × 3 are needed", () -> Matrices.multiplyByTransposed(a, b, c, 2, 3, 5, 0, 2));
    says("c must not be the same array as a", () -> Matrices.multiply(c, new float[16], c, 2, 4, 4, 0, 2));
    says("c must not be the same array as b", () -> Matrices.multiply(new float[4], c, c, 2, 2, 4, 0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> Matrices.multiply(a, b, c, 2, 3, 4, 1, 3));
    assertEquals("b is null", assertThrows(NullPointerException.class,
        () -> Matrices.multiply(a, null, c, 2, 3, 4, 0, 2)).getMessage());
    assertArrayEquals(new float[] {7, 7, 7, 7, 7, 7, 7, 7}, c);
  }

  private static void says(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void simdIsUsedWhereTheModuleIsPresent() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertEquals(present ? "VectorProduct" : "ScalarProduct", Kernels.PRODUCT.getClass().getSimpleName());
  }

  private static float[] transpose(float[] a, int rows, int columns) {
    float[] t = new float[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[j * rows + i] = a[i * columns + j];
      }
    }
    return t;
  }

  private float[] random(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
