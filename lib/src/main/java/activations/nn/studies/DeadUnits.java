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
import activations.nn.theory.Probe;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many units die: give zero with a slope of zero for every picture of the stroke digits, so that no gradient
 * reaches their weights; before and after training, by depth, learning rate and seed.
 *
 * <p>He initialisation, plain gradient descent with momentum 0.9. A run that ends early because the loss is not finite
 * has the accuracy NaN.
 */
final class DeadUnits {

  private static final double SATURATION_THRESHOLD = 0.01;
  private static final double MOMENTUM = 0.9;
  private static final int BATCH = 64;

  static final Study STUDY = Study
      .named("dead-units",
          "units that no gradient reaches, before and after training, by depth, learning rate and seed")
      .vary("activation", "relu", "leaky_relu", "elu", "gelu", "silu")
      .vary("depth", List.of(4, 12), List.of(4, 8, 16, 32))
      .vary(Study.LEARNING_RATE, List.of(0.01, 0.1), List.of(0.01, 0.03, 0.1))
      .seeds(2, 10)
      .counts("layer", "units", "deadBefore", "deadAfter")
      .numbers("saturatedBefore", "saturatedAfter", "accuracy")
      .trial(size -> size == Study.Size.QUICK ? trial(2, 32, Digits.strokes(1_000, 500))
          : trial(5, 128, Digits.strokes(5_000, 1_000)));

  private DeadUnits() {}

  private static Study.Trial trial(int epochs, int width, Digits.Source source) {
    return (setting, rows) -> {
      Digits digits = source.of(setting.seed());
      Dataset test = digits.test();
      Sequential network = MultilayerPerceptron.of(Activations.byName(setting.text("activation")), Initialization.HE,
          new SplittableRandom(setting.seed()), Digits.sizes(setting.count("depth"), width));
      List<Probe.Signals> before = Probe.signals(network, Loss.SOFTMAX_CROSS_ENTROPY, test, SATURATION_THRESHOLD);
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY,
          Optimizer.sgd(setting.learningRate(), MOMENTUM)).batchSize(BATCH).epochs(epochs).seed(setting.seed())
          .train(digits.train());
      double accuracy = Digits.test(history, network, Loss.SOFTMAX_CROSS_ENTROPY, test).accuracy();
      List<Probe.Signals> after = Probe.signals(network, Loss.SOFTMAX_CROSS_ENTROPY, test, SATURATION_THRESHOLD);
      for (int l = 0; l < setting.count("depth"); l++) {
        rows.add(l + 1, before.get(l).units(), before.get(l).deadUnits(), after.get(l).deadUnits(),
            before.get(l).saturatedFraction(), after.get(l).saturatedFraction(), accuracy);
      }
    };
  }
}
