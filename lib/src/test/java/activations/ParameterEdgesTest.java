package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Parameters at the edges of float and double keep every promise: at most 1 ulp forward, 2 backward, and no NaN. */
class ParameterEdgesTest {

  private static final double[] EDGES = {
      Double.MIN_VALUE, 1e-309, Double.MIN_NORMAL, 1e-200, 0x1p-62, 0x1p-61, 0x1p-60, 0x1p-59, 0x1p-31, 0x1p-30,
      Float.MIN_VALUE, 1e-39, Float.MIN_NORMAL, 1e-30, 1e-18, 1e-9, 0.5, 1, 2, 1e9, 0x1p30, 0x1p31, 0x1p60, 0x1p61,
      0x1p120, 0x1p121, 1e30, 1e38, Float.MAX_VALUE, 1e39, 1e60, 1e154, 1e200, 1e308, Double.MAX_VALUE};

  private static final float[] INPUTS = {
      0f, Float.MIN_VALUE, Float.MIN_NORMAL, 1e-30f, 1e-20f, 1e-10f, 0.1f, 1, 5, 30, 100, 1e5f, 1e10f, 1e20f, 1e30f, 1e38f,
      Float.MAX_VALUE, Float.POSITIVE_INFINITY};

  private record Family(String name, boolean negative, DoubleFunction<Activation> of) {}

  private static final List<Family> FAMILIES = List.of(
      new Family("leaky_relu", true, Activations::leakyRelu),
      new Family("prelu", true, Activations::prelu),
      new Family("rrelu", false, p -> Activations.rrelu(0.5 * p, p)),
      new Family("elu", false, Activations::elu),
      new Family("celu", false, Activations::celu),
      new Family("softplus", false, Activations::softplus),
      new Family("squareplus", false, Activations::squareplus),
      new Family("swish", false, Activations::swish),
      new Family("softshrink", false, Activations::softshrink),
      new Family("hardshrink", false, Activations::hardshrink),
      new Family("hard_tanh", false, p -> Activations.hardTanh(-p, p)),
      new Family("threshold", true, p -> Activations.threshold(p, p)));

  @TestFactory
  Stream<DynamicTest> floatPathKeepsItsPromise() {
    return FAMILIES.stream().flatMap(family -> DoubleStream.of(EDGES)
        .flatMap(p -> family.negative ? DoubleStream.of(p, -p) : DoubleStream.of(p))
        .mapToObj(p -> DynamicTest.dynamicTest(family.name + "(" + p + ")", () -> check(family.of.apply(p)))));
  }

  private static void check(Activation f) {
    float[] x = new float[2 * INPUTS.length];
    for (int i = 0; i < INPUTS.length; i++) {
      x[i] = INPUTS[i];
      x[INPUTS.length + i] = -INPUTS[i];
    }
    float[] y = new float[x.length];
    float[] dx = new float[x.length];
    float[] ones = new float[x.length];
    Arrays.fill(ones, 1);
    f.forward(x, y);
    f.backward(x, ones, dx);
    for (int i = 0; i < x.length; i++) {
      assertClose(f.value(x[i]), y[i], 1, "f(" + x[i] + ")");
      assertClose(f.derivative(x[i]), dx[i], 2, "f′(" + x[i] + ")");
    }
  }

  private static void assertClose(double exact, float actual, double ulps, String what) {
    assertTrue(!Double.isNaN(exact), () -> what + " is NaN by its definition");
    if ((float) exact != actual) {
      double ulp = Math.scalb(1.0, Math.max(Math.getExponent(exact), Float.MIN_EXPONENT) - 23);
      assertTrue(Math.abs(exact - actual) <= ulps * ulp, () -> what + " is " + actual + ", but exactly " + exact);
    }
  }

  /** The limits at −∞ and ∞, and values that are known, whatever the parameter. */
  @TestFactory
  Stream<DynamicTest> definitionsHaveTheirLimits() {
    return DoubleStream.of(EDGES).mapToObj(p -> DynamicTest.dynamicTest("" + p, () -> {
      for (Activation f : List.of(Activations.softplus(p), Activations.squareplus(p), Activations.swish(p))) {
        assertEquals(0, Math.abs(f.value(Double.NEGATIVE_INFINITY)), f + " at −∞");
        assertEquals(0, Math.abs(f.derivative(Double.NEGATIVE_INFINITY)), f + "′ at −∞");
        assertEquals(Double.POSITIVE_INFINITY, f.value(Double.POSITIVE_INFINITY), f + " at ∞");
        assertEquals(1, f.derivative(Double.POSITIVE_INFINITY), f + "′ at ∞");
        assertEquals(0.5, f.derivative(0), 0x1p-52, f + "′ at 0");
      }
      for (Activation f : List.of(Activations.elu(p), Activations.celu(p))) {
        assertEquals(-p, f.value(Double.NEGATIVE_INFINITY), f + " at −∞");
        assertEquals(0, f.derivative(Double.NEGATIVE_INFINITY), f + "′ at −∞");
      }
      assertEquals(0.5 * Math.sqrt(p), Activations.squareplus(p).value(0), Math.ulp(0.5 * Math.sqrt(p)));
    }));
  }

  @Test
  void celuIsTheIdentityWhereTheQuotientUnderflows() {
    assertEquals(-1e-30, Activations.celu(1e308).value(-1e-30));
    assertEquals(-1e-30f, forward(Activations.celu(1e308), -1e-30f));
  }

  /** The exact numbers are from mpmath, with 900 digits. */
  @Test
  void definitionsKeepTheirDigits() {
    assertEquals(5.0759588975494566e-235, Activations.elu(1e200).derivative(-1000), 1e-249);
    assertEquals(2.4999721012002922e-301, Activations.squareplus(1e-320).derivative(-1e-10f), 1e-315);
    assertEquals(-7 * Double.MIN_VALUE, Activations.rrelu(Double.MIN_VALUE, Double.MIN_VALUE).value(-7));
    assertEquals(-Double.MAX_VALUE, Activations.rrelu(Double.MAX_VALUE, Double.MAX_VALUE).value(-1));
  }

  private static float forward(Activation f, float x) {
    float[] y = {x};
    f.forward(y, y);
    return y[0];
  }
}
