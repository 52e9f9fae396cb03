package activations.notebook;

import activations.Activation;
import activations.Checks;
import activations.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/**
 * Checks a learner's answer and says in words what is right, or where it goes wrong.
 *
 * <p>Hints are graded. An answer that is NaN everywhere is an untouched stub: no try, and no hint. A wrong answer that
 * a typical mistake explains gets the hint of that mistake at once; any other gets the first general hint on the first
 * try, the second one as well on the second try, and then the offer of the solution. The same wrong answer again is not
 * another try. Tries are counted by task, or by exercise ({@link Exercises}), as long as the kernel lives.
 *
 * <p>{@link #show} never throws because of an answer, if code of the learner is handed over as a function and not
 * called in the argument. The HTML carries {@code data-check="passed"}, {@code "failed"} or {@code "unanswered"}.
 *
 * @param <S> the kind of check, so that calls can be chained
 */
public abstract class Check<S extends Check<S>> {

  static final double DEFAULT_TOLERANCE = 1e-9;
  private static final double DEFAULT_FLOAT_TOLERANCE = 1e-6;

  /** Points at which functions are compared. */
  static final int POINTS = 241;

  static final int DIGITS = 4;
  private static final int ALL_DIGITS = 17;

  private static final String OFFER = "These were all the hints. The solution is folded up below this cell; you may "
      + "also try again.";

  final String task;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> lessons = new ArrayList<>();
  double tolerance;

  Check(String task, double tolerance) {
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
   * Adds a general hint, for wrong answers that no typical mistake explains: the first one after one try, the next one
   * after two. Good ones point at the place to look first, then say how to do it.
   *
   * @param hint plain text; words in `backticks` are set as code
   * @return this check
   * @throws NullPointerException if the hint is null
   */
  public S hint(String hint) {
    hints.add(Objects.requireNonNull(hint, "hint is null"));
    return self();
  }

  /**
   * Refuses an answer that agrees with the expected one and is still not what the task asks for.
   *
   * @param condition when it is refused; asked only if all else is right, an exception in it is reported
   * @param finding what is wrong, a sentence of plain text
   * @param hint what to do about it; words in `backticks` are set as code
   * @return this check
   * @throws NullPointerException if an argument is null
   */
  public S refuseIf(BooleanSupplier condition, String finding, String hint) {
    refusals.add(new Refusal(Objects.requireNonNull(condition, "condition is null"),
        Objects.requireNonNull(finding, "finding is null"), Objects.requireNonNull(hint, "hint is null")));
    return self();
  }

  /**
   * Adds a sentence for those who passed: what their answer shows, or leads to.
   *
   * @param lesson plain text; words in `backticks` are set as code
   * @return this check
   * @throws NullPointerException if it is null
   */
  public S lesson(String lesson) {
    lessons.add(Objects.requireNonNull(lesson, "lesson is null"));
    return self();
  }

  /** Checks the answer and shows the result. */
  public void show() {
    show(Attempts.at(task));
  }

  /** Shows the result as one more attempt; says whether it is right. */
  final boolean show(Attempts attempts) {
    Outcome outcome = outcome();
    Checks.interruption("the check");
    List<String> help = help(outcome, attempts);
    Show.html(html(outcome, help), text(outcome, help));
    return outcome.state == State.PASSED;
  }

  /** What {@link #show} shows in a notebook. */
  final String html() {
    Outcome outcome = outcome();
    return html(outcome, help(outcome, Attempts.at(task)));
  }

  private Outcome outcome() {
    try {
      Outcome outcome = judge();
      if (outcome.state == State.PASSED) {
        for (Refusal refusal : refusals) {
          if (AnswerFailed.run("Your code", refusal.condition::getAsBoolean)) {
            return new Outcome(State.FAILED, List.of(refusal.finding), refusal.hint, refusal.finding);
          }
        }
      }
      return outcome;
    } catch (AnswerFailed e) {
      return new Outcome(e.ran() ? State.FAILED : State.UNANSWERED, List.of(e.getMessage()), e.hint(), e.getMessage());
    }
  }

  /** The hints that a wrong answer has earned, each with its name; counts it as a try if it is a new one. */
  private List<String> help(Outcome outcome, Attempts attempts) {
    if (outcome.state != State.FAILED) {
      return List.of();
    }
    int tries = attempts.wrong(task, outcome.answer);
    List<String> help = new ArrayList<>();
    if (outcome.mistake != null) {
      help.add("Hint: " + outcome.mistake);
    } else {
      for (int i = 0; i < Math.min(tries, hints.size()); i++) {
        help.add("Hint " + (i + 1) + ": " + hints.get(i));
      }
    }
    if (tries > hints.size() && !hints.isEmpty()) {
      help.add(OFFER);
    }
    return help;
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

  /** What is found: {@code mistake} is the hint of a recognised one or null; {@code answer} tells answers apart. */
  record Outcome(State state, List<String> sentences, String mistake, String answer) {}

  /** A typical wrong answer, as the numbers it would give, and what to tell whoever gives it. */
  private record Mistake(DoubleUnaryOperator function, String hint) {}

  private record Refusal(BooleanSupplier condition, String finding, String hint) {}

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

  static Outcome unanswered() {
    return unanswered("Your turn: put your answer in place of the stub above, run that cell, then this one again. A wrong "
        + "try costs nothing.");
  }

  static Outcome unanswered(String sentence) {
    return new Outcome(State.UNANSWERED, List.of(sentence), null, "");
  }

  /** Wrong, because of a recognised mistake or, if that is null, for a reason to which the general hints apply. */
  static Outcome failed(List<String> findings, String mistake, double[]... answer) {
    return new Outcome(State.FAILED, findings, mistake, Arrays.deepToString(answer));
  }

  final Outcome passed(String sentence) {
    List<String> sentences = new ArrayList<>(List.of(sentence));
    sentences.addAll(lessons);
    return new Outcome(State.PASSED, sentences, null, "");
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
    return "your answer is " + Numbers.format(answer, digits) + ", expected " + Numbers.format(expected, digits)
        + "." + notFinite(answer, expected);
  }

  /** As many digits as it takes to see the difference. */
  static int digits(double answer, double expected) {
    int digits = DIGITS;
    while (digits < ALL_DIGITS
        && Numbers.format(answer, digits).equals(Numbers.format(expected, digits))) {
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

  private String html(Outcome outcome, List<String> help) {
    State state = outcome.state;
    StringBuilder html = new StringBuilder("<div data-check=\"" + state.attribute + "\" role=\"status\" "
        + "style=\"border-left:4px solid " + state.color + ";padding:4px 12px;margin:8px 0\">"
        + "<strong>" + state.sign + " " + state.words + ": " + rich(task) + "</strong>");
    for (String sentence : outcome.sentences) {
      html.append("<br>").append(rich(sentence));
    }
    for (String hint : help) {
      html.append("<br>").append(rich(hint).replaceFirst("^(Hint(?: \\d)?:)", "<em>$1</em>"));
    }
    return html.append("</div>").toString();
  }

  private String text(Outcome outcome, List<String> help) {
    StringBuilder text = new StringBuilder(outcome.state.sign + " " + outcome.state.words + ": " + task);
    for (String sentence : outcome.sentences) {
      text.append('\n').append(sentence);
    }
    for (String hint : help) {
      text.append('\n').append(hint);
    }
    return text.toString();
  }

  private static String rich(String text) {
    return Html.escape(text).replaceAll("`([^`]+)`", "<code>$1</code>");
  }
}
