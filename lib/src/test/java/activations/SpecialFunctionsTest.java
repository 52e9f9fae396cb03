package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Limits and identities; accuracy is tested in {@link DefinitionAccuracyTest}. */
class SpecialFunctionsTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void limits() {
    assertEquals(-1, SpecialFunctions.erf(-INFINITY));
    assertEquals(1, SpecialFunctions.erf(INFINITY));
    assertEquals(2, SpecialFunctions.erfc(-INFINITY));
    assertEquals(0, SpecialFunctions.erfc(INFINITY));
    assertEquals(INFINITY, SpecialFunctions.erfcx(-INFINITY));
    assertEquals(0, SpecialFunctions.erfcx(INFINITY));
    assertEquals(0, SpecialFunctions.normalPdf(-INFINITY));
    assertEquals(0, SpecialFunctions.normalPdf(INFINITY));
    assertEquals(0, SpecialFunctions.normalCdf(-INFINITY));
    assertEquals(1, SpecialFunctions.normalCdf(INFINITY));
    assertEquals(0, SpecialFunctions.sigmoid(-INFINITY));
    assertEquals(1, SpecialFunctions.sigmoid(INFINITY));
    assertEquals(0, SpecialFunctions.log1pExp(-INFINITY));
    assertEquals(INFINITY, SpecialFunctions.log1pExp(INFINITY));
  }

  @Test
  void nanGivesNan() {
    List<DoubleUnaryOperator> functions = List.of(SpecialFunctions::erf, SpecialFunctions::erfc,
        SpecialFunctions::erfcx, SpecialFunctions::normalPdf, SpecialFunctions::normalCdf, SpecialFunctions::sigmoid,
        SpecialFunctions::log1pExp);
    for (DoubleUnaryOperator function : functions) {
      assertTrue(Double.isNaN(function.applyAsDouble(Double.NaN)));
    }
  }

  @Test
  void valuesAtZero() {
    assertEquals(0.0, SpecialFunctions.erf(0));
    assertEquals(-0.0, SpecialFunctions.erf(-0.0));
    assertEquals(1, SpecialFunctions.erfc(0));
    assertEquals(1, SpecialFunctions.erfcx(0));
    assertEquals(0.3989422804014327, SpecialFunctions.normalPdf(0));
    assertEquals(0.5, SpecialFunctions.normalCdf(-0.0));
    assertEquals(0.5, SpecialFunctions.sigmoid(-0.0));
    assertEquals(0.6931471805599453, SpecialFunctions.log1pExp(-0.0));
  }

  @Test
  void errorFunctionsFitTogether() {
    for (double x = -5; x <= 25; x += 0.37) {
      double erfc = SpecialFunctions.erfc(x);
      assertEquals(1 - SpecialFunctions.erf(x), erfc, 5e-16);
      // e^(x²) alone loses x² ulp.
      assertEquals(SpecialFunctions.erfcx(x), Math.exp(x * x) * erfc, 2e-13 * SpecialFunctions.erfcx(x));
    }
  }
}
