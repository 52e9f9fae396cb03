package activations.repository;

import static activations.repository.Evidence.atMost;
import static activations.repository.Evidence.equal;
import static activations.repository.Evidence.equalArrays;
import static activations.repository.Formula.formula;
import static activations.repository.Formula.inline;
import static activations.repository.Numerics.average;
import static activations.repository.Numerics.density;
import static activations.repository.Numerics.dot;
import static activations.repository.Numerics.elementwise;
import static activations.repository.Numerics.expectation;
import static activations.repository.Numerics.gradient;
import static activations.repository.Numerics.largest;
import static activations.repository.Numerics.map;
import static activations.repository.Numerics.normal;
import static activations.repository.Numerics.plus;
import static activations.repository.Numerics.sigmoid;
import static activations.repository.Numerics.slope;
import static activations.repository.Numerics.times;
import static activations.repository.Numerics.transposed;

import activations.Activations;
import activations.GatedUnit;
import activations.SpecialFunctions;
import activations.nn.ActivationLayer;
import activations.nn.Dense;
import activations.nn.Gated;
import activations.nn.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** The formulas of 09-geglu-and-the-glu-family. */
final class Formulas10 {

  /** What floats leave of a sum of a few products. */
  private static final double FLOAT = 1e-5;

  /** Inputs and outputs of a layer. */
  private static final int D = 3;
  private static final int H = 2;

  /** Of the weights, times the number of inputs; and the deviation of a gradient behind a layer. */
  private static final double VARIANCE = 1.7;
  private static final double BEHIND = 1.3;

  private Formulas10() {}

