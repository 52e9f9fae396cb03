package activations.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * A number that the reader of a figure chooses among several; see {@link Show#slider(Slider, DoubleFunction,
 * DoubleFunction)}.
 *
 * <pre>{@code
 * Slider.of("σ", Plots.linspace(0, 2, 21)).format("%.1f").startAt(1)
 * }</pre>
 */
public final class Slider {

  private final String label;
  private final double[] values;
  private final List<String> texts;
  private final int start;

  private Slider(String label, double[] values, List<String> texts, int start) {
    this.label = label;
    this.values = values;
    this.texts = texts;
    this.start = start;
  }

  /**
   * {@return a slider that begins at the middle one of its values, which are all shown with as many decimals as the
   * longest needs}
   *
   * @param label what the number is, with its unit; stands before the slider
   * @param values at least two different numbers, in the order of the slider; may be infinite
   * @throws NullPointerException if the values are null
   * @throws IllegalArgumentException if the label is missing, there are fewer than two values, one is NaN, or two are
   *     the same
   */
  public static Slider of(String label, double... values) {
    MovingFigure.requireLabel(label);
    Objects.requireNonNull(values, "values is null");
    if (values.length < 2) {
      throw new IllegalArgumentException(
          "the slider \"" + label + "\" has " + values.length + " values; at least 2 are needed");
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException("value " + i + " of the slider \"" + label + "\" is NaN");
      }
    }
    return withTexts(label, values.clone(), Arrays.asList(Tables.format(values, null)), values.length / 2);
  }

  /**
   * {@return the same slider with its values in another format}
   *
   * @param format as of {@link String#format(java.util.Locale, String, Object...)} with a number of type double: {@code
   *     "%.2f"}, {@code "%.0f %%"}
   * @throws NullPointerException if the format is null
   * @throws IllegalArgumentException if it does not fit such a number, or two values look the same in it
   */
  public Slider format(String format) {
    Objects.requireNonNull(format, "format is null");
    List<String> formatted = new ArrayList<>();
    for (double value : values) {
      try {
        formatted.add(Tables.printed(format, value));
      } catch (IllegalFormatException e) {
        throw new IllegalArgumentException("the format \"" + format + "\" does not fit the number " + value
            + " of the slider \"" + label + "\"; \"%.2f\" would", e);
      }
    }
    return withTexts(label, values, formatted, start);
  }

  /**
   * {@return the same slider, beginning at another of its values} That should be the most telling one: it is all that a
   * reader sees where nothing moves.
   *
   * @param value one of the values
   * @throws IllegalArgumentException if it is none of them
   */
  public Slider startAt(double value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return new Slider(label, values, texts, i);
      }
    }
    throw new IllegalArgumentException("the slider \"" + label + "\" cannot start at " + value + "; its values are "
        + Arrays.toString(values));
  }

  private static Slider withTexts(String label, double[] values, List<String> texts, int start) {
    Map<String, Double> seen = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      Double same = seen.put(texts.get(i), values[i]);
      if (same != null) {
        throw new IllegalArgumentException("the slider \"" + label + "\" shows both " + same + " and " + values[i]
            + " as " + texts.get(i) + "; values must differ, and look different");
      }
    }
    return new Slider(label, values, texts, start);
  }

  int size() {
    return values.length;
  }

  double value(int position) {
    return values[position];
  }

  /** The slider as the figure has it. */
  MovingFigure.Control control() {
    return new MovingFigure.Control(label, texts, start);
  }
}
