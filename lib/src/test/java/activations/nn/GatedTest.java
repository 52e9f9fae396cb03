package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import activations.Activation;
import activations.Activations;
import activations.GatedUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatedTest {

  private static final int ROWS = 12;
  private static final int SIZE = 5;

  /** The identity, with a count of how often its value was asked for. */
  private record Counting(AtomicInteger values) implements Activation {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public double value(double x) {
      values.incrementAndGet();
      return x;
    }

    @Override
    public double derivative(double x) {
      return 1;
    }
  }

  /** y = x · x. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void threadsShareTheElementsAndDoNoneTwice(int threads) {
    AtomicInteger values = new AtomicInteger();
    Gated gated = Gated.of(GatedUnit.of("counting", new Counting(values)),
        ActivationLayer.of(Activations.identity(), SIZE), ActivationLayer.of(Activations.identity(), SIZE));
    float[] x = new float[ROWS * SIZE];
    float[] squares = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i - 30;
      squares[i] = (i - 30) * (i - 30);
    }
    try (Workers workers = Workers.of(threads)) {
      float[] y = gated.forward(x, ROWS, new Mode(true, workers));
      assertEquals(ROWS * SIZE, values.get());
      assertArrayEquals(squares, y);
    }
  }

  /** Y = (X·W) ⊙ (X·V) with numbers: dW = x · dy · xV and dV = x · dy · xW. */
  @Test
  void parameterGradientsAreThoseOfTheGradientGiven() {
    Gated gated = Gated.of(GatedUnit.bilinear(), Dense.ofWeights(1, 1, 2), Dense.ofWeights(1, 1, 5));
    gated.forward(new float[] {3}, 1, Mode.TRAINING);
    gated.backwardParameters(new float[] {1});
    assertArrayEquals(new float[] {45}, gated.parameters().get(0).gradient());
    assertArrayEquals(new float[] {18}, gated.parameters().get(1).gradient());
    gated.backwardParameters(new float[] {-2});
    assertArrayEquals(new float[] {-90}, gated.parameters().get(0).gradient());
    assertArrayEquals(new float[] {-36}, gated.parameters().get(1).gradient());
  }
}
