package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private long nanos = 12_345;

  @Test
  void theRestTakesAsLongForEachTrialAsThoseBefore() {
    Estimate estimate = new Estimate(5, () -> nanos);
    nanos += Duration.ofSeconds(60).toNanos();
    assertEquals("1 of 5: gelu; about 4 min left", estimate.step("gelu"));
    nanos += Duration.ofSeconds(18).toNanos();
    assertEquals("2 of 5: relu; about 117 s left", estimate.step("relu"));
    nanos += Duration.ofSeconds(102).toNanos();
    assertEquals("3 of 5: tanh; about 2 min left", estimate.step("tanh"), "120 s");
    assertEquals("4 of 5: silu; about 45 s left", estimate.step("silu"));
    assertEquals("5 of 5: mish", estimate.step("mish"));
  }
}
