package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import activations.GatedUnit;
import activations.nn.data.Dataset;
import activations.nn.data.MarkovLanguage;
import activations.nn.theory.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TransformerTest {

  private static final int VOCABULARY = 5;
  private static final int LENGTH = 4;
  private static final int MODEL = 6;
  private static final int HEADS = 2;
  private static final int HIDDEN = 7;

  /** Rounding of the float pass through two blocks, relative to the largest element: 2.4e-6 seen; margin 4. */
  private static final double TOLERANCE = 1e-5;

  @Test
  void everyGradientAgreesWithFiniteDifferencesInDouble() {
    SplittableRandom random = new SplittableRandom(5);
    check(() -> Transformer.feedForward(Activations.gelu(), MODEL, HIDDEN, Initialization.HE, random), 2,
        (x, p) -> GradientTest.affine(GradientTest.gelu(GradientTest.affine(x, MODEL, p.get(0), null)), HIDDEN,
            p.get(1), null), random);
    check(() -> GatedFeedForward.of(GatedUnit.geglu(), MODEL, HIDDEN, Initialization.XAVIER, random), 3, (x, p) -> {
      double[] gate = GradientTest.gelu(GradientTest.affine(x, MODEL, p.get(0), null));
      double[] linear = GradientTest.affine(x, MODEL, p.get(1), null);
      for (int i = 0; i < gate.length; i++) {
        gate[i] *= linear[i];
      }
      return GradientTest.affine(gate, HIDDEN, p.get(2), null);
    }, random);
  }

  private static void check(Supplier<Layer> feedForward, int matrices,
      BiFunction<double[], List<double[]>, double[]> formula, SplittableRandom random) {
    Sequential network = Transformer.of(VOCABULARY, LENGTH, MODEL, HEADS, 2, feedForward, random);
    for (Parameter p : network.parameters()) {
      for (int i = 0; i < p.value().length; i++) {
        p.value()[i] += (float) (0.2 * random.nextDouble() - 0.1);
      }
    }
    Dataset batch = MarkovLanguage.of(VOCABULARY, 1, 1).sequences(3, LENGTH, 2);
    List<double[]> wide = new ArrayList<>();
    network.parameters().forEach(p -> wide.add(GradientTest.widen(p.value())));
    Supplier<double[]> logits = () -> reference(batch, wide, matrices, formula);

    float[] output = network.forward(batch.x(), 3, Mode.TRAINING);
    GradientTest.assertClose("logits", logits.get(), output, TOLERANCE);
    float[] gradient = new float[output.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) (2 * random.nextDouble() - 1);
    }
    network.backwardParameters(gradient);
    for (int k = 0; k < wide.size(); k++) {
      Parameter p = network.parameters().get(k);
      GradientTest.assertClose("parameter " + k + ", " + p.name(),
          GradientTest.differences(wide.get(k), logits, gradient), p.gradient(), TOLERANCE);
    }
  }

  private static double[] reference(Dataset batch, List<double[]> p, int matrices,
      BiFunction<double[], List<double[]>, double[]> feedForward) {
    double[] x = new double[batch.x().length * MODEL];
    for (int i = 0; i < x.length; i++) {
      int token = (int) batch.x()[i / MODEL];
      x[i] = p.get(0)[token * MODEL + i % MODEL] + p.get(1)[i / MODEL % LENGTH * MODEL + i % MODEL];
    }
    int at = 2;
    for (int block = 0; block < 2; block++) {
      double[] normalised = GradientTest.layerNorm(x, p.get(at), p.get(at + 1));
      x = sum(x, GradientTest.attention(normalised, p.subList(at + 2, at + 6), LENGTH, MODEL, HEADS));
      normalised = GradientTest.layerNorm(x, p.get(at + 6), p.get(at + 7));
      x = sum(x, feedForward.apply(normalised, p.subList(at + 8, at + 8 + matrices)));
      at += 8 + matrices;
    }
    return GradientTest.affine(
        GradientTest.layerNorm(x, p.get(at), p.get(at + 1)), MODEL, p.get(at + 2), p.get(at + 3));
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < a.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  @Test
  void noPositionLooksAhead() {
    SplittableRandom random = new SplittableRandom(5);
    Sequential network = transformer(random);
    float[] before = network.predict(new float[] {0, 1, 2, 3}, 1);
    float[] after = network.forward(new float[] {0, 1, 4, 3}, 1, Mode.EVALUATION);
    assertArrayEquals(Arrays.copyOf(before, 2 * VOCABULARY), Arrays.copyOf(after, 2 * VOCABULARY));
    for (int position = 2; position < LENGTH; position++) {
      assertFalse(Arrays.equals(before, position * VOCABULARY, (position + 1) * VOCABULARY,
          after, position * VOCABULARY, (position + 1) * VOCABULARY), "position " + position);
    }
    Attention attention = (Attention) network.children().get(1).children().get(0).children().get(1);
    float[] p = attention.probabilities();
    assertEquals(HEADS * LENGTH * LENGTH, p.length);
    for (int i = 0; i < HEADS * LENGTH; i++) {
      double sum = 0;
      for (int j = 0; j < LENGTH; j++) {
        sum += p[i * LENGTH + j];
        assertTrue(j <= i % LENGTH || p[i * LENGTH + j] == 0);
      }
      assertEquals(1, sum, 1e-6);
    }
  }

  private static Sequential transformer(SplittableRandom random) {
    return Transformer.of(VOCABULARY, LENGTH, MODEL, HEADS, 1,
        () -> Transformer.feedForward(Activations.gelu(), MODEL, HIDDEN, Initialization.HE, random), random);
  }

  @Test
  void theSameBitsWithAnyNumberOfThreads() {
    Dataset data = MarkovLanguage.of(VOCABULARY, 1, 1).sequences(60, LENGTH, 2);
    List<float[]> results = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      Sequential network = transformer(new SplittableRandom(5));
      try (Workers workers = Workers.of(threads)) {
        Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-2)).batchSize(20).epochs(3).workers(workers)
            .train(data);
      }
      results.add(network.flatParameters());
    }
    assertArrayEquals(results.get(0), results.get(1));
  }

  /** It has to look back two letters: the loss falls below what one predecessor can tell, and near the floor. */
  @Test
  @Tag("slow")
  void learnsTheLanguage() {
    MarkovLanguage language = MarkovLanguage.of(4, 2, 3);
    SplittableRandom random = new SplittableRandom(1);
    Sequential network = Transformer.of(4, 8, 16, 2, 1,
        () -> GatedFeedForward.of(GatedUnit.swiglu(), 16, 32, Initialization.LECUN, random), random);
    History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-2)).batchSize(50).epochs(8)
        .validation(language.sequences(1000, 8, 2)).train(language.sequences(2000, 8, 1));
    double loss = history.finalValidationLoss();
    double floor = language.floor(8);
    assertTrue(loss < floor + 0.25 * (language.entropyAfterOne() - floor), loss + " with a floor of " + floor);
  }

  @Test
  void entropiesOfLanguagesThatAreEasyToJudge() {
    MarkovLanguage fair = MarkovLanguage.of(6, 0, 1);
    assertEquals(Math.log(6), fair.entropy(), 1e-12);
    assertEquals(Math.log(6), fair.entropyAfterOne(), 1e-12);
    assertEquals(Math.log(6), fair.entropyOfLetters(), 1e-12);
    assertEquals(Math.log(6), fair.floor(3), 1e-12);
    MarkovLanguage sharp = MarkovLanguage.of(6, 2, 1);
    assertTrue(sharp.entropy() < sharp.entropyAfterOne() && sharp.entropyAfterOne() < sharp.entropyOfLetters());
    assertEquals((sharp.entropyAfterOne() + 2 * sharp.entropy()) / 3, sharp.floor(3), 1e-12);
  }

  /** The floor against the mean −ln p of drawn letters, which does not use the stationary distribution. */
  @Test
  void theTrueProbabilitiesReachTheEntropy() {
    MarkovLanguage language = MarkovLanguage.of(5, 1.5, 4);
    Dataset data = language.sequences(4000, 6, 7);
    double loss = 0;
    double squares = 0;
    int n = 0;
    int[] first = new int[5];
    int[] last = new int[5];
    for (int row = 0; row < data.rows(); row++) {
      for (int i = 1; i < 6; i++) {
        int at = row * 6 + i;
        assertEquals(data.x()[at], data.labels()[at - 1]);
        double surprise = -Math.log(
            language.probability((int) data.x()[at - 1], (int) data.x()[at], data.labels()[at]));
        loss += surprise;
        squares += surprise * surprise;
        n++;
      }
      first[(int) data.x()[row * 6]]++;
      last[data.labels()[row * 6 + 5]]++;
    }
    double deviation = Math.sqrt((squares / n - loss / n * (loss / n)) / n);
    assertEquals(language.entropy(), loss / n, 4 * deviation);
    for (int letter = 0; letter < 5; letter++) {
      // Stationary: as frequent at the end as at the start, but for √(2 · 4000 · p(1 − p)) ≤ 45 by chance.
      assertEquals(first[letter], last[letter], 180);
    }
    assertArrayEquals(data.x(), language.sequences(4000, 6, 7).x());
    assertNotEquals(Arrays.hashCode(data.x()), Arrays.hashCode(language.sequences(4000, 6, 8).x()));
  }

  /** The entropies against frequencies of 300,000 drawn letters, which are off by less than 0.005. */
  @Test
  void entropiesAreThoseOfTheDrawnLetters() {
    MarkovLanguage language = MarkovLanguage.of(3, 1.5, 2);
    assertEquals(3, language.vocabulary());
    Dataset data = language.sequences(30_000, 10, 9);
    double[] letters = new double[3];
    double[] pairs = new double[9];
    for (int i = 0; i < 300_000; i++) {
      letters[data.labels()[i]]++;
      pairs[3 * (int) data.x()[i] + data.labels()[i]]++;
    }
    assertEquals(entropy(letters), language.entropyOfLetters(), 0.005);
    assertEquals(entropy(pairs) - entropy(letters), language.entropyAfterOne(), 0.005);
    double[] first = new double[3];
    for (int row = 0; row < 30_000; row++) {
      first[(int) data.x()[10 * row]]++;
    }
    for (int letter = 0; letter < 3; letter++) {
      assertEquals(letters[letter] / 300_000, first[letter] / 30_000, 0.01, "the first letter is as likely as any");
    }
  }

  private static double entropy(double[] counts) {
    double sum = Arrays.stream(counts).sum();
    return -Arrays.stream(counts).map(count -> count / sum * Math.log(count / sum)).sum();
  }

  @Test
  void probesSeeIntoTheBlocks() {
    Sequential network = transformer(new SplittableRandom(5));
    List<Probe.Signals> signals = Probe.signals(network, Loss.SOFTMAX_CROSS_ENTROPY,
        MarkovLanguage.of(VOCABULARY, 1, 1).sequences(10, LENGTH, 2), 0.1);
    assertEquals(1, signals.size());
    assertEquals("gelu " + HIDDEN, signals.get(0).layer());
    assertEquals(10 * LENGTH, signals.get(0).rows());
  }

  @Test
  void refusesWhatDoesNotFit() {
    SplittableRandom random = new SplittableRandom(5);
    says("attention: model 6 cannot be cut into 4 heads of the same size", () -> Attention.of(4, 6, 4, random));
    says("blocks must be at least 1 but is 0", () -> Transformer.of(5, 4, 6, 2, 0, () -> null, random));
    says("embedding of 5 tokens at 4 positions → 6: 5.0 at position 3 of row 1 is not a token: whole numbers from 0 to"
        + " 4 are", () -> Embedding.of(5, 4, 6, random).forward(new float[] {0, 1, 2, 3, 4, 0, 1, 5}, 2,
        Mode.EVALUATION));
    says("0.5 at position 0 of row 0 is not a token", () -> Embedding.of(5, 1, 6, random).forward(new float[] {0.5f},
        1, Mode.EVALUATION));
    says("x has 3 elements but 1 × 24 = 24 are needed", () ->
        Attention.of(4, 6, 2, random).forward(new float[3], 1, Mode.EVALUATION));
    says("layer 1 (layer norm 6) gives 6 outputs but layer 2 (gelu 7) takes 7 inputs", () ->
        Transformer.of(5, 4, 6, 2, 1, () -> ActivationLayer.of(Activations.gelu(), 7), random));
    says("label 3 of row 1 is not a class: 0 to 2 are", () ->
        Dataset.sequences(new float[4], 2, new int[] {0, 1, 2, 3}, 3));
    says("labels has 3 elements, not a multiple of the length 2", () ->
        Dataset.sequences(new float[4], 2, new int[3], 3));
    says("the training data is 4 → 12 but the network is 4 → 20", () ->
        Trainer.of(transformer(random), Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(0.1)).batchSize(1)
            .train(MarkovLanguage.of(3, 1, 1).sequences(2, 4, 1)));
    says("length must be at least 1 but is 0", () -> MarkovLanguage.of(3, 1, 1).floor(0));
    says("length must be at least 1 but is 0", () -> MarkovLanguage.of(3, 1, 1).sequences(1, 0, 1));
    says("rows must be at least 1 but is 0", () -> MarkovLanguage.of(3, 1, 1).sequences(0, 1, 1));
    says("embedding: vocabulary must be at least 1 but is 0", () -> Embedding.of(0, 4, 6, random));
    says("embedding: length must be at least 1 but is 0", () -> Embedding.of(5, 0, 6, random));
    says("embedding: model must be at least 1 but is 0", () -> Embedding.of(5, 4, 0, random));
    says("layer norm: size must be at least 1 but is 0", () -> LayerNorm.of(0));
    says("attention: length must be at least 1 but is 0", () -> Attention.of(0, 4, 4, random));
    says("attention: model must be at least 1 but is 0", () -> Attention.of(4, 0, 4, random));
    says("attention: heads must be at least 1 but is 0", () -> Attention.of(4, 4, 0, random));
    says("vocabulary must be at least 2 but is 1", () -> MarkovLanguage.of(1, 1, 1));
    says("sharpness must be finite and at least 0 but is -1.0", () -> MarkovLanguage.of(3, -1, 1));
    Embedding embedding = Embedding.of(5, 4, 6, random);
    embedding.forward(new float[4], 1, Mode.TRAINING);
    assertTrue(assertThrows(UnsupportedOperationException.class, () -> embedding.backward(new float[24])).getMessage()
        .contains("must be the first layer"));
  }

  private static void says(String part, Executable bad) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
