package activations.benchmark;

import activations.Activation;
import activations.Activations;
import java.util.function.IntConsumer;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Lesson: what one element costs in this library, checks of the arguments included.
 *
 * <p>With JMH's {@code -prof gc} the allocation per call is 0.
 */
public class LibraryBenchmark extends Workload {
  private IntConsumer forwardPart;
  private IntConsumer backwardPart;

  @Override
  void prepare() {
    Activation f = Activations.byName(function);
    forwardPart = part -> f.forward(x[part], y[part]);
    backwardPart = part -> f.backward(x[part], dy[part], dx[part]);
  }

  @Benchmark
  public void forward() {
    each(forwardPart);
  }

  @Benchmark
  public void backward() {
    each(backwardPart);
  }
}
