package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Kernels allocate nothing, even if all of them have run in one JVM: a compiler that loses track of the class of a
 * vector puts it on the heap, which takes 96 bytes a vector of 16 floats, and about ten times as long.
 *
 * <p>Runs with {@code ./mvnw test -Dtest=KernelAllocation -Dsurefire.failIfNoSpecifiedTests=false}, not by default:
 * whether JDK 17 leaves the vectors of the longest formulas, those of GELU, on the heap depends on when the compiler
 * gets to them.
 */
class KernelAllocation {

  private static final int[] LENGTHS = {1000, 16384, 262144};

  /** Bytes per element; one vector of 16 floats on the heap per 16 elements takes 6. */
  private static final double BOUND = 1.0 / 8;

  private static final long SEED = 1;

  /** What the compiler may take, in processor time of the test's thread: before it is done, each vector is boxed. */
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** The least of so many counts, for the compiler replaces code now and then. */
  private static final int ROUNDS = 5;

  /** Elements per function and pass of the warm-up. */
  private static final int WARM_UP_ELEMENTS = 1 << 19;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void kernelsDoNotAllocate() {
    assumeTrue(Boolean.parseBoolean(System.getProperty("activations.test.simd", "true")), "the run without SIMD");
    assertTrue(Kernels.simd(), "scalar code has no vectors: start Java with SIMD");
    List<Activation> functions = new ArrayList<>(Activations.all());
    Collections.shuffle(functions, new Random(SEED));
    List<Calls> all = new ArrayList<>();
    for (Activation function : functions) {
      for (int length : LENGTHS) {
        all.add(new Calls(function, length));
      }
    }
    long end = THREADS.getCurrentThreadCpuTime() + WARM_UP_NANOS;
    List<String> allocating;
    do {
      all.forEach(Calls::warmUp);
      allocating = all.stream().flatMap(Calls::allocating).toList();
    } while (!allocating.isEmpty() && THREADS.getCurrentThreadCpuTime() < end);
    assertEquals(List.of(), allocating);
  }

  /** The passes of one function on arrays of one length. */
  private static final class Calls {

    private final Activation function;
    private final float[] x;
    private final float[] dy;
    private final float[] result;

    Calls(Activation function, int length) {
      this.function = function;
      Random random = new Random(SEED);
      x = new float[length];
      for (int i = 0; i < length; i++) {
        x[i] = (float) random.nextGaussian();
      }
      dy = new float[length];
      Arrays.fill(dy, 1);
      result = new float[length];
    }

    void forward() {
      function.forward(x, result);
    }

    void backward() {
      function.backward(x, dy, result);
    }

    void warmUp() {
      for (int done = 0; done < WARM_UP_ELEMENTS; done += x.length) {
        forward();
        backward();
      }
    }

    /** The passes that allocate more than the bound. */
    Stream<String> allocating() {
      return Stream.concat(allocating(this::forward, "forward"), allocating(this::backward, "backward"));
    }

    private Stream<String> allocating(Runnable pass, String name) {
      long thread = Thread.currentThread().getId();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = THREADS.getThreadAllocatedBytes(thread);
        pass.run();
        least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
      }
      return least <= BOUND * x.length ? Stream.of()
          : Stream.of(function.name() + " " + name + ": " + least + " bytes for " + x.length + " elements");
    }
  }
}
