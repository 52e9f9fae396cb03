package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.FunctionProperties.Kink;
import activations.FunctionProperties.Range;
import activations.FunctionProperties.Smoothness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties are checked against the functions, on a dense grid. */
class FunctionPropertiesTest {

  private static final int GRID = 8_000;

  private static final double STEP = 5e-3;

  /** Right beside a kink. */
  private static final double BESIDE = 1e-9;

  /** Functions that no one paper introduced. */
  private static final Set<String> WITHOUT_PAPER = Set.of("log_sigmoid", "tanhshrink", "identity");

  private static double grid(int i) {
    return i * STEP;
  }

  /** Parameters that change what is true of a function. */
  @Test
  void factsFollowTheParameters() {
    for (Activation f : List.of(
        Activations.prelu(-0.5), Activations.prelu(0), Activations.prelu(1), Activations.prelu(2),
        Activations.elu(0.5), Activations.elu(2), Activations.celu(0.5), Activations.celu(2),
        Activations.softshrink(0), Activations.softshrink(2), Activations.hardshrink(0), Activations.hardshrink(2),
        Activations.threshold(1, 1), Activations.threshold(0, 2), Activations.threshold(1, -1),
        Activations.hardTanh(-0.5, 2), Activations.softplus(2), Activations.squareplus(1), Activations.swish(0.5),
        Activations.swish(2))) {
      lipschitzConstantIsTheGreatestSlope(f);
      minimumIsWhereTheSlopeTurnsPositive(f);
      rangeHoldsTheValuesAndNoMore(f);
      anEndOfTheRangeBelongsToItIfAValueIsThere(f);
      smoothnessEndsAtTheKinks(f);
    }
  }

  @ParameterizedTest
  @MethodSource("activations.ActivationsTest#functions")
  void lipschitzConstantIsTheGreatestSlope(Activation f) {
    double greatest = 0;
    for (int i = -GRID; i <= GRID; i++) {
      greatest = Math.max(greatest, Math.abs(f.derivative(grid(i))));
    }
    double lipschitz = f.properties().lipschitz();
    if (f.properties().smoothness() == Smoothness.DISCONTINUOUS) {
      assertEquals(Double.POSITIVE_INFINITY, lipschitz);
    } else if (Double.isInfinite(lipschitz)) {
      assertTrue(greatest > GRID * STEP);
    } else {
      // On the grid the slope stays below its supremum: by f″ · step for hard_swish, whose slope jumps at its greatest.
      assertTrue(greatest <= lipschitz && greatest > lipschitz - STEP, lipschitz + " but " + greatest);
    }
  }

  @ParameterizedTest
  @MethodSource("activations.ActivationsTest#functions")
  void minimumIsWhereTheSlopeTurnsPositive(Activation f) {
    double at = f.properties().minimumAt();
    List<Double> turns = new ArrayList<>();
    for (int i = -GRID; i < GRID; i++) {
      if (f.derivative(grid(i)) < 0 && f.derivative(grid(i + 1)) >= 0) {
        turns.add(grid(i));
      }
    }
    assertEquals(Double.isNaN(at) ? 0 : 1, turns.size(), "turns at " + turns);
    if (!Double.isNaN(at)) {
      assertEquals(f.properties().range().infimum(), f.value(at), 1e-15);
      assertTrue(f.derivative(at - BESIDE) < 0 && f.derivative(at + BESIDE) > 0);
      assertTrue(f.value(at - STEP) > f.value(at) && f.value(at + STEP) > f.value(at));
    }
  }

  @ParameterizedTest
  @MethodSource("activations.ActivationsTest#functions")
  void rangeHoldsTheValuesAndNoMore(Activation f) {
    Range range = f.properties().range();
    double least = f.value(Double.NEGATIVE_INFINITY);
    double greatest = f.value(Double.POSITIVE_INFINITY);
    for (int i = -GRID; i <= GRID; i++) {
      double y = f.value(grid(i));
      // Where an end is not attained, rounding may reach it: sigmoid(40) is 1.
      assertTrue(range.contains(y) || y == range.infimum() || y == range.supremum(), grid(i) + " gives " + y);
      least = Math.min(least, y);
      greatest = Math.max(greatest, y);
    }
    assertEquals(range.infimum(), least, 2 * STEP);
    assertEquals(range.supremum(), greatest, 2 * STEP);
  }

  /** Between −6 and 6, where no function that only approaches an end of its range comes nearer to it than 10⁻⁵. */
  @ParameterizedTest
  @MethodSource("activations.ActivationsTest#functions")
  void anEndOfTheRangeBelongsToItIfAValueIsThere(Activation f) {
    double[] values = DoubleStream.concat(IntStream.rangeClosed(-384, 384).mapToDouble(i -> i / 64.0),
        DoubleStream.of(f.properties().minimumAt()).filter(Double::isFinite)).map(f::value).toArray();
    Range range = f.properties().range();
    assertEquals(Arrays.stream(values).anyMatch(y -> Math.abs(y - range.infimum()) < 1e-12), range.infimumAttained());
    assertEquals(Arrays.stream(values).anyMatch(y -> Math.abs(y - range.supremum()) < 1e-12), range.supremumAttained());
    assertEquals(range.infimumAttained(), range.contains(range.infimum()));
    assertEquals(range.supremumAttained(), range.contains(range.supremum()));
  }

