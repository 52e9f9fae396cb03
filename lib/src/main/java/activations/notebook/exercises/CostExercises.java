package activations.notebook.exercises;

import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;

/** The exercises of notebook 07. */
public final class CostExercises {
  private static final Exercises EXERCISES = Exercises.of("07 · What each costs",
      "the floor", "the share of the activation");

  /** Nanoseconds of a GELU, and operations per nanosecond of a product. */
  private static final double GELU = 0.7;
  private static final double SPEED = 30;

  private CostExercises() {}

  /**
   * The least time per element where 10 bytes move per nanosecond: 8/10 ns forward, 12/10 ns backward.
   *
   * @param forwardFloor the learner's time of forward in ns; NaN is no answer
   * @param backwardFloor the learner's time of backward in ns; NaN is no answer
   */
  public static void floor(double forwardFloor, double backwardFloor) {
    EXERCISES.show(1,
        Check.value("forward floor, ns", forwardFloor, 0.8)
            .hintIf(0.4, "That is for reading alone. y must be written, too.")
            .hintIf(1.25, "Upside down: bytes divided by bytes per nanosecond are nanoseconds.")
            .hint("How many bytes does one element move, in and out?")
            .hint("A float has 4 bytes. Add up what is read and written, and divide by the bytes per nanosecond."),
        Check.value("backward floor, ns", backwardFloor, 1.2)
            .hintIf(0.8, "Backward reads two arrays.")
            .hintIf(1 / 1.2, "Upside down: bytes divided by bytes per nanosecond are nanoseconds.")
            .hint("How many arrays take part, and how many bytes of each belong to one element?")
            .hint("x and dy are read, dx is written. Then divide as for forward.")
            .lesson("No cleverness in the arithmetic gets below these."));
  }

  /**
   * The share of a GELU of 0.7 ns in the time of a layer of n inputs at 30 operations per ns: 0.7/(0.7 + 2n/30).
   *
   * @param share the learner's function of n; NaN everywhere is no answer
   */
  public static void share(DoubleUnaryOperator share) {
    EXERCISES.show(2, Check.function("share of the activation", share, n -> GELU / (GELU + 2 * n / SPEED))
        .on(1, 4096).at(16, 1024).within(1e-12).variable("n")
        .hintIf(n -> GELU / (GELU + n / SPEED), "Each weight costs two operations: a product and a sum.")
        .hintIf(n -> GELU / (2 * n / SPEED), "That is the ratio of the two. The whole is their sum.")
        .hintIf(n -> 2 * n / SPEED / (GELU + 2 * n / SPEED), "That is the share of the product.")
        .hintIf(n -> GELU / (GELU + 2 * n * SPEED), "At 30 operations per ns, 2n operations take 2n/30 ns.")
        .hint("For one output: how many operations has its product, and how many nanoseconds do they take?")
        .hint("Share = activation / (activation + product), both in nanoseconds per output.")
        .lesson("At n = 16 it is about 40 %, at n = 1024 about 1 %."));
  }
}
