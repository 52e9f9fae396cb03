package activations.nn.data;

import activations.Checks;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Ten classes of 28 × 28 grey pictures: the digits 0 to 9 drawn as pen strokes by seeded code.
 *
 * <p>Each picture starts from the strokes of a digit (some have two ways of writing). Every control point is moved a
 * little, a smooth curve is drawn through them, and the whole is bent by an elastic distortion, slanted, scaled,
 * rotated and moved; then it is painted with a pen of random width and covered with noise. Pixels lie in [0, 1], 0 is
 * the background. The same seed gives the same bits everywhere.
 */
public final class StrokeDigits {

  /** Pixels of one side. */
  public static final int SIZE = 28;

  /** The number of classes. */
  public static final int CLASSES = 10;

  // How much a picture varies. Tuned so that a linear classifier stays below 90 % and a good network passes 97 %:
  // StrokeDigitsTest measures both.
  private static final double POINT_JITTER = 0.022;
  private static final double BEND = 0.035;
  private static final double ROTATION = 0.18;
  private static final double SLANT = 0.22;
  private static final double SCALE = 0.13;
  private static final double SHIFT = 0.05;
  private static final double PEN_MIN = 1.3;
  private static final double PEN_MAX = 2.9;
  private static final double NOISE = 0.10;

  /** Points of a smooth curve between two control points. */
  private static final int STEPS = 6;

  /**
   * For each digit its ways of writing, for each way its strokes, for each stroke x, y, x, y, … in the unit square, y
   * downwards.
   */
  private static final double[][][][] STROKES = {
    {{{.5, .09, .3, .2, .22, .5, .3, .8, .5, .91, .7, .8, .78, .5, .7, .2, .5, .09}}},
    {{{.5, .08, .5, .5, .5, .92}}, {{.34, .27, .44, .19, .53, .08}, {.53, .08, .52, .5, .52, .92}}},
    {{{.25, .29, .34, .13, .53, .09, .72, .19, .72, .38, .5, .63, .25, .9}, {.25, .9, .5, .89, .79, .9}}},
    {{{.27, .15, .5, .09, .7, .19, .68, .37, .46, .47}, {.46, .47, .7, .55, .75, .74, .56, .91, .26, .85}}},
    {{{.6, .09, .4, .37, .21, .63}, {.21, .63, .5, .63, .81, .63}, {.62, .37, .62, .65, .62, .92}},
      {{.29, .1, .26, .33, .27, .52}, {.27, .52, .5, .52, .74, .5}, {.7, .1, .69, .5, .67, .92}}},
    {{{.73, .1, .54, .1, .34, .1}, {.34, .1, .32, .28, .3, .46},
        {.3, .46, .5, .4, .73, .53, .72, .78, .5, .92, .26, .84}}},
    {{{.66, .09, .42, .25, .28, .55, .32, .82, .5, .92, .7, .81, .69, .6, .5, .53, .31, .66}}},
    {{{.23, .12, .5, .12, .77, .11}, {.77, .11, .57, .5, .42, .92}},
      {{.23, .12, .5, .12, .77, .11}, {.77, .11, .57, .5, .42, .92}, {.36, .52, .52, .51, .69, .5}}},
    {{{.5, .48, .31, .34, .34, .15, .5, .09, .67, .15, .69, .33, .5, .48, .28, .65, .31, .86, .5, .92, .7, .86, .73,
        .65, .5, .48}}},
    {{{.7, .33, .6, .13, .41, .1, .27, .26, .33, .45, .52, .5, .68, .38, .7, .33}, {.7, .33, .69, .62, .55, .92}}},
  };

  private StrokeDigits() {}