  static List<Formula> all() {
    return List.of(
        formula("\\operatorname{GLU}(x) = \\sigma(xW) \\odot xV.",
            likeTheLayer(GatedUnit.glu(), Numerics::sigmoid)),
        formula("\\operatorname{GEGLU}(x) = \\operatorname{GELU}(xW) \\odot xV.",
            likeTheLayer(GatedUnit.geglu(), Formulas10::gelu)),
        formula("\\operatorname{GeGLU}(x) = \\sigma(xW_1) \\odot \\operatorname{GELU}(x).",
            equalArrays(FLOAT, random -> {
              double[] x = floats(D, random);
              double[] w = floats(D * D, random);
              return List.of(elementwise(map(Numerics::sigmoid, times(x, D, w)), map(Formulas10::gelu, x)),
                  layer(GatedUnit.sigmoidGatedGelu(), x, w, null, D));
            })),
        formula("f(a)\\,b \\approx f(0)\\,b + f'(0)\\,a\\,b.",
            secondOrder(Formulas10::gelu, 0, 0.5), secondOrder(Numerics::sigmoid, 0.5, 0.25)),
        formula("\\frac{(2/n)^2}{8} = \\frac{1}{2n^2}.",
            equal(n -> Math.pow(2 / n, 2) / 8, n -> 1 / (2 * n * n)).on(1, 40),
            // The line parallel to a chord and half as far below it errs by that at both ends and in the middle...
            equal(n -> largest(x -> Math.abs(x * x - (2 / n * x - 1 / (2 * n * n))), 0, 2 / n), n -> 1 / (2 * n * n))
                .at(1, 4, 23),
            // ...and each other line errs by more.
            atMost(turn -> 1 / 32.0, turn -> largest(
                x -> Math.abs(x * x - ((0.5 + 0.1 * Math.sin(turn)) * x - 1 / 32.0 + 0.1 * Math.cos(turn))), 0, 0.5))
                .on(0, 6.28)),
        formula("\\frac{\\partial y}{\\partial w} = f'(a)\\,b\\,x, \\qquad "
                + "\\frac{\\partial y}{\\partial v} = f(a)\\,x, \\qquad "
                + "\\frac{\\partial y}{\\partial x} = f'(a)\\,b\\,w + f(a)\\,v.",
            equalArrays(random -> {
              double[] wvx = normal(3, random);
              double w = wvx[0];
              double v = wvx[1];
              double x = wvx[2];
              double a = w * x;
              double b = v * x;
              return List.of(gradient(at -> gelu(at[0] * at[2]) * at[1] * at[2], wvx),
                  new double[] {geluSlope(a) * b * x, gelu(a) * x, geluSlope(a) * b * w + gelu(a) * v});
            })),
        inline("\\displaystyle\\frac{\\partial L}{\\partial a_j} = g_j\\,b_j\\,f'(a_j)",
            equal(a -> slope(at -> 0.7 * gelu(at) * -1.3, a), a -> 0.7 * -1.3 * geluSlope(a)).on(-4, 4)),
        formula("\\frac{\\partial L}{\\partial W} = x^{\\mathsf T}\\dot a, \\qquad "
                + "\\frac{\\partial L}{\\partial V} = x^{\\mathsf T}\\dot b, \\qquad "
                + "\\frac{\\partial L}{\\partial x} = \\dot a\\,W^{\\mathsf T} + \\dot b\\,V^{\\mathsf T}.",
            equalArrays(random -> {
              double[] x = normal(D, random);
              double[] w = normal(D * H, random);
              double[] v = normal(D * H, random);
              double[] g = normal(H, random);
              double[] a = times(x, D, w);
              double[] b = times(x, D, v);
              double[] aDot = elementwise(g, elementwise(b, map(Formulas10::geluSlope, a)));
              double[] bDot = elementwise(g, map(Formulas10::gelu, a));
              return List.of(
                  joined(gradient(at -> loss(x, at, v, g), w), gradient(at -> loss(x, w, at, g), v),
                      gradient(at -> loss(at, w, v, g), x)),
                  joined(times(x, 1, aDot), times(x, 1, bDot),
                      plus(times(aDot, H, transposed(w, H)), times(bDot, H, transposed(v, H)))));
            })),
        formula("q' = q\\cdot E\\bigl[f(\\sqrt q\\,z)^2\\bigr], \\qquad z \\sim \\mathcal N(0, 1).",
            equal(q -> average(random -> Math.pow(gatedBlock(q, random), 2)) / q,
                q -> expectation(z -> Math.pow(gelu(Math.sqrt(q) * z), 2))).at(0.3, 1, 2).within(0.1)),
        formula("g = \\sigma^2\\bigl(\\sigma^2 q\\, E[f'(\\sigma\\sqrt q\\,z)^2] + E[f(\\sigma\\sqrt q\\,z)^2]"
                + "\\bigr)\\, g':",
            equal(q -> average(random -> Math.pow(throughGates(q, random), 2)), q -> {
              double deviation = Math.sqrt(VARIANCE * q);
              return VARIANCE * (VARIANCE * q * expectation(z -> Math.pow(geluSlope(deviation * z), 2))
                  + expectation(z -> Math.pow(gelu(deviation * z), 2))) * BEHIND * BEHIND;
            }).at(0.3, 1, 2).within(0.05)),
        formula("3\\,d\\,h' = 2\\,d\\,h \\quad\\Longrightarrow\\quad h' = \\tfrac23\\,h.",
            equal(h -> 3 * 768 * (2 / 3.0 * h), h -> 2 * 768 * h).on(1, 4096)),
        formula("E[-\\ln m(c)] = -\\sum_c p(c)\\ln m(c) = H + \\sum_c p(c)\\ln\\frac{p(c)}{m(c)} \\ge H,",
            equalArrays(random -> {
              double[] p = probabilities(random);
              double[] m = probabilities(random);
              return List.of(new double[] {-dot(p, map(Math::log, m))},
                  new double[] {entropy(p) + divergence(p, m)});
            }),
            // What really comes: letters drawn with the probabilities p.
            equal(seed -> {
              double[] p = probabilities(new SplittableRandom((long) seed));
              double[] m = probabilities(new SplittableRandom((long) seed + 1));
              return average(random -> -Math.log(m[letter(p, random)])) + dot(p, map(Math::log, m));
            }, seed -> 0).at(1, 3).within(0.02),
            atMost(seed -> 0, seed -> divergence(probabilities(new SplittableRandom((long) seed)),
                probabilities(new SplittableRandom((long) seed + 1000)))).on(0, 40).within(0),
            equal(seed -> divergence(probabilities(new SplittableRandom((long) seed)),
                probabilities(new SplittableRandom((long) seed))), seed -> 0).at(1)),
        inline("x_1^2 - x_2^2 = (x_1 + x_2)(x_1 - x_2)",
            equal(x -> x * x - 0.7 * 0.7, x -> (x + 0.7) * (x - 0.7)).on(-3, 3)));
  }

  private static double gelu(double x) {
    return x * SpecialFunctions.normalCdf(x);
  }

