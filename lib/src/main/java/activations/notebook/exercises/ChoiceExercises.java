package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/** The exercises of notebook 12. */
public final class ChoiceExercises {
  private static final Exercises EXERCISES = Exercises.of("12 · Choosing an activation function",
      "the Cauchy coin", "the softsign gate", "the capstone");

  /** Half the step of the finite difference: large enough for its rounding to stay far below 10⁻⁶. */
  private static final double STEP = 1e-5;
  private static final double STRAIGHT = 1e-6;
  /** Slopes on both sides of a point that differ by more than this make a kink; a smooth curve bends by far less. */
  private static final double KINK = 1e-2;
  /** From here on it is a jump, by a hundredth or more, where no derivative is right. */
  private static final double JUMP = 1e3;

  private ChoiceExercises() {}

  /**
   * The Cauchy gate ½ + arctan(x)/π: ¼ at −1, so that f(−1) = −¼, and f(x) → −1/π far to the left.
   *
   * @param keep the learner's probability at −1; NaN is no answer
   * @param atMinusOne the learner's f(−1); NaN is no answer
   * @param farLeft the learner's limit; NaN is no answer
   */
  public static void cauchyCoin(double keep, double atMinusOne, double farLeft) {
    EXERCISES.show(1,
        Check.value("probability of keeping −1", keep, 0.25).within(1e-3)
            .hintIf(0.75, "That is the gate at +1: arctan(−1) is negative.")
            .hintIf(0.1587, "That is the normal gate.")
            .hint("Put x = −1 into the formula of the arctan gate.")
            .hint("arctan is odd, so arctan(−1) = −π/4; divide by π and add ½."),
        Check.value("f(−1)", atMinusOne, -0.25).within(1e-3)
            .hintIf(0.25, "Mind the sign: a kept −1 stays −1.")
            .hint("f is to this coin what GELU is to the normal one.")
            .hint("x times the probability that x is kept."),
        Check.value("f far to the left", farLeft, -1 / Math.PI).within(5e-3)
            .hintIf(0, "The gate closes, but x grows: look at the product.")
            .hintIf(1 / Math.PI, "Mind the sign: x is negative.")
            .hint("The gate at −x and the input −x: what becomes of their product as x grows?")
            .hint("Multiply the input −x by the probability 1/(πx). What cancels?")
            .lesson("A coin with heavy tails keeps just enough of them: the average does not return to 0."));
  }

  /**
   * The softsign gate: f(x) = x·g(x) with g(x) = ½(1 + x/(1 + |x|)), and f′ = g + x·g′.
   *
   * @param softsignGate makes the learner's function; NaN everywhere is no answer
   */
  public static void softsignGate(Supplier<? extends Activation> softsignGate) {
    DoubleUnaryOperator gate = x -> 0.5 * (1 + x / (1 + Math.abs(x)));
    DoubleUnaryOperator slope = x -> 0.5 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
    Activation expected = new Built(x -> x * gate.applyAsDouble(x),
        x -> gate.applyAsDouble(x) + x * slope.applyAsDouble(x));
    EXERCISES.show(2, Check.activation("the softsign gate", Built.by(softsignGate), expected).on(-8, 8).within(1e-6)
        .hintIf(gate, "That is g alone. In the value it has the factor x, in the derivative a second term.")
        .hintIf(slope, "That is g′. The product rule has two terms.")
        .hintIf(x -> x * slope.applyAsDouble(x), "One term is missing: the derivative of the factor x is 1.")
        .hintIf(x -> gate.applyAsDouble(x) + slope.applyAsDouble(x), "The second term is x·g′(x), not g′(x).")
        .hint("The value is x times the gate; the derivative has a term for each of these two factors.")
        .hint("The product rule: the derivative of x times g, plus x times the derivative of g, which the task gives.")
        .lesson("No exponential, no arctangent: one division."));
  }

  /**
   * A function of the learner's own: not a straight line, and its derivative fits its value.
   *
   * @param mine makes the learner's function; NaN everywhere is no answer
   */
  public static void capstone(Supplier<? extends Activation> mine) {
    Activation own = Built.by(mine);
    EXERCISES.show(3, Check.activation("your function and its derivative", own,
            new Built(own::value, x -> slope(own, x))).on(-8, 8).within(1e-6)
        .refuseIf(() -> bend(own, 1, 2) + bend(own, 0, 4) < STRAIGHT, "Your function is a straight line.",
            "A straight line is no activation function: see notebook 01.")
        .refuseIf(() -> isTaken(mine.get().name()), "Your function needs a name of its own.",
            "`name()` is what charts and tables call it, so it must not be empty, nor the name of another function.")
        .hint("The value is taken as you wrote it; the derivative does not fit it. Look at the input named above.")
        .hint("Differentiate step by step: product rule, then chain rule. "
            + "The expected number tells what must come out.")
        .lesson("Now take it through the stations."));
  }

  /** The slope next to x; at a kink, the derivative given if it is between the slopes of the two sides. */
  private static double slope(Activation f, double x) {
    try {
      double left = (f.value(x) - f.value(x - STEP)) / STEP;
      double right = (f.value(x + STEP) - f.value(x)) / STEP;
      double given = f.derivative(x);
      double bend = Math.abs(right - left);
      return bend > KINK && bend < JUMP && given >= Math.min(left, right) - STEP && given <= Math.max(left, right) + STEP
          ? given : (f.value(x + STEP) - f.value(x - STEP)) / (2 * STEP);
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }

  private static boolean isTaken(String name) {
    return name == null || name.isBlank() || Activations.all().stream().anyMatch(other -> other.name().equals(name));
  }

  /** How far the middle of a chord lies from the curve. */
  private static double bend(Activation f, double middle, double reach) {
    return Math.abs(f.value(middle + reach) - 2 * f.value(middle) + f.value(middle - reach));
  }
}
