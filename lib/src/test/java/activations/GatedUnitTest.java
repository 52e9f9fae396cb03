package activations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import activations.GatedUnit.GateOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatedUnitTest {

  private static final DoubleUnaryOperator LINEAR = b -> b;

  /** A unit with the formula it must follow: act(a) · g(b). */
  record Case(GatedUnit unit, DoubleUnaryOperator act, DoubleUnaryOperator g) {

    double value(double a, double b) {
      return act.applyAsDouble(a) * g.applyAsDouble(b);
    }

    @Override
    public String toString() {
      return unit.name();
    }
  }

  static Stream<Case> cases() {
    DoubleUnaryOperator sigma = a -> 1 / (1 + Math.exp(-a));
    DoubleUnaryOperator gelu = a -> a * SpecialFunctions.normalCdf(a);
    return Stream.of(
        new Case(GatedUnit.glu(), sigma, LINEAR),
        new Case(GatedUnit.bilinear(), LINEAR, LINEAR),
        new Case(GatedUnit.reglu(), a -> Math.max(a, 0), LINEAR),
        new Case(GatedUnit.geglu(), gelu, LINEAR),
        new Case(GatedUnit.swiglu(), a -> a / (1 + Math.exp(-a)), LINEAR),
        new Case(GatedUnit.swiglu(1.7), a -> a / (1 + Math.exp(-1.7 * a)), LINEAR),
        new Case(GatedUnit.sigmoidGatedGelu(), sigma, gelu),
        new Case(GatedUnit.of("a gate of one's own", Activations.mish()),
            a -> a * Math.tanh(Math.log1p(Math.exp(a))), LINEAR));
  }

  private static float[] random(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) random.nextDouble(-2, 2);
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void elementWise(Case c) {
    int n = 201;
    float[] a = random(1, n);
    float[] b = random(2, n);
    float[] dy = random(3, n);
    float[] y = new float[n];
    float[] da = new float[n];
    float[] db = new float[n];
    c.unit.forward(a, b, y);
    c.unit.backward(a, b, dy, da, db);
    double h = 1e-6;
    for (int i = 0; i < n; i++) {
      double exact = c.value(a[i], b[i]);
      // Two factors within 1 ulp each, and the rounding of their product.
      assertEquals(exact, y[i], 3.5 * Math.ulp((float) exact));
      assertEquals(dy[i] * (c.value(a[i] + h, b[i]) - c.value(a[i] - h, b[i])) / (2 * h), da[i], 2e-6);
      assertEquals(dy[i] * (c.value(a[i], b[i] + h) - c.value(a[i], b[i] - h)) / (2 * h), db[i], 2e-6);
    }
    c.unit.forward(a, b, a);
    assertArrayEquals(y, a);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRangeLeavesTheRestAlone(Case c) {
    int n = 201;
    float[] a = random(1, n);
    float[] b = random(2, n);
    float[] dy = random(3, n);
    float[][] whole = {new float[n], new float[n], new float[n]};
    float[][] parts = {new float[n], new float[n], new float[n]};
    c.unit.forward(a, b, whole[0]);
    c.unit.backward(a, b, dy, whole[1], whole[2]);
    c.unit.forward(a, b, parts[0], 30, n);
    c.unit.backward(a, b, dy, parts[1], parts[2], 30, n);
    for (int k = 0; k < 3; k++) {
      assertArrayEquals(new float[30], Arrays.copyOf(parts[k], 30));
      assertArrayEquals(Arrays.copyOfRange(whole[k], 30, n), Arrays.copyOfRange(parts[k], 30, n));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> c.unit.forward(a, b, whole[0], 5, n + 1));
  }

  @Test
  void theTwoGeglusDiffer() {
    float[] a = {1};
    float[] b = {2};
    float[] y = new float[1];
    GatedUnit.geglu().forward(a, b, y);
    assertEquals(1.6826894921, y[0], 1e-6);
    GatedUnit.sigmoidGatedGelu().forward(a, b, y);
    assertEquals(0.7310585786 * 1.9544997361, y[0], 1e-6);
  }

  @Test
  void halvesOfARow() {
    float[] x = {
        1, 2, 3, 4,
        5, 6, 7, 8};
    float[] y = new float[4];
    GatedUnit.reglu().forwardHalves(new float[] {-1, 2, 3, 4}, 1, 4, GateOrder.GATE_FIRST, y = new float[2]);
    assertArrayEquals(new float[] {0, 8}, y);
    GatedUnit.reglu().forwardHalves(new float[] {-1, 2, 3, 4}, 1, 4, GateOrder.GATE_SECOND, y);
    assertArrayEquals(new float[] {-3, 8}, y);
    y = new float[4];
    GatedUnit.glu().forwardHalves(x, 2, 4, GateOrder.GATE_SECOND, y);
    // PyTorch's glu: the first half times σ of the second.
    float[] expected = {0.95257413f, 1.96402758f, 4.99544525f, 5.99798764f};
    assertArrayEquals(expected, y, 1e-6f);
    float[] dy = {1, -1, 0.5f, 2};
    float[] dx = new float[8];
    GatedUnit.bilinear().backwardHalves(x, 2, 4, GateOrder.GATE_SECOND, dy, dx);
    assertArrayEquals(new float[] {3, -4, 1, -2, 3.5f, 16, 2.5f, 12}, dx);
    float[] first = new float[8];
    GatedUnit.glu().backwardHalves(x, 2, 4, GateOrder.GATE_FIRST, dy, first);
    float[] swapped = {3, 4, 1, 2, 7, 8, 5, 6};
    GatedUnit.glu().backwardHalves(swapped, 2, 4, GateOrder.GATE_SECOND, dy, swapped);
    assertArrayEquals(new float[] {first[2], first[3], first[0], first[1], first[6], first[7], first[4], first[5]},
        swapped);
  }

  @Test
  void badArraysAreNamedAndNothingWritten() {
    GatedUnit unit = GatedUnit.geglu();
    float[] a = {1, 2};
    float[] b = {3, 4};
    float[] dy = {1, 1};
    float[] out = {9, 9};
    float[] other = {9, 9};
    float[] shorter = {9};
    assertMessage("a has 2 elements but b has 1", () -> unit.forward(a, shorter, out));
    assertMessage("a has 2 elements but y has 1", () -> unit.forward(a, b, shorter));
    assertMessage("y must not be the same array as b", () -> unit.forward(a, b, b));
    assertMessage("a has 2 elements but dy has 1", () -> unit.backward(a, b, shorter, out, other));
    assertMessage("a has 2 elements but db has 1", () -> unit.backward(a, b, dy, out, shorter));
    assertMessage("a has 2 elements but b has 1", () -> unit.backward(a, shorter, dy, out, other));
    assertMessage("a has 2 elements but da has 1", () -> unit.backward(a, b, dy, shorter, other));
    assertMessage("da must not be the same array as a", () -> unit.backward(a, b, dy, a, other));
    assertMessage("da must not be the same array as b", () -> unit.backward(a, b, dy, b, other));
    assertMessage("da must not be the same array as dy", () -> unit.backward(a, b, dy, dy, other));
    assertMessage("db must not be the same array as b", () -> unit.backward(a, b, dy, out, b));
    assertMessage("db must not be the same array as dy", () -> unit.backward(a, b, dy, out, dy));
    assertMessage("db must not be the same array as a", () -> unit.backward(a, b, dy, out, a));
    assertMessage("da must not be the same array as db", () -> unit.backward(a, b, dy, out, out));
    assertMessage("columns must be even, to be cut in halves, but is 3",
        () -> unit.forwardHalves(new float[3], 1, 3, GateOrder.GATE_FIRST, out));
    assertMessage("columns must be at least 2 but is 0",
        () -> unit.forwardHalves(new float[0], 1, 0, GateOrder.GATE_FIRST, out));
    assertMessage("rows must be at least 0 but is -1",
        () -> unit.forwardHalves(a, -1, 2, GateOrder.GATE_FIRST, out));
    assertMessage("y has 2 elements but 1 × 1 are needed",
        () -> unit.forwardHalves(a, 1, 2, GateOrder.GATE_FIRST, out));
    assertMessage("dx has 1 elements but 1 × 2 are needed",
        () -> unit.backwardHalves(a, 1, 2, GateOrder.GATE_FIRST, new float[1], shorter));
    assertMessage("dy has 2 elements but 1 × 1 are needed",
        () -> unit.backwardHalves(a, 1, 2, GateOrder.GATE_FIRST, dy, out));
    assertMessage("x has 1 elements but 1 × 2 are needed",
        () -> unit.forwardHalves(shorter, 1, 2, GateOrder.GATE_FIRST, new float[1]));
    assertNull("a is null", () -> unit.forward(null, b, out));
    assertNull("order is null", () -> unit.forwardHalves(a, 1, 2, null, out));
    assertNull("gate is null", () -> GatedUnit.of("none", null));
    assertArrayEquals(new float[] {9, 9}, out);
    assertArrayEquals(new float[] {3, 4}, b);
    assertMessage("beta must be finite and greater than 0 but is NaN", () -> GatedUnit.swiglu(Double.NaN));
  }

  @Test
  void aUnitTellsItsNameAndItsGate() {
    for (GatedUnit unit : List.of(GatedUnit.swiglu(), GatedUnit.swiglu(1.5))) {
      assertEquals("SwiGLU", unit.name());
      assertEquals("SwiGLU", unit.toString());
      assertEquals("swish", unit.gate().name());
    }
    Activation gate = Activations.tanh();
    assertSame(gate, GatedUnit.of("a gate", gate).gate());
    float[] y = new float[1];
    GatedUnit.swiglu().forward(new float[] {2}, new float[] {3}, y);
    assertEquals(3 * Activations.silu().value(2), y[0], 1e-6);
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static void assertNull(String message, Executable call) {
    assertEquals(message, assertThrows(NullPointerException.class, call).getMessage());
  }
}
