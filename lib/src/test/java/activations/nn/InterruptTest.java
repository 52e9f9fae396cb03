package activations.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import activations.nn.data.Dataset;
import activations.nn.data.StrokeDigits;
import activations.nn.data.ToyData;
import activations.nn.theory.MeanField;
import activations.nn.theory.Probe;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jupyter's Interrupt interrupts the thread of a cell: long work ends, and the next cell finds everything in order. */
@Timeout(60)
class InterruptTest {

  /** Work that would last long ends at once; how soon, a crowded machine decides. */
  private static final long SOON_SECONDS = 10;

  private static final int ENDLESS = 1_000_000;

  /** A cell: a thread that works until it is interrupted, and what its work ended with. */
  private static final class Cell {
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private final AtomicBoolean leftInterrupted = new AtomicBoolean();
    private final Thread thread;

    Cell(Runnable work) {
      thread = new Thread(() -> {
        try {
          work.run();
          end.complete(new AssertionError("the work came to its own end"));
        } catch (Throwable e) {
          leftInterrupted.set(Thread.currentThread().isInterrupted());
          end.complete(e);
        }
      }, "cell");
      thread.setDaemon(true);
      thread.start();
    }

    String interrupt() throws Exception {
      thread.interrupt();
      Throwable thrown = end.get(SOON_SECONDS, TimeUnit.SECONDS);
      assertEquals(CancellationException.class, thrown.getClass(), thrown.toString());
      assertTrue(leftInterrupted.get(), "the thread stays interrupted");
      return thrown.getMessage();
    }
  }

