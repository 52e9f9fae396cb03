package activations.nn.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanFieldTest {

  @Test
  void gradientsOfReluHalveInEachLayerAndHesGainMakesUpForIt() {
    double[] q = {1, 5, 0.2, 3};
    assertArrayEquals(new double[] {1, 1, 1, 1}, MeanField.gradients(Activations.relu(), 2, q), 1e-11);
    assertArrayEquals(new double[] {0.125, 0.25, 0.5, 1}, MeanField.gradients(Activations.relu(), 1, q), 1e-11);
    assertArrayEquals(new double[] {27, 9, 3, 1}, MeanField.gradients(Activations.identity(), 3, q), 1e-10);
  }

  @Test
  void gradientsPassHardTanhWhereTheSignalIsShort() {
    // P(|z| < 1) and P(|z| < 1/2) of the normal distribution: a layer's own length counts, that of the last does not.
    double[] g = MeanField.gradients(Activations.hardTanh(), 1.5, new double[] {1, 4, Double.NaN});
    assertArrayEquals(new double[] {1.5 * 0.682689492137086 * 1.5 * 0.382924922548026, 1.5 * 0.382924922548026, 1}, g,
        1e-11);
    assertArrayEquals(new double[] {1}, MeanField.gradients(Activations.hardTanh(), 1.5, new double[] {7}));
  }

  @Test
  void aLargeIntegralIsAsExactAsItsDigitsAllowWithoutMuchWork() {
    for (double q : new double[] {1, 1e4, 1e8}) {
      int[] asked = {0};
      assertEquals(q, MeanField.expectation(z -> {
        asked[0]++;
        return q * z * z;
      }), 1e-13 * q);
      assertTrue(asked[0] < 100_000, "asked for " + asked[0] + " values where q is " + q);
    }
  }

  /** q² · E[x⁴] = 3q² or less; squared ReLU's is half of it. Rounding errors of 10⁻¹⁶ · 10¹⁴ are no reason to go on. */
  @Test
  void momentsOfLongSignalsEnd() {
    assertEquals(1.5e14, MeanField.secondMoment(Activations.squaredRelu(), 1e7), 1e3);
    assertEquals(2.5e12, MeanField.secondMoment(Activations.relu(), 5e12), 1e2);
    assertEquals(0.5, MeanField.derivativeSecondMoment(Activations.squareplus(), 1e12), 1e-6);
  }

  @Test
  void theFunctionIsAskedFromMinus13To13Only() {
    double[] ends = {0, 0};
    assertEquals(0, MeanField.expectation(z -> {
      ends[0] = Math.min(ends[0], z);
      ends[1] = Math.max(ends[1], z);
      return z;
    }), 1e-12);
    assertTrue(ends[0] >= -13 && ends[0] < -12.9, "from " + ends[0]);
    assertTrue(ends[1] <= 13 && ends[1] > 12.9, "to " + ends[1]);
  }

  /** Panels of ½ that end at 0: 50 halvings, each of which looks at its halves, come to 2⁻⁵² and stop there. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aPoleIsFollowedForFiftyHalvings(int side) {
    double[] nearest = {1};
    MeanField.expectation(z -> {
      nearest[0] = side * z > 0 ? Math.min(nearest[0], side * z) : nearest[0];
      return 1 / Math.abs(z);
    });
    assertTrue(nearest[0] > 0x1p-52 / 32 && nearest[0] < 0x1p-52 / 16, "nearest " + nearest[0]);
  }

  @Test
  void whatIsWrongIsNamed() {
    Activation relu = Activations.relu();
    double[] one = {1};
    says("weight variance must be finite and at least 0 but is -2.0", () -> MeanField.variances(relu, -2, 0, 1, 3));
    says("bias variance must be finite and at least 0 but is -0.5", () -> MeanField.variances(relu, 2, -0.5, 1, 3));
    says("first must be finite and at least 0 but is NaN", () -> MeanField.variances(relu, 2, 0, Double.NaN, 3));
    says("layers must be at least 1 but is 0", () -> MeanField.gradients(relu, 2, new double[0]));
    says("weight variance must be finite and at least 0 but is Infinity",
        () -> MeanField.gradients(relu, Double.POSITIVE_INFINITY, one));
    says("layers must be at least 1 but is 0", () -> MeanField.correlations(relu, 2, 0, new double[0], 1));
    says("weight variance must be finite and at least 0 but is -2.0",
        () -> MeanField.correlations(relu, -2, 0, one, 1));
    says("bias variance must be finite and at least 0 but is -1.0",
        () -> MeanField.correlations(relu, 2, -1, one, 1));
  }

  private static void says(String message, Executable bad) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, bad).getMessage());
  }
}
