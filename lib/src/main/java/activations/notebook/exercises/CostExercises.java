package activations.notebook.exercises;

import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;

/** The exercises of notebook 07. */
public final class CostExercises {
  private static final Exercises EXERCISES = Exercises.of("07 · What each costs",
      "fused or not", "the share for a batch", "a slope from the output");

  /** Nanoseconds of a GELU, operations and bytes per nanosecond, and the inputs of the layer. */
  private static final double GELU = 0.7;
  private static final double SPEED = 30;
  private static final double BANDWIDTH = 10;
  private static final double INPUTS = 1024;

  private static final String EACH_WAY = "Each pass moves what it reads and what it writes, 4 bytes of each array.";

  private CostExercises() {}

  /**
   * The time per element of bias, GELU and mask, where 10 bytes move per nanosecond: 28, 12 and 16 bytes.
   *
   * @param separate the learner's time of three passes in ns; NaN is no answer
   * @param fused the learner's time of one pass; NaN is no answer
   * @param training the learner's time of one pass that keeps what backward needs; NaN is no answer
   */
  public static void fused(double separate, double fused, double training) {
    EXERCISES.show(1,
        Check.value("three passes, ns", separate, 2.8)
            .hintIf(1.6, "That is what the passes read. Each writes its result, too.")
            .hintIf(2.4, "The third pass reads the mask, too.")
            .hintIf(28, "These are the bytes. How long do they take?")
            .hint(EACH_WAY)
            .hint("The first two passes read one array and write one, the third reads two and writes one."),
        Check.value("one pass, ns", fused, 1.2)
            .hintIf(0.8, "That is z and the result, or z and the mask. Three arrays move.")
            .hintIf(12, "These are the bytes. How long do they take?")
            .hint("What lies between the steps never leaves the processor.")
            .hint("z and m are read, the result is written."),
        Check.value("one pass for training, ns", training, 1.6)
            .hintIf(1.2, "That is the pass that keeps nothing. One more array is written.")
            .hintIf(2, "z + bias is written, and need not be read again.")
            .hintIf(16, "These are the bytes. How long do they take?")
            .hint("How many arrays does it move that the pass before does not?")
            .hint("One pass as before, and 4 more bytes for each element.")
            .lesson("No cleverness in the arithmetic gets below these."));
  }

  /**
   * The share of a GELU of 0.7 ns in the time of a layer of 1024 inputs for b rows, whose product takes the longer of
   * its operations, 30 per ns, and of its weights, 10 bytes per ns.
   *
   * @param share the learner's function of b; NaN everywhere is no answer
   */
  public static void share(DoubleUnaryOperator share) {
    double weights = 4 * INPUTS / BANDWIDTH;
    double row = 2 * INPUTS / SPEED;
    EXERCISES.show(2, Check.function("share of the activation", share, b -> part(GELU * b, Math.max(row * b, weights)))
        .on(1, 256).at(1, 6, 64).within(1e-12).variable("b")
        .hintIf(b -> part(GELU, row), "For one row the weights take longer than the arithmetic: 4 bytes for each.")
        .hintIf(b -> part(GELU * b, weights), "For many rows the arithmetic takes longer than the weights.")
        .hintIf(b -> part(GELU * b, row * b + weights), "By the roofline the two overlap: the longer one counts.")
        .hintIf(b -> part(GELU, Math.max(row * b, weights)), "GELU works on b rows, too.")
        .hintIf(b -> part(GELU * b, Math.max(row / 2 * b, weights)),
            "Each weight costs two operations: a product and a sum.")
        .hintIf(b -> part(GELU * b, Math.max(row * b, weights / 4)), "Each weight has 4 bytes.")
        .hintIf(b -> GELU * b / Math.max(row * b, weights), "That is the ratio of the two. The whole is their sum.")
        .hint("Take one output of each row: what take its arithmetic, its weights and its GELUs, in ns?")
        .hint("Arithmetic 2·1024·b/30, weights 4·1024/10, GELU 0.7·b; share = GELU / (GELU + the longer of the others).")
        .lesson("For one row it is 0.2 %; from six rows on, where arithmetic takes over, it stays at 1 %."));
  }

  private static double part(double activation, double product) {
    return activation / (activation + product);
  }

  /**
   * The slope of softplus by its output: 1 − e^−y.
   *
   * @param slope the learner's function of y; NaN everywhere is no answer
   */
  public static void slope(DoubleUnaryOperator slope) {
    EXERCISES.show(3, Check.function("slope of softplus by its output", slope, y -> -Math.expm1(-y))
        .on(0.01, 20).at(Math.log(2), 1).within(1e-12).variable("y")
        .hintIf(y -> Math.exp(-y), "That is 1 − σ(x). You are one subtraction away.")
        .hintIf(y -> 1 / (1 + Math.exp(-y)), "That is the sigmoid of y. It is the sigmoid of x that is wanted.")
        .hintIf(Math::expm1, "That is e^x. The sigmoid is e^x / (1 + e^x).")
        .hintIf(y -> y * (1 - y), "That is sigmoid's own slope from its output. Here the sigmoid is the slope.")
        .hint("Solve y = ln(1 + e^x) for e^x, and put it into σ(x) = e^x / (1 + e^x).")
        .hint("1 + e^x is e^y. So e^x is e^y − 1, and the sigmoid their quotient.")
        .lesson("So softplus needs no memory of its own for backward."));
  }
}
