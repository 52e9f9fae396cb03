package activations;

import java.util.Arrays;
import java.util.Objects;

/**
 * A gated unit with its weights: y = act(xW + b) ⊙ (xV + c).
 *
 * <p>Matrices are row-major: x is rows × inputs, W and V are inputs × outputs, y is rows × outputs. Without V the
 * second factor is x itself, un-projected, and there must be as many outputs as inputs.
 *
 * <p>The products are those of {@link Matrices}, and a bias is added last: results repeat bit by bit.
 *
 * <p>The layer keeps one work array of inputs × outputs, four of rows × outputs and one of rows × inputs, allocated when
 * the number of rows changes and never otherwise. It is for one thread at a time.
 */
public final class GatedLayer {

  /**
   * The weights of a layer, or their gradients; the arrays are shared, not copied.
   *
   * @param w weights of the gate, inputs × outputs
   * @param b bias of the gate, of length outputs, or null for none
   * @param v weights of the linear part, inputs × outputs, or null for the input itself
   * @param c bias of the linear part, of length outputs, or null for none
   */
  public record Weights(float[] w, float[] b, float[] v, float[] c) {

    /** Weights of the same shape, all 0: a place for gradients. */
    public Weights zeros() {
      return new Weights(zeros(w), zeros(b), zeros(v), zeros(c));
    }

    private static float[] zeros(float[] array) {
      return array == null ? null : new float[array.length];
    }
  }

  private final GatedUnit unit;
  private final int inputs;
  private final int outputs;
  private final Weights weights;

  private float[] a = {};
  private float[] b = {};
  private float[] da = {};
  private float[] db = {};
  private float[] dxLinear = {};

  /**
   * A layer of the given size.
   *
   * @throws NullPointerException if the unit, the weights or w is null
   * @throws IllegalArgumentException if a size is less than 1 or an array does not match; if v is null, but not c or
   *     outputs differs from inputs
   */
  public GatedLayer(GatedUnit unit, int inputs, int outputs, Weights weights) {
    this.unit = Objects.requireNonNull(unit, "unit is null");
    this.inputs = inputs;
    this.outputs = outputs;
    this.weights = Objects.requireNonNull(weights, "weights is null");
    Checks.size("inputs", inputs, 1);
    Checks.size("outputs", outputs, 1);
    Checks.matrix("w", weights.w, inputs, outputs);
    if (weights.b != null) {
      Checks.matrix("b", weights.b, 1, outputs);
    }
    if (weights.v != null) {
      Checks.matrix("v", weights.v, inputs, outputs);
    } else if (inputs != outputs) {
      throw new IllegalArgumentException("without v, outputs must equal inputs but they are "
          + outputs + " and " + inputs);
    }
    if (weights.c != null) {
      if (weights.v == null) {
        throw new IllegalArgumentException("c needs v, which is null");
      }
      Checks.matrix("c", weights.c, 1, outputs);
    }
  }

  /**
   * y = act(xW + b) ⊙ (xV + c).
   *
   * @param x input, rows × inputs; not modified unless it is also {@code y}
   * @param y output, rows × outputs, overwritten; may be {@code x} itself
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if a size does not match; nothing is written then
   */
  public void forward(float[] x, int rows, float[] y) {
    Checks.size("rows", rows, 0);
    Checks.matrix("x", x, rows, inputs);
    Checks.matrix("y", y, rows, outputs);
    resize(y.length);
    preActivations(x, rows);
    unit.forward(a, b, y);
  }

  /**
   * The gradients of {@link #forward} with respect to the input and the weights.
   *
   * @param x the input that {@code forward} was given
   * @param dy gradient of the loss with respect to y, rows × outputs
   * @param dx gradient of the loss with respect to x, rows × inputs, overwritten; may be {@code dy} but not {@code x}
   * @param gradients of the loss with respect to the weights, overwritten; of the same shape as the weights, with
   *     null where they have null
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if a size or shape does not match or dx is x; nothing is written then
   */
  public void backward(float[] x, int rows, float[] dy, float[] dx, Weights gradients) {
    Checks.size("rows", rows, 0);
    Checks.matrix("x", x, rows, inputs);
    Checks.matrix("dy", dy, rows, outputs);
    Checks.matrix("dx", dx, rows, inputs);
    Checks.different("dx", dx, "x", x);
    Objects.requireNonNull(gradients, "gradients is null");
    sameShape("w", weights.w, gradients.w);
    sameShape("b", weights.b, gradients.b);
    sameShape("v", weights.v, gradients.v);
    sameShape("c", weights.c, gradients.c);
    resize(dy.length);
    if (dxLinear.length != dx.length) {
      dxLinear = new float[dx.length];
    }
    preActivations(x, rows);
    unit.backward(a, b, dy, da, db);
    inputGradient(da, weights.w, rows, dx);
    weightGradients(x, rows, da, gradients.w, gradients.b);
    float[] throughLinear = db;
    if (weights.v != null) {
      weightGradients(x, rows, db, gradients.v, gradients.c);
      inputGradient(db, weights.v, rows, dxLinear);
      throughLinear = dxLinear;
    }
    for (int i = 0; i < dx.length; i++) {
      dx[i] += throughLinear[i];
    }
  }

  private static void sameShape(String name, float[] weights, float[] gradients) {
    if ((weights == null) != (gradients == null)) {
      throw new IllegalArgumentException(
          name + " is " + (weights == null ? "null" : "given") + " in the weights but "
              + (gradients == null ? "null" : "given") + " in the gradients");
    }
    if (weights != null) {
      Checks.sameLength(name + " of the weights", weights, name + " of the gradients", gradients);
    }
  }

  private void resize(int length) {
    if (a.length != length) {
      a = new float[length];
      b = new float[length];
      da = new float[length];
      db = new float[length];
    }
  }

  private void preActivations(float[] x, int rows) {
    affine(x, rows, weights.w, weights.b, a);
    if (weights.v == null) {
      System.arraycopy(x, 0, b, 0, x.length);
    } else {
      affine(x, rows, weights.v, weights.c, b);
    }
  }

  private void affine(float[] x, int rows, float[] w, float[] bias, float[] y) {
    Matrices.multiply(x, w, y, rows, inputs, outputs, 0, rows);
    if (bias != null) {
      for (int start = 0; start < y.length; start += outputs) {
        for (int j = 0; j < outputs; j++) {
          y[start + j] += bias[j];
        }
      }
    }
  }

  private void inputGradient(float[] dy, float[] w, int rows, float[] dx) {
    Matrices.multiplyByTransposed(dy, w, dx, rows, outputs, inputs, 0, rows);
  }

  private void weightGradients(float[] x, int rows, float[] dy, float[] dw, float[] dBias) {
    Matrices.multiplyTransposed(x, dy, dw, rows, inputs, outputs, 0, inputs);
    if (dBias != null) {
      Arrays.fill(dBias, 0);
      for (int start = 0; start < dy.length; start += outputs) {
        for (int j = 0; j < outputs; j++) {
          dBias[j] += dy[start + j];
        }
      }
    }
  }
}
