package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** Which parameters have a fast float path; the others are rounded from the definition. */
class FloatPathTest {

  @Test
  void defaultsHaveTablesOrFormulasOfTheirOwn() {
    assertInstanceOf(Tables.class, Formulas.swish(1));
    assertInstanceOf(Tables.class, Formulas.softplus(1));
    assertInstanceOf(EluFormulas.Elu.class, Formulas.elu(1, 1));
    assertInstanceOf(DoubleFormulas.ScaledElu.class, Formulas.elu(1, 2));
    assertInstanceOf(DoubleFormulas.ScaledElu.class, Formulas.elu(2, 1));
    assertInstanceOf(PiecewiseFormulas.Relu.class, Formulas.twoSlopes(0));
    assertInstanceOf(PiecewiseFormulas.TwoSlopes.class, Formulas.twoSlopes(-0.25));
  }

  @Test
  void othersAsLongAsTheirSizeIsModerate() {
    moderate(Formulas::twoSlopes, PiecewiseFormulas.TwoSlopes.MAX_EXPONENT);
    moderate(scale -> Formulas.elu(1, scale), DoubleFormulas.ScaledElu.MAX_EXPONENT);
    moderate(Formulas::swish, DoubleFormulas.Swish.MAX_EXPONENT);
    moderate(Formulas::softplus, DoubleFormulas.Softplus.MAX_EXPONENT);
    moderate(Formulas::squareplus, DoubleFormulas.Squareplus.MAX_EXPONENT);
    assertNotNull(Formulas.softshrink(Float.MAX_VALUE));
    assertNull(Formulas.softshrink(Math.nextUp((double) Float.MAX_VALUE)));
  }

  private static void moderate(DoubleFunction<Formula> formula, int maxExponent) {
    for (double least : new double[] {1, 1.5}) {
      assertNotNull(formula.apply(Math.scalb(least, maxExponent)));
      assertNotNull(formula.apply(Math.scalb(least, -maxExponent)));
      assertNull(formula.apply(Math.scalb(least, maxExponent + 1)));
      assertNull(formula.apply(Math.scalb(least, -maxExponent - 1)));
    }
  }

  /** Far from zero, beside the zero of the derivative, where a sum would cancel, and at both ends of that interval. */
  @Test
  void formulasInDoublePrecisionAreTheDefinition() {
    double zero = DoubleFormulas.Swish.ZERO;
    double near = DoubleFormulas.Swish.NEAR;
    double[] places = {0, 1e-30, -1e-30, 0.3, -0.3, 1, -1, zero, zero + 1e-9, zero - 1e-5, zero + near / 2, zero - near / 2,
        zero + 1.01 * near, zero - 1.01 * near, -zero, 20, -20, 90, -90, 800, -800, 1e30, Float.MAX_VALUE};
    for (double parameter : new double[] {0.1, 1.7, 30}) {
      Activation[] definitions = {Activations.swish(parameter), Activations.softplus(parameter),
          Activations.squareplus(parameter), Activations.elu(parameter), Activations.celu(parameter)};
      Formula[] formulas = {Formulas.swish(parameter), Formulas.softplus(parameter), Formulas.squareplus(parameter),
          Formulas.elu(1, parameter), Formulas.elu(1 / parameter, parameter)};
      for (int f = 0; f < formulas.length; f++) {
        Formula.OfDoubles formula = (Formula.OfDoubles) formulas[f];
        for (double place : places) {
          double x = (float) (f == 0 || f == 1 ? place / parameter : place);
          String what = definitions[f].name() + "(" + parameter + ") at " + x;
          near(definitions[f].value(x), formula.value(x), what);
          near(definitions[f].derivative(x), formula.derivative(x), what);
        }
        for (double end : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN}) {
          assertEquals((float) definitions[f].value(end), (float) formula.value(end), definitions[f].name());
          assertEquals((float) definitions[f].derivative(end), (float) formula.derivative(end), definitions[f].name());
        }
      }
    }
  }

  /** To 2⁻²⁸, a sixteenth of a float's last place, or a float that is 0. */
  private static void near(double expected, double actual, String what) {
    assertEquals(expected, actual, Math.max(Math.abs(expected) * 0x1p-28, Float.MIN_VALUE / 4.0), what);
  }

  /** A null would be replaced by the definition: right, but slow. */
  @Test
  void simdKernelsAreMadeWhereThereIsAFormula() {
    if (Kernels.simd()) {
      VectorKernels kernels = new VectorKernels();
      assertNotNull(VectorKernels.loop(new Tabulated("silu", Tabulated.Shape.LINE)));
      for (Formula formula : new Formula[] {Formulas.swish(1), Formulas.twoSlopes(0.5), Formulas.elu(1, 2)}) {
        assertTrue(kernels.kernel(formula) instanceof Kernel, formula.toString());
      }
    }
  }
}
