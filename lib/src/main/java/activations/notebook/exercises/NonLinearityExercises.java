package activations.notebook.exercises;

import activations.notebook.Check;
import activations.notebook.Exercises;
import java.util.function.DoubleUnaryOperator;

/** The exercises of notebook 01. */
public final class NonLinearityExercises {
  private static final Exercises EXERCISES = Exercises.of("01 · Why non-linearity",
      "the best line", "parity of three", "a hat of any place and width");

  private static final double CENTRE = 1;
  private static final double WIDTH = 0.5;

  /** A function of x with a centre and a width. */
  @FunctionalInterface
  public interface Hat {
    /**
     * {@return the height of the hat at x}
     *
     * @param x any number
     * @param centre where it is 1
     * @param width how far from there it is 0
     */
    double value(double x, double centre, double width);
  }

  private NonLinearityExercises() {}

  /**
   * How many of the four points of XOR a line can get right: 3, by cutting one corner of the square off.
   *
   * @param rightAnswers the learner's number; NaN is no answer
   */
  public static void bestLine(double rightAnswers) {
    EXERCISES.show(1, Check.value("points of XOR that a line gets right", rightAnswers, 3)
        .hintIf(4, "Four would separate the classes. The proof above says that no line does.")
        .hintIf(2, "A line with all four points on one side has two right. Can you cut off one corner?")
        .hint("Draw the square with its four points, lay a pencil across it, and count.")
        .hint("Put the pencil between one corner and the other three. Which of the points are on the right side?")
        .lesson("So 75 % right does not show that a model has found the rule."));
  }

  /**
   * The weight w that makes ReLU(s) − 2·ReLU(s − 1) + w·ReLU(s − 2) the parity of three inputs with the sum s:
   * 3 − 4 + w = 1, so w = 2.
   *
   * @param w the learner's weight; NaN is no answer
   */
  public static void parity(double w) {
    EXERCISES.show(2, Check.value("the weight of the third unit", w, 2)
        .hintIf(1, "With w = 1 the output is 0 from s = 2 on: the fall has stopped, nothing rises.")
        .hintIf(-2, "A negative weight bends down. From s = 2 to 3 the output must rise.")
        .hintIf(3, "That makes the output 2 at s = 3. Put s = 3 into the formula: it must come to 1.")
        .hint("The new unit is 0 up to s = 2. So only one of the four sums tells anything about its weight.")
        .hint("Work out the three units for that sum, and ask for the parity that the table wants there.")
        .lesson("The weight of a ReLU unit is the change of slope at its bend."));
  }

  /**
   * A hat of three ReLU units: (ReLU(x − c + d) − 2·ReLU(x − c) + ReLU(x − c − d))/d with centre c and width d.
   *
   * @param hat the learner's function; NaN everywhere is no answer
   */
  public static void hat(Hat hat) {
    DoubleUnaryOperator right = x -> Math.max(0, 1 - Math.abs(x - CENTRE) / WIDTH);
    DoubleUnaryOperator rise = x -> Math.max(0, x - CENTRE + WIDTH);
    DoubleUnaryOperator fall = x -> Math.max(0, x - CENTRE);
    DoubleUnaryOperator stop = x -> Math.max(0, x - CENTRE - WIDTH);
    EXERCISES.show(3, Check.function("a hat at 1 with width 0.5", x -> hat.value(x, CENTRE, WIDTH), right)
        .on(-2, 4).at(CENTRE - WIDTH, CENTRE, CENTRE + WIDTH)
        .hintIf(x -> WIDTH * right.applyAsDouble(x),
            "The place is right, the height is not: the slope must be 1/width, so divide by width.")
        .hintIf(x -> WIDTH * WIDTH * right.applyAsDouble(x),
            "Divide by width instead of multiplying: the slope is 1/width.")
        .hintIf(x -> (rise.applyAsDouble(x) - fall.applyAsDouble(x) + stop.applyAsDouble(x)) / WIDTH,
            "At the centre the slope turns from 1/width to −1/width: a change of −2/width.")
        .hintIf(x -> (rise.applyAsDouble(x) - 2 * fall.applyAsDouble(x)) / WIDTH,
            "The third unit is missing: without it the curve falls for ever.")
        .hintIf(x -> Math.max(0, 1 - Math.abs(x) / WIDTH), "Your hat is at 0: shift it to the centre.")
        .hintIf(x -> Math.max(0, 1 - Math.abs(x - CENTRE)), "Your hat reaches from 0 to 2: use the width.")
        .hint("Draw the hat. Where does its slope change, and what is the slope on each side of these places?")
        .hint("A unit for each bend: `relu.value(x - bend)` times the change of slope there. The slopes are 0, "
            + "1/width, −1/width and 0.")
        .lesson("Three units place a hat anywhere, and hats side by side make a curve."));
  }
}
