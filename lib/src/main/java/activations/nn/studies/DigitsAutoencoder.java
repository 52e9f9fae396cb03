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
import activations.nn.data.StrokeDigits;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The autoencoder of Hendrycks and Gimpel 2016 (arXiv:1606.08415, section 3.2) on stroke digits: pictures squeezed
 * through 30 numbers, 1000-500-250-30-250-500-1000, Adam, batches of 64, mean squared error. One row for each epoch.
 *
 * <p>Readers choose the learning rate of each function by the mean over the seeds of the last {@code tuningLoss},
 * measured on pictures of its own, and report {@code loss}, that of the whole run, measured at its end. A run that ends
 * early because the loss is not finite has rows up to there, and the loss NaN.
 */
final class DigitsAutoencoder {

  private static final int BATCH = 64;
  private static final int PIXELS = StrokeDigits.SIZE * StrokeDigits.SIZE;

  static final Study STUDY = Study
      .named("autoencoder", "reconstruction error of the GELU paper's autoencoder on stroke digits")
      .vary("activation", "relu", "elu", "gelu")
      .vary(Study.LEARNING_RATE, List.of(1e-3), List.of(1e-4, 3e-4, 1e-3))
      .seeds(2, 5)
      .counts("epoch")
      .numbers("trainLoss", Study.TUNING_LOSS, "loss")
      .trial(size -> size == Study.Size.QUICK
          ? trial(3, Digits.of(2_000, 500), PIXELS, 128, 64, 30, 64, 128, PIXELS)
          : trial(8, Digits.of(5_000, 1_000), PIXELS, 1000, 500, 250, 30, 250, 500, 1000, PIXELS));

  private DigitsAutoencoder() {}

  private static Study.Trial trial(int epochs, Digits digits, int... sizes) {
    Dataset train = pictures(digits.train());
    Dataset tuning = pictures(digits.tuning());
    Dataset test = pictures(digits.test());
    return (setting, rows) -> {
      Sequential network = MultilayerPerceptron.of(Activations.byName(setting.text("activation")), Initialization.HE,
          new SplittableRandom(setting.seed()), sizes);
      History history = Trainer.of(network, Loss.MEAN_SQUARED_ERROR, Optimizer.adam(setting.learningRate()))
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(tuning).train(train);
      double loss = Digits.test(history, network, Loss.MEAN_SQUARED_ERROR, test).loss();
      for (int e = 0; e < history.epochs(); e++) {
        rows.add(e + 1, history.trainLoss()[e], history.validationLoss()[e], loss);
      }
    };
  }

  private static Dataset pictures(Dataset digits) {
    return Dataset.regression(digits.x(), PIXELS, digits.x(), PIXELS);
  }
}
