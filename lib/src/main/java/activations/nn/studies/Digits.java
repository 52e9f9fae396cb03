package activations.nn.studies;

import activations.nn.Dataset;
import activations.nn.StrokeDigits;

/** Stroke digits for training, for choosing a learning rate, and for the result. */
record Digits(Dataset train, Dataset tuning, Dataset test) {

  private static final long TRAIN_SEED = 1_001;
  private static final long TUNING_SEED = 1_002;
  private static final long TEST_SEED = 1_003;

  static Digits of(int train, int others) {
    return new Digits(StrokeDigits.of(train, TRAIN_SEED), StrokeDigits.of(others, TUNING_SEED),
        StrokeDigits.of(others, TEST_SEED));
  }
}
