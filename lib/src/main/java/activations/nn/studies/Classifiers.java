package activations.nn.studies;

import activations.Activations;
import activations.nn.History;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Optimizer;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The classifier of Hendrycks and Gimpel 2016 (arXiv:1606.08415, section 3.1): eight layers of 128, Adam, batches of
 * 128, weights that start with rows of length 1, with and without dropout ½; and how well it stands noise it was not
 * trained with, numbers from Unif[−a, a] that are added to the pictures, a ≤ 3.
 *
 * <p>One row for each a. {@code cleanAccuracy} is measured on the test pictures as they are, {@code noisyAccuracy} is
 * the mean over the a that are greater than 0, and {@code noisyTuningError} the same of the pictures for tuning, as the
 * fraction that is wrong. The noise of a strength is the same for every seed; the pictures are not. A run that ends early
 * because the loss is not finite has NaN in all measures.
 */
final class Classifiers {

  private static final int BATCH = 128;
  private static final int WIDTH = 128;
  private static final int DEPTH = 8;
  private static final long NOISE_SEED = 1_004;
  private static final double[] NOISES = {0, 0.25, 0.5, 1, 1.5, 2, 2.5, 3};

  static final Study STROKES = study("digits", "accuracy of the GELU paper's 8 × 128 classifier on stroke digits, and"
      + " under noise", 0.005, size -> size == Study.Size.QUICK ? trial(5, Digits.strokes(2_000, 500), 0, 1)
          : trial(12, Digits.strokes(8_000, 2_000), NOISES));

  static final Study MNIST = study("mnist", "accuracy of the GELU paper's 8 × 128 classifier on MNIST, and under noise",
      0.002, size -> size == Study.Size.QUICK ? trial(5, Digits.mnist(5_000, 1_000), 0, 1)
          : trial(10, Digits.mnist(50_000, 10_000), NOISES));

  private Classifiers() {}

  private static Study study(String name, String question, double margin, Function<Study.Size, Study.Trial> trial) {
    return Study.named(name, question)
        .vary("activation", "relu", "elu", "gelu", "silu", "tanh")
        .vary("dropout", List.of(0.0), List.of(0.0, 0.5))
        .learningRates(RateSearch.by(Study.TUNING_LOSS, "noisyTuningError").learnt("tuningAccuracy", 0.5), 1e-3)
        .seeds(2, 10)
        .numbers("trainLoss", Study.TUNING_LOSS, "tuningAccuracy", "noisyTuningError", "cleanAccuracy",
            "noisyAccuracy", "noise", "loss", "accuracy")
        .contest(new Contest("accuracy", "activation", "gelu", Study.TUNING_LOSS, "cleanAccuracy", margin))
        .contest(new Contest("accuracy under noise", "activation", "gelu", "noisyTuningError", "noisyAccuracy", 0.01))
        .trial(trial);
  }

  private static Study.Trial trial(int epochs, Digits.Source source, double... noises) {
    return (setting, rows) -> {
      Digits digits = source.of(setting.seed());
      Sequential network = MultilayerPerceptron.of(Activations.byName(setting.text("activation")), Start.UNIT_ROWS,
          setting.number("dropout"), new SplittableRandom(setting.seed()), Digits.sizes(DEPTH, WIDTH));
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(setting.learningRate()))
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(digits.tuning()).train(digits.train());
      Trainer.Evaluation[] tests = underNoise(history, network, digits.test(), noises);
      double noisyTuning = noisyAccuracy(underNoise(history, network, digits.tuning(), noises));
      for (int n = 0; n < noises.length; n++) {
        rows.add(history.finalTrainLoss(), history.finalValidationLoss(), history.finalValidationAccuracy(),
            1 - noisyTuning, tests[0].accuracy(), noisyAccuracy(tests), noises[n], tests[n].loss(),
            tests[n].accuracy());
      }
    };
  }

  /** How well a network does with each amount of noise, the first of which is 0. */
  private static Trainer.Evaluation[] underNoise(History history, Sequential network, Dataset clean, double[] noises) {
    return Arrays.stream(noises).mapToObj(a -> Digits.test(history, network, Loss.SOFTMAX_CROSS_ENTROPY,
        a == 0 ? clean : clean.withUniformNoise(a, NOISE_SEED))).toArray(Trainer.Evaluation[]::new);
  }

  private static double noisyAccuracy(Trainer.Evaluation[] byNoise) {
    return Arrays.stream(byNoise).skip(1).mapToDouble(Trainer.Evaluation::accuracy).average().orElseThrow();
  }
}
