package activations;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once compiled, a call of forward or backward allocates nothing. A formula that has grown too long for the compiler to
 * inline would put each of its vectors on the heap and run ten times slower: this test notices.
 */
class AllocationTest {

  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final float[] x = new float[1 << 14];
  private final float[] y = new float[x.length];

  @ParameterizedTest
  @MethodSource("activations.Activations#all")
  void nothingIsAllocated(Activation function) {
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - x.length / 2) / 1000f;
    }
    settles(function.name() + " forward", () -> function.forward(x, y));
    settles(function.name() + " backward", () -> function.backward(x, x, y));
  }

  /** Waits for the compiler. */
  private static void settles(String what, Runnable call) {
    Instant end = Instant.now().plus(WARM_UP);
    long allocated = Long.MAX_VALUE;
    while (allocated > 0 && Instant.now().isBefore(end)) {
      for (int i = 0; i < 20; i++) {
        call.run();
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      call.run();
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(allocated == 0, what + " allocates " + allocated + " bytes in a call on 16384 elements");
  }
}
