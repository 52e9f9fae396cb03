package activations.repository;

import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.average;
import static activations.repository.Numerics.normal;

import activations.nn.studies.PairedTTest;
import java.util.Arrays;
import java.util.List;

/** The formulas of 08-training-fairly. */
final class Formulas09 {

  /** Of n normal differences with mean 0 this part has a |t| above Student's bound. */
  private static final double RARE = 0.05;

  /** Five standard errors of a part of 0.05 among 200 000. */
  private static final double CHANCE = 0.0025;

  private Formulas09() {}

  static List<Formula> all() {
    return List.of(
        formula("s^2 = \\frac{1}{n-1}\\sum_{i=1}^{n} (d_i - \\bar d)^2.",
            // On average it is the variance of the numbers, here 4, however few they are.
            equal(n -> average(random -> variance(normal((int) n, 2, random))), n -> 4).at(2, 5, 10).within(0.02)),
        formula("t = \\frac{\\bar d}{s/\\sqrt n}.",
            // Student's bounds for 5 % with 4 and 9 degrees of freedom, from his table.
            equalNumbers(CHANCE, average(random -> Math.abs(t(normal(5, random))) > 2.776 ? 1 : 0), RARE),
            equalNumbers(CHANCE, average(random -> Math.abs(t(normal(10, 3, random))) > 2.262 ? 1 : 0), RARE),
            equalArrays(random -> {
              // As far out as t is, as rare it is for the library's test.
              double[] d = normal(10, random);
              double factor = 2.2621571628 / t(d);
              double spread = Math.sqrt(variance(d)) / factor;
              double mean = Arrays.stream(d).average().getAsDouble();
              double[] moved = Numerics.map(v -> mean + (v - mean) / Math.sqrt(variance(d)) * spread, d);
              return List.of(new double[] {PairedTTest.of(moved, new double[10]).p()}, new double[] {RARE});
            })),
        inline("1 - 0.95^4 = 18.5\\,\\%", equalNumbers(5e-4, 1 - Math.pow(0.95, 4), 0.185)),
        inline("2/2^5 = 0.06", equalNumbers(0.005, 2 / Math.pow(2, 5), 0.06)),
        inline("s = \\sqrt{0.1/4} \\approx 0.158",
            equalNumbers(5e-4, Math.sqrt(variance(0.4, 0.1, 0.5, 0.2, 0.3)), Math.sqrt(0.1 / 4), 0.158)),
        inline("t = 0.3/(0.158/\\sqrt5) \\approx 4.24",
            equalNumbers(0.002, t(0.4, 0.1, 0.5, 0.2, 0.3), 0.3 / (0.158 / Math.sqrt(5)), 4.24)),
        inline("t = 4.9", equalNumbers(1e-3, t(1, 1.5, 0.5, 1), 4.9)));
  }

  private static double variance(double... d) {
    double mean = Arrays.stream(d).average().getAsDouble();
    return Arrays.stream(d).map(v -> (v - mean) * (v - mean)).sum() / (d.length - 1);
  }

  private static double t(double... d) {
    return Arrays.stream(d).average().getAsDouble() / Math.sqrt(variance(d) / d.length);
  }
}
