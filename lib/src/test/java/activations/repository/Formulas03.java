package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.average;
import static activations.repository.Numerics.curvature;
import static activations.repository.Numerics.dot;
import static activations.repository.Numerics.expectation;
import static activations.repository.Numerics.gradient;
import static activations.repository.Numerics.largest;
import static activations.repository.Numerics.normal;
import static activations.repository.Numerics.sigmoid;
import static activations.repository.Numerics.slope;
import static activations.repository.Numerics.times;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** The formulas of 03-checking-a-derivative. */
final class Formulas03 {

  /** A step of a finite difference for which ξ and η have little room. */
  private static final double STEP = 0.01;

  /** To how many parts values are rounded where the rounding of a difference is looked at. */
  private static final double DELTA = 1e-7;

  private static final double MOST_CURVATURE = Math.sqrt(3) / 18;
  private static final double MOST_THIRD = 1 / 8.0;

  private static final int N = 10;
  private static final double M = expectation(Numerics::sigmoid);
  private static final double Q = expectation(z -> sigmoid(z) * sigmoid(z));

  /** The averages of all hᵢhⱼ for the outputs of N sigmoids. */
  private static final double[] MOMENTS = new double[N * N];

  static {
    Arrays.setAll(MOMENTS, i -> i / N == i % N ? Q : M * M);
  }

  private Formulas03() {}

