package activations;

import java.util.Arrays;

/**
 * The largest error that the float path of each function may have, in ulp: forward, and backward with dy = 1.
 *
 * <p>{@link AccuracyTable} has what {@link ExhaustiveAccuracy} measured over all 2³² inputs; the numbers here are at
 * most {@link AccuracyTest#SLACK} above that.
 */
enum AccuracyRow {
  RELU("relu", Activations.relu(), 0, 0),
  LEAKY_RELU("leaky_relu", Activations.leakyRelu(), 0.841, 0.241),
  LEAKY_RELU_3("leaky_relu(0.3)", Activations.leakyRelu(0.3), 0.801, 0.401),
  PRELU("prelu", Activations.prelu(), 0.501, 0),
  PRELU_NEGATIVE("prelu(-0.7)", Activations.prelu(-0.7), 0.601, 0.201),
  RRELU("rrelu", Activations.rrelu(), 0.918, 0.334),
  RELU6("relu6", Activations.relu6(), 0, 0),
  SQUARED_RELU("squared_relu", Activations.squaredRelu(), 0.501, 0),
  ELU("elu", Activations.elu(), 0.82, 0.88),
  ELU_7("elu(0.7)", Activations.elu(0.7), 0.51, 0.51),
  CELU("celu", Activations.celu(), 0.82, 0.88),
  CELU_7("celu(0.7)", Activations.celu(0.7), 0.51, 0.51),
  SELU("selu", Activations.selu(), 1, 1.15),
  SIGMOID("sigmoid", Activations.sigmoid(), 0.9, 1.8),
  HARD_SIGMOID("hard_sigmoid", Activations.hardSigmoid(), 0.501, 0.334),
  SPARSE_SIGMOID("sparse_sigmoid", Activations.sparseSigmoid(), 0.501, 0),
  LOG_SIGMOID("log_sigmoid", Activations.logSigmoid(), 0.52, 0.89),
  TANH("tanh", Activations.tanh(), 0.83, 1.79),
  HARD_TANH("hard_tanh", Activations.hardTanh(), 0, 0),
  HARD_TANH_ASKEW("hard_tanh(-0.3, 0.7)", Activations.hardTanh(-0.3, 0.7), 0.401, 0),
  TANHSHRINK("tanhshrink", Activations.tanhshrink(), 1, 1.4),
  SOFTSIGN("softsign", Activations.softsign(), 0.501, 1.01),
  SOFTPLUS("softplus", Activations.softplus(), 0.52, 0.89),
  SOFTPLUS_1("softplus(0.1)", Activations.softplus(0.1), 0.52, 0.502),
  SOFTPLUS_25("softplus(2.5)", Activations.softplus(2.5), 0.52, 0.502),
  SQUAREPLUS("squareplus", Activations.squareplus(), 0.501, 0.501),
  SQUAREPLUS_3("squareplus(0.3)", Activations.squareplus(0.3), 0.501, 0.501),
  SPARSE_PLUS("sparse_plus", Activations.sparsePlus(), 0.501, 0.501),
  SOFTSHRINK("softshrink", Activations.softshrink(), 0.501, 0),
  SOFTSHRINK_1("softshrink(0.1)", Activations.softshrink(0.1), 0.41, 0),
  HARDSHRINK("hardshrink", Activations.hardshrink(), 0, 0),
  HARDSHRINK_1("hardshrink(0.1)", Activations.hardshrink(0.1), 0, 0),
  THRESHOLD("threshold", Activations.threshold(), 0, 0),
  THRESHOLD_1("threshold(0.1, 20.7)", Activations.threshold(0.1, 20.7), 0.401, 0),
  SILU("silu", Activations.silu(), 0.81, 1.67),
  SWISH("swish", Activations.swish(), 0.81, 1.67),
  SWISH_17("swish(1.7)", Activations.swish(1.7), 0.51, 0.52),
  HARD_SWISH("hard_swish", Activations.hardSwish(), 0.501, 0.501),
  GELU("gelu", Activations.gelu(), 0.96, 1.94),
  GELU_TANH("gelu_tanh", Activations.geluTanh(), 0.94, 0.65),
  GELU_SIGMOID("gelu_sigmoid", Activations.geluSigmoid(), 0.98, 0.51),
  MISH("mish", Activations.mish(), 0.502, 0.501),
  IDENTITY("identity", Activations.identity(), 0, 0);

  private final String key;
  private final Activation function;
  private final double forward;
  private final double backward;

  AccuracyRow(String key, Activation function, double forward, double backward) {
    this.key = key;
    this.function = function;
    this.forward = forward;
    this.backward = backward;
  }

  /** The name under which data files know the row: the function's, followed by parameters that are not the default. */
  String key() {
    return key;
  }

  Activation function() {
    return function;
  }

  /** The largest error of {@code forward} in ulp. */
  double forward() {
    return forward;
  }

  /** The largest error of {@code backward} in ulp. */
  double backward() {
    return backward;
  }

  static AccuracyRow of(String key) {
    return Arrays.stream(values()).filter(row -> row.key.equals(key)).findAny()
        .orElseThrow(() -> new IllegalArgumentException("no row is called " + key));
  }
}
