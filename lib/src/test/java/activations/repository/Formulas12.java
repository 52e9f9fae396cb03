package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.average;
import static activations.repository.Numerics.curvature;
import static activations.repository.Numerics.integral;
import static activations.repository.Numerics.normal;
import static activations.repository.Numerics.slope;

import java.util.List;

/** The formulas of 11-choosing-an-activation. */
final class Formulas12 {

  /** Five standard errors of a mean of 200 000 zeros and ones. */
  private static final double CHANCE = 5 * 0.5 / 447;

  private Formulas12() {}

  static List<Formula> all() {
    return List.of(
        formula("u''(x) = \\sum_i v_i\\, w_i^2\\, f''(w_i x + b_i).",
            equalArrays(random -> {
              double[] v = normal(3, 0.3, random);
              double[] w = normal(3, random);
              double[] b = normal(3, random);
              double x = random.nextGaussian();
              double second = 0;
              for (int i = 0; i < 3; i++) {
                // sin″ = −sin
                second += v[i] * w[i] * w[i] * -Math.sin(w[i] * x + b[i]);
              }
              return List.of(new double[] {second}, new double[] {curvature(at -> {
                double u = 0;
                for (int i = 0; i < 3; i++) {
                  u += v[i] * Math.sin(w[i] * at + b[i]);
                }
                return u;
              }, x)});
            })),
        formula("f(x) = x\\,\\Bigl(\\tfrac12 + \\tfrac1\\pi\\arctan x\\Bigr),",
            // A Cauchy number is the quotient of two normal ones.
            equal(Formulas12::arctanGate,
                x -> average(random -> random.nextGaussian() / random.nextGaussian() <= x ? x : 0))
                .at(-2, -1, 0, 0.5, 1.5).within(2 * CHANCE)),
        inline("\\arctan' x = 1/(1 + x^2)", equal(x -> slope(Math::atan, x), x -> 1 / (1 + x * x)).on(-8, 8)),
        formula("f'(x) = \\tfrac12 + \\tfrac1\\pi\\arctan x + \\frac{x}{\\pi\\,(1 + x^2)}.",
            equal(x -> slope(Formulas12::arctanGate, x),
                x -> 0.5 + Math.atan(x) / Math.PI + x / (Math.PI * (1 + x * x))).on(-8, 8)),
        inline("-\\frac1\\pi = -0.318", equalNumbers(5e-4, -1 / Math.PI, -0.318, arctanGate(-1e5))),
        inline("f''(x) = \\frac{2}{\\pi(1+x^2)^2}",
            equal(x -> curvature(Formulas12::arctanGate, x), x -> 2 / (Math.PI * Math.pow(1 + x * x, 2)))
                .on(-6, 6).within(1e-8)),
        inline("2\\cdot0.3467 = 0.69", equalNumbers(0.005, 2 * 0.3467, 0.69)),
        inline("g'(x) = \\frac{1}{2\\,(1 + |x|)^2}",
            equal(x -> slope(Formulas12::softsignGate, x), x -> 1 / (2 * Math.pow(1 + Math.abs(x), 2)))
                .on(-8, -0.01).on(0.01, 8)),
        inline("|x|\\,g(x) = \\frac{|x|}{2(1 + |x|)}",
            equal(x -> Math.abs(x) * softsignGate(x), x -> Math.abs(x) / (2 * (1 + Math.abs(x)))).on(-20, 0)),
        inline("g(x) = \\tfrac12\\bigl(1 + \\frac{x}{\\sqrt{1 + x^2}}\\bigr)",
            equal(Formulas12::algebraicGate, x -> 0.5 + integral(t -> Math.pow(1 + t * t, -1.5) / 2, 0, x)).on(-6, 6)),
        inline("x = -\\sqrt{0.618} = -0.786",
            equalNumbers(5e-4, -Math.sqrt(0.618), -0.786),
            atMost(x -> -0.786 * algebraicGate(-0.786), x -> x * algebraicGate(x)).on(-5, 2).within(1e-6),
            equalNumbers(5e-4, -0.786 * algebraicGate(-0.786), -0.150)));
  }

  private static double arctanGate(double x) {
    return x * (0.5 + Math.atan(x) / Math.PI);
  }

  private static double softsignGate(double x) {
    return (1 + x / (1 + Math.abs(x))) / 2;
  }

  private static double algebraicGate(double x) {
    return (1 + x / Math.sqrt(1 + x * x)) / 2;
  }
}
