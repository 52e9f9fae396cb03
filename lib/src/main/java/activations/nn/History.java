package activations.nn;

import java.util.Locale;
import java.util.Optional;

/**
 * What happened in a training run, one element for each complete epoch.
 *
 * @param trainLoss mean loss of the mini-batches of the epoch, as they were trained on
 * @param validationLoss loss on the validation data after the epoch; empty if there is none
 * @param validationAccuracy fraction of the validation rows whose largest output is the true class; empty for
 *     regression
 * @param divergence why the run ended early: where the first number that is not finite appeared; empty if it did not
 */
public record History(
    double[] trainLoss, double[] validationLoss, double[] validationAccuracy, Optional<String> divergence) {

  /** {@return the number of complete epochs} */
  public int epochs() {
    return trainLoss.length;
  }

  /** {@return whether the run ended early because a number was not finite} */
  public boolean diverged() {
    return divergence.isPresent();
  }

  /** {@return the mean loss of the last epoch; NaN if the run diverged} */
  public double finalTrainLoss() {
    return last(trainLoss);
  }

  /**
   * {@return the loss on the validation data after the last epoch; NaN if the run diverged or there is no such data}
   */
  public double finalValidationLoss() {
    return last(validationLoss);
  }

  /**
   * {@return the accuracy after the last epoch, 0 to 1; NaN if the run diverged, without validation data, and for
   * regression}
   */
  public double finalValidationAccuracy() {
    return last(validationAccuracy);
  }

  /** For example {@code 20 epochs, loss 0.1234}, or why the run ended early. */
  @Override
  public String toString() {
    return epochs() + " epochs, " + divergence.orElseGet(() -> String.format(Locale.ROOT, "loss %.4f", finalTrainLoss()));
  }

  private double last(double[] curve) {
    return diverged() || curve.length == 0 ? Double.NaN : curve[curve.length - 1];
  }
}
