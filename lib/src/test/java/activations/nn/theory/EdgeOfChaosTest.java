package activations.nn.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import activations.nn.data.Gaussian;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeOfChaosTest {

  @Test
  void reluHasOnePointForAllLengthsAndItIsHes() {
    for (double q : new double[] {0.01, 1, 30}) {
      EdgeOfChaos point = EdgeOfChaos.at(Activations.relu(), q);
      assertEquals(2, point.weightVariance(), 1e-11);
      assertEquals(0, point.biasVariance());
      assertEquals(1, point.slope(), 1e-10);
      assertTrue(point.isStable());
    }
  }

  @Test
  void ofGelu() {
    EdgeOfChaos one = EdgeOfChaos.at(Activations.gelu(), 1);
    assertEquals(2.194, one.weightVariance(), 5e-4);
    assertEquals(0.067, one.biasVariance(), 5e-4);
    assertEquals(1.067, one.slope(), 5e-4);
    assertFalse(one.isStable());
    EdgeOfChaos ten = EdgeOfChaos.at(Activations.gelu(), 10);
    assertEquals(1.9558, ten.weightVariance(), 5e-5);
    assertEquals(0.32346, ten.biasVariance(), 5e-6);
    assertEquals(0.982, ten.slope(), 5e-4);
    assertTrue(ten.isStable());
  }

  /** The definition with 400,000 random numbers: five standard errors are about 1 % of each mean. */
  @ParameterizedTest
  @CsvSource({"gelu, 1", "gelu, 10", "tanh, 1", "elu, 2", "selu, 1", "silu, 4", "leaky_relu, 1"})
  void agreesWithMonteCarlo(String name, double q) {
    Activation f = Activations.byName(name);
    EdgeOfChaos point = EdgeOfChaos.at(f, q);
    Gaussian gaussian = new Gaussian(new SplittableRandom(7));
    double square = 0;
    double slope = 0;
    double longer = 0;
    int n = 400_000;
    for (int i = 0; i < n; i++) {
      double z = gaussian.next();
      square += Math.pow(f.value(Math.sqrt(q) * z), 2) / n;
      slope += Math.pow(f.derivative(Math.sqrt(q) * z), 2) / n;
      // The same z for both lengths, so that their difference is exact to first order.
      longer += (Math.pow(f.value(Math.sqrt(1.01 * q) * z), 2) - Math.pow(f.value(Math.sqrt(0.99 * q) * z), 2)) / n;
    }
    assertEquals(1, point.weightVariance() * slope, 0.01, "chi");
    assertEquals(q, point.weightVariance() * square + point.biasVariance(), 0.015 * q, "length");
    assertEquals(point.slope(), point.weightVariance() * longer / (0.02 * q), 0.015, "slope of the length");
  }

  @Test
  void ownStart() {
    assertEquals(1, EdgeOfChaos.start(Activations.relu()).orElseThrow().q());
    assertEquals(1, EdgeOfChaos.start(Activations.tanh()).orElseThrow().q());
    EdgeOfChaos gelu = EdgeOfChaos.start(Activations.gelu()).orElseThrow();
    assertTrue(gelu.biasVariance() >= 0 && gelu.isStable());
    for (double smaller : new double[] {1, 2, 4}) {
      if (smaller < gelu.q()) {
        assertFalse(EdgeOfChaos.at(Activations.gelu(), smaller).isStable(), "q = " + smaller);
      }
    }
    assertTrue(EdgeOfChaos.start(Activations.sigmoid()).isEmpty(), "its bias variance would be negative");
    assertEquals("gains σ_w " + Math.sqrt(gelu.weightVariance()) + ", σ_b " + Math.sqrt(gelu.biasVariance()),
        gelu.initialization().toString());
  }

  /**
   * From tanh x = x − x³/3 + 2x⁵/15 − … follow E[f²] = q − 2q² + 17q³/3 − … and E[f′²] = 1 − 2q + 7q² − …, and so
   * σ_w² = 1 + 2q − 3q² + … and σ_b² = 4q³/3 − ….
   */
  @Test
  void ofTanhWhereSignalsAreShortTheBiasIsSmallButNotZero() {
    EdgeOfChaos point = EdgeOfChaos.at(Activations.tanh(), 1e-3);
    assertEquals(1 + 2e-3 - 3e-6, point.weightVariance(), 1e-7);
    assertEquals(4e-9 / 3, point.biasVariance(), 0.02 * 4e-9 / 3);
  }

  @Test
  void ofReluWithoutABiasThereIsAStartAtAnyLength() {
    for (double q : new double[] {1, 3e4, 7e8}) {
      EdgeOfChaos point = EdgeOfChaos.at(Activations.relu(), q);
      assertEquals(0, point.biasVariance(), "q = " + q);
      assertEquals("gains σ_w " + Math.sqrt(point.weightVariance()) + ", σ_b 0.0", point.initialization().toString());
    }
  }

  @Test
  void correlationsOfReluAreThoseOfTheArcCosineKernel() {
    for (double c : new double[] {-1, -0.5, 0, 0.3, 0.9, 1}) {
      double kernel = 2.5 / (2 * Math.PI) * (Math.sqrt(1 - c * c) + c * (Math.PI - Math.acos(c)));
      assertEquals(kernel, MeanField.product(Activations.relu(), 2.5, c), 1e-6, "c = " + c);
    }
    double[] q = MeanField.variances(Activations.relu(), 2, 0, 1, 4);
    double[] c = MeanField.correlations(Activations.relu(), 2, 0, q, 0);
    assertEquals(1 / Math.PI, c[1], 1e-6);
    assertTrue(c[1] < c[2] && c[2] < c[3], "inputs become alike");
  }

  @Test
  void correlationsOfALinearNetworkStay() {
    Activation identity = Activations.identity();
    double[] c = MeanField.correlations(identity, 1, 0, MeanField.variances(identity, 1, 0, 3, 5), 0.4);
    for (double one : c) {
      assertEquals(0.4, one, 1e-9);
    }
    double[] q = MeanField.variances(identity, 1, 0.5, 1, 2);
    assertEquals((0.4 + 0.5) / 1.5, MeanField.correlations(identity, 1, 0.5, q, 0.4)[1], 1e-9);
  }

  @Test
  void slopeOfTheSecondMoment() {
    assertEquals(0.5, MeanField.secondMomentSlope(Activations.relu(), 3), 1e-11);
    for (Activation f : List.of(Activations.gelu(), Activations.tanh(), Activations.selu())) {
      double h = 1e-4;
      double quotient = (MeanField.secondMoment(f, 2 + h) - MeanField.secondMoment(f, 2 - h)) / (2 * h);
      assertEquals(quotient, MeanField.secondMomentSlope(f, 2), 1e-7, f.name());
    }
  }

  @Test
  void wrongArgumentsAreNamed() {
    Activation gelu = Activations.gelu();
    assertEquals("q must be positive and finite but is 0.0",
        assertThrows(IllegalArgumentException.class, () -> EdgeOfChaos.at(gelu, 0)).getMessage());
    assertEquals("q must be positive and finite but is Infinity", assertThrows(IllegalArgumentException.class,
        () -> EdgeOfChaos.at(gelu, Double.POSITIVE_INFINITY)).getMessage());
    assertEquals("no gradient passes sign where q is 2.0",
        assertThrows(IllegalArgumentException.class, () -> EdgeOfChaos.at(new Sign(), 2)).getMessage());
    assertEquals("the correlation must be from -1 to 1 but is 1.5",
        assertThrows(IllegalArgumentException.class, () -> MeanField.product(gelu, 1, 1.5)).getMessage());
    assertEquals("q is 0; the slope needs a positive variance",
        assertThrows(IllegalArgumentException.class, () -> MeanField.secondMomentSlope(gelu, 0)).getMessage());
    assertEquals("no bias has the variance -1.0; on the edge there is no length 2.0", assertThrows(
        IllegalStateException.class, () -> new EdgeOfChaos(2, 1, -1, 0.5).initialization()).getMessage());
  }

  /** Its slope is 0 almost everywhere. */
  private static final class Sign implements Activation {

    @Override
    public String name() {
      return "sign";
    }

    @Override
    public double value(double x) {
      return Math.signum(x);
    }

    @Override
    public double derivative(double x) {
      return 0;
    }
  }
}
