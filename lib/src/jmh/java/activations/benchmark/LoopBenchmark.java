package activations.benchmark;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntConsumer;
import org.apache.commons.numbers.gamma.Erfc;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Lesson: what the textbook formula costs, one element at a time, with {@link Math#exp} and {@link Math#tanh}.
 *
 * <p>These are the formulas as most programs have them, not the stable forms: some overflow or cancel in the tails.
 * Functions without an exponential are left out: their plain loop is what the library runs.
 */
public class LoopBenchmark extends Workload {

  /** A function and its derivative, as printed. */
  record Formula(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {}

  /** α and the scale λ of SELU, to the digits of a double (Klambauer et al., 2017). */
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  /** The factor of x³ in GELU's tanh form, and of x in its sigmoid form (Hendrycks and Gimpel, 2016). */
  private static final double GELU_CUBIC = 0.044715;
  private static final double GELU_SLOPE = 1.702;

  static final Map<String, Formula> FORMULAS = Map.ofEntries(
      Map.entry("elu", new Formula(LoopBenchmark::elu, x -> x > 0 ? 1 : Math.exp(x))),
      Map.entry("celu", new Formula(LoopBenchmark::elu, x -> x > 0 ? 1 : Math.exp(x))),
      Map.entry("selu", new Formula(
          x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * (Math.exp(x) - 1)),
          x -> SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x)))),
      Map.entry("sigmoid", new Formula(LoopBenchmark::sigmoid, LoopBenchmark::sigmoidDerivative)),
      Map.entry("log_sigmoid", new Formula(x -> -Math.log(1 + Math.exp(-x)), x -> sigmoid(-x))),
      Map.entry("tanh", new Formula(Math::tanh, LoopBenchmark::tanhDerivative)),
      Map.entry("tanhshrink", new Formula(x -> x - Math.tanh(x), x -> 1 - tanhDerivative(x))),
      Map.entry("softplus", new Formula(LoopBenchmark::softplus, LoopBenchmark::sigmoid)),
      Map.entry("silu", new Formula(LoopBenchmark::silu, LoopBenchmark::siluDerivative)),
      Map.entry("swish", new Formula(LoopBenchmark::silu, LoopBenchmark::siluDerivative)),
      Map.entry("gelu", new Formula(
          x -> x * normalCdf(x),
          x -> normalCdf(x) + x * Math.exp(-x * x / 2) / SQRT_2_PI)),
      Map.entry("gelu_tanh", new Formula(
          x -> x / 2 * (1 + Math.tanh(SQRT_2_OVER_PI * (x + GELU_CUBIC * x * x * x))),
          LoopBenchmark::geluTanhDerivative)),
      Map.entry("gelu_sigmoid", new Formula(
          x -> x * sigmoid(GELU_SLOPE * x),
          x -> siluDerivative(GELU_SLOPE * x))),
      Map.entry("mish", new Formula(
          x -> x * Math.tanh(softplus(x)),
          x -> Math.tanh(softplus(x)) + x * tanhDerivative(softplus(x)) * sigmoid(x))));

  private IntConsumer forwardPart;
  private IntConsumer backwardPart;

  @Override
  void prepare() {
    Formula formula = FORMULAS.get(function);
    DoubleUnaryOperator value = formula.value();
    DoubleUnaryOperator derivative = formula.derivative();
    forwardPart = part -> forward(value, x[part], y[part]);
    backwardPart = part -> backward(derivative, x[part], dy[part], dx[part]);
  }

  @Benchmark
  public void forward() {
    each(forwardPart);
  }

  @Benchmark
  public void backward() {
    each(backwardPart);
  }

  private static void forward(DoubleUnaryOperator value, float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) value.applyAsDouble(x[i]);
    }
  }

  private static void backward(DoubleUnaryOperator derivative, float[] x, float[] dy, float[] dx) {
    for (int i = 0; i < x.length; i++) {
      dx[i] = (float) (dy[i] * derivative.applyAsDouble(x[i]));
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double sigmoidDerivative(double x) {
    double s = sigmoid(x);
    return s * (1 - s);
  }

  private static double tanhDerivative(double x) {
    double t = Math.tanh(x);
    return 1 - t * t;
  }

  private static double elu(double x) {
    return x > 0 ? x : Math.exp(x) - 1;
  }

  private static double softplus(double x) {
    return Math.log(1 + Math.exp(x));
  }

  private static double silu(double x) {
    return x * sigmoid(x);
  }

  private static double siluDerivative(double x) {
    double s = sigmoid(x);
    return s * (1 + x * (1 - s));
  }

  private static double normalCdf(double x) {
    return Erfc.value(-x / Math.sqrt(2)) / 2;
  }

  private static double geluTanhDerivative(double x) {
    double t = Math.tanh(SQRT_2_OVER_PI * (x + GELU_CUBIC * x * x * x));
    return (1 + t) / 2 + x / 2 * (1 - t * t) * SQRT_2_OVER_PI * (1 + 3 * GELU_CUBIC * x * x);
  }
}
