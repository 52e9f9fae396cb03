package activations.nn.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One point of a study's grid.
 *
 * @param names of the factors
 * @param values of the factors, in the same order
 */
public record Setting(List<String> names, List<Object> values) {

  /**
   * A factor that is text.
   *
   * @param factor its name, for example {@code "activation"}
   * @return its value at this point
   * @throws IllegalArgumentException if it is not text, or there is no such factor; the message names all
   */
  public String text(String factor) {
    return value(factor, String.class, "text");
  }

  /**
   * A factor that is a number.
   *
   * @param factor its name, for example {@code "dropout"}
   * @return its value at this point; whole numbers count as numbers too
   * @throws IllegalArgumentException if it is not a number, or there is no such factor; the message names all
   */
  public double number(String factor) {
    return value(factor, Number.class, "a number").doubleValue();
  }

  /**
   * A factor that is a whole number.
   *
   * @param factor its name, for example {@code "depth"}
   * @return its value at this point
   * @throws IllegalArgumentException if it is not a whole number, or there is no such factor; the message names
   *     all
   */
  public int count(String factor) {
    return value(factor, Integer.class, "a whole number");
  }

  /**
   * {@return the learning rate, the factor {@link Study#LEARNING_RATE}}
   *
   * @throws IllegalArgumentException if the study has no such factor
   */
  public double learningRate() {
    return number(Study.LEARNING_RATE);
  }

  /**
   * {@return the seed, the factor {@link Study#SEED}}
   *
   * @throws IllegalArgumentException if the study has no such factor
   */
  public int seed() {
    return count(Study.SEED);
  }

  /** The same point with another value of a factor. */
  Setting with(String factor, Object value) {
    List<Object> changed = new ArrayList<>(values);
    changed.set(names.indexOf(factor), value);
    return new Setting(names, List.copyOf(changed));
  }

  private <T> T value(String factor, Class<T> type, String what) {
    int index = names.indexOf(factor);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no factor is called \"" + factor + "\"; there are " + String.join(", ", names));
    }
    if (!type.isInstance(values.get(index))) {
      throw new IllegalArgumentException("the factor " + factor + " is not " + what + " but " + values.get(index));
    }
    return type.cast(values.get(index));
  }

  /** For example {@code gelu, learningRate 0.01, seed 3}. */
  @Override
  public String toString() {
    return IntStream.range(0, names.size())
        .mapToObj(i -> values.get(i) instanceof String ? (String) values.get(i) : names.get(i) + " " + values.get(i))
        .collect(Collectors.joining(", "));
  }
}
