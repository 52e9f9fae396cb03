package activations.benchmark;

import activations.Activations;
import activations.nn.History;
import activations.nn.Initialization;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Optimizer;
import activations.nn.Parameter;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.Workers;
import activations.nn.data.Dataset;
import activations.nn.data.StrokeDigits;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Lesson: how long an epoch of training takes: 784 → 7 × 128 GELU → 10, cross-entropy, Adam, batches of 128.
 *
 * <p>The library's time is that of {@link Trainer}, which also shuffles and gathers the rows and measures the norm of
 * the gradient. PyTorch's is that of a TorchScript loop over ready batches, with the fused Adam and without Python and
 * autograd: PyTorch at its best. The third is PyTorch as Java programs use it, through DJL with autograd. All start from
 * the same weights.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xms1g", "-Xmx1g"})
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
public class TrainingBenchmark {

  static final int BATCH = 128;
  private static final int WIDTH = 128;
  private static final int HIDDEN_LAYERS = 7;
  private static final double LEARNING_RATE = 1e-3;
  private static final long SEED = 2016;

  /**
   * Takes the weights and biases in w, and Adam's memory of them in m, v and steps. libtorch runs what Java gives it
   * without autograd, so the operators that autograd would call are written out.
   */
  private static final String PROGRAM = """
        def epoch(%s, x: Tensor, labels: Tensor, w: List[Tensor], m: List[Tensor], v: List[Tensor],
            steps: List[Tensor], batch: int, rate: float) -> Tensor:
          total = torch.zeros([1])
          minus = torch.full([batch, 1], -1.)
          layers = torch.floordiv(torch.len(w), 2)
          for _b in range(torch.floordiv(torch.size(x, 0), batch)):
            label = torch.narrow(labels, 0, torch.mul(_b, batch), batch)
            h = torch.narrow(x, 0, torch.mul(_b, batch), batch)
            inputs = annotate(List[Tensor], [])
            sums = annotate(List[Tensor], [])
            for _l in range(layers):
              _a = torch.append(inputs, h)
              h0 = torch.addmm(w[torch.add(torch.mul(_l, 2), 1)], h, w[torch.mul(_l, 2)])
              _a = torch.append(sums, h0)
              if torch.lt(_l, torch.sub(layers, 1)):
                h1 = torch.gelu(h0)
              else:
                h1 = h0
              h = h1
            logs = torch.log_softmax(sums[torch.sub(layers, 1)], 1)
            _t = torch.add_(total, torch.nll_loss(logs, label))
            d = torch.div_(torch.scatter_add_(torch.exp(logs), 1, torch.unsqueeze(label, 1), minus), batch)
            grads = annotate(List[Tensor], [])
            for _i in range(layers):
              _k = torch.sub(torch.sub(layers, 1), _i)
              _a = torch.insert(grads, 0, torch.sum(d, [0]))
              _a = torch.insert(grads, 0, torch.mm(torch.t(inputs[_k]), d))
              if torch.gt(_k, 0):
                d0 = torch.gelu_backward(torch.mm(d, torch.t(w[torch.mul(_k, 2)])), sums[torch.sub(_k, 1)])
              else:
                d0 = d
              d = d0
            torch._foreach_add_(steps, 1)
            torch._fused_adam_(w, grads, m, v, annotate(List[Tensor], []), steps, lr=rate, beta1=0.9, beta2=0.999,
                weight_decay=0., eps=1e-08, amsgrad=False, maximize=False)
          return total
      """.formatted(TorchScript.SELF);

  @Param("8192")
  public int rows;

  @Param({"1", "2"})
  public int threads;

  private Dataset data;
  private Sequential network;
  private Optimizer optimizer;
  private Workers workers;
  private TorchScript program;
  private TorchAutograd autograd;
  private IValue[] arguments;

  @Setup
  public void setUp() {
    data = StrokeDigits.of(rows, SEED);
    int[] sizes = new int[HIDDEN_LAYERS + 2];
    Arrays.fill(sizes, WIDTH);
    sizes[0] = data.inputs();
    sizes[HIDDEN_LAYERS + 1] = data.outputs();
    network = MultilayerPerceptron.of(Activations.gelu(), Initialization.HE, new SplittableRandom(SEED), sizes);
    optimizer = Optimizer.adam(LEARNING_RATE);
    workers = Workers.of(threads);
    if (TorchScript.available()) {
      program = new TorchScript(PROGRAM, threads);
      arguments = arguments();
      autograd = new TorchAutograd(network, data, BATCH, LEARNING_RATE);
    }
  }

  private IValue[] arguments() {
    List<PtNDArray> weights = new ArrayList<>();
    List<PtNDArray> first = new ArrayList<>();
    List<PtNDArray> second = new ArrayList<>();
    List<PtNDArray> steps = new ArrayList<>();
    for (Parameter p : network.parameters()) {
      long[] shape = p.rows() == 1 ? new long[] {p.columns()} : new long[] {p.rows(), p.columns()};
      weights.add(program.tensor(p.value(), shape));
      first.add(program.tensor(new float[p.value().length], shape));
      second.add(program.tensor(new float[p.value().length], shape));
      steps.add(program.tensor(new float[1]));
    }
    long[] labels = Arrays.stream(data.labels()).asLongStream().toArray();
    return new IValue[] {
      IValue.from(program.tensor(data.x(), rows, data.inputs())), IValue.from(program.tensor(labels)), list(weights),
      list(first), list(second), list(steps), IValue.from((long) BATCH), IValue.from(LEARNING_RATE)
    };
  }

  private static IValue list(List<PtNDArray> tensors) {
    return IValue.listFrom(tensors.toArray(PtNDArray[]::new));
  }

  @TearDown
  public void tearDown() {
    workers.close();
    if (program != null) {
      autograd.close();
      program.close();
    }
  }

  /** The mean loss of an epoch. */
  @Benchmark
  public double library() {
    History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, optimizer)
        .batchSize(BATCH).epochs(1).workers(workers).train(data);
    return history.trainLoss()[0];
  }

  /** The mean loss of an epoch. */
  @Benchmark
  public double pytorch() {
    try (IValue total = program.run("epoch", arguments)) {
      return program.floats(total)[0] / (rows / BATCH);
    }
  }

  /** The mean loss of an epoch. */
  @Benchmark
  public double djl() {
    return autograd.epoch();
  }
}
