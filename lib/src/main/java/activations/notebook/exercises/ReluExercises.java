package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The exercises of notebook 04. */
public final class ReluExercises {
  private static final Exercises EXERCISES = Exercises.of("04 · ReLU and its relatives",
      "a lopsided step", "the gradient of a learned α", "a test that finds the faults");

  private static final double LEAK = 0.25;
  private static final double TARGET = 2;

  /** An error that is no rounding, nor that of a difference quotient. */
  private static final double FOUND = 0.01;

  private static final DoubleFunction<Activation> IGNORES_ALPHA =
      alpha -> halves(Math::expm1, Math::exp, 1);
  private static final DoubleFunction<Activation> WRONG_SLOPE =
      alpha -> halves(x -> alpha * Math.expm1(x), x -> alpha * Math.expm1(x) + 1, 1);
  private static final DoubleFunction<Activation> SCALES_BOTH =
      alpha -> halves(x -> alpha * Math.expm1(x), x -> alpha * Math.exp(x), alpha);
  private static final DoubleFunction<Activation> CELU =
      alpha -> halves(x -> alpha * Math.expm1(x / alpha), x -> Math.exp(x / alpha), 1);

  /** A function of three numbers. */
  @FunctionalInterface
  public interface AlphaGradient {
    /**
     * {@return the derivative of half the squared error with respect to α}
     *
     * @param z the input of the activation function
     * @param target what its output should be
     * @param alpha its slope left of 0
     */
    double value(double z, double target, double alpha);
  }

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
   * The gradient for the α of a PReLU unit, of half the squared error: (f(z) − target)·min(0, z).
   *
   * @param gradient the learner's function; NaN everywhere is no answer
   */
  public static void alphaGradient(AlphaGradient gradient) {
    EXERCISES.show(2, Check.function("∂L/∂α for α = 0.25 and the target 2",
            z -> gradient.value(z, TARGET, LEAK), z -> error(z) * Math.min(0, z))
        .on(-3, 3).at(-1, 0, 1).variable("z").within(1e-12)
        .hintIf(z -> error(z) * (z > 0 ? 1 : LEAK), "That is ∂L/∂z: you moved z. Here z stays and α moves.")
        .hintIf(z -> Math.min(0, z), "That is ∂f/∂α. L is half a square: its derivative brings another factor.")
        .hintIf(z -> error(z) * z, "Right left of 0. Right of 0 the output is z: does it change with α?")
        .hintIf(z -> error(z) * Math.max(0, z), "The sides are swapped: α acts left of 0.")
        .hintIf(z -> -error(z) * Math.min(0, z), "The sign is turned round: the error is output minus target.")
        .hintIf(z -> 2 * error(z) * Math.min(0, z), "The ½ in L and the 2 of the square cancel.")
        .hintIf(z -> error(z), "That is ∂L/∂f. It is one factor; the other one is ∂f/∂α.")
        .hintIf(z -> error(z) * LEAK * Math.min(0, z), "The derivative of αz with respect to α is z, without α.")
        .hint("Two factors by the chain rule: how L changes with f, and how f changes with α while z stays.")
        .hint("The first factor is the error, f(z) − target, with f(z) = αz for z ≤ 0. For the second one look at "
            + "each half of f by itself: which half contains α?")
        .lesson("With a target above the output it is positive left of 0: descent lowers α, even below 0."));
  }

  private static double error(double z) {
    return (z > 0 ? z : LEAK * z) - TARGET;
  }

  /**
   * A test of ELUs, which must find nothing in the library's and four faults that no test with α = 1 can see.
   *
   * @param worstError the learner's test: gives the largest error that it finds in an ELU, which is made from its α;
   *     NaN is no answer
   */
  public static void plantedFaults(ToDoubleFunction<DoubleFunction<Activation>> worstError) {
    EXERCISES.show(3, Check.value("your test", () -> worstError.applyAsDouble(Activations::elu), 0)
        .within(FOUND / 10)
        .hint("That was the library's ELU, in which a test must find nothing. At which x do the two disagree? A "
            + "difference quotient across 0 is no derivative there.")
        .hint("For each of some α and some x on both sides of 0, compare `value(x)` and `derivative(x)` with the "
            + "formulas above, and keep the largest difference.")
        .refuseIf(() -> overlooks(worstError, IGNORES_ALPHA), "An ELU that ignores its α passes your test.",
            "With which α can one see that?")
        .refuseIf(() -> overlooks(worstError, WRONG_SLOPE), "An ELU with a wrong derivative passes your test.",
            "Its value is right. Compare the derivative with its formula, too, left of 0.")
        .refuseIf(() -> overlooks(worstError, SCALES_BOTH), "An ELU that stretches its right half passes your test.",
            "Test at x > 0, too.")
        .refuseIf(() -> overlooks(worstError, CELU), "CELU, under the name of ELU, passes your test.",
            "Its depth is right, and its derivative is the slope of its value. Compare the value itself, near x = −1.")
        .lesson("It finds all four planted faults. No test with α = 1 finds any of them."));
  }

  private static boolean overlooks(ToDoubleFunction<DoubleFunction<Activation>> test, DoubleFunction<Activation> elu) {
    return !(test.applyAsDouble(elu) >= FOUND);
  }

  /** An ELU of which each half is given for x on its side of 0: value and slope. */
  private static Activation halves(DoubleUnaryOperator left, DoubleUnaryOperator leftSlope, double right) {
    return new Built(x -> x > 0 ? right * x : left.applyAsDouble(x), x -> x > 0 ? right : leftSlope.applyAsDouble(x));
  }
}
