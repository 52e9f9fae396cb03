package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import activations.Activations;
import activations.nn.Dense;
import activations.nn.Initialization;
import activations.nn.theory.EdgeOfChaos;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StartTest {

  @Test
  void theWeightsOfEachUnitHaveLengthOne() {
    float[] w = Dense.withoutBias(50, 7, Start.UNIT_ROWS, new SplittableRandom(3)).parameters().get(0).value();
    for (int unit = 0; unit < 7; unit++) {
      double square = 0;
      for (int input = 0; input < 50; input++) {
        square += w[input * 7 + unit] * w[input * 7 + unit];
      }
      assertEquals(1, square, 1e-6, "unit " + unit);
    }
    // The directions are those of independent normal numbers.
    float[] lecun =
        Dense.withoutBias(50, 7, Initialization.LECUN, new SplittableRandom(3)).parameters().get(0).value();
    assertEquals(lecun[7] / lecun[0], w[7] / w[0], 1e-5);
    assertNotEquals(lecun[0], w[0]);
  }

  @Test
  void eachStartHasTheGainsOfItsInitialization() {
    for (String name : new String[] {Start.LECUN, Start.HE, Start.OWN}) {
      Start start = Start.of(name, Activations.gelu());
      Dense dense = Dense.of(400, 300, start.initialization(), new SplittableRandom(1));
      assertEquals(start.weightVariance(), 400 * meanSquare(dense.parameters().get(0).value()), 0.05, name);
      assertEquals(start.biasVariance(), meanSquare(dense.parameters().get(1).value()), 0.08, name);
    }
    EdgeOfChaos gelu = EdgeOfChaos.start(Activations.gelu()).orElseThrow();
    assertEquals(gelu.weightVariance(), Start.of(Start.OWN, Activations.gelu()).weightVariance());
    assertSame(Initialization.LECUN, Start.of(Start.OWN, Activations.sigmoid()).initialization());
    assertEquals("no start is called XAVIER", assertThrows(IllegalArgumentException.class,
        () -> Start.of("XAVIER", Activations.gelu())).getMessage());
  }

  private static double meanSquare(float[] a) {
    double sum = 0;
    for (float v : a) {
      sum += (double) v * v;
    }
    return sum / a.length;
  }

  @Test
  void eachSeedDrawsItsOwnDigits() {
    Digits.Source source = Digits.strokes(20, 10);
    Digits one = source.of(1);
    assertEquals(20, one.train().rows());
    assertEquals(10, one.test().rows());
    assertEquals(Arrays.hashCode(one.train().x()), Arrays.hashCode(source.of(1).train().x()));
    for (Digits other : new Digits[] {source.of(2), source.of(3)}) {
      assertNotEquals(Arrays.hashCode(one.train().x()), Arrays.hashCode(other.train().x()));
      assertNotEquals(Arrays.hashCode(one.tuning().x()), Arrays.hashCode(other.test().x()));
      assertNotEquals(Arrays.hashCode(one.test().x()), Arrays.hashCode(other.tuning().x()));
    }
    assertNotEquals(Arrays.hashCode(one.tuning().x()), Arrays.hashCode(one.test().x()));
    Digits own = one.asTargets();
    assertSame(own.train().x(), own.train().targets());
    assertEquals(Digits.PIXELS, own.test().outputs());
  }

  @Test
  void epochsThatWereNotReachedAreNoNumbers() {
    assertEquals("[1.0, 2.0, NaN]", Arrays.toString(Digits.whole(new double[] {1, 2}, 3)));
  }
}
