package activations.nn.studies;

import activations.nn.History;
import activations.nn.Loss;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.data.Dataset;
import activations.nn.data.StrokeDigits;

/** Stroke digits for training, for choosing a learning rate, and for the result. */
record Digits(Dataset train, Dataset tuning, Dataset test) {

  private static final long TRAIN_SEED = 1_001;
  private static final long TUNING_SEED = 1_002;
  private static final long TEST_SEED = 1_003;

  static Digits of(int train, int others) {
    return new Digits(StrokeDigits.of(train, TRAIN_SEED), StrokeDigits.of(others, TUNING_SEED),
        StrokeDigits.of(others, TEST_SEED));
  }

  /** How well a network does that was trained with this history; NaN if the run diverged. */
  static Trainer.Evaluation test(History history, Sequential network, Loss loss, Dataset data) {
    return history.diverged() ? new Trainer.Evaluation(Double.NaN, Double.NaN) : Trainer.evaluate(network, loss, data);
  }
}
