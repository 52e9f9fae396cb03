package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.average;
import static activations.repository.Numerics.curvature;
import static activations.repository.Numerics.density;
import static activations.repository.Numerics.dot;
import static activations.repository.Numerics.elementwise;
import static activations.repository.Numerics.expectation;
import static activations.repository.Numerics.gradient;
import static activations.repository.Numerics.map;
import static activations.repository.Numerics.meanSquare;
import static activations.repository.Numerics.normal;
import static activations.repository.Numerics.relu;
import static activations.repository.Numerics.sigmoid;
import static activations.repository.Numerics.slope;
import static activations.repository.Numerics.times;
import static activations.repository.Numerics.transposed;

import activations.Activations;
import activations.SpecialFunctions;
import activations.nn.theory.EdgeOfChaos;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** The formulas of 07-signals-through-depth. */
final class Formulas08 {

  /** Variance of the weights times their number, and that of the biases. */
  private static final double WEIGHTS = 1.7;
  private static final double BIASES = 0.3;

  /** Units of a layer: means over random weights do not depend on how many. */
  private static final int N = 8;

  /** Units of a layer where the statement is for many, and how many such layers are drawn. */
  private static final int WIDE = 300;
  private static final int WIDE_LAYERS = 40;

  /** For means of products of random numbers: five standard errors or more. */
  private static final double CHANCE = 0.04;

  private Formulas08() {}

