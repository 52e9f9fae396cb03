package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Kernels allocate nothing, even if all of them have run in one JVM: a compiler that loses track of the class of a
 * vector puts it on the heap, which takes 96 bytes a vector of 16 floats, and about ten times as long.
 */
class AllocationTest {

  private static final int[] LENGTHS = {1000, 16384, 262144};

  /** Bytes per element; one vector of 16 floats on the heap per 16 elements takes 6. */
  private static final double BOUND = 1.0 / 8;

  private static final long SEED = 1;

  /** Before C2 has compiled a kernel, it puts every vector on the heap. */
  private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  /** The least of so many counts, for the compiler replaces code now and then. */
  private static final int ROUNDS = 5;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void kernelsDoNotAllocate() {
    assumeTrue(Kernels.simd(), "scalar code has no vectors");
    List<Activation> functions = new ArrayList<>(Activations.all());
    Collections.shuffle(functions, new Random(SEED));
    for (int length : LENGTHS) {
      for (Activation function : functions) {
        new Calls(function, length).warmUp();
      }
    }
    TreeSet<String> allocating = new TreeSet<>();
    for (int length : LENGTHS) {
      for (Activation function : functions) {
        Calls calls = new Calls(function, length);
        calls.report(calls::forward, "forward", allocating);
        calls.report(calls::backward, "backward", allocating);
      }
    }
    assertEquals(new TreeSet<String>(), allocating);
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
      long end = System.nanoTime() + WARM_UP_NANOS;
      while (System.nanoTime() < end) {
        forward();
        backward();
      }
    }

    void report(Runnable pass, String name, TreeSet<String> allocating) {
      long thread = Thread.currentThread().getId();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = THREADS.getThreadAllocatedBytes(thread);
        pass.run();
        least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
      }
      if (least > BOUND * x.length) {
        allocating.add(function.name() + " " + name + ": " + least + " bytes for " + x.length + " elements");
      }
    }
  }
}
