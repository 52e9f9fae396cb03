package activations.benchmark;

import java.util.function.IntConsumer;

/**
 * A thread that waits, spinning, to take the second half of a task, as the threads of OpenMP do: handing over and
 * waiting costs some 0.1 µs, where an executor would cost several.
 */
final class SecondThread {
  private final Thread thread = new Thread(this::serve, "second");
  private IntConsumer task;
  private volatile int asked;
  private volatile int done;

  SecondThread() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs part 0 here and part 1 on the other thread, and returns when both are done. */
  void run(IntConsumer parts) {
    task = parts;
    int turn = asked + 1;
    asked = turn;
    parts.accept(0);
    while (done != turn) {
      if (!thread.isAlive()) {
        throw new IllegalStateException("the second thread has ended");
      }
      Thread.onSpinWait();
    }
  }

  private void serve() {
    while (true) {
      while (asked == done) {
        Thread.onSpinWait();
      }
      if (task == null) {
        return;
      }
      task.accept(1);
      done = asked;
    }
  }

  void close() throws InterruptedException {
    task = null;
    asked = asked + 1;
    thread.join();
  }
}
