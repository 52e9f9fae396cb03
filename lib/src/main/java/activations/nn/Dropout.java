package activations.nn;

import activations.Checks;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Dropout (Srivastava et al., 2014): in training each element is set to 0 with probability p and the others are divided
 * by 1 − p, so that the expected value stays; otherwise nothing happens.
 *
 * <p>Backward: dx = dy · mask.
 */
public final class Dropout extends AbstractLayer {

  private final double p;
  private final SplittableRandom random;
  private boolean dropping;
  private float[] mask;
  private float[] y;
  private float[] dx;

  private Dropout(int size, double p, SplittableRandom random) {
    super("dropout " + p + " on " + size, size, size);
    this.p = p;
    this.random = random;
  }

  /**
   * Drops with probability {@code p}.
   *
   * @param size elements of one row, at least 1
   * @param p probability with which an element is dropped, in [0, 1); 0 drops none
   * @param random decides which: it is drawn from for each element of each training pass, unless p is 0
   * @return a layer from rows × size to rows × size, without parameters
   * @throws IllegalArgumentException if size is less than 1 or p is not in [0, 1)
   */
  public static Dropout of(int size, double p, SplittableRandom random) {
    Checks.size("dropout: size", size, 1);
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException("dropout: p must be at least 0 and less than 1 but is " + p);
    }
    return new Dropout(size, p, Objects.requireNonNull(random, "random is null"));
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    dropping = mode.training() && p > 0;
    if (!dropping) {
      return x;
    }
    mask = Shapes.sized(mask, x.length);
    y = Shapes.sized(y, x.length);
    float keep = (float) (1 / (1 - p));
    for (int i = 0; i < x.length; i++) {
      mask[i] = random.nextDouble() < p ? 0 : keep;
      y[i] = x[i] * mask[i];
    }
    return y;
  }

  @Override
  protected float[] gradient(float[] dy) {
    if (!dropping) {
      return dy;
    }
    dx = Shapes.sized(dx, dy.length);
    for (int i = 0; i < dy.length; i++) {
      dx[i] = dy[i] * mask[i];
    }
    return dx;
  }
}
