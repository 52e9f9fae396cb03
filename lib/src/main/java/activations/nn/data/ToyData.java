package activations.nn.data;

import activations.Checks;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Small problems to watch a network learn, drawn by seeded code.
 *
 * <p>In each formula u is uniform, and two numbers from N(0, noise²) (one for regression) are added. The same seed
 * gives the same bits on every machine. Problems with classes have every class equally often (up to one), in random
 * order, unless they say otherwise.
 */
public final class ToyData {

  private ToyData() {}

  /**
   * Two half circles that reach into each other: with t = πu, class 0 is (cos t, sin t), class 1 is
   * (1 − cos t, ½ − sin t).
   *
   * @param rows how many points, at least 1
   * @param noise standard deviation of what is added to both coordinates
   * @param seed decides the points, their noise and their order
   * @return rows × 2 with two classes
   * @throws IllegalArgumentException if rows is less than 1, or noise negative or not finite
   */
  public static Dataset moons(int rows, double noise, long seed) {
    return points(rows, 2, noise, seed, (label, random, point) -> {
      double t = Math.PI * random.nextDouble();
      double cos = StrictMath.cos(t);
      double sin = StrictMath.sin(t);
      point[0] = label == 0 ? cos : 1 - cos;
      point[1] = label == 0 ? sin : 0.5 - sin;
      return label;
    });
  }

  /**
   * Arms that wind once around the origin: class k of n is u · (cos a, sin a) with a = 2π(u + k/n).
   *
   * @param rows how many points, at least 1
   * @param arms the number of classes, at least 2
   * @param noise standard deviation of what is added to both coordinates
   * @param seed decides the points, their noise and their order
   * @return rows × 2 with as many classes as arms
   * @throws IllegalArgumentException if rows is less than 1, arms less than 2, or noise negative or not finite
   */
  public static Dataset spirals(int rows, int arms, double noise, long seed) {
    Checks.size("arms", arms, 2);
    return points(rows, arms, noise, seed, (label, random, point) -> {
      double u = random.nextDouble();
      double angle = 2 * Math.PI * (u + (double) label / arms);
      point[0] = u * StrictMath.cos(angle);
      point[1] = u * StrictMath.sin(angle);
      return label;
    });
  }

  /**
   * Squares of two colours: with u and v uniform in [0, 1), the point (2u − 1, 2v − 1) has the class
   * (⌊squares · u⌋ + ⌊squares · v⌋) mod 2. Noise moves the point after it has its class.
   *
   * @param rows how many points, at least 1
   * @param squares along one side, at least 2
   * @param noise standard deviation of what is added to both coordinates
   * @param seed decides the points and their noise
   * @return rows × 2 with two classes, about equally often
   * @throws IllegalArgumentException if rows is less than 1, squares less than 2, or noise negative or not finite
   */
  public static Dataset checkerboard(int rows, int squares, double noise, long seed) {
    Checks.size("squares", squares, 2);
    return points(rows, 2, noise, seed, (label, random, point) -> {
      double u = random.nextDouble();
      double v = random.nextDouble();
      point[0] = 2 * u - 1;
      point[1] = 2 * v - 1;
      return ((int) (squares * u) + (int) (squares * v)) % 2;
    });
  }

  /**
   * A curve with a slow and a fast part, y = sin(πx) + ½ sin(4πx) for x in [−1, 1).
   *
   * @param rows how many points, at least 1
   * @param noise standard deviation of what is added to y
   * @param seed decides the x and the noise
   * @return rows × 1 with one target
   * @throws IllegalArgumentException if rows is less than 1, or noise negative or not finite
   */
  public static Dataset waves(int rows, double noise, long seed) {
    return curve(x -> StrictMath.sin(Math.PI * x) + 0.5 * StrictMath.sin(4 * Math.PI * x), -1, 1, rows, noise, seed);
  }

  /**
   * Any curve: x uniform in [from, to), y = f(x) + noise.
   *
   * @param f the curve
   * @param from the smallest x
   * @param to the x not reached, greater than from
   * @param rows how many points, at least 1
   * @param noise standard deviation of what is added to y
   * @param seed decides the x and the noise
   * @return rows × 1 with one target
   * @throws IllegalArgumentException if rows is less than 1, noise negative or not finite, or not from &lt; to,
   *     or to − from not finite
   */
  public static Dataset curve(DoubleUnaryOperator f, double from, double to, int rows, double noise, long seed) {
    Objects.requireNonNull(f, "f is null");
    if (!(from < to && Double.isFinite(to - from))) {
      throw new IllegalArgumentException(
          "from must be less than to, and their distance finite, but they are " + from + " and " + to);
    }
    require(rows, noise);
    SplittableRandom random = new SplittableRandom(seed);
    Gaussian gaussian = new Gaussian(random);
    float[] x = new float[rows];
    float[] y = new float[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = (float) (from + (to - from) * random.nextDouble());
      y[i] = (float) (f.applyAsDouble(x[i]) + noise * gaussian.next());
    }
    return Dataset.regression(x, 1, y, 1);
  }

  /**
   * Inputs and targets from N(0, 1) that have nothing to do with each other, for
   * {@linkplain activations.nn.theory.Probe probes} of random networks.
   *
   * @param rows how many, at least 1
   * @param inputs elements of one example, at least 1
   * @param outputs elements of one target row, at least 1
   * @param seed decides all: first the inputs are drawn, then the targets
   * @return rows × inputs with rows × outputs targets
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static Dataset normal(int rows, int inputs, int outputs, long seed) {
    Checks.size("rows", rows, 1);
    Checks.size("inputs", inputs, 1);
    Checks.size("outputs", outputs, 1);
    Gaussian gaussian = new Gaussian(new SplittableRandom(seed));
    float[] x = gaussian.fill(new float[Checks.elements("x", rows, inputs)], 1);
    float[] targets = gaussian.fill(new float[Checks.elements("targets", rows, outputs)], 1);
    return Dataset.regression(x, inputs, targets, outputs);
  }

  /** Draws one point for the label offered, and answers with the label it has. */
  private interface Draw {
    int point(int label, SplittableRandom random, double[] point);
  }

  private static Dataset points(int rows, int classes, double noise, long seed, Draw draw) {
    require(rows, noise);
    SplittableRandom random = new SplittableRandom(seed);
    Gaussian gaussian = new Gaussian(random);
    int[] order = Dataset.shuffled(rows, random);
    float[] x = new float[2 * rows];
    int[] labels = new int[rows];
    double[] point = new double[2];
    for (int i = 0; i < rows; i++) {
      labels[i] = draw.point(order[i] % classes, random, point);
      x[2 * i] = (float) (point[0] + noise * gaussian.next());
      x[2 * i + 1] = (float) (point[1] + noise * gaussian.next());
    }
    return Dataset.classes(x, 2, labels, classes);
  }

  private static void require(int rows, double noise) {
    Checks.size("rows", rows, 1);
    Checks.notNegative("noise", noise);
  }
}
