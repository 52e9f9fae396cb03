package activations.nn.data;

import activations.Checks;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A language whose every letter depends on the two before it: a Markov chain of order 2, drawn by seeded code, with a
 * known entropy. So the log-perplexity has a known minimum, and no model gets below it but by chance.
 *
 * <p>p(c | a, b) = softmax of sharpness · gₐ_b_c over c, with g from N(0, 1): all letters alike at sharpness 0, nearly
 * certain at 5. Sequences start in the stationary distribution, so every position has the same statistics. Entropies
 * are in nats (Shannon 1948).
 */
public final class MarkovLanguage {

  /** The stationary distribution is found when a step changes it by less. */
  private static final double CONVERGED = 1e-15;
  private static final int MOST_STEPS = 100_000;

  private final int vocabulary;
  private final double[] next;
  private final double[] pairs;

  private MarkovLanguage(int vocabulary, double sharpness, long seed) {
    Checks.size("vocabulary", vocabulary, 2);
    Checks.notNegative("sharpness", sharpness);
    this.vocabulary = vocabulary;
    next = new double[vocabulary * vocabulary * vocabulary];
    Gaussian gaussian = new Gaussian(new SplittableRandom(seed));
    for (int pair = 0; pair < vocabulary * vocabulary; pair++) {
      double sum = 0;
      for (int c = 0; c < vocabulary; c++) {
        next[pair * vocabulary + c] = StrictMath.exp(sharpness * gaussian.next());
        sum += next[pair * vocabulary + c];
      }
      if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("sharpness must be so small that the exponentials of the softmax neither all"
            + " vanish nor exceed a double but is " + sharpness);
      }
      for (int c = 0; c < vocabulary; c++) {
        next[pair * vocabulary + c] /= sum;
      }
    }
    pairs = stationary();
  }

  /**
   * A language.
   *
   * @param vocabulary how many different letters it has, at least 2
   * @param sharpness how much the letters differ in probability, finite and not negative
   * @param seed decides the probabilities
   * @return the language of that seed
   * @throws IllegalArgumentException if an argument is out of its range, or the sharpness so large that the stationary
   *     distribution is not found
   */
  public static MarkovLanguage of(int vocabulary, double sharpness, long seed) {
    return new MarkovLanguage(vocabulary, sharpness, seed);
  }

  /** {@return the number of different letters} */
  public int vocabulary() {
    return vocabulary;
  }

  /**
   * p(c | a, b): how likely c follows a and then b.
   *
   * @param a the letter two before, 0 to vocabulary − 1
   * @param b the letter before, likewise
   * @param c the letter, likewise
   * @return a probability; those of all c sum to 1
   * @throws IndexOutOfBoundsException if one is not a letter
   */
  public double probability(int a, int b, int c) {
    for (int letter : new int[] {a, b, c}) {
      Objects.checkIndex(letter, vocabulary);
    }
    return next[(a * vocabulary + b) * vocabulary + c];
  }

  /**
   * {@return the entropy, in nats, of a letter whose two predecessors are known: the minimal loss from the second
   * position on}
   */
  public double entropy() {
    double entropy = 0;
    for (int pair = 0; pair < pairs.length; pair++) {
      entropy += pairs[pair] * entropy(next, pair * vocabulary, 1);
    }
    return entropy;
  }

  /**
   * {@return the entropy, in nats, of a letter whose one predecessor is known: what a model that looks back one step
   * can reach}
   */
  public double entropyAfterOne() {
    double entropy = 0;
    for (int a = 0; a < vocabulary; a++) {
      double before = sum(pairs, a * vocabulary, vocabulary);
      entropy += before * entropy(pairs, a * vocabulary, before);
    }
    return entropy;
  }

  /** {@return the entropy, in nats, of a letter of which nothing is known but how frequent it is} */
  public double entropyOfLetters() {
    double[] frequency = new double[vocabulary];
    Arrays.setAll(frequency, a -> sum(pairs, a * vocabulary, vocabulary));
    return entropy(frequency, 0, 1);
  }

  /**
   * The minimal expected loss on {@link #sequences} of this length: the first letter tells its successor only as much
   * as one predecessor can.
   *
   * @param length letters of one sequence, at least 1
   * @return the mean over the positions, in nats a letter
   * @throws IllegalArgumentException if length is less than 1
   */
  public double floor(int length) {
    Checks.size("length", length, 1);
    return (entropyAfterOne() + (length - 1) * entropy()) / length;
  }

  /**
   * Sequences of letters, each with its successor as its label.
   *
   * @param rows how many, at least 1
   * @param length letters of one, at least 1
   * @param seed decides which
   * @return rows × length letters, 0 to vocabulary − 1, with rows × length labels
   * @throws IllegalArgumentException if a size is less than 1
   */
  public Dataset sequences(int rows, int length, long seed) {
    Checks.size("rows", rows, 1);
    Checks.size("length", length, 1);
    SplittableRandom random = new SplittableRandom(seed);
    float[] tokens = new float[rows * length];
    int[] labels = new int[rows * length];
    for (int row = 0; row < rows; row++) {
      int pair = draw(pairs, 0, pairs.length, random);
      tokens[row * length] = pair / vocabulary;
      labels[row * length] = pair % vocabulary;
      for (int i = 1; i < length; i++) {
        int at = row * length + i;
        tokens[at] = labels[at - 1];
        labels[at] = draw(next, pair * vocabulary, vocabulary, random);
        pair = pair % vocabulary * vocabulary + labels[at];
      }
    }
    return Dataset.sequences(tokens, length, labels, vocabulary);
  }

  /** p(a, b) such that p(b, c) = Σₐ p(a, b) · p(c | a, b), by iteration from the uniform distribution. */
  private double[] stationary() {
    double[] current = new double[vocabulary * vocabulary];
    Arrays.fill(current, 1.0 / current.length);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] after = new double[current.length];
      for (int pair = 0; pair < current.length; pair++) {
        for (int c = 0; c < vocabulary; c++) {
          after[pair % vocabulary * vocabulary + c] += current[pair] * next[pair * vocabulary + c];
        }
      }
      double change = 0;
      double sum = sum(after, 0, after.length);
      for (int pair = 0; pair < after.length; pair++) {
        after[pair] /= sum;
        change = Math.max(change, Math.abs(after[pair] - current[pair]));
      }
      current = after;
      if (change < CONVERGED) {
        return current;
      }
    }
    throw new IllegalArgumentException("this language mixes too slowly to find its stationary distribution; take a"
        + " smaller sharpness");
  }

  /** −Σ p ln p of the {@code vocabulary} elements from {@code at} on, divided by their sum. */
  private double entropy(double[] p, int at, double sum) {
    double entropy = 0;
    for (int c = at; c < at + vocabulary; c++) {
      double share = p[c] / sum;
      entropy -= share > 0 ? share * StrictMath.log(share) : 0;
    }
    return entropy;
  }

  private static double sum(double[] a, int at, int n) {
    double sum = 0;
    for (int i = at; i < at + n; i++) {
      sum += a[i];
    }
    return sum;
  }

  private static int draw(double[] p, int at, int n, SplittableRandom random) {
    double u = random.nextDouble();
    for (int i = 0; i < n - 1; i++) {
      u -= p[at + i];
      if (u < 0) {
        return i;
      }
    }
    return n - 1;
  }
}
