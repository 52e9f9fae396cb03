package activations;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Measures the float path of a function in ulp, units in the last place of the correctly rounded float result.
 *
 * <p>The reference is the definition in double precision. Right beside a zero of f′ that is not enough, for an absolute
 * error of 2⁻⁵¹ can be a large part of f′ itself: there the reference is f′'s Taylor series about the zero.
 */
final class AccuracySweep {

  private static final long ALL_FLOATS = 1L << 32;
  /** Aligned floats of such a number have one exponent, so that they are equally spaced. */
  private static final int BLOCK = 1 << 13;

  /** Where the Taylor series is used. With the file's 12 terms its error is below (1/16 / 2.4)¹² = 10⁻¹⁹ of f′. */
  private static final double TAYLOR_RADIUS = 0x1p-4;

  /** Of the polynomial that stands for the reference among adjacent floats. */
  private static final int DEGREE = 6;
  /** What that polynomial may differ from the reference, in ulp. */
  private static final double POLYNOMIAL_TOLERANCE = 1e-7;
  private static final double[] INDEX = IntStream.range(0, BLOCK).asDoubleStream().toArray();

  private final Activation function;

  /** The zero of f′ as a sum of two doubles, then the Taylor coefficients from the linear one on; or null. */
  private final double[] zero;

  AccuracySweep(AccuracyRow row) {
    this.function = row.function();
    this.zero = DataFile.rows("derivative-zeros.csv").stream()
        .filter(fields -> fields[0].equals(row.key()))
        .map(fields -> Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray())
        .findAny().orElse(null);
  }

  double value(float x) {
    return function.value(x);
  }

  double derivative(float x) {
    if (zero != null && Math.abs(x - zero[0]) < TAYLOR_RADIUS) {
      double d = x - zero[0] - zero[1];
      double sum = 0;
      for (int k = zero.length - 1; k >= 2; k--) {
        sum = (sum + zero[k]) * d;
      }
      return sum;
    }
    return function.derivative(x);
  }

  /**
   * The largest error met, where, the largest distance from the correctly rounded result, counted in floats, and how
   * many of the results were the correctly rounded ones.
   */
  record Worst(double ulp, float at, long distance, long inputs, long correctlyRounded) {

    static final Worst NONE = new Worst(-1, Float.NaN, 0, 0, 0);

    Worst and(Worst other) {
      Worst worse = ulp >= other.ulp ? this : other;
      return new Worst(worse.ulp, worse.at, Math.max(distance, other.distance), inputs + other.inputs,
          correctlyRounded + other.correctlyRounded);
    }

    double percentCorrectlyRounded() {
      return 100.0 * correctlyRounded / inputs;
    }

    @Override
    public String toString() {
      return ulp + " ulp at " + at;
    }
  }

  /** What a sweep found. */
  record Measured(Worst forward, Worst backward) {

    static final Measured NONE = new Measured(Worst.NONE, Worst.NONE);

    Measured and(Measured other) {
      return new Measured(forward.and(other.forward), backward.and(other.backward));
    }
  }

  /** Measures every float whose bits are a multiple of the stride; reports the fraction done now and then. */
  Measured everyFloat(long stride, DoubleConsumer progress) {
    long inputs = (ALL_FLOATS + stride - 1) / stride;
    long blocks = (inputs + BLOCK - 1) / BLOCK;
    AtomicLong done = new AtomicLong();
    return LongStream.range(0, blocks).parallel()
        .mapToObj(block -> {
          long from = block * BLOCK;
          float[] x = floats(from * stride, stride, (int) Math.min(BLOCK, inputs - from));
          Measured measured = measure(x, stride == 1);
          progress.accept((double) done.incrementAndGet() / blocks);
          return measured;
        })
        .reduce(Measured.NONE, Measured::and);
  }

  /** Measures a block of adjacent floats away from zero, as {@link #everyFloat} does or one by one. */
  Measured block(float from, boolean adjacent) {
    return measure(floats(Float.floatToRawIntBits(from) & -BLOCK, 1, BLOCK), adjacent);
  }

