package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import activations.Activation;
import activations.Activations;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class SecantsTest {

  private static final Activation SQUARE = ExerciseCases.own(x -> x * x, x -> 2 * x);

  private static XYSeries series(Plot plot, String name) {
    return plot.getSeries(name);
  }

  /** (3 + t/2)² = 9 + 3t + t²/4, whose rise in steps of ½ is 6t + t²/2. */
  @Test
  void showTheirSlopesInUnitsOfTheStep() {
    Plot plot = Plots.secants(SQUARE, 3, 0.5);
    assertArrayEquals(new double[] {0, 1, Double.NaN}, series(plot, "forward").getXData());
    assertArrayEquals(new double[] {0, 6.5, Double.NaN}, series(plot, "forward").getYData());
    assertArrayEquals(new double[] {-1, 1, Double.NaN}, series(plot, "central").getXData());
    assertArrayEquals(new double[] {-5.5, 6.5, Double.NaN}, series(plot, "central").getYData());
    double[] t = series(plot, "f, computed").getXData();
    double[] rise = series(plot, "f, computed").getYData();
    assertEquals(42, t.length);
    assertEquals(-1.5, t[0]);
    assertEquals(1.5, t[40]);
    for (int i = 0; i < 41; i++) {
      assertEquals(6 * t[i] + t[i] * t[i] / 2, rise[i], 1e-12);
    }
    XYSeries slope = series(plot, "true slope");
    assertEquals(-9, slope.getYData()[0]);
    assertEquals(Color.BLACK, slope.getLineColor());
  }

  @Test
  void haveTheSameAxesForAnyStep() {
    for (double h : new double[] {1, 0x1p-51}) {
      Plot plot = Plots.secants(SQUARE, -3, h);
      assertEquals("Around x = −3, magnified", plot.getTitle());
      assertEquals(-1.5, plot.getStyler().getXAxisMin());
      assertEquals(1.5, plot.getStyler().getXAxisMax());
      assertEquals(-12, plot.getStyler().getYAxisMin());
      assertEquals(12, plot.getStyler().getYAxisMax());
    }
  }

  @Test
  void aTinyStepShowsStairs() {
    double[] rise = series(Plots.secants(Activations.sigmoid(), 1, 0x1p-51), "f, computed").getYData();
    assertEquals(3, java.util.Arrays.stream(rise).filter(y -> !Double.isNaN(y)).distinct().count());
  }

  private static String refused(Activation f, double x, double h) {
    return assertThrows(IllegalArgumentException.class, () -> Plots.secants(f, x, h)).getMessage();
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertEquals("the slope at x = 0.0 is 0.0; secants need one that is not 0", refused(SQUARE, 0, 1));
    assertEquals("the slope at x = NaN is NaN; secants need one that is not 0", refused(SQUARE, Double.NaN, 1));
    assertEquals("the slope at x = Infinity is 1.0; secants need one that is not 0",
        refused(Activations.relu(), Double.POSITIVE_INFINITY, 1));
    String step = ", but must lead to other numbers than x = 1.0";
    assertEquals("the step h is 0.0" + step, refused(SQUARE, 1, 0));
    assertEquals("the step h is -0.5" + step, refused(SQUARE, 1, -0.5));
    assertEquals("the step h is 1.0E-16" + step, refused(SQUARE, 1, 1e-16));
    assertEquals("the step h is Infinity" + step, refused(SQUARE, 1, Double.POSITIVE_INFINITY));
    assertEquals("the step h is NaN" + step, refused(SQUARE, 1, Double.NaN));
    assertEquals("f is null", assertThrows(NullPointerException.class, () -> Plots.secants(null, 1, 1)).getMessage());
  }
}
