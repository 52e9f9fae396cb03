package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.curvature;
import static activations.repository.Numerics.dot;
import static activations.repository.Numerics.expectation;
import static activations.repository.Numerics.largest;
import static activations.repository.Numerics.normal;
import static activations.repository.Numerics.sigmoid;
import static activations.repository.Numerics.slope;
import static activations.repository.Numerics.times;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The formulas of 02-sigmoid-and-tanh. */
final class Formulas02 {

  /** A step of a finite difference for which ξ and η have little room. */
  private static final double STEP = 0.01;

  /** To how many parts values are rounded where the rounding of a difference is looked at. */
  private static final double DELTA = 1e-7;

  private static final double MOST_CURVATURE = Math.sqrt(3) / 18;
  private static final double MOST_THIRD = 1 / 8.0;

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
        inline("0.9 \\cdot (1 - 0.9) = 0.09", equalNumbers(1e-15, 0.9 * (1 - 0.9), 0.09)),
        formula("\\frac{f(x+h) - f(x)}{h} = f'(x) + \\frac h2 f''(\\xi),",
            withinRange(x -> (forward(Math::exp, x) - Math.exp(x)) / (STEP / 2), Math::exp),
            withinRange(x -> (forward(Math::sin, x) - Math.cos(x)) / (STEP / 2), x -> -Math.sin(x))),
        formula("\\frac{f(x+h) - f(x-h)}{2h} = f'(x) + \\frac{h^2}{6} f'''(\\eta),",
            withinRange(x -> (central(Math::exp, x) - Math.exp(x)) / (STEP * STEP / 6), Math::exp),
            withinRange(x -> (central(Math::sin, x) - Math.cos(x)) / (STEP * STEP / 6), x -> -Math.cos(x))),
        formula("E_1(h) = \\frac{M_2}{2}\\,h + \\frac{2\\delta}{h} \\quad\\text{(forward)},",
            boundOfRounded(
                (f, x, h) -> (f.applyAsDouble(x + h) - f.applyAsDouble(x)) / h,
                h -> MOST_CURVATURE / 2 * h + 2 * DELTA / h)),
        formula("E_2(h) = \\frac{M_3}{6}\\,h^2 + \\frac{\\delta}{h} \\quad\\text{(central)}.",
            boundOfRounded(
                (f, x, h) -> (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h),
                h -> MOST_THIRD / 6 * h * h + DELTA / h)),
        formula("h_1 = 2\\sqrt{\\frac{\\delta}{M_2}}, \\qquad h_2 = \\sqrt[3]{\\frac{3\\delta}{M_3}}.",
            leastAt(h -> 0.3 / 2 * h + 2 * 0.02 / h, 2 * Math.sqrt(0.02 / 0.3)),
            leastAt(h -> 0.7 / 6 * h * h + 0.02 / h, Math.cbrt(3 * 0.02 / 0.7))),
        inline("M_2 = \\frac{\\sqrt3}{18}",
            equalNumbers(1e-6, largest(x -> Math.abs(curvature(Numerics::sigmoid, x)), -4, 4), Math.sqrt(3) / 18)),
        inline("M_3 = \\frac18", equalNumbers(1e-6,
            largest(x -> Math.abs(curvature(v -> sigmoid(v) * (1 - sigmoid(v)), x)), -4, 4), 1 / 8.0)),
        formula("\\sigma(x) = \\frac{1}{1 + e^{-x}} = \\frac{e^x}{1 + e^x}.",
            equal(x -> (1 + Math.tanh(x / 2)) / 2, x -> 1 / (1 + Math.exp(-x)), x -> Math.exp(x) / (1 + Math.exp(x)))
                .on(-30, 30)),
        inline("1 - \\sigma(z) = \\frac{1}{1 + e^z}", equal(z -> 1 - sigmoid(z), z -> 1 / (1 + Math.exp(z))).on(-9, 9)),
        formula("-\\ln(1 - \\sigma(z)) = \\ln(1 + e^{z}),",
            equal(z -> -Math.log(1 - sigmoid(z)), z -> Math.log(1 + Math.exp(z))).on(-10, 10)),
        inline("\\ln(1 + e^x) = \\ln\\left(e^x (e^{-x} + 1)\\right) = x + \\ln(1 + e^{-x})",
            equal(x -> Math.log(1 + Math.exp(x)), x -> Math.log(Math.exp(x) * (Math.exp(-x) + 1)),
                x -> x + Math.log(1 + Math.exp(-x))).on(-20, 20)),
        formula("\\frac{dx_{10}}{dx_0} = f'(x_0)\\, f'(x_1) \\cdots f'(x_9).",
            equal(x -> slope(v -> tenTimes(Math::sin, v), x), Formulas02::productOfCosines).on(-3, 3)),
        formula("\\lambda_{\\max} = q + (n - 1)\\,m^2, \\qquad \\lambda_{\\min} = q - m^2.",
            // The matrix times the vector of ones, and times any vector whose elements sum to 0.
            equalArrays(random -> {
              double[] ones = new double[N];
              Arrays.fill(ones, 1);
              return List.of(times(MOMENTS, N, ones), times(ones, 1, new double[] {Q + (N - 1) * M * M}));
            }),
            equalArrays(random -> {
              double[] v = normal(N, random);
              double mean = Arrays.stream(v).average().getAsDouble();
              double[] centred = Numerics.map(x -> x - mean, v);
              return List.of(times(MOMENTS, N, centred), times(centred, 1, new double[] {Q - M * M}));
            }),
            equal(x -> M * M, x -> expectation(Numerics::sigmoid) * expectation(Numerics::sigmoid)).at(0),
            atMost(angle -> Q - M * M, Formulas02::rayleigh, angle -> Q + (N - 1) * M * M).on(0, 3)),
        inline("(1 - 1/58.6)^{2t} = 0.01", equalNumbers(2e-4, Math.pow(1 - 1 / 58.6, 2 * 134), 0.01)),
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
            equal(z -> -Math.log(sigmoid(z)), z -> Math.log(1 + Math.exp(-z))).on(-20, 20)));
  }

  private static final int N = 10;
  private static final double M = expectation(Numerics::sigmoid);
  private static final double Q = expectation(z -> sigmoid(z) * sigmoid(z));

  /** All E[hᵢhⱼ] for the outputs of N sigmoids. */
  private static final double[] MOMENTS = new double[N * N];

  static {
    Arrays.setAll(MOMENTS, i -> i / N == i % N ? Q : M * M);
  }

  /** vᵀAv / vᵀv for a vector that turns with the angle. */
  private static double rayleigh(double angle) {
    double[] v = new double[N];
    Arrays.setAll(v, i -> Math.cos(angle * i));
    return dot(v, times(MOMENTS, N, v)) / dot(v, v);
  }

  private static double logOdds(double p) {
    return Math.log(p / (1 - p));
  }

  private static double crossEntropy(double y, double s) {
    return -y * Math.log(s) - (1 - y) * Math.log(1 - s);
  }

  private static double forward(DoubleUnaryOperator f, double x) {
    return (f.applyAsDouble(x + STEP) - f.applyAsDouble(x)) / STEP;
  }

  private static double central(DoubleUnaryOperator f, double x) {
    return (f.applyAsDouble(x + STEP) - f.applyAsDouble(x - STEP)) / (2 * STEP);
  }

  /** The value is one that the derivative takes less than a step away. */
  private static Evidence withinRange(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    return atMost(x -> -largest(v -> -derivative.applyAsDouble(v), x - STEP, x + STEP), value,
        x -> largest(derivative, x - STEP, x + STEP)).on(-2, 2);
  }

  /** A way to measure a slope. */
  @FunctionalInterface
  private interface Difference {
    double of(DoubleUnaryOperator f, double x, double h);
  }

  /** No error of a sigmoid rounded to within δ is above the bound, and the largest is at least half of it. */
  private static Evidence boundOfRounded(Difference difference, DoubleUnaryOperator bound) {
    DoubleUnaryOperator rounded = x -> 2 * DELTA * Math.rint(sigmoid(x) / (2 * DELTA));
    DoubleUnaryOperator worst = h -> largest(
        x -> Math.abs(difference.of(rounded, x, h) - sigmoid(x) * (1 - sigmoid(x))), -3, 3);
    return atMost(h -> 0.5 * bound.applyAsDouble(h) / bound.applyAsDouble(h),
        h -> worst.applyAsDouble(h) / bound.applyAsDouble(h), h -> 1).at(1e-4, 1e-3, 3e-3, 0.01, 0.1, 0.5);
  }

  private static Evidence leastAt(DoubleUnaryOperator error, double best) {
    return atMost(factor -> error.applyAsDouble(best), factor -> error.applyAsDouble(best * factor))
        .at(0.5, 0.9, 0.99, 0.999, 1.001, 1.01, 1.1, 2);
  }

  private static double tenTimes(DoubleUnaryOperator f, double x) {
    double y = x;
    for (int i = 0; i < 10; i++) {
      y = f.applyAsDouble(y);
    }
    return y;
  }

  private static double productOfCosines(double x) {
    double product = 1;
    double y = x;
    for (int i = 0; i < 10; i++) {
      product *= Math.cos(y);
      y = Math.sin(y);
    }
    return product;
  }
}
