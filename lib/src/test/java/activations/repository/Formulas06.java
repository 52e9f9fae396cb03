package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.average;
import static activations.repository.Numerics.density;
import static activations.repository.Numerics.distribution;
import static activations.repository.Numerics.gelu;
import static activations.repository.Numerics.integral;
import static activations.repository.Numerics.sigmoid;
import static activations.repository.Numerics.slope;

import activations.Activations;
import activations.SpecialFunctions;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The formulas of 06-approximating-gelu. */
final class Formulas06 {

  private static final double C = Math.sqrt(2 / Math.PI);

  private Formulas06() {}

  static List<Formula> all() {
    return List.of(
        formula("\\operatorname{GELU}(x) = x\\,\\Phi(x), \\qquad \\Phi(x) = \\int_{-\\infty}^x \\varphi(t)\\,dt, "
                + "\\qquad \\varphi(t) = \\frac{e^{-t^2/2}}{\\sqrt{2\\pi}}.",
            equal(Activations.gelu()::value, x -> x * integral(Numerics::density, -12, x)).on(-6, 6),
            equal(SpecialFunctions::normalPdf, t -> Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI)).on(-6, 6)),
        formula("\\tfrac12\\,(1 + \\tanh u) = \\sigma(2u).",
            equal(u -> (1 + Math.tanh(u)) / 2, u -> sigmoid(2 * u)).on(-9, 9)),
        formula("t(x) = \\ln\\frac{\\Phi(x)}{\\Phi(-x)}.",
            // It solves σ(t) = Φ(x).
            equal(x -> sigmoid(logOdds(x)), Numerics::distribution).on(-6, 6)),
        inline("2\\varphi(0) = 2/\\sqrt{2\\pi}", equalNumbers(1e-15, 2 * density(0), 2 / Math.sqrt(2 * Math.PI))),
        formula("u'(0) = \\sqrt{\\frac2\\pi}.",
            equalNumbers(1e-9, slope(Formulas06::tanhArgument, 0), Math.sqrt(2 / Math.PI))),
        inline("\\varphi(t) = \\tfrac c2\\,(1 - \\tfrac{t^2}2 + \\dots)",
            series(Numerics::density, t -> C / 2 * (1 - t * t / 2), 4)),
        inline("2\\Phi(x) - 1 = c\\,(x - \\tfrac{x^3}6 + \\dots)",
            series(x -> 2 * distribution(x) - 1, x -> C * (x - x * x * x / 6), 5)),
        inline("\\operatorname{artanh} w = w + \\tfrac{w^3}3 + \\dots",
            series(Formulas06::artanh, w -> w + w * w * w / 3, 5)),
        inline("u = c\\,x - \\tfrac c6\\,x^3 + \\tfrac{c^3}3\\,x^3 + \\dots "
                + "= c\\,\\bigl(x + (\\tfrac{c^2}3 - \\tfrac16)\\,x^3\\bigr) + \\dots",
            series(Formulas06::tanhArgument, x -> C * x - C / 6 * x * x * x + C * C * C / 3 * x * x * x, 5),
            equal(x -> C * x - C / 6 * x * x * x + C * C * C / 3 * x * x * x,
                x -> C * (x + (C * C / 3 - 1 / 6.0) * x * x * x)).on(-3, 3)),
        formula("\\frac{c^2}{3} - \\frac16 = \\frac{2}{3\\pi} - \\frac16 = \\frac{4 - \\pi}{6\\pi}.",
            equalNumbers(1e-15, C * C / 3 - 1 / 6.0, 2 / (3 * Math.PI) - 1 / 6.0, (4 - Math.PI) / (6 * Math.PI)),
            // The constant that is right near 0.
            equal(x -> (tanhArgument(x) / C - x) / (x * x * x), x -> (4 - Math.PI) / (6 * Math.PI))
                .at(0.05).within(1e-6)),
        formula("\\operatorname{GELU}(x) = \\tfrac12\\,x\\,\\operatorname{erfc}\\Bigl(-\\frac x{\\sqrt2}\\Bigr).",
            equal(Numerics::gelu, x -> x / 2 * SpecialFunctions.erfc(-x / Math.sqrt(2))).on(-6, 6),
            // Far to the left its relative error is as small.
            equal(x -> x / 2 * SpecialFunctions.erfc(-x / Math.sqrt(2)) / gelu(x), x -> 1).on(-9, -1).within(1e-8)),
        formula("\\operatorname{ulp}(x) = 2^{e - p + 1},",
            equal(x -> Math.ulp((float) x), x -> Math.scalb(1.0, Math.getExponent((float) x) - 24 + 1)).on(-9, 9),
            equal(Math::ulp, x -> Math.scalb(1.0, Math.getExponent(x) - 53 + 1)).on(-9, 9)),
        inline("2^{-24} \\approx 6\\cdot10^{-8}",
            equalNumbers(0.01, Math.pow(2, -24) / 6e-8, 1), equalNumbers(0, Math.ulp(-0.9999f), Math.pow(2, -24))),
        formula("S(a) = \\int_{-8}^{8} "
                + "\\bigl(x\\,\\sigma(a\\,x) - \\operatorname{GELU}(x)\\bigr)^2\\,\\varphi(x)\\,dx.",
            // The mean of the squared error for normal inputs, in parts of it.
            equal(a -> average(random -> Math.pow(error(random.nextGaussian(), a), 2)) / meanSquare(a), a -> 1)
                .at(1.2, 1.702, 2.2).within(0.02),
            // The best constant, as the solution says.
            atMost(a -> meanSquare(1.712), a -> meanSquare(a)).at(1, 1.6, 1.711, 1.713, 1.8, 2.5).within(0)),
        inline("\\sigma'(0) = \\tfrac14", equalNumbers(1e-9, slope(Numerics::sigmoid, 0), 1 / 4.0)),
        inline("\\varphi(0) = 0.3989", equalNumbers(5e-5, density(0), 0.3989)),
        inline("a/4 = \\varphi(0)",
            equal(a -> slope(x -> sigmoid(a * x), 0), a -> a / 4).on(0.5, 3),
            equalNumbers(1e-9, slope(x -> sigmoid(4 * density(0) * x), 0), slope(Numerics::distribution, 0))),
        inline("4\\varphi(0) = 2\\sqrt{2/\\pi} = 1.5958",
            equalNumbers(2e-5, 4 * density(0), 2 * Math.sqrt(2 / Math.PI), 1.5958)));
  }

  private static double artanh(double w) {
    return Math.log((1 + w) / (1 - w)) / 2;
  }

  /** The u with tanh u = 2Φ(x) − 1. */
  private static double tanhArgument(double x) {
    return artanh(2 * distribution(x) - 1);
  }

  private static double logOdds(double x) {
    return Math.log(distribution(x) / distribution(-x));
  }

  private static double error(double x, double a) {
    return x * sigmoid(a * x) - x * SpecialFunctions.normalCdf(x);
  }

  private static double meanSquare(double a) {
    return integral(x -> Math.pow(error(x, a), 2) * density(x), -8, 8);
  }

  /** Near 0 the function differs from the beginning of its series by the next power at most. */
  private static Evidence series(DoubleUnaryOperator f, DoubleUnaryOperator beginning, int next) {
    return atMost(x -> Math.abs(f.applyAsDouble(x) - beginning.applyAsDouble(x)) / Math.pow(Math.abs(x), next), x -> 1)
        .at(-0.1, -0.03, 0.03, 0.1);
  }
}
