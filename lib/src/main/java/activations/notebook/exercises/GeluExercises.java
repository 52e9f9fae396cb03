package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.SpecialFunctions;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/** The exercises of notebook 05. */
public final class GeluExercises {
  private static final Exercises EXERCISES = Exercises.of("05 · GELU from a coin flip",
      "the coin at −1", "another coin", "a switch with a threshold");

  private static final Activation GELU = Activations.gelu();
  private static final String CONSTANT_BEYOND =
      "Right between −3 and 3. Beyond, the probability does not change any more: its derivative is 0.";
  private static final String FROM_THE_LEFT = "Count from the left end, −3: at x = 0 half of the numbers lie below x.";
  private static final double MU = 1;
  private static final double SIGMA = 0.5;

  private GeluExercises() {}

  /**
   * The gate at x = −1: it keeps x with probability Φ(−1) = 0.1587, so that the average output is −Φ(−1).
   *
   * @param keep the learner's probability; NaN is no answer
   * @param mean the learner's average output; NaN is no answer
   */
  public static void coinAtMinusOne(double keep, double mean) {
    EXERCISES.show(1,
        Check.value("probability of keeping −1", keep, SpecialFunctions.normalCdf(-1)).within(2e-3)
            .hintIf(SpecialFunctions.normalCdf(1), "That is Φ(1): so often 1 is kept. Is −1 kept as often?")
            .hint("The numbers above have one for x = 1. What has −1 to do with it?")
            .hint("The wanted probability is the area under the bell curve left of −1, as large as that right of 1."),
        Check.value("average output at −1", mean, GELU.value(-1)).within(2e-3)
            .hintIf(-GELU.value(-1), "Mind the sign: a kept −1 stays −1.")
            .hint("What comes out when −1 is kept, what when it is dropped, and how often is each?")
            .hint("The average is the input times the probability of keeping it.")
            .lesson("That is GELU(−1): with this coin, the average is the function."));
  }

  /**
   * The gate that keeps x if a number U, uniform between −3 and 3, lies below it: on average x·P with P = (x + 3)/6
   * between −3 and 3, and the derivative P + x/6 there. That is hard swish.
   *
   * @param uniformSwitch makes the learner's function; NaN everywhere is no answer
   */
  public static void uniformCoin(Supplier<? extends Activation> uniformSwitch) {
    DoubleUnaryOperator keep = x -> Math.min(Math.max((x + 3) / 6, 0), 1);
    DoubleUnaryOperator between = x -> Math.abs(x) < 3 ? x / 6 : 0;
    Activation expected = new Built(x -> x * keep.applyAsDouble(x),
        x -> keep.applyAsDouble(x) + between.applyAsDouble(x));
    // Not at −3 and 3: the derivative jumps there.
    EXERCISES.show(2, Check.activation("the average of the uniform coin", Built.by(uniformSwitch), expected)
        .on(-2.9, 2.9).at(-10, -4, 4, 10).within(1e-12)
        .hintIf(x -> x * (x + 3) / 6, "Right between −3 and 3. Beyond, (x + 3)/6 is no probability: it must stay "
            + "between 0 and 1.")
        .hintIf(x -> x * Math.min(Math.max(x / 6, 0), 1), FROM_THE_LEFT)
        .hintIf(x -> x * Math.min(Math.max(x / 3, 0), 1), FROM_THE_LEFT)
        .hintIf(x -> x * Math.min(Math.max((3 - x) / 6, 0), 1),
            "That is the probability that U lies above x; it is kept if U lies below.")
        .hintIf(keep, "That is the probability alone. In the value it has the factor x, in the derivative there is a "
            + "second term: the probability changes with x.")
        .hintIf(x -> keep.applyAsDouble(x) + x / 6, CONSTANT_BEYOND)
        .hintIf(x -> (2 * x + 3) / 6, CONSTANT_BEYOND)
        .hintIf(between, "One term is missing: the derivative of the factor x is 1.")
        .hint("Draw the line from −3 to 3 and x on it. Which part of it lies below x, as a share of the whole? And "
            + "what if x lies beyond an end?")
        .hint("Between the ends P(U ≤ x) = (x + 3)/6, beyond them 0 or 1. For the derivative use the product rule; "
            + "that of P is 1/6 between the ends and 0 beyond.")
        .lesson("This function is known as hard swish: the gate of a uniform coin."));
  }

  /**
   * The switch f(x) = x·Φ((x − μ)/σ) with the derivative Φ((x − μ)/σ) + (x/σ)·φ((x − μ)/σ).
   *
   * @param shifted makes the learner's function of its μ and σ; NaN everywhere is no answer
   */
  public static void threshold(BiFunction<Double, Double, ? extends Activation> shifted) {
    DoubleUnaryOperator z = x -> (x - MU) / SIGMA;
    DoubleUnaryOperator gate = z.andThen(SpecialFunctions::normalCdf);
    DoubleUnaryOperator density = z.andThen(SpecialFunctions::normalPdf);
    Activation expected = new Built(x -> x * gate.applyAsDouble(x),
        x -> gate.applyAsDouble(x) + x / SIGMA * density.applyAsDouble(x));
    EXERCISES.show(3, Check.activation("the switch with μ = 1 and σ = 0.5",
            Built.by(() -> shifted.apply(MU, SIGMA)), expected)
        .on(-4, 4).at(-10, 10).within(1e-12)
        .hintIf(GELU::value, "That is GELU itself: μ and σ must appear in the formula.")
        .hintIf(x -> x * SpecialFunctions.normalCdf(x / SIGMA), "The threshold μ is missing: solve μ + σZ ≤ x for Z.")
        .hintIf(x -> x * SpecialFunctions.normalCdf((x + MU) / SIGMA), "Mind the sign: solve μ + σZ ≤ x for Z.")
        .hintIf(x -> x * SpecialFunctions.normalCdf(x - MU / SIGMA), "Mind the brackets: (x − μ)/σ.")
        .hintIf(x -> x * SpecialFunctions.normalCdf((x - MU) * SIGMA), "You multiplied by σ: solve μ + σZ ≤ x for Z.")
        .hintIf(x -> (x - MU) * gate.applyAsDouble(x), "The gate passes x itself, not x − μ.")
        .hintIf(gate, "That is the gate alone. In the value it has the factor x, in the derivative a second term.")
        .hintIf(x -> gate.applyAsDouble(x) + z.applyAsDouble(x) * density.applyAsDouble(x),
            "The factor in front of the gate is x, so the second term has x/σ, not (x − μ)/σ.")
        .hintIf(x -> gate.applyAsDouble(x) + x * density.applyAsDouble(x),
            "The inner derivative of (x − μ)/σ is missing: 1/σ.")
        .hint("Begin with the value. For which Z is x kept? Solve the condition for Z; Φ of that is the probability.")
        .hint("With z = (x − μ)/σ the value is x·Φ(z). By the chain rule Φ(z) changes with x by φ(z) times the change "
            + "of z, which is 1/σ.")
        .lesson("With μ = 0 and σ = 1 it is GELU."));
  }
}
