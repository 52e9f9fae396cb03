package activations.nn.studies;

import java.time.Duration;

/** Says how far a study has come, and how long the rest may take. */
final class Estimate {

  private final int trials;
  private final long start = System.nanoTime();
  private int done;

  Estimate(int trials) {
    this.trials = trials;
  }

  /** Counts one more trial as done. */
  synchronized String step(String what) {
    done++;
    Duration left = Duration.ofNanos((System.nanoTime() - start) / done * (trials - done));
    return done + " of " + trials + ": " + what + (done == trials ? ""
        : "; about " + (left.toMinutes() < 2 ? left.toSeconds() + " s" : left.toMinutes() + " min") + " left");
  }
}
