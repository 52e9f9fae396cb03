package activations.nn.studies;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A family of comparisons, corrected for how many there are (Holm 1979): if nothing differed, the chance that any p
 * were below 0.05, or any interval without 0, is at most 5 %.
 *
 * <p>The k-th smallest of m values of p is multiplied by m − k + 1; none may fall below a smaller one's. Its interval
 * has the level 1 − 0.05/(m − k + 1), where those behind the first that is not below 0.05 keep the factor of that first
 * one; so an interval is without 0 exactly where the corrected p is below 0.05. What is corrected is whether 0 lies
 * inside; that all intervals together hold their true values is not promised.
 *
 * @param p corrected
 * @param low lower ends of the corrected 95 % intervals of the mean differences
 * @param high upper ends
 */
record Holm(double[] p, double[] low, double[] high) {

  private static final double SIGNIFICANCE = 0.05;

  static Holm of(List<PairedTTest> tests) {
    int m = tests.size();
    int[] order = IntStream.range(0, m).boxed().sorted(Comparator.comparingDouble(i -> tests.get(i).p()))
        .mapToInt(Integer::intValue).toArray();
    Holm holm = new Holm(new double[m], new double[m], new double[m]);
    double smallest = 0;
    int comparisons = m;
    for (int k = 0; k < m; k++) {
      PairedTTest test = tests.get(order[k]);
      comparisons = smallest < SIGNIFICANCE ? m - k : comparisons;
      smallest = Math.max(smallest, Math.min(1, (m - k) * test.p()));
      double half = test.halfInterval(1 - SIGNIFICANCE / comparisons);
      holm.p[order[k]] = smallest;
      holm.low[order[k]] = test.mean() - half;
      holm.high[order[k]] = test.mean() + half;
    }
    return holm;
  }
}
