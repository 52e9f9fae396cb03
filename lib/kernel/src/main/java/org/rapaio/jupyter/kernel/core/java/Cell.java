package org.rapaio.jupyter.kernel.core.java;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * One run of a cell: its threads, and whether it is interrupted. Not a class of Rapaio Jupyter Kernel: the classes of
 * this module that take the place of one meet here, and it goes with them.
 *
 * <p>The kernel's own threads are in the group of its main thread, those of each cell in a group of the cell's own. A
 * cell that is interrupted gets {@code Thread.interrupt()} once; besides, its code ends with a {@link CellInterrupted}
 * at the next {@link #check} (which {@link InterruptChecks} writes into its loops), and as soon as it prints or displays
 * something. So does what earlier cells have left running, for a pool of theirs may run this cell's tasks. Threads that
 * go on all the same, in a native method or a loop of some library, are abandoned: they stay silent and end at their next
 * check.
 */
public final class Cell {

  private static final long GRACE_MILLIS = 1_000;
  private static final long GRACE_STEP_MILLIS = 10;

  private static final ThreadGroup KERNEL = Thread.currentThread().getThreadGroup();
  private static final ThreadGroup CELLS = new ThreadGroup(KERNEL, "cells");
  private static final Object PUBLISHING = new Object();
  private static final Set<Thread> ABANDONED = ConcurrentHashMap.newKeySet();

  private static volatile Cell running;

  /** Whether any thread may have to end: the one thing that a check reads as a rule. */
  private static volatile boolean alert;

  private final ThreadGroup group = new ThreadGroup(CELLS, "cell");
  private final CompletableFuture<Object> interruption = new CompletableFuture<>();

  /** A cell that begins. */
  Cell() {}

  /** The kernel begins with a cell. */
  public static void begin() {
    if (ABANDONED.stream().allMatch(Cell::isAtRest)) {
      ABANDONED.removeIf(thread -> !runsCode(thread));
    }
    alert = !ABANDONED.isEmpty();
    running = new Cell();
  }

  /** The kernel has answered the cell. */
  public static void end() {
    running = null;
    alert = !ABANDONED.isEmpty();
  }

  /** The cell that the kernel is about to answer; null if it is idle. */
  static Cell running() {
    return running;
  }

  /** Interrupts the running cell, if there is one. */
  public static void interruptRunning() {
    Cell cell = running;
    if (cell != null) {
      cell.interrupt();
    }
  }

  /** For the code of cells: throws if it has to end. */
  public static void check() {
    if (alert && mustEnd()) {
      // A cell's value is shown by the kernel's own thread, which turns exceptions into the cell's error.
      if (isKernel(Thread.currentThread())) {
        throw new CancellationException("the cell was interrupted");
      }
      throw new CellInterrupted();
    }
  }

  /** For output of every kind: throws if the current thread is not the kernel's own and has to end. */
  public static void checkOutput() {
    if (alert && !isKernel(Thread.currentThread()) && mustEnd()) {
      throw new CellInterrupted();
    }
  }

  private static boolean mustEnd() {
    Cell cell = running;
    return cell != null && cell.isInterrupted() || ABANDONED.contains(Thread.currentThread());
  }

  /**
   * Does something with a socket that several threads use. An interrupt in the middle would close the socket for good,
   * so that none comes meanwhile; a thread that has to end does not get so far, and one that was interrupted by its own
   * program is so again afterwards.
   */
  public static void publish(Runnable sending) {
    synchronized (PUBLISHING) {
      checkOutput();
      boolean interrupted = Thread.interrupted();
      try {
        sending.run();
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** A daemon thread of the kernel's own, whichever thread asks for it. */
  public static Thread kernelThread(String name, Runnable body) {
    Thread thread = new Thread(KERNEL, body, name);
    thread.setDaemon(true);
    return thread;
  }

  static boolean isKernel(Thread thread) {
    return thread.getThreadGroup() == KERNEL;
  }

  /** A thread of this cell, not yet started. */
  Thread thread(Runnable body) {
    return new Thread(group, body, "cell");
  }

  void interrupt() {
    synchronized (PUBLISHING) {
      interruption.complete(null);
      alert = true;
      threads().forEach(Thread::interrupt);
    }
  }

  boolean isInterrupted() {
    return interruption.isDone();
  }

  /** Done from the moment when the cell is interrupted. */
  CompletableFuture<Object> interruption() {
    return interruption;
  }

  /**
   * Gives the threads of the interrupted cell a second to end and abandons the others.
   *
   * @return whether all have ended
   */
  boolean awaitEnd() throws InterruptedException {
    long end = System.nanoTime() + GRACE_MILLIS * 1_000_000;
    List<Thread> left = threadsThatGoOn();
    while (!left.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(GRACE_STEP_MILLIS);
      left = threadsThatGoOn();
    }
    ABANDONED.addAll(left);
    return left.isEmpty();
  }

  /**
   * The threads that may run this cell's code: those that it started, those that parallel streams share, and those of
   * earlier cells that are in a cell's code now, for a pool that an earlier cell made runs tasks of this one.
   */
  private List<Thread> threads() {
    ThreadGroup top = KERNEL;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread[] found = new Thread[2 * top.activeCount() + 16];
    int count = top.enumerate(found);
    return Arrays.stream(found, 0, count)
        .filter(thread -> thread instanceof ForkJoinWorkerThread || isOf(group, thread)
            || isOf(CELLS, thread) && !ABANDONED.contains(thread) && runsCode(thread)).toList();
  }

  private static boolean isOf(ThreadGroup group, Thread thread) {
    ThreadGroup own = thread.getThreadGroup();
    return own != null && group.parentOf(own);
  }

  private List<Thread> threadsThatGoOn() {
    List<Thread> threads = threads();
    boolean allAtRest = threads.stream().allMatch(Cell::isAtRest);
    return threads.stream().filter(thread -> allAtRest ? runsCode(thread) : thread.isAlive()).toList();
  }

  /**
   * Whether a thread's stack trace can be had at once. JDK 17 brings all threads to a halt for one, and a loop that only
   * counts does not halt before its end.
   */
  private static boolean isAtRest(Thread thread) {
    return thread.getState() != Thread.State.RUNNABLE;
  }

  /**
   * Whether a thread is inside a cell's code, or on its way from there to tell its outcome; the idle ones of a pool are
   * not.
   */
  private static boolean runsCode(Thread thread) {
    return Arrays.stream(thread.getStackTrace()).map(StackTraceElement::getClassName)
        .anyMatch(name -> name.startsWith("REPL.") || name.equals(RapaioExecutionControl.class.getName()));
  }
}
