package activations.nn.studies;

import activations.nn.Dense;
import activations.nn.History;
import activations.nn.Initialization;
import activations.nn.Layer;
import activations.nn.LayerNorm;
import activations.nn.Loss;
import activations.nn.Optimizer;
import activations.nn.Residual;
import activations.nn.Sequential;
import activations.nn.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The feed-forward blocks of {@link GluTransformer} in a network without attention, on stroke digits:
 * dense, then x + block(norm(x)) 2, 4 or 12 times, norm, dense.
 *
 * <p>One row for each epoch. {@code loss} and {@code accuracy} are those of the whole run, measured on the test pictures
 * at its end. A run that ends early because the loss is not finite has NaN for the epochs that it did not reach, and NaN
 * in both.
 */
final class GluDigits {

  private static final int BATCH = 128;

  static final Study STUDY = Study
      .named("glu-digits", "accuracy of a residual network with each feed-forward block, the same number of weights")
      .vary("block", FeedForward.names())
      .vary("blocks", List.of(2), List.of(2, 4, 12))
      .learningRates(RateSearch.by(Study.TUNING_LOSS), 3e-3)
      .seeds(2, 10)
      .counts("weights", "epoch")
      .numbers(Study.TUNING_LOSS, "loss", "accuracy")
      .contest(new Contest("accuracy", "block", "gelu", Study.TUNING_LOSS, "accuracy", 0.005))
      .trial(size -> size == Study.Size.QUICK ? trial(3, Digits.strokes(1_000, 500), 32)
          : trial(10, Digits.strokes(8_000, 2_000), 64));

  private GluDigits() {}

  private static Study.Trial trial(int epochs, Digits.Source source, int model) {
    return (setting, rows) -> {
      Digits digits = source.of(setting.seed());
      Sequential network =
          network(FeedForward.named(setting.text("block")), model, setting.count("blocks"), setting.seed());
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(setting.learningRate()))
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(digits.tuning()).train(digits.train());
      Trainer.Evaluation test = Digits.test(history, network, Loss.SOFTMAX_CROSS_ENTROPY, digits.test());
      double[] tuningLoss = Digits.whole(history.validationLoss(), epochs);
      for (int e = 0; e < epochs; e++) {
        rows.add(network.parameterCount(), e + 1, tuningLoss[e], test.loss(), test.accuracy());
      }
    };
  }

  private static Sequential network(FeedForward block, int model, int blocks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Layer> layers = new ArrayList<>();
    layers.add(Dense.of(Digits.PIXELS, model, Initialization.LECUN, random));
    for (int i = 0; i < blocks; i++) {
      layers.add(Residual.of(Sequential.of(LayerNorm.of(model), block.make(model, 3 * model, random))));
    }
    layers.add(LayerNorm.of(model));
    layers.add(Dense.of(model, Digits.CLASSES, Initialization.LECUN, random));
    return Sequential.of(layers);
  }
}
