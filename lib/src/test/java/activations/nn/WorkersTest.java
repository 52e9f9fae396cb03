package activations.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
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
  void countsTheCallingThread() {
    assertEquals(1, Workers.one().threads());
    try (Workers three = Workers.of(3); Workers all = Workers.ofCores()) {
      assertEquals(3, three.threads());
      assertEquals(Runtime.getRuntime().availableProcessors(), all.threads());
    }
  }

  /** From two rows for each thread on. */
  @Test
  void fewRowsAreNotShared() {
    try (Workers two = Workers.of(2)) {
      assertEquals(Set.of("0 to 3"), parts(two, 3));
      assertEquals(Set.of("0 to 2", "2 to 4"), parts(two, 4));
      assertEquals(Set.of("0 to 2", "2 to 5"), parts(two, 5));
    }
  }

  private static Set<String> parts(Workers workers, int rows) {
    Set<String> parts = ConcurrentHashMap.newKeySet();
    workers.split(rows, (from, to) -> parts.add(from + " to " + to));
    return parts;
  }

  @Test
  void closeEndsTheHelpers() throws InterruptedException {
    Set<Thread> others = helpers();
    Workers workers = Workers.of(3);
    Set<Thread> ours = helpers();
    ours.removeAll(others);
    assertEquals(2, ours.size());
    waitUntilTheHelpersSleep();
    workers.close();
    for (Thread helper : ours) {
      helper.join(10_000);
      assertFalse(helper.isAlive(), "a helper still waits for work");
    }
  }

  private static Set<Thread> helpers() {
    return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("worker"))
        .collect(Collectors.toSet());
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
