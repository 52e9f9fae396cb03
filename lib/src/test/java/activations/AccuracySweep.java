package activations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Measures the float path of a function in ulp, units in the last place of the correctly rounded float result.
 *
 * <p>The reference is the definition in double precision. Right beside a zero of f′ that is not enough, for an absolute
 * error of 2⁻⁵¹ can be a large part of f′ itself: there the reference is f′'s Taylor series about the zero.
 */
final class AccuracySweep {

  private static final long ALL_FLOATS = 1L << 32;
  private static final int BLOCK = 1 << 16;

  /** Where the Taylor series is used. With the file's 12 terms its error is below (1/16 / 2.4)¹² = 10⁻¹⁹ of f′. */
  private static final double TAYLOR_RADIUS = 0x1p-4;

  private final Activation function;

  /** The zero of f′ as a sum of two doubles, then the Taylor coefficients from the linear one on; or null. */
  private final double[] zero;

  AccuracySweep(AccuracyRow row) {
    this.function = row.function();
    this.zero = resource("derivative-zeros.csv").stream()
        .filter(fields -> fields[0].equals(row.key()))
        .map(fields -> Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray())
        .findAny().orElse(null);
  }

  /** The lines of a data file among the resources, as {@link #lines}. */
  static List<String[]> resource(String file) {
    try (InputStream in = AccuracySweep.class.getResourceAsStream(file)) {
      return lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields of each line, without comments and the line of column names. */
  static List<String[]> lines(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).skip(1).map(line -> line.split(";"))
        .collect(Collectors.toList());
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
          float[] x = new float[(int) Math.min(BLOCK, inputs - from)];
          for (int i = 0; i < x.length; i++) {
            x[i] = Float.intBitsToFloat((int) ((from + i) * stride));
          }
          Measured measured = measure(x);
          progress.accept((double) done.incrementAndGet() / blocks);
          return measured;
        })
        .reduce(Measured.NONE, Measured::and);
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
    float[] y = new float[x.length];
    function.forward(x, y);
    float[] dy = new float[x.length];
    Arrays.fill(dy, 1);
    float[] dx = new float[x.length];
    function.backward(x, dy, dx);

    return new Measured(worst(x, y, this::value), worst(x, dx, this::derivative));
  }

  /** The reference for one input. */
  private interface Exact {
    double of(float x);
  }

  private static Worst worst(float[] x, float[] results, Exact exact) {
    double ulp = -1;
    float at = Float.NaN;
    long distance = 0;
    long rounded = 0;
    for (int i = 0; i < x.length; i++) {
      double reference = exact.of(x[i]);
      double error = ulps(results[i], reference);
      if (error > ulp) {
        ulp = error;
        at = x[i];
      }
      // + 0 makes one zero of both.
      float result = results[i] + 0f;
      float nearest = (float) reference + 0f;
      if (Float.compare(result, nearest) == 0) {
        rounded++;
      } else {
        distance = Math.max(distance, Math.abs((long) ordinal(result) - ordinal(nearest)));
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
    if (y == rounded && Float.isInfinite(y) || Float.isNaN(y) && Double.isNaN(exact)) {
      return 0;
    }
    if (!Float.isFinite(y) || !Double.isFinite(exact)) {
      return Double.POSITIVE_INFINITY;
    }
    int exponent = Math.min(Math.max(Math.getExponent(rounded), Float.MIN_EXPONENT), Float.MAX_EXPONENT);
    return Math.abs(y - exact) * Double.longBitsToDouble((long) (1023 + 23 - exponent) << 52);
  }
}
