package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code value} and {@code derivative} against references of 25 digits. */
class DefinitionAccuracyTest {

  /** Within this distance of a zero of the derivative its digits cancel, and the bound is an absolute one. */
  private static final double BESIDE_ZERO = 0.3;

  /** Measured: 0.75 · 2⁻⁵³. */
  private static final double ABSOLUTE_BOUND = 0x1p-53;

  /** What {@link Activations} promises. */
  private static final double PROMISE = 8;

  /** Functions with other parameters, by the name of their references. */
  private static final Map<String, Activation> VARIANTS = Map.of(
      "leaky_relu_-0.3", Activations.leakyRelu(-0.3),
      "elu_1.3", Activations.elu(1.3),
      "celu_0.7", Activations.celu(0.7),
      "hard_tanh_-2_0.3", Activations.hardTanh(-2, 0.3),
      "softplus_3.7", Activations.softplus(3.7),
      "squareplus_0.3", Activations.squareplus(0.3),
      "softshrink_0.3", Activations.softshrink(0.3),
      "threshold_0.3_-2", Activations.threshold(0.3, -2),
      "swish_2.3", Activations.swish(2.3));

  /**
   * A function and its largest errors.
   *
   * @param file the name of its references
   */
  record Row(String file, Activation function) {

    private double measured(int column) {
      return DataFile.rows("definition-accuracy.csv").stream().filter(fields -> fields[0].equals(file))
          .mapToDouble(fields -> Double.parseDouble(fields[column])).findAny().orElse(PROMISE);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Row> rows() {
    return Stream.concat(Activations.all().stream().map(function -> new Row(function.name(), function)),
        VARIANTS.entrySet().stream().map(variant -> new Row(variant.getKey(), variant.getValue())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void valueAndDerivative(Row row) {
    double zero = row.function.properties().minimumAt();
    List<Reference> references = Reference.read(row.file);
    assertTrue(references.size() > 100, "a thin file of references");
    double valueUlps = row.measured(1);
    double derivativeUlps = row.measured(2);
    for (Reference reference : references) {
      double x = reference.x();
      double error = Reference.ulps(row.function.value(x), reference.value());
      assertTrue(error <= valueUlps, row + ": value at " + x + ": " + error + " ulp");
      double slope = row.function.derivative(x);
      if (Math.abs(x - zero) < BESIDE_ZERO) {
        assertEquals(reference.derivative().doubleValue(), slope, ABSOLUTE_BOUND,
            row + ": derivative at " + x);
      } else {
        double slopeError = Reference.ulps(slope, reference.derivative());
        assertTrue(slopeError <= derivativeUlps, row + ": derivative at " + x + ": " + slopeError + " ulp");
      }
    }
  }

  @Test
  void everyMeasuredErrorIsThatOfARow() {
    List<String> rows = rows().map(Row::file).toList();
    assertEquals(List.of(), DataFile.rows("definition-accuracy.csv").stream().map(fields -> fields[0])
        .filter(name -> !rows.contains(name)).toList());
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
      assertTrue(error <= row.functionUlps, row + ": value at " + x + ": " + error + " ulp");
      if (row.derivative != null) {
        double slopeError = Reference.ulps(row.derivative.applyAsDouble(x), reference.derivative());
        assertTrue(slopeError <= row.derivativeUlps, row + ": derivative at " + x + ": " + slopeError + " ulp");
      }
    }
  }
}
