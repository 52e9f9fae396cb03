package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.SpecialFunctions;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The exercises of notebook 03. */
public final class DerivativeExercises {
  private static final Exercises EXERCISES = Exercises.of("03 · Checking a derivative",
      "a test that finds wrong derivatives", "a slope that keeps its digits");

  /** More than a good test finds in a right derivative, and less than in a wrong one. */
  private static final double FOUND = 1e-6;

  private static final Activation NO_FACTOR = new Built(x -> SpecialFunctions.sigmoid(2 * x),
      x -> SpecialFunctions.sigmoid(2 * x) * SpecialFunctions.sigmoid(-2 * x));

  /** Right where x = 1. */
  private static final Activation NO_X = new Built(x -> x * SpecialFunctions.sigmoid(x),
      x -> SpecialFunctions.sigmoid(x) * (1 + SpecialFunctions.sigmoid(-x)));

  /** Right where x ≥ 0. */
  private static final Activation FROM_VALUE = new Built(x -> Math.sqrt(1 + x * x),
      x -> Math.abs(x) / Math.sqrt(1 + x * x));

  private DerivativeExercises() {}

  /**
   * A test of derivatives: the largest difference between f′ and a slope of f, from −4 to 4. It must find nothing in the
   * derivatives of tanh and sigmoid and something in three wrong ones.
   *
   * @param gap the learner's test; NaN is no answer
   */
  public static void gap(ToDoubleFunction<Activation> gap) {
    EXERCISES.show(1, Check.value("your test of right and wrong derivatives",
            () -> Math.max(gap.applyAsDouble(Activations.tanh()), gap.applyAsDouble(Activations.sigmoid())), 0)
        .within(FOUND)
        .hint("That was the largest gap of tanh and sigmoid, whose derivatives are right. Is it a distance, of "
            + "`central` from `derivative` at the same x? And is h near 10⁻⁵?")
        .hint("For each x of `points`, or others from −4 to 4: `Math.abs(central(f::value, x, 1e-5) - "
            + "f.derivative(x))`. Keep the largest.")
        .refuseIf(() -> overlooks(gap, NO_FACTOR), "σ(2x) with the derivative σ(2x)(1 − σ(2x)) passes your test.",
            "It lacks the factor 2 everywhere. Do you use `f.derivative(x)`?")
        .refuseIf(() -> overlooks(gap, NO_X), "x·σ(x) with the derivative σ(x) + σ(x)(1 − σ(x)) passes your test.",
            "It is right at x = 1, and only there: compare at more than one x.")
        .refuseIf(() -> overlooks(gap, FROM_VALUE), "f = √(1 + x²) with the derivative √(f² − 1)/f passes your test.",
            "It is right for x ≥ 0: compare at negative x too, and count a difference of either sign, by `Math.abs`.")
        .lesson("It finds all three planted faults: a lost factor, one that is right at x = 1, and one that is right "
            + "on the right half."));
  }

  private static boolean overlooks(ToDoubleFunction<Activation> gap, Activation wrong) {
    return !(gap.applyAsDouble(wrong) > FOUND);
  }

  /**
   * The slope of tanh with all its digits, far from 0 too: 1 − tanh²x = 4t/(1 + t)² with t = e^(−2|x|).
   *
   * @param slope the learner's function of x; NaN everywhere is no answer
   */
  public static void slope(DoubleUnaryOperator slope) {
    DoubleUnaryOperator expected = Activations.tanh()::derivative;
    String look = "Put tanh x = ±(1 − t)/(1 + t) into 1 − tanh²x, on paper, and write it as one fraction.";
    String how = "(1 + t)² − (1 − t)² is 4t: so much for the numerator. The denominator is that of tanh², and nothing "
        + "is subtracted any more.";
    EXERCISES.show(2,
        Check.function("1 − tanh² x", slope, expected)
            .on(-6, 6).at(-400, 400).within(1e-12)
            .hintIf(x -> 4 * t(x), "Right far away from 0 only. What stands in the denominator?")
            .hintIf(x -> 4 * t(x) / (1 + t(x)), "The denominator of tanh is squared.")
            .hintIf(x -> t(x) / Math.pow(1 + t(x), 2), "That is σ′(2x), a quarter of the slope of tanh.")
            .hintIf(x -> Math.pow(Math.tanh(x), 2), "That is tanh²x. Take it from 1, on paper.")
            .hint(look).hint(how),
        Check.function("its logarithm, far to the right",
                x -> Math.log(slope.applyAsDouble(x)), x -> Math.log(expected.applyAsDouble(x)))
            .on(10, 340).within(1e-12)
            .hintIf(x -> Math.log(1 - Math.tanh(x) * Math.tanh(x)), "That subtracts what is nearly equal. Use t, which "
                + "is small and has all its digits.")
            .hintIf(x -> Math.log((1 - Math.tanh(x)) * (1 + Math.tanh(x))), "tanh x is rounded already when you take it "
                + "from 1. Use t instead.")
            .hint(look).hint(how)
            .lesson("Even a slope of 10⁻²⁹⁵ has all its digits."));
  }

  private static double t(double x) {
    return Math.exp(-2 * Math.abs(x));
  }
}
