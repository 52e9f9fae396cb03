package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;

import java.util.List;

/** The formulas of 06-what-each-costs. */
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
        formula("s = \\frac{t_a}{t_a + 2n/r}.",
            equal(n -> 0.7 / (0.7 + 2 * n / 30), Formulas07::countedShare).at(1, 16, 100, 1024),
            // As the solution says: 1 % for 1024 inputs, 40 % for 16.
            equalNumbers(0.001, 0.7 / (0.7 + 2 * 1024 / 30.0), 0.01),
            equalNumbers(0.005, 0.7 / (0.7 + 2 * 16 / 30.0), 0.40)));
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
