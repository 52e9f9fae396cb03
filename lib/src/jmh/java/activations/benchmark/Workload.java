package activations.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks share: the parameters, the data, and how two threads divide them.
 *
 * <p>With two threads the elements are two arrays of half the size, one for each thread. PyTorch and ONNX Runtime get
 * all elements in one tensor and two threads of their own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Workload {
  private static final long SEED = 2016;
  private static final double INPUT_DEVIATION = 2;
  private static final double GRADIENT_DEVIATION = 1;
  private static final int FLOATS_PER_KIB = 1024 / Float.BYTES;

  @Param("gelu")
  public String function;

  /** Size of the input in KiB. */
  @Param({"4", "1024", "65536"})
  public int kib;

  @Param({"1", "2"})
  public int threads;

  float[][] x;
  float[][] y;
  float[][] dy;
  float[][] dx;
  private SecondThread second;

  @Setup
  public void setUp() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int length = elements(kib) / threads;
    x = normal(random, INPUT_DEVIATION, length);
    dy = normal(random, GRADIENT_DEVIATION, length);
    y = new float[threads][length];
    dx = new float[threads][length];
    if (threads == 2) {
      second = new SecondThread();
    }
    prepare();
  }

  @TearDown
  public void tearDown() throws Exception {
    if (second != null) {
      second.close();
    }
    release();
  }

  static int elements(int kib) {
    return kib * FLOATS_PER_KIB;
  }

  /** Looks up the function and, for a peer, makes its tensors. */
  abstract void prepare() throws Exception;

  /** Frees what {@link #prepare} took. */
  void release() throws Exception {}

  /** Runs the task for each part of the data, the second part on the second thread. */
  final void each(IntConsumer task) {
    if (second == null) {
      task.accept(0);
    } else {
      second.run(task);
    }
  }

  /** What the latest {@code forward} computed, joined: for the test. */
  float[] forwardResult() throws Exception {
    return join(y);
  }

  /** What the latest {@code backward} computed, joined: for the test. */
  float[] backwardResult() throws Exception {
    return join(dx);
  }

  static float[] join(float[][] parts) {
    float[] all = new float[parts.length * parts[0].length];
    for (int part = 0; part < parts.length; part++) {
      System.arraycopy(parts[part], 0, all, part * parts[part].length, parts[part].length);
    }
    return all;
  }

  private float[][] normal(SplittableRandom random, double deviation, int length) {
    float[][] parts = new float[threads][length];
    for (float[] part : parts) {
      for (int i = 0; i < length; i++) {
        part[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return parts;
  }
}
