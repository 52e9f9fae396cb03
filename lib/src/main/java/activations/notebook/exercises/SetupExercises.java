package activations.notebook.exercises;

import activations.Numbers;
import activations.notebook.Axis;
import activations.notebook.Check;
import activations.notebook.Exercises;
import activations.notebook.Plot;
import activations.notebook.Plots;
import activations.notebook.Show;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The exercise of notebook 00. */
public final class SetupExercises {
  private static final Exercises EXERCISES = Exercises.of("00 · Check your setup", "a ReLU of your own");

  /** The graph of the learner's function goes from −END to END. */
  private static final double END = 3;

  private SetupExercises() {}

  /**
   * ReLU: 0 for negative numbers, x for all others. The learner's function is drawn too, right or wrong.
   *
   * @param relu the learner's function; NaN everywhere is no answer
   */
  public static void relu(DoubleUnaryOperator relu) {
    EXERCISES.show(1, Check.function("your ReLU", relu, x -> Math.max(0, x))
        .on(-4, 4).at(-1, 0, 1, 3).within(1e-12)
        .hintIf(x -> x, "That lets every number through. Which numbers should become 0?")
        .hintIf(x -> Math.min(0, x), "The other way round: your function keeps the negative numbers.")
        .hintIf(Math::abs, "That mirrors the negative numbers. ReLU makes them 0.")
        .hintIf(x -> x > 0 ? 1 : 0, "That is a step from 0 to 1. A positive number should come out as it is.")
        .hintIf(x -> x > 0 ? 0 : 1, "That is a step from 1 to 0. A positive number should come out as it is.")
        .hint("Find the number that the line above names on the chart below: how high is your line there?")
        .hint("Two cases do it: `x > 0 ? … : …`. One call of `Math.max` does it too.")
        .lesson("The chart shows the function that you wrote. It is an activation function: notebook 01 builds "
            + "networks from it."));
    draw(x -> valueOrNaN(relu, x));
  }

  private static void draw(DoubleUnaryOperator answer) {
    if (Arrays.stream(Plots.linspace(-END, END, 13)).map(answer).noneMatch(Double::isFinite)) {
      return;
    }
    Plot chart = Plots.chart("Your function", Axis.linear("x", -END, END), Axis.linear("f(x)", -END, END));
    chart.addFunction("f", -END, END, answer);
    Show.chart(chart, "The graph of your function from −3 to 3. At −2 it is " + at(-2, answer) + ", at 0 it is "
        + at(0, answer) + ", at 2 it is " + at(2, answer) + ".");
  }

  private static String at(double x, DoubleUnaryOperator answer) {
    return Numbers.format(answer.applyAsDouble(x), 3);
  }

  /** Where the learner's code fails there is nothing to draw; the check says why. */
  private static double valueOrNaN(DoubleUnaryOperator relu, double x) {
    try {
      return relu.applyAsDouble(x);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return Double.NaN;
    }
  }
}
