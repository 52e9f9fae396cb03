package activations.notebook;

import java.util.List;
import java.util.Objects;
import org.knowm.xchart.style.AxesChartStyler;

/** An axis of a {@link Plot}: its label, whether it is logarithmic, and where it ends. */
public final class Axis {

  /** Height of a plot with names, in logical pixels: all but the names, and each of them. */
  private static final int FRAME = 180;
  private static final int NAME = 24;

  private final String label;
  private final boolean logarithmic;
  private final Double from;
  private final Double to;
  private final List<String> names;

  private Axis(String label, boolean logarithmic, Double from, Double to) {
    this(label, logarithmic, from, to, List.of());
  }

  private Axis(String label, boolean logarithmic, Double from, Double to, List<String> names) {
    this.names = names;
    this.label = Objects.requireNonNull(label, "label is null");
    this.logarithmic = logarithmic;
    this.from = from;
    this.to = to;
  }

  /**
   * {@return an axis with equal steps, as long as its data need}
   *
   * @param label what the axis shows, with its unit; may be empty
   * @throws NullPointerException if the label is null
   */
  public static Axis linear(String label) {
    return new Axis(label, false, null, null);
  }

  /**
   * {@return an axis with equal steps and fixed ends}
   *
   * @param label what the axis shows, with its unit; may be empty
   * @param from where the axis begins, finite; but for heat maps there is a narrow margin outside both ends
   * @param to where it ends, finite and above {@code from}
   * @throws NullPointerException if the label is null
   * @throws IllegalArgumentException if from and to are no interval
   */
  public static Axis linear(String label, double from, double to) {
    Sampling.requireInterval(from, to);
    return new Axis(label, false, from, to);
  }

  /**
   * {@return an axis on which equal steps are equal factors, as long as its data need} Numbers that are not positive
   * have no place on it: they interrupt a line.
   *
   * @param label what the axis shows, with its unit; may be empty
   * @throws NullPointerException if the label is null
   */
  public static Axis logarithmic(String label) {
    return new Axis(label, true, null, null);
  }

  /**
   * {@return an axis on which equal steps are equal factors, with fixed ends}
   *
   * @param label what the axis shows, with its unit; may be empty
   * @param from where the axis begins, positive and finite; there is a narrow margin outside both ends
   * @param to where it ends, finite and above {@code from}
   * @throws NullPointerException if the label is null
   * @throws IllegalArgumentException if from and to are no interval, or from is not positive
   */
  public static Axis logarithmic(String label, double from, double to) {
    Sampling.requirePositive(from, to);
    return new Axis(label, true, Math.log10(from), Math.log10(to));
  }

  /** A y axis with names instead of numbers: they stand at 1, 2, …, from below. */
  static Axis names(String label, String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("the axis has no name");
    }
    return new Axis(label, false, 0.5, names.length + 0.5, List.of(names));
  }

  String label() {
    return label;
  }

  /** The names that stand at 1, 2, …; empty if there are numbers. */
  List<String> names() {
    return names;
  }

  boolean isLogarithmic() {
    return logarithmic;
  }

  /** Where a number stands on the axis; NaN if it has no place there. */
  double place(double value) {
    double place = logarithmic ? Math.log10(value) : value;
    return Double.isFinite(place) ? place : Double.NaN;
  }

  /** The place of the smallest number that is visible; null if the data decide. */
  Double from() {
    return from;
  }

  /** The place of the largest number that is visible; null if the data decide. */
  Double to() {
    return to;
  }

  /** Of a plot with this y axis, in logical pixels: names need room. */
  int height() {
    return names.isEmpty() ? ChartStyle.HEIGHT : FRAME + NAME * names.size();
  }

  void setEndsX(AxesChartStyler styler) {
    if (from != null) {
      styler.setXAxisMin(from).setXAxisMax(to);
    }
  }

  void setEndsY(AxesChartStyler styler) {
    if (from != null) {
      styler.setYAxisMin(from).setYAxisMax(to);
    }
  }
}
