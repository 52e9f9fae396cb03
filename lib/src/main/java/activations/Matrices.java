package activations;

import java.util.Objects;

/**
 * Products of row-major float matrices that repeat to the bit.
 *
 * <p>Each element of a product is one chain of fused multiply-adds over k in order,
 * c = fma(aₖ, bₖ, … fma(a₁, b₁, fma(a₀, b₀, 0))). Blocks and vectors run across rows and columns only, so the result
 * is the same with SIMD on or off, for any vector width and any split of the rows among threads. Rounding errors grow
 * at most like k · 2⁻²⁴ · Σ|aₖbₖ|.
 *
 * <p>C is always m × n, and k is the length of the sums; {@code from} and {@code to} choose rows of C, so that threads
 * can share a product.
 */
public final class Matrices {

  private Matrices() {}

  /**
   * Rows {@code from} to {@code to} (exclusive) of C = A·B.
   *
   * @param a m × k, not modified
   * @param b k × n, not modified
   * @param c m × n, the rows named are overwritten; not a or b
   * @param m rows of A and of C
   * @param k columns of A and rows of B, the length of the sums
   * @param n columns of B and of C
   * @param from the first row of C, inclusive; at least 0
   * @param to the last row of C, exclusive; at most m
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size does not match, or c is a or b; nothing is written then
   * @throws IndexOutOfBoundsException if the rows are not within C; nothing is written then
   */
  public static void multiply(float[] a, float[] b, float[] c, int m, int k, int n, int from, int to) {
    check(a, m, k, b, k, n, c, m, n, from, to);
    Kernels.PRODUCT.multiply(a, k, 1, b, n, 1, c, k, n, from, to);
  }

  /**
   * Rows {@code from} to {@code to} (exclusive) of C = Aᵀ·B.
   *
   * @param a k × m, not modified
   * @param b k × n, not modified
   * @param c m × n, the rows named are overwritten; not a or b
   * @param m columns of A and rows of C
   * @param k rows of A and of B, the length of the sums
   * @param n columns of B and of C
   * @param from the first row of C, inclusive; at least 0
   * @param to the last row of C, exclusive; at most m
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size does not match, or c is a or b; nothing is written then
   * @throws IndexOutOfBoundsException if the rows are not within C; nothing is written then
   */
  public static void multiplyTransposed(float[] a, float[] b, float[] c, int m, int k, int n, int from, int to) {
    check(a, k, m, b, k, n, c, m, n, from, to);
    Kernels.PRODUCT.multiply(a, 1, m, b, n, 1, c, k, n, from, to);
  }

  /**
   * Rows {@code from} to {@code to} (exclusive) of C = A·Bᵀ.
   *
   * @param a m × k, not modified
   * @param b n × k, not modified
   * @param c m × n, the rows named are overwritten; not a or b
   * @param m rows of A and of C
   * @param k columns of A and of B, the length of the sums
   * @param n rows of B and columns of C
   * @param from the first row of C, inclusive; at least 0
   * @param to the last row of C, exclusive; at most m
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size does not match, or c is a or b; nothing is written then
   * @throws IndexOutOfBoundsException if the rows are not within C; nothing is written then
   */
  public static void multiplyByTransposed(float[] a, float[] b, float[] c, int m, int k, int n, int from, int to) {
    check(a, m, k, b, n, k, c, m, n, from, to);
    Kernels.PRODUCT.multiply(a, k, 1, b, 1, k, c, k, n, from, to);
  }

  private static void check(float[] a, int rowsA, int columnsA, float[] b, int rowsB, int columnsB, float[] c, int m,
      int n, int from, int to) {
    Checks.matrix("a", a, rowsA, columnsA);
    Checks.matrix("b", b, rowsB, columnsB);
    Checks.matrix("c", c, m, n);
    Checks.different("c", c, "a", a);
    Checks.different("c", c, "b", b);
    Objects.checkFromToIndex(from, to, m);
  }
}
