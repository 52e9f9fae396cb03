package activations.nn;

import java.util.Objects;

/**
 * How a batch runs through a network.
 *
 * @param training whether dropout drops
 * @param workers the threads that share the work of a layer
 */
public record Pass(boolean training, Workers workers) {

  /** One thread, dropout off. */
  public static final Pass EVALUATION = new Pass(false, Workers.one());

  /** One thread, dropout on. */
  public static final Pass TRAINING = new Pass(true, Workers.one());

  public Pass {
    Objects.requireNonNull(workers, "workers is null");
  }
}
