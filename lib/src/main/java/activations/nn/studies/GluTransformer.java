package activations.nn.studies;

import activations.nn.History;
import activations.nn.Loss;
import activations.nn.Optimizer;
import activations.nn.Sequential;
import activations.nn.Trainer;
import activations.nn.Transformer;
import activations.nn.data.Dataset;
import activations.nn.data.MarkovLanguage;
import java.util.SplittableRandom;

/**
 * The feed-forward blocks of Shazeer 2020 (arXiv:2002.05202) in a small Transformer that predicts the next letter of a
 * {@link MarkovLanguage}.
 *
 * <p>Each seed has a language of its own and draws its own sequences. One row for each epoch; {@code logPerplexity} is
 * that of the whole run, measured on the test sequences at its end, and {@code floor} the minimum to be expected. A run
 * that ends early because the loss is not finite has NaN for the epochs that it did not reach, and the log-perplexity
 * NaN.
 */
final class GluTransformer {

  private static final int LETTERS = 10;
  private static final double SHARPNESS = 1.5;
  private static final int LENGTH = 16;
  private static final int BATCH = 32;
  private static final long DATA_SEED = 1_000;

  static final Study STUDY = Study
      .named("glu-transformer",
          "log-perplexity of a small Transformer with each feed-forward block, the same number of weights")
      .vary("block", FeedForward.names())
      .learningRates(RateSearch.by(Study.TUNING_LOSS).from(1e-3, 3e-3, 1e-2), 1e-2)
      .seeds(2, 10)
      .counts("weights", "epoch")
      .numbers(Study.TUNING_LOSS, "logPerplexity", "floor")
      .contest(new Contest("log-perplexity", "block", "gelu", Study.TUNING_LOSS, "logPerplexity", 0.005))
      .trial(size -> size == Study.Size.QUICK ? trial(2, 500, 200, 16) : trial(8, 4_000, 1_000, 32));

  private GluTransformer() {}

  private static Study.Trial trial(int epochs, int sequences, int others, int model) {
    return (setting, rows) -> {
      long first = DATA_SEED + 4L * setting.seed();
      MarkovLanguage language = MarkovLanguage.of(LETTERS, SHARPNESS, first);
      Dataset train = language.sequences(sequences, LENGTH, first + 1);
      Dataset tuning = language.sequences(others, LENGTH, first + 2);
      Dataset test = language.sequences(others, LENGTH, first + 3);
      FeedForward block = FeedForward.named(setting.text("block"));
      SplittableRandom random = new SplittableRandom(setting.seed());
      Sequential network =
          Transformer.of(LETTERS, LENGTH, model, 2, 2, () -> block.make(model, 3 * model, random), random);
      History history = Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(setting.learningRate()))
          .batchSize(BATCH).epochs(epochs).seed(setting.seed()).validation(tuning).train(train);
      double logPerplexity = Digits.test(history, network, Loss.SOFTMAX_CROSS_ENTROPY, test).loss();
      double[] tuningLoss = Digits.whole(history.validationLoss(), epochs);
      for (int e = 0; e < epochs; e++) {
        rows.add(network.parameterCount(), e + 1, tuningLoss[e], logPerplexity, language.floor(LENGTH));
      }
    };
  }
}
