package activations.nn;

import activations.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A fixed number of threads that share work whose parts do not depend on each other, so that results are the same for
 * any number of them.
 */
public final class Workers implements AutoCloseable {

  private static final Workers ONE = new Workers(1);

  /**
   * How long a thread with nothing to do looks for work before it sleeps. A layer gives out work every few
   * microseconds, and to wake a thread takes longer than such a piece of work.
   */
  private static final long PATIENCE_NANOS = 50_000;

  /** How long {@link #map} waits for its threads to end after an interrupt. */
  private static final long FAREWELL_MILLIS = 1_000;

  private final int threads;
  private final Thread[] helpers;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private Thread caller;
  private Rows work;
  private int rows;

  /** Counts the pieces of work; a change tells the helpers that there is one. */
  private volatile int round;
  private volatile boolean closed;

  private Workers(int threads) {
    this.threads = threads;
    helpers = new Thread[threads - 1];
    for (int t = 1; t < threads; t++) {
      int part = t;
      helpers[t - 1] = daemon(() -> help(part));
      helpers[t - 1].start();
    }
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "worker");
    thread.setDaemon(true);
    return thread;
  }

  /** {@return the calling thread alone} It need not be closed. */
  public static Workers one() {
    return ONE;
  }

  /**
   * The calling thread and {@code threads − 1} more; {@link #close} ends them.
   *
   * @param threads how many in all, at least 1
   * @return threads that wait for work; {@link #one} if threads is 1
   * @throws IllegalArgumentException if threads is less than 1
   */
  public static Workers of(int threads) {
    Checks.size("threads", threads, 1);
    return threads == 1 ? ONE : new Workers(threads);
  }

  /** {@return as many as the machine has cores, the calling thread included} {@link #close} ends the others. */
  public static Workers ofCores() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  /** {@return the number of threads, the calling one included} */
  public int threads() {
    return threads;
  }

  /** A piece of work on the rows from {@code from} (inclusive) to {@code to} (exclusive). */
  interface Rows {
    void run(int from, int to);
  }

  /**
   * Splits the rows evenly among the threads and waits for all, also if the calling thread is interrupted, which it
   * stays. Work must not split again.
   */
  void split(int rows, Rows work) {
    if (helpers.length == 0 || rows < 2 * threads) {
      work.run(0, rows);
    } else {
      share(rows, work);
    }
  }

  private synchronized void share(int rows, Rows work) {
    if (closed) {
      throw new IllegalStateException("the workers are closed");
    }
    failure.set(null);
    this.work = work;
    this.rows = rows;
    caller = Thread.currentThread();
    running.set(helpers.length);
    round++;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    try {
      run(0);
    } finally {
      if (waitUntil(() -> running.get() == 0)) {
        Thread.currentThread().interrupt();
      }
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw unchecked(thrown);
    }
  }

  private void run(int part) {
    work.run((int) ((long) rows * part / threads), (int) ((long) rows * (part + 1) / threads));
  }

  private void help(int part) {
    int done = 0;
    while (true) {
      int before = done;
      waitUntil(() -> round != before || closed);
      if (closed) {
        return;
      }
      done = round;
      try {
        run(part);
      } catch (RuntimeException | Error e) {
        failure.set(e);
      }
      Thread waiting = caller;
      if (running.decrementAndGet() == 0) {
        LockSupport.unpark(waiting);
      }
    }
  }

  /**
   * Clears the interrupt of a thread that has to sleep, for an interrupted thread cannot; so a helper forgets it.
   *
   * @return whether there was one
   */
  private static boolean waitUntil(BooleanSupplier condition) {
    boolean interrupted = false;
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start < PATIENCE_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park();
        interrupted |= Thread.interrupted();
      }
    }
    return interrupted;
  }

  /**
   * Runs {@code task} for 0, 1, …, n − 1, several at a time, and returns the results in that order. Each task works
   * with one thread, so the results do not depend on how many run at a time.
   *
   * <p>If the calling thread is interrupted, the threads of the tasks are interrupted too, and no further task begins.
   *
   * @param <T> the type of a result
   * @param n how many tasks; 0 for none
   * @param task does the work of one number; called from several threads at a time, so tasks share no layer
   * @return n results, that of 0 first
   * @throws CancellationException if the thread is interrupted, which it stays
   */
  public <T> List<T> map(int n, IntFunction<T> task) {
    List<T> results = new ArrayList<>(n);
    if (threads == 1) {
      for (int i = 0; i < n; i++) {
        Checks.interruption("work on task " + (i + 1) + " of " + n);
        results.add(task.apply(i));
      }
      return results;
    }
    ExecutorService all = Executors.newFixedThreadPool(threads, Workers::daemon);
    try {
      List<Future<T>> running = IntStream.range(0, n).mapToObj(i -> all.submit(() -> task.apply(i))).toList();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      throw interrupted(all, n);
    } catch (ExecutionException e) {
      // What is still running must not go on behind the back of the caller.
      end(all);
      throw unchecked(e.getCause());
    } finally {
      all.shutdownNow();
    }
  }

  private static CancellationException interrupted(ExecutorService all, int n) {
    boolean ended = end(all);
    Thread.currentThread().interrupt();
    return new CancellationException("work on " + n + " tasks was interrupted"
        + (ended ? "" : "; a task that does not look at the interrupt is still running"));
  }

  /** Interrupts what runs, and waits for it a little; whether all has ended. */
  private static boolean end(ExecutorService all) {
    all.shutdownNow();
    try {
      return all.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
