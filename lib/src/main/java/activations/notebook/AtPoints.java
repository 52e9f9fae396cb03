package activations.notebook;

import activations.Numbers;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A check that compares functions at points.
 *
 * @param <S> the kind of check, so that calls can be chained
 */
public abstract class AtPoints<S extends AtPoints<S>> extends Check<S> {
  /** Numbers at which an answer to whatever task hardly gives NaN throughout. */
  private static final double[] ORDINARY = {-10, -1, -0.5, 0.5, 1, 10};

  private double from = -6;
  private double to = 6;
  private double[] more = {};
  private String variable = "x";

  AtPoints(String task) {
    super(task, DEFAULT_TOLERANCE);
  }

  /**
   * Compares from {@code from} to {@code to}.
   *
   * @param from the first point, finite
   * @param to the last point, finite and above {@code from}
   * @return this check
   * @throws IllegalArgumentException if they are not finite or from is not below to
   */
  public S on(double from, double to) {
    Sampling.withWholeNumbers(from, to, POINTS);
    this.from = from;
    this.to = to;
    return self();
  }

  /**
   * Compares at these points too, for example 0, 1000 or {@code Double.NEGATIVE_INFINITY}.
   *
   * @param points any numbers, copied; they take the place of those of an earlier call
   * @return this check
   * @throws NullPointerException if {@code points} is null
   */
  public S at(double... points) {
    this.more = Objects.requireNonNull(points, "points is null").clone();
    return self();
  }

  /**
   * What the task calls the argument, for messages; the default is x.
   *
   * @param name for example {@code "q"}, for messages such as "At q = 2 your answer is …"; not blank
   * @return this check
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is blank
   */
  public S variable(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the variable has no name");
    }
    this.variable = name;
    return self();
  }

  /** "x = −6" */
  final String place(double x) {
    return variable + " = " + Numbers.format(x, DIGITS);
  }

  /** The learner's function at the points. */
  final double[] evaluate(String what, DoubleUnaryOperator function, double[] points) {
    return Arrays.stream(points)
        .map(x -> AnswerFailed.run("At " + place(x) + " " + what, () -> function.applyAsDouble(x))).toArray();
  }

  /** Whether a function that is NaN at all points of the check is NaN everywhere, as an untouched stub is. */
  final boolean isStub(DoubleUnaryOperator function) {
    return allNaN(evaluate("your function", function, ORDINARY));
  }

  final double[] points() {
    double[] grid = Sampling.withWholeNumbers(from, to, POINTS);
    double[] points = Arrays.copyOf(grid, grid.length + more.length);
    System.arraycopy(more, 0, points, grid.length, more.length);
    return points;
  }

  final String compared() {
    return "compared at " + points().length + " points from " + Numbers.format(from, DIGITS) + " to "
        + Numbers.format(to, DIGITS) + (more.length == 0 ? "" : " and beyond");
  }
}
