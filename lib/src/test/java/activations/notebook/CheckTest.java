package activations.notebook;

import static activations.notebook.ExerciseCases.own;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.Activations;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import jdk.jshell.spi.SPIResolutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckTest {

  @BeforeEach
  void forgetTries() {
    Attempts.forget();
  }

  private static void contains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "\"" + part + "\" is not in: " + text);
    }
  }

  private static String shown(Check<?> check) {
    return Captured.output(check::show);
  }

  @Test
  void rightFunctionPasses() {
    contains(shown(Check.function("tanh", Math::tanh, Math::tanh).at(1000)), "✔ Correct: tanh", "242 points");
    contains(Check.function("tanh", Math::tanh, Math::tanh).html(), "data-check=\"passed\"", "role=\"status\"", "✔");
  }

  @Test
  void untouchedStubIsUnanswered() {
    Check<?> check = Check.function("tanh", x -> Double.NaN, Math::tanh).hint("use `Math.exp`")
        .hintIf(x -> Double.NaN, "no number");
    contains(shown(check), "… Not answered yet: tanh", "A wrong try costs nothing");
    assertFalse(shown(check).contains("int:"), shown(check));
    contains(check.html(), "data-check=\"unanswered\"");
    contains(Check.value("v", Double.NaN, 1).html(), "data-check=\"unanswered\"");
    contains(Check.array("a", (double[]) null, new double[1]).html(), "data-check=\"unanswered\"");
    contains(Check.array("a", new float[] {Float.NaN}, new float[1]).html(), "data-check=\"unanswered\"");
    contains(Check.activation("f", own(x -> Double.NaN, x -> Double.NaN), Activations.relu()).html(),
        "data-check=\"unanswered\"");
  }

  @Test
  void wrongFunctionGetsItsWorstPointAndTheHintOfItsMistake() {
    FunctionCheck check = Check.function("square", x -> x == 2 ? 5 : 2 * x, x -> x * x).on(-3, 3)
        .hint("think of an area");
    contains(shown(check), "✘ Not yet: square", "At x = −1 your answer is −2, expected 1.", "Hint 1: think of an area");
    contains(check.html(), "data-check=\"failed\"");
    String mistaken = shown(Check.function("square", x -> 2 * x, x -> x * x)
        .hintIf(x -> x * x * x, "that is the cube").hintIf(x -> 2 * x, "that is the double").hint("general"));
    contains(mistaken, "Hint: that is the double");
    assertFalse(mistaken.contains("general") || mistaken.contains("cube"), mistaken);
  }

  private static ValueCheck five(double answer) {
    return Check.value("five", answer, 5).hintIf(6, "one less").hint("use `one` hand").hint("count the fingers")
        .lesson("A hand has five.");
  }

  @Test
  void hintsAreGradedByTries() {
    String offer = "The solution is folded up below this cell";
    String first = shown(five(2));
    contains(first, "Your answer is 2, which is too small.\nHint 1: use `one` hand\n");
    assertFalse(first.contains("Hint 2") || first.contains(offer), first);
    assertEquals(first, shown(five(2)));
    shown(five(Double.NaN));
    String second = shown(five(3));
    contains(second, "\nHint 1: use `one` hand\nHint 2: count the fingers\n");
    assertFalse(second.contains(offer), second);
    contains(shown(five(2)), "Hint 2: count the fingers");
    contains(shown(five(4)), "\nHint 1: use `one` hand\nHint 2: count the fingers\nThese were all the hints. " + offer);
    contains(five(4).html(), "<br><em>Hint 1:</em> use <code>one</code> hand<br><em>Hint 2:</em> count",
        "<br>These were");
    contains(shown(five(6)), "\nHint: one less\nThese were all the hints.");
    contains(shown(five(5)), "✔ Correct: five\nYour answer is 5.\nA hand has five.\n");
    contains(shown(Check.value("another", 4, 5).hint("look")), "Hint 1: look");
    assertFalse(shown(Check.value("none", 4, 5)).contains("int"));
  }

  @Test
  void recognisedMistakesAndExceptionsAreTriesToo() {
    String mistake = shown(five(6));
    contains(mistake, "\nHint: one less\n");
    assertFalse(mistake.contains("These were") || mistake.contains("one`"), mistake);
    contains(shown(five(2)), "Hint 2");
    for (int i = 0; i < 2; i++) {
      contains(shown(Check.value("six", () -> Integer.parseInt("six"), 6).hint("a").hint("b").hint("c")),
          "NumberFormatException", "Hint 1: a\n");
    }
    contains(shown(Check.array("a", new double[2], new double[1]).hint("length").hint("second")), "Hint 1: length\n");
    contains(shown(Check.array("a", new double[3], new double[1]).hint("length").hint("second")), "Hint 2: second\n");
  }

  @Test
  void refusesWhatIsRightAndNotMeant() {
    ValueCheck refused = five(5).refuseIf(() -> false, "never", "none").refuseIf(() -> true, "By luck.", "Count.");
    String shown = shown(refused);
    contains(shown, "✘ Not yet: five\nBy luck.\nHint: Count.\n");
    assertEquals(shown, shown(refused));
    contains(shown(five(4).refuseIf(() -> true, "By luck.", "Count.")), "too small", "Hint 2");
    contains(shown(five(5).refuseIf(() -> Integer.parseInt("x") > 0, "By luck.", "Count.")),
        "Your code ends with the exception NumberFormatException");
  }

  @Test
  void infiniteExpectedValueIsMetByNoOtherNumber() {
    double infinity = Double.POSITIVE_INFINITY;
    contains(shown(Check.function("exp", x -> x > 700 ? 1 : Math.exp(x), Math::exp).at(1000)),
        "✘ Not yet: exp", "At x = 1000 your answer is 1, expected ∞.");
    contains(shown(Check.value("limit", infinity, infinity)), "✔ Correct: limit");
    contains(shown(Check.value("limit", -infinity, infinity)), "✘ Not yet: limit");
    String mistaken = shown(Check.value("five", 3, 5).hintIf(infinity, "that is infinite").hint("general"));
    contains(mistaken, "Hint 1: general");
  }

  @Test
  void smallDifferencesAreShownWithEnoughDigits() {
    contains(shown(Check.function("f", x -> x == 0 ? 1.0000001 : 1, x -> 1)),
        "At x = 0 your answer is 1.0000001, expected 1.");
    contains(shown(Check.value("v", 0.1700004, 0.17)), "Your answer is 0.1700004, which is too large.");
  }

  @Test
  void nanInfinityAndExceptionsAreExplained() {
    DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
    contains(shown(Check.function("σ", x -> Math.exp(x) / (1 + Math.exp(x)), sigmoid).at(1000)),
        "At x = 1000 your answer is NaN, expected 1.", "overflow of exp");
    contains(shown(Check.function("f", x -> x == 0 ? 1 / x : 1, x -> 1)), "your answer is ∞", "division by zero");
    contains(shown(Check.function("f", x -> {
      throw new IllegalStateException("oops");
    }, sigmoid)), "✘", "At x = −6 your function ends with the exception IllegalStateException (oops).");
    contains(shown(Check.function("f", CheckTest::endless, sigmoid)), "your function calls itself without end");
  }

  @Test
  void exceptionsInAnAnswerThatIsComputedAreToldNotThrown() {
    double[] three = {1, 2, 3};
    contains(shown(Check.value("sum", () -> three[3], 6).hint("add up")), "✘ Not yet: sum",
        "Your code ends with the exception ArrayIndexOutOfBoundsException (Index 3 out of bounds for length 3).",
        "\nHint: An index leaves the array: ");
    contains(shown(Check.value("sum", () -> three[0] + three[1] + three[2], 6)), "✔ Correct: sum");
    contains(shown(Check.array("all", () -> new double[] {three[3]}, three)), "Your code ends with the exception");
    contains(shown(Check.array("all", () -> new float[] {1 / (int) three[0] - 1}, new float[] {0})), "✔ Correct: all");
    contains(shown(Check.array("all", () -> {
      throw new IllegalArgumentException("w has 3 elements but 2 × 1 are needed");
    }, new float[] {0})), "IllegalArgumentException (w has 3 elements but 2 × 1 are needed).");
    contains(Check.array("all", () -> (float[]) null, new float[1]).html(), "data-check=\"unanswered\"");
  }

  @Test
  void errorsAreToldAndInterruptsAreNot() {
    contains(shown(Check.value("todo", () -> {
      throw new Error("to do");
    }, 1)), "✘ Not yet: todo", "Your code ends with the exception Error (to do).");
    contains(shown(Check.value("null", () -> ((double[]) null)[0], 1)), "Hint: Something is used before it has a value.");
    assertThrows(CancellationException.class, () -> Check.value("stopped", () -> {
      throw new CancellationException("stopped");
    }, 1).show());
    ValueCheck late = Check.value("late", () -> {
      Thread.currentThread().interrupt();
      return 2;
    }, 1).hint("first").hint("second");
    assertThrows(CancellationException.class, late::show);
    assertTrue(Thread.interrupted(), "the thread stays interrupted");
    String shown = shown(Check.value("late", 3, 1).hint("first").hint("second"));
    contains(shown, "Hint 1: first");
    assertFalse(shown.contains("second"), "what was interrupted was no try");
  }

  /** As JShell runs a method that names what is not there. */
  @Test
  void aNameThatJavaDoesNotKnowIsNoTry() {
    for (int i = 0; i < 3; i++) {
      String shown = shown(Check.function("f", x -> {
        throw new SPIResolutionException(1);
      }, x -> x).hint("one").hint("two"));
      contains(shown, "… Not answered yet: f\nYour code has a name that Java does not know, so it cannot run: it is misspelt");
      assertFalse(shown.contains("Hint"), shown);
    }
  }

  @Test
  void halfAnActivationIsSaidToBeHalf() {
    Activation square = own(x -> x * x, x -> 2 * x);
    contains(shown(Check.activation("half", own(x -> x * x, x -> Double.NaN), square)),
        "… Not answered yet: half\nThe value is right. The derivative is still to come.");
    String wrong = shown(Check.activation("half", own(x -> x, x -> Double.NaN), square));
    contains(wrong, "✘ Not yet: half\nThe value is wrong: ", "\nThe derivative is still to come.");
    assertFalse(wrong.contains("0/0"), wrong);
  }

  @Test
  void integerDivisionIsSuspected() {
    String sentence = "Did you divide whole numbers? In Java 3/4 is a division of integers and gives 0: write 3.0/4.";
    contains(shown(Check.value("v", 3 / 4, 0.75)), "Your answer is 0, which is too small.", sentence);
    contains(shown(Check.value("v", 3 / 2, 1.5)), sentence);
    contains(shown(Check.value("v", -1 / 4, -0.25)), sentence);
    contains(shown(Check.value("v", 0, 0.25).hintIf(0, "none is too few")), "Hint: none is too few");
    for (Check<?> other : new Check<?>[] {Check.value("v", 1, 0.75), Check.value("v", 0, 2),
        Check.value("v", 0, 0.25).hintIf(0, "none is too few"),
        Check.value("v", 0, Double.POSITIVE_INFINITY), Check.value("v", 0.5, 0.75)}) {
      assertFalse(shown(other).contains("integers"), shown(other));
    }
  }

  @Test
  void nanOnlyWhereTheCheckLooksIsAnAnswer() {
    contains(shown(Check.function("f", Math::log1p, x -> x).on(-700, -20)),
        "✘ Not yet: f", "At x = −700 your answer is NaN, expected −700.");
    contains(shown(Check.activation("f", own(Math::log1p, x -> Double.NaN), Activations.relu()).on(-700, -20)),
        "✘ Not yet: f", "your answer is NaN, expected 0.");
  }

  @Test
  void valueThatIsNoNumberIsNamedWhateverIsExpected() {
    Activation own = own(x -> x * Math.log(x), x -> Math.log(x) + 1);
    String shown = shown(Check.activation("own", own, own).on(-8, 8).hint("general"));
    contains(shown, "✘ Not yet: own", "At x = −8 your value is NaN. An activation function has a finite value",
        "Hint: Look for what is not defined there");
    assertFalse(shown.contains("is right"), shown);
  }

  @Test
  void variableAndElementsAreNamed() {
    contains(shown(Check.function("f", q -> q, q -> 2 * q).on(1, 2).variable("q")),
        "At q = 1 your answer is 1, expected 2.");
    contains(shown(Check.function("f", CheckTest::endless, q -> q).variable("q")), "At q = −6 your function");
    contains(shown(Check.array("a", new double[] {1, 5}, new double[] {1, 2}).elements("∂y/∂a", "∂y/∂b")),
        "At ∂y/∂b your answer is 5, expected 2.");
    assertEquals("names has 1 elements but expected has 2", assertThrows(IllegalArgumentException.class,
        () -> Check.array("a", new double[2], new double[2]).elements("a")).getMessage());
    assertEquals("the variable has no name", assertThrows(IllegalArgumentException.class,
        () -> Check.function("f", x -> x, x -> x).variable(" ")).getMessage());
  }

  private static double endless(double x) {
    return endless(x) + 1;
  }

  @Test
  void tolerance() {
    contains(Check.value("v", 1.01, 1).within(0.02).html(), "passed");
    contains(Check.value("v", 1.01, 1).within(0.005).html(), "failed");
    contains(Check.value("v", 101, 100).within(0.02).html(), "passed");
    contains(Check.value("v", 1.5, 1).within(0.5).html(), "passed");
    contains(Check.value("v", Math.nextUp(1.5), 1).within(0.5).html(), "failed");
    contains(Check.value("v", 1, 1).within(0).html(), "passed");
    contains(Check.value("v", Math.nextUp(1.0), 1).within(0).html(), "failed");
    contains(Check.value("v", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY).html(), "passed");
    contains(shown(Check.value("v", 2, 3).hintIf(2, "count again")), "which is too small", "Hint: count again");
  }

  @Test
  void activationIsJudgedByValueAndDerivative() {
    contains(shown(Check.activation("tanh", Activations.tanh(), own(Math::tanh,
        x -> 1 - Math.tanh(x) * Math.tanh(x)))), "✔ Correct: tanh");
    Activation narrow = own(CheckTest::narrow, x -> x == -6 ? 0 : 1);
    contains(shown(Check.activation("narrow", narrow, own(x -> x, x -> 1))),
        "Next to x = −6 your value ends with the exception IllegalArgumentException.");
    String wrong = shown(Check.activation("square", own(x -> x * x, x -> x), own(x -> x * x, x -> 2 * x))
        .hintIf(x -> x, "the factor 2 is lost"));
    contains(wrong, "The value is right.", "The derivative is wrong: at x = −6 your answer is −6, expected −12.",
        "The slope of your own value there, by a finite difference, is −12.", "Hint: the factor 2 is lost");
    contains(shown(Check.activation("square", own(x -> x, x -> 2 * x), own(x -> x * x, x -> 2 * x))),
        "The value is wrong: at x = −1 your answer is −1, expected 1.", "The derivative is right.");
  }

  private static double narrow(double x) {
    if (x < -6) {
      throw new IllegalArgumentException();
    }
    return x;
  }

  @Test
  void arrays() {
    double[] expected = {1, 2, 3};
    contains(shown(Check.array("a", new double[] {1, 2, 3}, expected)), "✔ Correct: a", "All 3 elements are right.");
    contains(shown(Check.array("a", new double[] {1, 5, 3}, expected).hintIf(new double[] {1, 5, 3}, "not five")),
        "At index 1 your answer is 5, expected 2.", "Hint: not five");
    String secret = shown(Check.array("a", new double[] {1, 5, 3}, expected).elements("x", "y", "z").keepSecret());
    contains(secret, "At y your answer is not right.");
    assertFalse(secret.contains("expected"), secret);
    contains(shown(Check.array("a", new float[] {1}, new float[] {1, 2})), "Your array has 1 elements, expected 2.");
    assertEquals("typicalMistake has 1 elements but expected has 3", assertThrows(IllegalArgumentException.class,
        () -> Check.array("a", expected, expected).hintIf(new double[1], "h")).getMessage());
  }

  @Test
  void textIsEscaped() {
    contains(Check.value("a < b & `c`", 1, 1).html(), "a &lt; b &amp; <code>c</code>");
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertEquals("the check has no task: say in a few words what is checked",
        assertThrows(IllegalArgumentException.class, () -> Check.value(" ", 1, 1)).getMessage());
    assertEquals("the tolerance is -1.0; it must be finite and not negative",
        assertThrows(IllegalArgumentException.class, () -> Check.value("v", 1, 1).within(-1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Check.value("v", 1, 1).within(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Check.function("f", x -> x, x -> x).on(2, 1));
    assertEquals("answer is null",
        assertThrows(NullPointerException.class, () -> Check.function("f", null, x -> x)).getMessage());
    assertEquals("expected is null", assertThrows(NullPointerException.class,
        () -> Check.array("a", new double[1], null)).getMessage());
  }
}
