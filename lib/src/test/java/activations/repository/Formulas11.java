package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.gelu;
import static activations.repository.Numerics.sigmoid;
import static activations.repository.Numerics.slope;

import java.util.List;

/** The formulas of 10-claims-on-trial. */
final class Formulas11 {

  private Formulas11() {}

  static List<Formula> all() {
    return List.of(
        inline("x = -1.278", atMost(x -> -1.278 * sigmoid(-1.278), x -> x * sigmoid(x)).on(-6, 3).within(1e-6)),
        inline("x = -0.7517915247", equalNumbers(1e-10, slope(x -> gelu(x), -0.7517915247), 0)),
        inline("\\tanh'(x) = 1 - \\tanh^2 x = 0.01",
            equalNumbers(1e-5, slope(Math::tanh, 2.993), 1 - Math.pow(Math.tanh(2.993), 2), 0.01)),
        inline("\\frac{1}{(1 + x)^2} = 0.01", equalNumbers(1e-9, slope(x -> x / (1 + Math.abs(x)), 9), 0.01)));
  }
}
