package activations.notebook;

import activations.Activation;
import activations.Numbers;
import java.awt.Color;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** Draws the surroundings of a point as the computer finds them, with the step of a difference as the unit. */
final class Secants {

  /** How far to both sides, in steps. */
  private static final double REACH = 1.5;
  private static final int DOTS = 41;
  private static final int DOT_SIZE = 4;

  private Secants() {}

  static Plot of(Activation f, double x, double h) {
    Objects.requireNonNull(f, "f is null");
    double slope = f.derivative(x);
    if (!Double.isFinite(x) || !Double.isFinite(slope) || slope == 0) {
      throw new IllegalArgumentException("the slope at x = " + x + " is " + slope + "; secants need one that is not 0");
    }
    if (!(h > 0) || x + h == x || x - h == x || Double.isInfinite(x + h)) {
      throw new IllegalArgumentException("the step h is " + h + ", but must lead to other numbers than x = " + x);
    }
    String at = Numbers.format(x);
    DoubleUnaryOperator rise = t -> (f.value(x + t * h) - f.value(x)) / h;
    Plot plot = Plots.chart("Around x = " + at + ", magnified", Axis.linear("(x − " + at + ") / h", -REACH, REACH),
        Axis.linear("(f(x) − f(" + at + ")) / h", -2 * Math.abs(slope), 2 * Math.abs(slope)));
    double[] ends = {-1, 1};
    plot.addLine("forward", new double[] {0, 1}, new double[] {0, rise.applyAsDouble(1)});
    plot.addLine("central", ends, Arrays.stream(ends).map(rise).toArray());
    double[] dots = Sampling.linspace(-REACH, REACH, DOTS);
    plot.addPoints("f, computed", f, dots, Arrays.stream(dots).map(rise).toArray());
    plot.addFunction("true slope", -REACH, REACH, t -> t * slope).setLineColor(Color.BLACK);
    plot.getStyler().setMarkerSize(DOT_SIZE);
    return plot;
  }
}