  static List<Formula> all() {
    return List.of(
        formula("\\frac{f(x+h) - f(x)}{h} = f'(x) + \\frac h2 f''(\\xi),",
            withinRange(x -> (forward(Math::exp, x) - Math.exp(x)) / (STEP / 2), Math::exp),
            withinRange(x -> (forward(Math::sin, x) - Math.cos(x)) / (STEP / 2), x -> -Math.sin(x))),
        formula("\\frac{f(x+h) - f(x-h)}{2h} = f'(x) + \\frac{h^2}{6} f'''(\\eta),",
            withinRange(x -> (central(Math::exp, x) - Math.exp(x)) / (STEP * STEP / 6), Math::exp),
            withinRange(x -> (central(Math::sin, x) - Math.cos(x)) / (STEP * STEP / 6), x -> -Math.cos(x))),
        inline("2^{-51} \\approx 4 \\cdot 10^{-16}", equalNumbers(5e-17, Math.pow(2, -51), 4e-16)),
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
        formula("1 - \\sigma(z) = \\frac{1 + e^{-z} - 1}{1 + e^{-z}} = \\frac{e^{-z}}{1 + e^{-z}} = \\sigma(-z),",
            equal(z -> 1 - sigmoid(z), z -> (1 + Math.exp(-z) - 1) / (1 + Math.exp(-z)),
                z -> Math.exp(-z) / (1 + Math.exp(-z)), z -> sigmoid(-z)).on(-9, 9)),
        inline("1 - \\left(\\frac{1 - t}{1 + t}\\right)^2 = \\frac{(1 + t)^2 - (1 - t)^2}{(1 + t)^2} "
                + "= \\frac{4t}{(1 + t)^2}",
            equal(t -> 1 - Math.pow((1 - t) / (1 + t), 2),
                t -> (Math.pow(1 + t, 2) - Math.pow(1 - t, 2)) / Math.pow(1 + t, 2), t -> 4 * t / Math.pow(1 + t, 2),
                t -> 1 - Math.pow(Math.tanh(-Math.log(t) / 2), 2)).on(0.01, 1)),
        inline("1/\\cosh^2 x", equal(x -> 1 - Math.pow(Math.tanh(x), 2), x -> Math.pow(Math.cosh(x), -2)).on(-5, 5)),
        formula("L = \\frac12\\,\\overline{(h_1e_1 + h_2e_2)^2} = \\frac q2\\,(e_1^2 + e_2^2) + m^2\\,e_1e_2.",
            // An average over random inputs, for errors of one sign and of two.
            equalNumbers(1e-3, average(random -> halfSquare(random, 0.6, 0.9)), loss(0.6, 0.9)),
            equalNumbers(1e-3, average(random -> halfSquare(random, 1, -0.7)), loss(1, -0.7))),
        formula("L = \\frac{q + m^2}{4}\\,s^2 + \\frac{q - m^2}{4}\\,d^2.",
            equal(e -> loss(e, 0.4), e -> (Q + M * M) / 4 * Math.pow(e + 0.4, 2)
                + (Q - M * M) / 4 * Math.pow(e - 0.4, 2)).on(-3, 3)),
        inline("\\eta\\,(q e_1 + m^2 e_2)",
            equalArrays(random -> {
              double[] e = normal(2, random);
              return List.of(gradient(v -> loss(v[0], v[1]), e),
                  new double[] {Q * e[0] + M * M * e[1], Q * e[1] + M * M * e[0]});
            })),
        formula("s \\to (1 - \\eta\\,(q + m^2))\\,s, \\qquad d \\to (1 - \\eta\\,(q - m^2))\\,d.",
            equalArrays(random -> {
              double[] e = normal(2, random);
              double rate = random.nextDouble(5);
              double[] slope = gradient(v -> loss(v[0], v[1]), e);
              double first = e[0] - rate * slope[0];
              double second = e[1] - rate * slope[1];
              return List.of(new double[] {first + second, first - second},
                  new double[] {(1 - rate * (Q + M * M)) * (e[0] + e[1]), (1 - rate * (Q - M * M)) * (e[0] - e[1])});
            })),
        inline("m = \\frac12", equalNumbers(1e-9, M, 0.5)),
        inline("q = 0.2934", equalNumbers(5e-5, Q, 0.2934)),
        inline("q + m^2 = 0.5434", equalNumbers(5e-5, Q + M * M, 0.5434)),
        inline("q - m^2 = 0.0434", equalNumbers(5e-5, Q - M * M, 0.0434),
            equalNumbers(0.05, (Q + M * M) / (Q - M * M), 12.5)),
        inline("1/0.5434 = 1.84", equalNumbers(5e-3, 1 / 0.5434, 1.84)),
        inline("1/0.0434 = 23", equalNumbers(0.05, 1 / 0.0434, 23)),
        inline("2/0.5434 = 3.68", equalNumbers(5e-3, 2 / 0.5434, 3.68)),
        inline("e^{-(x + ih)} = e^{-x}(\\cos h - i \\sin h)",
            // The solution of w′(h) = −i·w(h) with w(0) = e^(−x).
            equal(h -> slope(Math::cos, h), h -> -Math.sin(h)).on(-3, 3),
            equal(h -> -slope(Math::sin, h), h -> -Math.cos(h)).on(-3, 3)),
        formula("\\frac{\\operatorname{Im}\\,\\sigma(x + ih)}{h} = \\frac{1}{h} \\cdot "
                + "\\frac{e^{-x}\\sin h}{(1 + e^{-x}\\cos h)^2 + (e^{-x}\\sin h)^2}.",
            // σ(w)·(1 + e^(−w)) = 1 in its imaginary part, for the real part that goes with it; and the limit.
            equal(x -> complexStep(x, 1e-100), x -> sigmoid(x) * (1 - sigmoid(x))).on(-6, 6),
            equal(x -> 0.7 * complexStep(x, 0.7) * (1 + Math.exp(-x) * Math.cos(0.7)),
                x -> realPart(x, 0.7) * Math.exp(-x) * Math.sin(0.7)).on(-3, 3)),
        formula("\\lambda_{\\max} = q + (n - 1)\\,m^2, \\qquad \\lambda_{\\min} = q - m^2,",
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
            atMost(angle -> Q - M * M, Formulas03::rayleigh, angle -> Q + (N - 1) * M * M).on(0, 3)),
        inline("\\lambda_{\\max}/\\lambda_{\\min} = 58.6",
            equalNumbers(0.05, (Q + (N - 1) * M * M) / (Q - M * M), 58.6)),
        inline("(1 - 1/58.6)^{2t} = 0.01", equalNumbers(2e-4, Math.pow(1 - 1 / 58.6, 2 * 134), 0.01)));
  }

  /** Half the squared error of a unit with two inputs from sigmoids, for one sample. */
  private static double halfSquare(SplittableRandom random, double e1, double e2) {
    double off = sigmoid(random.nextGaussian()) * e1 + sigmoid(random.nextGaussian()) * e2;
    return off * off / 2;
  }

  private static double loss(double e1, double e2) {
    return Q / 2 * (e1 * e1 + e2 * e2) + M * M * e1 * e2;
  }

  private static double complexStep(double x, double h) {
    double sine = Math.exp(-x) * Math.sin(h);
    return sine / (Math.pow(1 + Math.exp(-x) * Math.cos(h), 2) + sine * sine) / h;
  }

  /** Re σ(x + ih). */
  private static double realPart(double x, double h) {
    double real = 1 + Math.exp(-x) * Math.cos(h);
    return real / (real * real + Math.pow(Math.exp(-x) * Math.sin(h), 2));
  }

  /** vᵀAv / vᵀv for a vector that turns with the angle. */
  private static double rayleigh(double angle) {
    double[] v = new double[N];
    Arrays.setAll(v, i -> Math.cos(angle * i));
    return dot(v, times(MOMENTS, N, v)) / dot(v, v);
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
}
