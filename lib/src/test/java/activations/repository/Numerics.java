package activations.repository;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The mathematics that formulas are checked against, from Java's own functions: no code of the library. */
final class Numerics {

  /** Step of a first derivative: its error, h⁴/30 · f⁽⁵⁾, is then as small as that of rounding, ε/h. */
  private static final double SLOPE_STEP = 1e-3;

  /** Step of a second derivative: the errors are h⁴/90 · f⁽⁶⁾ and ε/h². */
  private static final double CURVATURE_STEP = 3e-3;

  private static final int PANELS = 4000;

  /** Beyond this the normal density is below 10⁻³¹. */
  private static final double LIMIT = 12;

  /** Random numbers of a Monte Carlo mean: its error is about the spread divided by 450. */
  private static final int SAMPLES = 200_000;

  private Numerics() {}

  static double relu(double x) {
    return (x + Math.abs(x)) / 2;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The density of the normal distribution, φ. */
  static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** The normal distribution function Φ: its density integrated. */
  static double distribution(double x) {
    return x > 0 ? 1 - distribution(-x) : integral(Numerics::density, x - LIMIT, x);
  }

  static double gelu(double x) {
    return x * distribution(x);
  }

  /** f′(x), from four values of f. */
  static double slope(DoubleUnaryOperator f, double x) {
    double h = SLOPE_STEP;
    return (8 * (f.applyAsDouble(x + h) - f.applyAsDouble(x - h))
        - (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h))) / (12 * h);
  }

  /** f″(x), from five values of f; good to about 10⁻¹⁰. */
  static double curvature(DoubleUnaryOperator f, double x) {
    double h = CURVATURE_STEP;
    return (16 * (f.applyAsDouble(x + h) + f.applyAsDouble(x - h)) - 30 * f.applyAsDouble(x)
        - (f.applyAsDouble(x + 2 * h) + f.applyAsDouble(x - 2 * h))) / (12 * h * h);
  }

  /** ∂f/∂x[i]. */
  static double slope(ToDoubleFunction<double[]> f, double[] x, int i) {
    return slope(v -> {
      double[] moved = x.clone();
      moved[i] = v;
      return f.applyAsDouble(moved);
    }, x[i]);
  }

  /** All ∂f/∂x[i]. */
  static double[] gradient(ToDoubleFunction<double[]> f, double[] x) {
    double[] gradient = new double[x.length];
    Arrays.setAll(gradient, i -> slope(f, x, i));
    return gradient;
  }

  /** The integral of f by Simpson's rule. */
  static double integral(DoubleUnaryOperator f, double from, double to) {
    double h = (to - from) / PANELS;
    double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
    for (int i = 1; i < PANELS; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(from + i * h);
    }
    return sum * h / 3;
  }

  // The ends −0.0 and the least double > 0 let g tell its two sides apart.

  /** E[g(z); z < 0] for z ~ N(0, 1). */
  static double expectationBelow0(DoubleUnaryOperator g) {
    return integral(z -> g.applyAsDouble(z) * density(z), -LIMIT, -0.0);
  }

  /** E[g(z); z > 0] for z ~ N(0, 1). */
  static double expectationAbove0(DoubleUnaryOperator g) {
    return integral(z -> g.applyAsDouble(z) * density(z), Double.MIN_VALUE, LIMIT);
  }

  /** E[g(z)] for z ~ N(0, 1); g may have a kink or a jump at 0. */
  static double expectation(DoubleUnaryOperator g) {
    return expectationBelow0(g) + expectationAbove0(g);
  }

  /** The mean of many values that are drawn at random. */
  static double average(ToDoubleFunction<SplittableRandom> draw) {
    return average(SAMPLES, draw);
  }

  static double average(int samples, ToDoubleFunction<SplittableRandom> draw) {
    SplittableRandom random = new SplittableRandom(7);
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      sum += draw.applyAsDouble(random);
    }
    return sum / samples;
  }

  /** The largest value of f at many points of an interval. */
  static double largest(DoubleUnaryOperator f, double from, double to) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= PANELS; i++) {
      largest = Math.max(largest, f.applyAsDouble(from + (to - from) * i / PANELS));
    }
    return largest;
  }

  /** Normal numbers with mean 0 and the standard deviation given. */
  static double[] normal(int n, double deviation, SplittableRandom random) {
    double[] numbers = new double[n];
    Arrays.setAll(numbers, i -> random.nextGaussian(0, deviation));
    return numbers;
  }

  static double[] normal(int n, SplittableRandom random) {
    return normal(n, 1, random);
  }

  /** f of each element. */
  static double[] map(DoubleUnaryOperator f, double[] x) {
    return Arrays.stream(x).map(f).toArray();
  }

  static double[] plus(double[] x, double[] y) {
    double[] sum = x.clone();
    Arrays.setAll(sum, i -> x[i] + y[i]);
    return sum;
  }

  /** x ⊙ y. */
  static double[] elementwise(double[] x, double[] y) {
    double[] product = x.clone();
    Arrays.setAll(product, i -> x[i] * y[i]);
    return product;
  }

  /** x · y. */
  static double dot(double[] x, double[] y) {
    return Arrays.stream(elementwise(x, y)).sum();
  }

  /** The mean of the squares. */
  static double meanSquare(double[] x) {
    return dot(x, x) / x.length;
  }

  /** A·B for matrices stored by rows: A has as many columns as the number given, and B as many rows. */
  static double[] times(double[] a, int inner, double[] b) {
    int rows = a.length / inner;
    int columns = b.length / inner;
    double[] product = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < inner; k++) {
          product[i * columns + j] += a[i * inner + k] * b[k * columns + j];
        }
      }
    }
    return product;
  }

  /** The transpose of a matrix stored by rows. */
  static double[] transposed(double[] a, int columns) {
    int rows = a.length / columns;
    double[] transposed = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = a[i * columns + j];
      }
    }
    return transposed;
  }
}
