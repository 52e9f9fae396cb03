package activations.notebook;

import activations.Activation;
import activations.Activations;
import activations.Numbers;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The roofline of a processor (Williams, Waterman and Patterson 2009): how many operations per nanosecond a program can
 * reach that does so many operations for each byte it moves.
 *
 * @param bandwidth bytes per nanosecond between memory and processor
 * @param rate the most operations per nanosecond
 */
public record Roofline(double bandwidth, double rate) {

  private static final double LEFT = 0.1;
  private static final double RIGHT = 5000;
  private static final Axis INTENSITY = Axis.logarithmic("operations per byte", LEFT, RIGHT);
  private static final int DIGITS = 3;
  private static final Axis SPEED = Axis.logarithmic("operations per ns", 1, 30_000);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one of them is not positive and finite
   */
  public Roofline {
    if (!(bandwidth > 0 && rate > 0 && bandwidth + rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "bandwidth and rate must be positive and finite but are " + bandwidth + " and " + rate);
    }
  }

  /**
   * {@return the operations per byte of a fully connected layer} Each weight takes a product and a sum for each row;
   * weights, inputs and outputs, floats of 4 bytes, are moved once.
   *
   * @param width its inputs, and its outputs; positive
   * @param rows of the batch; positive
   */
  public static double layer(double width, double rows) {
    return 2 * width * width * rows / (4 * (width * width + 2 * width * rows));
  }

  /** {@return the operations per byte from which on arithmetic decides} */
  public double ridge() {
    return rate / bandwidth;
  }

  /**
   * {@return the most operations per nanosecond of a program}
   *
   * @param intensity its operations for each byte
   */
  public double at(double intensity) {
    return Math.min(rate, bandwidth * intensity);
  }

  /**
   * {@return a chart of the roof and of programs on it} Its axes are the same for all rooflines.
   *
   * @param programs for a name the operations per byte; the name of a function of the catalogue has its colour
   * @throws NullPointerException if the programs are null
   */
  public Plot chart(Map<String, Double> programs) {
    Plot chart = Plots.chart("Ridge at " + Tables.printed("%.1f", ridge()) + " operations per byte", INTENSITY, SPEED);
    programs.forEach((name, intensity) -> {
      double[] x = {intensity};
      double[] y = {at(intensity)};
      Activation f = Activations.all().stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
      if (f == null) {
        chart.addPoints(name, x, y);
      } else {
        chart.addPoints(name, f, x, y);
      }
    });
    chart.addFunction("roof", LEFT, RIGHT, this::at);
    chart.addLine("ridge", new double[] {ridge(), ridge()}, new double[] {1, rate});
    return chart;
  }

  /**
   * {@return in words, which programs wait for memory, and for which arithmetic decides}
   *
   * @param programs for a name the operations per byte
   * @throws NullPointerException if the programs are null
   */
  public String text(Map<String, Double> programs) {
    return "At " + Numbers.format(bandwidth, DIGITS) + " bytes and " + Numbers.format(rate, DIGITS)
        + " operations per ns the ridge is at " + Tables.printed("%.1f", ridge())
        + " operations per byte. Memory decides: " + names(programs, true) + ". Arithmetic decides: " + names(programs, false) + ".";
  }

  private String names(Map<String, Double> programs, boolean memory) {
    String names = programs.entrySet().stream().filter(each -> each.getValue() < ridge() == memory)
        .map(Map.Entry::getKey).collect(Collectors.joining("; "));
    return names.isEmpty() ? "none" : names;
  }
}
