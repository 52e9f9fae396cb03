package activations.nn;

import activations.Activation;
import activations.Checks;
import activations.nn.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A small causal Transformer that reads a sequence of tokens and gives, at each position, a logit for each token that
 * may come next.
 *
 * <p>Pre-norm (Xiong et al. 2020, arXiv:2002.04745), with x = embedding of the tokens and positions:
 *
 * <pre>
 *   in each block:  x ← x + attention(norm(x)),  x ← x + feedForward(norm(x))
 *   logits = norm(x)·W + b
 * </pre>
 */
public final class Transformer {

  private Transformer() {}

  /**
   * A network with inputs = length tokens and outputs = length × vocabulary logits, for {@link Dataset#sequences}.
   *
   * @param vocabulary how many different tokens there are, 0 to vocabulary − 1; at least 1
   * @param length tokens of a sequence, at least 1
   * @param model elements of the vector at each position
   * @param heads of the attention; model must be a multiple
   * @param blocks at least 1
   * @param feedForward makes the feed-forward block of each block, model → model: any layer, for example
   *     {@link #feedForward} or {@link GatedFeedForward#of}
   * @param random is drawn from for the weights, first layer to last
   * @return a network from rows × length to rows × length × vocabulary
   * @throws IllegalArgumentException if a size is less than 1 or does not fit
   */
  public static Sequential of(int vocabulary, int length, int model, int heads, int blocks, Supplier<Layer> feedForward,
      SplittableRandom random) {
    Checks.size("blocks", blocks, 1);
    Objects.requireNonNull(feedForward, "feedForward is null");
    List<Layer> layers = new ArrayList<>();
    layers.add(Embedding.of(vocabulary, length, model, random));
    for (int block = 0; block < blocks; block++) {
      layers.add(Residual.of(Sequential.of(
          TimeDistributed.of(length, LayerNorm.of(model)), Attention.of(length, model, heads, random))));
      layers.add(TimeDistributed.of(length, Residual.of(Sequential.of(LayerNorm.of(model), feedForward.get()))));
    }
    layers.add(TimeDistributed.of(length, Sequential.of(
        LayerNorm.of(model), Dense.of(model, vocabulary, Initialization.LECUN, random))));
    return Sequential.of(layers);
  }

  /**
   * The ungated feed-forward block: Y = act(X·W)·W₂, model → hidden → model, without biases as in Shazeer 2020.
   *
   * @param activation act
   * @param model elements of one row of X and of Y, at least 1
   * @param hidden elements of one row between, at least 1
   * @param initialization where the weights start: W, model × hidden, then W₂, hidden × model
   * @param random is drawn from
   * @return a network from rows × model to rows × model
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static Sequential feedForward(
      Activation activation, int model, int hidden, Initialization initialization, SplittableRandom random) {
    return Sequential.of(Dense.withoutBias(model, hidden, initialization, random),
        ActivationLayer.of(activation, hidden), Dense.withoutBias(hidden, model, initialization, random));
  }
}