  @ParameterizedTest
  @MethodSource("activations.ActivationsTest#functions")
  void smoothnessEndsAtTheKinks(Activation f) {
    FunctionProperties properties = f.properties();
    assertNotEquals(Smoothness.UNKNOWN, properties.smoothness());
    assertEquals(properties.smoothness() == Smoothness.C_INFINITY, properties.kinks().isEmpty());
    boolean valueJumps = false;
    boolean slopeJumps = false;
    for (Kink kink : properties.kinks()) {
      double at = kink.at();
      assertEquals(kink.derivative(), f.derivative(at), "derivative at the kink " + at);
      valueJumps |= Math.abs(f.value(at + BESIDE) - f.value(at - BESIDE)) > 1e-6;
      slopeJumps |= Math.abs(f.derivative(at + BESIDE) - f.derivative(at - BESIDE)) > 1e-6;
      double curvatureJump = (f.derivative(at + STEP) - f.derivative(at + STEP / 2)) / (STEP / 2)
          - (f.derivative(at - STEP / 2) - f.derivative(at - STEP)) / (STEP / 2);
      assertTrue(valueJumps || slopeJumps || Math.abs(curvatureJump) > 0.1, "nothing ends at " + at);
    }
    assertEquals(properties.smoothness() == Smoothness.DISCONTINUOUS, valueJumps);
    if (!valueJumps) {
      assertEquals(properties.smoothness() == Smoothness.C0, slopeJumps);
    }
  }

  @ParameterizedTest
  @MethodSource("activations.ActivationsTest#functions")
  void formulasAndPapersAreThere(Activation f) {
    FunctionProperties properties = f.properties();
    for (String formula : List.of(properties.formula(), properties.derivativeFormula())) {
      assertFalse(formula.isBlank());
      assertEquals(formula.chars().filter(c -> c == '{').count(), formula.chars().filter(c -> c == '}').count());
      assertEquals(formula.split("\\\\left", -1).length, formula.split("\\\\right", -1).length);
      assertEquals(formula.split("\\\\begin", -1).length, formula.split("\\\\end", -1).length);
    }
    assertFalse(properties.displayName().isBlank());
    assertEquals(properties.displayName(), f.toString());
    assertTrue(WITHOUT_PAPER.contains(f.name()) ? properties.paper().isEmpty()
        : properties.paper().matches(".*\\b\\d{4}\\b.*"), f.name() + " names no paper with its year: \""
        + properties.paper() + "\"; if no one paper introduced it, it is in WITHOUT_PAPER of this test");
  }

  @ParameterizedTest
  @CsvSource({
      "relu, ReLU, '[0, ∞)', C⁰",
      "leaky_relu, Leaky ReLU (α = 0.01), '(−∞, ∞)', C⁰",
      "hard_tanh, 'Hard tanh (−1, 1)', '[−1, 1]', C⁰",
      "sigmoid, Sigmoid, '(0, 1)', C^∞",
      "gelu, GELU, '[−0.16997, ∞)', C^∞",
      "gelu_tanh, GELU (tanh), '[−0.17004, ∞)', C^∞",
      "elu, ELU (α = 1), '(−1, ∞)', C¹",
      "hardshrink, Hard shrinkage (λ = 0.5), '(−∞, ∞)', not continuous"})
  void inPrint(String name, String displayName, String range, String smoothness) {
    FunctionProperties properties = Activations.byName(name).properties();
    assertEquals(displayName, properties.displayName());
    assertEquals(range, properties.range().toString());
    assertEquals(smoothness, properties.smoothness().toString());
  }

  @Test
  void aReadersOwnFunctionHasPropertiesToo() {
    Activation cube = new Cube();
    assertEquals("cube", cube.properties().displayName());
    assertEquals("unknown", cube.properties().range().toString());
    assertEquals("unknown", cube.properties().smoothness().toString());
    assertTrue(Double.isNaN(cube.properties().lipschitz()) && Double.isNaN(cube.properties().minimumAt()));
    float[] y = {2};
    cube.forward(y, y);
    assertEquals(8, y[0]);
  }

  @Test
  void nullIsNamed() {
    assertEquals("displayName is null",
        assertThrows(NullPointerException.class, () -> FunctionProperties.unknown(null)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "-2, −2", "100000, 100000", "1234567, 1234600", "0.000123456, 0.00012346", "1e-20, 1 × 10⁻²⁰",
      "Infinity, ∞", "-Infinity, −∞", "NaN, NaN", "-0.0, 0"})
  void numbers(double number, String text) {
    assertEquals(text, Numbers.format(number));
  }
}
