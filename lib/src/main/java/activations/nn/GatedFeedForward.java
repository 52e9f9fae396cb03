package activations.nn;

import activations.Checks;
import activations.GatedUnit;
import java.util.SplittableRandom;

/**
 * The gated feed-forward block of a Transformer (Shazeer, 2020): Y = (act(X·W) ⊙ X·V)·W₂, without biases.
 *
 * <p>X and Y are rows × model, W and V model × hidden, W₂ hidden × model.
 *
 * <p>It has three matrices where an ungated block (model → hidden → model) has two. To compare blocks with the same
 * number of weights, take {@link #hidden two thirds} of the ungated block's hidden size.
 */
public final class GatedFeedForward {

  private GatedFeedForward() {}

  /**
   * A block of three matrices: {@link Gated}, then {@link Dense}.
   *
   * @param unit joins X·W and X·V, for example {@link GatedUnit#swiglu()}
   * @param model elements of one row of X and of Y, at least 1
   * @param hidden elements of one row between, at least 1; see {@link #hidden(int)}
   * @param initialization where the weights start: W, then V, then W₂
   * @param random is drawn from
   * @return a network from rows × model to rows × model
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static Sequential of(
      GatedUnit unit, int model, int hidden, Initialization initialization, SplittableRandom random) {
    Dense gate = Dense.withoutBias(model, hidden, initialization, random);
    Dense value = Dense.withoutBias(model, hidden, initialization, random);
    return Sequential.of(Gated.of(unit, gate, value), Dense.withoutBias(hidden, model, initialization, random));
  }

  /**
   * The hidden size that gives three matrices as many weights as two of {@code ungated}: ⅔ of it, rounded.
   *
   * @param ungated the hidden size of the block without a gate, at least 1
   * @return the hidden size of the gated block, at least 1
   * @throws IllegalArgumentException if ungated is less than 1
   */
  public static int hidden(int ungated) {
    Checks.size("hidden size", ungated, 1);
    return Math.max(1, (int) Math.round(ungated * 2.0 / 3));
  }
}
