package activations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One line of a reference file: f(x) and f′(x) with 25 digits. */
record Reference(double x, BigDecimal value, BigDecimal derivative) {

  static List<Reference> read(String name) {
    String path = "reference/" + name + ".csv";
    InputStream stream = Objects.requireNonNull(Reference.class.getResourceAsStream(path),
        path + " is missing; add the function to lib/src/test/python/references.py and run that");
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(Reference::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reference parse(String line) {
    String[] fields = line.split(",");
    return new Reference(Double.parseDouble(fields[0].contains("p") ? fields[0] : fields[0] + "p0"),
        new BigDecimal(fields[1]), new BigDecimal(fields[2]));
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
