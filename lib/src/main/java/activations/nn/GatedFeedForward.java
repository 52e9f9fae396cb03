package activations.nn;

import activations.GatedUnit;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The gated feed-forward block of a Transformer (Shazeer, 2020): Y = (act(X·W) ⊗ X·V)·W₂, without biases.
 *
 * <p>X and Y are rows × model, W and V model × hidden, W₂ hidden × model. Backward, with a = X·W, b = X·V, h = the
 * gated product:
 *
 * <pre>
 *   dH = dY·W₂ᵀ,  (dA, dB) = the unit's backward,  dX = dA·Wᵀ + dB·Vᵀ
 * </pre>
 *
 * <p>It has three matrices where an ungated block (model → hidden → model) has two. To compare blocks with the same
 * number of weights, take {@link #hidden two thirds} of the ungated block's hidden size.
 */
public final class GatedFeedForward implements Layer {

  private final GatedUnit unit;
  private final Dense gate;
  private final Dense linear;
  private final Dense output;
  private final List<Parameter> parameters;
  private Workers workers;
  private int rows;
  private float[] a;
  private float[] b;
  private float[] h;
  private float[] da;
  private float[] db;
  private float[] dx;

  private GatedFeedForward(
      GatedUnit unit, int model, int hidden, Initialization initialization, SplittableRandom random) {
    this.unit = Objects.requireNonNull(unit, "unit is null");
    gate = Dense.withoutBias(model, hidden, initialization, random);
    linear = Dense.withoutBias(model, hidden, initialization, random);
    output = Dense.withoutBias(hidden, model, initialization, random);
    parameters = List.of(gate.parameters().get(0), linear.parameters().get(0), output.parameters().get(0));
  }

  /**
   * A block of three matrices.
   *
   * @throws IllegalArgumentException if a size is less than 1
   */
  public static GatedFeedForward of(
      GatedUnit unit, int model, int hidden, Initialization initialization, SplittableRandom random) {
    return new GatedFeedForward(unit, model, hidden, initialization, random);
  }

  /** The hidden size that gives three matrices as many weights as two of {@code ungated}: ⅔ of it, rounded. */
  public static int hidden(int ungated) {
    Shapes.positive("hidden size", ungated);
    return Math.max(1, Math.round(ungated * 2 / 3f));
  }

  @Override
  public String describe() {
    return unit.name() + " " + gate.inputs() + " → " + gate.outputs() + " → " + gate.inputs();
  }

  @Override
  public int inputs() {
    return gate.inputs();
  }

  @Override
  public int outputs() {
    return gate.inputs();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public float[] forward(float[] x, int rows, Pass pass) {
    Shapes.require(describe(), "x", x, rows, inputs());
    this.rows = rows;
    a = gate.forward(x, rows, pass);
    b = linear.forward(x, rows, pass);
    h = Shapes.sized(h, a.length);
    workers = pass.workers();
    int size = gate.outputs();
    workers.split(rows, (from, to) -> unit.forward(a, b, h, from * size, to * size));
    return output.forward(h, rows, pass);
  }

  @Override
  public float[] backward(float[] dy) {
    Shapes.require(describe(), "dy", dy, rows, outputs());
    float[] dh = output.backward(dy);
    da = Shapes.sized(da, a.length);
    db = Shapes.sized(db, a.length);
    int size = gate.outputs();
    workers.split(rows, (from, to) -> unit.backward(a, b, dh, da, db, from * size, to * size));
    float[] throughGate = gate.backward(da);
    float[] throughLinear = linear.backward(db);
    dx = Shapes.sized(dx, throughGate.length);
    for (int i = 0; i < dx.length; i++) {
      dx[i] = throughGate[i] + throughLinear[i];
    }
    return dx;
  }
}
