package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void outsideAKernelPrintsOneLineAtTheEnd() {
    assertEquals("training: 3 of 3\n", Captured.output(() -> {
      Progress progress = Progress.of("training", 3);
      for (int i = 0; i < 3; i++) {
        progress.step();
      }
    }));
  }

  @Test
  void anInterruptEndsTheWorkAtItsNextStep() {
    assertEquals("training: 2 of 2\n", Captured.output(() -> {
      Progress progress = Progress.of("training", 2);
      progress.step();
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, progress::step);
      assertTrue(Thread.interrupted(), "the thread stays interrupted");
      progress.step();
    }));
  }

  @Test
  void wrongUseIsNamed() {
    assertEquals("steps is 0; at least 1 is needed",
        assertThrows(IllegalArgumentException.class, () -> Progress.of("t", 0)).getMessage());
    assertEquals("task is null", assertThrows(NullPointerException.class, () -> Progress.of(null, 1)).getMessage());
    Captured.output(() -> {
      Progress progress = Progress.of("t", 1);
      progress.step();
      assertEquals("all 1 steps of \"t\" are done already",
          assertThrows(IllegalStateException.class, progress::step).getMessage());
    });
  }
}
