package activations;

import java.util.Objects;

/**
 * A gated linear unit: one array, sent through an activation function, scales another element by element.
 *
 * <p>y = act(a) ⊙ b, with the gate a = xW + b and the linear part b = xV + c (Shazeer 2020, GLU variants improve
 * Transformer, arXiv:2002.05202). The methods here take a and b as they are, or as the two halves of each row;
 * {@code nn.Gated} computes them from x.
 *
 * <p>Where {@link #sigmoidGatedGelu} sends b through a function g of its own, y = act(a) ⊙ g(b).
 *
 * <p>act(a) and g(b) are rounded to float before they are multiplied. NaN, and 0 · ∞, give NaN.
 */
public final class GatedUnit {

  /** Which half of a row is the gate; to confuse the two is a common mistake when models are carried over. */
  public enum GateOrder {
    /** The row is (a, b): the first half is the gate, as the formula act(xW) ⊗ xV is written. */
    GATE_FIRST,
    /** The row is (b, a): the second half is the gate, as in PyTorch's {@code torch.nn.functional.glu}. */
    GATE_SECOND
  }

  private final String name;
  private final Activation gate;
  private final Activation value;

  private GatedUnit(String name, Activation gate, Activation value) {
    this.name = name;
    this.gate = gate;
    this.value = value;
  }

  /** {@return GLU, σ(a) ⊙ b} Dauphin, Fan, Auli and Grangier 2016, arXiv:1612.08083. */
  public static GatedUnit glu() {
    return of("GLU", Activations.sigmoid());
  }

  /** {@return the bilinear layer, a ⊙ b} Mnih and Hinton 2007; Shazeer 2020. */
  public static GatedUnit bilinear() {
    return of("Bilinear", Activations.identity());
  }

  /** {@return ReGLU, max(0, a) ⊙ b} Shazeer 2020. */
  public static GatedUnit reglu() {
    return of("ReGLU", Activations.relu());
  }

  /** {@return GEGLU, GELU(a) ⊙ b, with the exact GELU} Shazeer 2020. */
  public static GatedUnit geglu() {
    return of("GEGLU", Activations.gelu());
  }

  /** {@return {@link #swiglu(double)} with β = 1} */
  public static GatedUnit swiglu() {
    return swiglu(1);
  }

  /**
   * {@return SwiGLU, Swish(a) ⊙ b} Shazeer 2020.
   *
   * @param beta sharpness of {@linkplain Activations#swish(double) Swish}, finite and positive; 1 by default
   * @throws IllegalArgumentException if beta is not finite and positive
   */
  public static GatedUnit swiglu(double beta) {
    return of("SwiGLU", Activations.swish(beta));
  }

  /**
   * {@return the sigmoid-gated GELU, σ(a) ⊙ GELU(b), with a = xW and b = x} Some articles
   * call it GeGLU; it is not Shazeer's {@link #geglu}, where GELU is the gate.
   */
  public static GatedUnit sigmoidGatedGelu() {
    return new GatedUnit("Sigmoid-gated GELU", Activations.sigmoid(), Activations.gelu());
  }

  /**
   * {@return a gated linear unit act(a) ⊙ b with any function as its gate}
   *
   * @param name the name in print
   * @param gate the function act, which the gate a goes through
   * @throws NullPointerException if an argument is null
   */
  public static GatedUnit of(String name, Activation gate) {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(gate, "gate is null");
    return new GatedUnit(name, gate, null);
  }

  /** {@return the name in print, for example {@code "SwiGLU"}} */
  public String name() {
    return name;
  }

  /** {@return the function act that the gate a goes through} */
  public Activation gate() {
    return gate;
  }

  /**
   * y = act(a) ⊙ b.
   *
   * <p>Allocates nothing, except that the sigmoid-gated GELU allocates one array of the same length.
   *
   * @param a the gate; not modified unless it is also {@code y}
   * @param b the linear part; not modified
   * @param y output, overwritten; may be {@code a} but not {@code b}
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if the lengths differ or y is b; nothing is written then
   */
  public void forward(float[] a, float[] b, float[] y) {
    forward(a, b, y, 0, Objects.requireNonNull(a, "a is null").length);
  }

  /**
   * {@link #forward(float[], float[], float[])} for the elements {@code from} ≤ i &lt; {@code to}, so that threads can
   * share an array.
   *
   * @param a the gate; not modified unless it is also {@code y}
   * @param b the linear part; not modified
   * @param y output, overwritten in that range only; may be {@code a} but not {@code b}
   * @param from the first element, inclusive; at least 0
   * @param to the last element, exclusive; at most the length of {@code a}
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if the lengths differ or y is b; nothing is written then
   * @throws IndexOutOfBoundsException if the range is not within the arrays; nothing is written then
   */
  public void forward(float[] a, float[] b, float[] y, int from, int to) {
    Checks.sameLength("a", a, "b", b);
    Checks.sameLength("a", a, "y", y);
    Checks.different("y", y, "b", b);
    Objects.checkFromToIndex(from, to, a.length);
    float[] factor = b;
    if (value != null) {
      factor = new float[b.length];
      value.forward(b, factor, from, to);
    }
    gate.forward(a, y, from, to);
    multiply(y, factor, from, to);
  }

