package activations;

/**
 * Products of row-major float matrices that repeat to the bit.
 *
 * <p>Each element of a product is one chain of fused multiply-adds over k in order,
 * c = fma(aₖ, bₖ, … fma(a₁, b₁, fma(a₀, b₀, 0))). Blocks and vectors run across rows and columns only, so the result
 * is the same with SIMD on or off, for any vector width and any split of the rows among threads. Rounding errors grow
 * at most like k · 2⁻²⁴ · Σ|aₖbₖ|.
 *
 * <p>These methods are the inner loop of the networks: sizes are the caller's duty, Java's own bounds checks the net.
 */
public final class Matrices {

  private Matrices() {}

  /**
   * Rows {@code from} to {@code to} (exclusive) of C = A·B.
   *
   * @param a m × k
   * @param b k × n
   * @param c m × n, the rows named are overwritten; not a or b
   */
  public static void multiply(float[] a, float[] b, float[] c, int m, int k, int n, int from, int to) {
    Kernels.PRODUCT.multiply(a, k, 1, b, n, 1, c, k, n, from, to);
  }

  /**
   * Rows {@code from} to {@code to} (exclusive) of C = Aᵀ·B.
   *
   * @param a k × m
   * @param b k × n
   * @param c m × n, the rows named are overwritten; not a or b
   */
  public static void multiplyTransposed(float[] a, float[] b, float[] c, int k, int m, int n, int from, int to) {
    Kernels.PRODUCT.multiply(a, 1, m, b, n, 1, c, k, n, from, to);
  }

  /**
   * Rows {@code from} to {@code to} (exclusive) of C = A·Bᵀ.
   *
   * @param a m × k
   * @param b n × k
   * @param c m × n, the rows named are overwritten; not a or b
   */
  public static void multiplyByTransposed(float[] a, float[] b, float[] c, int m, int k, int n, int from, int to) {
    Kernels.PRODUCT.multiply(a, k, 1, b, 1, k, c, k, n, from, to);
  }
}
