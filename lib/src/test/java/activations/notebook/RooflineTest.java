package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class RooflineTest {

  private static final Roofline ROOFLINE = new Roofline(10, 50);
  private static final double TINY = 1e-12;

  @Test
  void risesToItsRidge() {
    assertEquals(5, ROOFLINE.ridge());
    assertEquals(10, ROOFLINE.at(1));
    assertEquals(50, ROOFLINE.at(5));
    assertEquals(50, ROOFLINE.at(100));
  }

  @Test
  void needsABandwidthAndARate() {
    assertThrows(IllegalArgumentException.class, () -> new Roofline(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Roofline(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new Roofline(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new Roofline(1, Double.POSITIVE_INFINITY));
  }

  @Test
  void aLayerDoesTwoOperationsForEachWeightAndRow() {
    // 3 × 3 weights, 2 rows: 36 operations; 9 weights, 6 inputs and 6 outputs of 4 bytes.
    assertEquals(36 / 84.0, Roofline.layer(3, 2), TINY);
  }

  @Test
  void saysWhatWaits() {
    Map<String, Double> programs = new LinkedHashMap<>();
    programs.put("relu", 0.25);
    programs.put("a layer", 28.0);
    programs.put("at the ridge", 5.0);
    assertEquals("At 10 bytes and 50 operations per ns the ridge is at 5.0 operations per byte. Memory decides: relu."
        + " Arithmetic decides: a layer; at the ridge.", ROOFLINE.text(programs));
    assertTrue(ROOFLINE.text(Map.of()).contains("Memory decides: none. Arithmetic decides: none."));
  }

  @Test
  void putsProgramsOnTheRoof() {
    Plot chart = ROOFLINE.chart(Map.of("gelu", 12.0, "a layer", 0.5));
    XYSeries gelu = chart.getSeries("gelu");
    assertEquals(Math.log10(12), gelu.getXData()[0], TINY);
    assertEquals(Math.log10(50), gelu.getYData()[0], TINY);
    assertEquals(Style.VERMILION, gelu.getMarkerColor());
    assertEquals(Math.log10(5), chart.getSeries("a layer").getYData()[0], TINY);
    assertNotEquals(Style.VERMILION, chart.getSeries("roof").getLineColor());
    assertEquals("Ridge at 5.0 operations per byte", chart.getTitle());
    assertTrue(Show.png(chart).length > 0);
  }
}
