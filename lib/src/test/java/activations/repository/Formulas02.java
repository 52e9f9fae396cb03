package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.largest;
import static activations.repository.Numerics.sigmoid;
import static activations.repository.Numerics.slope;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The formulas of 02-sigmoid-and-tanh. */
final class Formulas02 {

  private static final int UNITS = 10;

  /** Of units in a row, until what they put out no longer changes; near a weight of 1 it takes long. */
  private static final int MANY_UNITS = 2000;

  private Formulas02() {}

  static List<Formula> all() {
    return List.of(
        formula("z = \\ln\\frac{p}{1-p} \\quad\\Longleftrightarrow\\quad p = \\frac{1}{1 + e^{-z}}.",
            equal(p -> 1 / (1 + Math.exp(-logOdds(p))), p -> p).on(0.001, 0.999),
            equal(z -> logOdds(1 / (1 + Math.exp(-z))), z -> z).on(-10, 10)),
        inline("e^{-z} = \\frac{1-p}{p} = \\frac1p - 1",
            equal(p -> Math.exp(-logOdds(p)), p -> (1 - p) / p, p -> 1 / p - 1).on(0.01, 0.99)),
        inline("\\sigma(-z) = 1 - \\sigma(z)", equal(z -> sigmoid(-z), z -> 1 - sigmoid(z)).on(-9, 9)),
        formula("\\frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \\frac{1}{1 + e^{-(z_1 - z_0)}} = \\sigma(z_1 - z_0).",
            equalArrays(random -> {
              double z0 = random.nextDouble(-5, 5);
              double z1 = random.nextDouble(-5, 5);
              return List.of(new double[] {Math.exp(z1) / (Math.exp(z0) + Math.exp(z1))},
                  new double[] {1 / (1 + Math.exp(-(z1 - z0)))},
                  new double[] {(1 + Math.tanh((z1 - z0) / 2)) / 2});
            })),
        formula("\\sigma'(x) = \\frac{e^{-x}}{(1 + e^{-x})^2}.",
            equal(x -> slope(Numerics::sigmoid, x), x -> Math.exp(-x) / Math.pow(1 + Math.exp(-x), 2)).on(-8, 8)),
        formula("\\sigma'(x) = \\sigma(x)\\,(1 - \\sigma(x)).",
            equal(x -> slope(Numerics::sigmoid, x), x -> sigmoid(x) * (1 - sigmoid(x))).on(-8, 8)),
        formula("\\tanh x = \\frac{e^x - e^{-x}}{e^x + e^{-x}} = \\frac{1 - e^{-2x}}{1 + e^{-2x}} "
                + "= \\frac{2}{1 + e^{-2x}} - 1 = 2\\,\\sigma(2x) - 1.",
            equal(Math::tanh, x -> (Math.exp(x) - Math.exp(-x)) / (Math.exp(x) + Math.exp(-x)),
                x -> (1 - Math.exp(-2 * x)) / (1 + Math.exp(-2 * x)), x -> 2 / (1 + Math.exp(-2 * x)) - 1,
                x -> 2 * sigmoid(2 * x) - 1).on(-8, 8)),
        inline("\\tanh' x = 4\\,s\\,(1 - s) = 2s \\cdot 2(1 - s)",
            equal(x -> slope(Math::tanh, x), x -> 4 * sigmoid(2 * x) * (1 - sigmoid(2 * x)),
                x -> 2 * sigmoid(2 * x) * 2 * (1 - sigmoid(2 * x))).on(-8, 8)),
        formula("\\tanh' x = 1 - \\tanh^2 x.",
            equal(x -> slope(Math::tanh, x), x -> 1 - Math.tanh(x) * Math.tanh(x)).on(-8, 8)),
        inline("0.731 \\cdot 0.269 = 0.197",
            equalNumbers(1e-3, sigmoid(1) * (1 - sigmoid(1)), 0.731 * 0.269, 0.197)),
        inline("0.9 \\cdot (1 - 0.9) = 0.09", equalNumbers(1e-15, 0.9 * (1 - 0.9), 0.09)),
        formula("\\sigma(x) = \\frac{1}{1 + e^{-x}} = \\frac{e^x}{1 + e^x}.",
            equal(x -> (1 + Math.tanh(x / 2)) / 2, x -> 1 / (1 + Math.exp(-x)), x -> Math.exp(x) / (1 + Math.exp(x)))
                .on(-30, 30)),
        inline("x > 88.7", equalNumbers(1e-3, Math.log(Float.MAX_VALUE), 88.7)),
        inline("x > 709.8", equalNumbers(1e-4, Math.log(Double.MAX_VALUE), 709.8)),
        inline("z = 37", equalNumbers(0, sigmoid(37), 1), atMost(z -> sigmoid(z), z -> Math.nextDown(1.0)).at(36)
            .within(0)),
        inline("1 - \\sigma(z) = \\frac{1}{1 + e^z}", equal(z -> 1 - sigmoid(z), z -> 1 / (1 + Math.exp(z))).on(-9, 9)),
        formula("-\\ln(1 - \\sigma(z)) = \\ln(1 + e^{z}).",
            equal(z -> -Math.log(1 - sigmoid(z)), z -> Math.log(1 + Math.exp(z))).on(-10, 10)),
        inline("\\ln(1 + e^x) = \\ln\\left(e^x (e^{-x} + 1)\\right) = x + \\ln(1 + e^{-x})",
            equal(x -> Math.log(1 + Math.exp(x)), x -> Math.log(Math.exp(x) * (Math.exp(-x) + 1)),
                x -> x + Math.log(1 + Math.exp(-x))).on(-20, 20)),
        formula("\\frac{dx_n}{dx_0} = f'(x_0)\\, f'(x_1) \\cdots f'(x_{n-1}).",
            equal(x -> slope(v -> row(Math::sin, 1, v), x), x -> product(Math::sin, Math::cos, 1, x)).on(-3, 3)),
        formula("L = -y \\ln s - (1 - y) \\ln(1 - s).",
            equal(s -> crossEntropy(1, s), s -> -Math.log(s)).on(0.01, 0.99),
            equal(s -> crossEntropy(0, s), s -> -Math.log(1 - s)).on(0.01, 0.99),
            // On average it is least for the true probability.
            atMost(s -> 0.3 * crossEntropy(1, 0.3) + 0.7 * crossEntropy(0, 0.3),
                s -> 0.3 * crossEntropy(1, s) + 0.7 * crossEntropy(0, s)).on(0.01, 0.99)),
        inline("\\frac{dL}{ds} = -\\frac ys + \\frac{1-y}{1-s} = \\frac{s - y}{s\\,(1 - s)}",
            equal(s -> slope(v -> crossEntropy(0, v), s), s -> 1 / (1 - s), s -> s / (s * (1 - s)))
                .on(0.1, 0.9).within(1e-7),
            equal(s -> slope(v -> crossEntropy(1, v), s), s -> -1 / s, s -> (s - 1) / (s * (1 - s)))
                .on(0.1, 0.9).within(1e-7)),
        formula("\\frac{dL}{dz} = s - y.",
            equal(z -> slope(v -> crossEntropy(0, sigmoid(v)), z), z -> sigmoid(z) - 0).on(-6, 6),
            equal(z -> slope(v -> crossEntropy(1, sigmoid(v)), z), z -> sigmoid(z) - 1).on(-6, 6)),
        inline("-\\ln\\sigma(z) = \\ln(1 + e^{-z})",
            equal(z -> -Math.log(sigmoid(z)), z -> Math.log(1 + Math.exp(-z))).on(-20, 20)),
        inline("\\sigma(4x - 2)",
            equal(t -> 2 * sigmoid(4 * (t + 1) / 2 - 2) - 1, Math::tanh).on(-5, 5)),
        formula("\\frac{dx_n}{dx_0} = w f'(w x_0) \\cdot w f'(w x_1) \\cdots w f'(w x_{n-1}).",
            equal(x -> slope(v -> row(Math::sin, 0.8, v), x), x -> product(Math::sin, Math::cos, 0.8, x)).on(-3, 3)),
        inline("x = \\sigma(wx)",
            equal(w -> settled(Numerics::sigmoid, w, -5), w -> settled(Numerics::sigmoid, w, 5),
                w -> sigmoid(w * settled(Numerics::sigmoid, w, 0))).on(0.1, 6)),
        formula("\\frac{u}{x}\\,x\\,(1 - x) = u\\,(1 - \\sigma(u)) = \\frac{u}{1 + e^u}.",
            equal(w -> slope(x -> sigmoid(w * x), settled(Numerics::sigmoid, w, 0)),
                w -> w * settled(Numerics::sigmoid, w, 0) * (1 - sigmoid(w * settled(Numerics::sigmoid, w, 0))),
                w -> w * settled(Numerics::sigmoid, w, 0) / (1 + Math.exp(w * settled(Numerics::sigmoid, w, 0))))
                .on(0.1, 6)),
        inline("u \\approx 1.2785", equalNumbers(1e-4, Math.exp(-1.2785), 1.2785 - 1)),
        inline("e^{-u} = u - 1 \\approx 0.2785",
            equalNumbers(1e-4, largest(u -> u / (1 + Math.exp(u)), 0, 4), 0.2785)),
        inline("w = u/\\sigma(u) = u\\,(1 + e^{-u}) = u^2 \\approx 1.6345",
            equalNumbers(1e-4, 1.2785 / sigmoid(1.2785), 1.2785 * (1 + Math.exp(-1.2785)), 1.2785 * 1.2785, 1.6345)),
        formula("\\frac{u}{\\tanh u}\\,(1 - \\tanh^2 u) = \\frac{2u}{\\sinh 2u} < 1.",
            equal(w -> slope(x -> Math.tanh(w * x), settled(Math::tanh, w, 1)),
                w -> w * (1 - Math.pow(settled(Math::tanh, w, 1), 2)),
                w -> 2 * w * settled(Math::tanh, w, 1) / Math.sinh(2 * w * settled(Math::tanh, w, 1))).on(1.05, 6),
            atMost(u -> 2 * u / Math.sinh(2 * u), u -> 1 - u * u / 2).on(0.01, 0.8)),
        inline("w \\le 1", equal(w -> settled(Math::tanh, w, 3), w -> 0).on(0.1, 0.95)));
  }

  private static double logOdds(double p) {
    return Math.log(p / (1 - p));
  }

  private static double crossEntropy(double y, double s) {
    return -y * Math.log(s) - (1 - y) * Math.log(1 - s);
  }

  /** f(w · x), ten times over. */
  private static double row(DoubleUnaryOperator f, double w, double x) {
    double y = x;
    for (int i = 0; i < UNITS; i++) {
      y = f.applyAsDouble(w * y);
    }
    return y;
  }

  /** The product of the ten slopes. */
  private static double product(DoubleUnaryOperator f, DoubleUnaryOperator derivative, double w, double x) {
    double product = 1;
    double y = x;
    for (int i = 0; i < UNITS; i++) {
      product *= w * derivative.applyAsDouble(w * y);
      y = f.applyAsDouble(w * y);
    }
    return product;
  }

  /** Where a long row of units ends up. */
  private static double settled(DoubleUnaryOperator f, double w, double start) {
    double x = start;
    for (int i = 0; i < MANY_UNITS; i++) {
      x = f.applyAsDouble(w * x);
    }
    return x;
  }
}
