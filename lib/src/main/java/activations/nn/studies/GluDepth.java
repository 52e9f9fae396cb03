package activations.nn.studies;

import activations.Activation;
import activations.Activations;
import activations.GatedUnit;
import activations.nn.ActivationLayer;
import activations.nn.Dense;
import activations.nn.Gated;
import activations.nn.Initialization;
import activations.nn.Layer;
import activations.nn.Mode;
import activations.nn.Sequential;
import activations.nn.data.Gaussian;
import activations.nn.theory.MeanField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Signals and gradients through a plain stack of random layers, gated, act(x·W) ⊙ x·V, and not, f(x·W): each with the
 * gain that keeps a mean square of 1, and with 0.9 and 1.1 times that gain.
 *
 * <p>In wide layers, with variances σ²/inputs, a signal of mean square s becomes s′, and a gradient g before it:
 *
 * <pre>
 *   not gated:  s′ = E[f(σ√s z)²]                g = σ² E[f′(σ√s z)²] g′
 *   gated:      s′ = σ² s E[act(σ√s z)²]         g = σ² (σ² s E[act′(σ√s z)²] + E[act(σ√s z)²]) g′
 * </pre>
 *
 * <p>Each of 64 rows is followed on its own: {@code square} is the median of their mean squares after a layer,
 * {@code least} and {@code largest} are the ends. {@code gradient} is the median over the rows of the mean square of
 * dL/dx before the layer, as a fraction of that at the end.
 */
final class GluDepth {

  private static final int DEPTH = 12;
  private static final int ROWS = 64;
  private static final long DATA_SEED = 1_000;

  static final Study STUDY = Study
      .named("glu-depth", "signals and gradients through random layers with and without gates, at equal variance")
      .vary("block", FeedForward.names())
      .vary("gain", 0.9, 1.0, 1.1)
      .seeds(2, 10)
      .counts("layer")
      .numbers("square", "least", "largest", "squareTheory", "gradient", "gradientTheory")
      .trial(size -> trial(size == Study.Size.QUICK ? 128 : 256));

  private GluDepth() {}

  /** What a wide layer does with mean squares. */
  private record Theory(Activation f, boolean gated) {

    double square(double variance, double s) {
      return s == Double.POSITIVE_INFINITY ? s : MeanField.secondMoment(f, variance * s) * (gated ? variance * s : 1);
    }

    double gradient(double variance, double s) {
      if (s == Double.POSITIVE_INFINITY) {
        return Double.NaN;
      }
      double through = MeanField.derivativeSecondMoment(f, variance * s);
      return variance * (gated ? variance * s * through + MeanField.secondMoment(f, variance * s) : through);
    }

    /** σ² at which 1 stays 1, by bisection: more variance, a longer signal. */
    double fixed() {
      double low = 0;
      double high = 64;
      for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (square(middle, 1) < 1) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high;
    }
  }

  private static Study.Trial trial(int width) {
    return (setting, rows) -> {
      String name = setting.text("block");
      GatedUnit unit = FeedForward.named(name).gate();
      Theory theory = new Theory(unit == null ? Activations.byName(name) : unit.gate(), unit != null);
      double variance = theory.fixed() * setting.number("gain") * setting.number("gain");
      Initialization start = Initialization.gains(Math.sqrt(variance), 0);
      SplittableRandom random = new SplittableRandom(setting.seed());
      List<Layer> layers = new ArrayList<>();
      for (int l = 0; l < DEPTH; l++) {
        Dense gate = Dense.withoutBias(width, width, start, random);
        layers.add(unit == null ? Sequential.of(gate, ActivationLayer.of(theory.f, width))
            : Gated.of(unit, gate, Dense.withoutBias(width, width, start, random)));
      }
      Gaussian gaussian = new Gaussian(new SplittableRandom(DATA_SEED + setting.seed()));
      double[][] squares = new double[DEPTH][];
      float[] signal = gaussian.fill(new float[ROWS * width], 1);
      for (int l = 0; l < DEPTH; l++) {
        signal = layers.get(l).forward(signal, ROWS, Mode.EVALUATION);
        squares[l] = meanSquares(signal);
      }
      double[] gradients = new double[DEPTH];
      float[] gradient = gaussian.fill(new float[ROWS * width], 1);
      double last = median(meanSquares(gradient));
      for (int l = DEPTH - 1; l >= 0; l--) {
        gradient = layers.get(l).backward(gradient);
        gradients[l] = median(meanSquares(gradient)) / last;
      }
      double[] inTheory =
          DoubleStream.iterate(1, s -> theory.square(variance, s)).limit(DEPTH + 1).toArray();
      double[] gradientsInTheory = new double[DEPTH + 1];
      gradientsInTheory[DEPTH] = 1;
      for (int l = DEPTH - 1; l >= 0; l--) {
        gradientsInTheory[l] = theory.gradient(variance, inTheory[l]) * gradientsInTheory[l + 1];
      }
      for (int l = 0; l < DEPTH; l++) {
        rows.add(l + 1, median(squares[l]), squares[l][0], squares[l][ROWS - 1], inTheory[l + 1], gradients[l],
            gradientsInTheory[l]);
      }
    };
  }

  /** Of each row, ascending. */
  private static double[] meanSquares(float[] x) {
    int width = x.length / ROWS;
    double[] squares = new double[ROWS];
    for (int i = 0; i < x.length; i++) {
      squares[i / width] += (double) x[i] * x[i] / width;
    }
    Arrays.sort(squares);
    return squares;
  }

  private static double median(double[] sorted) {
    return (sorted[ROWS / 2 - 1] + sorted[ROWS / 2]) / 2;
  }
}
