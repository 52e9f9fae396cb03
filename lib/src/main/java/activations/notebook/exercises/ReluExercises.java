package activations.notebook.exercises;

import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleBinaryOperator;

/** The exercises of notebook 04. */
public final class ReluExercises {
  private static final Exercises EXERCISES = Exercises.of("04 · ReLU and its relatives",
      "a lopsided step", "the derivative of leaky ReLU", "an ELU whose α works");

  private static final double LEAK = 0.2;
  private static final double DEPTH = 2.5;

  private ReluExercises() {}

  /**
   * The slope of ReLU at 0 by a step three times as far to the right as to the left: 3h/(4h) = 0.75.
   *
   * @param lopsided the learner's number; NaN is no answer
   */
  public static void lopsidedStep(double lopsided) {
    EXERCISES.show(1, Check.value("the slope with a lopsided step", lopsided, 0.75)
        .hintIf(0.5, "That is the central difference: there the steps to both sides are equal.")
        .hintIf(0.25, "You have the sides the wrong way round: ReLU is 0 on the left.")
        .hintIf(1, "That is the forward difference. Here the distance between the two points is 4h.")
        .hintIf(3, "ReLU(3h) is 3h. Divide it by the distance between the two points.")
        .hint("What are the two values of ReLU, at 3h and at −h?")
        .hint("Divide the difference of these two values by the distance of the two points. Does h stay?")
        .lesson("Other steps give any other slope from 0 to 1: the subgradients again."));
  }

  /**
   * The derivative of leaky ReLU: 1 for x > 0, otherwise α, at the kink too.
   *
   * @param leakySlope the learner's function of x and α; NaN everywhere is no answer
   */
  public static void leakySlope(DoubleBinaryOperator leakySlope) {
    EXERCISES.show(2, Check.function("derivative of leaky ReLU, α = 0.2",
            x -> leakySlope.applyAsDouble(x, LEAK), x -> x > 0 ? 1 : LEAK)
        .on(-3, 3).at(-1, 0, 1).within(1e-12)
        .hintIf(x -> x > 0 ? x : LEAK * x, "That is the function itself; a slope has no factor x.")
        .hintIf(x -> x > 0 ? 1 : LEAK * x, "Left of 0 the slope is α, not αx.")
        .hintIf(x -> x > 0 ? 1 : 0, "That is ReLU's derivative: the left half has a slope too.")
        .hintIf(x -> x > 0 ? 1 : 0.01, "You wrote 0.01. Use the argument alpha.")
        .hintIf(x -> x >= 0 ? 1 : LEAK, "Right but for the kink: at x = 0 the task wants the left slope α.")
        .hintIf(x -> x > 0 ? LEAK : 1, "The sides are swapped.")
        .hint("The graph is two straight lines that meet at 0. How steep is each of them?")
        .hint("Two cases by the sign of x, each a constant. To which of them does x = 0 belong?")
        .lesson("At the kink you chose the left slope, as PyTorch does."));
  }

  /**
   * ELU with its α: x for x > 0, otherwise α(eˣ − 1).
   *
   * @param elu the learner's function of x and α; NaN everywhere is no answer
   */
  public static void elu(DoubleBinaryOperator elu) {
    EXERCISES.show(3, Check.function("ELU, α = 2.5",
            x -> elu.applyAsDouble(x, DEPTH), x -> x > 0 ? x : DEPTH * Math.expm1(x))
        .on(-6, 3).at(-1, 0, 1).within(1e-12)
        .hintIf(x -> x > 0 ? x : Math.expm1(x), "The α is ignored: this is ELU with α = 1.")
        .hintIf(x -> x > 0 ? x : DEPTH * Math.exp(x) - 1, "α multiplies the bracket: α(eˣ − 1), not αeˣ − 1.")
        .hintIf(x -> x > 0 ? x : DEPTH * Math.exp(x), "The −1 is missing: the halves do not meet at 0.")
        .hintIf(x -> DEPTH * Math.expm1(x), "Right of 0 ELU is x itself.")
        .hintIf(x -> DEPTH * (x > 0 ? x : Math.expm1(x)), "Only the left half is multiplied by α.")
        .hintIf(x -> x > 0 ? x : DEPTH * Math.expm1(x / DEPTH), "That is CELU: ELU does not divide x by α.")
        .hint("Compare your right half with the formula above, then your left half: which one is wrong?")
        .hint("Two cases. Far to the left the function tends to −α, at 0 both halves are 0; `Math.exp` or "
            + "`Math.expm1` makes the bend.")
        .lesson("Your α does something: test every parameter with a value that is not its default."));
  }
}
