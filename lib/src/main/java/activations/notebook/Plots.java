package activations.notebook;

import activations.Activation;
import activations.Numbers;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Makes charts in one style: each method returns a new one. What can be added to a chart are methods of {@link Plot};
 * {@link Show#chart} shows it.
 *
 * <p>An activation function has the same colour and dashes in every chart; its derivative is drawn in the same colour
 * with short dashes. Where a method takes functions, they come last.
 */
public final class Plots {

  private static final int ERROR_DIGITS = 3;
  /** Smaller than other points, so that the arrows stand out. */

  private Plots() {}

  /**
   * {@return a chart without data, whose axes have equal steps}
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis with its unit, or an empty string
   * @param yLabel the label of the y axis with its unit, or an empty string
   * @throws NullPointerException if an argument is null
   */
  public static Plot chart(String title, String xLabel, String yLabel) {
    return new Plot(title, Axis.linear(xLabel), Axis.linear(yLabel));
  }

  /**
   * {@return a chart without data}
   *
   * @param title the title of the chart
   * @param xAxis the horizontal axis, for example {@code Axis.linear("epoch")}
   * @param yAxis the vertical axis, for example {@code Axis.logarithmic("loss")}
   * @throws NullPointerException if an argument is null
   */
  public static Plot chart(String title, Axis xAxis, Axis yAxis) {
    return new Plot(title, xAxis, yAxis);
  }

  /**
   * {@return the graph of a function}
   *
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param f the function, whose display name is the title
   * @throws NullPointerException if {@code f} is null
   * @throws IllegalArgumentException if from and to are no interval
   */
  public static Plot curve(double from, double to, Activation f) {
    return curves(displayName(f), from, to, f);
  }

  /**
   * {@return the graphs of several functions}
   *
   * @param title the title of the chart
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param fs at least one function; the display name of each stands in the legend
   * @throws NullPointerException if the title or a function is null
   * @throws IllegalArgumentException if there is no function, or from and to are no interval, or two functions have the
   *     same display name
   */
  public static Plot curves(String title, double from, double to, Activation... fs) {
    Plot chart = chart(title, "x", "f(x)");
    for (Activation f : some(fs)) {
      chart.addFunction(displayName(f), f, from, to, f::value);
    }
    return chart;
  }

  /**
   * {@return the graphs of the derivatives of several functions}
   *
   * @param title the title of the chart
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param fs at least one function; the display name of each, with a prime, stands in the legend
   * @throws NullPointerException if the title or a function is null
   * @throws IllegalArgumentException if there is no function, or from and to are no interval, or two functions have the
   *     same display name
   */
  public static Plot derivatives(String title, double from, double to, Activation... fs) {
    Plot chart = chart(title, "x", "f′(x)");
    for (Activation f : some(fs)) {
      chart.addFunction(displayName(f) + "′", f, from, to, f::derivative);
    }
    return chart;
  }

  /**
   * {@return the graphs of a function and its derivative in one chart: the function's line is solid, the derivative's
   * has short dashes}
   *
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param f the function, whose display name is part of the title
   * @throws NullPointerException if {@code f} is null
   * @throws IllegalArgumentException if from and to are no interval
   */
  public static Plot withDerivative(double from, double to, Activation f) {
    String name = displayName(f);
    Plot chart = chart(name + " and its derivative", "x", "");
    Style style = Style.of(f, List.of());
    chart.addFunction(name, style.solid(), from, to, f::value);
    chart.addFunction(name + "′", style.derivative(), from, to, f::derivative);
    return chart;
  }

  /**
   * {@return the graph of a function with points on it, and at each an arrow along the tangent: for samples that
   * gradient descent pushes along an activation function} There is no legend.
   *
   * @param title the title of the chart
   * @param xAxis the horizontal axis, with fixed ends; the graph reaches from one to the other
   * @param yAxis the vertical axis
   * @param f the function
   * @param x where the points are, at least one
   * @param push how far each arrow goes in the direction of x, as many; negative is to the left, and 0 is no arrow
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the ends of the x axis are not fixed, the arrays differ in length or are empty
   */
  public static Plot pushes(String title, Axis xAxis, Axis yAxis, Activation f, double[] x, double[] push) {
    return Tangents.pushes(title, xAxis, yAxis, f, x, push);
  }

  /**
   * {@return the graph of a function with its tangent at a point, whose slope is the derivative there} The legend says
   * where the point is and how steep the tangent. The axes depend on the interval alone, so that a {@link Slider} can
   * move the point and the tangent turns.
   *
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param f the function, whose display name is part of the title
   * @param at the point, between the ends
   * @throws NullPointerException if {@code f} is null
   * @throws IllegalArgumentException if from and to are no interval or the point is outside, or if the function or its
   *     derivative is not finite there
   */
  public static Plot withTangent(double from, double to, Activation f, double at) {
    return Tangents.at(from, to, f, at);
  }

  static String displayName(Activation f) {
    return Objects.requireNonNull(f, "f is null").properties().displayName();
  }

  private static Activation[] some(Activation... fs) {
    Objects.requireNonNull(fs, "fs is null");
    if (fs.length == 0) {
      throw new IllegalArgumentException("there is no function to draw");
    }
    return fs;
  }

  /**
   * {@return the graph of the error approximation − exact, with the point of the largest absolute error marked and
   * named in the legend}
   *
   * @param title the title of the chart
   * @param from left end of the graph, finite
   * @param to right end of the graph, finite and above {@code from}
   * @param approximation what is to be judged
   * @param exact what it is measured against
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the error is not finite anywhere, or from and to are no interval
   */
  public static Plot error(
      String title, double from, double to, DoubleUnaryOperator approximation, DoubleUnaryOperator exact) {
    Objects.requireNonNull(approximation, "approximation is null");
    Objects.requireNonNull(exact, "exact is null");
    DoubleUnaryOperator error = x -> approximation.applyAsDouble(x) - exact.applyAsDouble(x);
    double worst = Sampling.worst(from, to, error);
    int exponent = exponent(error.applyAsDouble(worst));
    Plot chart = chart(title, "x", "approximation − exact" + inUnits(exponent));
    chart.addFunction("error", from, to, scaled(error, exponent));
    chart.addPoints("largest: " + largest(error, worst), new double[] {worst},
        new double[] {scaled(error, exponent).applyAsDouble(worst)});
    return chart;
  }

  /**
   * {@return the graphs of the errors of a function's value and of its derivative, approximation − exact, with the
   * points of the largest absolute errors marked, and named in the legend} The derivative's line has short dashes.
   *
   * @param title the title of the chart
   * @param from left end of the graphs, finite
   * @param to right end of the graphs, finite and above {@code from}
   * @param approximation what is to be judged
   * @param exact what it is measured against
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if an error is not finite anywhere, or from and to are no interval
   */
  public static Plot errors(String title, double from, double to, Activation approximation, Activation exact) {
    Objects.requireNonNull(approximation, "approximation is null");
    Objects.requireNonNull(exact, "exact is null");
    DoubleUnaryOperator ofValue = x -> approximation.value(x) - exact.value(x);
    DoubleUnaryOperator ofSlope = x -> approximation.derivative(x) - exact.derivative(x);
    double worstValue = Sampling.worst(from, to, ofValue);
    double worstSlope = Sampling.worst(from, to, ofSlope);
    int exponent = exponent(Math.max(Math.abs(ofValue.applyAsDouble(worstValue)),
        Math.abs(ofSlope.applyAsDouble(worstSlope))));
    Plot chart = chart(title, "x", "error" + inUnits(exponent));
    Style style = Style.of(approximation, List.of());
    chart.addFunction("value: " + largest(ofValue, worstValue), style.solid(), from, to, scaled(ofValue, exponent));
    chart.addFunction("gradient: " + largest(ofSlope, worstSlope), style.derivative(), from, to,
        scaled(ofSlope, exponent));
    chart.addPoints("largest", approximation, new double[] {worstValue, worstSlope}, new double[] {
        scaled(ofValue, exponent).applyAsDouble(worstValue), scaled(ofSlope, exponent).applyAsDouble(worstSlope)})
        .setShowInLegend(false);
    return chart;
  }

  /**
   * {@return the graphs of functions, such as errors, each with its lowest and its highest point marked, and their
   * values in the legend: "gate: −1.8 and 1.8"}
   *
   * @param title the title of the chart
   * @param xAxis the horizontal axis, linear and with fixed ends: {@code Axis.linear("x", 0, 5)}
   * @param yAxis the vertical axis
   * @param names the names of the functions, all different
   * @param fs the functions, as many, each with a finite value somewhere between the ends of the horizontal axis
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there is no function, names and functions differ in number, the horizontal axis
   *     is logarithmic or has no fixed ends, two names are the same, or a function is not finite anywhere
   */
  public static Plot extremes(
      String title, Axis xAxis, Axis yAxis, String[] names, DoubleUnaryOperator... fs) {
    Plot chart = chart(title, xAxis, yAxis);
    requireFixedEnds("extremes", xAxis);
    Objects.requireNonNull(names, "names is null");
    if (names.length != fs.length || fs.length == 0) {
      throw new IllegalArgumentException("there are " + names.length + " names but " + fs.length
          + " functions; each needs one, and one is the least");
    }
    for (int i = 0; i < fs.length; i++) {
      Objects.requireNonNull(fs[i], "a function is null");
      double[] x = Sampling.lowestAndHighest(xAxis.from(), xAxis.to(), fs[i]);
      double[] y = {fs[i].applyAsDouble(x[0]), fs[i].applyAsDouble(x[1])};
      Color color = chart.addFunction(names[i] + ": " + Numbers.fixed(y[0], 1) + " and " + Numbers.fixed(y[1], 1),
          xAxis.from(), xAxis.to(), fs[i]).getLineColor();
      chart.addPoints(names[i], x, y).setMarkerColor(color).setShowInLegend(false);
    }
    return chart;
  }

  /** The power of ten in whose units an error is drawn. */
  private static int exponent(double largest) {
    double max = Math.abs(largest);
    // Ticks such as 0.0002 are hard to read, and XChart cannot draw ticks closer than 1e-10.
    return max == 0 || max >= 0.1 && max < 1e4 ? 0 : (int) Math.floor(Math.log10(max));
  }

  private static String inUnits(int exponent) {
    return exponent == 0 ? "" : "  (× " + Numbers.powerOfTen(exponent) + ")";
  }

  private static DoubleUnaryOperator scaled(DoubleUnaryOperator error, int exponent) {
    double unit = Math.pow(10, exponent);
    return x -> error.applyAsDouble(x) / unit;
  }

  private static String largest(DoubleUnaryOperator error, double at) {
    return Numbers.format(Math.abs(error.applyAsDouble(at)), ERROR_DIGITS) + " at x = "
        + Numbers.format(at, ERROR_DIGITS);
  }

  /**
   * {@return a chart with a bar for each name}
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis, or an empty string
   * @param yLabel the label of the y axis with its unit, or an empty string
   * @param names the name below each bar, at least one
   * @param values the height of each bar, finite
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or a value is not finite
   */
  public static BarChart bars(String title, String xLabel, String yLabel, String[] names, double[] values) {
    return new BarChart(title, xLabel, yLabel, names, values, null);
  }

  /**
   * {@return a chart with a bar for each name, with a whisker from value − sd to value + sd}
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis, or an empty string
   * @param yLabel the label of the y axis with its unit, or an empty string
   * @param names the name below each bar, at least one
   * @param values the height of each bar, finite
   * @param sd half the length of each whisker, finite and at least 0
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or a number is not finite, or a
   *     standard deviation is negative
   */
  public static BarChart bars(String title, String xLabel, String yLabel, String[] names, double[] values,
      double[] sd) {
    return new BarChart(title, xLabel, yLabel, names, values, Objects.requireNonNull(sd, "sd is null"));
  }

  /**
   * {@return the distribution of the data as a histogram whose area is 1, comparable with a probability density} The
   * legend names it by the title once another series is added.
   *
   * @param title the title of the chart
   * @param xLabel the label of the x axis with its unit, or an empty string
   * @param data the values, of which at least two finite ones differ; those that are not finite are left out
   * @param bins the number of bars, at least 1, of equal width from the smallest to the largest value
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there is no bin or no two finite values differ
   */
  public static Plot histogram(String title, String xLabel, double[] data, int bins) {
    Plot chart = chart(title, xLabel, "density");
    // A legend that would only repeat the title is left out until there is a second series.
    chart.addHistogram("data", data, bins).setLabel(title);
    return chart;
  }

  /**
   * {@return a picture of f over a rectangle, for points to be added on top} Blue means negative, vermilion positive,
   * the stronger the larger √|f|, infinite as strong as the largest number; a dark line is drawn where the sign
   * changes. For the decision boundary of a classifier let f be the logit, or the probability less ½. Where f is not a
   * number the picture is blank.
   *
   * @param title the title of the chart
   * @param xAxis the horizontal axis, linear and with fixed ends: {@code Axis.linear("x₁", -1, 1)}
   * @param yAxis the vertical axis, linear and with fixed ends
   * @param f the function of x and y, called at 560 · 320 points
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if an axis is logarithmic or has no fixed ends, or f is nowhere a number
   */
  public static Plot heatMap(String title, Axis xAxis, Axis yAxis, DoubleBinaryOperator f) {
    Plot chart = chart(title, xAxis, yAxis);
    Objects.requireNonNull(f, "f is null");
    requireFixedEnds("a heat map", xAxis, yAxis);
    HeatMap map = new HeatMap(title, xAxis.from(), xAxis.to(), yAxis.from(), yAxis.to(),
        HeatMap.pointwise(f));
    chart.setBackground(map.image());
    return chart;
  }

  /**
   * {@return a chart with thin grey lines along which f has the values given, as on a hiker's map, for paths and points
   * to be added on top} The legend does not name them. Where f is not a number no line is drawn.
   *
   * @param title the title of the chart
   * @param xAxis the horizontal axis, linear and with fixed ends: {@code Axis.linear("w₁", -1, 1)}
   * @param yAxis the vertical axis, linear and with fixed ends
   * @param f the function of x and y, called at 121 · 81 points
   * @param levels the values of f, at least one
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if an axis is logarithmic or has no fixed ends, or f has none of the values there
   */
  public static Plot contours(String title, Axis xAxis, Axis yAxis, DoubleBinaryOperator f, double... levels) {
    return Contours.of(title, xAxis, yAxis, f, levels);
  }

  /**
   * {@return the surroundings of a point, magnified so that the step h is always as long: the computed values of f as
   * dots, the secants whose slopes are the forward and the central difference, and a line of the true slope} The ends of
   * the axes do not depend on h, so that it can move: for a large one the graph is seen to bend, for a tiny one to be
   * stairs.
   *
   * @param f the function
   * @param x the point; f must have a slope there that is not 0
   * @param h the step, positive, and large enough that x + h and x − h are other numbers than x
   * @throws NullPointerException if {@code f} is null
   * @throws IllegalArgumentException if there is no such slope, or h is no such step
   */
  public static Plot secants(Activation f, double x, double h) {
    return Secants.of(f, x, h);
  }

  static void requireFixedEnds(String what, Axis... axes) {
    for (Axis axis : axes) {
      if (axis.isLogarithmic() || axis.from() == null) {
        throw new IllegalArgumentException("the axis \"" + axis.label() + "\" of " + what
            + " must be linear with fixed ends, for example Axis.linear(\"" + axis.label() + "\", -1, 1)");
      }
    }
  }

  /**
   * A forest plot: below each other, differences with their intervals, around the line of no difference. A square
   * is a difference whose interval lies within the margin, a disc another one whose interval is without 0, and a triangle
   * one that is neither.
   *
   * @param title title of the chart
   * @param xLabel what the differences are, with their unit
   * @param names what is compared, from above
   * @param differences one for each name
   * @param low lower end of the interval of each
   * @param high upper end of the interval of each
   * @param margin a difference that does not matter; a band shows it on both sides of 0
   * @return the chart, the higher the more names there are
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if there is no name, the arrays differ in length, a number is not finite, or low is
   *     above high; or if the margin is not positive
   */
  public static Plot forest(String title, String xLabel, String[] names, double[] differences, double[] low,
      double[] high, double margin) {
    return Forest.of(title, xLabel, names, differences, low, high, margin);
  }

  /**
   * {@return plots below each other, whose x axes are in line, so that what happens at one x is seen in all of them}
   *
   * @param plots at least two plots with the same ends of the x axis, from above; the label of the axis stands below
   *     the last one
   * @throws NullPointerException if the plots or one of them is null
   * @throws IllegalArgumentException if there are fewer than two plots, one is there twice, or their x axes end elsewhere
   */
  public static Chart stack(Plot... plots) {
    return new StackedPlots(plots);
  }

  /**
   * Times below each other, each with its interval. Each series has a mark and a colour; what was not measured is left
   * out.
   *
   * @param title title of the chart
   * @param xAxis the axis of the times, or of their ratios, with fixed ends, at which intervals are cut: {@code
   *     Axis.logarithmic("ns per element", 0.01, 100)}
   * @param names what was timed, from above
   * @param series for the name in the legend the times, one for each of the names; in the order of the map, one to five
   * @return the chart, the higher the more names there are; the names stand at y = n, …, 2, 1
   * @throws NullPointerException if an argument or a time is null
   * @throws IllegalArgumentException if there is no name, too few or too many series, or a series has another number of
   *     times; or if the axis has no fixed ends
   */
  public static Plot timings(String title, Axis xAxis, String[] names, Map<String, Timing[]> series) {
    return TimingChart.of(title, xAxis, names, series);
  }

  /**
   * {@return n points from {@code from} to {@code to}, equally spaced, both ends included}
   *
   * @param from the first point, finite
   * @param to the last point, finite and above {@code from}
   * @param n the number of points, at least 2
   * @throws IllegalArgumentException if from and to are not finite, from is not below to, or n is less than 2
   */
  public static double[] linspace(double from, double to, int n) {
    return Sampling.linspace(from, to, n);
  }
}
