package activations.nn.studies;

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
   * @throws IllegalArgumentException if there is no such factor; the message names all
   * @throws ClassCastException if it is not text
   */
  public String text(String factor) {
    return (String) value(factor);
  }

  /**
   * A factor that is a number.
   *
   * @param factor its name, for example {@code "dropout"}
   * @return its value at this point; whole numbers count as numbers too
   * @throws IllegalArgumentException if there is no such factor; the message names all
   * @throws ClassCastException if it is not a number
   */
  public double number(String factor) {
    return ((Number) value(factor)).doubleValue();
  }

  /**
   * A factor that is a whole number.
   *
   * @param factor its name, for example {@code "depth"}
   * @return its value at this point
   * @throws IllegalArgumentException if there is no such factor; the message names all
   * @throws ClassCastException if it is not a whole number
   */
  public int count(String factor) {
    return (Integer) value(factor);
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

  private Object value(String factor) {
    int index = names.indexOf(factor);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no factor is called \"" + factor + "\"; there are " + String.join(", ", names));
    }
    return values.get(index);
  }

  /** For example {@code gelu, learningRate 0.01, seed 3}. */
  @Override
  public String toString() {
    return IntStream.range(0, names.size())
        .mapToObj(i -> values.get(i) instanceof String ? (String) values.get(i) : names.get(i) + " " + values.get(i))
        .collect(Collectors.joining(", "));
  }
}
