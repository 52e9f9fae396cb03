package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives against differences of values, for parameters that the reference files do not cover too. */
class DerivativeTest {

  /** Truncation (h²) and rounding (2⁻⁵³·40/h) are both about 10⁻¹⁰ with this step. */
  private static final double STEP = 1e-5;

  /** Measured: 7·10⁻¹⁰. */
  private static final double TOLERANCE = 3e-9;

  @ParameterizedTest
  @MethodSource("activations.ActivationsTest#functions")
  void derivativeIsTheLimitOfDifferences(Activation f) {
    SplittableRandom random = new SplittableRandom(20);
    for (int i = 0; i < 500; i++) {
      double x = random.nextDouble(-8, 8);
      boolean atKink = f.properties().kinks().stream().anyMatch(kink -> Math.abs(x - kink.at()) <= STEP);
      if (!atKink) {
        double difference = (f.value(x + STEP) - f.value(x - STEP)) / (2 * STEP);
        assertEquals(difference, f.derivative(x), TOLERANCE, "at " + x);
      }
    }
  }
}
