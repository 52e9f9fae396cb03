package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({"-0.17, −0.17", "2.5e-7, 2.5 × 10⁻⁷", "1e-4, 0.0001", "9.9e-5, 9.9 × 10⁻⁵", "9999999, 1 × 10⁷",
      "9999900, 9999900", "-1e7, −1 × 10⁷", "0.169971, 0.16997", "123456, 123460", "1e-12, 1 × 10⁻¹²", "100, 100"})
  void fiveDigitsAtMost(double value, String text) {
    assertEquals(text, Numbers.format(value));
  }

  @ParameterizedTest
  @CsvSource({"3.14159, 1, 3", "3.14159, 3, 3.14", "0.00001234, 2, 0.000012", "-12345678, 3, −12300000", "2.5, 4, 2.5"})
  void plainIsNeverAPowerOfTen(double value, int digits, String text) {
    assertEquals(text, Numbers.plain(value, digits));
  }

  @ParameterizedTest
  @CsvSource({"3.14159, 2, 3.14", "3, 2, 3.00", "0, 2, 0.00", "0.125, 2, 0.12", "0.375, 2, 0.38", "-1e-9, 3, 0.000",
      "1e12, 0, 1000000000000"})
  void fixedHasSoManyDecimals(double value, int decimals, String text) {
    assertEquals(text, Numbers.fixed(value, decimals));
  }

  @ParameterizedTest
  @CsvSource({"1234, 2, 1.23 × 10³", "1234, 5, 1.23400 × 10³", "-0.00012, 1, −1.2 × 10⁻⁴", "9.96, 1, 1.0 × 10¹",
      "5, 0, 5 × 10⁰"})
  void scientificIsAFactorAndAPowerOfTen(double value, int decimals, String text) {
    assertEquals(text, Numbers.scientific(value, decimals));
  }

  @Test
  void whatHasNoDigits() {
    double[] values = {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    String[] texts = {"0", "0", "NaN", "∞", "−∞"};
    for (int i = 0; i < values.length; i++) {
      assertEquals(texts[i], Numbers.format(values[i]));
      assertEquals(texts[i], Numbers.plain(values[i], 3));
      assertEquals(texts[i], Numbers.scientific(values[i], 3));
      assertEquals(i < 2 ? "0.0" : texts[i], Numbers.fixed(values[i], 1));
    }
  }

  @Test
  void powersOfTenAndNoDigitAtAll() {
    assertEquals("10⁰", Numbers.powerOfTen(0));
    assertEquals("10⁻³⁰⁸", Numbers.powerOfTen(-308));
    assertEquals("10¹²", Numbers.powerOfTen(12));
    assertEquals("3", Numbers.format(3.4, 1));
    assertEquals("significantDigits is 0; at least 1 is needed",
        assertThrows(IllegalArgumentException.class, () -> Numbers.format(1, 0)).getMessage());
  }
}
