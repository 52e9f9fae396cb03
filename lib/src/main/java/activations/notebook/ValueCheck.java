package activations.notebook;

import activations.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The check of a number. */
public final class ValueCheck extends Check<ValueCheck> {
  private static final String INTEGER_DIVISION = "Did you divide whole numbers? In Java 3/4 is a division of "
      + "integers and gives 0: write 3.0/4.";

  private final DoubleSupplier code;
  private final double expected;

  ValueCheck(String task, DoubleSupplier code, double expected) {
    super(task, DEFAULT_TOLERANCE);
    this.code = code;
    this.expected = expected;
  }

  /**
   * A typical wrong number and the hint for those who give it. If several fit, the first one added gives the hint.
   *
   * @param typicalMistake the wrong number, compared with the same tolerance as the right one
   * @param hint plain text; words in `backticks` are set as code
   * @return this check
   * @throws NullPointerException if the hint is null
   */
  public ValueCheck hintIf(double typicalMistake, String hint) {
    addMistake(x -> typicalMistake, hint);
    return this;
  }

  @Override
  ValueCheck self() {
    return this;
  }

  @Override
  Outcome judge() {
    double answer = AnswerFailed.run("Your code", code::getAsDouble);
    if (agree(answer, expected)) {
      return passed("Your answer is " + Numbers.format(answer, DIGITS) + ".");
    }
    if (Double.isNaN(answer)) {
      return unanswered();
    }
    List<String> sentences = new ArrayList<>();
    // The number itself is not shown: the learner is to find it.
    sentences.add("Your answer is " + Numbers.format(answer, digits(answer, expected)) + ", which is too "
        + (answer < expected ? "small" : "large") + ".");
    String mistake = recognised(new double[1], new double[] {answer});
    if (mistake == null && expected != Math.rint(expected) && answer == (long) expected) {
      sentences.add(INTEGER_DIVISION);
    }
    return failed(sentences, mistake, new double[] {answer});
  }
}
