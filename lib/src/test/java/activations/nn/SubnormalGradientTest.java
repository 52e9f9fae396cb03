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

  /** Y = A ⊙ B with A = B = X = 1: dA = dB = dY, and dX is their sum. */
  @Test
  void ofAGate() {
    float[] dy = Arrays.copyOf(DY, 5);
    float[] identity = new float[25];
    for (int i = 0; i < 5; i++) {
      identity[6 * i] = 1;
    }
    for (GatedUnit unit : new GatedUnit[] {GatedUnit.bilinear(), GatedUnit.of("both", Activations.identity())}) {
      Gated gated = Gated.of(unit, Dense.ofWeights(5, 5, identity), Dense.ofWeights(5, 5, identity));
      for (Mode mode : new Mode[] {Mode.TRAINING, Mode.EVALUATION}) {
        gated.forward(Arrays.copyOf(ones(), 5), 1, mode);
        float[] dx = gated.backward(dy);
        for (int i = 0; i < 5; i++) {
          assertEquals(2 * (mode.training() ? FLUSHED[i] : dy[i]), dx[i], 0, mode + " " + i);
        }
      }
    }
  }

  @Test
  void ofEachRowOfABatch() {
    ActivationLayer layer = ActivationLayer.of(Activations.identity(), 1);
    layer.forward(ones(), DY.length, new Mode(true, Workers.one()));
    assertArrayEquals(FLUSHED, layer.backward(DY));
  }
}
