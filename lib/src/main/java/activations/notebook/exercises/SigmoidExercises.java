package activations.notebook.exercises;

import activations.Activations;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;

/** The exercises of notebook 02. */
public final class SigmoidExercises {
  private static final Exercises EXERCISES = Exercises.of("02 · Sigmoid and tanh",
      "a slope from a value", "the slope of tanh from its output", "a softplus that nothing breaks");

  private SigmoidExercises() {}

  /**
   * The slope of a sigmoid whose value σ is 0.9: σ(1 − σ) = 0.09.
   *
   * @param slope the learner's number; NaN is no answer
   */
  public static void slopeFromValue(double slope) {
    EXERCISES.show(1, Check.value("slope of a sigmoid whose value is 0.9", slope, 0.09)
        .hintIf(0.25, "That is the largest slope, where the value is 0.5.")
        .hintIf(0.1, "That is 1 − σ. Multiply it by σ.")
        .hintIf(0.9, "That is the value. The slope is σ(1 − σ).")
        .hintIf(0.19, "That is 1 − 0.9², the slope of a tanh with the value 0.9.")
        .hint("You need no x: one of the formulas above writes σ′ by σ alone.")
        .hint("The slope is the value times what it lacks to 1.")
        .lesson("Near its ends the slope of a sigmoid is as small as the distance to the end."));
  }

  /**
   * The slope of tanh by its output y = tanh x: 1 − y².
   *
   * @param tanhSlope the learner's function of y; NaN everywhere is no answer
   */
  public static void tanhSlope(DoubleUnaryOperator tanhSlope) {
    EXERCISES.show(2, Check.function("slope of tanh, from its output y", tanhSlope, y -> 1 - y * y)
        .on(-1, 1).at(0.9).within(1e-12).variable("y")
        .hintIf(y -> y * (1 - y), "That is σ′ from the value of a sigmoid. The slope of tanh has no factor y.")
        .hintIf(y -> 1 - Math.tanh(y) * Math.tanh(y), "y is the output already: no second tanh.")
        .hintIf(y -> 1 - y, "Right at y = 0 and y = 1 only: look at the power of tanh in the formula.")
        .hintIf(y -> 4 * y * (1 - y), "That would be right if y were σ(2x). Here y = 2σ(2x) − 1.")
        .hint("One of the formulas above has tanh′, and nothing in it but tanh x.")
        .hint("Put y for each tanh x in that formula. At y = 0 the slope is 1, at y = ±1 it is 0.")
        .lesson("One multiplication and one subtraction: the way back needs no exponential."));
  }

  /**
   * ln(1 + e^x) for every double: max(x, 0) + ln(1 + e^(−|x|)) with {@code log1p}.
   *
   * @param stableSoftplus the learner's function; NaN everywhere is no answer
   */
  public static void stableSoftplus(DoubleUnaryOperator stableSoftplus) {
    DoubleUnaryOperator softplus = Activations.softplus()::value;
    String look = "For x = 1000 and x = −40: what does each step of your formula give, one after the other?";
    String how = "Let no exponent be positive. For x > 0 take e^x out of the bracket: 1 + e^x = e^x · (e^(−x) + 1).";
    EXERCISES.show(3,
        Check.function("ln(1 + e^x)", stableSoftplus, softplus)
            .on(-40, 40).at(-1000, 0, 800, 1000).within(1e-12)
            .hintIf(x -> Math.log1p(Math.exp(x)), "For x > 709 e^x overflows: take it out of the bracket.")
            .hintIf(x -> Math.log1p(Math.exp(-x)), "That is ln(1 + e^(−x)): the sign of x is wrong.")
            .hintIf(x -> Math.log1p(Math.exp(-Math.abs(x))), "Right for x ≤ 0. For x > 0 add x.")
            .hintIf(x -> Math.max(x, 0), "That is ReLU. The logarithm is missing.")
            .hint(look).hint(how),
        Check.function("its logarithm, far to the left",
                x -> Math.log(stableSoftplus.applyAsDouble(x)), x -> Math.log(softplus.applyAsDouble(x)))
            .on(-700, -20).within(1e-12)
            .hintIf(x -> Math.log(Math.log(1 + Math.exp(x))), "1 + e^x has rounded e^x away: use Math.log1p.")
            .hintIf(x -> Double.NEGATIVE_INFINITY, "Your answer is 0 here; the true one is about e^x.")
            .hint(look).hint(how)
            .lesson("Even an answer of 10⁻³⁰⁴ has all its digits."));
  }
}
