package activations;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** One line of a reference file: f(x) and f′(x) with 25 digits. */
record Reference(double x, BigDecimal value, BigDecimal derivative) {

  static List<Reference> read(String name) {
    return DataFile.fields("reference/" + name + ".csv", ",").stream().map(fields -> new Reference(
        Double.parseDouble(fields[0].contains("p") ? fields[0] : fields[0] + "p0"), new BigDecimal(fields[1]),
        new BigDecimal(fields[2]))).toList();
  }

  /** |actual − exact| in units in the last place of the double nearest to the exact number, to 8 decimals. */
  static double ulps(double actual, BigDecimal exact) {
    double nearest = exact.doubleValue();
    if (!Double.isFinite(actual) || Double.isInfinite(nearest)) {
      return actual == nearest ? 0 : Double.POSITIVE_INFINITY;
    }
    BigDecimal error = new BigDecimal(actual).subtract(exact).abs();
    double ulps = error.divide(new BigDecimal(Math.ulp(nearest)), MathContext.DECIMAL64).doubleValue();
    // The references end after 25 digits, which is 10⁻⁹ ulp.
    return Math.rint(ulps * 1e8) / 1e8;
  }
}
