package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;

import java.util.List;

/** The formulas of 07-what-each-costs. */
final class Formulas07 {

  private static final int ELEMENTS = 100_000;

  private Formulas07() {}

  static List<Formula> all() {
    return List.of(
        formula("t \\ge \\max\\Bigl(t_a,\\ \\frac{8}{B}\\Bigr).",
            // However well memory and arithmetic overlap, it holds; and if they overlap as they can, it is met.
            atMost(bandwidth -> Math.max(0.7, 8 / bandwidth), bandwidth -> pipelined(0.7, bandwidth)).on(1, 40),
            equal(bandwidth -> Math.max(0.7, 8 / bandwidth), bandwidth -> pipelined(0.7, bandwidth))
                .on(1, 40).within(1e-3)),
        formula("\\text{operations per ns} \\le \\min(R,\\ B\\,I).",
            // A program of 97 operations and 8 bytes for each element, as the pipeline does it.
            atMost(bandwidth -> 97 / pipelined(97 / 37.0, bandwidth), bandwidth -> Math.min(37, bandwidth * 97 / 8))
                .on(1, 40),
            equal(bandwidth -> 97 / pipelined(97 / 37.0, bandwidth), bandwidth -> Math.min(37, bandwidth * 97 / 8))
                .on(1, 40).within(0.05)),
        formula("s = \\frac{t_a}{t_a + 2n/r}.",
            equal(n -> 0.7 / (0.7 + 2 * n / 30), Formulas07::countedShare).at(1, 16, 100, 1024),
            // As the solution of exercise 2 says: 0.2 % for one row, 1 % from six rows on.
            equalNumbers(0.0005, 0.7 / (0.7 + 4 * 1024 / 10.0), 0.002),
            equalNumbers(0.001, 0.7 / (0.7 + 2 * 1024 / 30.0), 0.01)),
        // y = softplus(x)
        inline("\\sigma(x) = e^x/(1 + e^x) = 1 - e^{-y}",
            equal(x -> 1 / (1 + Math.exp(-x)), x -> Math.exp(x) / (1 + Math.exp(x)),
                x -> 1 - Math.exp(-Math.log1p(Math.exp(x)))).on(-10, 10)));
  }

  /** Time for each of many elements if each is computed as soon as its eight bytes and the element before are done. */
  private static double pipelined(double arithmetic, double bandwidth) {
    double moved = 0;
    double computed = 0;
    for (int i = 0; i < ELEMENTS; i++) {
      moved += 8 / bandwidth;
      computed = Math.max(moved, computed) + arithmetic;
    }
    return computed / ELEMENTS;
  }

  /** The share for 0.7 ns and 30 operations in a nanosecond, with the operations of a layer of 5 outputs counted. */
  private static double countedShare(double inputs) {
    int outputs = 5;
    int operations = 0;
    for (int j = 0; j < outputs; j++) {
      for (int i = 0; i < inputs; i++) {
        operations += 2; // a product and a sum
      }
    }
    double activations = 0.7 * outputs;
    return activations / (activations + operations / 30.0);
  }
}
