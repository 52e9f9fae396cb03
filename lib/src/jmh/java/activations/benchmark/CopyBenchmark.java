package activations.benchmark;

import java.util.function.IntConsumer;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Lesson: no function can be faster than moving its numbers.
 *
 * <p>{@code forward} is {@link System#arraycopy}, one array read and one written. {@code backward} is the product
 * dx = x · dy, two read and one written, in a loop that the compiler turns into SIMD instructions.
 */
public class CopyBenchmark extends Workload {
  private IntConsumer copyPart;
  private IntConsumer multiplyPart;

  @Override
  void prepare() {
    copyPart = part -> System.arraycopy(x[part], 0, y[part], 0, x[part].length);
    multiplyPart = part -> multiply(x[part], dy[part], dx[part]);
  }

  @Benchmark
  public void forward() {
    each(copyPart);
  }

  @Benchmark
  public void backward() {
    each(multiplyPart);
  }

  private static void multiply(float[] x, float[] dy, float[] dx) {
    for (int i = 0; i < x.length; i++) {
      dx[i] = x[i] * dy[i];
    }
  }
}
