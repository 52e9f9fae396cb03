package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DenseTest {

  @Test
  void aBiasIsAddedToTheSameWeights() {
    Dense without = Dense.ofWeights(2, 3, 1, 2, 3, 4, 5, 6);
    float[] bias = {10, 20, 30};
    Dense with = without.withBias(bias);
    float[] x = {1, -1, 0.5f, 0};
    assertArrayEquals(new float[] {-3, -3, -3, 0.5f, 1, 1.5f}, without.predict(x, 2));
    assertArrayEquals(new float[] {7, 17, 27, 10.5f, 21, 31.5f}, with.predict(x, 2));
    assertEquals(1, without.parameters().size(), "the first layer stays as it is");
    assertArrayEquals(new float[] {5, 4, 3}, with.withBias(6, 6, 6).predict(new float[] {-1, 0}, 1), "in its place");
  }

  @Test
  void layersDoNotShareTheirNumbers() {
    float[] bias = {1};
    Dense first = Dense.ofWeights(1, 1, 2).withBias(bias);
    Dense second = first.withBias(bias);
    bias[0] = 100;
    first.parameters().get(0).value()[0] = 50;
    assertArrayEquals(new float[] {3}, second.predict(new float[] {1}, 1));
    assertEquals(51, first.predict(new float[] {1}, 1)[0]);
  }

  @Test
  void aBiasOfAnotherLengthIsNamed() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> Dense.ofWeights(1, 2, 1, 1).withBias(1, 2, 3)).getMessage();
    assertTrue(message.contains("bias") && message.contains("3") && message.contains("2"), message);
  }
}
