package activations;

import java.util.Arrays;

/** The matrix product without SIMD. */
final class ScalarProduct implements Kernels.Product {

  @Override
  public void multiply(float[] a, int aRow, int aColumn, float[] b, int bRow, int bColumn, float[] c, int k, int n,
      int from, int to) {
    float[] rowMajor = b;
    if (bColumn != 1 || bRow != n) {
      rowMajor = new float[k * n];
      interleave(b, 0, bColumn, bRow, n, k, rowMajor, 0, n);
    }
    for (int i = from; i < to; i++) {
      multiplyRow(a, i * aRow, aColumn, rowMajor, c, i * n, k, n);
    }
  }

  /** One row of C. Four steps of p at a time: the same chain with a quarter of the stores. */
  private static void multiplyRow(float[] a, int aAt, int aColumn, float[] b, float[] c, int cAt, int k, int n) {
    Arrays.fill(c, cAt, cAt + n, 0);
    int p = 0;
    for (; p + 4 <= k; p += 4) {
      int at = aAt + p * aColumn;
      addFour(a[at], a[at + aColumn], a[at + 2 * aColumn], a[at + 3 * aColumn], b, p * n, c, cAt, n);
    }
    for (; p < k; p++) {
      float ap = a[aAt + p * aColumn];
      for (int j = 0; j < n; j++) {
        c[cAt + j] = Math.fma(ap, b[p * n + j], c[cAt + j]);
      }
    }
  }

  private static void addFour(
      float a0, float a1, float a2, float a3, float[] b, int bAt, float[] c, int cAt, int n) {
    int b1 = bAt + n;
    int b2 = b1 + n;
    int b3 = b2 + n;
    for (int j = 0; j < n; j++) {
      float sum = Math.fma(a0, b[bAt + j], c[cAt + j]);
      sum = Math.fma(a1, b[b1 + j], sum);
      sum = Math.fma(a2, b[b2 + j], sum);
      c[cAt + j] = Math.fma(a3, b[b3 + j], sum);
    }
  }

  /**
   * Copies {@code rows} rows of k elements, at most {@code width}, so that they become columns: element p of row r,
   * a[aAt + r · aRow + p · aColumn], goes to t[tAt + p · width + r].
   */
  static void interleave(
      float[] a, int aAt, int aRow, int aColumn, int rows, int k, float[] t, int tAt, int width) {
    if (aRow == 1) {
      for (int p = 0; p < k; p++) {
        System.arraycopy(a, aAt + p * aColumn, t, tAt + p * width, rows);
      }
      return;
    }
    int r = 0;
    for (; r + 8 <= rows; r += 8) {
      interleaveEight(a, aAt + r * aRow, aRow, aColumn, k, t, tAt + r, width);
    }
    for (; r < rows; r++) {
      for (int p = 0, from = aAt + r * aRow, to = tAt + r; p < k; p++, from += aColumn, to += width) {
        t[to] = a[from];
      }
    }
  }

  /** Eight at a time, for the cache takes and gives eight neighbours as fast as one. */
  private static void interleaveEight(float[] a, int a0, int aRow, int aColumn, int k, float[] t, int to, int width) {
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    int a4 = a3 + aRow;
    int a5 = a4 + aRow;
    int a6 = a5 + aRow;
    int a7 = a6 + aRow;
    for (int p = 0, at = 0; p < k; p++, at += aColumn, to += width) {
      t[to] = a[a0 + at];
      t[to + 1] = a[a1 + at];
      t[to + 2] = a[a2 + at];
      t[to + 3] = a[a3 + at];
      t[to + 4] = a[a4 + at];
      t[to + 5] = a[a5 + at];
      t[to + 6] = a[a6 + at];
      t[to + 7] = a[a7 + at];
    }
  }
}
