package activations.nn;

import java.util.Objects;

/**
 * The mode of a forward pass: training or evaluation, and the threads.
 *
 * @param training training mode: dropout is active
 * @param workers the threads that share the work of a layer
 */
public record Mode(boolean training, Workers workers) {

  /** One thread, evaluation: dropout is off. */
  public static final Mode EVALUATION = new Mode(false, Workers.one());

  /** One thread, training: dropout is active. */
  public static final Mode TRAINING = new Mode(true, Workers.one());

  /**
   * Checks that there are threads.
   *
   * @throws NullPointerException if workers is null
   */
  public Mode {
    Objects.requireNonNull(workers, "workers is null");
  }
}
