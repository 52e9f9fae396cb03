package activations.notebook;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Points of the graphs of functions. */
final class Sampling {

  /** Points of a curve: more than one for each pixel of the picture, so that no corner is cut. */
  private static final int CURVE_POINTS = 1601;

  private Sampling() {}

  /** The points of a graph: x, and y with NaN where the graph is interrupted. */
  record Graph(double[] x, double[] y) {}

  /** Equally spaced points, both ends included. */
  static double[] linspace(double from, double to, int n) {
    requireInterval(from, to);
    if (n < 2) {
      throw new IllegalArgumentException("n is " + n + "; at least 2 points are needed");
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = (from * (n - 1 - i) + to * i) / (n - 1);
      if (!Double.isFinite(x[i])) {
        x[i] = from * ((n - 1.0 - i) / (n - 1)) + to * (i / (n - 1.0));
      }
    }
    return x;
  }

  static void requireInterval(double from, double to) {
    if (!Double.isFinite(from) || !Double.isFinite(to) || from >= to) {
      throw new IllegalArgumentException(
          "from is " + from + " and to is " + to + "; both must be finite and from below to");
    }
  }

  static void requirePositive(double from, double to) {
    requireInterval(from, to);
    if (from <= 0) {
      throw new IllegalArgumentException("from is " + from + "; a logarithmic axis has positive numbers only");
    }
  }

  /**
   * Points from one end to the other, equally spaced but for this: the point nearest to each whole number is moved onto
   * it, so that a kink there is drawn sharp. If there are fewer points than whole numbers, only zero is met.
   */
  static double[] withWholeNumbers(double from, double to, int n) {
    double[] x = linspace(from, to, n);
    double step = (to - from) / (n - 1);
    boolean all = step <= 1;
    for (int i = 1; i < n - 1; i++) {
      double whole = Math.rint(x[i]);
      if ((all || whole == 0) && Math.abs(x[i] - whole) <= step / 2 && whole > x[i - 1] && whole < x[i + 1]) {
        x[i] = whole + 0.0;
      }
    }
    return x;
  }

  /** As {@link #withWholeNumbers(double, double, int)}, as many as a curve needs. */
  static double[] withWholeNumbers(double from, double to) {
    return withWholeNumbers(from, to, CURVE_POINTS);
  }

  /** Points from one end to the other in equal factors, as many as a curve needs. */
  static double[] factors(double from, double to) {
    requirePositive(from, to);
    double[] x = Arrays.stream(linspace(Math.log(from), Math.log(to), CURVE_POINTS)).map(Math::exp).toArray();
    x[0] = from;
    x[x.length - 1] = to;
    return x;
  }

  /** The graph of f at these points, interrupted at jumps. */
  static Graph graph(double[] grid, DoubleUnaryOperator f) {
    double[] x = new double[2 * grid.length];
    double[] y = new double[2 * grid.length];
    int n = 0;
    for (int i = 0; i < grid.length; i++) {
      double value = f.applyAsDouble(grid[i]);
      if (i > 0 && jumps(f, grid[i - 1], y[n - 1], grid[i], value)) {
        x[n] = grid[i];
        y[n++] = Double.NaN;
      }
      x[n] = grid[i];
      y[n++] = value;
    }
    return new Graph(Arrays.copyOf(x, n), Arrays.copyOf(y, n));
  }

  /** Whether f jumps between neighbours: halving the interval many times must make a continuous difference small. */
  private static boolean jumps(DoubleUnaryOperator f, double left, double yLeft, double right, double yRight) {
    double difference = Math.abs(yRight - yLeft);
    double steepest = 20;
    if (!(difference > steepest * (right - left))) {
      return false;
    }
    double a = left;
    double b = right;
    double ya = yLeft;
    double yb = yRight;
    for (int halving = 0; halving < 30; halving++) {
      double middle = a + (b - a) / 2;
      double y = f.applyAsDouble(middle);
      if (Math.abs(y - ya) > Math.abs(yb - y)) {
        b = middle;
        yb = y;
      } else {
        a = middle;
        ya = y;
      }
    }
    return Math.abs(yb - ya) > difference / 2;
  }

  /** The outline of the bars of a histogram whose area is 1; numbers that are not finite are left out. */
  static Graph histogram(double[] data, int bins) {
    double[] finite = Arrays.stream(data).filter(Double::isFinite).toArray();
    double min = Arrays.stream(finite).min().orElse(Double.NaN);
    double max = Arrays.stream(finite).max().orElse(Double.NaN);
    if (!(min < max)) {
      throw new IllegalArgumentException("a histogram needs two different finite values");
    }
    double width = (max - min) / bins;
    double[] density = new double[bins];
    for (double value : finite) {
      density[Math.min((int) ((value - min) / width), bins - 1)] += 1 / (finite.length * width);
    }
    double[] x = new double[2 * bins + 2];
    double[] y = new double[2 * bins + 2];
    for (int b = 0; b <= bins; b++) {
      x[2 * b] = min + b * width;
      x[2 * b + 1] = x[2 * b];
      y[2 * b] = b == 0 ? 0 : density[b - 1];
      y[2 * b + 1] = b == bins ? 0 : density[b];
    }
    return new Graph(x, y);
  }

  /** Where |f| is largest. */
  static double worst(double from, double to, DoubleUnaryOperator f) {
    double[] x = withWholeNumbers(from, to, CURVE_POINTS);
    for (int refinement = 0; ; refinement++) {
      // Of two equal maxima of an even error the left one is taken, whatever the rounding.
      double tie = refinement == 0 ? 1 + 1e-6 : 1;
      int worst = -1;
      double max = -Double.MIN_VALUE;
      for (int i = 0; i < x.length; i++) {
        double size = Math.abs(f.applyAsDouble(x[i]));
        if (size > max * tie && size < Double.POSITIVE_INFINITY) {
          worst = i;
          max = size;
        }
      }
      if (worst < 0) {
        throw new IllegalArgumentException("the error is not finite anywhere from " + from + " to " + to);
      }
      if (refinement == 2) {
        return x[worst];
      }
      x = linspace(x[Math.max(worst - 1, 0)], x[Math.min(worst + 1, x.length - 1)], CURVE_POINTS);
    }
  }

  /** Where f is lowest and where it is highest; of equal ones the left one. */
  static double[] lowestAndHighest(double from, double to, DoubleUnaryOperator f) {
    double[] x = withWholeNumbers(from, to, CURVE_POINTS);
    int low = -1;
    int high = -1;
    for (int i = 0; i < x.length; i++) {
      double y = f.applyAsDouble(x[i]);
      if (Double.isFinite(y)) {
        low = low < 0 || y < f.applyAsDouble(x[low]) ? i : low;
        high = high < 0 || y > f.applyAsDouble(x[high]) ? i : high;
      }
    }
    if (low < 0) {
      throw new IllegalArgumentException("the function is not finite anywhere from " + from + " to " + to);
    }
    return new double[] {x[low], x[high]};
  }
}
