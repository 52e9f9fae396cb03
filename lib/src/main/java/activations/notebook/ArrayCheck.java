package activations.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The check of an array. */
public final class ArrayCheck extends Check<ArrayCheck> {
  private final Supplier<double[]> code;
  private final double[] expected;
  private String[] names;
  private boolean secret;

  ArrayCheck(String task, Supplier<double[]> code, double[] expected, double tolerance) {
    super(task, tolerance);
    this.code = code;
    this.expected = expected;
  }

  /**
   * A typical wrong array and the hint for those who give it. If several fit, the first one added gives the hint.
   *
   * @param typicalMistake the wrong array, of the length of the expected one; of doubles for a float array too
   * @param hint plain text; words in `backticks` are set as code
   * @return this check
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if it is not as long as the expected one
   */
  public ArrayCheck hintIf(double[] typicalMistake, String hint) {
    Objects.requireNonNull(typicalMistake, "typicalMistake is null");
    if (typicalMistake.length != expected.length) {
      throw new IllegalArgumentException("typicalMistake has " + typicalMistake.length + " elements but expected has "
          + expected.length);
    }
    addMistake(i -> typicalMistake[(int) i], hint);
    return this;
  }

  /**
   * What the elements are called in messages; without this, by their index.
   *
   * @param names one for each expected element, for example {@code "∂y/∂a", "∂y/∂b"}
   * @return this check
   * @throws NullPointerException if {@code names} is null
   * @throws IllegalArgumentException if there are not as many as expected elements
   */
  public ArrayCheck elements(String... names) {
    if (names.length != expected.length) {
      throw new IllegalArgumentException("names has " + names.length + " elements but expected has "
          + expected.length);
    }
    this.names = names.clone();
    return this;
  }

  /**
   * Names the place of a wrong element and not the expected one, which would be the answer.
   *
   * @return this check
   */
  public ArrayCheck keepSecret() {
    secret = true;
    return this;
  }

  @Override
  ArrayCheck self() {
    return this;
  }

  @Override
  Outcome judge() {
    double[] answer = AnswerFailed.run("Your code", code);
    if (answer == null) {
      return unanswered();
    }
    if (answer.length != expected.length) {
      return failed(
          List.of("Your array has " + answer.length + " elements, expected " + expected.length + "."), null, answer);
    }
    int worst = worst(answer, expected);
    if (worst < 0) {
      return passed("All " + expected.length + " elements are right.");
    }
    if (allNaN(answer)) {
      return unanswered();
    }
    double[] indices = new double[answer.length];
    Arrays.setAll(indices, i -> i);
    String place = names == null ? "At index " + worst + " " : "At " + names[worst] + " ";
    return failed(List.of(place + (secret ? "your answer is not right." : contrast(answer[worst], expected[worst]))),
        recognised(indices, answer), answer);
  }
}
