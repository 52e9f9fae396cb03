package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Tabulated.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One number at a time, against the definitions in double precision: each shape, in its table and beyond. */
class TabulatedTest {

  private static final double[] PLACES = {0, 0.3, 1, 2.5, 5.4, 5.9, 6.1, 8, 9.2, 9.6, 12, 16, 17, 20, 30, 80, 86, 95, 1e4};

  private record Row(String name, Tabulated f, Activation definition, boolean slope) {

    double exact(double x) {
      return slope ? definition.derivative(x) : definition.value(x);
    }
  }

  private static List<Row> rows() {
    return List.of(
        new Row("gelu", new Tabulated("gelu", Shape.LINE), Activations.gelu(), false),
        new Row("gelu′", new Tabulated("gelu_slope", Shape.STEP), Activations.gelu(), true),
        new Row("silu", new Tabulated("silu", Shape.LINE), Activations.silu(), false),
        new Row("mish", new Tabulated("mish", Shape.LINE), Activations.mish(), false),
        new Row("softplus", new Tabulated("softplus", Shape.CORNER), Activations.softplus(), false),
        new Row("log_sigmoid", new Tabulated("softplus", Shape.CORNER).mirror(), Activations.logSigmoid(), false),
        new Row("sigmoid", new Tabulated("sigmoid", Shape.STEP), Activations.sigmoid(), false),
        new Row("log_sigmoid′", new Tabulated("sigmoid", Shape.STEP).mirror(), Activations.logSigmoid(), true),
        new Row("tanh", new Tabulated("tanh", Shape.ODD), Activations.tanh(), false),
        new Row("tanh′", new Tabulated("tanh_slope", Shape.EVEN), Activations.tanh(), true));
  }

  @Test
  void isTheDefinitionOnBothSidesOfZero() {
    for (Row row : rows()) {
      for (double place : PLACES) {
        for (float x : new float[] {(float) place, (float) -place}) {
          double exact = row.exact(x);
          assertEquals(exact, row.f.at(x), 2 * Math.ulp((float) exact), row.name + "(" + x + ")");
        }
      }
    }
  }

  @Test
  void endsOfTheLine() {
    for (Row row : rows()) {
      assertTrue(Float.isNaN(row.f.at(Float.NaN)), row.name);
      for (float x : new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -Float.MAX_VALUE}) {
        assertEquals((float) row.exact(x), row.f.at(x), row.name + "(" + x + ")");
      }
      float end = row.f.table().end();
      for (float x : new float[] {end, Math.nextUp(end), -end, -Math.nextUp(end)}) {
        assertEquals(row.exact(x), row.f.at(x), 2 * Math.ulp((float) row.exact(x)), row.name + "(" + x + ")");
      }
    }
  }

  /** Beyond 6 GELU is x to the last bit; beyond 9.25 SiLU is not yet: x(1 − 10⁻⁴). */
  @Test
  void theTailIsOnTheLeftWhereTheRightIsDone() {
    for (Tabulated left : List.of(new Tabulated("gelu", Shape.LINE), new Tabulated("gelu_tanh", Shape.LINE),
        new Tabulated("gelu_slope", Shape.STEP))) {
      assertTrue(left.tailIsLeft(), left.toString());
    }
    for (Tabulated both : List.of(new Tabulated("silu", Shape.LINE), new Tabulated("softplus", Shape.CORNER),
        new Tabulated("sigmoid", Shape.STEP), new Tabulated("tanh", Shape.ODD),
        new Tabulated("tanh_slope", Shape.EVEN), new Tabulated("sigmoid_slope", Shape.EVEN))) {
      assertTrue(!both.tailIsLeft(), both.toString());
    }
  }

  @Test
  void mirroredTwiceIsTheFunctionItself() {
    Tabulated softplus = new Tabulated("softplus", Shape.CORNER);
    assertEquals(softplus, softplus.mirror().mirror());
    assertEquals(-softplus.at(-1.5f), softplus.mirror().at(1.5f));
    Tabulated sigmoid = new Tabulated("sigmoid", Shape.STEP);
    assertEquals(sigmoid.at(-1.5f), sigmoid.mirror().at(1.5f));
  }
}
