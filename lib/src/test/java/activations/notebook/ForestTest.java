package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Differences with their intervals: one that is larger, one within the margin, one that is open, one that is smaller. */
class ForestTest {

  private static final String[] NAMES = {"larger", "alike", "unknown", "smaller"};
  private static final double[] DIFFERENCES = {0.4, 0.02, -0.1, -0.3};
  private static final double[] LOW = {0.3, -0.05, -0.5, -0.4};
  private static final double[] HIGH = {0.5, 0.09, 0.3, -0.2};

  private static double[] x(Plot plot, String series) {
    return Arrays.stream(plot.getSeries(series).getXData()).filter(Double::isFinite).toArray();
  }

  private static double[] y(Plot plot, String series) {
    return Arrays.stream(plot.getSeries(series).getYData()).filter(Double::isFinite).toArray();
  }

  @Test
  void eachDifferenceStandsInItsLineWithTheMarkOfItsKind() {
    Plot plot = Plots.forest("t", "difference", NAMES, DIFFERENCES, LOW, HIGH, 0.1);
    assertArrayEquals(new double[] {0.4, -0.3}, x(plot, "differs"));
    assertArrayEquals(new double[] {4, 1}, y(plot, "differs"));
    assertArrayEquals(new double[] {0.02}, x(plot, "equal within the margin"));
    assertArrayEquals(new double[] {3}, y(plot, "equal within the margin"));
    assertArrayEquals(new double[] {-0.1}, x(plot, "open"));
    assertArrayEquals(new double[] {2}, y(plot, "open"));
    for (int i = 0; i < NAMES.length; i++) {
      assertArrayEquals(new double[] {LOW[i], HIGH[i]}, x(plot, "interval of " + i));
      assertArrayEquals(new double[] {4 - i, 4 - i}, y(plot, "interval of " + i));
    }
    assertArrayEquals(new double[] {0, 0}, x(plot, "0"));
    assertArrayEquals(new double[] {0.5, 4.5}, y(plot, "0"), "from the lowest to the highest");
  }

  @Test
  void namesStandFromAboveAndTheLegendHasTheKindsThatThereAre() {
    Painted painted = Painted.of(Plots.forest("t", "difference", NAMES, DIFFERENCES, LOW, HIGH, 0.1));
    for (int i = 1; i < NAMES.length; i++) {
      assertTrue(painted.text(NAMES[i - 1]).baseline() < painted.text(NAMES[i]).baseline(), NAMES[i]);
    }
    List<String> texts = painted.texts().stream().map(Painted.Text::text).toList();
    assertTrue(texts.containsAll(List.of("differs", "equal within the margin", "open")), texts.toString());
    assertTrue(texts.stream().noneMatch(text -> text.startsWith("interval") || text.startsWith("within")), texts::toString);
    Plot alike = Plots.forest("t", "", new String[] {"a"}, new double[1], new double[] {-1}, new double[] {1}, 2);
    assertNull(alike.getSeries("differs"));
    assertNull(alike.getSeries("open"));
  }

  /** An interval that touches 0 or the margin leaves both possible. */
  @Test
  void whatTouchesABorderIsOpen() {
    Plot plot = Plots.forest("t", "", new String[] {"a", "b", "c", "d", "e"}, new double[] {0.2, -0.2, 0, 0, 0},
        new double[] {0, -0.4, -0.1, -0.09, -0.1}, new double[] {0.4, 0, 0.09, 0.1, 0.1}, 0.1);
    assertArrayEquals(new double[] {5, 4, 3, 2, 1}, y(plot, "open"));
    assertNull(plot.getSeries("differs"));
  }

  @Test
  void wrongIntervalsAreNamed() {
    says("there are 1 names, 1 differences, 1 lower and 2 upper ends; each name needs one of all",
        new double[] {0}, new double[] {0}, new double[2], 0.1);
    says("a has the difference 0.0 and the interval from 1.0 to 0.0; they must be finite and in order",
        new double[] {0}, new double[] {1}, new double[] {0}, 0.1);
    for (double margin : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
      says("the margin must be positive and finite but is " + margin, new double[1], new double[1], new double[1], margin);
    }
    Plot point = Plots.forest("t", "", new String[] {"a"}, new double[1], new double[1], new double[1], 0.1);
    assertArrayEquals(new double[] {0, 0}, x(point, "interval of 0"), "an interval of no length is one");
  }

  private static void says(String message, double[] differences, double[] low, double[] high, double margin) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> Plots.forest("t", "", new String[] {"a"}, differences, low, high, margin)).getMessage());
  }
}
