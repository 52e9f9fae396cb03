package activations;

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
