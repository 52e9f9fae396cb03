package activations.notebook;

import activations.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/**
 * Checks a learner's answer and says in words what is right, or where it goes wrong.
 *
 * <p>{@link #show} never throws because of an answer, if code of the learner is handed over as a function and not
 * called in the argument. An answer that is NaN everywhere is an untouched stub. The HTML carries
 * {@code data-check="passed"}, {@code "failed"} or {@code "unanswered"}.
 *
 * @param <S> the kind of check, so that calls can be chained
 */
public abstract class Check<S extends Check<S>> {

  private static final double DEFAULT_TOLERANCE = 1e-9;
  private static final double DEFAULT_FLOAT_TOLERANCE = 1e-6;

  /** Points at which functions are compared. */
  private static final int POINTS = 241;

  private static final int DIGITS = 4;
  private static final int ALL_DIGITS = 17;

  private final String task;
  private final List<Mistake> mistakes = new ArrayList<>();
  private double tolerance;
  private String hint;

  private Check(String task, double tolerance) {
    Objects.requireNonNull(task, "task is null");
    if (task.isBlank()) {
      throw new IllegalArgumentException("the check has no task: say in a few words what is checked");
    }
    this.task = task.strip();
    this.tolerance = tolerance;
  }

  /**
   * Checks a function by comparing it at many points, from −6 to 6 unless set otherwise.
   *
   * @param task what is checked, in a few words; heads the result, not blank
   * @param answer the learner's function; an exception in it is reported, not thrown
   * @param expected the right function
   * @return the check; nothing is computed before {@link #show}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the task is blank
   */
  public static FunctionCheck function(String task, DoubleUnaryOperator answer, DoubleUnaryOperator expected) {
    return new FunctionCheck(task, answer, expected);
  }

  /**
   * Checks value and derivative of an activation function.
   *
   * @param task what is checked, in a few words; heads the result, not blank
   * @param answer the learner's function; an exception in its value or derivative is reported, not thrown
   * @param expected the right function
   * @return the check; nothing is computed before {@link #show}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the task is blank
   */
  public static ActivationCheck activation(String task, Activation answer, Activation expected) {
    return new ActivationCheck(task, answer, expected);
  }

  /**
   * Checks one number.
   *
   * @param task what is checked, in a few words; heads the result, not blank
   * @param answer the learner's number; NaN counts as not answered
   * @param expected the right number
   * @return the check, to be shown with {@link #show}
   * @throws NullPointerException if the task is null
   * @throws IllegalArgumentException if the task is blank
   */
  public static ValueCheck value(String task, double answer, double expected) {
    return new ValueCheck(task, () -> answer, expected);
  }

  /**
   * Checks one number that the learner's code computes. An exception in it is reported, not thrown.
   *
   * @param task what is checked, in a few words; heads the result, not blank
   * @param answer the learner's code; a result of NaN counts as not answered
   * @param expected the right number
   * @return the check; the code does not run before {@link #show}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the task is blank
   */
  public static ValueCheck value(String task, DoubleSupplier answer, double expected) {
    return new ValueCheck(task, Objects.requireNonNull(answer, "answer is null"), expected);
  }

  /**
   * Checks an array element by element; null counts as not answered.
   *
   * @param task what is checked, in a few words; heads the result, not blank
   * @param answer the learner's array, null or NaN throughout if there is none yet
   * @param expected the right array; an answer of another length is wrong
   * @return the check, to be shown with {@link #show}
   * @throws NullPointerException if the task or the expected array is null
   * @throws IllegalArgumentException if the task is blank
   */
  public static ArrayCheck array(String task, double[] answer, double[] expected) {
    return array(task, () -> answer, expected);
  }

