package activations.notebook.exercises;

import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;

/** The exercises of notebook 09. */
public final class TrainingExercises {
  private static final Exercises EXERCISES = Exercises.of("09 · Training fairly",
      "five seeds", "the paired t", "Holm's correction");

  private static final double[] A = {91.0, 93.5, 92.0, 90.5};
  private static final double[] B = {90.0, 92.0, 91.5, 89.5};
  private static final double[] P = {0.03, 0.01, 0.9, 0.012, 0.8};

  private TrainingExercises() {}

  /**
   * t of five differences with the mean 0.3 and the sum of squared deviations 0.1: 0.3/(√(0.1/4)/√5) = 3√2.
   *
   * @param tOfFive the learner's number; NaN is no answer
   */
  public static void fiveSeeds(double tOfFive) {
    EXERCISES.show(1, Check.value("t of five differences", tOfFive, 3 * Math.sqrt(2)).within(0.02)
        .hintIf(0.3 / Math.sqrt(0.025), "That is mean/s. The mean of five is less uncertain: s/√5.")
        .hintIf(0.3 / Math.sqrt(0.02 / 5), "Divide the sum of squares by n − 1 = 4, not by 5.")
        .hintIf(0.3 / Math.sqrt(0.02), "s² is 0.1/4, and the mean is uncertain by s/√5.")
        .hintIf(0.3 / (0.025 / Math.sqrt(5)), "You divided by the variance s². Take its root, s.")
        .hint("t compares the mean with its own uncertainty. The formula for both stands above.")
        .hint("First s: the root of the sum of squares by n − 1. Then the mean by s/√n.")
        .lesson("With four degrees of freedom so large a t happens in 1.3 % of all cases, if nothing differs."));
  }

  /**
   * The paired t of two arrays: the mean of the differences a − b by their standard deviation over √n.
   *
   * @param pairedT the learner's function; a result of NaN is no answer
   */
  public static void pairedT(ToDoubleBiFunction<double[], double[]> pairedT) {
    double n = A.length;
    double sumOfVariances = 1.75 + 4.25 / 3; // of A and of B
    EXERCISES.show(2, Check.value("paired t", () -> pairedT.applyAsDouble(A.clone(), B.clone()), 2 * Math.sqrt(6))
        .hintIf(-2 * Math.sqrt(6), "The sign: the differences are a − b.")
        .hintIf(Math.sqrt(6), "That is mean/s. Divide s by √n.")
        .hintIf(1 / Math.sqrt(0.125 / n), "The variance has n − 1 in its denominator.")
        .hintIf(1 / Math.sqrt(sumOfVariances / n),
            "That is the t of two unrelated samples. Take the differences first: they are pairs.")
        .hint("Work it out by hand for the differences 1, 1.5, 0.5 and 1. Where does your code leave you?")
        .hint("Make the array of differences, take its `mean` and its `sd`, and think of the √n.")
        .lesson("The seeds spread more than the functions differ; pairing takes that out."));
  }

  /**
   * Holm's correction: in rising order, the k-th of m values of p (k = 0, 1, …) times m − k, at most 1 and at least the
   * one before; back in the order in which they came.
   *
   * @param holm the learner's function; null or NaN throughout is no answer
   */
  public static void holm(UnaryOperator<double[]> holm) {
    String order = "Put them back in the order they came in.";
    EXERCISES.show(3, Check.array("Holm's p", () -> holm.apply(P.clone()), new double[] {0.09, 0.05, 1, 0.05, 1})
        .elements("p = 0.03", "p = 0.01", "p = 0.9", "p = 0.012", "p = 0.8")
        .hintIf(new double[] {0.15, 0.05, 1, 0.06, 1}, "That is Bonferroni: 5 for all. Holm: 5, 4, …")
        .hintIf(new double[] {0.15, 0.05, 4.5, 0.06, 4},
            "That is Bonferroni: 5 for all. Holm: 5, 4, … And a p cannot exceed 1.")
        .hintIf(new double[] {0.09, 0.05, 1.6, 0.05, 1.6}, "A p cannot exceed 1: use Math.min.")
        .hintIf(new double[] {0.09, 0.05, 0.9, 0.048, 1},
            "None may fall below a smaller one's: 0.048 after 0.05 becomes 0.05.")
        .hintIf(new double[] {0.09, 0.05, 0.9, 0.048, 1.6},
            "None may fall below a smaller one's, and none may exceed 1.")
        .hintIf(new double[] {0.05, 0.05, 0.09, 1, 1}, order)
        .hintIf(new double[] {0.05, 1, 0.05, 1, 0.09}, order)
        .hint("Write the five p in rising order on paper, and next to each its factor 5, 4, 3, 2, 1.")
        .hint("Sort the indices by p, not the p. Keep the largest product so far, and write it to the index's place.")
        .lesson("Two of the five were raised to the one before: that is the running maximum."));
  }
}
