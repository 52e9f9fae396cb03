package activations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {

  /** From here on λx, with SELU's λ = 1.05, exceeds the largest double. */
  private static final double SELU_OVERFLOW = 1.7e308;

  /** From here on x² exceeds the largest double. */
  private static final double SQUARE_OVERFLOW = 1.34e154;

  /** Every function at its defaults, and those with parameters at others too. */
  static List<Activation> functions() {
    List<Activation> functions = new ArrayList<>(Activations.all());
    functions.addAll(List.of(
        Activations.leakyRelu(-0.3), Activations.leakyRelu(0), Activations.leakyRelu(1), Activations.leakyRelu(1.5),
        Activations.prelu(0.1), Activations.rrelu(0.1, 0.1),
        Activations.elu(1.3), Activations.elu(0.2), Activations.celu(0.7), Activations.hardTanh(-2, 0.3),
        Activations.softplus(3.7), Activations.softplus(0.8), Activations.squareplus(0.3),
        Activations.softshrink(0.3), Activations.softshrink(0), Activations.hardshrink(1.2), Activations.hardshrink(0),
        Activations.threshold(0.3, -2), Activations.threshold(0.3, 0.3), Activations.threshold(-1, 2),
        Activations.swish(2.3), Activations.swish(0.5)));
    return functions;
  }

  @Test
  void allFunctionsAreFoundUnderTheirNames() {
    for (Activation function : Activations.all()) {
      assertSame(function, Activations.byName(function.name()));
    }
  }

  @Test
  void everyFactoryWithoutParametersIsInTheCatalogue() throws ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    for (Method factory : Activations.class.getMethods()) {
      if (factory.getReturnType() == Activation.class && factory.getParameterCount() == 0) {
        names.add(((Activation) factory.invoke(null)).name());
      }
    }
    names.sort(null);
    assertTrue(names.size() >= 31, names.toString());
    assertEquals(names, Activations.all().stream().map(Activation::name).sorted().toList());
  }

  @Test
  void theArraysOfAFunctionOfOnesOwnAreChecked() {
    Activation cube = new Cube();
    float[] two = {2, 3};
    float[] one = {1};
    float[] dx = {9, 9};
    for (Executable wrong : List.<Executable>of(() -> cube.backward(two, one, dx),
        () -> cube.backward(two, one, dx, 0, 1))) {
      assertEquals("x has 2 elements but dy has 1",
          assertThrows(IllegalArgumentException.class, wrong).getMessage());
    }
    for (Executable wrong : List.<Executable>of(() -> cube.backward(two, two, one),
        () -> cube.backward(two, two, one, 0, 1))) {
      assertEquals("x has 2 elements but dx has 1",
          assertThrows(IllegalArgumentException.class, wrong).getMessage());
    }
    cube.backward(two, new float[] {5, 7}, dx, 1, 2);
    assertArrayEquals(new float[] {9, 7 * 27}, dx);
    cube.backward(two, new float[] {5, 7}, dx);
    assertArrayEquals(new float[] {5 * 12, 7 * 27}, dx);
  }

  @Test
  void allCannotBeModified() {
    List<Activation> all = Activations.all();
    assertThrows(UnsupportedOperationException.class, () -> all.remove(0));
  }

  @ParameterizedTest
  @CsvSource({"GELU, gelu", "gleu, gelu", "rleu, relu", "sigmoyd, sigmoid", "hardswish, hard_swish",
      "leakyrelu, leaky_relu", "swich, swish", "wsish, swish", "mihs, mish", "tnh, tanh", "selux, selu", "hard_tahn, hard_tanh",
      "'', elu"})
  void anUnknownNameIsAnsweredWithTheNearestAndAll(String unknown, String nearest) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Activations.byName(unknown));
    assertEquals("no activation function is called \"" + unknown + "\"; did you mean \"" + nearest
        + "\"? The names are " + String.join(", ", Activations.all().stream().map(Activation::name).toList()),
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"softmax, Softmax.forward", "GeGLU, GatedUnit.geglu()", "' swiglu', GatedUnit.swiglu()"})
  void whatIsNoFunctionOfOneNumberIsFoundElsewhere(String name, String where) {
    String message = assertThrows(IllegalArgumentException.class, () -> Activations.byName(name)).getMessage();
    assertTrue(message.startsWith("no activation function is called \"" + name + "\"; there is " + where
        + ", which is not a function of one number. The names are relu, "), message);
  }

  @Test
  void geluTakesPyTorchsParameter() {
    assertEquals("gelu", Activations.gelu("none").name());
    assertEquals("gelu_tanh", Activations.gelu("tanh").name());
  }

  @Test
  void parametersOfTheDefaults() {
    assertEquals(-0.01, Activations.leakyRelu().value(-1));
    assertEquals(-0.25, Activations.prelu().value(-1));
    assertEquals(-11 / 48.0, Activations.rrelu().value(-1));
    assertEquals(Activations.elu(1).value(-1), Activations.elu().value(-1));
    assertEquals(Activations.celu(1).value(-1), Activations.celu().value(-1));
    assertEquals(Activations.softplus(1).value(-1), Activations.softplus().value(-1));
    assertEquals(Activations.squareplus(4).value(-1), Activations.squareplus().value(-1));
    assertEquals(0.5, Activations.softshrink().value(1));
    assertEquals(0, Activations.hardshrink().value(0.5));
    assertEquals(0, Activations.threshold().value(1));
    assertEquals(-1, Activations.hardTanh().value(-7));
    assertEquals(Activations.silu().value(-1), Activations.swish().value(-1));
  }

  static Stream<Arguments> badArguments() {
    double nan = Double.NaN;
    double infinity = Double.POSITIVE_INFINITY;
    return Stream.of(
        bad(() -> Activations.leakyRelu(nan), "slope must be finite but is NaN"),
        bad(() -> Activations.prelu(infinity), "slope must be finite but is Infinity"),
        bad(() -> Activations.rrelu(nan, 1), "lower must be finite but is NaN"),
        bad(() -> Activations.rrelu(0, infinity), "upper must be finite but is Infinity"),
        bad(() -> Activations.rrelu(0.5, 0.25), "lower must be at most upper but they are 0.5 and 0.25"),
        bad(() -> Activations.elu(0), "alpha must be finite and greater than 0 but is 0.0"),
        bad(() -> Activations.elu(infinity), "alpha must be finite and greater than 0 but is Infinity"),
        bad(() -> Activations.celu(-1), "alpha must be finite and greater than 0 but is -1.0"),
        bad(() -> Activations.softplus(nan), "beta must be finite and greater than 0 but is NaN"),
        bad(() -> Activations.squareplus(0), "b must be finite and greater than 0 but is 0.0"),
        bad(() -> Activations.softshrink(-0.5), "lambda must be finite and at least 0 but is -0.5"),
        bad(() -> Activations.hardshrink(nan), "lambda must be finite and at least 0 but is NaN"),
        bad(() -> Activations.threshold(nan, 0), "threshold must be finite but is NaN"),
        bad(() -> Activations.threshold(0, infinity), "value must be finite but is Infinity"),
        bad(() -> Activations.hardTanh(1, 1), "min must be less than max but they are 1.0 and 1.0"),
        bad(() -> Activations.hardTanh(-infinity, 1), "min must be finite but is -Infinity"),
        bad(() -> Activations.hardTanh(0, nan), "max must be finite but is NaN"),
        bad(() -> Activations.swish(-1), "beta must be finite and greater than 0 but is -1.0"),
        bad(() -> Activations.swish(infinity), "beta must be finite and greater than 0 but is Infinity"),
        bad(() -> Activations.gelu("erf"), "approximate must be \"none\" or \"tanh\" but is \"erf\""));
  }

  private static Arguments bad(Executable call, String message) {
    return Arguments.of(call, message);
  }

  @ParameterizedTest
  @MethodSource("badArguments")
  void badArgumentsAreNamed(Executable call, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void nullIsNamed() {
    assertEquals("name is null",
        assertThrows(NullPointerException.class, () -> Activations.byName(null)).getMessage());
    assertEquals("approximate is null",
        assertThrows(NullPointerException.class, () -> Activations.gelu(null)).getMessage());
  }

  /** Signs of zeros count: assertEquals tells 0.0 from −0.0. */
  @ParameterizedTest
  @CsvSource({
      // name, f(−∞), f(∞), f′(−∞), f′(∞), f(−0.0), f(0.0), f′(0)
      "relu, 0, Infinity, 0, 1, 0, 0, 0",
      "leaky_relu, -Infinity, Infinity, 0.01, 1, -0.0, 0, 0.01",
      "prelu, -Infinity, Infinity, 0.25, 1, -0.0, 0, 0.25",
      "relu6, 0, 6, 0, 0, 0, 0, 0",
      "squared_relu, 0, Infinity, 0, Infinity, 0, 0, 0",
      "elu, -1, Infinity, 0, 1, -0.0, 0, 1",
      "celu, -1, Infinity, 0, 1, -0.0, 0, 1",
      "selu, -1.7580993408473768, Infinity, 0, 1.0507009873554805, -0.0, 0, 1.7580993408473768",
      "sigmoid, 0, 1, 0, 0, 0.5, 0.5, 0.25",
      "hard_sigmoid, 0, 1, 0, 0, 0.5, 0.5, 0.16666666666666666",
      "log_sigmoid, -Infinity, -0.0, 1, 0, -0.6931471805599453, -0.6931471805599453, 0.5",
      "tanh, -1, 1, 0, 0, -0.0, 0, 1",
      "hard_tanh, -1, 1, 0, 0, -0.0, 0, 1",
      "tanhshrink, -Infinity, Infinity, 1, 1, -0.0, 0, 0",
      "softsign, -1, 1, 0, 0, -0.0, 0, 1",
      "softplus, 0, Infinity, 0, 1, 0.6931471805599453, 0.6931471805599453, 0.5",
      "squareplus, 0, Infinity, 0, 1, 1, 1, 0.5",
      "softshrink, -Infinity, Infinity, 1, 1, 0, 0, 0",
      "hardshrink, -Infinity, Infinity, 1, 1, 0, 0, 0",
      "threshold, 0, Infinity, 0, 1, 0, 0, 0",
      "silu, -0.0, Infinity, -0.0, 1, -0.0, 0, 0.5",
      "swish, -0.0, Infinity, -0.0, 1, -0.0, 0, 0.5",
      "hard_swish, -0.0, Infinity, 0, 1, -0.0, 0, 0.5",
      "gelu, -0.0, Infinity, -0.0, 1, -0.0, 0, 0.5",
      "gelu_tanh, -0.0, Infinity, -0.0, 1, -0.0, 0, 0.5",
      "gelu_sigmoid, -0.0, Infinity, -0.0, 1, -0.0, 0, 0.5",
      "mish, -0.0, Infinity, -0.0, 1, -0.0, 0, 0.6",
      "rrelu, -Infinity, Infinity, 0.22916666666666666, 1, -0.0, 0, 0.22916666666666666",
      "sparse_plus, 0, Infinity, 0, 1, 0.25, 0.25, 0.5",
      "sparse_sigmoid, 0, 1, 0, 0, 0.5, 0.5, 0.5",
      "identity, -Infinity, Infinity, 1, 1, -0.0, 0, 1"})
  void limitsAndZeros(String name, double left, double right, double leftSlope, double rightSlope,
      double atMinusZero, double atZero, double slopeAtZero) {
    Activation f = Activations.byName(name);
    assertEquals(left, f.value(Double.NEGATIVE_INFINITY));
    assertEquals(right, f.value(Double.POSITIVE_INFINITY));
    assertEquals(leftSlope, f.derivative(Double.NEGATIVE_INFINITY));
    assertEquals(rightSlope, f.derivative(Double.POSITIVE_INFINITY));
    assertEquals(atMinusZero, f.value(-0.0));
    assertEquals(atZero, f.value(0.0));
    assertEquals(slopeAtZero, f.derivative(0.0));
    assertEquals(slopeAtZero, f.derivative(-0.0));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void nanGivesNan(Activation f) {
    assertTrue(Double.isNaN(f.value(Double.NaN)));
    assertTrue(Double.isNaN(f.derivative(Double.NaN)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void infinityGivesTheLimit(Activation f) {
    for (double end : new double[] {-1e300, 1e300}) {
      double limit = f.value(end * 1e300);
      if (!f.name().equals("squared_relu")) {
        assertEquals(f.derivative(end), f.derivative(end * 1e300), 1e-12);
      }
      if (Double.isInfinite(limit)) {
        assertTrue(f.value(end) * Math.signum(limit) > 1e290);
      } else {
        assertEquals(limit, f.value(end), 1e-12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFiniteInputHasAFiniteResult(Activation f) {
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      for (double mantissa : new double[] {1, 1.25, 1.7, Math.nextDown(2.0)}) {
        for (int sign : new int[] {-1, 1}) {
          double x = sign * Math.scalb(mantissa, exponent);
          boolean trulyInfinite = f.name().equals("squared_relu") && x > SQUARE_OVERFLOW / 2
              || f.name().equals("selu") && x > SELU_OVERFLOW
              || f.name().equals("leaky_relu") && f.properties().lipschitz() > 1 && x < -Double.MAX_VALUE / 2;
          if (!trulyInfinite) {
            assertTrue(Double.isFinite(f.value(x)),
                "value at " + x + "; where the true result is too large, trulyInfinite must say so");
            assertTrue(Double.isFinite(f.derivative(x)), "derivative at " + x);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void arraysAreMappedInPlaceToo(Activation f) {
    float[] x = {-100, -3, -1.5f, -1, -0.3f, -1e-40f, 0, 1e-40f, 0.2f, 0.5f, 1, 2.5f, 6, 200,
        Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN};
    float[] dy = new float[x.length];
    for (int i = 0; i < dy.length; i++) {
      dy[i] = i - 5;
    }
    float[] y = new float[x.length];
    float[] dx = new float[x.length];
    f.forward(x, y);
    f.backward(x, dy, dx);
    for (int i = 0; i < x.length; i++) {
      float value = (float) f.value(x[i]);
      float slope = (float) f.derivative(x[i]);
      assertNear(value, y[i], Math.ulp(value), "value at " + x[i]);
      assertNear(dy[i] * slope, dx[i], Math.abs(dy[i]) * 2 * Math.ulp(slope) + Math.ulp(dy[i] * slope),
          "gradient at " + x[i]);
    }
    float[] inPlace = x.clone();
    f.forward(inPlace, inPlace);
    assertArrayEquals(y, inPlace);
    f.backward(x, dy, dy);
    assertArrayEquals(dx, dy);
  }

  /** NaN and ∞ are near themselves only. */
  private static void assertNear(float expected, float actual, float tolerance, String where) {
    if (Float.isFinite(expected)) {
      assertEquals(expected, actual, tolerance, where);
    } else {
      assertEquals(expected, actual, where);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void badArraysLeaveTheOutputUntouched(Activation f) {
    float[] x = {1, 2, 3};
    float[] shorter = {7, 7};
    float[] output = {9, 9, 9};
    assertMessage("x has 3 elements but y has 2", () -> f.forward(x, shorter));
    assertMessage("x has 3 elements but dy has 2", () -> f.backward(x, shorter, output));
    assertMessage("x has 3 elements but dx has 2", () -> f.backward(x, x, shorter));
    assertNull("x is null", () -> f.forward(null, output));
    assertNull("y is null", () -> f.forward(x, null));
    assertNull("x is null", () -> f.backward(null, x, output));
    assertNull("dy is null", () -> f.backward(x, null, output));
    assertNull("dx is null", () -> f.backward(x, x, null));
    assertArrayEquals(new float[] {7, 7}, shorter);
    assertArrayEquals(new float[] {9, 9, 9}, output);
    f.forward(new float[0], new float[0]);
    f.backward(new float[0], new float[0], new float[0]);
  }

  static Stream<Activation> functionsAndOneOfTheReader() {
    return Stream.concat(functions().stream(), Stream.of(new Cube()));
  }

  @ParameterizedTest
  @MethodSource("functionsAndOneOfTheReader")
  void aRangeHasTheSameBitsAndLeavesTheRestAlone(Activation f) {
    int n = 100;
    float[] x = new float[n];
    float[] dy = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (i - 47) / 7f;
      dy[i] = (i - 11) / 3f;
    }
    float[] y = new float[n];
    float[] dx = new float[n];
    f.forward(x, y);
    f.backward(x, dy, dx);
    for (int[] range : new int[][] {{0, n}, {0, 3}, {5, 5}, {7, 60}, {41, n}}) {
      float[] part = new float[n];
      float[] slopes = new float[n];
      Arrays.fill(part, 9);
      Arrays.fill(slopes, 9);
      f.forward(x, part, range[0], range[1]);
      f.backward(x, dy, slopes, range[0], range[1]);
      for (int i = 0; i < n; i++) {
        boolean inside = i >= range[0] && i < range[1];
        assertEquals(inside ? y[i] : 9, part[i], "y[" + i + "] of " + Arrays.toString(range));
        assertEquals(inside ? dx[i] : 9, slopes[i], "dx[" + i + "] of " + Arrays.toString(range));
      }
    }
    assertThrows(IndexOutOfBoundsException.class, () -> f.forward(x, y, -1, n));
    assertThrows(IndexOutOfBoundsException.class, () -> f.backward(x, dy, dx, 2, n + 1));
    assertMessage("x has 100 elements but y has 2", () -> f.forward(x, new float[2], 0, 2));
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static void assertNull(String message, Executable call) {
    assertEquals(message, assertThrows(NullPointerException.class, call).getMessage());
  }
}
