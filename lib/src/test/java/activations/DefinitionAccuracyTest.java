package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code value} and {@code derivative} against references of 25 digits. */
class DefinitionAccuracyTest {

  /** Within this distance of a zero of the derivative its digits cancel, and the bound is an absolute one. */
  private static final double BESIDE_ZERO = 0.3;

  /** Measured: 0.75 · 2⁻⁵³. */
  private static final double ABSOLUTE_BOUND = 0x1p-53;

  /** Each function with the greatest error of its value and of its derivative, in ulp, measured and rounded up. */
  enum Row {
    RELU(Activations.relu(), 0, 0),
    LEAKY_RELU(Activations.leakyRelu(), 0.5, 0),
    LEAKY_RELU_FALLING("leaky_relu_-0.3", Activations.leakyRelu(-0.3), 0.5, 0),
    PRELU(Activations.prelu(), 0.3, 0),
    RRELU(Activations.rrelu(), 0.5, 0),
    RELU6(Activations.relu6(), 0, 0),
    SQUARED_RELU(Activations.squaredRelu(), 0.5, 0),
    ELU(Activations.elu(), 0.8, 0.8),
    ELU_STEEP("elu_1.3", Activations.elu(1.3), 1.4, 1.4),
    CELU(Activations.celu(), 0.8, 0.8),
    CELU_NARROW("celu_0.7", Activations.celu(0.7), 1.7, 1.2),
    SELU(Activations.selu(), 1.4, 1.4),
    SIGMOID(Activations.sigmoid(), 2, 3.2),
    HARD_SIGMOID(Activations.hardSigmoid(), 1, 0.4),
    LOG_SIGMOID(Activations.logSigmoid(), 1.2, 1.9),
    TANH(Activations.tanh(), 1.9, 3.9),
    HARD_TANH(Activations.hardTanh(), 0, 0),
    HARD_TANH_SKEW("hard_tanh_-2_0.3", Activations.hardTanh(-2, 0.3), 0, 0),
    TANHSHRINK(Activations.tanhshrink(), 3.7, 3.7),
    SOFTSIGN(Activations.softsign(), 1.5, 2.8),
    SOFTPLUS(Activations.softplus(), 1.4, 2),
    SOFTPLUS_SHARP("softplus_3.7", Activations.softplus(3.7), 1.8, 2.3),
    SQUAREPLUS(Activations.squareplus(), 2.7, 4.1),
    SQUAREPLUS_SHARP("squareplus_0.3", Activations.squareplus(0.3), 1.7, 5),
    SOFTSHRINK(Activations.softshrink(), 0.1, 0),
    SOFTSHRINK_NARROW("softshrink_0.3", Activations.softshrink(0.3), 0.5, 0),
    HARDSHRINK(Activations.hardshrink(), 0, 0),
    THRESHOLD(Activations.threshold(), 0, 0),
    THRESHOLD_FALLING("threshold_0.3_-2", Activations.threshold(0.3, -2), 0, 0),
    SILU(Activations.silu(), 2.3, 5.8),
    SWISH(Activations.swish(), 2.5, 4.4),
    SWISH_SHARP("swish_2.3", Activations.swish(2.3), 2.3, 3.7),
    HARD_SWISH(Activations.hardSwish(), 1.3, 1),
    GELU(Activations.gelu(), 3.4, 4),
    GELU_TANH(Activations.geluTanh(), 2.4, 5.3),
    GELU_SIGMOID(Activations.geluSigmoid(), 2.6, 4.9),
    MISH(Activations.mish(), 2.7, 4.6),
    SPARSE_PLUS(Activations.sparsePlus(), 1.8, 0.5),
    SPARSE_SIGMOID(Activations.sparseSigmoid(), 0.5, 0),
    IDENTITY(Activations.identity(), 0, 0);

    private final String file;
    private final Activation function;
    private final double valueUlps;
    private final double derivativeUlps;

    Row(String file, Activation function, double valueUlps, double derivativeUlps) {
      this.file = file;
      this.function = function;
      this.valueUlps = valueUlps;
      this.derivativeUlps = derivativeUlps;
    }

    Row(Activation function, double valueUlps, double derivativeUlps) {
      this(function.name(), function, valueUlps, derivativeUlps);
    }
  }

  @ParameterizedTest
  @EnumSource
  void valueAndDerivative(Row row) {
    double zero = row.function.properties().minimumAt();
    List<Reference> references = Reference.read(row.file);
    assertTrue(references.size() > 100, "a thin file of references");
    for (Reference reference : references) {
      double x = reference.x();
      double error = Reference.ulps(row.function.value(x), reference.value());
      assertTrue(error <= row.valueUlps, "value at " + x + ": " + error + " ulp");
      double slope = row.function.derivative(x);
      if (Math.abs(x - zero) < BESIDE_ZERO) {
        assertEquals(reference.derivative().doubleValue(), slope, ABSOLUTE_BOUND, "derivative at " + x);
      } else {
        double slopeError = Reference.ulps(slope, reference.derivative());
        assertTrue(slopeError <= row.derivativeUlps, "derivative at " + x + ": " + slopeError + " ulp");
      }
    }
  }

  @Test
  void everyFunctionHasItsRow() {
    Set<String> rows = Arrays.stream(Row.values()).map(row -> row.file).collect(Collectors.toSet());
    for (Activation function : Activations.all()) {
      assertTrue(rows.contains(function.name()), function.name());
    }
  }

  /** A special function with its derivative, where that has a name, and their greatest errors likewise. */
  enum SpecialRow {
    ERF("erf", SpecialFunctions::erf, null, 1.5, 0),
    NORMAL_CDF("normal_cdf", SpecialFunctions::normalCdf, SpecialFunctions::normalPdf, 2.7, 2.3),
    LOG1P_EXP("log1p_exp", SpecialFunctions::log1pExp, SpecialFunctions::sigmoid, 1.4, 2);

    private final String file;
    private final DoubleUnaryOperator function;
    private final DoubleUnaryOperator derivative;
    private final double functionUlps;
    private final double derivativeUlps;

    SpecialRow(String name, DoubleUnaryOperator function, DoubleUnaryOperator derivative, double functionUlps,
        double derivativeUlps) {
      this.file = "special-" + name;
      this.function = function;
      this.derivative = derivative;
      this.functionUlps = functionUlps;
      this.derivativeUlps = derivativeUlps;
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialFunctions(SpecialRow row) {
    for (Reference reference : Reference.read(row.file)) {
      double x = reference.x();
      double error = Reference.ulps(row.function.applyAsDouble(x), reference.value());
      assertTrue(error <= row.functionUlps, "value at " + x + ": " + error + " ulp");
      if (row.derivative != null) {
        double slopeError = Reference.ulps(row.derivative.applyAsDouble(x), reference.derivative());
        assertTrue(slopeError <= row.derivativeUlps, "derivative at " + x + ": " + slopeError + " ulp");
      }
    }
  }
}