  static List<Formula> all() {
    return List.of(
        formula("E[z^2] = \\sum_{i=1}^{n} E[w_i^2]\\, E[h_i^2] = n \\cdot \\frac{\\sigma_w^2}{n} \\cdot E[h^2] "
                + "= \\sigma_w^2\\, E[h^2].",
            equal(x -> average(random -> Math.pow(dot(weights(random), map(Formulas08::gelu, normal(N, random))), 2)),
                x -> N * (WEIGHTS / N) * expectation(z -> Math.pow(gelu(z), 2)),
                x -> WEIGHTS * expectation(z -> Math.pow(gelu(z), 2))).at(0).within(CHANCE)),
        formula("q_{l+1} = \\sigma_w^2\\, E\\big[f(\\sqrt{q_l}\\, x)^2\\big] + \\sigma_b^2, \\qquad x \\sim N(0, 1).",
            equal(q -> average(random -> Math.pow(
                    dot(weights(random), map(Formulas08::gelu, normal(N, Math.sqrt(q), random)))
                        + random.nextGaussian(0, Math.sqrt(BIASES)), 2)),
                q -> WEIGHTS * expectation(x -> Math.pow(gelu(Math.sqrt(q) * x), 2)) + BIASES)
                .at(0.3, 1, 3).within(CHANCE)),
        formula("E\\big[\\mathrm{ReLU}(\\sqrt q\\, x)^2\\big] = \\frac q2, "
                + "\\qquad q_{l+1} = \\frac{\\sigma_w^2}{2}\\, q_l.",
            equal(q -> expectation(x -> Math.pow(relu(Math.sqrt(q) * x), 2)), q -> q / 2).on(0.01, 5),
            equal(q -> average(random -> Math.pow(
                    dot(weights(random), map(Numerics::relu, normal(N, Math.sqrt(q), random))), 2)),
                q -> WEIGHTS / 2 * q).at(0.3, 1, 3).within(CHANCE)),
        inline("2^{-49} \\approx 1.8 \\cdot 10^{-15}", equalNumbers(0.02, Math.pow(2, -49) / 1.8e-15, 1)),
        formula("\\delta_l = f'(z_l) \\sum_{j=1}^{n} w_j\\, \\delta_{l+1,\\,j}.",
            equalArrays(random -> {
              double[] z = normal(N, random);
              double[] w = normal(N * N, random);
              double[] above = times(w, N, map(Math::tanh, z));
              // The loss is the sum of the sines of the pre-activations above, so their δ are the cosines.
              double[] sums = times(transposed(w, N), N, map(Math::cos, above));
              return List.of(gradient(v -> Arrays.stream(times(w, N, map(Math::tanh, v))).map(Math::sin).sum(), z),
                  elementwise(map(v -> 1 - Math.tanh(v) * Math.tanh(v), z), sums));
            })),
        formula("E[\\delta_l^2] = \\chi\\; E[\\delta_{l+1}^2], "
                + "\\qquad \\chi = \\sigma_w^2\\, E\\big[f'(\\sqrt q\\, x)^2\\big].",
            equal(q -> average(random -> Math.pow(geluSlope(random.nextGaussian(0, Math.sqrt(q)))
                    * dot(weights(random), normal(N, 1.3, random)), 2)),
                q -> WEIGHTS * expectation(x -> Math.pow(geluSlope(Math.sqrt(q) * x), 2)) * 1.3 * 1.3)
                .at(0.3, 1, 3).within(CHANCE)),
        inline("\\chi = \\sigma_w^2/2",
            equal(q -> WEIGHTS * expectation(x -> Math.sqrt(q) * x > 0 ? 1 : 0), q -> WEIGHTS / 2).on(1, 5)),
        formula("\\chi \\le \\frac{\\sigma_w^2}{16}.",
            atMost(q -> WEIGHTS * expectation(x -> Math.pow(sigmoidSlope(Math.sqrt(q) * x), 2)), q -> WEIGHTS / 16)
                .on(0, 5).within(1e-12),
            equalNumbers(1e-9, WEIGHTS * expectation(x -> Math.pow(sigmoidSlope(0 * x), 2)), WEIGHTS / 16)),
        inline("\\mathrm{ReLU}(cx) = c\\,\\mathrm{ReLU}(x)",
            equal(x -> relu(2.5 * x), x -> 2.5 * relu(x)).on(-3, 3)),
        formula("\\frac{d}{dq} E\\big[F(\\sqrt q\\, x)\\big] = "
                + "E\\left[\\frac{x}{2\\sqrt q}\\, F'(\\sqrt q\\, x)\\right] "
                + "= \\tfrac12 E\\big[F''(\\sqrt q\\, x)\\big].",
            derivativeOfMean(z -> z * z * z * z, z -> 4 * z * z * z, z -> 12 * z * z),
            derivativeOfMean(z -> Math.sin(z) * Math.sin(z), z -> Math.sin(2 * z), z -> 2 * Math.cos(2 * z))),
        inline("E[x\\, g(x)] = E[g'(x)]",
            equal(a -> expectation(x -> x * Math.sin(a * x)), a -> expectation(x -> a * Math.cos(a * x))).on(0, 3)),
        inline("F'' = 2 f'^2 + 2 f f''",
            equal(x -> curvature(v -> Math.pow(Math.tanh(v), 2), x), x -> {
              double f = Math.tanh(x);
              double first = 1 - f * f;
              return 2 * first * first + 2 * f * (-2 * f * first);
            }).on(-3, 3).within(1e-8)),
        formula("\\text{slope} = \\sigma_w^2\\, E\\big[f'^2\\big] + \\sigma_w^2\\, E\\big[f f''\\big] "
                + "= \\chi + \\sigma_w^2\\, E\\big[f f''\\big]",
            slopeOfMap(Formulas08::gelu, Formulas08::geluSlope, z -> (2 - z * z) * density(z)),
            slopeOfMap(Math::tanh, z -> 1 - Math.tanh(z) * Math.tanh(z),
                z -> -2 * Math.tanh(z) * (1 - Math.tanh(z) * Math.tanh(z)))),
        formula("\\sigma_w^2 = \\frac{1}{E\\big[f'(\\sqrt q\\, x)^2\\big]}, "
                + "\\qquad \\sigma_b^2 = q - \\sigma_w^2\\, E\\big[f(\\sqrt q\\, x)^2\\big].",
            equal(q -> edge(q).weightVariance() * expectation(x -> Math.pow(geluSlope(Math.sqrt(q) * x), 2)), q -> 1)
                .at(1, 4, 10),
            equal(q -> edge(q).weightVariance() * expectation(x -> Math.pow(gelu(Math.sqrt(q) * x), 2))
                + edge(q).biasVariance(), q -> q).at(1, 4, 10)),
        formula("\\chi_{\\text{norm}} = \\frac{\\sigma_w^2\\, E\\big[f'(\\sqrt q\\, x)^2\\big]}"
                + "{\\mathrm{Var}\\big[f(\\sqrt q\\, x)\\big]}, \\qquad q = \\sigma_w^2.",
            normalised(Numerics::relu, z -> z > 0 ? 1 : 0), normalised(Formulas08::gelu, Formulas08::geluSlope),
            normalised(Numerics::sigmoid, Formulas08::sigmoidSlope)),
        inline("\\mathrm{Var} = \\tfrac q2 - \\tfrac{q}{2\\pi}",
            equal(q -> variance(x -> relu(Math.sqrt(q) * x)), q -> q / 2 - q / (2 * Math.PI)).on(0.01, 5)),
        inline("\\dfrac{1}{1 - 1/\\pi} \\approx 1.47",
            equal(weights -> weights * 0.5 / variance(x -> relu(Math.sqrt(weights) * x)),
                weights -> 1 / (1 - 1 / Math.PI)).on(0.5, 3),
            equalNumbers(0.003, 1 / (1 - 1 / Math.PI), 1.47)),
        inline("E[g'^2] = 0.4559/0.3456 = 1.32",
            equalNumbers(5e-5, expectation(x -> Math.pow(geluSlope(x), 2)), 0.4559),
            equalNumbers(5e-5, variance(Formulas08::gelu), 0.3456), equalNumbers(0.004, 0.4559 / 0.3456, 1.32)));
  }

