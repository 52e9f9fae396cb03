package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TablesTest {

  private static Table column(Object... values) {
    Object[][] rows = new Object[values.length][];
    for (int i = 0; i < values.length; i++) {
      rows[i] = new Object[] {values[i]};
    }
    return Tables.of("", new String[] {"c"}, rows);
  }

  @Test
  void htmlIsSemanticAlignedAndEscaped() {
    String html = Tables.html(Tables.of("Error <of> \"GELU\"", new String[] {"name", "x"},
        new Object[] {"a<b & c", -0.75}, new Object[] {"d", null}));
    assertTrue(html.contains(">Error &lt;of&gt; &quot;GELU&quot;</caption>"), html);
    assertTrue(html.contains("<th scope=\"col\""), html);
    assertTrue(html.contains(">a&lt;b &amp; c</td>"), html);
    assertTrue(html.matches(".*<td style=\"[^\"]*text-align:right[^\"]*\">−0.75</td>.*"), html);
    assertTrue(html.matches(".*<td style=\"[^\"]*text-align:right[^\"]*\"></td>.*"), "a missing value is empty");
    assertFalse(html.contains("<script") || html.contains("class="), html);
  }

  @Test
  void theSmallestIntegersAreNumbersAndNotMissing() {
    assertEquals("          c\n−2147483648\n          7", Tables.text(column(Integer.MIN_VALUE, 7)));
    assertEquals("c\n−9223372036854775808\n7", Tables.text(column(Long.MIN_VALUE, 7L)));
  }

  @Test
  void headersMayDifferInCaseOnly() {
    Table table = Tables.of("densities", new String[] {"x", "φ(x)", "Φ(x)"}, new Object[] {0, 0.4, 0.5});
    assertEquals(List.of("x", "φ(x)", "Φ(x)"), table.columnNames());
    assertEquals("densities\nx  φ(x)  Φ(x)\n0   0.4   0.5", Tables.text(table));
    assertThrows(IllegalArgumentException.class,
        () -> Tables.of("t", new String[] {"x", "x"}, new Object[] {0, 1}));
  }

  @Test
  void numbersInTextHaveAMinusSignAndNoNegativeZero() {
    assertEquals("c\n−14.7 ± 0.3\n0.0 ± 0.0\n0.000\n−0.5 %\n1e-5, 2-3, x-1", Tables.text(
        column("-14.7 ± 0.3", "-0.0 ± 0.0", "-0.000", "-0.5 %", "1e-5, 2-3, x-1")));
  }

  @Test
  void mostDecimalsAreTheSameForSmallAndLarge() {
    assertEquals("      c\n 0.0000\n−0.1234\n\n12.3457", Tables.text(column(0.00001, -0.1234, null, 12.34567), 4));
    assertEquals("   c\n0.01\n0.03", Tables.text(column(0.01, 0.03), 4));
    assertEquals("c\n0", Tables.text(column(-1e-9), 4));
    assertEquals("mostDecimals must be at least 0 but is -1",
        assertThrows(IllegalArgumentException.class, () -> Tables.html(column(1.5), -1)).getMessage());
  }

  @Test
  void columnsMayHaveFormatsOfTheirOwn() {
    Table table = Tables.of("", new String[] {"n", "error", "share"},
        new Object[] {2, 0.125, -0.04}, new Object[] {30, 1e-7, null});
    Map<String, String> formats = Map.of("error", "%.6f", "share", "%+.1f %%");
    assertEquals(" n     error  share\n 2  0.125000  0.0 %\n30  0.000000", Tables.text(table, formats));
    assertTrue(Tables.html(table, formats).matches(".*<td style=\"[^\"]*text-align:right[^\"]*\">0.125000</td>.*"));
    assertEquals("  n\n002\n030", Tables.text(table.selectColumns("n").setName(""), Map.of("n", "%03d")));
    assertEquals("        c\n       −∞\n−1.00e−05", Tables.text(
        column(Double.NEGATIVE_INFINITY, -1e-5), Map.of("c", "%.2e")));
    assertEquals("there is no column \"m\" to format; the columns are [n, error, share]", assertThrows(
        IllegalArgumentException.class, () -> Tables.text(table, Map.of("m", "%d"))).getMessage());
    assertEquals("the format \"%d\" does not fit the column \"error\" of double values", assertThrows(
        IllegalArgumentException.class, () -> Tables.html(table, Map.of("error", "%d"))).getMessage());
  }

  @Test
  void aColumnHasOneNumberOfDecimals() {
    assertEquals("    c\n 0.50\n−0.75\n 0.00", Tables.text(column(0.5, -0.75, -0.0)));
    assertEquals("      c\n0.02275\n0.84134", Tables.text(column(0.022750131948179, 0.841344746068543)));
  }

  @Test
  void farApartOrTinyNumbersAreScientific() {
    assertEquals("           c\n1.500 × 10⁻⁹\n 1.000 × 10²\n           0", Tables.text(column(1.5e-9, 100.0, 0.0)));
    assertEquals("  c\n  ∞\n −∞\n0.5", Tables.text(
        column(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5)));
  }

  @Test
  void plainUpToNineDigitsAndSixDecades() {
    assertEquals("    c\n0.001", Tables.text(column(0.001)));
    assertEquals("           c\n1.000 × 10⁻⁴", Tables.text(column(1e-4)));
    assertEquals("        c\n100000000", Tables.text(column(1e8)));
    assertEquals("          c\n1.000 × 10⁹", Tables.text(column(1e9)));
    assertEquals("     c\n     1\n100000", Tables.text(column(1.0, 1e5)));
    assertEquals("          c\n1.000 × 10⁰\n1.000 × 10⁶", Tables.text(column(1.0, 1e6)));
    assertEquals("c\n2", Tables.text(column(1.75), 0));
    assertTrue(Tables.html(column(1.75, null), 1).contains(">1.8</td>"));
    assertTrue(Tables.html(column("a", null)).contains("\"></td>"), "a missing text is empty");
  }

  @Test
  void columnTypesFollowTheValues() {
    assertEquals(ColumnType.INTEGER, column(1, 2).column(0).type());
    assertEquals(ColumnType.LONG, column(1, 2L).column(0).type());
    assertEquals(ColumnType.DOUBLE, column(1, 2.5).column(0).type());
    assertEquals(ColumnType.BOOLEAN, column(true, null).column(0).type());
    assertEquals(ColumnType.STRING, column("a", 1).column(0).type());
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertEquals("row 1 [2, 3] has 2 values but the header has 1", assertThrows(IllegalArgumentException.class,
        () -> Tables.of("t", new String[] {"a"}, new Object[] {1}, new Object[] {2, 3})).getMessage());
    assertEquals("row 0 is null", assertThrows(NullPointerException.class,
        () -> Tables.of("t", new String[] {"a"}, (Object[]) null, new Object[] {1})).getMessage());
    assertEquals("table is null", assertThrows(NullPointerException.class, () -> Tables.html(null)).getMessage());
    assertEquals("header is null", assertThrows(NullPointerException.class, () -> Tables.of("t", null)).getMessage());
  }
}
