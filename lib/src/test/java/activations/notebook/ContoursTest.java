package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class ContoursTest {

  private static final Axis X = Axis.linear("a", -3, 3);
  private static final Axis Y = Axis.linear("b", -2, 2);

  private static XYSeries lines(DoubleBinaryOperator f, double... levels) {
    return Plots.contours("t", X, Y, f, levels).getSeries("contours");
  }

  @Test
  void everyPieceOfACircleLiesOnItAndTheyGoRoundIt() {
    XYSeries circle = lines((a, b) -> a * a + b * b, 2.25);
    double[] x = circle.getXData();
    double[] y = circle.getYData();
    double length = 0;
    for (int i = 0; i + 2 < x.length; i += 3) {
      assertEquals(1.5, Math.hypot(x[i], y[i]), 1e-3);
      assertEquals(1.5, Math.hypot(x[i + 1], y[i + 1]), 1e-3);
      assertTrue(Double.isNaN(x[i + 2]), "pieces are apart");
      length += Math.hypot(x[i + 1] - x[i], y[i + 1] - y[i]);
    }
    assertEquals(3 * Math.PI, length, 0.01);
  }

  @Test
  void eachLevelHasItsLine() {
    double[] x = lines((a, b) -> a, -1.01, 0.51).getXData();
    for (int i = 0; i + 2 < x.length; i += 3) {
      assertEquals(x[i] < 0 ? -1.01 : 0.51, x[i], 1e-12);
      assertEquals(x[i], x[i + 1], 1e-12);
    }
    assertEquals(80, java.util.Arrays.stream(x).filter(v -> v < 0).count() / 2, "one piece in each row");
    assertEquals(80, java.util.Arrays.stream(x).filter(v -> v > 0).count() / 2);
  }

  /** The level passes through the middle cell's four sides. */
  @Test
  void aSaddleHasTwoPieces() {
    XYSeries saddle = lines((a, b) -> (a - 0.025) * (b - 0.025), 0);
    double[] x = saddle.getXData();
    double[] y = saddle.getYData();
    for (int i = 0; i + 2 < x.length; i += 3) {
      assertEquals(0, (x[i] - 0.025) * (y[i] - 0.025), 1e-9);
    }
    assertEquals((120 - 1) + (80 - 1) + 2, x.length / 3);
  }

  @Test
  void whatIsNoNumberHasNoLineAndInfiniteOnesHaveOne() {
    double[] x = lines((a, b) -> a < 0 ? Double.NaN : b, 0.51).getXData();
    assertTrue(java.util.Arrays.stream(x).filter(v -> !Double.isNaN(v)).allMatch(v -> v >= 0));
    double[] step = lines((a, b) -> a < 0.01 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, 5).getXData();
    assertEquals(0.025, step[0], 1e-12);
  }

  @Test
  void areThinAndNotInTheLegend() {
    XYSeries lines = lines((a, b) -> a, 0.3);
    assertFalse(lines.isShowInLegend());
    assertEquals(1, lines.getLineStyle().getLineWidth());
    assertEquals(ChartStyle.FRAME, lines.getLineColor());
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertEquals("f has none of the values [7.0] on the axes of the chart \"t\"",
        assertThrows(IllegalArgumentException.class, () -> lines((a, b) -> a, 7)).getMessage());
    assertEquals("f has none of the values [] on the axes of the chart \"t\"",
        assertThrows(IllegalArgumentException.class, () -> lines((a, b) -> a)).getMessage());
    String example = "must be linear with fixed ends, for example Axis.linear(\"b\", -1, 1)";
    for (Axis axis : new Axis[] {Axis.linear("b"), Axis.logarithmic("b", 1, 2)}) {
      assertEquals("the axis \"b\" of a chart of contours " + example, assertThrows(IllegalArgumentException.class,
          () -> Plots.contours("t", X, axis, (a, b) -> a, 0)).getMessage());
    }
    assertEquals("f is null", assertThrows(NullPointerException.class,
        () -> Plots.contours("t", X, Y, null, 0)).getMessage());
    assertEquals("levels is null", assertThrows(NullPointerException.class,
        () -> Plots.contours("t", X, Y, (a, b) -> a, (double[]) null)).getMessage());
  }
}