  /**
   * Checks an array that the learner's code computes. An exception in it is reported, not thrown.
   *
   * @param task what is checked, in a few words; heads the result, not blank
   * @param answer the learner's code; a result that is null or NaN throughout counts as not answered
   * @param expected the right array; an answer of another length is wrong
   * @return the check; the code does not run before {@link #show}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the task is blank
   */
  public static ArrayCheck array(String task, Supplier<double[]> answer, double[] expected) {
    Objects.requireNonNull(answer, "answer is null");
    Objects.requireNonNull(expected, "expected is null");
    return new ArrayCheck(task, answer, expected, DEFAULT_TOLERANCE);
  }

  /**
   * Checks an array element by element; null counts as not answered.
   *
   * @param task what is checked, in a few words; heads the result, not blank
   * @param answer the learner's array, null or NaN throughout if there is none yet
   * @param expected the right array; an answer of another length is wrong
   * @return the check, to be shown with {@link #show}
   * @throws NullPointerException if the task or the expected array is null
   * @throws IllegalArgumentException if the task is blank
   */
  public static ArrayCheck array(String task, float[] answer, float[] expected) {
    return array(task, () -> answer, expected);
  }

  /**
   * Checks an array that the learner's code computes. An exception in it is reported, not thrown.
   *
   * @param task what is checked, in a few words; heads the result, not blank
   * @param answer the learner's code; a result that is null or NaN throughout counts as not answered
   * @param expected the right array; an answer of another length is wrong
   * @return the check; the code does not run before {@link #show}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if the task is blank
   */
  public static ArrayCheck array(String task, Supplier<float[]> answer, float[] expected) {
    Objects.requireNonNull(answer, "answer is null");
    Objects.requireNonNull(expected, "expected is null");
    return new ArrayCheck(task, () -> toDoubles(answer.get()), toDoubles(expected), DEFAULT_FLOAT_TOLERANCE);
  }

  private static double[] toDoubles(float[] values) {
    if (values == null) {
      return null;
    }
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  /**
   * Sets the largest error that passes: |answer − expected| ≤ tolerance · max(1, |expected|). The default is 10⁻⁹, for
   * float arrays 10⁻⁶.
   *
   * @param tolerance finite and at least 0; 0 asks for equal numbers
   * @return this check
   * @throws IllegalArgumentException if the tolerance is negative or not finite
   */
  public S within(double tolerance) {
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the tolerance is " + tolerance + "; it must be finite and not negative");
    }
    this.tolerance = tolerance;
    return self();
  }

  /**
   * A hint for any wrong answer that no typical mistake explains. Words in `backticks` are set as code.
   *
   * @param hint plain text; folded up as long as there is no answer, open under a wrong one
   * @return this check
   * @throws NullPointerException if the hint is null
   */
  public S hint(String hint) {
    this.hint = Objects.requireNonNull(hint, "hint is null");
    return self();
  }

  /** Checks the answer and shows the result. */
  public void show() {
    Outcome outcome = outcome();
    Show.html(html(outcome), text(outcome));
  }

  /** What {@link #show} shows in a notebook. */
  final String html() {
    return html(outcome());
  }

  private Outcome outcome() {
    try {
      return judge();
    } catch (AnswerFailed e) {
      return failed(List.of(e.getMessage()), null);
    }
  }

  abstract S self();

  abstract Outcome judge();

  // ---- what a check finds ----

  private enum State {
    PASSED("passed", "✔", "Correct", "#009E73"),
    FAILED("failed", "✘", "Not yet", "#D55E00"),
    UNANSWERED("unanswered", "…", "Not answered yet", "#0072B2");

    private final String attribute;
    private final String sign;
    private final String words;
    private final String color;

    State(String attribute, String sign, String words, String color) {
      this.attribute = attribute;
      this.sign = sign;
      this.words = words;
      this.color = color;
    }
  }

  private record Outcome(State state, List<String> sentences, String hint) {}

  /** A typical wrong answer, as the numbers it would give, and what to tell whoever gives it. */
  private record Mistake(DoubleUnaryOperator function, String hint) {}

