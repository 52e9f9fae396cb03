package activations.nn.studies;

import activations.nn.Dense;
import activations.nn.History;
import activations.nn.Initialization;
import activations.nn.Loss;
import activations.nn.Optimizer;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.data.ToyData;
import java.util.SplittableRandom;

/**
 * One small feed-forward block that fits a curve of one variable, {@link ToyData#waves}: dense 1 → 8, block, dense
 * 8 → 1; with input biases that start at zero, so that every unit turns at x = 0, or at numbers from N(0, 1).
 *
 * <p>The noise of the curve has the variance 0.01, the least mean squared error to be expected. A run that ends early
 * because the loss is not finite has NaN in both losses.
 */
final class GluWaves {

  private static final int MODEL = 8;
  private static final int BATCH = 25;
  private static final double NOISE = 0.1;
  private static final String ZERO = "zero";
  private static final long DATA_SEED = 1_000;

  static final Study STUDY = Study
      .named("glu-waves", "error of one small feed-forward block on a curve, with and without input biases at the start")
      .vary("block", FeedForward.names())
      .vary("inputBias", ZERO, "normal")
      .learningRates(RateSearch.by(Study.TUNING_LOSS).from(3e-3, 1e-2, 3e-2), 1e-2)
      .seeds(2, 20)
      .numbers("trainLoss", Study.TUNING_LOSS, "loss")
      .contest(new Contest("each block", "block", "gelu", Study.TUNING_LOSS, "loss", 0.005))
      .contest(new Contest("biases", "inputBias", ZERO, Study.TUNING_LOSS, "loss", 0.005))
      .trial(size -> trial(size == Study.Size.QUICK ? 20 : 200));

  private GluWaves() {}

  private static Study.Trial trial(int epochs) {
    return (setting, rows) -> {
      long first = DATA_SEED + 3L * setting.seed();
      Sequential network = network(FeedForward.named(setting.text("block")), setting.text("inputBias"), setting.seed());
      History history = Trainer.of(network, Loss.MEAN_SQUARED_ERROR, Optimizer.adam(setting.learningRate()))
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(ToyData.waves(500, NOISE, first + 1))
          .train(ToyData.waves(300, NOISE, first));
      rows.add(history.finalTrainLoss(), history.finalValidationLoss(),
          Digits.test(history, network, Loss.MEAN_SQUARED_ERROR, ToyData.waves(500, NOISE, first + 2)).loss());
    };
  }

  private static Sequential network(FeedForward block, String inputBias, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Sequential.of(
        Dense.of(1, MODEL, inputBias.equals(ZERO) ? Initialization.LECUN : Initialization.gains(1, 1), random),
        block.make(MODEL, 3 * MODEL, random),
        Dense.of(MODEL, 1, Initialization.LECUN, random));
  }
}