  private static double geluSlope(double x) {
    return SpecialFunctions.normalCdf(x) + x * density(x);
  }

  private static Evidence likeTheLayer(GatedUnit unit, DoubleUnaryOperator f) {
    return equalArrays(FLOAT, random -> {
      double[] x = floats(D, random);
      double[] w = floats(D * H, random);
      double[] v = floats(D * H, random);
      return List.of(elementwise(map(f, times(x, D, w)), times(x, D, v)), layer(unit, x, w, v, H));
    });
  }

  private static double[] layer(GatedUnit unit, double[] x, double[] w, double[] v, int outputs) {
    int inputs = x.length;
    Layer value = v == null ? ActivationLayer.of(Activations.identity(), inputs)
        : Dense.ofWeights(inputs, outputs, toFloats(v));
    float[] y = Gated.of(unit, Dense.ofWeights(inputs, outputs, toFloats(w)), value).predict(toFloats(x), 1);
    double[] wide = new double[outputs];
    Arrays.setAll(wide, i -> y[i]);
    return wide;
  }

  private static float[] toFloats(double[] values) {
    if (values == null) {
      return null;
    }
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  /** Normal numbers that are floats, so that float and double see the same. */
  private static double[] floats(int n, SplittableRandom random) {
    return map(v -> (float) v, normal(n, random));
  }

  /** For small a the two sides differ by a² at most. */
  private static Evidence secondOrder(DoubleUnaryOperator f, double atZero, double slope) {
    return atMost(a -> Math.abs(f.applyAsDouble(a) * 1.7 - (atZero * 1.7 + slope * a * 1.7)) / (a * a), a -> 1)
        .at(-0.1, -0.01, -0.001, 0.001, 0.01, 0.1);
  }

  private static double loss(double[] x, double[] w, double[] v, double[] g) {
    return dot(g, elementwise(map(Formulas10::gelu, times(x, D, w)), times(x, D, v)));
  }

  private static double[] joined(double[]... arrays) {
    return Arrays.stream(arrays).flatMapToDouble(Arrays::stream).toArray();
  }

  /**
   * One element of dL/dx for L with the gradient dy behind GELU(xW) ⊙ xV: the weights of one input, independent of the
   * pre-activations as in wide layers.
   */
  private static double throughGates(double q, SplittableRandom random) {
    int outputs = 8;
    double[] w = normal(outputs, Math.sqrt(VARIANCE / outputs), random);
    double[] v = normal(outputs, Math.sqrt(VARIANCE / outputs), random);
    double[] a = normal(outputs, Math.sqrt(VARIANCE * q), random);
    double[] b = normal(outputs, Math.sqrt(VARIANCE * q), random);
    double[] dy = normal(outputs, BEHIND, random);
    return dot(elementwise(w, elementwise(map(Formulas10::geluSlope, a), b)), dy)
        + dot(elementwise(v, map(Formulas10::gelu, a)), dy);
  }

  /** One output of (GELU(xW) ⊙ xV)·W₂ for an x of mean square q and weights of variance 1/inputs. */
  private static double gatedBlock(double q, SplittableRandom random) {
    int inputs = 4;
    int hidden = 6;
    double[] x = new double[inputs];
    Arrays.fill(x, Math.sqrt(q));
    double[] a = times(x, inputs, normal(inputs * hidden, 1 / Math.sqrt(inputs), random));
    double[] b = times(x, inputs, normal(inputs * hidden, 1 / Math.sqrt(inputs), random));
    return dot(elementwise(map(Formulas10::gelu, a), b), normal(hidden, 1 / Math.sqrt(hidden), random));
  }

  /** Ten probabilities, drawn at random. */
  private static double[] probabilities(SplittableRandom random) {
    double[] weights = map(Math::exp, normal(10, random));
    double sum = Arrays.stream(weights).sum();
    return map(v -> v / sum, weights);
  }

  private static int letter(double[] p, SplittableRandom random) {
    double left = random.nextDouble();
    int letter = 0;
    while (letter < p.length - 1 && left >= p[letter]) {
      left -= p[letter++];
    }
    return letter;
  }

  private static double entropy(double[] p) {
    return -dot(p, map(Math::log, p));
  }

  private static double divergence(double[] p, double[] m) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] * Math.log(p[i] / m[i]);
    }
    return sum;
  }
}
