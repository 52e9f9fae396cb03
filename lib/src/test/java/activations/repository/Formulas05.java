package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.average;
import static activations.repository.Numerics.curvature;
import static activations.repository.Numerics.density;
import static activations.repository.Numerics.distribution;
import static activations.repository.Numerics.gelu;
import static activations.repository.Numerics.integral;
import static activations.repository.Numerics.slope;

import activations.SpecialFunctions;
import java.util.List;
import java.util.SplittableRandom;

/** The formulas of 05-gelu-from-a-coin-flip. */
final class Formulas05 {

  /** Five standard errors of a mean of 200 000 zeros and ones. */
  private static final double CHANCE = 5 * 0.5 / 447;

  private static final double LOWEST = -0.7517915247;

  private static final double GELU_THERE = gelu(-0.8);

  private Formulas05() {}

  static List<Formula> all() {
    return List.of(
        formula("\\Phi(x) = P(Z \\le x), \\qquad Z \\sim \\mathcal N(0, 1),",
            equal(Numerics::distribution, x -> average(random -> random.nextGaussian() <= x ? 1 : 0))
                .at(-2, -1, 0, 0.5, 1.5).within(CHANCE),
            equal(Numerics::distribution, SpecialFunctions::normalCdf).on(-8, 8)),
        inline("\\Phi(-x) = 1 - \\Phi(x)",
            equal(x -> integral(Numerics::density, -12, -x), x -> 1 - integral(Numerics::density, -12, x)).on(-4, 4)),
        inline("\\varphi(x) = e^{-x^2/2}/\\sqrt{2\\pi}",
            equal(x -> slope(SpecialFunctions::normalCdf, x), Numerics::density).on(-5, 5)),
        inline("20\\,(1 - 0.8413) \\approx 3", equalNumbers(0.1, 20 * (1 - 0.8413), 3)),
        formula("E[x\\,m] = x\\cdot P(m = 1) + 0\\cdot P(m = 0) = x\\,\\Phi(x).",
            equal(x -> average(random -> x * kept(x, random)), Numerics::gelu)
                .at(-2, -1, 0, 0.5, 1.5).within(2 * CHANCE)),
        formula("\\operatorname{Var}[x\\,m] = E[x^2 m^2] - E[x\\,m]^2 = x^2\\,\\Phi(x) - x^2\\,\\Phi(x)^2 "
                + "= x^2\\,\\Phi(x)\\,\\bigl(1 - \\Phi(x)\\bigr).",
            equal(Formulas05::varianceOfPasses,
                x -> average(random -> Math.pow(x * kept(x, random), 2)) - gelu(x) * gelu(x),
                x -> x * x * distribution(x) - Math.pow(x * distribution(x), 2),
                x -> x * x * distribution(x) * (1 - distribution(x))).at(-2, -1, 0, 0.5, 1.5).within(4 * CHANCE)),
        formula("s_n = |x|\\,\\sqrt{\\frac{\\Phi(x)(1-\\Phi(x))}{n}}.",
            // The mean square error of 4000 means of n passes, in parts of the formula's.
            equal(n -> average(4000, random -> Math.pow(meanOfPasses(-0.8, n, random) - GELU_THERE, 2))
                    / (0.8 * 0.8 * distribution(-0.8) * (1 - distribution(-0.8)) / n), n -> 1)
                .at(5, 20, 80).within(0.12)),
        inline("\\operatorname{erf}(z) = \\frac{2}{\\sqrt\\pi}\\int_0^z e^{-s^2}\\,ds",
            equal(SpecialFunctions::erf, z -> 2 / Math.sqrt(Math.PI) * integral(s -> Math.exp(-s * s), 0, z))
                .on(-4, 4)),
        formula("\\Phi(x) = \\tfrac12 + \\frac1{\\sqrt{2\\pi}}\\int_0^x e^{-t^2/2}\\,dt "
                + "= \\tfrac12 + \\frac{1}{\\sqrt\\pi}\\int_0^{x/\\sqrt2} e^{-s^2}\\,ds "
                + "= \\tfrac12\\Bigl[1 + \\operatorname{erf}\\frac{x}{\\sqrt2}\\Bigr].",
            equal(Numerics::distribution,
                x -> 0.5 + integral(t -> Math.exp(-t * t / 2), 0, x) / Math.sqrt(2 * Math.PI),
                x -> 0.5 + integral(s -> Math.exp(-s * s), 0, x / Math.sqrt(2)) / Math.sqrt(Math.PI),
                x -> (1 + SpecialFunctions.erf(x / Math.sqrt(2))) / 2).on(-6, 6)),
        inline("\\operatorname{erfc}(z) = 1 - \\operatorname{erf}(z)",
            equal(SpecialFunctions::erfc, z -> 1 - SpecialFunctions.erf(z)).on(-4, 4)),
        inline("\\operatorname{erf}(-z) = -\\operatorname{erf}(z)",
            equal(z -> SpecialFunctions.erf(-z), z -> -SpecialFunctions.erf(z)).on(-4, 4)),
        inline("\\Phi(x) = \\tfrac12\\operatorname{erfc}(-x/\\sqrt2)",
            equal(Numerics::distribution, x -> SpecialFunctions.erfc(-x / Math.sqrt(2)) / 2).on(-6, 6)),
        formula("\\operatorname{GELU}'(x) = 1\\cdot\\Phi(x) + x\\cdot\\varphi(x).",
            equal(x -> slope(Numerics::gelu, x), x -> distribution(x) + x * density(x)).on(-6, 6)),
        inline("\\varphi'(x) = -x\\,\\varphi(x)",
            equal(x -> slope(Numerics::density, x), x -> -x * density(x)).on(-6, 6)),
        formula("\\operatorname{GELU}''(x) = \\varphi(x) + \\varphi(x) - x^2\\varphi(x) = (2 - x^2)\\,\\varphi(x),",
            equal(x -> curvature(Numerics::gelu, x), x -> density(x) + density(x) - x * x * density(x),
                x -> (2 - x * x) * density(x)).on(-6, 6).within(1e-8)),
        inline("\\operatorname{GELU}'(x) + \\operatorname{GELU}'(-x) = \\Phi(x) + \\Phi(-x) = 1",
            equal(x -> slope(Numerics::gelu, x) + slope(Numerics::gelu, -x), x -> distribution(x) + distribution(-x),
                x -> 1).on(0, 5)),
        formula("\\Phi(x) = -x\\,\\varphi(x).",
            equal(Numerics::distribution, x -> -x * density(x)).at(LOWEST),
            atMost(x -> gelu(LOWEST), Numerics::gelu).on(-5, 2),
            // There is no second solution: left of it the right side is larger, right of it the left side.
            atMost(Numerics::distribution, x -> -x * density(x)).on(-6, LOWEST - 1e-6).within(0),
            atMost(x -> -x * density(x), Numerics::distribution).on(LOWEST + 1e-6, 6).within(0)),
        formula("f_\\sigma(x) = x\\,\\Phi\\Bigl(\\frac{x}{\\sigma}\\Bigr).",
            equal(sigma -> average(random -> sigma * random.nextGaussian() <= 0.7 ? 0.7 : 0),
                sigma -> 0.7 * distribution(0.7 / sigma)).at(0.3, 1, 2).within(CHANCE)),
        formula("f_\\sigma(x) = \\sigma\\,\\operatorname{GELU}\\Bigl(\\frac{x}{\\sigma}\\Bigr).",
            equal(sigma -> -1.3 * distribution(-1.3 / sigma), sigma -> sigma * gelu(-1.3 / sigma)).on(0.1, 10),
            // Its limits: ReLU and x/2.
            equal(x -> x * distribution(x / 1e-3), Numerics::relu).at(-2, -0.5, 0.5, 2),
            equal(x -> x * distribution(x / 1e9), x -> x / 2).on(-2, 2).within(1e-8)),
        inline("\\operatorname{GELU}(x) \\approx x/2 + 0.4\\,x^2",
            equal(Numerics::gelu, x -> x / 2 + 0.4 * x * x).on(-0.3, 0.3).within(1e-3)),
        inline("\\Phi(-0.1) = 0.46", equalNumbers(5e-3, distribution(-0.1), 0.46)),
        inline("0.1\\,\\Phi(0.1) = 0.054", equalNumbers(5e-4, gelu(0.1), 0.054)),
        inline("-0.1\\,\\Phi(-0.1) = -0.046", equalNumbers(5e-4, gelu(-0.1), -0.046)));
  }

  /** m: 1 if a normal number lies below x, else 0. */
  private static double kept(double x, SplittableRandom random) {
    return random.nextGaussian() <= x ? 1 : 0;
  }

  private static double varianceOfPasses(double x) {
    double mean = gelu(x);
    return average(random -> Math.pow(x * kept(x, random) - mean, 2));
  }

  private static double meanOfPasses(double x, double n, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x * kept(x, random) / n;
    }
    return sum;
  }
}
