package activations.benchmark;

import ai.djl.pytorch.jni.IValue;
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
 */
public class TorchBenchmark extends Workload {
  private static final int ELEMENTS_PER_OPERATION = 1 << 22;

  private TorchScript program;
  private IValue[] arguments;
  private IValue result;

  @Override
  void prepare() {
    program = new TorchScript(TorchOperators.of(function).methods(), threads);
    arguments = new IValue[] {
      tensor(join(x)), tensor(join(y)), tensor(join(dy)), tensor(join(dx)), tensor(join(dx)),
      IValue.from((long) calls(kib))
    };
    result = program.run(TorchOperators.SAVE, arguments);
  }

  @Override
  void release() {
    result.close();
    for (IValue argument : arguments) {
      argument.close();
    }
    program.close();
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
    return program.floats(result);
  }

  @Override
  float[] backwardResult() {
    return forwardResult();
  }

  private void run(String method) {
    result.close();
    result = program.run(method, arguments);
  }

  private IValue tensor(float[] values) {
    return IValue.from(program.tensor(values, values.length));
  }
}