  /** The learner's code threw an exception. */
  private static final class AnswerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  final void addMistake(DoubleUnaryOperator function, String hint) {
    mistakes.add(new Mistake(Objects.requireNonNull(function, "typicalMistake is null"),
        Objects.requireNonNull(hint, "hint is null")));
  }

  final boolean agree(double answer, double expected) {
    // Of an infinite number the tolerance would be infinite too.
    return Double.compare(answer, expected) == 0 || answer == expected || Double.isFinite(expected)
        && Math.abs(answer - expected) <= tolerance * Math.max(1, Math.abs(expected));
  }

  /** Index of the worst answer, −1 if all agree. */
  final int worst(double[] answers, double[] expected) {
    int worst = -1;
    double worstError = -1;
    for (int i = 0; i < answers.length; i++) {
      if (!agree(answers[i], expected[i])) {
        double error = Math.abs(answers[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
        if (Double.isNaN(error)) {
          error = Double.POSITIVE_INFINITY;
        }
        if (error > worstError) {
          worst = i;
          worstError = error;
        }
      }
    }
    return worst;
  }

  final Outcome unanswered() {
    return new Outcome(State.UNANSWERED, List.of("Your turn: put your answer in place of the stub above, "
        + "run that cell, then this one again. A wrong try costs nothing."), hint);
  }

  /** Wrong, because of a recognised mistake or, if that is null, for a reason to which the general hint applies. */
  final Outcome failed(List<String> findings, String mistake) {
    return new Outcome(State.FAILED, findings, mistake == null ? hint : mistake);
  }

  static Outcome passed(String sentence) {
    return new Outcome(State.PASSED, List.of(sentence), null);
  }

  /** The hint of the first typical mistake that gives these answers; null if none does. */
  final String recognised(double[] points, double[] answers) {
    for (Mistake mistake : mistakes) {
      boolean same = true;
      for (int i = 0; i < answers.length && same; i++) {
        same = agree(answers[i], mistake.function.applyAsDouble(points[i]));
      }
      if (same) {
        return mistake.hint;
      }
    }
    return null;
  }

  static boolean allNaN(double[] values) {
    return Arrays.stream(values).allMatch(Double::isNaN);
  }

  /** "your answer is 0.12, expected −0.17" */
  static String contrast(double answer, double expected) {
    int digits = digits(answer, expected);
    return "your answer is " + NumberText.format(answer, digits) + ", expected " + NumberText.format(expected, digits)
        + "." + notFinite(answer, expected);
  }

  /** As many digits as it takes to see the difference. */
  static int digits(double answer, double expected) {
    int digits = DIGITS;
    while (digits < ALL_DIGITS
        && NumberText.format(answer, digits).equals(NumberText.format(expected, digits))) {
      digits++;
    }
    return digits;
  }

  private static String notFinite(double answer, double expected) {
    if (Double.isNaN(answer)) {
      return " NaN is \"not a number\": it comes from 0/0, ∞ − ∞, ∞ · 0 or ∞/∞, often after an overflow of exp.";
    }
    if (Double.isInfinite(answer) && Double.isFinite(expected)) {
      return " An infinite answer comes from an overflow, such as exp(1000), or from a division by zero.";
    }
    return "";
  }

  /** What the learner's code gives; {@code subject} says in a message whose code it is, and where. */
  static <T> T run(String subject, Supplier<T> code) {
    try {
      return code.get();
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      String reason = e instanceof StackOverflowError
          ? "calls itself without end" : "ends with the exception " + e.getClass().getSimpleName()
              + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
      throw new AnswerFailed(subject + " " + reason + ".", e);
    }
  }

  private String html(Outcome outcome) {
    State state = outcome.state;
    StringBuilder html = new StringBuilder("<div data-check=\"" + state.attribute + "\" role=\"status\" "
        + "style=\"border-left:4px solid " + state.color + ";padding:4px 12px;margin:8px 0\">"
        + "<strong>" + state.sign + " " + state.words + ": " + rich(task) + "</strong>");
    for (String sentence : outcome.sentences) {
      html.append("<br>").append(rich(sentence));
    }
    if (outcome.hint != null) {
      html.append(state == State.UNANSWERED
          ? "<details><summary>Hint</summary>" + rich(outcome.hint) + "</details>"
          : "<br><em>Hint:</em> " + rich(outcome.hint));
    }
    return html.append("</div>").toString();
  }

  private String text(Outcome outcome) {
    StringBuilder text = new StringBuilder(outcome.state.sign + " " + outcome.state.words + ": " + task);
    for (String sentence : outcome.sentences) {
      text.append('\n').append(sentence);
    }
    if (outcome.hint != null) {
      text.append("\nHint: ").append(outcome.hint);
    }
    return text.toString();
  }

  private static String rich(String text) {
    return Html.escape(text).replaceAll("`([^`]+)`", "<code>$1</code>");
  }

  // ---- the kinds of check ----

  /**
   * A check that compares functions at points.
   *
   * @param <S> the kind of check, so that calls can be chained
   */
  public abstract static class AtPoints<S extends AtPoints<S>> extends Check<S> {
    /** Numbers at which an answer to whatever task hardly gives NaN throughout. */
    private static final double[] ORDINARY = {-10, -1, -0.5, 0.5, 1, 10};

    private double from = -6;
    private double to = 6;
    private double[] more = {};
    private String variable = "x";

    private AtPoints(String task) {
      super(task, DEFAULT_TOLERANCE);
    }

    /**
     * Compares from {@code from} to {@code to}.
     *
     * @param from the first point, finite
     * @param to the last point, finite and above {@code from}
     * @return this check
     * @throws IllegalArgumentException if they are not finite or from is not below to
     */
    public S on(double from, double to) {
      Plots.grid(from, to, POINTS);
      this.from = from;
      this.to = to;
      return self();
    }

    /**
     * Compares at these points too, for example 0, 1000 or {@code Double.NEGATIVE_INFINITY}.
     *
     * @param points any numbers, copied; they take the place of those of an earlier call
     * @return this check
     * @throws NullPointerException if {@code points} is null
     */
    public S at(double... points) {
      this.more = Objects.requireNonNull(points, "points is null").clone();
      return self();
    }

    /**
     * What the task calls the argument, for messages; the default is x.
     *
     * @param name for example {@code "q"}, for messages such as "At q = 2 your answer is …"; not blank
     * @return this check
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it is blank
     */
    public S variable(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("the variable has no name");
      }
      this.variable = name;
      return self();
    }

    /** "x = −6" */
    final String place(double x) {
      return variable + " = " + NumberText.format(x, DIGITS);
    }

    /** The learner's function at the points. */
    final double[] evaluate(String what, DoubleUnaryOperator function, double[] points) {
      return Arrays.stream(points)
          .map(x -> run("At " + place(x) + " " + what, () -> function.applyAsDouble(x))).toArray();
    }

    /** Whether a function that is NaN at all points of the check is NaN everywhere, as an untouched stub is. */
    final boolean isStub(DoubleUnaryOperator function) {
      return allNaN(evaluate("your function", function, ORDINARY));
    }

    final double[] points() {
      double[] grid = Plots.grid(from, to, POINTS);
      double[] points = Arrays.copyOf(grid, grid.length + more.length);
      System.arraycopy(more, 0, points, grid.length, more.length);
      return points;
    }

    final String compared() {
      return "compared at " + points().length + " points from " + NumberText.format(from, DIGITS) + " to "
          + NumberText.format(to, DIGITS) + (more.length == 0 ? "" : " and beyond");
    }
  }

  /** The check of a function. */
  public static final class FunctionCheck extends AtPoints<FunctionCheck> {
    private final DoubleUnaryOperator answer;
    private final DoubleUnaryOperator expected;

    private FunctionCheck(String task, DoubleUnaryOperator answer, DoubleUnaryOperator expected) {
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
          recognised(x, given));
    }
  }

