package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activations;
import activations.GatedUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Backpropagation in float against finite differences of the same layer written a second time, in double.
 *
 * <p>L = Σ rᵢyᵢ with fixed random r. Central differences with step 10⁻⁵ are exact to about 10⁻⁹ here, so what the
 * tolerance has to cover is the rounding of the float pass.
 */
class GradientTest {

  private static final int ROWS = 5;
  private static final double STEP = 1e-5;

  /** Largest difference seen, relative to the largest element of the gradient: 4e-7 (layer norm); margin 5. */
  private static final double TOLERANCE = 2e-6;

  /**
   * A layer and its formula in double.
   *
   * @param formula from x and the values of all parameters to y, both rows × …
   */
  record Case(String name, Layer layer, BiFunction<double[], List<double[]>, double[]> formula) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> layers() {
    SplittableRandom random = new SplittableRandom(7);
    Dense dense = Dense.of(4, 3, Initialization.HE, random);
    Dense withoutBias = Dense.withoutBias(4, 6, Initialization.XAVIER, random);
    Dense second = Dense.of(3, 2, Initialization.LECUN, random);
    return Stream.of(
        new Case("dense", dense, (x, p) -> affine(x, 4, p.get(0), p.get(1))),
        new Case("dense without bias", withoutBias, (x, p) -> affine(x, 4, p.get(0), null)),
        new Case("gelu", ActivationLayer.of(Activations.gelu(), 4), (x, p) -> gelu(x)),
        new Case("layer norm", LayerNorm.of(4), (x, p) -> layerNorm(x, p.get(0), p.get(1))),
        new Case("network", Sequential.of(dense, ActivationLayer.of(Activations.gelu(), 3), second),
            (x, p) -> affine(gelu(affine(x, 4, p.get(0), p.get(1))), 3, p.get(2), p.get(3))),
        new Case("residual", Residual.of(ActivationLayer.of(Activations.gelu(), 4)), (x, p) -> {
          double[] y = gelu(x);
          for (int i = 0; i < y.length; i++) {
            y[i] += x[i];
          }
          return y;
        }),
        new Case("each position", TimeDistributed.of(2, dense), (x, p) -> affine(x, 4, p.get(0), p.get(1))),
        new Case("attention", Attention.of(3, 4, 2, random), (x, p) -> attention(x, p, 3, 4, 2)),
        new Case("gated with biases", Gated.of(GatedUnit.glu(), Dense.of(4, 3, Initialization.gains(1, 0.5), random),
            Dense.of(4, 3, Initialization.LECUN, random)), (x, p) ->
                product(map(affine(x, 4, p.get(0), p.get(1)), Activations.sigmoid()::value),
                    affine(x, 4, p.get(2), p.get(3)))),
        new Case("gate of x itself", Gated.of(GatedUnit.sigmoidGatedGelu(),
            Dense.withoutBias(4, 4, Initialization.LECUN, random), ActivationLayer.of(Activations.identity(), 4)),
            (x, p) -> product(map(affine(x, 4, p.get(0), null), Activations.sigmoid()::value), gelu(x))),
        gated(GatedUnit.geglu(), Activations.gelu()::value, b -> b, random),
        gated(GatedUnit.swiglu(), Activations.silu()::value, b -> b, random),
        gated(GatedUnit.sigmoidGatedGelu(), Activations.sigmoid()::value, Activations.gelu()::value, random));
  }

  private static Case gated(GatedUnit unit, DoubleUnaryOperator act,
      DoubleUnaryOperator value, SplittableRandom random) {
    return new Case(unit.name(), GatedFeedForward.of(unit, 4, 3, Initialization.XAVIER, random), (x, p) -> {
      double[] h = product(map(affine(x, 4, p.get(0), null), act), map(affine(x, 4, p.get(1), null), value));
      return affine(h, 3, p.get(2), null);
    });
  }

  private static double[] map(double[] a, DoubleUnaryOperator f) {
    return Arrays.stream(a).map(f).toArray();
  }

