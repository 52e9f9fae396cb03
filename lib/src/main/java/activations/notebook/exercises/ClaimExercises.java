package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** The exercises of notebook 11. */
public final class ClaimExercises {
  private static final Exercises EXERCISES = Exercises.of("11 · Claims on trial",
      "another word, another verdict", "the witness", "a claim of your own");

  /** Where GELU′ is 0, by halving [−2, 0]; a test does it again. */
  private static final double ZERO = -0.7517915246935645;

  private ClaimExercises() {}

  /**
   * Three claims with another function, 1 for holds, 0.5 within limits, 0 for does not hold: the range of leaky ReLU
   * is (−∞, ∞), 1; ELU with α = 2 is differentiable, 0; SiLU's gradient varies continuously and is 0 at no negative
   * input, 0.5, for it is 0 at −1.278.
   *
   * @param changed the learner's three verdicts; null or NaN throughout is no answer
   */
  public static void changedClaims(double[] changed) {
    EXERCISES.show(1, Check.array("three changed claims", changed, new double[] {1, 0, 0.5})
        .elements("leaky ReLU", "ELU with α = 2", "SiLU").keepSecret()
        .hintIf(new double[] {0, 0, 0.5}, "Leaky ReLU goes down without end, if slowly.")
        .hintIf(new double[] {1, 1, 0.5}, "ELU's slope is α left of 0 and 1 right of it.")
        .hintIf(new double[] {1, 0, 1}, "SiLU dips below 0 and comes back: at the lowest point?")
        .hintIf(new double[] {1, 0, 0}, "Two parts: one agrees.")
        .hint("Draw the three functions, or their slopes, and look far to the left, at 0 and near −1.")
        .hint("Split each claim into its parts, judge each part by itself, and count the parts that agree.")
        .lesson("One name changed, and each verdict is another one."));
  }

  /**
   * The negative input at which GELU′ is 0: −0.75179….
   *
   * @param witness the learner's search; a result of NaN is no answer
   */
  public static void witness(DoubleSupplier witness) {
    EXERCISES.show(2, Check.value("an input where GELU′ is 0", witness, ZERO)
        .hintIf(-2, "The interval shrinks to its left end: never true, or turned round.")
        .hintIf(0, "The interval shrinks to its right end: the condition is always true.")
        .hintIf(-0.75, "Near, but the slope at −0.75 is 0.0008.")
        .hintIf(-Math.sqrt(2), "There the slope is smallest, not zero: GELU″ = 0.")
        .hint("Go through the loop once by hand: what is `middle`, which sign has the slope there, which half is kept?")
        .hint("The middle is half of left + right. Where the slope is negative, the zero is to the right.")
        .lesson("One such input refutes the word never."));
  }

  /**
   * The smallest x ≥ 0, in steps of 0.001, at which the slope is below 0.01; 100 if there is none up to there.
   *
   * @param flatFrom the learner's search; NaN for each function is no answer
   */
  public static void flatFrom(ToDoubleFunction<Activation> flatFrom) {
    EXERCISES.show(3, Check.array("where tanh, softsign and GELU are flat", () -> new double[] {
        flatFrom.applyAsDouble(Activations.tanh()), flatFrom.applyAsDouble(Activations.softsign()),
        flatFrom.applyAsDouble(Activations.gelu())}, new double[] {2.994, 9, 100})
        .elements("tanh", "softsign", "GELU").within(2e-3)
        .hintIf(new double[] {0, 0, 0}, "You stop where the slope is above 0.01: turn the comparison.")
        .hintIf(new double[] {2.647, 99, 100}, "That is where the value comes within 0.01 of its end.")
        .hintIf(new double[] {2.994, 9, 0}, "GELU is nowhere flat for x ≥ 0: then return 100.")
        .hint("Three things to look at: where the search begins, when it stops, and what it returns if it never does.")
        .hint("A loop over x from 0 in steps of 0.001 compares "
            + "`f.derivative(x)` with 0.01, and stops at the first one below.")
        .lesson("tanh is flat from 2.994 on, softsign only from 9 on: claim 33 holds, by this measure."));
  }
}
