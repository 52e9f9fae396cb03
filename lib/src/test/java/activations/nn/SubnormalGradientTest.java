package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import activations.Activations;
import activations.GatedUnit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Training flushes subnormal gradients to 0; probes see them. */
class SubnormalGradientTest {

  private static final float[] DY = {1e-40f, -1e-40f, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1, Float.NaN};
  private static final float[] FLUSHED = {0, 0, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1, Float.NaN};

  private static float[] ones() {
    float[] x = new float[DY.length];
    Arrays.fill(x, 1);
    return x;
  }

  @Test
  void ofAnActivation() {
    ActivationLayer layer = ActivationLayer.of(Activations.identity(), DY.length);
    layer.forward(ones(), 1, Mode.TRAINING);
    assertArrayEquals(FLUSHED, layer.backward(DY));
    layer.forward(ones(), 1, Mode.EVALUATION);
    assertArrayEquals(DY, layer.backward(DY));
  }

  /** Y = A ⊙ B with A = B = 1: both gradients are dY, and dX is their sum. */
  @Test
  void ofAGate() {
    ActivationLayer gate = ActivationLayer.of(Activations.identity(), DY.length);
    ActivationLayer value = ActivationLayer.of(Activations.identity(), DY.length);
    Gated gated = Gated.of(GatedUnit.bilinear(), gate, value);
    for (Mode mode : new Mode[] {Mode.TRAINING, Mode.EVALUATION}) {
      float[] expected = mode.training() ? FLUSHED : DY;
      gated.forward(ones(), 1, mode);
      float[] dx = gated.backward(DY);
      assertArrayEquals(expected, gate.inputGradient());
      assertArrayEquals(expected, value.inputGradient());
      for (int i = 0; i < dx.length; i++) {
        assertEquals(2 * expected[i], dx[i]);
      }
    }
  }
}
