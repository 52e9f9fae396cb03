package activations.nn.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import activations.nn.ActivationLayer;
import activations.nn.Dense;
import activations.nn.Initialization;
import activations.nn.Layer;
import activations.nn.Loss;
import activations.nn.Parameter;
import activations.nn.Residual;
import activations.nn.Sequential;
import activations.nn.Workers;
import activations.nn.data.Dataset;
import activations.nn.data.ToyData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {

  private static final int WIDTH = 384;
  private static final int DEPTH = 5;
  private static final int ROWS = 32;
  private static final int SEEDS = 6;

  /** For ReLU a layer's mean square strays by √(5/width) = 0.11; the mean of six seeds, after five layers, by 0.10. */
  private static final double CHANCE = 0.15;

  @ParameterizedTest
  @CsvSource({"relu, 0.5, 0.5", "gelu, 0.4252, 0.4559", "tanh, 0.3943, 0.4644", "sigmoid, 0.2934, 0.0448",
      "identity, 1, 1"})
  void momentsOfTheStandardNormal(String name, double square, double slope) {
    Activation f = Activations.byName(name);
    assertEquals(square, MeanField.secondMoment(f, 1), 5e-5);
    assertEquals(slope, MeanField.derivativeSecondMoment(f, 1), 5e-5);
  }

  @Test
  void quadratureFindsKinksAndJumps() {
    assertEquals(1, MeanField.expectation(z -> 1), 1e-12);
    assertEquals(3, MeanField.expectation(z -> z * z * z * z), 1e-12);
    assertEquals(1 / Math.sqrt(2 * Math.PI), MeanField.mean(Activations.relu(), 1), 1e-12);
    // E[z² for |z| < 1, else 1] and P(|z| < 1) of the normal distribution, to 15 digits.
    assertEquals(0.682689492137086, MeanField.derivativeSecondMoment(Activations.hardTanh(), 1), 1e-12);
    assertEquals(0.516058550961713, MeanField.secondMoment(Activations.hardTanh(), 1), 1e-12);
    // The jump at 0.3 is no multiple of a power of two.
    assertEquals(0.382088577811047, MeanField.expectation(z -> z > 0.3 ? 1 : 0), 1e-12);
    assertEquals(2.5, MeanField.secondMoment(Activations.relu(), 5), 1e-12);
  }

  @Test
  void reluKeepsItsVarianceUnderHeAndLosesHalfUnderLeCun() {
    assertArrayEquals(new double[] {3, 3, 3}, MeanField.variances(Activations.relu(), 2, 0, 3, 3), 1e-11);
    assertArrayEquals(new double[] {3, 1.5, 0.75}, MeanField.variances(Activations.relu(), 1, 0, 3, 3), 1e-11);
    assertArrayEquals(new double[] {3, 2, 1.5}, MeanField.variances(Activations.relu(), 1, 0.5, 3, 3), 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"relu, HE, 2", "gelu, HE, 2", "tanh, LECUN, 1", "silu, XAVIER, 1", "selu, LECUN, 1"})
  void wideRandomNetworksDoWhatTheTheorySays(String name, String start, double weightVariance) {
    Activation f = Activations.byName(name);
    Initialization initialization = Map.of("LECUN", Initialization.LECUN, "XAVIER", Initialization.XAVIER,
        "HE", Initialization.HE).get(start);
    double[] q = MeanField.variances(f, weightVariance, 0, weightVariance, DEPTH);
    double[][] ratios = new double[DEPTH][4];
    for (int seed = 0; seed < SEEDS; seed++) {
      List<Probe.Signals> signals = Probe.signals(
          network(f, initialization, seed), Loss.MEAN_SQUARED_ERROR, ToyData.normal(ROWS, WIDTH, 10, seed), 0.01);
      assertEquals(DEPTH, signals.size());
      for (int l = 0; l < DEPTH; l++) {
        Probe.Signals s = signals.get(l);
        assertEquals(name + " " + WIDTH, s.layer());
        assertEquals(s.meanSquare(), s.variance() + s.mean() * s.mean(), 1e-6 * s.meanSquare());
        ratios[l][0] += s.inputMeanSquare() / q[l] / SEEDS;
        ratios[l][1] += s.meanSquare() / MeanField.secondMoment(f, q[l]) / SEEDS;
        ratios[l][2] += s.meanSquaredDerivative() / MeanField.derivativeSecondMoment(f, q[l]) / SEEDS;
        double below = l + 1 < DEPTH ? signals.get(l + 1).meanSquaredGradient() : Double.NaN;
        double chi = weightVariance * MeanField.derivativeSecondMoment(f, q[l]);
        ratios[l][3] += s.meanSquaredGradient() / (below * chi) / SEEDS;
      }
    }
    for (int l = 0; l < DEPTH; l++) {
      String where = name + " in layer " + (l + 1);
      assertEquals(1, ratios[l][0], CHANCE, where + ": pre-activations");
      assertEquals(1, ratios[l][1], CHANCE, where + ": square");
      assertEquals(1, ratios[l][2], CHANCE, where + ": slope");
      if (l + 1 < DEPTH) {
        assertEquals(1, ratios[l][3], CHANCE, where + ": gradient");
      }
    }
  }

  private static Sequential network(Activation f, Initialization initialization, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < DEPTH; l++) {
      layers.add(Dense.of(WIDTH, WIDTH, initialization, random));
      layers.add(ActivationLayer.of(f, WIDTH));
    }
    layers.add(Dense.of(WIDTH, 10, initialization, random));
    return Sequential.of(layers);
  }

  @Test
  void countsDeadAndSaturatedUnitsAndMeasuresGradientsByHand() {
    Dense dense = Dense.of(1, 3, Initialization.HE, new SplittableRandom(1));
    // Unit 0 is dead, unit 1 lives for the positive rows, unit 2 for all.
    set(dense.parameters().get(0), 1, 1, 1);
    set(dense.parameters().get(1), -9, 0, 9);
    Dense sum = Dense.withoutBias(3, 1, Initialization.HE, new SplittableRandom(1));
    set(sum.parameters().get(0), 1, 2, 3);
    Sequential network = Sequential.of(dense, Residual.of(ActivationLayer.of(Activations.relu(), 3)), sum);
    // x + relu(x): 1 gives (-8, 2, 20), -2 gives (-11, -2, 14); the sums are 56 and 27, the targets one below.
    Dataset batch = Dataset.regression(new float[] {1, -2}, 1, new float[] {55, 26}, 1);
    Probe.Signals s = Probe.signals(network, Loss.MEAN_SQUARED_ERROR, batch, 0.5).get(0);
    assertEquals(1, s.deadUnits());
    assertEquals(3, s.units());
    assertEquals(2, s.rows());
    assertEquals(3 / 6.0, s.saturatedFraction());
    assertEquals((1 + 100 + 49) / 6.0, s.meanSquare(), 1e-12);
    assertEquals((1 + 10 + 7) / 6.0, s.mean(), 1e-12);
    assertEquals((-8 + 1 + 10 - 11 - 2 + 7) / 6.0, s.inputMean(), 1e-12);
    assertEquals((64 + 1 + 100 + 121 + 4 + 49) / 6.0 - 0.25, s.inputVariance(), 1e-12);
    assertEquals((64 + 1 + 100 + 121 + 4 + 49) / 6.0, s.inputMeanSquare(), 1e-12);
    assertEquals((9 + 4 + 49 + 9 + 9 + 16) / 6.0, s.variance(), 1e-12);
    // dL/dy = 2 · 1/2 = 1 for each row, times the weights, where relu is open.
    assertEquals((2 * 2 + 3 * 3 + 3 * 3) / 6.0, s.meanSquaredGradient(), 1e-12);
  }

  @Test
  void aSlopeAtTheThresholdIsNotSaturated() {
    // The slopes are ½, 1, 1 and 1.
    assertEquals(0, signals(Activations.leakyRelu(0.5), 0.5, -1, 2, 3, 4).saturatedFraction());
    assertEquals(0.25, signals(Activations.leakyRelu(0.5), 0.75, -1, 2, 3, 4).saturatedFraction());
    assertEquals(0.25, signals(Activations.leakyRelu(0.5), 1, -1, 2, 3, 4).saturatedFraction());
  }

  /** Whole numbers up to 2²⁴ are floats; these stray by 2/9 from a mean that no number of the machine is. */
  @Test
  void theVarianceOfNumbersFarFromZeroKeepsItsDigits() {
    Probe.Signals s = signals(Activations.identity(), 0.5, 16_777_213, 16_777_214, 16_777_214);
    assertEquals(2 / 9.0, s.inputVariance(), 1e-12);
    assertEquals(2 / 9.0, s.variance(), 1e-12);
  }

  /** What f does with these pre-activations: one row. */
  private static Probe.Signals signals(Activation f, double saturationThreshold, float... x) {
    Dense dense = Dense.withoutBias(1, x.length, Initialization.HE, new SplittableRandom(1));
    set(dense.parameters().get(0), x);
    return Probe.signals(Sequential.of(dense, ActivationLayer.of(f, x.length)), Loss.MEAN_SQUARED_ERROR,
        Dataset.regression(new float[] {1}, 1, new float[x.length], x.length), saturationThreshold).get(0);
  }

  @Test
  void aLossOfOnesOwnMayRefuseTheData() {
    Loss choosy = new Loss() {
      @Override
      public double compute(float[] output, Dataset batch, float[] gradient) {
        return 0;
      }

      @Override
      public void requireFits(Dataset data) {
        throw new IllegalArgumentException(data.rows() + " rows are too few");
      }
    };
    Sequential network = Sequential.of(Dense.of(2, 2, Initialization.HE, new SplittableRandom(1)));
    says("3 rows are too few", () -> Probe.signals(network, choosy, ToyData.normal(3, 2, 2, 1), 0.1));
  }

  @Test
  void aDirectionLeadsFromOnePlaceToTheOther() {
    assertArrayEquals(new float[] {3, -4, 0},
        Probe.direction(new float[] {1, 2, 5}, new float[] {4, -2, 5}));
  }

  @Test
  void lossAlongALineIsTheLossThereAndLeavesTheNetworkAsItWas() {
    Dense line = Dense.withoutBias(1, 1, Initialization.HE, new SplittableRandom(1));
    set(line.parameters().get(0), 2);
    Sequential network = Sequential.of(line);
    Dataset data = Dataset.regression(new float[] {1, -1}, 1, new float[] {3, -3}, 1);
    double[] losses = Probe.lossAlong(network, Loss.MEAN_SQUARED_ERROR, data,
        Probe.direction(new float[] {0}, new float[] {0.5f}), new double[] {-2, 0, 2}, Workers.one());
    // (w − 3)² with w = 1, 2, 3.
    assertArrayEquals(new double[] {4, 1, 0}, losses, 1e-12);
    assertArrayEquals(new float[] {2}, network.flatParameters());
  }

  @Test
  void aRandomDirectionIsAsLongAsEachParameter() {
    SplittableRandom random = new SplittableRandom(3);
    Sequential network =
        Sequential.of(Dense.of(5, 7, Initialization.HE, random), Dense.of(7, 2, Initialization.HE, random));
    float[] direction = Probe.randomDirection(network, 1);
    float[] weights = network.parameters().get(0).value();
    double ofDirection = 0;
    double ofWeights = 0;
    for (int i = 0; i < 35; i++) {
      ofDirection += (double) direction[i] * direction[i];
      ofWeights += (double) weights[i] * weights[i];
    }
    assertEquals(1, ofDirection / ofWeights, 1e-6);
    for (int i = 35; i < 42; i++) {
      assertEquals(0, Math.abs(direction[i]), "biases start at zero");
    }
    assertTrue(direction[43] != 0);
    assertArrayEquals(direction, Probe.randomDirection(network, 1));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Sequential network = Sequential.of(Dense.of(2, 2, Initialization.HE, new SplittableRandom(1)));
    Dataset classes = Dataset.classes(new float[] {1, 2}, 2, new int[] {0}, 2);
    says("saturationThreshold must be greater than 0 and at most 1 but is 0.0", () ->
        Probe.signals(network, Loss.SOFTMAX_CROSS_ENTROPY, classes, 0));
    says("SOFTMAX_CROSS_ENTROPY needs data with classes but this has targets", () ->
        Probe.signals(network, Loss.SOFTMAX_CROSS_ENTROPY, ToyData.normal(1, 2, 2, 1), 0.1));
    says("direction has 1 elements but the network learns 6", () -> Probe.lossAlong(network,
        Loss.SOFTMAX_CROSS_ENTROPY, classes, new float[1], new double[] {0}, Workers.one()));
    says("values has 1 elements but the network learns 6", () -> network.load(new float[1]));
    says("from has 1 elements but to has 2", () -> Probe.direction(new float[1], new float[2]));
    says("q must be finite and at least 0 but is -1.0", () -> MeanField.secondMoment(Activations.relu(), -1));
    says("layers must be at least 1 but is 0", () -> MeanField.variances(Activations.relu(), 1, 0, 1, 0));
  }

  private static void says(String message, Executable bad) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, bad).getMessage());
  }

  private static void set(Parameter parameter, float... values) {
    System.arraycopy(values, 0, parameter.value(), 0, values.length);
  }
}
