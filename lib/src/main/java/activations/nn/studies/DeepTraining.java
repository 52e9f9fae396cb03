package activations.nn.studies;

import activations.Activation;
import activations.Activations;
import activations.nn.History;
import activations.nn.Loss;
import activations.nn.MultilayerPerceptron;
import activations.nn.Optimizer;
import activations.nn.Sequential;
import activations.nn.Trainer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plain networks of 8, 16 and 32 layers trained on stroke digits, at He's start and at each function's own, by gradient
 * descent with momentum and by Adam. For ReLU the two starts are the same.
 *
 * <p>A run that ends early because the loss is not finite has NaN in all measures.
 */
final class DeepTraining {

  private static final int BATCH = 64;
  private static final double MOMENTUM = 0.9;
  private static final String SGD = "sgd";

  static final Study STUDY = Study
      .named("deep", "accuracy of plain deep networks on stroke digits, at He's start and at each function's own")
      .vary("activation", "relu", "elu", "gelu", "silu", "tanh")
      .vary("initialization", Start.HE, Start.OWN)
      .vary("optimizer", List.of(SGD), List.of(SGD, "adam"))
      .vary("depth", List.of(8), List.of(8, 16, 32))
      .learningRates(RateSearch.by(Study.TUNING_LOSS).from(1e-3, 3e-3, 1e-2).learnt("tuningAccuracy", 0.5), 1e-2)
      .seeds(2, 10)
      .numbers("trainLoss", Study.TUNING_LOSS, "tuningAccuracy", "loss", "accuracy")
      .contest(new Contest("each function", "activation", "gelu", Study.TUNING_LOSS, "accuracy", 0.01))
      .contest(new Contest("each start", "initialization", Start.HE, Study.TUNING_LOSS, "accuracy", 0.01))
      .trial(size -> size == Study.Size.QUICK ? trial(5, 64, Digits.strokes(2_000, 500))
          : trial(5, 128, Digits.strokes(5_000, 1_000)));

  private DeepTraining() {}

  private static Study.Trial trial(int epochs, int width, Digits.Source source) {
    return (setting, rows) -> {
      Digits digits = source.of(setting.seed());
      Activation f = Activations.byName(setting.text("activation"));
      Sequential network = MultilayerPerceptron.of(f, Start.of(setting.text("initialization"), f).initialization(),
          new SplittableRandom(setting.seed()), Digits.sizes(setting.count("depth"), width));
      Optimizer optimizer = setting.text("optimizer").equals(SGD) ? Optimizer.sgd(setting.learningRate(), MOMENTUM)
          : Optimizer.adam(setting.learningRate());
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, optimizer)
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(digits.tuning()).train(digits.train());
      Trainer.Evaluation test = Digits.test(history, network, Loss.SOFTMAX_CROSS_ENTROPY, digits.test());
      rows.add(history.finalTrainLoss(), history.finalValidationLoss(), history.finalValidationAccuracy(), test.loss(),
          test.accuracy());
    };
  }
}