  /** The check of an activation function. */
  public static final class ActivationCheck extends AtPoints<ActivationCheck> {
    private static final double SLOPE_STEP = 1e-5;
    private static final String UNDEFINED = "Look for what is not defined there: the logarithm or the root of a "
        + "negative number, a division by 0, an overflow of exp.";

    private final Activation answer;
    private final Activation expected;

    private ActivationCheck(String task, Activation answer, Activation expected) {
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
          return failed(List.of("At " + place(x[i]) + " your value is " + NumberText.format(value[i], DIGITS)
              + ". An activation function has a finite value at every finite number."), UNDEFINED);
        }
      }
      int worstValue = worst(value, wantedValue);
      int worstDerivative = worst(derivative, wantedDerivative);
      if (worstValue < 0 && worstDerivative < 0) {
        return passed("Value and derivative agree with the expected ones, " + compared() + ".");
      }
      List<String> sentences = new ArrayList<>();
      sentences.add(worstValue < 0 ? "The value is right."
          : "The value is wrong: at " + place(x[worstValue]) + " "
              + contrast(value[worstValue], wantedValue[worstValue]));
      if (worstDerivative < 0) {
        sentences.add("The derivative is right.");
      } else {
        double at = x[worstDerivative];
        sentences.add("The derivative is wrong: at " + place(at) + " "
            + contrast(derivative[worstDerivative], wantedDerivative[worstDerivative]));
        double slope = (answer.value(at + SLOPE_STEP) - answer.value(at - SLOPE_STEP)) / (2 * SLOPE_STEP);
        if (Double.isFinite(slope)) {
          sentences.add("The slope of your own value there, by a finite difference, is "
              + NumberText.format(slope, DIGITS) + ".");
        }
      }
      String mistake = worstValue < 0 ? null : recognised(x, value);
      return failed(sentences, mistake != null || worstDerivative < 0 ? mistake : recognised(x, derivative));
    }
  }

  /** The check of a number. */
  public static final class ValueCheck extends Check<ValueCheck> {
    private static final String INTEGER_DIVISION = "Did you divide whole numbers? In Java 3/4 is a division of "
        + "integers and gives 0: write 3.0/4.";

    private final DoubleSupplier code;
    private final double expected;

    private ValueCheck(String task, DoubleSupplier code, double expected) {
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
      double answer = run("Your code", code::getAsDouble);
      if (agree(answer, expected)) {
        return passed("Your answer is " + NumberText.format(answer, DIGITS) + ".");
      }
      if (Double.isNaN(answer)) {
        return unanswered();
      }
      List<String> sentences = new ArrayList<>();
      // The number itself is not shown: the learner is to find it.
      sentences.add("Your answer is " + NumberText.format(answer, digits(answer, expected)) + ", which is too "
          + (answer < expected ? "small" : "large") + ".");
      if (expected != Math.rint(expected) && answer == (long) expected) {
        sentences.add(INTEGER_DIVISION);
      }
      return failed(sentences, recognised(new double[1], new double[] {answer}));
    }
  }

  /** The check of an array. */
  public static final class ArrayCheck extends Check<ArrayCheck> {
    private final Supplier<double[]> code;
    private final double[] expected;
    private String[] names;

    private ArrayCheck(String task, Supplier<double[]> code, double[] expected, double tolerance) {
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

    @Override
    ArrayCheck self() {
      return this;
    }

    @Override
    Outcome judge() {
      double[] answer = run("Your code", code);
      if (answer == null) {
        return unanswered();
      }
      if (answer.length != expected.length) {
        return failed(
            List.of("Your array has " + answer.length + " elements, expected " + expected.length + "."), null);
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
      return failed(List.of(place + contrast(answer[worst], expected[worst])),
          recognised(indices, answer));
    }
  }
}