  private static double[] product(double[] a, double[] b) {
    double[] y = new double[a.length];
    Arrays.setAll(y, i -> a[i] * b[i]);
    return y;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void agreesWithFiniteDifferences(Case test) {
    Layer layer = test.layer;
    SplittableRandom random = new SplittableRandom(11);
    for (Parameter p : layer.parameters()) {
      for (int i = 0; i < p.value().length; i++) {
        p.value()[i] += (float) (0.3 * random.nextDouble() - 0.15);
      }
    }
    float[] x = random(ROWS * layer.inputs(), random);
    float[] r = random(ROWS * layer.outputs(), random);
    double[] wideX = widen(x);
    List<double[]> wide = new ArrayList<>();
    layer.parameters().forEach(p -> wide.add(widen(p.value())));

    float[] y = layer.forward(x, ROWS, Mode.TRAINING).clone();
    double[] expected = test.formula.apply(wideX, wide);
    assertClose("y", expected, y, TOLERANCE);

    float[] dx = layer.backward(r).clone();
    assertClose("dx", differences(wideX, () -> test.formula.apply(wideX, wide), r), dx, TOLERANCE);
    for (int k = 0; k < wide.size(); k++) {
      Parameter p = layer.parameters().get(k);
      assertClose(
          p.name(), differences(wide.get(k), () -> test.formula.apply(wideX, wide), r), p.gradient(), TOLERANCE);
    }

    float[] other = random(ROWS * layer.outputs(), random);
    layer.forward(x, ROWS, Mode.TRAINING);
    layer.parameters().forEach(p -> Arrays.fill(p.gradient(), Float.NaN));
    layer.backwardParameters(other);
    List<float[]> alone = layer.parameters().stream().map(p -> p.gradient().clone()).toList();
    layer.forward(x, ROWS, Mode.TRAINING);
    layer.backward(other);
    for (int k = 0; k < alone.size(); k++) {
      Parameter p = layer.parameters().get(k);
      assertArrayEquals(p.gradient(), alone.get(k), p.name() + " without dx");
    }
  }

  static double[] differences(double[] where, Supplier<double[]> y, float[] r) {
    double[] result = new double[where.length];
    for (int i = 0; i < where.length; i++) {
      double kept = where[i];
      where[i] = kept + STEP;
      double[] right = y.get();
      where[i] = kept - STEP;
      double[] left = y.get();
      where[i] = kept;
      for (int j = 0; j < r.length; j++) {
        result[i] += r[j] * (right[j] - left[j]) / (2 * STEP);
      }
    }
    return result;
  }

  static void assertClose(String what, double[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length, what);
    double scale = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    assertTrue(worst <= tolerance * scale, what + " is off by " + worst / scale + " of its largest element");
  }

  static double[] affine(double[] x, int inputs, double[] w, double[] b) {
    int outputs = w.length / inputs;
    double[] y = new double[x.length / inputs * outputs];
    for (int i = 0; i < y.length; i++) {
      int row = i / outputs;
      int column = i % outputs;
      y[i] = b == null ? 0 : b[column];
      for (int k = 0; k < inputs; k++) {
        y[i] += x[row * inputs + k] * w[k * outputs + column];
      }
    }
    return y;
  }

  static double[] gelu(double[] x) {
    return Arrays.stream(x).map(Activations.gelu()::value).toArray();
  }

  static double[] layerNorm(double[] x, double[] scale, double[] shift) {
    int n = scale.length;
    double[] y = new double[x.length];
    for (int at = 0; at < x.length; at += n) {
      double mean = 0;
      for (int j = 0; j < n; j++) {
        mean += x[at + j] / n;
      }
      double variance = 0;
      for (int j = 0; j < n; j++) {
        variance += (x[at + j] - mean) * (x[at + j] - mean) / n;
      }
      for (int j = 0; j < n; j++) {
        y[at + j] = scale[j] * (x[at + j] - mean) / Math.sqrt(variance + 1e-5) + shift[j];
      }
    }
    return y;
  }

  /** Causal attention, written from the definition: everything computed, what lies ahead masked. */
  static double[] attention(double[] x, List<double[]> p, int length, int model, int heads) {
    double[] q = affine(x, model, p.get(0), null);
    double[] k = affine(x, model, p.get(1), null);
    double[] v = affine(x, model, p.get(2), null);
    double[] o = new double[x.length];
    int d = model / heads;
    for (int position = 0; position < x.length / model; position++) {
      for (int head = 0; head < heads; head++) {
        double sum = 0;
        double[] weighted = new double[d];
        for (int other = position / length * length; other <= position; other++) {
          double score = 0;
          for (int j = 0; j < d; j++) {
            score += q[position * model + head * d + j] * k[other * model + head * d + j] / Math.sqrt(d);
          }
          sum += Math.exp(score);
          for (int j = 0; j < d; j++) {
            weighted[j] += Math.exp(score) * v[other * model + head * d + j];
          }
        }
        for (int j = 0; j < d; j++) {
          o[position * model + head * d + j] = weighted[j] / sum;
        }
      }
    }
    return affine(o, model, p.get(3), null);
  }

  private static float[] random(int n, SplittableRandom random) {
    float[] a = new float[n];
    for (int i = 0; i < n; i++) {
      a[i] = (float) (4 * random.nextDouble() - 2);
    }
    return a;
  }

  static double[] widen(float[] a) {
    double[] wide = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      wide[i] = a[i];
    }
    return wide;
  }
}
