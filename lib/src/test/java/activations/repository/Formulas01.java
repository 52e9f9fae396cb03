package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Evidence.equalNumbers;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.curvature;
import static activations.repository.Numerics.largest;
import static activations.repository.Numerics.normal;
import static activations.repository.Numerics.plus;
import static activations.repository.Numerics.relu;
import static activations.repository.Numerics.slope;
import static activations.repository.Numerics.times;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The formulas of 01-why-non-linearity. */
final class Formulas01 {

  private static final double[] BENDS = {-1, 0.5, 2, 3.5};
  private static final double INPUT = -0.8;
  private static final double[] WEIGHTS = {0.7, -2, 1.5, 0.4};

  private Formulas01() {}

  static List<Formula> all() {
    return List.of(
        formula("W_2\\,(W_1 x + b_1) + b_2 = (W_2 W_1)\\,x + (W_2 b_1 + b_2).",
            equalArrays(random -> {
              double[] x = normal(3, random);
              double[] w1 = normal(4 * 3, random);
              double[] b1 = normal(4, random);
              double[] w2 = normal(5 * 4, random);
              double[] b2 = normal(5, random);
              return List.of(
                  plus(times(w2, 4, plus(times(w1, 3, x), b1)), b2),
                  plus(times(times(w2, 4, w1), 3, x), plus(times(w2, 4, b1), b2)));
            })),
        inline("s(0,0) + s(1,1) = w_1 + w_2 + 2b = s(0,1) + s(1,0)",
            equalArrays(random -> {
              double[] w1w2b = normal(3, random);
              return List.of(
                  new double[] {score(0, 0, w1w2b) + score(1, 1, w1w2b)},
                  new double[] {w1w2b[0] + w1w2b[1] + 2 * w1w2b[2]},
                  new double[] {score(0, 1, w1w2b) + score(1, 0, w1w2b)});
            })),
        formula("\\frac{\\partial}{\\partial v} \\tfrac12 (y - t)^2 = (y - t)\\, f(z), \\qquad "
                + "\\frac{\\partial}{\\partial w_k} \\tfrac12 (y - t)^2 = (y - t)\\, v\\, f'(z)\\, x_k.",
            equal(v -> slope(moved -> lossOfUnit(moved, 0.3), v),
                v -> (v * Math.tanh(unit(0.3)) - 0.7) * Math.tanh(unit(0.3))).on(-2, 2),
            equal(w -> slope(moved -> lossOfUnit(1.5, moved), w), w -> (1.5 * Math.tanh(unit(w)) - 0.7) * 1.5
                * (1 - Math.tanh(unit(w)) * Math.tanh(unit(w))) * INPUT).on(-2, 2)),
        inline("\\frac14 \\cdot 4 \\cdot (½)^2 = 0.25", equalNumbers(0, 1 / 4.0 * 4 * (0.5 * 0.5), 0.25)),
        formula("h_1 = \\mathrm{ReLU}(x_1 + x_2), \\qquad h_2 = \\mathrm{ReLU}(x_1 + x_2 - 1), "
                + "\\qquad y = h_1 - 2 h_2.",
            // The bits of the number are the inputs: y is their exclusive or.
            equal(bits -> twoUnits((int) bits >> 1, (int) bits & 1), bits -> (int) bits >> 1 ^ (int) bits & 1)
                .at(0, 1, 2, 3)),
        formula("y = \\mathrm{ReLU}(s) - 2\\,\\mathrm{ReLU}(s - 1) + w\\,\\mathrm{ReLU}(s - 2).",
            equal(s -> relu(s) - 2 * relu(s - 1) + 2 * relu(s - 2), s -> s % 2).at(0, 1, 2, 3)),
        formula("g(x) = \\sum_i w_i\\,\\mathrm{ReLU}(x - k_i).",
            equal(Formulas01::sumOfUnits, x -> 0).on(-3, -1),
            equal(x -> slope(Formulas01::sumOfUnits, x), Formulas01::weightsLeftOf).at(-2, 0, 1, 3, 5)),
        inline("p(x) = \\frac{M}{2}(x - a)(b - x)",
            equal(x -> curvature(Formulas01::parabola, x), x -> -3).on(1, 2.5),
            equal(Formulas01::parabola, x -> 0).at(1, 2.5)),
        formula("\\max_x |f(x) - g(x)| \\;\\le\\; \\frac{M}{2} \\cdot \\frac h2 \\cdot \\frac h2 = \\frac{M h^2}{8}.",
            polygonBound(Math::sin, 1), polygonBound(Math::exp, Math.exp(4)), polygonBound(x -> x * x * x, 24),
            // A parabola has the same curvature everywhere: the bound is met.
            equal(n -> polygonError(x -> 5 * x * x / 2, n), n -> 5 * (4 / n) * (4 / n) / 8).at(1, 2, 8)),
        inline("\\frac{(2\\pi)^2}{8 n^2} = \\frac{\\pi^2}{2 n^2} \\approx \\frac{4.93}{n^2}",
            equal(n -> Math.pow(2 * Math.PI, 2) / (8 * n * n), n -> Math.PI * Math.PI / (2 * n * n)).on(1, 9),
            equalNumbers(0.001, Math.PI * Math.PI / 2, 4.93)),
        inline("t(x) = 2\\,\\mathrm{ReLU}(x) - 4\\,\\mathrm{ReLU}(x - ½)",
            equal(x -> 2 * relu(x) - 4 * relu(x - 0.5), x -> 1 - Math.abs(2 * x - 1)).on(0, 1)),
        inline("\\tan u = u + \\pi",
            equalNumbers(1e-9, Math.tan(flattest()), flattest() + Math.PI),
            // The line's errors at these four points are equally large, with signs in turn, and there is no larger one.
            equalNumbers(1e-9, -errorOfLine(0), errorOfLine(Math.PI - flattest()), -errorOfLine(Math.PI + flattest()),
                errorOfLine(2 * Math.PI), largest(Formulas01::errorOfLine, 0, 2 * Math.PI))),
        inline("|x| = \\mathrm{ReLU}(x) + \\mathrm{ReLU}(-x)", equal(Math::abs, x -> relu(x) + relu(-x)).on(-3, 3)));
  }

