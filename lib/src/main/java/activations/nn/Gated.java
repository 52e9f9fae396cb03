package activations.nn;

import activations.GatedUnit;
import java.util.List;
import java.util.Objects;

/**
 * Two layers side by side, of which one is the gate of the other: Y = act(A) ⊙ B with A = gate(X), B = value(X); with
 * two {@link Dense} layers it is Y = act(X·W + b) ⊙ (X·V + c) (Shazeer, 2020).
 *
 * <p>X is rows × inputs, A, B and Y are rows × outputs. Backward: (dA, dB) = the unit's backward of dY, in training with
 * 0 for what is smaller than the normal floats, and dX is the sum of what comes back through the gate and the value.
 */
public final class Gated extends AbstractLayer {

  private final GatedUnit unit;
  private final Layer gate;
  private final Layer value;
  private float[] a;
  private float[] b;
  private float[] y;
  private float[] da;
  private float[] db;
  private float[] dx;

  private Gated(GatedUnit unit, Layer gate, Layer value) {
    super(unit.name() + " " + gate.inputs() + " → " + gate.outputs(), gate.inputs(), gate.outputs(),
        List.of(gate, value));
    this.unit = unit;
    this.gate = gate;
    this.value = value;
  }

  /**
   * Of two layers with as many inputs and outputs as each other.
   *
   * @param unit joins A and B, for example {@link GatedUnit#swiglu()}
   * @param gate makes A
   * @param value makes B; {@link ActivationLayer} of the identity for X itself
   * @return a layer from rows × inputs to rows × outputs, with the parameters of the gate, then those of the value
   * @throws IllegalArgumentException if their sizes differ, or they are the same layer
   */
  public static Gated of(GatedUnit unit, Layer gate, Layer value) {
    Objects.requireNonNull(unit, "unit is null");
    Objects.requireNonNull(gate, "gate is null");
    Objects.requireNonNull(value, "value is null");
    if (gate.inputs() != value.inputs() || gate.outputs() != value.outputs()) {
      throw new IllegalArgumentException(unit.name() + ": the gate is " + gate.inputs() + " → " + gate.outputs()
          + " but the value is " + value.inputs() + " → " + value.outputs() + "; they must be the same");
    }
    if (gate == value) {
      throw new IllegalArgumentException(unit.name() + ": gate and value are the same layer; it remembers one input");
    }
    return new Gated(unit, gate, value);
  }

  @Override
  protected float[] compute(float[] x, Mode mode) {
    a = gate.forward(x, rows(), mode);
    b = value.forward(x, rows(), mode);
    y = Shapes.sized(y, a.length);
    int size = outputs();
    workers().split(rows(), (from, to) -> unit.forward(a, b, y, from * size, to * size));
    return y;
  }

  @Override
  protected float[] gradient(float[] dy) {
    unitGradient(dy);
    dx = Shapes.sum(gate.backward(da), value.backward(db), dx);
    return dx;
  }

  @Override
  protected void parameterGradients(float[] dy) {
    unitGradient(dy);
    gate.backwardParameters(da);
    value.backwardParameters(db);
  }

  private void unitGradient(float[] dy) {
    da = Shapes.sized(da, a.length);
    db = Shapes.sized(db, a.length);
    int size = outputs();
    workers().split(rows(), (from, to) -> {
      unit.backward(a, b, dy, da, db, from * size, to * size);
      flushSubnormals(da, from * size, to * size);
      flushSubnormals(db, from * size, to * size);
    });
  }
}
