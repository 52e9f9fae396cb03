package activations.nn.studies;

import activations.Activation;
import activations.nn.Initialization;
import activations.nn.Parameter;
import activations.nn.theory.EdgeOfChaos;
import java.util.SplittableRandom;

/**
 * How the layers of a network are initialised, and the gains σ_w² and σ_b² that
 * {@link activations.nn.theory.MeanField} knows it by.
 */
record Start(Initialization initialization, double weightVariance, double biasVariance) {

  static final String LECUN = "LECUN";
  static final String HE = "HE";

  /** Each function's own. */
  static final String OWN = "OWN";

  /**
   * The weights of each unit are a random vector of length exactly 1, which {@link Initialization#LECUN} gives on
   * average. The start of Hendrycks and Gimpel 2016, who call it rows of unit norm.
   */
  static final Initialization UNIT_ROWS = Start::unitRows;

  /**
   * The start of that name.
   *
   * @param name LECUN, HE or OWN: the point of {@link EdgeOfChaos#start}, or LECUN if there is none
   */
  static Start of(String name, Activation f) {
    return switch (name) {
      case LECUN -> new Start(Initialization.LECUN, 1, 0);
      case HE -> new Start(Initialization.HE, 2, 0);
      case OWN -> EdgeOfChaos.start(f)
          .map(point -> new Start(point.initialization(), point.weightVariance(), point.biasVariance()))
          .orElseGet(() -> of(LECUN, f));
      default -> throw new IllegalArgumentException("no start is called " + name);
    };
  }

  private static void unitRows(Parameter weights, SplittableRandom random) {
    Initialization.LECUN.weights(weights, random);
    float[] w = weights.value();
    int units = weights.columns();
    for (int unit = 0; unit < units; unit++) {
      double square = 0;
      for (int i = unit; i < w.length; i += units) {
        square += (double) w[i] * w[i];
      }
      for (int i = unit; i < w.length; i += units) {
        w[i] = (float) (w[i] / Math.sqrt(square));
      }
    }
  }
}
