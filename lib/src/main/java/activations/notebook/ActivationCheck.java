package activations.notebook;

import activations.Activation;
import activations.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** The check of an activation function. */
public final class ActivationCheck extends AtPoints<ActivationCheck> {
  private static final double SLOPE_STEP = 1e-5;
  private static final String UNDEFINED = "Look for what is not defined there: the logarithm or the root of a "
      + "negative number, a division by 0, an overflow of exp.";

  private final Activation answer;
  private final Activation expected;

  ActivationCheck(String task, Activation answer, Activation expected) {
    super(task);
    this.answer = Objects.requireNonNull(answer, "answer is null");
    this.expected = Objects.requireNonNull(expected, "expected is null");
  }

  /**
   * A typical wrong value or derivative, and the hint for those who give it. If several fit, one in the value comes
   * first, then the first one added.
   *
   * @param typicalMistake a wrong value or a wrong derivative as a function of the argument; the hint is for an
   *     answer whose value or derivative is wrong and agrees with it at every point compared
   * @param hint plain text; words in `backticks` are set as code
   * @return this check
   * @throws NullPointerException if an argument is null
   */
  public ActivationCheck hintIf(DoubleUnaryOperator typicalMistake, String hint) {
    addMistake(typicalMistake, hint);
    return this;
  }

  @Override
  ActivationCheck self() {
    return this;
  }

  @Override
  Outcome judge() {
    double[] x = points();
    double[] value = evaluate("your value", answer::value, x);
    double[] derivative = evaluate("your derivative", answer::derivative, x);
    double[] wantedValue = Arrays.stream(x).map(expected::value).toArray();
    double[] wantedDerivative = Arrays.stream(x).map(expected::derivative).toArray();
    if (allNaN(value) && allNaN(derivative) && isStub(answer::value)) {
      return unanswered();
    }
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && !Double.isFinite(value[i]) && !Double.isFinite(wantedValue[i])) {
        return failed(List.of("At " + place(x[i]) + " your value is " + Numbers.format(value[i], DIGITS)
            + ". An activation function has a finite value at every finite number."), UNDEFINED, value, derivative);
      }
    }
    int worstValue = worst(value, wantedValue);
    int worstDerivative = worst(derivative, wantedDerivative);
    boolean isHalf = allNaN(derivative) && isStub(answer::derivative);
    if (isHalf && worstValue < 0) {
      return unanswered("The value is right. The derivative is still to come.");
    }
    if (worstValue < 0 && worstDerivative < 0) {
      return passed("Value and derivative agree with the expected ones, " + compared() + ".");
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(worstValue < 0 ? "The value is right."
        : "The value is wrong: at " + place(x[worstValue]) + " "
            + contrast(value[worstValue], wantedValue[worstValue]));
    if (worstDerivative < 0) {
      sentences.add("The derivative is right.");
    } else if (isHalf) {
      sentences.add("The derivative is still to come.");
    } else {
      double at = x[worstDerivative];
      sentences.add("The derivative is wrong: at " + place(at) + " "
          + contrast(derivative[worstDerivative], wantedDerivative[worstDerivative]));
      double slope = AnswerFailed.run("Next to " + place(at) + " your value",
          () -> (answer.value(at + SLOPE_STEP) - answer.value(at - SLOPE_STEP)) / (2 * SLOPE_STEP));
      if (Double.isFinite(slope)) {
        sentences.add("The slope of your own value there, by a finite difference, is "
            + Numbers.format(slope, DIGITS) + ".");
      }
    }
    String mistake = worstValue < 0 ? null : recognised(x, value);
    return failed(sentences, mistake != null || worstDerivative < 0 ? mistake : recognised(x, derivative),
        value, derivative);
  }
}