  private static double gelu(double x) {
    return x * SpecialFunctions.normalCdf(x);
  }

  private static EdgeOfChaos edge(double q) {
    return EdgeOfChaos.at(Activations.gelu(), q);
  }

  private static double geluSlope(double x) {
    return SpecialFunctions.normalCdf(x) + x * density(x);
  }

  private static double sigmoidSlope(double x) {
    return sigmoid(x) * (1 - sigmoid(x));
  }

  /** The weights of a unit with N inputs. */
  private static double[] weights(SplittableRandom random) {
    return normal(N, Math.sqrt(WEIGHTS / N), random);
  }

  private static double variance(DoubleUnaryOperator f) {
    double mean = expectation(f);
    return expectation(x -> Math.pow(f.applyAsDouble(x) - mean, 2));
  }

  private static Evidence derivativeOfMean(
      DoubleUnaryOperator f, DoubleUnaryOperator first, DoubleUnaryOperator second) {
    return equal(
        q -> slope(v -> expectation(x -> f.applyAsDouble(Math.sqrt(v) * x)), q),
        q -> expectation(x -> x / (2 * Math.sqrt(q)) * first.applyAsDouble(Math.sqrt(q) * x)),
        q -> expectation(x -> second.applyAsDouble(Math.sqrt(q) * x)) / 2).at(0.5, 1, 2);
  }

  private static Evidence slopeOfMap(DoubleUnaryOperator f, DoubleUnaryOperator first, DoubleUnaryOperator second) {
    DoubleUnaryOperator chi = q -> WEIGHTS * expectation(x -> Math.pow(first.applyAsDouble(Math.sqrt(q) * x), 2));
    return equal(
        q -> slope(v -> WEIGHTS * expectation(x -> Math.pow(f.applyAsDouble(Math.sqrt(v) * x), 2)), q),
        q -> chi.applyAsDouble(q) + WEIGHTS * expectation(
            x -> f.applyAsDouble(Math.sqrt(q) * x) * second.applyAsDouble(Math.sqrt(q) * x))).at(0.5, 1, 2);
  }

  /** The formula, against gradients sent back through wide layers, each normalised before the next weights. */
  private static Evidence normalised(DoubleUnaryOperator f, DoubleUnaryOperator first) {
    return equal(
        weights -> average(WIDE_LAYERS, random -> normalisedLayer(f, first, weights, random)),
        weights -> weights * expectation(x -> Math.pow(first.applyAsDouble(Math.sqrt(weights) * x), 2))
            / variance(x -> f.applyAsDouble(Math.sqrt(weights) * x))).at(WEIGHTS).within(0.1);
  }

  /** The mean square of the gradient at the pre-activations of a layer, if it is 1 at those of the next. */
  private static double normalisedLayer(
      DoubleUnaryOperator f, DoubleUnaryOperator first, double weights, SplittableRandom random) {
    double[] z = normal(WIDE, Math.sqrt(weights), random);
    double[] h = map(f, z);
    double mean = Arrays.stream(h).average().getAsDouble();
    double deviation = Math.sqrt(meanSquare(map(v -> v - mean, h)));
    double[] y = map(v -> (v - mean) / deviation, h);
    double[] w = normal(WIDE * WIDE, Math.sqrt(weights / WIDE), random);
    double[] above = normal(WIDE, random);
    double[] dy = times(transposed(w, WIDE), WIDE, above);
    // The derivative of the normalisation: what shifts or stretches all of h alike does not pass.
    double shift = Arrays.stream(dy).average().getAsDouble();
    double stretch = dot(dy, y) / WIDE;
    double[] delta = new double[WIDE];
    Arrays.setAll(delta, i -> first.applyAsDouble(z[i]) * (dy[i] - shift - y[i] * stretch) / deviation);
    return meanSquare(delta) / meanSquare(above);
  }
}
