package activations.benchmark;

import activations.Matrices;
import ai.djl.pytorch.jni.IValue;
import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
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
 * Lesson: what it costs that a matrix product repeats to the bit: C = A·B on one thread, in this library, in
 * netlib's BLAS (Java, Vector API, order of summation as the hardware likes it) and in PyTorch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xms1g", "-Xmx1g"})
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ProductBenchmark {

  private static final long SEED = 2016;

  private static final String PROGRAM = """
        def product(%s, a: Tensor, b: Tensor, c: Tensor) -> Tensor:
          return torch.mm(a, b, out=c)
      """.formatted(TorchScript.SELF);

  /** m, k and n: A is m × k, B is k × n. */
  @Param({"1 128 128", "128 784 128", "128 128 128", "512 512 512"})
  public String shape;

  private final BLAS netlib = JavaBLAS.getInstance();
  private int m;
  private int k;
  private int n;
  float[] a;
  float[] b;
  float[] c;
  private TorchScript program;
  private IValue[] arguments;

  @Setup
  public void setUp() {
    int[] sizes = Arrays.stream(shape.split(" ")).mapToInt(Integer::parseInt).toArray();
    m = sizes[0];
    k = sizes[1];
    n = sizes[2];
    SplittableRandom random = new SplittableRandom(SEED);
    a = normal(m * k, random);
    b = normal(k * n, random);
    c = new float[m * n];
    if (TorchScript.available()) {
      program = new TorchScript(PROGRAM, 1);
      arguments = new IValue[] {IValue.from(program.tensor(a, m, k)), IValue.from(program.tensor(b, k, n)),
        IValue.from(program.tensor(c, m, n))};
    }
  }

  private static float[] normal(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @TearDown
  public void tearDown() {
    if (program != null) {
      program.close();
    }
  }

  /** Additions and multiplications of one product of that shape. */
  static double operations(String shape) {
    return 2 * Arrays.stream(shape.split(" ")).mapToDouble(Double::parseDouble).reduce(1, (p, q) -> p * q);
  }

  @Benchmark
  public float[] library() {
    Matrices.multiply(a, b, c, m, k, n, 0, m);
    return c;
  }

  /** BLAS stores by columns, and what it takes for Bᵀ·Aᵀ is A·B stored by rows. */
  @Benchmark
  public float[] netlib() {
    netlib.sgemm("N", "N", n, m, k, 1, b, n, a, k, 0, c, n);
    return c;
  }

  @Benchmark
  public void pytorch() {
    program.run("product", arguments).close();
  }

  float[] pytorchResult() {
    pytorch();
    return program.floats(arguments[2]);
  }
}
