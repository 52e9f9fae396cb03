package activations.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Lesson: what the same element costs in PyTorch at its best.
 *
 * <p>Timed is libtorch's own operator, in its {@code out=} form where it has one, on tensors made beforehand, without
 * autograd; backward is the operator that autograd would call, given what PyTorch saves in the forward pass (for
 * {@code sigmoid} and {@code tanh} that is the output, so their backward needs no exponential). The backward operators
 * of {@code mish} and {@code hard_swish} have no {@code out=} form; they allocate their result. See
 * {@link TorchOperators} for all operators.
 *
 * <p>A call from Java through JNI costs some 7 µs; so a TorchScript loop repeats the operator inside one call until
 * {@value #ELEMENTS_PER_OPERATION} elements are done, and what remains is what a C++ program would pay: about 1 µs a
 * call, some 30 µs where it goes through oneDNN ({@code gelu} backward), which is most of the time for 4 KiB.
 *
 * <p>libtorch comes from the jars of the class path and is unpacked into {@code target/libtorch}; nothing is
 * downloaded.
 */
public class TorchBenchmark extends Workload {
  private static final int ELEMENTS_PER_OPERATION = 1 << 22;

  private PtNDManager manager;
  private PtSymbolBlock module;
  private IValue[] arguments;
  private IValue result;

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("DJL_CACHE_DIR", System.getProperty("bench.cache", "target/libtorch"));
    System.setProperty("ENGINE_CACHE_DIR", System.getProperty("bench.cache", "target/libtorch"));
  }

  /** Whether there is a libtorch for this machine on the class path: there is one for Linux on x86-64. */
  static boolean available() {
    return System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
  }

  /** The version of libtorch, or nothing where it is not available. */
  static String version() {
    return !available() ? "" : Engine.getEngine("PyTorch").getVersion();
  }

  @Override
  void prepare() throws Exception {
    manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager();
    JniUtils.setGradMode(false);
    JniUtils.setNumThreads(threads);
    byte[] archive = TorchOperators.of(function).archive();
    module = JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
    arguments = new IValue[] {
      tensor(join(x)), tensor(join(y)), tensor(join(dy)), tensor(join(dx)), tensor(join(dx)),
      IValue.from((long) calls(kib))
    };
    result = IValueUtils.runMethod(module, TorchOperators.SAVE, arguments);
  }

  @Override
  void release() {
    result.close();
    for (IValue argument : arguments) {
      argument.close();
    }
    module.close();
    manager.close();
  }

  static int calls(int kib) {
    return Math.max(1, ELEMENTS_PER_OPERATION / elements(kib));
  }

  @Benchmark
  public void forward() {
    run("forward");
  }

  @Benchmark
  public void backward() {
    run("backward");
  }

  @Override
  float[] forwardResult() {
    return result.toTensor(manager).toFloatArray();
  }

  @Override
  float[] backwardResult() {
    return forwardResult();
  }

  private void run(String method) {
    result.close();
    result = IValueUtils.runMethod(module, method, arguments);
  }

  private IValue tensor(float[] values) {
    return IValue.from((PtNDArray) manager.create(values, new Shape(values.length)));
  }
}
