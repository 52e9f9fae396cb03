package activations.nn;

import activations.Checks;
import activations.nn.data.Gaussian;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Does a layer's {@code backward} give the gradient of its {@code forward}? Each element of dX and of the gradient of
 * each parameter is compared with the difference quotient of L = Σ rᵢyᵢ, r random:
 *
 * <pre>
 *   dL/da ≈ (L(a + h) − L(a − h)) / 2h
 * </pre>
 *
 * <p>Of three steps h, 2⁻⁵, 2⁻⁷ and 2⁻⁹, the one that agrees best counts, for a step may be too large (a kink within
 * it) or too small (the outputs are floats). A right gradient is off by about 10⁻³ of the largest element of its array,
 * a forgotten factor or term by about 1. The gradients of the parameters are NaN before the backward pass, so that one
 * which is added to what was there does not pass. It fails too if a pass changes its argument.
 *
 * <p>Take several rows, and parameters that are not 0: a factor 0 hides the gradients behind it.
 *
 * @param error the largest difference, as a fraction of the largest difference quotient of its array
 * @param where that is, for example {@code "weights[3, 2]: backward gives 0.5, the difference quotient 0.25"}
 * @param compared how many elements were compared: those of x and of {@link Layer#parameters}
 */
public record GradientCheck(double error, String where, int compared) {

  private static final double[] STEPS = {0x1p-5, 0x1p-7, 0x1p-9};

  /** More than this is no rounding. */
  private static final double TOLERANCE = 0.01;

  /**
   * Compares all elements, at inputs from N(0, 1) and the parameters as they are. Dropout is off.
   *
   * @param layer the layer or network; its parameters are moved and put back, their gradients overwritten
   * @param rows of the batch
   * @param seed decides x and r
   * @return the worst of all elements
   * @throws IllegalArgumentException if rows is less than 1, or the layer takes only tokens, as {@link Embedding} does
   */
  public static GradientCheck of(Layer layer, int rows, long seed) {
    Objects.requireNonNull(layer, "layer is null");
    Checks.size("rows", rows, 1);
    Gaussian gaussian = new Gaussian(new SplittableRandom(seed));
    float[] x = gaussian.fill(new float[rows * layer.inputs()], 1);
    float[] r = gaussian.fill(new float[rows * layer.outputs()], 1);
    float[] given = x.clone();
    float[] slope = r.clone();
    layer.forward(x, rows, Mode.EVALUATION);
    layer.parameters().forEach(p -> Arrays.fill(p.gradient(), Float.NaN));
    float[] dx = layer.backward(slope).clone();
    if (!Arrays.equals(x, given) || !Arrays.equals(slope, r)) {
      String which = Arrays.equals(x, given) ? "backward changes its argument dy" : "forward changes its argument x";
      return new GradientCheck(Double.POSITIVE_INFINITY, which, 0);
    }
    float[][] gradients = layer.parameters().stream().map(p -> p.gradient().clone()).toArray(float[][]::new);
    DoubleSupplier loss = () -> product(layer.forward(x, rows, Mode.EVALUATION), r);
    GradientCheck worst = worst("x", layer.inputs(), x, dx, loss);
    for (int k = 0; k < gradients.length; k++) {
      Parameter p = layer.parameters().get(k);
      GradientCheck check = worst(p.name(), p.columns(), p.value(), gradients[k], loss);
      GradientCheck worse = check.error > worst.error ? check : worst;
      worst = new GradientCheck(worse.error, worse.where, worst.compared + check.compared);
    }
    layer.forward(x, rows, Mode.EVALUATION);
    return worst;
  }

  /** {@return whether the gradient is right: nothing is off by more than a hundredth} */
  public boolean passed() {
    return error <= TOLERANCE;
  }

  private static GradientCheck worst(String name, int columns, float[] values, float[] gradient, DoubleSupplier loss) {
    double scale = 1e-30;
    double[] quotients = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      quotients[i] = closest(values, i, gradient[i], loss);
      scale = Math.max(scale, Math.abs(quotients[i]));
    }
    double error = 0;
    String where = "all elements agree";
    for (int i = 0; i < values.length; i++) {
      double off = Math.abs(gradient[i] - quotients[i]) / scale;
      off = Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
      if (off > error) {
        error = off;
        where = String.format(Locale.ROOT, "%s[%d, %d]: backward gives %.4g, the difference quotient %.4g", name,
            i / columns, i % columns, gradient[i], quotients[i]);
      }
    }
    return new GradientCheck(error, where, values.length);
  }

  private static double closest(float[] values, int i, float gradient, DoubleSupplier loss) {
    float kept = values[i];
    double[] quotients = new double[STEPS.length];
    try {
      for (int k = 0; k < STEPS.length; k++) {
        values[i] = (float) (kept + STEPS[k]);
        double above = loss.getAsDouble();
        double width = values[i];
        values[i] = (float) (kept - STEPS[k]);
        width -= values[i];
        quotients[k] = (above - loss.getAsDouble()) / width;
      }
    } finally {
      values[i] = kept;
    }
    double closest = quotients[0];
    for (double quotient : quotients) {
      closest = Math.abs(quotient - gradient) < Math.abs(closest - gradient) ? quotient : closest;
    }
    return closest;
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
