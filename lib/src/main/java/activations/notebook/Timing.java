package activations.notebook;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * A measured time with an interval: never only a number. {@link #inTurn} measures here and now, {@link Benchmarks#time}
 * gives what was measured for the library; {@link Plots#timings} draws them.
 *
 * @param nanos the middle, in nanoseconds; NaN if nothing was measured
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
public record Timing(double nanos, double low, double high) {

  /** What was not measured. */
  public static final Timing NONE = new Timing(Double.NaN, Double.NaN, Double.NaN);

  /** A clock that is read in 25 ns, and ticks in as many, is right to a thousandth in so many nanoseconds. */
  private static final long ROUND_NANOS = 50_000;
  /**
   * Where the compiler removes a task, no number of repeats takes 50 µs; and what was removed comes back when the
   * compiler has to begin anew, so that a number without an end would be a round without an end.
   */
  private static final long MOST_REPEATS = 1 << 16;
  private static final int SWEEPS = 10;
  private static final int FEWEST_ROUNDS = 5;
  private static final int MOST_ROUNDS = 10_000;

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the middle is not between the ends, and not all three are NaN
   */
  public Timing {
    if (!(low <= nanos && nanos <= high) && !(Double.isNaN(nanos) && Double.isNaN(low) && Double.isNaN(high))) {
      throw new IllegalArgumentException(nanos + " ns do not lie between " + low + " and " + high);
    }
  }

  /**
   * {@return what is meant by nanos ± error}
   *
   * @param nanos the time in nanoseconds
   * @param error half of the interval, at least 0
   * @throws IllegalArgumentException if the error is negative
   */
  public static Timing of(double nanos, double error) {
    return new Timing(nanos, nanos - error, nanos + error);
  }

  /**
   * Times tasks, in turn, so that a moment in which the computer did something else meets all of them. The first half
   * of the seconds warms up: what Java compiles on the way is not counted. A task that is shorter than 50 µs is repeated
   * within a round, at most 65,536 times. A task must leave its result where it lives on, such as in an array, or the
   * compiler may remove it.
   *
   * @param seconds for all tasks together, positive; each runs at least ten times to warm up and five times after
   * @param tasks what to time, at least one
   * @return for each task the median of its rounds, and the interval from the first to the third quartile, which half
   *     of the rounds lie in
   * @throws NullPointerException if a task is null
   * @throws IllegalArgumentException if there is no task, or the seconds are not positive and finite
   * @throws CancellationException if the thread is interrupted, as by Jupyter's <i>Interrupt</i>
   */
  public static Timing[] inTurn(double seconds, Runnable... tasks) {
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the tasks cannot run for " + seconds + " seconds");
    }
    if (tasks.length == 0) {
      throw new IllegalArgumentException("there is no task to time");
    }
    Stream.of(tasks).forEach(task -> Objects.requireNonNull(task, "a task is null"));
    long half = (long) (seconds * 5e8);
    long[] repeats = warmUp(half, tasks);
    long start = System.nanoTime();
    double[][] times = new double[tasks.length][MOST_ROUNDS];
    int rounds = 0;
    while (rounds < FEWEST_ROUNDS || rounds < MOST_ROUNDS && System.nanoTime() - start < half) {
      for (int k = 0; k < tasks.length; k++) {
        times[k][rounds] = round(tasks[k], repeats[k]);
      }
      rounds++;
    }
    int measured = rounds;
    return Stream.of(times).map(each -> quartiles(Arrays.copyOf(each, measured))).toArray(Timing[]::new);
  }

  /**
   * {@return how often each task must run in a round, so that the clock is exact enough} The tasks come again and again,
   * so that the compiler, which works beside them, has the whole time for each.
   */
  private static long[] warmUp(long duration, Runnable... tasks) {
    long[] repeats = new long[tasks.length];
    Arrays.fill(repeats, 1);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int k = 0; k < tasks.length; k++) {
        long start = workNanos();
        do {
          repeats[k] = repeats(repeats[k], round(tasks[k], repeats[k]));
        } while (workNanos() - start < duration / SWEEPS / tasks.length);
      }
    }
    return repeats;
  }

  /** {@return how often to run in the next round what was run so often, in so many nanoseconds a call} */
  static long repeats(long repeats, double nanos) {
    return repeats < MOST_REPEATS && nanos * repeats < ROUND_NANOS ? 2 * repeats : repeats;
  }

  /**
   * The time that this thread has worked. On a busy computer it goes more slowly than the clock, as the compiler does,
   * which works in another thread.
   */
  private static long workNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? threads.getCurrentThreadCpuTime() : System.nanoTime();
  }

  /** Nanoseconds of one call. */
  private static double round(Runnable task, long repeats) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the timing was interrupted");
    }
    long start = System.nanoTime();
    for (long i = 0; i < repeats; i++) {
      task.run();
    }
    return (System.nanoTime() - start) / (double) repeats;
  }

  static Timing quartiles(double... times) {
    Arrays.sort(times);
    return new Timing(quantile(times, 0.5), quantile(times, 0.25), quantile(times, 0.75));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * {@return the time of one of n equal parts, for example of an element}
   *
   * @param n how many parts there are, positive
   * @throws IllegalArgumentException if n is not positive
   */
  public Timing per(double n) {
    if (!(n > 0)) {
      throw new IllegalArgumentException("a time cannot be divided into " + n + " parts");
    }
    return new Timing(nanos / n, low / n, high / n);
  }

  /**
   * {@return how many times as long as another time this is} Its interval is the widest that the two allow: from the
   * lower end of this over the upper end of the other to the reverse, which is infinite if the other may be 0.
   *
   * @param other what to compare with
   * @throws NullPointerException if the other is null
   */
  public Timing over(Timing other) {
    if (Double.isNaN(nanos + other.nanos)) {
      return NONE;
    }
    return new Timing(nanos / other.nanos, Math.max(low, 0) / other.high,
        other.low > 0 ? high / other.low : Double.POSITIVE_INFINITY);
  }

  /**
   * {@return this and another time, one after the other} The interval is the widest that the two allow.
   *
   * @param other what comes after
   * @throws NullPointerException if the other is null
   */
  public Timing plus(Timing other) {
    return new Timing(nanos + other.nanos, low + other.low, high + other.high);
  }
}
