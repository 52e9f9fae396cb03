package activations.nn;

import activations.Checks;
import java.util.Arrays;

/**
 * Layer normalisation (Ba, Kiros, Hinton, 2016): each row is brought to mean 0 and variance 1, then scaled and shifted.
 *
 * <pre>
 *   x̂ = (x − μ)/s,  s = √(σ² + ε),  y = γ ⊙ x̂ + β
 *   dγ = Σ dy ⊙ x̂,  dβ = Σ dy,  with g = dy ⊙ γ:  dx = (g − mean(g) − x̂ · mean(g ⊙ x̂))/s
 * </pre>
 */
public final class LayerNorm extends AbstractLayer {

  /** Added to the variance, so that a constant row does not divide by zero; PyTorch's default. */
  private static final double EPSILON = 1e-5;

  private final Parameter scale;
  private final Parameter shift;
  private float[] normalised;
  private float[] inverse;
  private float[] y;
  private float[] dx;

  private LayerNorm(Parameter scale, Parameter shift) {
    super("layer norm " + scale.columns(), scale.columns(), scale.columns(), scale, shift);
    this.scale = scale;
    this.shift = shift;
  }

  /**
   * On rows of {@code size} elements; γ starts at 1, β at 0.
   *
   * @param size elements of one row, over which mean and variance are taken; at least 1
   * @return a layer from rows × size to rows × size that learns γ and β, 1 × size each
   * @throws IllegalArgumentException if size is less than 1
   */
  public static LayerNorm of(int size) {
    Checks.size("layer norm: size", size, 1);
    Parameter scale = Parameter.zeros("scale", 1, size);
    Arrays.fill(scale.value(), 1);
    return new LayerNorm(scale, Parameter.zeros("shift", 1, size));
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    int size = outputs();
    int rows = rows();
    normalised = Shapes.sized(normalised, x.length);
    inverse = Shapes.sized(inverse, rows);
    y = Shapes.sized(y, x.length);
    for (int r = 0; r < rows; r++) {
      int at = r * size;
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += x[at + j];
      }
      double mean = sum / size;
      double squares = 0;
      for (int j = 0; j < size; j++) {
        double centred = x[at + j] - mean;
        squares += centred * centred;
      }
      double s = 1 / Math.sqrt(squares / size + EPSILON);
      inverse[r] = (float) s;
      for (int j = 0; j < size; j++) {
        normalised[at + j] = (float) ((x[at + j] - mean) * s);
        y[at + j] = scale.value()[j] * normalised[at + j] + shift.value()[j];
      }
    }
    return y;
  }

  @Override
  protected float[] gradient(float[] dy) {
    int size = outputs();
    dx = Shapes.sized(dx, dy.length);
    Arrays.fill(scale.gradient(), 0);
    Arrays.fill(shift.gradient(), 0);
    for (int r = 0; r < rows(); r++) {
      int at = r * size;
      double sum = 0;
      double product = 0;
      for (int j = 0; j < size; j++) {
        scale.gradient()[j] += dy[at + j] * normalised[at + j];
        shift.gradient()[j] += dy[at + j];
        double g = dy[at + j] * scale.value()[j];
        sum += g;
        product += g * normalised[at + j];
      }
      double meanG = sum / size;
      double meanProduct = product / size;
      for (int j = 0; j < size; j++) {
        double g = dy[at + j] * scale.value()[j];
        dx[at + j] = (float) (inverse[r] * (g - meanG - normalised[at + j] * meanProduct));
      }
    }
    return dx;
  }
}
