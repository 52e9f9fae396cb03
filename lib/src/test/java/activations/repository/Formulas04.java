package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.density;
import static activations.repository.Numerics.distribution;
import static activations.repository.Numerics.expectation;
import static activations.repository.Numerics.expectationAbove0;
import static activations.repository.Numerics.expectationBelow0;
import static activations.repository.Numerics.gradient;
import static activations.repository.Numerics.normal;
import static activations.repository.Numerics.relu;
import static activations.repository.Numerics.slope;

import activations.Activations;
import java.util.List;
import java.util.stream.IntStream;

/** The formulas of 04-relu-and-relatives. */
final class Formulas04 {

  /** Near 0 but so far from it that no difference for a slope reaches across the kink. */
  private static final double NEAR_KINK = 0.01;

  /** The constants of SELU, as its formulas give them. */
  private static final double ALPHA = density(0) / (0.5 - Math.exp(0.5) * distribution(-1));
  private static final double LAMBDA = 1 / Math.sqrt(expectation(z -> Math.pow(elu(z, ALPHA), 2)));

  private Formulas04() {}

  static List<Formula> all() {
    return List.of(
        formula("b\\,x + (a - b)\\,\\max(0, x).",
            equal(x -> -0.4 * x + (1.7 - -0.4) * Math.max(0, x), x -> x > 0 ? 1.7 * x : -0.4 * x).on(-3, 3)),
        formula("\\mathrm{ReLU}(x) = \\max(0, x), \\qquad \\mathrm{ReLU}'(x) = "
                + "\\begin{cases} 1 & x > 0 \\\\ 0 & x < 0. \\end{cases}",
            equal(x -> Math.max(0, x), x -> (x + Math.abs(x)) / 2).on(-3, 3),
            equal(x -> slope(v -> Math.max(0, v), x), x -> 1).on(NEAR_KINK, 3),
            equal(x -> slope(v -> Math.max(0, v), x), x -> 0).on(-3, -NEAR_KINK)),
        formula("\\mathrm{ReLU}(x) \\;\\ge\\; \\mathrm{ReLU}(0) + g\\,x \\quad\\text{for all } x.",
            // It holds for all x if and only if g is in [0, 1], as the text goes on to say.
            equal(g -> IntStream.rangeClosed(-50, 50).allMatch(x -> relu(x) >= relu(0) + g * x) ? 1 : 0,
                g -> g >= 0 && g <= 1 ? 1 : 0).on(-1, 2).at(0, 1)),
        formula("\\frac{\\mathrm{ReLU}(3h) - \\mathrm{ReLU}(-h)}{4h}.",
            // With h < 0 the sides change places.
            equal(h -> (relu(3 * h) - relu(-h)) / (4 * h), h -> h > 0 ? 3 / 4.0 : 1 / 4.0).on(-2, -1e-6).on(1e-6, 2)),
        formula("\\frac{\\partial L}{\\partial w} = \\frac1n \\sum_i (\\hat y_i - y_i)\\, f'(z_i)\\, x_i, "
                + "\\qquad \\frac{\\partial L}{\\partial b} = \\frac1n \\sum_i (\\hat y_i - y_i)\\, f'(z_i).",
            equalArrays(random -> {
              int n = 6;
              double[] x = normal(n, random);
              double[] y = normal(n, random);
              double[] wb = normal(2, random);
              double[] formula = new double[2];
              for (int i = 0; i < n; i++) {
                double z = wb[0] * x[i] + wb[1];
                double slope = 1 - Math.tanh(z) * Math.tanh(z);
                formula[0] += (Math.tanh(z) - y[i]) * slope * x[i] / n;
                formula[1] += (Math.tanh(z) - y[i]) * slope / n;
              }
              return List.of(gradient(v -> IntStream.range(0, n)
                  .mapToDouble(i -> Math.pow(Math.tanh(v[0] * x[i] + v[1]) - y[i], 2)).sum() / (2 * n), wb), formula);
            })),
        inline("b = 4 - 6 = -2", equalNumbers(1e-6, 4 - 2 * tooHigh()[1], -2)),
        inline("w = 2 - 3 = -1", equalNumbers(1e-6, 2 - 2 * tooHigh()[0], -1)),
        inline("e^{-1.5} \\approx 0.22", equalNumbers(0.005, Math.exp(-1.5), 0.22)),
        formula("\\mathrm{leaky\\_relu}(x) = \\begin{cases} x & x > 0 \\\\ \\alpha x & x \\le 0 \\end{cases}",
            equal(x -> x > 0 ? x : 0.3 * x, x -> Math.max(0, x) + 0.3 * Math.min(0, x),
                Activations.leakyRelu(0.3)::value).on(-3, 3).within(1e-6)),
        inline("\\partial f/\\partial\\alpha = \\min(0, z)",
            equal(x -> slope(alpha -> x > 0 ? x : alpha * x, 0.25), x -> Math.min(0, x)).on(-3, 3)),
        formula("\\mathrm{elu}(x) = \\begin{cases} x & x > 0 \\\\ \\alpha\\,(e^x - 1) & x \\le 0 \\end{cases} "
                + "\\qquad \\mathrm{elu}'(x) = \\begin{cases} 1 & x > 0 \\\\ \\alpha\\,e^x & x \\le 0. \\end{cases}",
            equal(x -> elu(x, 2.5), Activations.elu(2.5)::value).on(-6, 3).within(1e-6),
            equal(x -> slope(v -> elu(v, 2.5), x), x -> x > 0 ? 1 : 2.5 * Math.exp(x))
                .on(-6, -NEAR_KINK).on(NEAR_KINK, 3),
            // Deep on the left it is −α, as the text says.
            equal(alpha -> elu(-50, alpha), alpha -> -alpha).on(0.5, 3)),
        formula("\\mathrm{celu}(x) = \\max(0, x) + \\min\\!\\left(0,\\; \\alpha\\,(e^{x/\\alpha} - 1)\\right), "
                + "\\qquad \\mathrm{celu}'(x) = e^{x/\\alpha} \\ \\text{ for } x \\le 0.",
            equal(x -> celu(x, 2.5), Activations.celu(2.5)::value).on(-6, 3).within(1e-6),
            equal(x -> slope(v -> celu(v, 2.5), x), x -> Math.exp(x / 2.5)).on(-6, -NEAR_KINK),
            equal(x -> celu(x, 1), x -> elu(x, 1)).on(-6, 3),
            // At the end of its half the slope is that of the other half, whatever α.
            equal(alpha -> (celu(0, alpha) - celu(-1e-6, alpha)) / 1e-6, alpha -> 1).on(0.5, 3).within(1e-5)),
        formula("\\mathrm{selu}(x) = \\lambda \\begin{cases} x & x > 0 \\\\ "
                + "\\alpha\\,(e^x - 1) & x \\le 0 \\end{cases} \\qquad "
                + "\\lambda = 1.0507\\ldots,\\quad \\alpha = 1.6732\\ldots",
            equal(x -> LAMBDA * elu(x, ALPHA), Activations.selu()::value).on(-6, 3).within(1e-6),
            equalNumbers(0, Math.floor(1e4 * LAMBDA), 10507), equalNumbers(0, Math.floor(1e4 * ALPHA), 16732)),
        formula("E[\\mathrm{selu}(z)] = 0, \\qquad E[\\mathrm{selu}(z)^2] = 1.",
            equalNumbers(1e-7, expectation(Activations.selu()::value), 0),
            equalNumbers(1e-7, expectation(z -> Math.pow(Activations.selu().value(z), 2)), 1)),
        formula("E[z;\\, z > 0] = \\varphi(0) = \\tfrac{1}{\\sqrt{2\\pi}}, "
                + "\\qquad E[e^{kz};\\, z < 0] = e^{k^2/2}\\,\\Phi(-k).",
            equalNumbers(1e-9, expectationAbove0(z -> z), density(0), 1 / Math.sqrt(2 * Math.PI)),
            equal(k -> expectationBelow0(z -> Math.exp(k * z)), k -> Math.exp(k * k / 2) * distribution(-k)).on(-2, 3)),
        inline("\\varphi(0) + \\alpha\\left(e^{1/2}\\Phi(-1) - \\tfrac12\\right) = 0",
            equal(alpha -> expectation(z -> elu(z, alpha)),
                alpha -> density(0) + alpha * (Math.exp(0.5) * distribution(-1) - 0.5)).on(0.5, 3),
            equalNumbers(1e-9, density(0) + ALPHA * (Math.exp(0.5) * distribution(-1) - 0.5), 0)),
        formula("\\alpha = \\frac{\\varphi(0)}{\\tfrac12 - e^{1/2}\\,\\Phi(-1)}.",
            equalNumbers(1e-9, expectation(z -> elu(z, ALPHA)), 0)),
        inline("E[z^2;\\, z > 0] = \\tfrac12", equalNumbers(1e-9, expectationAbove0(z -> z * z), 0.5)),
        inline("(e^z - 1)^2 = e^{2z} - 2e^z + 1",
            equal(z -> Math.pow(Math.exp(z) - 1, 2), z -> Math.exp(2 * z) - 2 * Math.exp(z) + 1).on(-3, 3)),
        formula("\\lambda^2\\left[\\tfrac12 + \\alpha^2\\left(e^{2}\\,\\Phi(-2) - 2e^{1/2}\\,\\Phi(-1) "
                + "+ \\tfrac12\\right)\\right] = 1.",
            equalNumbers(1e-9, LAMBDA * LAMBDA * (0.5 + ALPHA * ALPHA
                * (Math.exp(2) * distribution(-2) - 2 * Math.exp(0.5) * distribution(-1) + 0.5)), 1)),
        inline("(-0.375 - 2)(-1.5) \\approx 3.56",
            equalNumbers(0.003, slope(alpha -> Math.pow(alpha * -1.5 - 2, 2) / 2, 0.25), 3.56)),
        inline("\\varphi(z) = \\frac{1}{\\sqrt{2\\pi}}\\,e^{-z^2/2}",
            equal(z -> Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI), z -> slope(Numerics::distribution, z)).on(-3, 3)),
        inline("\\lambda\\alpha \\approx 1.76", equalNumbers(0.003, LAMBDA * ALPHA, 1.76)),
        inline("\\frac{p}{p+q}",
            equal(p -> (relu(p * 0.01) - relu(-2 * 0.01)) / ((p + 2) * 0.01), p -> p / (p + 2)).on(0, 5)),
        inline("x \\approx -0.75",
            atMost(x -> Numerics.gelu(-0.7518), Numerics::gelu).on(-3, 0).within(1e-7)));
  }

  /** The gradient for w and b of a unit of ReLU with w = 2 and b = 4, whose outputs are all too high. */
  private static double[] tooHigh() {
    return gradient(v -> IntStream.rangeClosed(0, 4).mapToDouble(i -> i / 4.0)
        .map(x -> Math.pow(relu(v[0] * x + v[1]) - (2 * x + 1), 2)).sum() / 10, new double[] {2, 4});
  }

  private static double elu(double x, double alpha) {
    return x > 0 ? x : alpha * (Math.exp(x) - 1);
  }

  private static double celu(double x, double alpha) {
    return Math.max(0, x) + Math.min(0, alpha * (Math.exp(x / alpha) - 1));
  }
}