  /**
   * Pictures of digits, every class equally often (up to one), in random order.
   *
   * @param rows how many, at least 1
   * @param seed decides everything
   * @return rows × 784 with labels 0 to 9
   * @throws IllegalArgumentException if rows is less than 1
   */
  public static Dataset of(int rows, long seed) {
    Checks.size("rows", rows, 1);
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = Dataset.shuffled(rows, random);
    float[] x = new float[rows * SIZE * SIZE];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      Checks.interruption("drawing digits");
      labels[i] = order[i] % CLASSES;
      draw(labels[i], x, i * SIZE * SIZE, random.split());
    }
    return Dataset.classes(x, SIZE * SIZE, labels, CLASSES);
  }

  private static void draw(int digit, float[] x, int at, SplittableRandom random) {
    Gaussian gaussian = new Gaussian(random);
    double[][] strokes = STROKES[digit][random.nextInt(STROKES[digit].length)];
    Distortion distortion = new Distortion(random, gaussian);
    double pen = (PEN_MIN + (PEN_MAX - PEN_MIN) * random.nextDouble()) / 2;
    double ink = 0.75 + 0.25 * random.nextDouble();
    double[] nearest = new double[SIZE * SIZE];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (double[] stroke : strokes) {
      double[] jittered = Arrays.stream(stroke).map(p -> p + POINT_JITTER * gaussian.next()).toArray();
      paint(distortion.apply(curve(jittered)), nearest, pen + 1);
    }
    for (int i = 0; i < nearest.length; i++) {
      double cover = Math.min(1, Math.max(0, pen + 0.5 - Math.sqrt(nearest[i])));
      double value = ink * cover + NOISE * gaussian.next();
      x[at + i] = (float) Math.min(1, Math.max(0, value));
    }
  }

  /** A smooth curve through the control points (Catmull and Rom, 1974). */
  private static double[] curve(double[] control) {
    int points = control.length / 2;
    double[] curve = new double[2 * ((points - 1) * STEPS + 1)];
    int at = 0;
    for (int i = 0; i < points - 1; i++) {
      for (int step = 0; step < STEPS; step++) {
        double t = (double) step / STEPS;
        for (int axis = 0; axis < 2; axis++) {
          double p0 = control[2 * Math.max(i - 1, 0) + axis];
          double p1 = control[2 * i + axis];
          double p2 = control[2 * (i + 1) + axis];
          double p3 = control[2 * Math.min(i + 2, points - 1) + axis];
          curve[at++] = p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3
              + t * (3 * (p1 - p2) + p3 - p0)));
        }
      }
    }
    curve[at++] = control[2 * points - 2];
    curve[at] = control[2 * points - 1];
    return curve;
  }

  /** Bends, slants, scales, rotates and moves points of the unit square, and takes them to pixels. */
  private static final class Distortion {

    private final double[] bend = new double[12];
    private final double a;
    private final double b;
    private final double c;
    private final double d;
    private final double dx;
    private final double dy;

    Distortion(SplittableRandom random, Gaussian gaussian) {
      // Two slow waves for each axis: amplitude, phase, and direction of each.
      for (int i = 0; i < bend.length; i += 3) {
        bend[i] = BEND * gaussian.next();
        bend[i + 1] = 2 * Math.PI * random.nextDouble();
        bend[i + 2] = 2 * Math.PI * random.nextDouble();
      }
      double angle = ROTATION * gaussian.next();
      double slant = SLANT * gaussian.next();
      double width = 1 + SCALE * gaussian.next();
      double height = 1 + SCALE * gaussian.next();
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      a = cos * width;
      b = (cos * slant - sin) * height;
      c = sin * width;
      d = (sin * slant + cos) * height;
      dx = SHIFT * gaussian.next();
      dy = SHIFT * gaussian.next();
    }

    double[] apply(double[] curve) {
      double[] pixels = new double[curve.length];
      for (int i = 0; i < curve.length; i += 2) {
        double u = curve[i] + wave(0, curve[i], curve[i + 1]) + wave(3, curve[i], curve[i + 1]) - 0.5;
        double v = curve[i + 1] + wave(6, curve[i], curve[i + 1]) + wave(9, curve[i], curve[i + 1]) - 0.5;
        // The digit fills the middle 20 of 28 pixels, as in MNIST.
        pixels[i] = SIZE / 2.0 + 20 * 1.15 * (a * u + b * v + dx);
        pixels[i + 1] = SIZE / 2.0 + 20 * 1.15 * (c * u + d * v + dy);
      }
      return pixels;
    }

    private double wave(int at, double u, double v) {
      double along = u * StrictMath.cos(bend[at + 2]) + v * StrictMath.sin(bend[at + 2]);
      return bend[at] * StrictMath.sin(2 * Math.PI * along + bend[at + 1]);
    }
  }

  /** Lowers the squared distance of each pixel to the nearest segment, where it is within {@code reach}. */
  private static void paint(double[] curve, double[] nearest, double reach) {
    for (int i = 0; i + 3 < curve.length; i += 2) {
      double x0 = curve[i];
      double y0 = curve[i + 1];
      double x1 = curve[i + 2];
      double y1 = curve[i + 3];
      double lx = x1 - x0;
      double ly = y1 - y0;
      double length = lx * lx + ly * ly;
      int left = clamp(Math.min(x0, x1) - reach);
      int right = clamp(Math.max(x0, x1) + reach);
      int top = clamp(Math.min(y0, y1) - reach);
      int bottom = clamp(Math.max(y0, y1) + reach);
      for (int row = top; row <= bottom; row++) {
        for (int column = left; column <= right; column++) {
          double px = column + 0.5 - x0;
          double py = row + 0.5 - y0;
          double t = length > 0 ? Math.min(1, Math.max(0, (px * lx + py * ly) / length)) : 0;
          double ex = px - t * lx;
          double ey = py - t * ly;
          int pixel = row * SIZE + column;
          nearest[pixel] = Math.min(nearest[pixel], ex * ex + ey * ey);
        }
      }
    }
  }

  private static int clamp(double pixel) {
    return (int) Math.min(SIZE - 1, Math.max(0, Math.floor(pixel)));
  }
}
