package activations.notebook.exercises;

import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;

/** The exercise of notebook 00. */
public final class SetupExercises {
  private static final Exercises EXERCISES = Exercises.of("00 · Check your setup", "a half");

  private SetupExercises() {}

  /**
   * Half of a number: x/2.
   *
   * @param half the learner's function; NaN everywhere is no answer
   */
  public static void half(DoubleUnaryOperator half) {
    EXERCISES.show(1, Check.function("half of x", half, x -> x / 2)
        .on(-4, 4).at(0, 1, 3).within(1e-12)
        .hintIf(x -> 2 * x, "That is the double, not the half.")
        .hintIf(x -> x - 2, "x − 2 is half of x only at x = 4. Divide.")
        .hint("Put the number that the line above names into your formula, and see what comes out.")
        .hint("One operator and one number do it. Which operator undoes a doubling?")
        .lesson("All exercises of the course work like this one."));
  }
}
