package activations.nn.studies;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;

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
   * @param a a measure of the one, an element for each seed, at least two
   * @param b the measure of the other, with the seeds in the same order
   * @return the test; p is 1 if no pair differs, and 0 if all differ by the same number
   * @throws IllegalArgumentException if there are fewer than two pairs, or not as many of one as of the other
   */
  public static PairedTTest of(double[] a, double[] b) {
    if (a.length != b.length || a.length < 2) {
      throw new IllegalArgumentException("a has " + a.length + " elements and b has " + b.length
          + "; the same number is needed, at least 2");
    }
    double[] differences = new double[a.length];
    Arrays.setAll(differences, i -> a[i] - b[i]);
    if (!Double.isFinite(Arrays.stream(differences).map(d -> d * d).sum())) {
      throw new IllegalArgumentException("the differences must be finite, and their squares too, but are "
          + Arrays.toString(differences));
    }
    double mean = Mean.of(differences).getAsDouble();
    double deviation = StandardDeviation.of(differences).getAsDouble();
    // No difference in any pair: nothing to tell apart.
    double p = mean == 0 && deviation == 0 ? 1
        : TTest.withDefaults().test(mean, deviation * deviation, a.length).getPValue();
    return new PairedTTest(a.length, mean, deviation, p);
  }

  /**
   * Half the length of the confidence interval around the mean difference: t · deviation/√n, with the quantile t of
   * Student's distribution.
   *
   * @param level for example 0.95; greater than 0 and less than 1
   * @return in the unit of the measure
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public double halfInterval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must be between 0 and 1 but is " + level);
    }
    return TDistribution.of(n - 1).inverseSurvivalProbability((1 - level) / 2) * deviation / Math.sqrt(n);
  }
}
