package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import activations.GatedUnit;
import activations.nn.data.Dataset;
import activations.nn.data.ToyData;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers, losses, optimisers and initialisations of one's own, with nothing but what is public. */
class OwnPartsTest {

  /** Y = X ⊙ s: a factor for each element, learned. */
  static final class Scale extends AbstractLayer {
    private final Parameter s;

    Scale(Parameter s) {
      super("scale " + s.columns(), s.columns(), s.columns(), s);
      this.s = s;
    }

    @Override
    protected float[] compute(float[] x, Mode mode) {
      float[] y = x.clone();
      for (int i = 0; i < y.length; i++) {
        y[i] *= s.value()[i % outputs()];
      }
      return y;
    }

    @Override
    protected float[] gradient(float[] dy) {
      Arrays.fill(s.gradient(), 0);
      float[] dx = dy.clone();
      for (int i = 0; i < dx.length; i++) {
        s.gradient()[i % outputs()] += dy[i] * input()[i];
        dx[i] *= s.value()[i % outputs()];
      }
      return dx;
    }
  }

  /** 0.1 everywhere: a lambda is enough. */
  private static final Initialization SMALL = (weights, random) -> Arrays.fill(weights.value(), 0.1f);

  /** Σ |y − t| / n: a lambda is enough. */
  private static final Loss MEAN_ABSOLUTE = (output, batch, gradient) -> {
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      float error = output[i] - batch.targets()[i];
      sum += Math.abs(error);
      if (gradient != null) {
        gradient[i] = Math.signum(error) / output.length;
      }
    }
    return sum / output.length;
  };

  /** w ← w − η sign(g). */
  private static final class SignDescent extends Optimizer {
    SignDescent(double learningRate) {
      super(learningRate);
    }

    @Override
    protected int moments() {
      return 0;
    }

    @Override
    protected void update(float[] w, float[] g, float[][] moments, int from, int to) {
      for (int i = from; i < to; i++) {
        w[i] -= learningRate * Math.signum(g[i]);
      }
    }
  }

  @Test
  void ownPartsLearnTheFactorsOfTheData() {
    Dataset x = ToyData.normal(200, 3, 3, 5);
    float[] targets = new float[600];
    float[] factors = {2, -1, 0.5f};
    for (int i = 0; i < 600; i++) {
      targets[i] = x.x()[i] * factors[i % 3];
    }
    Scale scale = new Scale(Parameter.weights("factors", 1, 3, SMALL, new SplittableRandom(1)));
    Sequential network = Sequential.of(scale, ActivationLayer.of(Activations.identity(), 3));
    Trainer.of(network, MEAN_ABSOLUTE, new SignDescent(0.0078125)).batchSize(20).epochs(40)
        .train(Dataset.regression(x.x(), 3, targets, 3));
    assertArrayEquals(factors, scale.parameters().get(0).value(), 0.02f);
  }

  static Stream<Layer> layers() {
    SplittableRandom random = new SplittableRandom(3);
    Dense dense = Dense.of(4, 3, Initialization.HE, random);
    return Stream.of(
        new Scale(Parameter.weights("factors", 1, 5, Initialization.LECUN, random)), dense,
        Dense.withoutBias(3, 2, SMALL, random),
        ActivationLayer.of(Activations.relu(), 6), LayerNorm.of(5),
        TimeDistributed.of(2, Dense.of(2, 2, SMALL, random)),
        Attention.of(3, 4, 2, random), GatedFeedForward.of(GatedUnit.swiglu(), 4, 3, Initialization.XAVIER, random),
        Residual.of(Sequential.of(LayerNorm.of(4), Transformer.feedForward(
            Activations.gelu(), 4, 6, Initialization.LECUN, random))),
        MultilayerPerceptron.of(Activations.tanh(), Initialization.LECUN, 0.5, random, 3, 8, 2));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theCheckPassesALayerWhoseGradientIsRight(Layer layer) {
    float[][] before = layer.parameters().stream().map(p -> p.value().clone()).toArray(float[][]::new);
    GradientCheck check = GradientCheck.of(layer, 4, 1);
    assertTrue(check.passed(), check.toString());
    for (int k = 0; k < before.length; k++) {
      assertArrayEquals(before[k], layer.parameters().get(k).value());
    }
  }

  @Test
  void theCheckSaysWhichElementIsWrong() {
    SplittableRandom random = new SplittableRandom(2);
    Layer right = Dense.of(3, 2, Initialization.LECUN, random);
    GradientCheck factor = GradientCheck.of(new Wrong(right, () -> right.parameters().get(0).gradient()[3] *= 2), 4, 1);
    assertFalse(factor.passed());
    assertTrue(factor.where().startsWith("weights[1, 1]: backward gives "), factor.where());
    GradientCheck nan =
        GradientCheck.of(new Wrong(right, () -> right.parameters().get(1).gradient()[0] = Float.NaN), 4, 1);
    assertFalse(nan.passed());
    assertTrue(nan.where().startsWith("bias[0, 0]: backward gives NaN"), nan.where());
    GradientCheck two = GradientCheck.of(new Wrong(right, () ->
        right.parameters().forEach(p -> Arrays.fill(p.gradient(), 1, 2, Float.NaN))), 4, 1);
    assertTrue(two.where().startsWith("weights[0, 1]: backward gives NaN"), "the first of equals: " + two.where());
    assertEquals("rows must be at least 1 but is 0",
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(right, 0, 1)).getMessage());
  }

  /** A layer whose gradients are spoilt after each backward pass. */
  private record Wrong(Layer right, Runnable spoil) implements Layer {
    @Override
    public String summary() {
      return "wrong";
    }

    @Override
    public int inputs() {
      return right.inputs();
    }

    @Override
    public int outputs() {
      return right.outputs();
    }

    @Override
    public List<Parameter> parameters() {
      return right.parameters();
    }

    @Override
    public float[] forward(float[] x, int rows, Mode mode) {
      return right.forward(x, rows, mode);
    }

    @Override
    public float[] backward(float[] dy) {
      float[] dx = right.backward(dy);
      spoil.run();
      return dx;
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void backwardNeedsAForwardPass(Layer layer) {
    for (Executable pass : new Executable[] {() -> layer.backward(new float[layer.outputs()]),
        () -> layer.backwardParameters(new float[layer.outputs()])}) {
      String message = assertThrows(IllegalStateException.class, pass).getMessage();
      assertTrue(message.endsWith(": backward belongs to a forward pass, and there was none yet"), message);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void whatPredictGivesIsSafeToKeep(Layer layer) {
    float[] x = ToyData.normal(4, layer.inputs(), 1, 3).x();
    float[] first = layer.predict(x, 4);
    float[] kept = first.clone();
    layer.predict(ToyData.normal(4, layer.inputs(), 1, 4).x(), 4);
    assertArrayEquals(kept, first);
    assertArrayEquals(kept, layer.forward(x, 4, Mode.EVALUATION));
  }

  @Test
  void gainsAreThoseOfTheTheory() {
    Dense dense = Dense.of(400, 300, Initialization.gains(1.5, 0.3), new SplittableRandom(1));
    float[] weights = dense.parameters().get(0).value();
    float[] bias = dense.parameters().get(1).value();
    // Five standard errors of a mean square: 5 · √(2/n).
    assertEquals(1.5 * 1.5 / 400, meanSquare(weights), 1.5 * 1.5 / 400 * 0.021);
    assertEquals(0.09, meanSquare(bias), 0.09 * 0.41);
    float[] he = Dense.of(9, 7, Initialization.HE, new SplittableRandom(4)).parameters().get(0).value();
    Dense same = Dense.of(9, 7, Initialization.gains(Math.sqrt(2), 0), new SplittableRandom(4));
    assertArrayEquals(he, same.parameters().get(0).value(), 1e-7f);
    assertArrayEquals(new float[7], same.parameters().get(1).value());
    assertEquals("gains σ_w 1.5, σ_b 0.3", Initialization.gains(1.5, 0.3).toString());
    assertEquals("a gain must be finite and at least 0 but is -1.0",
        assertThrows(IllegalArgumentException.class, () -> Initialization.gains(1, -1)).getMessage());
  }

  private static double meanSquare(float[] a) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * a[i]).average().orElseThrow();
  }

  /** ⅔ rounded: 4 ⅔ up, 5 ⅓ down, never 0. */
  @Test
  void aGatedBlockHasAsManyWeightsAsAnUngatedOne() {
    assertEquals(5, GatedFeedForward.hidden(7));
    assertEquals(5, GatedFeedForward.hidden(8));
    assertEquals(1, GatedFeedForward.hidden(1));
    SplittableRandom random = new SplittableRandom(1);
    assertEquals(Transformer.feedForward(Activations.relu(), 4, 9, SMALL, random).parameterCount(),
        GatedFeedForward.of(GatedUnit.glu(), 4, GatedFeedForward.hidden(9), SMALL, random).parameterCount());
  }

  @Test
  void givenWeights() {
    float[] weights = {1, 2, 3, 4, 5, 6};
    Dense dense = Dense.ofWeights(2, 3, weights);
    weights[0] = 9;
    assertArrayEquals(new float[] {9, 12, 15}, dense.predict(new float[] {1, 2}, 1));
    assertEquals("dense 2 → 2: weights has 6 elements but 2 × 2 = 4 are needed",
        assertThrows(IllegalArgumentException.class, () -> Dense.ofWeights(2, 2, weights)).getMessage());
  }

  @Test
  void aGateThatDoesNotFitItsValueIsRefused() {
    Dense gate = Dense.ofWeights(3, 2, 1, 2, 3, 4, 5, 6);
    assertEquals("Sigmoid-gated GELU: the gate is 3 → 2 but the value is 3 → 3; they must be the same",
        assertThrows(IllegalArgumentException.class, () -> Gated.of(GatedUnit.sigmoidGatedGelu(), gate,
            ActivationLayer.of(Activations.identity(), 3))).getMessage());
    assertEquals("GLU: gate and value are the same layer; it remembers one input",
        assertThrows(IllegalArgumentException.class, () -> Gated.of(GatedUnit.glu(), gate, gate)).getMessage());
    Gated gated = Gated.of(GatedUnit.bilinear(), gate, Dense.ofWeights(3, 2, 1, 1, 1, 1, 1, 1));
    assertEquals("Bilinear 3 → 2", gated.summary());
    assertEquals("Bilinear 3 → 2: x has 2 elements but 1 × 3 = 3 are needed",
        assertThrows(IllegalArgumentException.class, () -> gated.predict(new float[2], 1)).getMessage());
  }

  @Test
  void aParameterHasASize() {
    assertEquals("factors: columns must be at least 1 but is 0",
        assertThrows(IllegalArgumentException.class, () -> Parameter.zeros("factors", 1, 0)).getMessage());
    assertEquals("initialization is null", assertThrows(NullPointerException.class,
        () -> Parameter.weights("weights", 2, 2, null, new SplittableRandom(1))).getMessage());
  }

  /** Y = 2X, with faults that are easily made. */
  private static final class Faulty extends AbstractLayer {
    private final Parameter bias;
    private final String fault;

    Faulty(String fault, Parameter bias) {
      super("faulty", 3, 3, bias);
      this.bias = bias;
      this.fault = fault;
    }

    @Override
    protected float[] compute(float[] x, Mode mode) {
      if (fault.equals("no output")) {
        return null;
      }
      float[] y = new float[fault.equals("short output") ? x.length - 1 : x.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = 2 * x[i] + bias.value()[i % 3];
      }
      if (fault.equals("writes into x")) {
        x[1] = 0;
      }
      return y;
    }

    @Override
    protected float[] gradient(float[] dy) {
      if (fault.equals("no gradient")) {
        return null;
      }
      if (!fault.equals("adds to the gradient")) {
        Arrays.fill(bias.gradient(), 0);
      }
      float[] dx = new float[fault.equals("short gradient") ? dy.length - 1 : dy.length];
      for (int i = 0; i < dx.length; i++) {
        dx[i] = 2 * dy[i];
        bias.gradient()[i % 3] += dy[i];
      }
      if (fault.equals("writes into dy")) {
        dy[1] = 0;
      }
      return dx;
    }
  }

  private static GradientCheck check(String fault) {
    return GradientCheck.of(new Faulty(fault, Parameter.of("bias", 1, 3, 1, 2, 3)), 4, 1);
  }

  @Test
  void theCheckFindsCommonFaults() {
    assertTrue(check("none").passed());
    assertEquals(4 * 3 + 3, check("none").compared());
    assertFalse(check("adds to the gradient").passed());
    assertEquals("bias[0, 0]: backward gives NaN, the difference quotient ",
        check("adds to the gradient").where().substring(0, 56));
    assertFalse(check("writes into x").passed());
    assertEquals("forward changes its argument x", check("writes into x").where());
    assertFalse(check("writes into dy").passed());
    assertEquals("backward changes its argument dy", check("writes into dy").where());
  }

  @Test
  void whatALayerReturnsIsChecked() {
    assertEquals("faulty: what compute returns is null",
        assertThrows(NullPointerException.class, () -> check("no output")).getMessage());
    assertEquals("faulty: what compute returns has 11 elements but 4 × 3 = 12 are needed",
        assertThrows(IllegalArgumentException.class, () -> check("short output")).getMessage());
    assertEquals("faulty: what gradient returns is null",
        assertThrows(NullPointerException.class, () -> check("no gradient")).getMessage());
    assertEquals("faulty: what gradient returns has 11 elements but 4 × 3 = 12 are needed",
        assertThrows(IllegalArgumentException.class, () -> check("short gradient")).getMessage());
  }

  @Test
  void aLayerStandsInOnePlaceAtAllDepths() {
    Layer tanh = ActivationLayer.of(Activations.tanh(), 2);
    assertEquals("network of 2 layers, 2 → 2: the layer \"tanh 2\" stands twice; it remembers one input, so make a layer"
        + " for each place", assertThrows(IllegalArgumentException.class,
            () -> Sequential.of(Residual.of(tanh), Residual.of(tanh))).getMessage());
  }

  @Test
  void sizesThatNoArrayHoldsAreToldBeforeAnythingIsMade() {
    SplittableRandom random = new SplittableRandom(1);
    String end = " elements, and an array holds 2147483647 at most";
    assertEquals("weights would have 100000 × 100000 = 10000000000" + end, assertThrows(IllegalArgumentException.class,
        () -> Dense.of(100_000, 100_000, Initialization.HE, random)).getMessage());
    assertEquals("a row would have 65536 × 65537 = 4295032832" + end, assertThrows(IllegalArgumentException.class,
        () -> TimeDistributed.of(65_536, Dense.withoutBias(65_537, 1, Initialization.HE, random))).getMessage());
    assertEquals("dense 1 → 65536: the output would have 65536 × 65536 = 4294967296" + end,
        assertThrows(IllegalArgumentException.class, () -> Dense.of(1, 65_536, Initialization.HE, random)
            .forward(new float[65_536], 65_536, Mode.EVALUATION)).getMessage());
    assertEquals(1_000_000_000, GatedFeedForward.hidden(1_500_000_000));
  }

  @Test
  void nothingStandsTwice() {
    Parameter bias = Parameter.of("bias", 1, 3, 0, 0, 0);
    Layer layer = new Faulty("none", bias);
    assertEquals("layer 2 (faulty) is layer 1 again; it remembers one input, so make a layer for each place",
        assertThrows(IllegalArgumentException.class, () -> Sequential.of(layer, layer)).getMessage());
    assertEquals("network of 2 layers, 3 → 3: the parameter \"bias\" stands twice; each has a place of its own",
        assertThrows(IllegalArgumentException.class, () -> Sequential.of(layer, new Faulty("none", bias))).getMessage());
    assertEquals("two: the parameter \"bias\" stands twice; each has a place of its own",
        assertThrows(IllegalArgumentException.class, () -> passing("two", 3, 3, bias, bias)).getMessage());
  }

  private static Layer passing(String summary, int inputs, int outputs, Parameter... parameters) {
    return new AbstractLayer(summary, inputs, outputs, parameters) {
      @Override
      protected float[] compute(float[] x, Mode mode) {
        return x;
      }

      @Override
      protected float[] gradient(float[] dy) {
        return dy;
      }
    };
  }

  @Test
  void aLayerHasASize() {
    assertEquals("no input: inputs must be at least 1 but is 0",
        assertThrows(IllegalArgumentException.class, () -> passing("no input", 0, 3)).getMessage());
    assertEquals("no output: outputs must be at least 1 but is 0",
        assertThrows(IllegalArgumentException.class, () -> passing("no output", 3, 0)).getMessage());
  }

  @Test
  void aGradientThatDoesNotFitTheOutputIsRefused() {
    Layer layer = passing("passing", 3, 3);
    layer.forward(new float[6], 2, Mode.TRAINING);
    for (Executable pass : new Executable[] {() -> layer.backward(new float[5]),
        () -> layer.backwardParameters(new float[5])}) {
      assertEquals("passing: dy has 5 elements but 2 × 3 = 6 are needed",
          assertThrows(IllegalArgumentException.class, pass).getMessage());
    }
  }

  @Test
  void aParameterOfGivenValuesKeepsACopy() {
    float[] values = {1, 2, 3, 4, 5, 6};
    Parameter parameter = Parameter.of("factors", 2, 3, values);
    values[0] = 9;
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, parameter.value());
    assertArrayEquals(new float[6], parameter.gradient());
    assertEquals("parameter \"factors\": values has 6 elements but 2 × 2 = 4 are needed",
        assertThrows(IllegalArgumentException.class, () -> Parameter.of("factors", 2, 2, values)).getMessage());
  }

  /** A loss that hides NaN: the weights tell. */
  @Test
  void weightsThatAreNotFiniteEndTheTraining() {
    Loss blind = (output, batch, gradient) -> {
      if (gradient != null) {
        Arrays.fill(gradient, Float.NaN);
      }
      return 0;
    };
    Sequential network = Sequential.of(new Faulty("none", Parameter.of("bias", 1, 3, 0, 0, 0)));
    History history = Trainer.of(network, blind, Optimizer.sgd(0.1, 0)).batchSize(2).epochs(3)
        .train(Dataset.regression(new float[12], 3, new float[12], 3));
    assertEquals("a number of the parameter \"bias\" is not finite after epoch 1; try a smaller learning rate",
        history.divergence().orElseThrow());
    assertEquals("0 epochs, a number of the parameter \"bias\" is not finite after epoch 1; try a smaller learning rate", history.toString());
  }

  @Test
  void anOptimizerRemembersNoNegativeNumberOfMoments() {
    Optimizer wrong = new Optimizer(0.1) {
      @Override
      protected int moments() {
        return -1;
      }

      @Override
      protected void update(float[] w, float[] g, float[][] moments, int from, int to) {}
    };
    assertEquals("moments must be at least 0 but is -1", assertThrows(IllegalArgumentException.class,
        () -> wrong.step(List.of(Parameter.zeros("w", 1, 1)))).getMessage());
  }
}
