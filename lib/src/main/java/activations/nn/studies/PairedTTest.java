package activations.nn.studies;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Two functions compared on the same seeds: is their difference more than chance? Pairs share data and order, so what a
 * seed does to both cancels.
 *
 * @param n the number of pairs
 * @param mean mean of the differences
 * @param deviation standard deviation of the differences
 * @param p how likely a mean difference at least this large is if there is none: Student's paired t-test, two-sided
 */
public record PairedTTest(int n, double mean, double deviation, double p) {

  /**
   * The differences a − b.
   *
   * @throws IllegalArgumentException if there are fewer than two pairs, or not as many of one as of the other
   */
  public static PairedTTest of(double[] a, double[] b) {
    if (a.length != b.length || a.length < 2) {
      throw new IllegalArgumentException("a has " + a.length + " elements and b has " + b.length
          + "; the same number is needed, at least 2");
    }
    int n = a.length;
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += (a[i] - b[i]) / n;
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = a[i] - b[i] - mean;
      squares += off * off;
    }
    double deviation = Math.sqrt(squares / (n - 1));
    return new PairedTTest(n, mean, deviation, probability(mean / (deviation / Math.sqrt(n)), n - 1));
  }

  /** P(|T| ≥ |t|) for Student's distribution with ν degrees of freedom: I(ν/2, ½) at ν/(ν + t²). */
  private static double probability(double t, int freedom) {
    // No difference in any pair: nothing to tell apart.
    if (Double.isNaN(t)) {
      return 1;
    }
    return RegularizedBeta.value(freedom / (freedom + t * t), freedom / 2.0, 0.5);
  }
}
