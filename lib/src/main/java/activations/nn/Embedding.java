package activations.nn;

import activations.Checks;
import activations.nn.data.Gaussian;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Turns a sequence of tokens into vectors: yᵢ = E[tokenᵢ] + P[i], a learned row for each token of the vocabulary and
 * one for each position.
 *
 * <p>X is rows × length whole numbers, Y rows × length × model. Backward: dE[t] = sum of the dyᵢ where token t stands,
 * dP[i] = sum of dyᵢ over the rows. Tokens are no quantities, so there is no dX: the embedding is a network's first
 * layer.
 */
public final class Embedding extends AbstractLayer {

  private final Parameter tokens;
  private final Parameter positions;
  private float[] y;

  private Embedding(int length, Parameter tokens, Parameter positions) {
    super("embedding of " + tokens.rows() + " tokens at " + length + " positions → " + tokens.columns(), length,
        Checks.elements("a row of outputs", length, tokens.columns()), tokens, positions);
    this.tokens = tokens;
    this.positions = positions;
  }

  /**
   * Starts with vectors from N(0, ½), so that each sum of two comes from N(0, 1).
   *
   * @param vocabulary how many different tokens there are, 0 to vocabulary − 1; at least 1
   * @param length tokens of a sequence, at least 1
   * @param model elements of the vector at each position, at least 1
   * @param random is drawn from: first E, vocabulary × model, then P, length × model
   * @return a layer from rows × length tokens to rows × length × model
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static Embedding of(int vocabulary, int length, int model, SplittableRandom random) {
    Checks.size("embedding: vocabulary", vocabulary, 1);
    Checks.size("embedding: length", length, 1);
    Checks.size("embedding: model", model, 1);
    Gaussian gaussian = new Gaussian(Objects.requireNonNull(random, "random is null"));
    // Their sum has variance 1.
    Initialization half = (parameter, unused) -> gaussian.fill(parameter.value(), Math.sqrt(0.5));
    return new Embedding(length, Parameter.weights("token vectors", vocabulary, model, half, random),
        Parameter.weights("position vectors", length, model, half, random));
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    int length = inputs();
    int vocabulary = tokens.rows();
    int model = tokens.columns();
    for (int i = 0; i < x.length; i++) {
      if (!(x[i] >= 0 && x[i] < vocabulary && x[i] == (int) x[i])) {
        throw new IllegalArgumentException(summary() + ": " + x[i] + " at position " + i % length + " of row "
            + i / length + " is not a token: whole numbers from 0 to " + (vocabulary - 1) + " are");
      }
    }
    y = Shapes.sized(y, x.length * model);
    for (int i = 0; i < x.length; i++) {
      int token = (int) x[i] * model;
      int position = i % length * model;
      for (int j = 0; j < model; j++) {
        y[i * model + j] = tokens.value()[token + j] + positions.value()[position + j];
      }
    }
    return y;
  }

  @Override
  protected void parameterGradients(float[] dy) {
    float[] x = input();
    int model = tokens.columns();
    Arrays.fill(tokens.gradient(), 0);
    Arrays.fill(positions.gradient(), 0);
    for (int i = 0; i < x.length; i++) {
      int token = (int) x[i] * model;
      int position = i % inputs() * model;
      for (int j = 0; j < model; j++) {
        tokens.gradient()[token + j] += dy[i * model + j];
        positions.gradient()[position + j] += dy[i * model + j];
      }
    }
  }

  /** Unsupported: token ids are not differentiable. */
  @Override
  protected float[] gradient(float[] dy) {
    throw new UnsupportedOperationException(summary() + ": tokens have no gradient; the embedding must be the first"
        + " layer of the network");
  }
}
