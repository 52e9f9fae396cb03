package org.rapaio.jupyter.kernel.channels;

import java.util.Optional;

/**
 * Takes the place of the class of the same name in Rapaio Jupyter Kernel 3.0.1, ahead of which it stands on the
 * kernel's class path, and cures three faults of that version.
 *
 * <ul>
 *   <li>The original sets {@code running} only after it has started the thread; a thread that reads it first ends at
 *       once, and its channel is never served. Here the loop runs from the first moment.
 *   <li>The shell channel is served before the kernel has set up its handlers; a request that arrives in between is
 *       lost, or ends the original loop with a {@code NullPointerException}. Here the loop holds back until the thread
 *       that sets them up has nothing left to do but wait, and goes on after a failing round: Jupyter repeats a
 *       request.
 *   <li>A kernel whose Jupyter was killed runs on for ever. Here it ends.
 * </ul>
 *
 * <p>Together the first two make about one start in twelve hang. Drop this class when a release of the kernel has
 * mended all three.
 */
public final class LoopThread extends Thread {

  /** The variable by which Jupyter tells a kernel that it is its parent. */
  private static final String STARTED_BY_JUPYTER = "JPY_PARENT_PID";

  /** The original's 50 ms between two requests would add three seconds to a notebook of sixty cells. */
  private static final long LONGEST_SLEEP_MILLIS = 10;

  private static final long PARENT_CHECK_MILLIS = 2_000;
  private static final long STARTER_CHECK_MILLIS = 5;

  /** Should the starting thread never come to rest, the loop serves all the same. */
  private static final int STARTER_CHECKS = 1_000;

  static {
    if (System.getenv(STARTED_BY_JUPYTER) != null) {
      ProcessHandle.current().parent().ifPresent(LoopThread::endWith);
    }
  }

  private final long sleepMillis;
  private final Runnable body;
  private final Thread starter = Thread.currentThread();
  private volatile boolean running = true;

  /**
   * A loop that is not yet started.
   *
   * @param name the thread's name
   * @param sleepMillis the wait before each round, in milliseconds; a shorter one will do
   * @param body what one round does
   */
  public LoopThread(String name, long sleepMillis, Runnable body) {
    super(name);
    this.sleepMillis = Math.min(sleepMillis, LONGEST_SLEEP_MILLIS);
    this.body = body;
  }

  @Override
  public void run() {
    try {
      for (int i = 0; i < STARTER_CHECKS && starter.getState() != State.WAITING; i++) {
        Thread.sleep(STARTER_CHECK_MILLIS);
      }
      while (running) {
        Thread.sleep(sleepMillis);
        try {
          body.run();
        } catch (RuntimeException failedRound) {
          System.Logger log = System.getLogger(LoopThread.class.getName());
          log.log(System.Logger.Level.DEBUG, getName() + " goes on after", failedRound);
        }
      }
    } catch (InterruptedException shutdown) {
      running = false;
    }
  }

  /** Ends the loop after its present round. */
  public void shutdown() {
    running = false;
  }

  private static void endWith(ProcessHandle jupyter) {
    Thread watch = new Thread(() -> {
      try {
        // A killed parent may stay alive as a zombie, but then it is no longer the parent.
        while (ProcessHandle.current().parent().equals(Optional.of(jupyter)) && jupyter.isAlive()) {
          Thread.sleep(PARENT_CHECK_MILLIS);
        }
      } catch (InterruptedException e) {
        return;
      }
      // Nobody is left to hear of an orderly end, and a busy cell would hold one up.
      Runtime.getRuntime().halt(0);
    }, "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
