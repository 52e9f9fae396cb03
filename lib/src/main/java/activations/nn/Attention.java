package activations.nn;

import activations.Checks;
import activations.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Causal multi-head self-attention (Vaswani et al. 2017, arXiv:1706.03762), without biases: each position looks at
 * itself and those before it.
 *
 * <p>X and Y are rows × length × model. With Q = X·W_q, K = X·W_k, V = X·W_v cut into heads of d = model/heads columns,
 * for each sequence and head:
 *
 * <pre>
 *   S = Q·Kᵀ/√d, but −∞ where a position would look ahead;  P = softmax of each row of S;  O = P·V
 * </pre>
 *
 * <p>and Y = (the heads' O side by side)·W_o. Backward:
 *
 * <pre>
 *   dO = dY·W_oᵀ,  dV = Pᵀ·dO,  dP = dO·Vᵀ,  dS = P ⊙ (dP − the row's Σ dP ⊙ P),  dQ = dS·K/√d,  dK = dSᵀ·Q/√d
 *   dX = dQ·W_qᵀ + dK·W_kᵀ + dV·W_vᵀ
 * </pre>
 */
public final class Attention extends AbstractLayer {

  private final int length;
  private final int model;
  private final int heads;
  /** Columns of a head. */
  private final int d;
  private final Dense queries;
  private final Dense keys;
  private final Dense values;
  private final Dense output;

  private float[] q;
  private float[] k;
  private float[] v;
  private float[] p;
  private float[] o;
  private float[] ds;
  private float[] dq;
  private float[] dk;
  private float[] dv;
  private float[] dx;

  private Attention(int length, int model, int heads, List<Dense> four) {
    super("attention with " + heads + " heads on " + length + " × " + model, Checks.elements("a row", length, model),
        length * model, four);
    this.length = length;
    this.model = model;
    this.heads = heads;
    d = model / heads;
    queries = four.get(0);
    keys = four.get(1);
    values = four.get(2);
    output = four.get(3);
  }

  /**
   * Four matrices, model × model each, that start from {@link Initialization#LECUN}.
   *
   * @param length positions of a sequence, at least 1
   * @param model elements of the vector at each position, at least 1
   * @param heads how many the columns of Q, K and V are cut into, model/heads each; at least 1
   * @param random is drawn from: W_q, then W_k, W_v and W_o
   * @return a layer from rows × length × model to rows × length × model
   * @throws IllegalArgumentException if a size is less than 1, or model is not a multiple of heads
   */
  public static Attention of(int length, int model, int heads, SplittableRandom random) {
    Checks.size("attention: length", length, 1);
    Checks.size("attention: model", model, 1);
    Checks.size("attention: heads", heads, 1);
    if (model % heads != 0) {
      throw new IllegalArgumentException("attention: model " + model + " cannot be cut into " + heads
          + " heads of the same size");
    }
    return new Attention(length, model, heads, Stream.generate(
        () -> Dense.withoutBias(model, model, Initialization.LECUN, random)).limit(4).toList());
  }

  /**
   * {@return how much each position looks at each in the last forward pass: rows × heads × length × length; not a copy}
   * Each stretch of length elements belongs to the position that looks, and sums to 1; what lies ahead has 0. It is
   * null before the first pass.
   */
  public float[] probabilities() {
    return p;
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    int rows = rows();
    q = queries.forward(x, rows * length, mode);
    k = keys.forward(x, rows * length, mode);
    v = values.forward(x, rows * length, mode);
    p = Shapes.sized(p, Checks.elements("P", rows * heads, Checks.elements("P of a head", length, length)));
    o = Shapes.sized(o, x.length);
    eachHead(this::score);
    Softmax.forward(p, rows * heads * length, length, p);
    eachHead(this::mix);
    return output.forward(o, rows * length, mode);
  }

  @Override
  protected float[] gradient(float[] dy) {
    float[] dO = output.backward(dy);
    ds = Shapes.sized(ds, p.length);
    dq = Shapes.sized(dq, q.length);
    dk = Shapes.sized(dk, k.length);
    dv = Shapes.sized(dv, v.length);
    eachHead((at, square) -> mixBack(dO, at, square));
    Softmax.backward(p, ds, rows() * heads * length, length, ds);
    eachHead(this::scoreBack);
    dx = Shapes.sum(queries.backward(dq), keys.backward(dk), dx);
    return Shapes.sum(dx, values.backward(dv), dx);
  }

  /** Work on one head of one sequence: where its first element is in Q, K, V, O, and in P. */
  private interface Head {
    void run(int at, int square);
  }

  private void eachHead(Head work) {
    workers().split(rows() * heads, (from, to) -> {
      for (int head = from; head < to; head++) {
        work.run(head / heads * length * model + head % heads * d, head * length * length);
      }
    });
  }

  /** S = Q·Kᵀ/√d, −∞ ahead. */
  private void score(int at, int square) {
    double scale = 1 / Math.sqrt(d);
    for (int i = 0; i < length; i++) {
      int row = square + i * length;
      for (int j = 0; j <= i; j++) {
        p[row + j] = (float) (scale * dot(q, at + i * model, k, at + j * model, d));
      }
      Arrays.fill(p, row + i + 1, row + length, Float.NEGATIVE_INFINITY);
    }
  }

  /** O = P·V. */
  private void mix(int at, int square) {
    for (int i = 0; i < length; i++) {
      Arrays.fill(o, at + i * model, at + i * model + d, 0);
      for (int j = 0; j <= i; j++) {
        add(p[square + i * length + j], v, at + j * model, o, at + i * model, d);
      }
    }
  }

  /** dV = Pᵀ·dO, dP = dO·Vᵀ. */
  private void mixBack(float[] dO, int at, int square) {
    for (int i = 0; i < length; i++) {
      Arrays.fill(dv, at + i * model, at + i * model + d, 0);
    }
    for (int i = 0; i < length; i++) {
      int row = square + i * length;
      for (int j = 0; j <= i; j++) {
        ds[row + j] = (float) dot(dO, at + i * model, v, at + j * model, d);
        add(p[row + j], dO, at + i * model, dv, at + j * model, d);
      }
      Arrays.fill(ds, row + i + 1, row + length, 0);
    }
  }

  /** dQ = dS·K/√d, dK = dSᵀ·Q/√d. */
  private void scoreBack(int at, int square) {
    double scale = 1 / Math.sqrt(d);
    for (int i = 0; i < length; i++) {
      Arrays.fill(dq, at + i * model, at + i * model + d, 0);
      Arrays.fill(dk, at + i * model, at + i * model + d, 0);
    }
    for (int i = 0; i < length; i++) {
      for (int j = 0; j <= i; j++) {
        float slope = (float) (scale * ds[square + i * length + j]);
        add(slope, k, at + j * model, dq, at + i * model, d);
        add(slope, q, at + i * model, dk, at + j * model, d);
      }
    }
  }

  private static double dot(float[] a, int atA, float[] b, int atB, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) a[atA + i] * b[atB + i];
    }
    return sum;
  }

  /** y ← y + factor · x, on n elements. */
  private static void add(float factor, float[] x, int atX, float[] y, int atY, int n) {
    for (int i = 0; i < n; i++) {
      y[atY + i] += factor * x[atX + i];
    }
  }
}
