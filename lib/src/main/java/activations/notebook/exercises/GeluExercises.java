package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.SpecialFunctions;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** The exercises of notebook 05. */
public final class GeluExercises {
  private static final Exercises EXERCISES = Exercises.of("05 · GELU from a coin flip",
      "the coin at −1", "the derivative", "a switch with its own softness");

  private static final Activation GELU = Activations.gelu();
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
            .hintIf(SpecialFunctions.normalCdf(1), "That is Φ(1). By symmetry Φ(−1) = 1 − Φ(1).")
            .hint("The numbers above have one for x = 1. What has −1 to do with it?")
            .hint("The wanted probability is the area under the bell curve left of −1, as large as that right of 1."),
        Check.value("average output at −1", mean, GELU.value(-1)).within(2e-3)
            .hintIf(-GELU.value(-1), "Mind the sign: a kept −1 stays −1.")
            .hint("What comes out when −1 is kept, what when it is dropped, and how often is each?")
            .hint("The average is the input times the probability of keeping it.")
            .lesson("That is GELU(−1): with this coin, the average is the function."));
  }

  /**
   * The derivative of GELU: Φ(x) + x·φ(x).
   *
   * @param geluDerivative the learner's function; NaN everywhere is no answer
   */
  public static void derivative(DoubleUnaryOperator geluDerivative) {
    EXERCISES.show(2, Check.function("GELU′", geluDerivative, GELU::derivative)
        .on(-6, 6).at(0, 1, -1).within(1e-12)
        .hintIf(SpecialFunctions::normalCdf, "That is Φ alone. The product rule has two terms: Φ changes with x too.")
        .hintIf(SpecialFunctions::normalPdf, "That is φ, the derivative of Φ. GELU is x·Φ(x): use the product rule.")
        .hintIf(x -> x * SpecialFunctions.normalPdf(x), "One term is missing: the derivative of the factor x is 1.")
        .hintIf(x -> SpecialFunctions.normalCdf(x) + SpecialFunctions.normalPdf(x),
            "The second term is x·φ(x), not φ(x).")
        .hint("GELU is a product of two factors, and both change with x. Which rule is that?")
        .hint("(u·v)′ = u′·v + u·v′ with u = x and v = Φ(x); the derivative of Φ is φ, `normalPdf`.")
        .lesson("Where the two terms cancel, near −0.75, is the bottom of the dip."));
  }

  /**
   * The switch f(x) = x·Φ(x/σ) with the derivative Φ(x/σ) + (x/σ)·φ(x/σ).
   *
   * @param softSwitch makes the learner's function of its σ; NaN everywhere is no answer
   */
  public static void softSwitch(DoubleFunction<? extends Activation> softSwitch) {
    DoubleUnaryOperator gate = x -> SpecialFunctions.normalCdf(x / SIGMA);
    DoubleUnaryOperator density = x -> SpecialFunctions.normalPdf(x / SIGMA);
    Activation expected = new Built(x -> x * gate.applyAsDouble(x),
        x -> gate.applyAsDouble(x) + x / SIGMA * density.applyAsDouble(x));
    EXERCISES.show(3, Check.activation("the switch with σ = 0.5", Built.by(() -> softSwitch.apply(SIGMA)), expected)
        .on(-4, 4).at(0).within(1e-12)
        .hintIf(GELU::value, "That is GELU itself: σ must appear in the formula.")
        .hintIf(x -> x * SpecialFunctions.normalCdf(x * SIGMA), "You multiplied by σ: the switch divides, Φ(x/σ).")
        .hintIf(gate, "That is the gate alone. In the value it has the factor x, in the derivative a second term.")
        .hintIf(x -> gate.applyAsDouble(x) + x * density.applyAsDouble(x),
            "The inner derivative of x/σ is missing: 1/σ.")
        .hint("Begin with the value: GELU's formula, with another argument of Φ. Then the derivative as in exercise 2.")
        .hint("Call x/σ z. By the chain rule Φ(z) changes with x by φ(z) times the change of z, which is 1/σ.")
        .lesson("With z = x/σ it is σ·GELU(z): the same curve, drawn σ times as large."));
  }
}
