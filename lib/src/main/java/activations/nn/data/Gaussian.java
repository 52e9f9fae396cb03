package activations.nn.data;

import java.util.SplittableRandom;

/**
 * Normal random numbers with the same bits on every machine and every JDK (the algorithm behind {@code nextGaussian}
 * may change between JDKs): the method of Box and Muller (1958) with {@link StrictMath}.
 */
public final class Gaussian {

  private final SplittableRandom random;
  private double spare = Double.NaN;

  /**
   * Draws from {@code random}.
   *
   * @param random gives two uniform numbers for every two normal ones; its seed decides them
   */
  public Gaussian(SplittableRandom random) {
    this.random = random;
  }

  /** {@return a number from N(0, 1)} */
  public double next() {
    if (!Double.isNaN(spare)) {
      double result = spare;
      spare = Double.NaN;
      return result;
    }
    // 1 − u lies in (0, 1]: the logarithm of 0 is never asked for.
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double angle = 2 * Math.PI * random.nextDouble();
    spare = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /**
   * Fills an array with numbers from N(0, deviation²).
   *
   * @param values is overwritten, first to last
   * @param deviation standard deviation of the numbers
   * @return {@code values}
   */
  public float[] fill(float[] values, double deviation) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * next());
    }
    return values;
  }
}
