package org.rapaio.jupyter.kernel.core.java;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/**
 * Takes the place of the class of the same name in Rapaio Jupyter Kernel 3.0.1 and cures its interrupt. There,
 * {@code JavaEngine.interrupt()} also calls {@link #stop}, which shuts the executor down, so that no later cell is
 * evaluated though each is answered "ok"; a cell whose code does not look at the interrupt is waited for without end.
 *
 * <p>Here the code of a cell runs in threads of its own (see {@link Cell}), and an interrupted cell is answered with an
 * error within a second or so, whatever its code does. Drop this class, and all of this module but {@code LoopThread},
 * when a release of the kernel ends sleeping and busy loops alike and evaluates later cells; 3.0.4 does not.
 */
public class RapaioExecutionControl extends DirectExecutionControl {

  /** By these the rest of the kernel knows what an exception stands for. */
  public static final String TIMEOUT_MARKER = "## Timeout Marker ##";
  public static final String INTERRUPTED_MARKER = "## Interrupted Marker ##";

  /** The kernel shows an exception of this name with the line of code where it came from. */
  private static final String INTERRUPTED = "Interrupted";

  private static final String KERNEL_PACKAGE = "org.rapaio.jupyter.kernel.";

  private final long timeoutMillis;
  private final Map<String, Object> results = new ConcurrentHashMap<>();

  /**
   * An engine for snippets.
   *
   * @param timeoutMillis the longest time for one, in milliseconds; for ever if not positive
   */
  public RapaioExecutionControl(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
    InterruptChecks.prepare();
  }

  /** The longest time for a snippet, in milliseconds. */
  public long getTimeout() {
    return timeoutMillis;
  }

  /** The value of a snippet, by the key that JShell has got for it; null also for one that has no value. */
  public Object takeResult(String key) {
    return results.remove(key);
  }

  /** Interrupts the running cell, if there is one. */
  public void interrupt() {
    Cell.interruptRunning();
  }

  /** Does nothing: the kernel calls this after each interrupt, and goes on to work. */
  @Override
  public void stop() {}

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(Arrays.stream(classes)
        .map(one -> new ClassBytecodes(one.name(), InterruptChecks.addTo(one.bytecodes())))
        .toArray(ClassBytecodes[]::new));
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    String key = UUID.randomUUID().toString();
    Object value = valueOf(snippet);
    if (value != null) {
      results.put(key, value);
    }
    return key;
  }

  private Object valueOf(Method snippet) throws Exception {
    CompletableFuture<Object> outcome = new CompletableFuture<>();
    if (!Cell.isKernel(Thread.currentThread())) {
      // A cell evaluates code itself.
      run(snippet, outcome);
      return get(outcome);
    }
    // Scripts at the start belong to no cell.
    Cell cell = Cell.running() == null ? new Cell() : Cell.running();
    if (!cell.isInterrupted()) {
      Thread thread = cell.thread(() -> run(snippet, outcome));
      thread.start();
      boolean inTime = await(CompletableFuture.anyOf(outcome, cell.interruption()));
      if (!inTime) {
        cell.interrupt();
        cell.awaitEnd();
        throw new UserException("Execution timed out", TIMEOUT_MARKER, new StackTraceElement[0]);
      }
    }
    if (cell.isInterrupted()) {
      throw interrupted(cell.awaitEnd(), outcome);
    }
    return get(outcome);
  }

  private static void run(Method snippet, CompletableFuture<Object> outcome) {
    try {
      outcome.complete(snippet.invoke(null));
    } catch (InvocationTargetException e) {
      outcome.completeExceptionally(e.getCause());
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  private boolean await(CompletableFuture<Object> end) throws InterruptedException {
    try {
      if (timeoutMillis > 0) {
        end.get(timeoutMillis, TimeUnit.MILLISECONDS);
      } else {
        end.get();
      }
      return true;
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException tooLong) {
      return false;
    }
  }

  private static Object get(CompletableFuture<Object> outcome) throws Exception {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      Throwable thrown = e.getCause();
      if (thrown instanceof SPIResolutionException unresolved) {
        throw new ResolutionException(unresolved.id(), thrown.getStackTrace());
      }
      throw new UserException(thrown.getMessage(), thrown.getClass().getName(), thrown.getStackTrace());
    }
  }

  /** What the learner gets to read. */
  private static UserException interrupted(boolean allEnded, CompletableFuture<Object> outcome) {
    Throwable thrown = thrown(outcome);
    StringBuilder message = new StringBuilder("the cell was stopped. Variables keep the values they had; "
        + "run the cell again to start it anew.");
    if (thrown != null && saysWhy(thrown)) {
      message.append(" It ended with: ").append(thrown.getMessage()).append('.');
    }
    if (!allEnded) {
      message.append(" A part of it goes on in the background, where it cannot be stopped: nothing that it prints is "
          + "shown. Should it not end by itself, Kernel > Restart ends it.");
    }
    StackTraceElement[] trace = thrown == null ? new StackTraceElement[0] : Arrays.stream(thrown.getStackTrace())
        .dropWhile(frame -> frame.getClassName().startsWith(KERNEL_PACKAGE)).toArray(StackTraceElement[]::new);
    return new UserException(message.toString(), INTERRUPTED, trace);
  }

  private static Throwable thrown(CompletableFuture<Object> outcome) {
    return outcome.isCompletedExceptionally() ? outcome.handle((value, thrown) -> thrown).join() : null;
  }

  private static boolean saysWhy(Throwable thrown) {
    boolean repeatsItsCause = thrown.getCause() != null && thrown.getCause().toString().equals(thrown.getMessage());
    return thrown.getMessage() != null && !repeatsItsCause && !(thrown instanceof InterruptedException)
        && !(thrown instanceof CellInterrupted);
  }
}
