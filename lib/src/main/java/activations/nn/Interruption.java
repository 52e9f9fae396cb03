package activations.nn;

import java.util.concurrent.CancellationException;

/**
 * Ends long work on a thread that was interrupted, as Jupyter's <i>Interrupt</i> does. Numbers are computed without a
 * pause at which Java would notice by itself, so the loops that can take long ask here.
 */
final class Interruption {

  private Interruption() {}

  /**
   * Does nothing unless the current thread is interrupted; it stays so.
   *
   * @param work what is being done, the beginning of the message
   * @throws CancellationException if the thread is interrupted
   */
  static void check(String work) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(work + " was interrupted");
    }
  }
}
