package activations.nn.studies;

import activations.Activations;
import activations.nn.History;
import activations.nn.Initialization;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Optimizer;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The classifier of Hendrycks and Gimpel 2016 (arXiv:1606.08415, section 3.1) on stroke digits: eight layers of 128,
 * Adam, batches of 128, with and without dropout ½, and how well it stands noise it was not trained with: the test
 * pictures with numbers from Unif[−a, a] added, a ≤ 3.
 *
 * <p>Every function runs with every learning rate and seed. Readers choose the learning rate of each function by the
 * mean over the seeds of {@code tuningLoss}, measured on pictures of its own, and report {@code accuracy} and
 * {@code loss}. A run that ends early because the loss is not finite has NaN in all three.
 */
final class DigitsClassifier {

  private static final int BATCH = 128;
  private static final int WIDTH = 128;
  private static final int DEPTH = 8;
  private static final long NOISE_SEED = 1_004;

  static final Study STUDY = Study
      .named("digits", "accuracy of the GELU paper's 8 × 128 classifier on stroke digits, and under noise")
      .vary("activation", "relu", "elu", "gelu", "silu", "tanh")
      .vary("dropout", List.of(0.0), List.of(0.0, 0.5))
      .vary(Study.LEARNING_RATE, List.of(1e-3), List.of(3e-4, 1e-3, 3e-3))
      .seeds(2, 5)
      .numbers("trainLoss", Study.TUNING_LOSS, "noise", "loss", "accuracy")
      .trial(size -> size == Study.Size.QUICK ? trial(5, 2_000, 500, 0, 1)
          : trial(12, 8_000, 2_000, 0, 0.25, 0.5, 1, 1.5, 2, 2.5, 3));

  private DigitsClassifier() {}

  private static Study.Trial trial(int epochs, int pictures, int others, double... noises) {
    Digits digits = Digits.of(pictures, others);
    List<Dataset> tests =
        Arrays.stream(noises).mapToObj(a -> digits.test().withUniformNoise(a, NOISE_SEED)).toList();
    int[] sizes = new int[DEPTH + 2];
    Arrays.fill(sizes, WIDTH);
    sizes[0] = digits.train().inputs();
    sizes[DEPTH + 1] = digits.train().outputs();
    return (setting, rows) -> {
      Sequential network = MultilayerPerceptron.of(Activations.byName(setting.text("activation")), Initialization.HE,
          setting.number("dropout"), new SplittableRandom(setting.seed()), sizes);
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(setting.learningRate()))
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(digits.tuning()).train(digits.train());
      for (int n = 0; n < noises.length; n++) {
        Trainer.Evaluation test = Digits.test(history, network, Loss.SOFTMAX_CROSS_ENTROPY, tests.get(n));
        rows.add(history.finalTrainLoss(), history.finalValidationLoss(), noises[n], test.loss(), test.accuracy());
      }
    };
  }
}