  private static float[] floats(long firstBits, long stride, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = Float.intBitsToFloat((int) (firstBits + i * stride));
    }
    return x;
  }

  /** Measures the float nearest to a point and so many on each side of it. */
  Measured around(double point, int each) {
    int center = ordinal((float) point);
    float[] x = new float[2 * each + 1];
    for (int i = 0; i < x.length; i++) {
      x[i] = Float.intBitsToFloat(ordinal(center - each + i));
    }
    return measure(x);
  }

  private static int ordinal(float x) {
    return ordinal(Float.floatToRawIntBits(x));
  }

  /** Maps bits to the position of the float in ascending order, and such a position to bits. */
  private static int ordinal(int bits) {
    return bits >= 0 ? bits : Integer.MIN_VALUE - bits;
  }

  Measured measure(float[] x) {
    return measure(x, false);
  }

  /** Measures each x; {@code adjacent} says that they are floats one beside the other with one exponent. */
  private Measured measure(float[] x, boolean adjacent) {
    float[] y = new float[x.length];
    function.forward(x, y);
    float[] dy = new float[x.length];
    Arrays.fill(dy, 1);
    float[] dx = new float[x.length];
    function.backward(x, dy, dx);

    boolean taylor = zero != null && Math.abs(x[0] - zero[0]) < 2 * TAYLOR_RADIUS;
    return new Measured(worst(x, y, references(this::value, x, adjacent)),
        worst(x, dx, references(this::derivative, x, adjacent && !taylor)));
  }

  /** The reference for one input. */
  private interface Exact {
    double of(float x);
  }

  /**
   * The references for an array of inputs: among adjacent floats, the polynomial through seven of the points if it
   * meets the reference between them too. The error of a polynomial through equally spaced points has its largest
   * values between the first two and between the last two, and a kink or a jump shows everywhere.
   */
  private static double[] references(Exact exact, float[] x, boolean adjacent) {
    double[] references = new double[x.length];
    if (!adjacent || !interpolate(exact, x, references)) {
      for (int i = 0; i < x.length; i++) {
        references[i] = exact.of(x[i]);
      }
    }
    return references;
  }

  private static boolean interpolate(Exact exact, float[] x, double[] references) {
    int last = x.length - 1;
    int[] node = new int[DEGREE + 1];
    double[] c = new double[DEGREE + 1];
    for (int k = 0; k <= DEGREE; k++) {
      node[k] = k * last / DEGREE;
      c[k] = exact.of(x[node[k]]);
    }
    // Newton's divided differences.
    for (int order = 1; order <= DEGREE; order++) {
      for (int k = DEGREE; k >= order; k--) {
        c[k] = (c[k] - c[k - 1]) / (node[k] - node[k - order]);
      }
    }
    Arrays.fill(references, c[DEGREE]);
    for (int k = DEGREE - 1; k >= 0; k--) {
      addProduct(references, node[k], c[k]);
    }
    for (int k = 0; k < DEGREE; k++) {
      int middle = (node[k] + node[k + 1]) / 2;
      double expected = exact.of(x[middle]);
      if (!(Math.abs(references[middle] - expected) * floatsPerUnit((float) expected) <= POLYNOMIAL_TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  /** sums[i] = sums[i] · (i − node) + c, in a loop that becomes SIMD code. */
  private static void addProduct(double[] sums, int node, double c) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i] * (INDEX[i] - node) + c;
    }
  }

  private static Worst worst(float[] x, float[] results, double[] references) {
    double ulp = -1;
    float at = Float.NaN;
    long distance = 0;
    long rounded = 0;
    for (int i = 0; i < x.length; i++) {
      float nearest = (float) references[i];
      double error = ulps(results[i], references[i]);
      if (error > ulp) {
        ulp = error;
        at = x[i];
      }
      if (results[i] == nearest || Float.isNaN(results[i]) && Float.isNaN(nearest)) {
        rounded++;
      } else {
        distance = Math.max(distance, Math.abs((long) ordinal(results[i]) - ordinal(nearest)));
      }
    }
    return new Worst(ulp, at, distance, x.length, rounded);
  }

  /**
   * |y − exact| in units in the last place of the float nearest to {@code exact} (2⁻¹⁴⁹ for a subnormal one); ∞ for a
   * NaN or an infinity where there should be none, or the other way round.
   */
  static double ulps(float y, double exact) {
    float rounded = (float) exact;
    double error = Math.abs(y - exact) * floatsPerUnit(rounded);
    if (error < Double.POSITIVE_INFINITY) {
      return error;
    }
    return y == rounded || Float.isNaN(y) && Double.isNaN(exact) ? 0 : Double.POSITIVE_INFINITY;
  }

  /** 1 / ulp. */
  private static double floatsPerUnit(float x) {
    int exponent = Math.min(Math.max(Math.getExponent(x), Float.MIN_EXPONENT), Float.MAX_EXPONENT);
    return Double.longBitsToDouble((long) (1023 + 23 - exponent) << 52);
  }
}
