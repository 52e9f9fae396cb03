package activations.nn.studies;

import activations.Activations;
import activations.nn.History;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Optimizer;
import activations.nn.Sequential;
import activations.nn.Trainer;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The autoencoder of Hendrycks and Gimpel 2016 (arXiv:1606.08415, section 3.2): pictures squeezed through 30 numbers,
 * 1000-500-250-30-250-500-1000, Adam, batches of 64, mean squared error, weights that start with rows of length 1.
 *
 * <p>One row for each epoch. {@code loss} is that of the whole run, measured on the test pictures at its end. A run that
 * ends early because the loss is not finite has NaN for the epochs that it did not reach, and the loss NaN.
 */
final class Autoencoders {

  private static final int BATCH = 64;
  private static final int[] SMALL = {Digits.PIXELS, 128, 64, 30, 64, 128, Digits.PIXELS};
  private static final int[] FULL = {Digits.PIXELS, 1000, 500, 250, 30, 250, 500, 1000, Digits.PIXELS};

  static final Study STROKES = study("autoencoder", "reconstruction error of the GELU paper's autoencoder on stroke"
      + " digits", 10, size -> size == Study.Size.QUICK ? trial(3, Digits.strokes(2_000, 500), SMALL)
          : trial(8, Digits.strokes(5_000, 1_000), FULL));

  static final Study MNIST = study("mnist-autoencoder", "reconstruction error of the GELU paper's autoencoder on MNIST",
      5, size -> size == Study.Size.QUICK ? trial(2, Digits.mnist(5_000, 1_000), SMALL)
          : trial(5, Digits.mnist(50_000, 10_000), FULL));

  private Autoencoders() {}

  private static Study study(String name, String question, int seeds, Function<Study.Size, Study.Trial> trial) {
    return Study.named(name, question)
        .vary("activation", "relu", "elu", "gelu")
        .learningRates(RateSearch.by(Study.TUNING_LOSS), 1e-3)
        .seeds(2, seeds)
        .counts("epoch")
        .numbers("trainLoss", Study.TUNING_LOSS, "loss")
        .contest(new Contest("reconstruction error", "activation", "gelu", Study.TUNING_LOSS, "loss", 2e-4))
        .trial(trial);
  }

  private static Study.Trial trial(int epochs, Digits.Source source, int... sizes) {
    return (setting, rows) -> {
      Digits pictures = source.of(setting.seed()).asTargets();
      Sequential network = MultilayerPerceptron.of(Activations.byName(setting.text("activation")), Start.UNIT_ROWS,
          new SplittableRandom(setting.seed()), sizes);
      History history = Trainer.of(network, Loss.MEAN_SQUARED_ERROR, Optimizer.adam(setting.learningRate()))
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(pictures.tuning()).train(pictures.train());
      double[] trainLoss = Digits.whole(history.trainLoss(), epochs);
      double[] tuningLoss = Digits.whole(history.validationLoss(), epochs);
      double loss = Digits.test(history, network, Loss.MEAN_SQUARED_ERROR, pictures.test()).loss();
      for (int e = 0; e < epochs; e++) {
        rows.add(e + 1, trainLoss[e], tuningLoss[e], loss);
      }
    };
  }
}
