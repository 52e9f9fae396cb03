package activations.notebook;

import activations.Activation;
import activations.Numbers;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Objects;

/** Graphs with what goes along their tangents; see {@link Plots#withTangent} and {@link Plots#pushes}. */
final class Tangents {

  private static final int MARKER_SIZE = 6;
  /** Of the graph, to find how high it is. */
  private static final int POINTS = 241;

  private Tangents() {}

  static Plot at(double from, double to, Activation f, double at) {
    String name = Plots.displayName(f);
    Sampling.requireInterval(from, to);
    double value = f.value(at);
    double slope = f.derivative(at);
    if (!(from <= at && at <= to && Double.isFinite(value) && Double.isFinite(slope))) {
      throw new IllegalArgumentException("there is no tangent at " + at + ": from " + from + " to " + to + " " + name
          + " must have a value and a slope there, and they are " + value + " and " + slope);
    }
    DoubleSummaryStatistics range = Arrays.stream(Sampling.linspace(from, to, POINTS)).map(f::value)
        .filter(Double::isFinite).summaryStatistics();
    double margin = range.getMax() > range.getMin() ? (range.getMax() - range.getMin()) / 10 : 1;
    Plot chart = Plots.chart(name + " and its slope at a point", Axis.linear("x", from, to),
        Axis.linear("f(x)", range.getMin() - margin, range.getMax() + margin));
    chart.addFunction(name, f, from, to, f::value);
    double half = (to - from) / 5;
    double[] ends = {Math.max(from, at - half), Math.min(to, at + half)};
    chart.addLine("tangent, slope " + Numbers.fixed(slope, 2), ends,
        Arrays.stream(ends).map(x -> value + slope * (x - at)).toArray());
    chart.addPoints("x = " + Numbers.fixed(at, 2) + ", f(x) = " + Numbers.fixed(value, 2), new double[] {at},
        new double[] {value});
    return chart;
  }

  static Plot pushes(String title, Axis xAxis, Axis yAxis, Activation f, double[] x, double[] push) {
    Objects.requireNonNull(xAxis, "xAxis is null");
    Objects.requireNonNull(x, "x is null");
    Objects.requireNonNull(push, "push is null");
    if (xAxis.isLogarithmic() || xAxis.from() == null) {
      throw new IllegalArgumentException("the x axis needs fixed ends, as Axis.linear(\"z\", -4, 4) has them");
    }
    if (x.length != push.length) {
      throw new IllegalArgumentException("x has " + x.length + " elements but push has " + push.length);
    }
    Plot chart = Plots.chart(title, xAxis, yAxis);
    chart.addFunction(Plots.displayName(f), f, xAxis.from(), xAxis.to(), f::value);
    double[] y = Arrays.stream(x).map(f::value).toArray();
    double[] toX = new double[x.length];
    double[] toY = new double[x.length];
    Arrays.setAll(toX, i -> x[i] + push[i]);
    Arrays.setAll(toY, i -> y[i] + push[i] * f.derivative(x[i]));
    chart.addArrows("pushes", x, y, toX, toY).setLineColor(Style.BLACK);
    chart.addPoints("points", x, y).setMarkerColor(Style.BLACK);
    chart.getStyler().setMarkerSize(MARKER_SIZE);
    chart.getStyler().setLegendVisible(false);
    return chart;
  }
}
