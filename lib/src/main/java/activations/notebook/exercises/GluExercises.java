package activations.notebook.exercises;

import activations.Activation;
import activations.Activations;
import activations.GatedUnit;
import activations.Numbers;
import activations.nn.Dense;
import activations.nn.Gated;
import activations.nn.GatedFeedForward;
import activations.notebook.ArrayCheck;
import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The exercises of notebook 10. */
public final class GluExercises {
  private static final Exercises EXERCISES = Exercises.of("10 · GEGLU and the GLU family",
      "sizes", "both gradients of GEGLU", "a difference of squares from one unit");

  private static final Activation GELU = Activations.gelu();
  private static final double[][] PAIRS = {{1, 2}, {-0.5, 3}, {2, -1}, {-3, 0.5}};
  private static final float[] POINTS = {1, 0, 0, 1, 2, 1, -1, 3};
  private static final int HIDDEN = 2048;

  private GluExercises() {}

  /**
   * The hidden size with which a gated block has as many weights as an ungated one of 2048, ⅔ · 2048 rounded to 1365,
   * and the ratio of the weights at equal hidden sizes, 3/2.
   *
   * @param hidden the learner's hidden size; NaN is no answer
   * @param ratio the learner's ratio; NaN is no answer
   */
  public static void sizes(double hidden, double ratio) {
    EXERCISES.show(1,
        Check.value("hidden size", hidden, GatedFeedForward.hidden(HIDDEN))
            .hintIf(0, "In Java 2/3 is a division of integers and gives 0: write 2.0/3.")
            .hintIf(3072, "That is larger than 2048. Gated blocks have more matrices: each is smaller.")
            .hintIf(1024, "Half would be right if the number of matrices doubled. It goes from 2 to 3.")
            .hintIf(HIDDEN * 2 / 3.0, "Right, but a hidden size is a whole number: round it.")
            .hint("How many matrices has each of the two blocks, and how many weights has each matrix?")
            .hint("3·d·h′ = 2·d·h. Solve it for h′; it must be a whole number."),
        Check.value("ratio", ratio, 1.5)
            .hintIf(2, "W doubles into W and V, but W₂, the way back, stays one matrix.")
            .hintIf(2 / 3.0, "The other way round: the gated block is the larger one.")
            .hint("Count the matrices of both blocks; at equal hidden sizes they are of one size.")
            .hint("W and W₂ against W, V and W₂.")
            .lesson("So a comparison at equal hidden sizes gives the gated block half as many weights again."));
  }

  /**
   * The gradients of y = GELU(a)·b: ∂y/∂a = GELU′(a)·b and ∂y/∂b = GELU(a), compared at four pairs.
   *
   * @param gegluGradient the learner's function of a and b; null or NaN throughout is no answer
   */
  public static void gradients(BiFunction<Double, Double, double[]> gegluGradient) {
    String[] places = Arrays.stream(PAIRS).flatMap(p -> Stream.of("∂y/∂a", "∂y/∂b")
        .map(what -> "a = " + Numbers.format(p[0]) + ", b = " + Numbers.format(p[1]) + ", " + what + ":"))
        .toArray(String[]::new);
    EXERCISES.show(2, Check.array("gradients of GEGLU at four pairs",
            () -> atPairs((a, b) -> gegluGradient.apply(a, b)),
            atPairs((a, b) -> pair(GELU.derivative(a) * b, GELU.value(a))))
        .elements(places).within(1e-12)
        .hintIf(atPairs((a, b) -> pair(GELU.value(a), GELU.derivative(a) * b)),
            "The two are swapped: first with respect to the gate a.")
        .hintIf(atPairs((a, b) -> pair(GELU.derivative(a), GELU.value(a))), "With respect to a, the factor b stays.")
        .hintIf(atPairs((a, b) -> pair(GELU.value(a) * b, GELU.value(a))),
            "With respect to a, GELU must be differentiated: gelu.derivative(a).")
        .hintIf(atPairs((a, b) -> pair(GELU.derivative(a) * b, GELU.value(a) * b)),
            "With respect to b, the factor b goes.")
        .hint("Hold one of the two fixed, as if it were a number like 3, and differentiate by the other.")
        .hint("(c·f(a))′ = c·f′(a) for a fixed c, and (c·b)′ = c. Which is the c in each of the two?")
        .lesson("The gate's gradient is scaled by the value, the value's gradient by the gate."));
  }

  private static double[] pair(double byGate, double byValue) {
    return new double[] {byGate, byValue};
  }

  private static double[] atPairs(BiFunction<Double, Double, double[]> gradient) {
    return Arrays.stream(PAIRS).flatMapToDouble(p -> Arrays.stream(gradient.apply(p[0], p[1]))).toArray();
  }

  /**
   * Weights with which one Bilinear unit computes x₁² − x₂² = (x₁ + x₂)(x₁ − x₂), compared at four points.
   *
   * @param gateWeights the learner's w₁ and w₂; NaN is no answer
   * @param valueWeights the learner's v₁ and v₂; NaN is no answer
   */
  public static void differenceOfSquares(float[] gateWeights, float[] valueWeights) {
    ArrayCheck check = Check.array("x₁² − x₂² at four points",
        () -> Gated.of(GatedUnit.bilinear(), Dense.ofWeights(2, 1, gateWeights), Dense.ofWeights(2, 1, valueWeights))
            .predict(POINTS, POINTS.length / 2), new float[] {1, -1, 3, -8});
    EXERCISES.show(3, check.elements("(1, 0)", "(0, 1)", "(2, 1)", "(−1, 3)")
        .hintIf(new double[] {1, 1, 9, 4}, "You have (x₁ + x₂)². One of the four signs must change.")
        .hintIf(new double[] {1, 1, 1, 16}, "You have (x₁ − x₂)². One of the four signs must change.")
        .hintIf(new double[] {-1, 1, -3, 8}, "That is x₂² − x₁²: change the signs of one row.")
        .hintIf(new double[] {0, 0, 2, -3}, "You have x₁·x₂. Both rows need both inputs.")
        .hint("A Bilinear unit multiplies two linear maps. Of which product is x₁² − x₂² made?")
        .hint("Factorise it; the coefficients of each factor are the weights of one row.")
        .lesson("No unit with a single direction, f(x·w), can do that."));
  }
}
