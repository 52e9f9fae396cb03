package activations.nn;

import java.util.Arrays;

/**
 * What happened in a training run, one element for each epoch.
 *
 * @param trainLoss mean loss of the batches of the epoch, as they were trained on
 * @param validationLoss loss on the validation data after the epoch; empty if there is none
 * @param validationAccuracy part of the validation rows whose largest output is the true class; empty for regression
 * @param gradientNorm mean over the batches of the Euclidean norm of all gradients
 * @param stopped null, or why the run ended early: where the first number that is not finite appeared
 */
public record History(double[] trainLoss, double[] validationLoss, double[] validationAccuracy, double[] gradientNorm,
    String stopped) {

  /** The number of complete epochs. */
  public int epochs() {
    return trainLoss.length;
  }

  /** The last element of a curve; NaN if it is empty. */
  public static double last(double[] curve) {
    return curve.length == 0 ? Double.NaN : curve[curve.length - 1];
  }

  History upTo(int epochs, String reason) {
    return new History(Arrays.copyOf(trainLoss, epochs), cut(validationLoss, epochs), cut(validationAccuracy, epochs),
        Arrays.copyOf(gradientNorm, epochs), reason);
  }

  private static double[] cut(double[] curve, int epochs) {
    return Arrays.copyOf(curve, Math.min(curve.length, epochs));
  }
}
