package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import activations.Activation;
import activations.Activations;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

/** The chart of a function and its tangent. */
class TangentTest {

  private static final Activation SQUARE = Activations.squaredRelu();

  private static List<XYSeries> series(Plot chart) {
    return List.copyOf(chart.getSeriesCollection());
  }

  /** Without the last one, which is not a number. */
  private static double[] withoutLast(double[] values) {
    return Arrays.copyOf(values, values.length - 1);
  }

  @Test
  void theTangentTouchesWithTheSlopeOfTheDerivative() {
    Plot chart = Plots.withTangent(-5, 5, SQUARE, 2);
    assertEquals("Squared ReLU and its slope at a point", chart.getTitle());
    assertEquals(List.of("Squared ReLU", "tangent, slope 4.00", "x = 2.00, f(x) = 4.00"),
        series(chart).stream().map(XYSeries::getName).toList());
    assertArrayEquals(new double[] {0, 4}, withoutLast(series(chart).get(1).getXData()), 1e-12);
    assertArrayEquals(new double[] {-4, 12}, withoutLast(series(chart).get(1).getYData()), 1e-12);
    assertArrayEquals(new double[] {2}, withoutLast(series(chart).get(2).getXData()));
    assertArrayEquals(new double[] {4}, withoutLast(series(chart).get(2).getYData()));
  }

  @Test
  void theTangentEndsWhereTheGraphEnds() {
    assertArrayEquals(new double[] {3, 5},
        withoutLast(series(Plots.withTangent(-5, 5, SQUARE, 5)).get(1).getXData()), 1e-12);
    assertArrayEquals(new double[] {-5, -3},
        withoutLast(series(Plots.withTangent(-5, 5, SQUARE, -5)).get(1).getXData()), 1e-12);
  }

  @Test
  void theAxesDoNotDependOnThePoint() {
    for (double at : new double[] {-5, 0, 5}) {
      Plot chart = Plots.withTangent(-5, 5, SQUARE, at);
      assertEquals(List.of(-5.0, 5.0, -2.5, 27.5), List.of(chart.getStyler().getXAxisMin(),
          chart.getStyler().getXAxisMax(), chart.getStyler().getYAxisMin(), chart.getStyler().getYAxisMax()));
    }
    Plot flat = Plots.withTangent(-2, -1, SQUARE, -1);
    assertEquals(List.of(-1.0, 1.0), List.of(flat.getStyler().getYAxisMin(), flat.getStyler().getYAxisMax()));
  }

  @Test
  void whereThereIsNoTangentItSaysSo() {
    assertEquals("there is no tangent at 6.0: from -5.0 to 5.0 Squared ReLU must have a value and a slope there, and "
        + "they are 36.0 and 12.0",
        assertThrows(IllegalArgumentException.class, () -> Plots.withTangent(-5, 5, SQUARE, 6)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Plots.withTangent(-5, 5, SQUARE, -5.5));
    assertThrows(IllegalArgumentException.class, () -> Plots.withTangent(-5, 5, SQUARE, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Plots.withTangent(5, -5, SQUARE, 0));
    assertThrows(NullPointerException.class, () -> Plots.withTangent(-5, 5, null, 0));
    Activation pole = ExerciseCases.own(x -> 1 / x, x -> -1 / (x * x));
    assertThrows(IllegalArgumentException.class, () -> Plots.withTangent(-5, 5, pole, 0));
  }
}