  /**
   * The gradients of {@link #forward(float[], float[], float[])}: da = dy ⊙ b ⊙ act′(a) and db = dy ⊙ act(a).
   *
   * <p>Allocates nothing.
   *
   * @param a the gate that {@code forward} was given
   * @param b the linear part that {@code forward} was given
   * @param dy gradient of the loss with respect to y
   * @param da gradient of the loss with respect to a, overwritten; an array of its own
   * @param db gradient of the loss with respect to b, overwritten; an array of its own
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if the lengths differ or da or db is one of the others; nothing is written then
   */
  public void backward(float[] a, float[] b, float[] dy, float[] da, float[] db) {
    backward(a, b, dy, da, db, 0, Objects.requireNonNull(a, "a is null").length);
  }

  /**
   * {@link #backward(float[], float[], float[], float[], float[])} for the elements {@code from} ≤ i &lt; {@code to}.
   *
   * @param a the gate that {@code forward} was given
   * @param b the linear part that {@code forward} was given
   * @param dy gradient of the loss with respect to y
   * @param da gradient of the loss with respect to a, overwritten in that range only; an array of its own
   * @param db gradient of the loss with respect to b, overwritten in that range only; an array of its own
   * @param from the first element, inclusive; at least 0
   * @param to the last element, exclusive; at most the length of {@code a}
   * @throws NullPointerException if an array is null
   * @throws IllegalArgumentException if the lengths differ or da or db is one of the others; nothing is written then
   * @throws IndexOutOfBoundsException if the range is not within the arrays; nothing is written then
   */
  public void backward(float[] a, float[] b, float[] dy, float[] da, float[] db, int from, int to) {
    Checks.sameLength("a", a, "b", b);
    Checks.sameLength("a", a, "dy", dy);
    Checks.sameLength("a", a, "da", da);
    Checks.sameLength("a", a, "db", db);
    Checks.different("da", da, "a", a);
    Checks.different("da", da, "b", b);
    Checks.different("da", da, "dy", dy);
    Checks.different("db", db, "a", a);
    Checks.different("db", db, "b", b);
    Checks.different("db", db, "dy", dy);
    Checks.different("da", da, "db", db);
    Objects.checkFromToIndex(from, to, a.length);
    gate.forward(a, db, from, to);
    multiply(db, dy, from, to);
    if (value == null) {
      System.arraycopy(b, from, da, from, to - from);
    } else {
      value.forward(b, da, from, to);
      value.backward(b, db, db, from, to);
    }
    multiply(da, dy, from, to);
    gate.backward(a, da, da, from, to);
  }

  /**
   * {@link #forward(float[], float[], float[])} on the two halves of each row.
   *
   * <p>Allocates two arrays of the length of y.
   *
   * @param x input, rows × columns, where columns is even; not modified
   * @param rows number of rows, at least 0
   * @param columns length of a row of x, even, at least 2
   * @param order which half is the gate
   * @param y output, rows × columns/2, overwritten
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if columns is odd or a size does not match; nothing is written then
   */
  public void forwardHalves(float[] x, int rows, int columns, GateOrder order, float[] y) {
    checkHalves(x, rows, columns, order);
    Checks.matrix("y", y, rows, columns / 2);
    float[] a = new float[y.length];
    float[] b = new float[y.length];
    split(x, columns, order, a, b);
    forward(a, b, y);
  }

  /**
   * The gradient of {@link #forwardHalves}.
   *
   * <p>Allocates four arrays of the length of dy.
   *
   * @param x the input that {@code forwardHalves} was given
   * @param rows number of rows, at least 0
   * @param columns length of a row of x, even, at least 2
   * @param order which half is the gate, as in {@code forwardHalves}
   * @param dy gradient of the loss with respect to y, rows × columns/2
   * @param dx gradient of the loss with respect to x, rows × columns, overwritten; may be {@code x}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if columns is odd or a size does not match; nothing is written then
   */
  public void backwardHalves(float[] x, int rows, int columns, GateOrder order, float[] dy, float[] dx) {
    checkHalves(x, rows, columns, order);
    Checks.matrix("dy", dy, rows, columns / 2);
    Checks.matrix("dx", dx, rows, columns);
    float[] a = new float[dy.length];
    float[] b = new float[dy.length];
    float[] da = new float[dy.length];
    float[] db = new float[dy.length];
    split(x, columns, order, a, b);
    backward(a, b, dy, da, db);
    copyRows(da, 0, columns / 2, dx, gateStart(columns, order), columns, columns / 2);
    copyRows(db, 0, columns / 2, dx, linearStart(columns, order), columns, columns / 2);
  }

  private static void checkHalves(float[] x, int rows, int columns, GateOrder order) {
    Objects.requireNonNull(order, "order is null");
    Checks.size("rows", rows, 0);
    Checks.size("columns", columns, 2);
    if (columns % 2 != 0) {
      throw new IllegalArgumentException("columns must be even, to be cut in halves, but is " + columns);
    }
    Checks.matrix("x", x, rows, columns);
  }

  private static void split(float[] x, int columns, GateOrder order, float[] a, float[] b) {
    copyRows(x, gateStart(columns, order), columns, a, 0, columns / 2, columns / 2);
    copyRows(x, linearStart(columns, order), columns, b, 0, columns / 2, columns / 2);
  }

  private static int gateStart(int columns, GateOrder order) {
    return order == GateOrder.GATE_FIRST ? 0 : columns / 2;
  }

  private static int linearStart(int columns, GateOrder order) {
    return order == GateOrder.GATE_FIRST ? columns / 2 : 0;
  }

  private static void copyRows(
      float[] from, int fromStart, int fromStride, float[] to, int toStart, int toStride, int count) {
    for (int i = fromStart, j = toStart; i < from.length; i += fromStride, j += toStride) {
      System.arraycopy(from, i, to, j, count);
    }
  }

  private static void multiply(float[] y, float[] factor, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] *= factor[i];
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
