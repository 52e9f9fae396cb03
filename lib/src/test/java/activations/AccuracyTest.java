package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The float paths against high-precision references. {@link ExhaustiveAccuracy} does the same for all 2³² inputs. */
class AccuracyTest {

  // What every function promises: the error is at most so many ulp, and between a result and the correctly rounded one
  // lie so many floats at most.
  static final int FORWARD_PROMISE = 1;
  static final int BACKWARD_PROMISE = 2;

  /** A prime, so that all low bits occur: 10,818,558 inputs. */
  private static final long STRIDE = 397;

  /** What is tried on each side of a kink and of a zero of f′. */
  private static final int NEIGHBOURS = 4096;

  /** Of a float ulp. Measured: 2.7·10⁻⁷, by the definitions of f′ 1/16 away from its zero. */
  static final double REFERENCE_TOLERANCE = 1e-6;

  @ParameterizedTest
  @MethodSource("activations.AccuracyRow#values")
  void referenceIsRight(AccuracyRow row) {
    AccuracySweep sweep = new AccuracySweep(row);
    List<String[]> points = DataFile.rows("accuracy-reference.csv").stream()
        .filter(fields -> fields[0].equals(row.key())).collect(Collectors.toList());
    assertTrue(points.size() > 200, row.key() + " has " + points.size() + " points in accuracy-reference.csv; add it to"
        + " lib/src/test/python/accuracy_reference.py and run that");
    for (String[] point : points) {
      float x = Float.parseFloat(point[1]);
      assertEquals(0, difference(sweep.value(x), Double.parseDouble(point[2])), REFERENCE_TOLERANCE,
          () -> row.key() + "(" + x + ") is " + sweep.value(x) + ", should be " + point[2]);
      assertEquals(0, difference(sweep.derivative(x), Double.parseDouble(point[3])), REFERENCE_TOLERANCE,
          () -> row.key() + "'(" + x + ") is " + sweep.derivative(x) + ", should be " + point[3]);
    }
  }

  /** |a − b| in float ulps of b. */
  private static double difference(double a, double b) {
    if (a == b) {
      return 0;
    }
    return Math.abs(a - b) / Math.ulp((float) b);
  }

  @ParameterizedTest
  @MethodSource("activations.AccuracyRow#values")
  @Tag("slow")
  void sweep(AccuracyRow row) {
    AccuracySweep sweep = new AccuracySweep(row);
    check(row, sweep.everyFloat(STRIDE, fraction -> { }));
    check(row, sweep.around(0, NEIGHBOURS));
    for (FunctionProperties.Kink kink : row.function().properties().kinks()) {
      check(row, sweep.around(kink.at(), NEIGHBOURS));
    }
    double minimumAt = row.function().properties().minimumAt();
    if (!Double.isNaN(minimumAt)) {
      check(row, sweep.around(minimumAt, NEIGHBOURS));
    }
  }

  /** What the exhaustive sweep takes for the reference among adjacent floats changes nothing that it finds. */
  @ParameterizedTest
  @MethodSource("activations.AccuracyRow#values")
  void adjacentFloats(AccuracyRow row) {
    AccuracySweep sweep = new AccuracySweep(row);
    for (int exponent = -126; exponent < 128; exponent += exponent < -8 || exponent > 6 ? 16 : 1) {
      for (int sign : new int[] {1, -1}) {
        float from = sign * (float) Math.scalb(1.6875, exponent);
        AccuracySweep.Measured all = sweep.block(from, true);
        AccuracySweep.Measured each = sweep.block(from, false);
        assertEquals(each.forward().ulp(), all.forward().ulp(), REFERENCE_TOLERANCE, row.key() + " from " + from);
        assertEquals(each.backward().ulp(), all.backward().ulp(), REFERENCE_TOLERANCE, row.key() + "′ from " + from);
      }
    }
  }

  private static void check(AccuracyRow row, AccuracySweep.Measured measured) {
    assertTrue(measured.forward().ulp() <= row.forward(),
        () -> row.key() + " forward: " + measured.forward() + ", allowed are " + row.forward());
    assertTrue(measured.backward().ulp() <= row.backward(),
        () -> row.key() + " backward: " + measured.backward() + ", allowed are " + row.backward());
    assertTrue(measured.forward().distance() <= FORWARD_PROMISE,
        () -> row.key() + " forward is " + measured.forward().distance() + " floats from the correctly rounded result");
    assertTrue(measured.backward().distance() <= BACKWARD_PROMISE,
        () -> row.key() + " backward is " + measured.backward().distance()
            + " floats from the correctly rounded result");
  }

  /** Every function has been measured and keeps the promise, and README.md prints it. */
  @Test
  void tablesAgree() {
    List<AccuracyTable.Line> lines = AccuracyTable.read();
    assertEquals(AccuracyRow.values().stream().map(AccuracyRow::key).toList(),
        lines.stream().map(AccuracyTable.Line::function).toList(),
        "./mvnw -Pexhaustive test -Daccuracy.functions=NAME measures a function");
    for (AccuracyTable.Line line : lines) {
      assertTrue(line.forward() <= FORWARD_PROMISE && line.backward() <= BACKWARD_PROMISE, line.toString());
    }
    assertEquals(AccuracyTable.markdown(), AccuracyTable.inReadme(), "the table in README.md");
  }

  /** At ±0 and ±∞ the float paths have the definition's values, the sign of a zero included. */
  @ParameterizedTest
  @MethodSource("activations.AccuracyRow#values")
  void specialValues(AccuracyRow row) {
    Activation f = row.function();
    float[] x = {0, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};
    float[] y = new float[x.length];
    f.forward(x, y);
    float[] dx = new float[x.length];
    f.backward(x, new float[] {1, 1, 1, 1, 1}, dx);
    for (int i = 0; i < x.length; i++) {
      assertEquals((float) f.value(x[i]), y[i], row.key() + "(" + x[i] + ")");
      assertEquals((float) f.derivative(x[i]), dx[i], row.key() + "'(" + x[i] + ")");
    }
  }
}
