package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.Numbers;
import activations.nn.theory.MeanField;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;

/** The exercises of notebook 08. */
public final class DepthExercises {
  private static final Exercises EXERCISES = Exercises.of("08 · Signals through depth",
      "ten layers", "the gain for the way back", "GELU made to measure");

  private static final Activation GELU = Activations.gelu();

  /** A gain that depends on the function and on the mean square of the pre-activations. */
  @FunctionalInterface
  public interface Gain {
    /**
     * {@return the variance σ_w² of the weights, times their number of inputs}
     *
     * @param f the activation function
     * @param q the mean square of the pre-activations, above 0
     */
    double value(Activation f, double q);
  }

  private DepthExercises() {}

  /**
   * The mean square in layer 11 of a ReLU network with LeCun's weights that has 3 in layer 1: ten steps halve it,
   * 3/1024.
   *
   * @param atLayer11 the learner's number; NaN is no answer
   */
  public static void tenLayers(double atLayer11) {
    double factor = 1.0 / 1024;
    EXERCISES.show(1, Check.value("mean square in layer 11", atLayer11, 3 * factor).within(1e-4)
        .hintIf(3, "That is He's start. LeCun's has σ_w² = 1: each layer halves the mean square.")
        .hintIf(3 * factor / 2, "From layer 1 to layer 11 there are ten steps, not eleven.")
        .hintIf(3 * factor * 2, "From layer 1 to layer 11 there are ten steps, not nine.")
        .hintIf(3.0 / 32, "Mean squares are halved, not multiplied by 1/√2.")
        .hintIf(factor, "That is the factor. The mean square in layer 1 was 3.")
        .hint("What does one layer do to the mean square, with ReLU and LeCun's weights?")
        .hint("Each step multiplies the mean square by σ_w²/2. How many steps are there?")
        .lesson("Ten layers cost a factor of a thousand."));
  }

  /**
   * The gain that keeps gradients: 1/E[f′(√q·x)²].
   *
   * @param gain the learner's function; NaN everywhere is no answer
   */
  public static void gain(Gain gain) {
    DoubleUnaryOperator slopes = q -> MeanField.derivativeSecondMoment(GELU, q);
    double relu = 1 / MeanField.derivativeSecondMoment(Activations.relu(), 1);
    EXERCISES.show(2, Check.function("gain of GELU for the way back", q -> gain.value(GELU, q),
            q -> 1 / slopes.applyAsDouble(q))
        .on(0.01, 10).variable("q")
        .hintIf(slopes, "That is E[f′²]. Solve σ_w² · E[f′²] = 1 for σ_w².")
        .hintIf(q -> 1 / MeanField.secondMoment(GELU, q), "That keeps the signal. Use the slope.")
        .hintIf(q -> 1 / Math.sqrt(slopes.applyAsDouble(q)), "That is σ_w. The task wants σ_w².")
        .hintIf(q -> relu, "That is ReLU's gain, 2. Use the argument f.")
        .hintIf(q -> 1 / slopes.applyAsDouble(1), "Use the argument q, not 1.")
        .hint("There is a formula for χ, the factor that a gradient gets in each layer. What must χ be here?")
        .hint("Solve χ = 1 for σ_w²; the mean in it is what `MeanField.derivativeSecondMoment(f, q)` gives.")
        .lesson("It falls from almost 4 for tiny signals to just below 2 for large ones."));
  }

  /**
   * GELU with mean 0 and variance 1 for standard normal inputs: g(x) = (GELU(x) − m)/s with m = E[GELU] and
   * s² = E[GELU²] − m².
   *
   * @param standardised the learner's function; NaN everywhere is no answer
   */
  public static void standardisedGelu(Activation standardised) {
    double mean = MeanField.mean(GELU, 1);
    double square = MeanField.secondMoment(GELU, 1);
    double s = Math.sqrt(square - mean * mean);
    Activation expected = new Built(x -> (GELU.value(x) - mean) / s, x -> GELU.derivative(x) / s);
    EXERCISES.show(3, Check.activation("standardised GELU", standardised, expected).on(-3, 3)
        .hintIf(x -> (GELU.value(x) - mean) / (s * s), "Divide by the standard deviation s.")
        .hintIf(x -> (GELU.value(x) - mean) / Math.sqrt(square), "The variance is E[f²] − m², not E[f²].")
        .hintIf(x -> GELU.value(x) / s, "Subtract the mean first.")
        .hintIf(x -> (GELU.derivative(x) - mean) / s, "A constant has no slope: m goes, when you differentiate.")
        .hint("Which of the two numbers is it, m or s? Far apart x tell s, x = 0 tells m.")
        .hint("Variance = E[f²] − (E[f])², and s is its root. The derivative of a constant is 0.")
        .lesson("For g: s² = " + Numbers.format(s * s, 4) + ", E[g′²] = "
            + Numbers.format(MeanField.derivativeSecondMoment(expected, 1), 3) + ", slope of the map at q = 1: "
            + Numbers.format(mapSlope(expected), 3) + "."));
  }

  /** The slope at q = 1 of the map q → E[f(√q·x)²], by a difference. */
  private static double mapSlope(Activation f) {
    double h = 1e-4;
    return (MeanField.secondMoment(f, 1 + h) - MeanField.secondMoment(f, 1 - h)) / (2 * h);
  }
}
