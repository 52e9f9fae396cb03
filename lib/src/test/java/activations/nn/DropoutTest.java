package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DropoutTest {

  /** The first number that this seed gives is ½. */
  private static final long HALF = 3453682501520545093L;

  @Test
  void withProbabilityZeroNothingHappens() {
    SplittableRandom random = new SplittableRandom(1);
    Dropout none = Dropout.of(3, 0, random);
    float[] x = {1, 2, 3};
    assertSame(x, none.forward(x, 1, Mode.TRAINING));
    assertSame(x, none.backward(x));
    assertEquals(new SplittableRandom(1).nextLong(), random.nextLong(), "no number was drawn");
  }

  /** The numbers in [0, p) drop, so that they do it with probability p; p itself does not. */
  @Test
  void theProbabilityItselfDoesNotDrop() {
    assertEquals(0.5, new SplittableRandom(HALF).nextDouble());
    Dropout half = Dropout.of(1, 0.5, new SplittableRandom(HALF));
    assertArrayEquals(new float[] {6}, half.forward(new float[] {3}, 1, Mode.TRAINING));
  }

  @Test
  void aRowHasAnElement() {
    assertEquals("dropout: size must be at least 1 but is 0", assertThrows(IllegalArgumentException.class,
        () -> Dropout.of(0, 0.5, new SplittableRandom(1))).getMessage());
  }
}
