package activations.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import activations.Activations;
import activations.GatedUnit;
import activations.nn.data.MarkovLanguage;
import activations.nn.data.ToyData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What training ends with, to the bit. It runs with SIMD and without, on every machine and JDK that the tests run on:
 * so these hash codes, of one run, hold all of them together. A change of the arithmetic changes them.
 */
class SameTrainingTest {

  @Test
  void ofANetwork() {
    assertEquals(-961059373, network(Workers.one()));
    try (Workers workers = Workers.of(2)) {
      assertEquals(-961059373, network(workers));
    }
  }

  private static int network(Workers workers) {
    SplittableRandom random = new SplittableRandom(1);
    Sequential network = Sequential.of(
        Dense.of(2, 33, Initialization.HE, random), ActivationLayer.of(Activations.gelu(), 33),
        LayerNorm.of(33), Dropout.of(33, 0.1, random), Dense.of(33, 2, Initialization.LECUN, random));
    Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-2)).batchSize(20).epochs(5).workers(workers)
        .train(ToyData.moons(200, 0.1, 1));
    return Arrays.hashCode(network.flatParameters());
  }

  @Test
  void ofATransformer() {
    assertEquals(1854349381, transformer(Workers.one()));
    try (Workers workers = Workers.of(2)) {
      assertEquals(1854349381, transformer(workers));
    }
  }

  private static int transformer(Workers workers) {
    SplittableRandom random = new SplittableRandom(1);
    Sequential network = Transformer.of(5, 6, 12, 3, 2,
        () -> GatedFeedForward.of(GatedUnit.swiglu(), 12, 19, Initialization.LECUN, random), random);
    Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(1e-2, 0.9)).batchSize(20).epochs(5).workers(workers)
        .train(MarkovLanguage.of(5, 1, 1).sequences(100, 6, 1));
    return Arrays.hashCode(network.flatParameters());
  }
}
