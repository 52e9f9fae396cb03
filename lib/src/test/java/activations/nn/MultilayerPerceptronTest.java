package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MultilayerPerceptronTest {

  private static List<String> layers(double dropout, int... sizes) {
    return MultilayerPerceptron.of(Activations.gelu(), Initialization.HE, dropout, new SplittableRandom(1), sizes)
        .children().stream().map(Layer::summary).toList();
  }

  @Test
  void isMadeOfTheSizesAskedFor() {
    assertEquals(List.of("dense 4 → 3", "gelu 3", "dense 3 → 2"), layers(0, 4, 3, 2));
    assertEquals(List.of("dense 4 → 3", "gelu 3", "dropout 0.5 on 3", "dense 3 → 2"), layers(0.5, 4, 3, 2));
    assertEquals(List.of("dense 4 → 2"), layers(0.5, 4, 2));
    assertEquals("network of 3 layers, 4 → 2", MultilayerPerceptron.of(Activations.gelu(), Initialization.HE, 0,
        new SplittableRandom(1), 4, 3, 2).summary());
    assertEquals("at least two sizes are needed, inputs and outputs, but there are 1",
        assertThrows(IllegalArgumentException.class, () -> layers(0, 4)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> layers(Double.NaN, 4, 3, 2));
  }
}
