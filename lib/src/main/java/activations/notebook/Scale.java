package activations.notebook;

import activations.Numbers;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.knowm.xchart.XYSeries;

/**
 * Where the numbers of an axis stand in the picture, from where its ends do: XChart answers for those, but not for a
 * logarithm of 0 or less on an axis of positive ones.
 *
 * @param min the smallest number that is visible, or its logarithm; NaN if there is none
 * @param max the largest
 * @param atMin where the smallest stands
 * @param atMax where the largest stands
 */
record Scale(double min, double max, double atMin, double atMax) {

  /** Fewer ticks than this do not show that an axis is logarithmic. */
  private static final int FEWEST_TICKS = 3;

  /** More than a logarithmic axis has, unless its numbers differ by a few per cent only. */
  private static final int MANY_TICKS = 12;

  private static final int LONGEST_LABEL = 20;
  private static final String DIGITS = "999";
  private static final String WIDE = "—";

  /** Powers of ten from 10⁻³ to 10³ are written out on a logarithmic axis. */
  private static final int PLAIN_DECADES = 3;

  /** A tick that is smaller than this, as a fraction of the axis, is at 0 but for rounding. */
  private static final double NOISE = 1e-12;

  /** Between the ends of the axis; {@code from} and {@code to} are null where the data decide. */
  static Scale of(Collection<XYSeries> data, ToDoubleFunction<XYSeries> min, ToDoubleFunction<XYSeries> max,
      Double from, Double to, DoubleUnaryOperator screen, double centre) {
    double smallest = from != null ? from : data.stream().mapToDouble(min).min().orElse(Double.NaN);
    double largest = to != null ? to : data.stream().mapToDouble(max).max().orElse(Double.NaN);
    return smallest < largest
        ? new Scale(smallest, largest, screen.applyAsDouble(smallest), screen.applyAsDouble(largest))
        : new Scale(smallest, largest, centre, centre);
  }

  double at(double value) {
    return min < max ? atMin + (value - min) / (max - min) * (atMax - atMin) : atMin;
  }

  private double value(double place) {
    return min + (place - atMin) / (atMax - atMin) * (max - min);
  }

  /** log₁₀ of each tick of a logarithmic axis between two places in the picture. */
  double[] logarithmicTicks(double from, double to, int most) {
    return min < max ? ticks(value(from), value(to), most) : min == max ? new double[] {min} : new double[0];
  }

  /**
   * The ticks of a logarithmic axis: powers of ten; where these are too few, also 2 and 5 times these; where these too
   * are too few, equal steps.
   *
   * @param from log₁₀ of the smallest visible number
   * @param to log₁₀ of the largest visible number
   * @param most so many ticks have room
   * @return log₁₀ of each tick, ascending
   */
  static double[] ticks(double from, double to, int most) {
    int step = evenStep((to - from) / most);
    double[] powers = IntStream.rangeClosed((int) Math.ceil(from / step), (int) Math.floor(to / step))
        .mapToDouble(k -> (double) k * step).toArray();
    if (powers.length >= FEWEST_TICKS || step > 1) {
      return powers;
    }
    double[] ticks = IntStream.rangeClosed((int) Math.floor(from), (int) Math.floor(to)).boxed()
        .flatMapToDouble(k -> DoubleStream.of(k, k + Math.log10(2), k + Math.log10(5)))
        .filter(tick -> tick >= from && tick <= to).toArray();
    return ticks.length < FEWEST_TICKS ? equalSteps(Math.pow(10, from), Math.pow(10, to), most) : ticks;
  }

  /** The smallest of 1, 2, 3, 5, 10, 20, … that is no less than that. */
  private static int evenStep(double least) {
    for (int ten = 1; ; ten *= 10) {
      for (int factor : new int[] {1, 2, 3, 5}) {
        if (factor * ten >= least) {
          return factor * ten;
        }
      }
    }
  }

  private static double[] equalSteps(double from, double to, int most) {
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10((to - from) / most)));
    BigDecimal step = unit;
    int[] factors = {2, 5, 10};
    for (int i = 0; i < factors.length && (to - from) / step.doubleValue() > most; i++) {
      step = unit.multiply(BigDecimal.valueOf(factors[i]));
    }
    double width = step.doubleValue();
    return LongStream.rangeClosed((long) Math.ceil(from / width), (long) Math.floor(to / width))
        .mapToDouble(k -> Math.log10(k * width)).toArray();
  }

  /** The label of a tick at log₁₀ of a number. */
  static String label(double logarithm) {
    boolean raised = logarithm == Math.rint(logarithm) && Math.abs(logarithm) > PLAIN_DECADES;
    return raised ? Numbers.powerOfTen((int) logarithm)
        : Numbers.format(Math.pow(10, logarithm), ChartStyle.TICK_DIGITS);
  }

  /** The label of a tick of an axis with equal steps, with so many digits that neighbours differ also far from 0. */
  static String label(double value, double min, double max) {
    if (Math.abs(value) < NOISE * (max - min)) {
      return "0";
    }
    double ratio = Math.max(Math.abs(min), Math.abs(max)) / (max - min);
    return ratio > 1e4 && ratio < 1e12 ? Numbers.plain(value, 2 + (int) Math.ceil(Math.log10(ratio)))
        : Numbers.format(value, ChartStyle.TICK_DIGITS);
  }

  /**
   * A label for which XChart leaves room, as the plot paints those of a logarithmic axis itself: digits, so many as the
   * longest of those has characters. XChart widens the step between ticks until no two labels are alike, so they number
   * the axis.
   */
  static String room(double logarithm, double min, double max) {
    if (!(min < max)) {
      return label(logarithm);
    }
    int longest = IntStream.rangeClosed((int) Math.floor(min), (int) Math.ceil(max)).asDoubleStream()
        .mapToObj(Scale::label).mapToInt(String::length).max().orElse(1);
    int longestBetween = Arrays.stream(ticks(min, max, MANY_TICKS)).mapToObj(Scale::label)
        .mapToInt(String::length).max().orElse(1);
    int digits = Math.max(Math.max(longest, longestBetween), 3);
    return String.format(Locale.ROOT, "%0" + digits + "d", Math.round(999 * (logarithm - min) / (max - min)));
  }

  /**
   * A label for XChart to lay out at a place of an axis with names: as wide as the widest, and unlike the others. XChart
   * never ends with a label of more than 20 letters, so these are wide.
   */
  static String room(double place, List<String> names, Font font) {
    double widest = names.stream().mapToDouble(name -> width(name, font)).max().orElseThrow() - width(DIGITS, font);
    long letters = Math.min(LONGEST_LABEL - DIGITS.length(), Math.round(Math.ceil(widest / width(WIDE, font))));
    return String.format(Locale.ROOT, "%03d", Math.round(999 * place / (names.size() + 1)))
        + WIDE.repeat((int) Math.max(0, letters));
  }

  private static double width(String text, Font font) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }
}
