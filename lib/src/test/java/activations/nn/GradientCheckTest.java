package activations.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

  /** y = f(w), whatever x is. */
  private static final class Curve extends AbstractLayer {
    private final DoubleUnaryOperator f;
    private final float slope;
    private final Parameter w;

    Curve(DoubleUnaryOperator f, float slope, Parameter w) {
      super("curve", 1, 1, w);
      this.f = f;
      this.slope = slope;
      this.w = w;
    }

    @Override
    protected float[] compute(float[] x, Mode mode) {
      float[] y = new float[x.length];
      Arrays.fill(y, (float) f.applyAsDouble(w.value()[0]));
      return y;
    }

    @Override
    protected float[] gradient(float[] dy) {
      w.gradient()[0] = 0;
      for (float d : dy) {
        w.gradient()[0] += slope * d;
      }
      return new float[dy.length];
    }
  }

  private static GradientCheck check(DoubleUnaryOperator f, float w, float slope) {
    return GradientCheck.of(new Curve(f, slope, Parameter.of("w", 1, 1, w)), 1, 1);
  }

  /** Of the steps 2⁻⁵, 2⁻⁷ and 2⁻⁹ from 0.01 only the first passes the kink at 0. */
  @Test
  void aStepOverAKinkDoesNotCount() {
    GradientCheck right = check(w -> Math.max(0, w), 0.01f, 1);
    assertEquals(0, right.error(), 1e-9, right.where());
    assertTrue(right.passed());
    assertEquals(2, right.compared());
  }

  /** Next to 65,536 floats are 2⁻⁷ apart, and 2⁻⁸ below: a step of 2⁻⁹ does not change the output. */
  @Test
  void aStepThatTheOutputsRoundAwayDoesNotCount() {
    GradientCheck right = check(w -> 65_536 + w, 0, 1);
    assertEquals(0, right.error(), 1e-9, right.where());
    assertTrue(right.passed());
  }

  /** Half of the slope is as far from the slope as from the 0 of the step that is rounded away. */
  @Test
  void theErrorIsAFractionOfTheDifferenceQuotient() {
    GradientCheck half = check(w -> 65_536 + w, 0, 0.5f);
    assertEquals(0.5, half.error(), 1e-9, half.where());
    assertFalse(half.passed());
    assertTrue(half.where().startsWith("w[0, 0]: backward gives "), half.where());
  }

  @Test
  void aHundredthPassesAndNoMore() {
    assertTrue(new GradientCheck(0.01, "w[0, 0]", 1).passed());
    assertFalse(new GradientCheck(Math.nextUp(0.01), "w[0, 0]", 1).passed());
    assertFalse(new GradientCheck(Double.NaN, "w[0, 0]", 1).passed());
  }
}
