package activations.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** The check of a function. */
public final class FunctionCheck extends AtPoints<FunctionCheck> {
  private final DoubleUnaryOperator answer;
  private final DoubleUnaryOperator expected;

  FunctionCheck(String task, DoubleUnaryOperator answer, DoubleUnaryOperator expected) {
    super(task);
    this.answer = Objects.requireNonNull(answer, "answer is null");
    this.expected = Objects.requireNonNull(expected, "expected is null");
  }

  /**
   * A typical mistake and the hint for those who make it. If several fit, the first one added gives the hint.
   *
   * @param typicalMistake the wrong function; the hint is for an answer that agrees with it at every point compared
   * @param hint plain text; words in `backticks` are set as code
   * @return this check
   * @throws NullPointerException if an argument is null
   */
  public FunctionCheck hintIf(DoubleUnaryOperator typicalMistake, String hint) {
    addMistake(typicalMistake, hint);
    return this;
  }

  @Override
  FunctionCheck self() {
    return this;
  }

  @Override
  Outcome judge() {
    double[] x = points();
    double[] given = evaluate("your function", answer, x);
    double[] wanted = Arrays.stream(x).map(expected).toArray();
    int worst = worst(given, wanted);
    if (worst < 0) {
      return passed("Your function agrees with the expected one, " + compared() + ".");
    }
    if (allNaN(given) && isStub(answer)) {
      return unanswered();
    }
    return failed(List.of("At " + place(x[worst]) + " " + contrast(given[worst], wanted[worst])),
        recognised(x, given), given);
  }
}