  private static double score(double x1, double x2, double[] w1w2b) {
    return w1w2b[0] * x1 + w1w2b[1] * x2 + w1w2b[2];
  }

  private static double twoUnits(double x1, double x2) {
    double h1 = relu(x1 + x2);
    double h2 = relu(x1 + x2 - 1);
    return h1 - 2 * h2;
  }

  private static double sumOfUnits(double x) {
    double sum = 0;
    for (int i = 0; i < BENDS.length; i++) {
      sum += WEIGHTS[i] * relu(x - BENDS[i]);
    }
    return sum;
  }

  private static double weightsLeftOf(double x) {
    double sum = 0;
    for (int i = 0; i < BENDS.length; i++) {
      sum += BENDS[i] < x ? WEIGHTS[i] : 0;
    }
    return sum;
  }

  /** For M = 3, from 1 to 2.5. */
  private static double parabola(double x) {
    return 3 / 2.0 * (x - 1) * (2.5 - x);
  }

  private static Evidence polygonBound(DoubleUnaryOperator f, double curvature) {
    return atMost(n -> polygonError(f, n), n -> curvature / 2 * (4 / n / 2) * (4 / n / 2)).at(1, 2, 3, 5, 12, 100);
  }

  /** How far f is on [0, 4] from the polygon with n equal pieces through its values. */
  private static double polygonError(DoubleUnaryOperator f, double n) {
    double h = 4 / n;
    return largest(x -> {
      double a = h * Math.min(n - 1, Math.floor(x / h));
      double b = a + h;
      double g = f.applyAsDouble(a) + (f.applyAsDouble(b) - f.applyAsDouble(a)) * (x - a) / h;
      return Math.abs(f.applyAsDouble(x) - g);
    }, 0, 4);
  }

  /** Half the squared error, with the right answer 0.7, of one unit with f = tanh. */
  private static double lossOfUnit(double v, double w) {
    double error = v * Math.tanh(unit(w)) - 0.7;
    return error * error / 2;
  }

  /** z, with the weight w of one input, and what else there is. */
  private static double unit(double w) {
    return w * INPUT + 0.2;
  }

  /** The solution of tan u = u + π between 0 and π/2. */
  private static double flattest() {
    double u = 1;
    for (int i = 0; i < 100; i++) {
      u = Math.atan(u + Math.PI);
    }
    return u;
  }

  private static double errorOfLine(double x) {
    return Math.sin(x) - Math.cos(flattest()) * (Math.PI - x);
  }
}
