package org.rapaio.jupyter.kernel.channels;

import java.util.Optional;
import java.util.stream.Stream;

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
 *   <li>A kernel whose Jupyter was killed runs on for ever. Here it ends, also if that happened while it started.
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

  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  static {
    String jupyter = System.getenv(STARTED_BY_JUPYTER);
    if (jupyter != null) {
      endWith(jupyter);
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
    for (int i = 0; i < STARTER_CHECKS && starter.getState() != State.WAITING; i++) {
      pause(STARTER_CHECK_MILLIS);
    }
    while (running) {
      pause(sleepMillis);
      try {
        body.run();
      } catch (RuntimeException failedRound) {
        System.Logger log = System.getLogger(LoopThread.class.getName());
        log.log(System.Logger.Level.DEBUG, getName() + " goes on after", failedRound);
      }
    }
  }

  /** Ends the loop after its present round. */
  public void shutdown() {
    running = false;
  }

  /** An interrupt does not end a channel: it was meant for what the channel was doing. */
  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException goOn) {
      // The flag is cleared, and that is all.
    }
  }

  private static void endWith(String jupyter) {
    // On Windows the variable holds a handle, not a process id.
    Optional<ProcessHandle> process = WINDOWS ? ProcessHandle.current().parent()
        : ProcessHandle.of(Long.parseLong(jupyter));
    Thread watch = new Thread(() -> {
      while (process.isPresent() && isThere(process.get())) {
        pause(PARENT_CHECK_MILLIS);
      }
      // Nobody is left to hear of an orderly end, and a busy cell would hold one up.
      Runtime.getRuntime().halt(0);
    }, "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Whether Jupyter still runs. Killed, it may stay in the table of processes until its own parent has asked for its
   * end; then it has no children any more, and no command. A program in between may have started this kernel and ended.
   */
  private static boolean isThere(ProcessHandle jupyter) {
    return jupyter.isAlive() && (isAncestor(jupyter) || jupyter.info().command().isPresent());
  }

  private static boolean isAncestor(ProcessHandle jupyter) {
    return Stream.iterate(ProcessHandle.current().parent(), Optional::isPresent, next -> next.get().parent())
        .anyMatch(next -> next.get().equals(jupyter));
  }
}
