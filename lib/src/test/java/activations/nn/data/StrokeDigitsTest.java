package activations.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import activations.nn.ActivationLayer;
import activations.nn.Dense;
import activations.nn.Initialization;
import activations.nn.Layer;
import activations.nn.Loss;
import activations.nn.Optimizer;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StrokeDigitsTest {

  @Test
  void theSameSeedGivesTheSamePictures() {
    Dataset a = StrokeDigits.of(50, 1);
    assertEquals(Arrays.hashCode(a.x()), Arrays.hashCode(StrokeDigits.of(50, 1).x()));
    assertNotEquals(Arrays.hashCode(a.x()), Arrays.hashCode(StrokeDigits.of(50, 2).x()));
  }

  /** Pen, curve, bends and noise as they were first drawn, to a tenth of the grey of each pixel. */
  @Test
  void thePicturesLookAsTheyDid() throws IOException {
    List<String> lines;
    try (InputStream in = StrokeDigitsTest.class.getResourceAsStream("stroke-digits.txt")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    }
    Dataset digits = StrokeDigits.of(20, 1);
    for (int row = 0; row < 20; row++) {
      assertEquals("# " + digits.labels()[row], lines.get(29 * row));
      for (int y = 0; y < 28; y++) {
        StringBuilder drawn = new StringBuilder();
        for (int x = 0; x < 28; x++) {
          drawn.append(Math.min(9, (int) (10 * digits.x()[(row * 28 + y) * 28 + x])));
        }
        assertEquals(lines.get(29 * row + 1 + y), drawn.toString(), "line " + y + " of picture " + row);
      }
    }
  }

  @Test
  void everyClassEquallyOftenAndPixelsBetweenZeroAndOne() {
    Dataset digits = StrokeDigits.of(100, 3);
    int[] count = new int[10];
    for (int label : digits.labels()) {
      count[label]++;
    }
    for (int c : count) {
      assertEquals(10, c);
    }
    int inked = 0;
    for (float pixel : digits.x()) {
      assertTrue(pixel >= 0 && pixel <= 1);
      inked += pixel > 0.5 ? 1 : 0;
    }
    double part = (double) inked / digits.x().length;
    assertTrue(part > 0.05 && part < 0.25, "part of dark pixels " + part);
  }

  /** A wide 0, seven pixels of which are at the right edge. Noise alone is six deviations away from 0.6. */
  @Test
  void aStrokeThatLeavesThePictureIsInkUpToTheLastColumn() {
    float[] pixels = StrokeDigits.of(1, 3975).x();
    int[] inked = new int[28];
    for (int i = 0; i < pixels.length; i++) {
      inked[i % 28] += pixels[i] > 0.6 ? 1 : 0;
    }
    assertTrue(inked[26] >= 5 && inked[27] >= 5, Arrays.toString(inked));
  }

  /** Hard enough to tell networks apart, easy enough to be learnt. */
  @Test
  @Tag("slow")
  void aLinearModelStaysBelow90PercentAndANetworkPasses97() {
    Dataset train = StrokeDigits.of(20_000, 1);
    Dataset test = StrokeDigits.of(4_000, 2);
    double linear = accuracy(List.of(), train, test);
    double network = accuracy(List.of(256, 256), train, test);
    assertTrue(linear < 0.90, "linear " + linear + ", network " + network);
    assertTrue(network > 0.97, "network " + network);
  }

  private static double accuracy(List<Integer> hidden, Dataset train, Dataset test) {
    SplittableRandom random = new SplittableRandom(1);
    List<Layer> layers = new ArrayList<>();
    int inputs = train.inputs();
    for (int size : hidden) {
      layers.add(Dense.of(inputs, size, Initialization.HE, random));
      layers.add(ActivationLayer.of(Activations.gelu(), size));
      inputs = size;
    }
    layers.add(Dense.of(inputs, 10, Initialization.LECUN, random));
    try (Workers workers = Workers.ofCores()) {
      return Trainer.of(Sequential.of(layers), Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-3))
          .epochs(12).workers(workers).validation(test).train(train).finalValidationAccuracy();
    }
  }

  @Test
  void refusesNoRows() {
    assertEquals("rows must be at least 1 but is 0",
        assertThrows(IllegalArgumentException.class, () -> StrokeDigits.of(0, 1)).getMessage());
  }
}
