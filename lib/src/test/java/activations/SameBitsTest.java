package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An input gives the same bits at every position and length, in place or not. An array of one element never fills a
 * vector, so this compares SIMD with scalar code as well.
 */
class SameBitsTest {

  private static final float[] SPECIAL = {
      0f, -0f, 1f, -1f, 0.5f, -0.5f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -Float.MIN_NORMAL,
      Float.MAX_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN,
      -0.7517916f, -0.7524614f, -1.2784645f, -1.1924399f, -1.5f, 3f, -3f, 6f, 20f, -20f, 88.8f, -88.8f, -104f, 1e4f, -1e4f};

  /** Longer than four of the longest vectors, and then some. */
  private static final int LENGTHS = 70;

  @Test
  void simdIsOnUnlessItIsMeantToBeOff() {
    boolean expected = Boolean.parseBoolean(System.getProperty("activations.test.simd", "true"));
    assertEquals(expected, Kernels.simd(), "is --add-modules jdk.incubator.vector among the test's JVM arguments?");
  }

  @ParameterizedTest
  @MethodSource("activations.AccuracyRow#values")
  void atEveryPositionAndLengthAndInPlace(AccuracyRow row) {
    float[] x = inputs(LENGTHS, 1);
    float[] dy = gradients(LENGTHS);
    float[] y = forwardOneByOne(row.function(), x);
    float[] dx = backwardOneByOne(row.function(), x, dy);
    for (int from = 0; from <= 17; from++) {
      for (int to = from; to <= LENGTHS; to++) {
        float[] part = Arrays.copyOfRange(x, from, to);
        float[] gradient = Arrays.copyOfRange(dy, from, to);
        row.function().backward(part, gradient, gradient);
        row.function().forward(part, part);
        for (int i = from; i < to; i++) {
          assertSameBits(row.key(), x[i], y[i], part[i - from]);
          assertSameBits(row.key() + "′", x[i], dx[i], gradient[i - from]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("activations.AccuracyRow#values")
  void forInputsOfEveryMagnitude(AccuracyRow row) {
    float[] x = inputs(100_000, 2);
    float[] dy = gradients(x.length);
    float[] y = new float[x.length];
    float[] dx = new float[x.length];
    row.function().forward(x, y);
    row.function().backward(x, dy, dx);
    float[] expectedY = forwardOneByOne(row.function(), x);
    float[] expectedDx = backwardOneByOne(row.function(), x, dy);
    for (int i = 0; i < x.length; i++) {
      assertSameBits(row.key(), x[i], expectedY[i], y[i]);
      assertSameBits(row.key() + "′", x[i], expectedDx[i], dx[i]);
    }
  }

  /** From a vector in a hundred with a lane in the tail of a table to arrays that lie there wholly. */
  @ParameterizedTest
  @MethodSource("activations.AccuracyRow#values")
  void withFewAndWithManyNumbersInTheTail(AccuracyRow row) {
    for (int mean : new int[] {0, -4, -8, -12, -20, -40, 12}) {
      Random random = new Random(mean);
      float[] x = new float[4000];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (mean + 2 * random.nextGaussian());
      }
      x[1234] = Float.NaN;
      float[] dy = gradients(x.length);
      float[] expectedY = forwardOneByOne(row.function(), x);
      float[] expectedDx = backwardOneByOne(row.function(), x, dy);
      float[] dxForX = x.clone();
      row.function().backward(dxForX, dy, dxForX);
      float[] dxForDy = dy.clone();
      row.function().backward(x, dxForDy, dxForDy);
      float[] y = x.clone();
      row.function().forward(y, y);
      for (int i = 0; i < x.length; i++) {
        assertSameBits(row.key(), x[i], expectedY[i], y[i]);
        assertSameBits(row.key() + "′", x[i], expectedDx[i], dxForX[i]);
        assertSameBits(row.key() + "′", x[i], expectedDx[i], dxForDy[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("activations.AccuracyRow#values")
  void inAnArrayBeyondTheCaches(AccuracyRow row) {
    int from = 5;
    int to = from + (1 << 20) + 37;
    float[] x = inputs(to + 1, 4);
    float[] dy = gradients(x.length);
    float[] y = new float[x.length];
    float[] dx = new float[x.length];
    row.function().forward(x, y, from, to);
    row.function().backward(x, dy, dx, from, to);
    float[] piece = new float[1000];
    float[] gradient = new float[piece.length];
    for (int i = from; i < to; i += piece.length) {
      int length = Math.min(piece.length, to - i);
      System.arraycopy(x, i, piece, 0, length);
      System.arraycopy(dy, i, gradient, 0, length);
      row.function().backward(piece, gradient, gradient);
      row.function().forward(piece, piece);
      for (int k = i; k < i + length; k++) {
        assertSameBits(row.key(), x[k], piece[k - i], y[k]);
        assertSameBits(row.key() + "′", x[k], gradient[k - i], dx[k]);
      }
    }
    for (float[] written : List.of(y, dx)) {
      assertEquals(0, written[from - 1]);
      assertEquals(0, written[to]);
    }
  }

  /** The special values, random bit patterns, and values of ordinary size. */
  private static float[] inputs(int n, long seed) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = i < SPECIAL.length ? SPECIAL[i]
          : i % 2 == 0 ? Float.intBitsToFloat(random.nextInt())
          : (float) (random.nextGaussian() * Math.scalb(1.0, random.nextInt(8)));
    }
    return x;
  }

  private static float[] gradients(int n) {
    Random random = new Random(3);
    float[] dy = new float[n];
    for (int i = 0; i < n; i++) {
      dy[i] = (float) random.nextGaussian();
    }
    return dy;
  }

  private static float[] forwardOneByOne(Activation f, float[] x) {
    float[] y = new float[x.length];
    float[] one = new float[1];
    for (int i = 0; i < x.length; i++) {
      one[0] = x[i];
      f.forward(one, one);
      y[i] = one[0];
    }
    return y;
  }

  private static float[] backwardOneByOne(Activation f, float[] x, float[] dy) {
    float[] dx = new float[x.length];
    float[] input = new float[1];
    float[] gradient = new float[1];
    for (int i = 0; i < x.length; i++) {
      input[0] = x[i];
      gradient[0] = dy[i];
      f.backward(input, gradient, gradient);
      dx[i] = gradient[0];
    }
    return dx;
  }

  /** NaNs are all alike; zeros are not. */
  private static void assertSameBits(String function, float x, float expected, float actual) {
    if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
      throw new AssertionError(function + "(" + x + ") is " + expected + " alone but " + actual + " in an array");
    }
  }

  @Test
  void oneFunctionHasOneKernelHoweverOftenItIsMade() {
    if (Kernels.simd()) {
      assertSame(Kernels.of(null, Formulas.elu(1, 0.5)), Kernels.of(null, Formulas.elu(1, 0.5)));
      assertNotSame(Kernels.of(null, Formulas.elu(1, 0.5)), Kernels.of(null, Formulas.elu(1, 0.25)));
    }
  }
}
