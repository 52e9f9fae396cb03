package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import activations.nn.data.ToyData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttentionTest {

  private static Attention attention() {
    return Attention.of(3, 4, 2, new SplittableRandom(1));
  }

  @Test
  void anEarlierGradientThatIsNotFiniteLeavesNothingBehind() {
    float[] x = ToyData.normal(2, 12, 1, 2).x();
    float[] dy = ToyData.normal(2, 12, 1, 3).x();
    Attention used = attention();
    used.forward(x, 2, Mode.TRAINING);
    float[] nan = new float[24];
    Arrays.fill(nan, Float.NaN);
    used.backward(nan);
    Attention fresh = attention();
    used.forward(x, 2, Mode.TRAINING);
    fresh.forward(x, 2, Mode.TRAINING);
    assertArrayEquals(fresh.backward(dy), used.backward(dy));
    for (int k = 0; k < 4; k++) {
      assertArrayEquals(fresh.parameters().get(k).gradient(), used.parameters().get(k).gradient(), "matrix " + k);
    }
  }
}
