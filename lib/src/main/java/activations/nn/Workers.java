package activations.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * A fixed number of threads that share work whose parts do not depend on each other, so that results are the same for
 * any number of them.
 */
public final class Workers implements AutoCloseable {

  private static final Workers ONE = new Workers(1);

  private final int threads;
  private final ExecutorService pool;

  private Workers(int threads) {
    this.threads = threads;
    pool = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, body -> {
      Thread thread = new Thread(body, "worker");
      thread.setDaemon(true);
      return thread;
    });
  }

  /** The calling thread alone. */
  public static Workers one() {
    return ONE;
  }

  /**
   * The calling thread and {@code threads − 1} more; {@link #close} ends them.
   *
   * @throws IllegalArgumentException if threads is less than 1
   */
  public static Workers of(int threads) {
    Shapes.positive("threads", threads);
    return threads == 1 ? ONE : new Workers(threads);
  }

  /** As many as the machine has cores. */
  public static Workers ofCores() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  /** The number of threads. */
  public int threads() {
    return threads;
  }

  /** A piece of work on the rows from {@code from} (inclusive) to {@code to} (exclusive). */
  interface Rows {
    void run(int from, int to);
  }

  /** Splits the rows evenly among the threads and waits for all. */
  void split(int rows, Rows work) {
    if (pool == null || rows < 2 * threads) {
      work.run(0, rows);
      return;
    }
    List<Future<?>> others = new ArrayList<>(threads - 1);
    for (int t = 1; t < threads; t++) {
      int from = (int) ((long) rows * t / threads);
      int to = (int) ((long) rows * (t + 1) / threads);
      others.add(pool.submit(() -> work.run(from, to)));
    }
    work.run(0, rows / threads);
    for (Future<?> other : others) {
      get(other);
    }
  }

  /**
   * Runs {@code task} for 0, 1, …, n − 1, several at a time, and returns the results in that order. Each task works
   * with one thread, so the results do not depend on how many run at a time.
   */
  public <T> List<T> map(int n, IntFunction<T> task) {
    List<T> results = new ArrayList<>(n);
    if (pool == null) {
      for (int i = 0; i < n; i++) {
        results.add(task.apply(i));
      }
      return results;
    }
    ExecutorService all = Executors.newFixedThreadPool(threads, body -> {
      Thread thread = new Thread(body, "worker");
      thread.setDaemon(true);
      return thread;
    });
    try {
      List<Future<T>> running = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        int index = i;
        Callable<T> call = () -> task.apply(index);
        running.add(all.submit(call));
      }
      for (Future<T> one : running) {
        results.add(get(one));
      }
      return results;
    } finally {
      all.shutdownNow();
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a worker", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
