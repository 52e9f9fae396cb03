package activations.nn.studies;

import activations.nn.History;
import activations.nn.Loss;
import activations.nn.Optimizer;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.Transformer;
import activations.nn.data.Dataset;
import activations.nn.data.MarkovLanguage;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The feed-forward blocks of Shazeer 2020 (arXiv:2002.05202) in a small Transformer that predicts the next letter of a
 * {@link MarkovLanguage}.
 *
 * <p>Every block runs with every learning rate and seed; one row for each epoch. Readers choose the learning rate of
 * each block by the mean over the seeds of the last {@code tuningLoss}, measured on sequences of its own, and report
 * {@code logPerplexity}, that of the whole run, measured at its end; {@code floor} is the minimum to be expected. A run
 * that ends early because the loss is not finite has rows up to there, and the log-perplexity NaN.
 */
final class GluTransformer {

  private static final int LETTERS = 10;
  private static final double SHARPNESS = 1.5;
  private static final int LENGTH = 16;
  private static final int BATCH = 32;
  private static final long LANGUAGE_SEED = 1_000;
  private static final long TRAIN_SEED = 1_001;
  private static final long TUNING_SEED = 1_002;
  private static final long TEST_SEED = 1_003;

  static final Study STUDY = Study
      .named("glu-transformer",
          "log-perplexity of a small Transformer with each feed-forward block, the same number of weights")
      .vary("block", FeedForward.names())
      .vary(Study.LEARNING_RATE, List.of(1e-2), List.of(1e-3, 3e-3, 1e-2))
      .seeds(2, 5)
      .counts("weights", "epoch")
      .numbers(Study.TUNING_LOSS, "logPerplexity", "floor")
      .trial(size -> size == Study.Size.QUICK ? trial(2, 500, 200, 16) : trial(8, 4_000, 1_000, 32));

  private GluTransformer() {}

  private static Study.Trial trial(int epochs, int sequences, int others, int model) {
    MarkovLanguage language = MarkovLanguage.of(LETTERS, SHARPNESS, LANGUAGE_SEED);
    Dataset train = language.sequences(sequences, LENGTH, TRAIN_SEED);
    Dataset tuning = language.sequences(others, LENGTH, TUNING_SEED);
    Dataset test = language.sequences(others, LENGTH, TEST_SEED);
    return (setting, rows) -> {
      FeedForward block = FeedForward.named(setting.text("block"));
      SplittableRandom random = new SplittableRandom(setting.seed());
      Sequential network =
          Transformer.of(LETTERS, LENGTH, model, 2, 2, () -> block.make(model, 3 * model, random), random);
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(setting.learningRate()))
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(tuning).train(train);
      double logPerplexity = Digits.test(history, network, Loss.SOFTMAX_CROSS_ENTROPY, test).loss();
      for (int e = 0; e < history.epochs(); e++) {
        rows.add(network.parameterCount(), e + 1, history.validationLoss()[e], logPerplexity, language.floor(LENGTH));
      }
    };
  }
}
