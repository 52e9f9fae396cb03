package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.Numbers;
import activations.SpecialFunctions;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The exercises of notebook 06. */
public final class ApproximationExercises {
  private static final Exercises EXERCISES = Exercises.of("06 · Two shortcuts for GELU",
      "the slope at 0", "a fit for the inputs that occur", "a tanh form without cancellation");

  private static final Activation GELU = Activations.gelu();
  private static final Activation TANH_FORM = Activations.geluTanh();
  private static final double K = Math.sqrt(2 / Math.PI);

  /** The sums of the fit run from −8 to 8 in steps of 0.05; they are tiny, so they are compared a thousandfold. */
  private static final double STEP = 0.05;
  private static final int STEPS = 160;
  private static final int LARGER = 1000;

  private ApproximationExercises() {}

  /**
   * The a for which σ(a·x) has the slope of Φ at 0, a = 4·φ(0) = 1.596, and the value there, σ(0) = ½.
   *
   * @param equalSlope the learner's a; NaN is no answer
   * @param atZero the learner's value at 0; NaN is no answer
   */
  public static void slopeAtZero(double equalSlope, double atZero) {
    EXERCISES.show(1,
        Check.value("the constant a", equalSlope, 4 * SpecialFunctions.normalPdf(0)).within(1e-3)
            .hintIf(SpecialFunctions.normalPdf(0) / 4, "Upside down: the slope of σ(ax) is a/4, not 4/a or 4a.")
            .hintIf(K, "That is u′(0) of the tanh form. Here σ(2u) counts: t = 2u.")
            .hintIf(1.702, "That is the fit to the whole curve. Here only the slope at 0 counts.")
            .hint("Write down two slopes at 0: that of Φ(x), and by the chain rule that of σ(ax).")
            .hint("The slope of σ(ax) at 0 is a·σ′(0) = a/4. Make it equal to φ(0).")
            .lesson("It is twice the constant √(2/π) of the tanh form."),
        Check.value("σ(a·0)", atZero, 0.5).within(1e-6)
            .hintIf(0, "σ is 0 only at −∞. What is e⁰?")
            .hintIf(1, "σ reaches 1 only at +∞.")
            .hint("a·0 is 0 for every a.")
            .hint("σ(t) = 1/(1 + e^(−t)): put in t = 0."));
  }

  /**
   * The mean square S(a) of x·σ(ax) − GELU(x) over normal inputs, as a sum over steps h: (x·σ(ax) − GELU(x))²·φ(x)·h.
   *
   * @param meanSquare the learner's S; NaN everywhere is no answer
   */
  public static void meanSquare(DoubleUnaryOperator meanSquare) {
    EXERCISES.show(2, Check.function("1000·S(a)",
            a -> LARGER * meanSquare.applyAsDouble(a), a -> LARGER * sum(a, true, true))
        .on(1, 2.5).within(1e-6).variable("a")
        .hintIf(a -> LARGER * sum(a, true, false), "The density φ(x) is missing.")
        .hintIf(a -> LARGER * sum(a, false, true), "Square the error.")
        .hintIf(a -> LARGER / STEP * sum(a, true, true), "The width of the step, h, is missing.")
        .hint("Compare your term with the formula of S(a), factor by factor. Which one is missing or wrong?")
        .hint("Three factors: the error x·σ(ax) less GELU(x), squared; `SpecialFunctions.normalPdf(x)`; and the step.")
        .lesson("A search then finds the best a for normal inputs: " + Numbers.format(best(), 4) + "."));
  }

  private static double sum(double a, boolean square, boolean density) {
    return IntStream.rangeClosed(-STEPS, STEPS).mapToDouble(i -> i * STEP).map(x -> {
      double error = x * SpecialFunctions.sigmoid(a * x) - GELU.value(x);
      return (square ? error * error : Math.abs(error)) * (density ? SpecialFunctions.normalPdf(x) : 1) * STEP;
    }).sum();
  }

  /** The a with the least mean square: the slope of S is negative left of it and positive right of it. */
  private static double best() {
    double left = 1;
    double right = 2.5;
    while (right - left > 1e-5) {
      double middle = (left + right) / 2;
      if (sum(middle + 1e-4, true, true) < sum(middle - 1e-4, true, true)) {
        left = middle;
      } else {
        right = middle;
      }
    }
    return left;
  }

  /**
   * The tanh form of GELU that keeps its digits on the left: x·σ(2u) with u = √(2/π)·(x + 0.044715·x³).
   *
   * @param stableTanhForm the learner's function; NaN everywhere is no answer
   */
  public static void stableTanhForm(DoubleUnaryOperator stableTanhForm) {
    DoubleUnaryOperator u = x -> K * (x + 0.044715 * x * x * x);
    EXERCISES.show(3, Check.function("your formula divided by the true value",
            x -> stableTanhForm.applyAsDouble(x) / TANH_FORM.value(x), x -> 1)
        .on(-9, -0.5).at(0.5, 1, 5, 20).within(1e-9)
        .hintIf(x -> 0.5 * x * (1 + Math.tanh(u.applyAsDouble(x))) / TANH_FORM.value(x),
            "That still has 1 + tanh(u), which cancels. There is an identity that gets rid of the sum.")
        .hintIf(x -> GELU.value(x) / TANH_FORM.value(x),
            "That is exact GELU. Here the tanh form is wanted, with fewer digits lost.")
        .hintIf(x -> x / (1 + Math.exp(-u.applyAsDouble(x))) / TANH_FORM.value(x),
            "A factor 2 is missing: ½(1 + tanh u) = σ(2u).")
        .hint("Which step of your formula subtracts two numbers that are almost equal? That step has to go.")
        .hint("The identity of section 1 puts σ in its place, and σ(t) = 1/(1 + e^(−t)) adds two positive numbers.")
        .lesson("It has its digits down to x = −9, where the printed formula gives 0."));
  }
}
