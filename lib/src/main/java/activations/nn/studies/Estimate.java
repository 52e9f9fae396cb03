package activations.nn.studies;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Says how far a study has come, and how long the rest may take. */
final class Estimate {

  private final int trials;
  private final LongSupplier nanoTime;
  private final long start;
  private int done;

  Estimate(int trials, LongSupplier nanoTime) {
    this.trials = trials;
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
  }

  /** Counts one more trial as done. */
  synchronized String step(String what) {
    done++;
    Duration left = Duration.ofNanos((nanoTime.getAsLong() - start) / done * (trials - done));
    return done + " of " + trials + ": " + what + (done == trials ? ""
        : "; about " + (left.toMinutes() < 2 ? left.toSeconds() + " s" : left.toMinutes() + " min") + " left");
  }
}
