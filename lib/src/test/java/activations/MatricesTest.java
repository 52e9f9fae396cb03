package activations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
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
    Matrices.multiplyTransposed(transpose(a, m, k), b, first, k, m, n, 0, m);
    assertArrayEquals(expected, first, "first factor transposed");

    float[] second = random(m * n);
    Matrices.multiplyByTransposed(a, transpose(b, k, n), second, m, k, n, 0, m);
    assertArrayEquals(expected, second, "second factor transposed");

    float[] scalarSecond = random(m * n);
    new ScalarProduct().multiply(a, k, 1, transpose(b, k, n), 1, k, scalarSecond, k, n, 0, m);
    assertArrayEquals(expected, scalarSecond, "scalar, second factor transposed");
  }

  @Test
  void onlyTheRowsNamedAreWritten() {
    float[] c = {7, 7, 7, 7, 7, 7};
    Matrices.multiply(new float[] {1, 2, 3}, new float[] {10, 20}, c, 3, 1, 2, 1, 2);
    assertArrayEquals(new float[] {7, 7, 20, 40, 7, 7}, c);
  }

  @Test
  void simdIsUsedWhereTheModuleIsPresent() {
    assertEquals(Kernels.simd(), Kernels.PRODUCT.getClass().getSimpleName().equals("VectorProduct"));
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
