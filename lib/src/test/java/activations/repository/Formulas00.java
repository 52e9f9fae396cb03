package activations.repository;

import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.inline;

import java.util.List;

/** The formulas of 00-check-your-setup. */
final class Formulas00 {

  private Formulas00() {}

  static List<Formula> all() {
    return List.of(
        inline("\\Phi(1) = 0.841345", equalNumbers(5e-7, Numerics.distribution(1), 0.841345)));
  }
}
