package activations;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * All 2³² inputs of every function, forward and backward: {@code ./mvnw -Pexhaustive test}.
 *
 * <p>Writes the measured errors to the data file and into README.md. {@code -Daccuracy.functions=gelu,mish} picks rows.
 */
class ExhaustiveAccuracy {

  @Test
  void everyFloat() {
    String picked = System.getProperty("accuracy.functions", "");
    List<String> broken = new ArrayList<>();
    for (AccuracyRow row : AccuracyRow.values()) {
      if (!picked.isEmpty() && !Arrays.asList(picked.split(",(?! )")).contains(row.key())) {
        continue;
      }
      AtomicInteger shown = new AtomicInteger();
      AccuracySweep.Measured measured = new AccuracySweep(row).everyFloat(1, fraction -> {
        int percent = (int) (100 * fraction);
        if (shown.getAndAccumulate(percent, Math::max) / 10 < percent / 10) {
          System.out.println(row.key() + " " + percent + " %");
        }
      });
      AccuracyTable.Line line = AccuracyTable.Line.of(row, measured);
      System.out.println(line);
      AccuracyTable.write(line);
      if (!(line.forward() <= AccuracyTest.FORWARD_PROMISE && line.backward() <= AccuracyTest.BACKWARD_PROMISE
          && measured.forward().distance() <= AccuracyTest.FORWARD_PROMISE
          && measured.backward().distance() <= AccuracyTest.BACKWARD_PROMISE)) {
        broken.add(line + ", " + measured.forward().distance() + " and " + measured.backward().distance()
            + " floats from the correctly rounded result");
      }
    }
    AccuracyTable.writeReadme();
    assertTrue(broken.isEmpty(), "larger than promised: " + broken);
  }
}
