package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import activations.nn.data.Dataset;
import activations.nn.data.StrokeDigits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainingTest {

  /** Four points that no straight line separates: exclusive or. */
  private static Dataset exclusiveOr() {
    return Dataset.classes(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0}, 2);
  }

  private static Sequential network(int inputs, int hidden, int outputs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Sequential.of(
        Dense.of(inputs, hidden, Initialization.HE, random),
        ActivationLayer.of(Activations.gelu(), hidden),
        Dropout.of(hidden, 0.1, random),
        Dense.of(hidden, outputs, Initialization.LECUN, random));
  }

  @Test
  void learnsExclusiveOr() {
    SplittableRandom random = new SplittableRandom(5);
    Sequential network = Sequential.of(
        Dense.of(2, 8, Initialization.HE, random), ActivationLayer.of(Activations.gelu(), 8),
        Dense.of(8, 2, Initialization.LECUN, random));
    History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(0.02))
        .batchSize(4).epochs(300).validation(exclusiveOr()).train(exclusiveOr());
    assertFalse(history.diverged());
    assertEquals(300, history.epochs());
    assertEquals(1, history.finalValidationAccuracy());
    assertTrue(history.finalTrainLoss() < 0.05 * history.trainLoss()[0]);
  }

  @Test
  void theSameBitsWithAnyNumberOfThreads() {
    Dataset data = StrokeDigits.of(600, 9);
    List<float[]> results = new ArrayList<>();
    for (int threads : new int[] {1, 1, 2, 3}) {
      Sequential network = network(784, 40, 10, 1);
      try (Workers workers = Workers.of(threads)) {
        Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-3)).batchSize(50).epochs(2).workers(workers)
            .validation(data).train(data);
      }
      results.add(network.parameters().get(0).value());
    }
    assertArrayEquals(results.get(0), results.get(1), "a second run");
    assertArrayEquals(results.get(0), results.get(2), "two threads");
    assertArrayEquals(results.get(0), results.get(3), "three threads");
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    Dataset data = StrokeDigits.of(200, 9);
    double[] losses = IntStream.of(1, 2).mapToDouble(seed ->
        Trainer.of(network(784, 10, 10, 1), Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(0.01, 0.9))
            .batchSize(20).epochs(1).seed(seed).train(data).finalTrainLoss()).toArray();
    assertNotEquals(losses[0], losses[1]);
  }

  @Test
  void seedsInParallelGiveTheSameResultsInTheSameOrder() {
    Dataset data = StrokeDigits.of(200, 9);
    List<List<Double>> results = new ArrayList<>();
    for (int threads : new int[] {1, 2}) {
      try (Workers workers = Workers.of(threads)) {
        results.add(workers.map(4, seed ->
            Trainer.of(network(784, 10, 10, seed), Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-3)).batchSize(20)
                .epochs(1).train(data).finalTrainLoss()));
      }
    }
    assertEquals(results.get(0), results.get(1));
    assertEquals(4, results.get(0).stream().distinct().count());
  }

  @Test
  void stopsAtTheFirstNumberThatIsNotFiniteAndSaysWhere() {
    List<String> lines = new ArrayList<>();
    History history = Trainer.of(network(2, 4, 1, 1), Loss.MEAN_SQUARED_ERROR, Optimizer.sgd(1e30, 0)).batchSize(2)
        .epochs(50).onEpoch(lines::add)
        .train(Dataset.regression(new float[] {1, 2, 3, 4}, 2, new float[] {1, -1}, 1));
    assertTrue(history.epochs() < 50);
    String where = history.divergence().orElseThrow();
    assertTrue(where.contains("of layer"), where);
    assertTrue(where.contains("epoch " + (history.epochs() + 1)), where);
    assertEquals("stopped: " + where, lines.get(lines.size() - 1));
    assertTrue(history.diverged());
    assertTrue(Double.isNaN(history.finalTrainLoss()));
  }

  private static String divergence(Layer second, float[] x) {
    SplittableRandom random = new SplittableRandom(1);
    Sequential network = Sequential.of(Dense.of(2, 2, Initialization.LECUN, random), second);
    return Trainer.of(network, Loss.MEAN_SQUARED_ERROR, Optimizer.sgd(0.1, 0)).batchSize(2).epochs(1)
        .train(Dataset.regression(x, 2, new float[4], 2)).divergence().orElseThrow();
  }

  @Test
  void saysWhatIsNotFinite() {
    float[] ones = {1, 1, 1, 1};
    Dense second = Dense.of(2, 2, Initialization.LECUN, new SplittableRandom(2));
    second.parameters().get(1).value()[1] = Float.NaN;
    assertEquals("the loss is NaN in epoch 1, batch 1: a number of the parameter \"bias\" of layer 2 (dense 2 → 2) is not"
        + " finite; try a smaller learning rate", divergence(second, ones));
    Dense large = Dense.of(2, 2, Initialization.LECUN, new SplittableRandom(2));
    Arrays.fill(large.parameters().get(0).value(), 3e38f);
    assertTrue(divergence(large, new float[] {1e9f, 1e9f, 1e9f, 1e9f}).endsWith(
        "the output of layer 2 (dense 2 → 2) is not finite; try a smaller learning rate"));
    Dense right = Dense.of(2, 2, Initialization.LECUN, new SplittableRandom(2));
    assertEquals("the loss is NaN in epoch 1, batch 1: the data itself has a value that is not finite",
        divergence(right, new float[] {1, 1, 1, Float.NaN}));
    Loss none = (output, batch, gradient) -> Double.NaN;
    assertEquals("the loss is NaN in epoch 1, batch 1: all outputs are finite, the loss of them is not",
        Trainer.of(Sequential.of(right), none, Optimizer.sgd(0.1, 0)).batchSize(2).epochs(1)
            .train(Dataset.regression(ones, 2, new float[4], 2)).divergence().orElseThrow());
  }

  @Test
  void aTrainerNeedsRowsAndEpochs() {
    Trainer trainer = Trainer.of(network(2, 4, 1, 1), Loss.MEAN_SQUARED_ERROR, Optimizer.sgd(0.1, 0));
    assertEquals("batch size must be at least 1 but is 0",
        assertThrows(IllegalArgumentException.class, () -> trainer.batchSize(0)).getMessage());
    assertEquals("epochs must be at least 1 but is 0",
        assertThrows(IllegalArgumentException.class, () -> trainer.epochs(0)).getMessage());
  }

  /** All outputs equal: the answer is the first class. */
  @Test
  void ofEqualOutputsTheFirstIsTheAnswer() {
    Sequential zero = Sequential.of(Dense.of(1, 3, (weights, random) -> {}, new SplittableRandom(1)));
    Dataset data = Dataset.classes(new float[4], 1, new int[] {0, 0, 0, 1}, 3);
    assertEquals(0.75, Trainer.evaluate(zero, Loss.SOFTMAX_CROSS_ENTROPY, data).accuracy());
    assertArrayEquals(new int[4], Trainer.answers(zero, data));
  }

  /** The outputs are −x, 0 and x. */
  @Test
  void theAnswerIsTheClassWithTheLargestOutput() {
    Sequential signs = Sequential.of(Dense.of(1, 3, (weights, random) -> {
      weights.value()[0] = -1;
      weights.value()[2] = 1;
    }, new SplittableRandom(1)));
    Dataset data = Dataset.classes(new float[] {3, -2, 1}, 1, new int[] {2, 1, 0}, 3);
    assertArrayEquals(new int[] {2, 0, 2}, Trainer.answers(signs, data));
    assertEquals("the data is 1 → 2 but the network is 1 → 3", assertThrows(IllegalArgumentException.class,
        () -> Trainer.answers(signs, Dataset.classes(new float[1], 1, new int[1], 2))).getMessage());
    assertEquals("the data is one of regression; only classes have answers", assertThrows(
        IllegalArgumentException.class,
        () -> Trainer.answers(signs, Dataset.regression(new float[1], 1, new float[3], 3))).getMessage());
  }

  /** A network that stays as it is, with outputs 0 of three classes: a loss of ln 3, and one right answer of two. */
  @Test
  void theLineOfAnEpochHasTheNumbersOfTheHistory() {
    List<String> lines = new ArrayList<>();
    Sequential zero = Sequential.of(Dense.of(1, 3, (weights, random) -> {}, new SplittableRandom(1)));
    Dataset data = Dataset.classes(new float[2], 1, new int[] {0, 2}, 3);
    History history = Trainer.of(zero, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(1e-30, 0)).batchSize(2).epochs(2)
        .validation(data).onEpoch(lines::add).train(data);
    assertEquals(List.of("epoch 1/2, loss 1.0986, validation 1.0986, accuracy 50.00 %",
        "epoch 2/2, loss 1.0986, validation 1.0986, accuracy 50.00 %"), lines);
    assertArrayEquals(new double[] {0.5, 0.5}, history.validationAccuracy());
    assertEquals("2 epochs, loss 1.0986", history.toString());
    Dataset numbers = Dataset.regression(new float[2], 1, new float[2], 1);
    Sequential one = Sequential.of(Dense.of(1, 1, (weights, random) -> {}, new SplittableRandom(1)));
    assertEquals(0, Trainer.of(one, Loss.MEAN_SQUARED_ERROR, Optimizer.sgd(0.1, 0)).batchSize(2).epochs(2)
        .validation(numbers).train(numbers).validationAccuracy().length, "regression has no accuracy");
  }

  /** Outputs that stay 0 where 1 and 3 are wanted: losses of 1 and 9. */
  @Test
  void theLossOfAnEpochIsTheMeanOfItsBatches() {
    Sequential zero = Sequential.of(Dense.of(1, 1, (weights, random) -> {}, new SplittableRandom(1)));
    History history = Trainer.of(zero, Loss.MEAN_SQUARED_ERROR, Optimizer.sgd(1e-30, 0)).batchSize(1).epochs(1)
        .train(Dataset.regression(new float[2], 1, new float[] {1, 3}, 1));
    assertEquals(5, history.finalTrainLoss(), 1e-12);
  }

  @Test
  void tellsOneLineForEachEpoch() {
    List<String> lines = new ArrayList<>();
    Trainer.of(network(2, 4, 2, 1), Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-3)).batchSize(4).epochs(3)
        .validation(exclusiveOr()).onEpoch(lines::add).train(exclusiveOr());
    assertEquals(3, lines.size());
    assertTrue(lines.get(2).matches("epoch 3/3, loss \\d\\.\\d{4}, validation \\d\\.\\d{4}, accuracy \\d+\\.\\d\\d %"),
        lines.get(2));
  }

  @Test
  void crossEntropyIsTheLogarithmOfTheOddsAndDoesNotOverflow() {
    Dataset row = Dataset.classes(new float[] {0}, 1, new int[] {1}, 3);
    assertEquals(Math.log(3), Loss.SOFTMAX_CROSS_ENTROPY.compute(new float[] {5, 5, 5}, row, null), 1e-12);
    float[] gradient = new float[3];
    assertEquals(2000, Loss.SOFTMAX_CROSS_ENTROPY.compute(new float[] {1000, -1000, 0}, row, gradient), 1e-9);
    assertArrayEquals(new float[] {1, -1, 0}, gradient);
  }

  @Test
  void lossGradientsAgreeWithFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(4);
    Dataset classes = Dataset.classes(new float[3], 1, new int[] {0, 2, 1}, 4);
    Dataset numbers = Dataset.regression(new float[3], 1, new float[] {1, -2, 3, 0, 5, 1, 2, 2, 2, -1, 0, 0}, 4);
    for (Loss loss : List.of(Loss.SOFTMAX_CROSS_ENTROPY, Loss.MEAN_SQUARED_ERROR)) {
      Dataset data = loss == Loss.MEAN_SQUARED_ERROR ? numbers : classes;
      float[] output = new float[12];
      for (int i = 0; i < 12; i++) {
        // Multiples of 1/16: a step of 1/1024 is then exact in float.
        output[i] = random.nextInt(-32, 33) / 16f;
      }
      float[] gradient = new float[12];
      loss.compute(output, data, gradient);
      for (int i = 0; i < 12; i++) {
        float[] moved = output.clone();
        moved[i] = output[i] + 0x1p-10f;
        double right = loss.compute(moved, data, null);
        moved[i] = output[i] - 0x1p-10f;
        double left = loss.compute(moved, data, null);
        // The step's square times the third derivative, 1.6e-8 seen, and the float gradient's rounding.
        assertEquals((right - left) * 0x1p9, gradient[i], 1e-7, loss + " " + i);
      }
    }
  }

  @Test
  void oneStepOfEachOptimizerByHand() {
    Parameter p = Parameter.zeros("w", 1, 2);
    p.value()[0] = 1;
    p.value()[1] = -2;
    p.gradient()[0] = 0.5f;
    p.gradient()[1] = -4;
    Optimizer sgd = Optimizer.sgd(0.1, 0.5);
    sgd.step(List.of(p));
    assertArrayEquals(new float[] {0.95f, -1.6f}, p.value(), 1e-7f);
    sgd.step(List.of(p));
    // v = 0.5·0.5 + 0.5 = 0.75 and 0.5·(−4) − 4 = −6.
    assertArrayEquals(new float[] {0.875f, -1.0f}, p.value(), 1e-7f);
    Optimizer.adam(0.01).step(List.of(p));
    // The first step of Adam is the learning rate, against the sign of the gradient.
    assertArrayEquals(new float[] {0.865f, -0.99f}, p.value(), 1e-6f);
  }

  /** With a gradient of ε the first step of Adam is η · g/(|g| + ε) = η/2. */
  @Test
  void adamAddsEpsilonToTheRoot() {
    Parameter p = Parameter.zeros("w", 1, 1);
    p.gradient()[0] = 1e-8f;
    Optimizer.adam(0.01).step(List.of(p));
    assertEquals(-0.005f, p.value()[0], 1e-6f);
  }

  @Test
  void dropoutKeepsTheMeanAndIsOffInEvaluation() {
    Dropout dropout = Dropout.of(1000, 0.25, new SplittableRandom(1));
    float[] ones = new float[10_000];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, dropout.forward(ones, 10, Mode.EVALUATION));
    assertArrayEquals(ones, dropout.backward(ones));
    float[] y = dropout.forward(ones, 10, Mode.TRAINING).clone();
    double mean = IntStream.range(0, y.length).mapToDouble(i -> y[i]).average().orElseThrow();
    // sd of the mean: √(p/(1−p))/100 = 0.0058; five of them.
    assertEquals(1, mean, 0.03);
    assertArrayEquals(y, dropout.backward(ones), "the gradient passes where the signal did");
    assertEquals(2, IntStream.range(0, y.length).mapToObj(i -> y[i]).collect(Collectors.toSet()).size());
  }

  @Test
  void refusesWhatDoesNotFitBeforeAnythingIsTrained() {
    Sequential network = network(2, 4, 2, 1);
    float[] before = network.parameters().get(0).value().clone();
    Trainer trainer = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-3)).batchSize(8);
    says("fewer than one batch of 8", () -> trainer.train(exclusiveOr()));
    says("the training data is 784 → 10 but the network is 2 → 2", () -> trainer.train(StrokeDigits.of(10, 1)));
    says("needs data with targets but this has classes", () ->
        Trainer.of(network, Loss.MEAN_SQUARED_ERROR, Optimizer.adam(1e-3)).train(exclusiveOr()));
    says("the validation data is 784 → 10 but the network is 2 → 2", () ->
        trainer.batchSize(4).validation(StrokeDigits.of(10, 1)).train(exclusiveOr()));
    assertArrayEquals(before, network.parameters().get(0).value());
    SplittableRandom random = new SplittableRandom(1);
    says("at least one layer", Sequential::of);
    says("layer 1 (dense 2 → 3) gives 3 outputs but layer 2 (gelu 4) takes 4 inputs", () -> Sequential.of(
        Dense.of(2, 3, Initialization.HE, random), ActivationLayer.of(Activations.gelu(), 4)));
    says("dense: inputs must be at least 1 but is 0", () -> Dense.of(0, 3, Initialization.HE, random));
    says("dense: outputs must be at least 1 but is 0", () -> Dense.of(2, 0, Initialization.HE, random));
    says("dense 2 → 3: x has 5 elements but 2 × 2 = 4 are needed", () ->
        Dense.of(2, 3, Initialization.HE, random).forward(new float[5], 2, Mode.EVALUATION));
    says("2 inputs but 3 outputs", () -> Residual.of(Dense.of(2, 3, Initialization.HE, random)));
    says("must be a positive number but is 0.0", () -> Optimizer.adam(0));
    says("must be a positive number but is NaN", () -> Optimizer.sgd(Double.NaN, 0));
    says("momentum must be at least 0 and less than 1", () -> Optimizer.sgd(0.1, 1));
    says("p must be at least 0 and less than 1 but is 1.0", () -> Dropout.of(2, 1, random));
    says("label 2 of row 1 is not a class: 0 to 1 are", () ->
        Dataset.classes(new float[] {1, 2}, 1, new int[] {0, 2}, 2));
    says("the data is empty", () -> Dataset.classes(new float[0], 1, new int[0], 2));
    says("threads must be at least 1 but is 0", () -> Workers.of(0));
    Optimizer used = Optimizer.adam(0.1);
    used.step(network.parameters());
    says("already serves another network", () -> used.step(network(2, 3, 2, 1).parameters()));
  }

  private static void says(String part, Executable bad) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, bad);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
