package activations.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  private static final int ROWS = 101;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyRowIsWorkedOnOnceAlsoAfterASleep(int threads) throws InterruptedException {
    try (Workers workers = Workers.of(threads)) {
      AtomicIntegerArray times = new AtomicIntegerArray(ROWS);
      int rounds = 200;
      for (int round = 1; round <= rounds; round++) {
        workers.split(ROWS, (from, to) -> {
          for (int i = from; i < to; i++) {
            times.incrementAndGet(i);
          }
        });
        for (int i = 0; i < ROWS; i++) {
          assertEquals(round, times.get(i), "row " + i);
        }
        if (round % 50 == 0) {
          waitUntilTheHelpersSleep();
        }
      }
    }
  }

  private static void waitUntilTheHelpersSleep() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("worker")
        && thread.isAlive() && thread.getState() != Thread.State.WAITING)) {
      assertTrue(System.nanoTime() < end, "a helper without work does not sleep");
      Thread.sleep(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, ROWS - 1})
  void aFailureReachesTheCallerAndTheNextWorkIsDone(int row) {
    try (Workers workers = Workers.of(2)) {
      IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class,
          () -> workers.split(ROWS, (from, to) -> {
            if (from <= row && row < to) {
              throw new IllegalArgumentException("row " + row);
            }
          }));
      assertEquals("row " + row, thrown.getMessage());
      AtomicIntegerArray times = new AtomicIntegerArray(ROWS);
      workers.split(ROWS, (from, to) -> times.addAndGet(0, to - from));
      assertEquals(ROWS, times.get(0));
    }
  }

  @Test
  void closedWorkersRefuseWork() {
    Workers workers = Workers.of(2);
    workers.close();
    assertThrows(IllegalStateException.class, () -> workers.split(ROWS, (from, to) -> { }));
  }

  @Test
  void afterAFailureNoTaskIsLeftRunning() {
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    try (Workers two = Workers.of(2)) {
      assertEquals("task 0 fails", assertThrows(IllegalStateException.class, () -> two.map(2, i -> {
        if (i == 0) {
          await(started);
          throw new IllegalStateException("task 0 fails");
        }
        started.countDown();
        await(new CountDownLatch(1));
        ended.set(true);
        return i;
      })).getMessage());
      assertTrue(ended.get(), "the other task was still running");
    }
  }

  /** Returns early if the thread is interrupted. */
  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // As a task that is about to end.
    }
  }
}
