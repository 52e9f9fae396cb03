package activations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function whose float path is measured: each of the catalogue, and some with other parameters.
 *
 * <p>The largest error that it may have, in ulp, is what {@link ExhaustiveAccuracy} measured over all 2³² inputs and
 * {@link AccuracyTable} keeps, forward and backward with dy = 1; and the promise for one that is not measured yet.
 *
 * @param key the name under which data files know the row: the function's, followed by parameters that are not the
 *     default
 */
record AccuracyRow(String key, Activation function) {

  private static final Map<String, Activation> VARIANTS = new LinkedHashMap<>();

  static {
    VARIANTS.put("leaky_relu(0.3)", Activations.leakyRelu(0.3));
    VARIANTS.put("prelu(-0.7)", Activations.prelu(-0.7));
    VARIANTS.put("elu(0.7)", Activations.elu(0.7));
    VARIANTS.put("celu(0.7)", Activations.celu(0.7));
    VARIANTS.put("hard_tanh(-0.3, 0.7)", Activations.hardTanh(-0.3, 0.7));
    VARIANTS.put("softplus(0.1)", Activations.softplus(0.1));
    VARIANTS.put("softplus(2.5)", Activations.softplus(2.5));
    VARIANTS.put("squareplus(0.3)", Activations.squareplus(0.3));
    VARIANTS.put("softshrink(0.1)", Activations.softshrink(0.1));
    VARIANTS.put("hardshrink(0.1)", Activations.hardshrink(0.1));
    VARIANTS.put("threshold(0.1, 20.7)", Activations.threshold(0.1, 20.7));
    VARIANTS.put("swish(1.7)", Activations.swish(1.7));
  }

  /** Every function of the catalogue, each followed by its variants. */
  static List<AccuracyRow> values() {
    List<AccuracyRow> rows = new ArrayList<>();
    for (Activation function : Activations.all()) {
      rows.add(new AccuracyRow(function.name(), function));
      VARIANTS.forEach((key, variant) -> {
        if (variant.name().equals(function.name())) {
          rows.add(new AccuracyRow(key, variant));
        }
      });
    }
    return rows;
  }

  /** The largest error of {@code forward} in ulp. */
  double forward() {
    return measured().map(line -> line.forward() + AccuracyTest.REFERENCE_TOLERANCE)
        .orElse((double) AccuracyTest.FORWARD_PROMISE);
  }

  /** The largest error of {@code backward} in ulp. */
  double backward() {
    return measured().map(line -> line.backward() + AccuracyTest.REFERENCE_TOLERANCE)
        .orElse((double) AccuracyTest.BACKWARD_PROMISE);
  }

  private Optional<AccuracyTable.Line> measured() {
    return AccuracyTable.read().stream().filter(line -> line.function().equals(key)).findAny();
  }

  @Override
  public String toString() {
    return key;
  }
}
