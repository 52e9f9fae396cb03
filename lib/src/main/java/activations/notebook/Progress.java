package activations.notebook;

import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Shows how far a long piece of work has come, in one line that renews itself.
 *
 * <pre>{@code
 * Progress progress = Progress.of("training", seeds);
 * for (...) {
 *   ...
 *   progress.step();
 * }
 * }</pre>
 *
 * <p>A stored notebook keeps only the last state, so it reads the same after every run. Outside a notebook one line is
 * printed at the end. Steps may come from several threads.
 */
public final class Progress {

  private static final long NANOS_BETWEEN_UPDATES = 250_000_000L;

  private final String task;
  private final int steps;
  private final Jupyter.Output output;
  private int done;
  private long updated = System.nanoTime();

  private Progress(String task, int steps) {
    this.task = task;
    this.steps = steps;
    this.output = Jupyter.show(html(), text());
  }

  /**
   * Begins.
   *
   * @param task what is done, in a word or two; stands before the count
   * @param steps the number of steps that {@link #step} will count, at least 1
   * @return the progress, which a notebook shows at once with no step done
   * @throws NullPointerException if the task is null
   * @throws IllegalArgumentException if there are no steps
   * @throws CancellationException if the thread is interrupted
   */
  public static Progress of(String task, int steps) {
    Objects.requireNonNull(task, "task is null");
    if (steps < 1) {
      throw new IllegalArgumentException("steps is " + steps + "; at least 1 is needed");
    }
    return new Progress(task, steps);
  }

  /**
   * Counts one step as done.
   *
   * @throws IllegalStateException if all steps are done already
   * @throws CancellationException if the thread is interrupted: Jupyter's <i>Interrupt</i> ends the work at its next
   *     step
   */
  public synchronized void step() {
    Jupyter.requireNotInterrupted();
    if (done == steps) {
      throw new IllegalStateException("all " + steps + " steps of \"" + task + "\" are done already");
    }
    done++;
    long now = System.nanoTime();
    if (done == steps || now - updated > NANOS_BETWEEN_UPDATES) {
      updated = now;
      if (output != null) {
        output.update(html(), text());
      } else if (done == steps) {
        System.out.println(text());
      }
    }
  }

  private String text() {
    return task + ": " + done + " of " + steps;
  }

  private String html() {
    return "<div role=\"status\"><progress max=\"" + steps + "\" value=\"" + done + "\"></progress> "
        + Html.escape(text()) + "</div>";
  }
}