  @AfterEach
  void noWorkerIsBusy() throws InterruptedException {
    Thread.interrupted();
    for (Thread worker : workers()) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOON_SECONDS);
      while (worker.getState() != Thread.State.WAITING && worker.isAlive()) {
        assertTrue(System.nanoTime() < deadline, worker + " is " + worker.getState());
        Thread.sleep(1);
      }
    }
  }

  private static Thread[] workers() {
    return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("worker"))
        .toArray(Thread[]::new);
  }

  private static Sequential network() {
    return MultilayerPerceptron.of(Activations.gelu(), Initialization.HE, 0, new SplittableRandom(1), 2, 64, 64, 2);
  }

  private static Trainer trainer(Sequential network, int epochs) {
    return Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.adam(1e-3)).batchSize(200).epochs(epochs);
  }

  private static final Dataset MOONS = ToyData.moons(200, 0.1, 1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void trainingEndsBetweenTwoStepsAndSaysWhere(int threads) throws Exception {
    Sequential network = network();
    try (Workers workers = Workers.of(threads)) {
      CountDownLatch hasBegun = new CountDownLatch(3);
      Cell cell = new Cell(() -> trainer(network, ENDLESS).workers(workers).validation(MOONS)
          .onEpoch(line -> hasBegun.countDown()).train(MOONS));
      assertTrue(hasBegun.await(SOON_SECONDS, TimeUnit.SECONDS));
      String message = cell.interrupt();
      Matcher where = Pattern.compile("training was interrupted in epoch (\\d+) of 1000000, after ([0-9,]+) batches;"
          + " the network keeps the weights it has now").matcher(message);
      assertTrue(where.matches(), message);
      int batches = Integer.parseInt(where.group(2).replace(",", ""));
      int epoch = Integer.parseInt(where.group(1));
      assertTrue(batches >= 3 && (epoch == batches || epoch == batches + 1), message);

      // An epoch is one batch here: the weights are those of so many whole steps, and the same threads serve again.
      Sequential again = network();
      trainer(again, batches).workers(workers).train(MOONS);
      assertArrayEquals(again.flatParameters(), network.flatParameters());
    }
  }

  @Test
  void aBigBatchEndsAtItsNextLayer() {
    AtomicInteger later = new AtomicInteger();
    Activation interrupting = counting(() -> Thread.currentThread().interrupt());
    Sequential forward = Sequential.of(
        ActivationLayer.of(interrupting, 2), ActivationLayer.of(counting(later::incrementAndGet), 2));
    assertThrows(CancellationException.class, () -> forward.forward(new float[2], 1, Mode.EVALUATION));
    assertEquals(0, later.get());

    Thread.interrupted();
    AtomicBoolean backwards = new AtomicBoolean();
    Runnable inBackward = () -> {
      if (backwards.get()) {
        Thread.currentThread().interrupt();
      }
    };
    Sequential backward = Sequential.of(ActivationLayer.of(counting(() -> { }), 2),
        ActivationLayer.of(counting(() -> {
          if (backwards.get()) {
            later.incrementAndGet();
          }
        }), 2), ActivationLayer.of(counting(inBackward), 2));
    backward.forward(new float[2], 1, Mode.TRAINING);
    backwards.set(true);
    assertThrows(CancellationException.class, () -> backward.backward(new float[2]));
    assertEquals(0, later.get());
  }

  private static Activation counting(Runnable event) {
    return new Activation() {
      @Override
      public String name() {
        return "counting";
      }

      @Override
      public double value(double x) {
        event.run();
        return x;
      }

      @Override
      public double derivative(double x) {
        event.run();
        return 1;
      }
    };
  }

  @Test
  void measuringEndsAndLeavesTheNetworkAsItWas() throws Exception {
    Sequential network = network();
    float[] before = network.flatParameters();
    CountDownLatch hasBegun = new CountDownLatch(1);
    Cell cell = new Cell(() -> {
      hasBegun.countDown();
      Probe.lossAlong(network, Loss.SOFTMAX_CROSS_ENTROPY, MOONS, Probe.randomDirection(network, 1),
          new double[10_000_000], Workers.one());
    });
    hasBegun.await();
    assertEquals("the forward pass was interrupted", cell.interrupt());
    assertArrayEquals(before, network.flatParameters());
  }

  @Test
  void anIntegralOfNoiseEnds() throws Exception {
    CountDownLatch hasBegun = new CountDownLatch(1);
    Cell cell = new Cell(() -> MeanField.expectation(z -> {
      hasBegun.countDown();
      return new SplittableRandom(Double.doubleToLongBits(z)).nextDouble();
    }));
    hasBegun.await();
    assertEquals("the integral was interrupted", cell.interrupt());
  }

  @Test
  void drawingDigitsEnds() throws Exception {
    Cell cell = new Cell(() -> StrokeDigits.of(20_000, 1));
    assertEquals("drawing digits was interrupted", cell.interrupt());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void tasksThatTrainEndOnAllThreads(int threads) throws Exception {
    try (Workers workers = Workers.of(threads)) {
      CountDownLatch hasBegun = new CountDownLatch(threads);
      AtomicInteger begun = new AtomicInteger();
      Cell cell = new Cell(() -> workers.map(100, i -> {
        begun.incrementAndGet();
        return trainer(network(), ENDLESS).onEpoch(line -> hasBegun.countDown()).train(MOONS);
      }));
      assertTrue(hasBegun.await(SOON_SECONDS, TimeUnit.SECONDS));
      String message = cell.interrupt();
      assertTrue(threads == 1 ? message.startsWith("training was interrupted in epoch ")
          : message.startsWith("work on 100 tasks was interrupted"), message);
      assertEquals(threads, begun.get(), "no further task begins");
      assertEquals(List.of(0, 1, 2), workers.map(3, i -> i), "the next cell");
    }
  }

  @Test
  void aTaskThatDoesNotLookAtTheInterruptIsLeftBehind() throws Exception {
    AtomicBoolean goOn = new AtomicBoolean(true);
    CountDownLatch hasBegun = new CountDownLatch(2);
    try (Workers workers = Workers.of(2)) {
      Cell cell = new Cell(() -> workers.map(2, i -> {
        hasBegun.countDown();
        while (goOn.get()) {
          Thread.onSpinWait();
        }
        return i;
      }));
      assertTrue(hasBegun.await(SOON_SECONDS, TimeUnit.SECONDS));
      assertEquals("work on 2 tasks was interrupted; a task that does not look at the interrupt is still running",
          cell.interrupt());
    } finally {
      goOn.set(false);
    }
  }

  @Test
  void tasksThatEndAtTheInterruptAreNotLeftBehind() throws Exception {
    CountDownLatch hasBegun = new CountDownLatch(2);
    try (Workers workers = Workers.of(2)) {
      Cell cell = new Cell(() -> workers.map(2, i -> {
        hasBegun.countDown();
        return endedByAnInterrupt(new CountDownLatch(1));
      }));
      assertTrue(hasBegun.await(SOON_SECONDS, TimeUnit.SECONDS));
      assertEquals("work on 2 tasks was interrupted", cell.interrupt());
    }
  }

  /** The task that goes on interrupts the cell again. */
  @Test
  void aSecondInterruptEndsTheWaitForTheTasks() throws Exception {
    CountDownLatch hasBegun = new CountDownLatch(3);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    try (Workers workers = Workers.of(2)) {
      Cell cell = new Cell(() -> {
        thread.set(Thread.currentThread());
        hasBegun.countDown();
        workers.map(2, i -> {
          hasBegun.countDown();
          if (endedByAnInterrupt(goOn)) {
            thread.get().interrupt();
            endedByAnInterrupt(goOn);
          }
          return i;
        });
      });
      assertTrue(hasBegun.await(SOON_SECONDS, TimeUnit.SECONDS));
      assertEquals("work on 2 tasks was interrupted", cell.interrupt());
    } finally {
      goOn.countDown();
    }
  }

  /** While the caller waits for the task that goes on, this one interrupts it. */
  @Test
  void anInterruptAfterAFailureIsNotLost() {
    Thread caller = Thread.currentThread();
    CountDownLatch hasBegun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Workers workers = Workers.of(2)) {
      assertEquals("task 0 fails", assertThrows(IllegalStateException.class, () -> workers.map(2, i -> {
        if (i == 0) {
          endedByAnInterrupt(hasBegun);
          throw new IllegalStateException("task 0 fails");
        }
        hasBegun.countDown();
        if (endedByAnInterrupt(goOn)) {
          caller.interrupt();
          endedByAnInterrupt(goOn);
        }
        return i;
      })).getMessage());
      assertTrue(Thread.interrupted(), "the thread stays interrupted");
    } finally {
      goOn.countDown();
    }
  }

  private static boolean endedByAnInterrupt(CountDownLatch latch) {
    try {
      latch.await();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Test
  void oneThreadBeginsNoFurtherTask() {
    AtomicInteger begun = new AtomicInteger();
    assertEquals("work on task 3 of 3 was interrupted",
        assertThrows(CancellationException.class, () -> Workers.one().map(3, i -> {
          if (begun.incrementAndGet() == 2) {
            Thread.currentThread().interrupt();
          }
          return i;
        })).getMessage());
    assertTrue(Thread.interrupted(), "the thread stays interrupted");
    assertEquals(2, begun.get());
  }

  @Test
  void anInterruptedThreadSleepsWhileItsHelpersFinishTheirPart() {
    try (Workers workers = Workers.of(2)) {
      workers.split(10, (from, to) -> sleep(1)); // loads what is needed
      Thread.currentThread().interrupt();
      AtomicIntegerArray done = new AtomicIntegerArray(10);
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      workers.split(10, (from, to) -> {
        if (from > 0) {
          sleep(1_000);
        }
        for (int i = from; i < to; i++) {
          done.incrementAndGet(i);
        }
      });
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      assertTrue(Thread.interrupted(), "the thread stays interrupted");
      assertEquals("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", done.toString());
      assertTrue(nanos < 30_000_000, "worked for " + nanos + " ns of a wait of 1,000 ms");
    }
  }

  @Test
  void interruptedHelpersGoBackToSleepAndServeAgain() throws InterruptedException {
    try (Workers workers = Workers.of(3)) {
      // JShell interrupts every thread that a cell has started.
      workers.split(30, (from, to) -> Thread.currentThread().interrupt());
      assertTrue(Thread.interrupted());
      noWorkerIsBusy();
      for (Thread helper : workers()) {
        helper.interrupt();
      }
      noWorkerIsBusy();
      AtomicInteger rows = new AtomicInteger();
      AtomicBoolean interrupted = new AtomicBoolean();
      workers.split(30, (from, to) -> {
        rows.addAndGet(to - from);
        interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
      });
      assertEquals(30, rows.get());
      assertFalse(interrupted.get(), "an interrupt of the cell before");
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
