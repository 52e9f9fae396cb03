package activations.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers to one part of an exercise, and what is to be said of each.
 *
 * @param <T> what a learner hands over
 */
final class ExerciseCase<T> {

  /** A typical wrong answer, and a telling part of the hint that fits. */
  record Wrong<T>(T answer, String hint) {}

  private final String exercise;
  private final String title;
  private final String task;
  private final Consumer<T> check;
  private final T stub;
  private final T right;
  private final List<Wrong<T>> wrong = new ArrayList<>();
  private final List<T> unknown = new ArrayList<>();

  private ExerciseCase(String exercise, String title, String task, Consumer<T> check, T stub, T right) {
    this.exercise = exercise;
    this.title = title;
    this.task = task;
    this.check = check;
    this.stub = stub;
    this.right = right;
  }

  /** {@code exercise} is class and method, {@code task} that of the part; stub and right answer are of all parts. */
  static <T> ExerciseCase<T> of(String exercise, String title, String task, Consumer<T> check, T stub, T right) {
    return new ExerciseCase<>(exercise, title, task, check, stub, right);
  }

  ExerciseCase<T> wrong(T answer, String hint) {
    wrong.add(new Wrong<>(answer, hint));
    return this;
  }

  /** Three different wrong answers that are no typical ones. */
  @SafeVarargs
  final ExerciseCase<T> unknown(T... answers) {
    for (T answer : answers) {
      unknown.add(answer);
    }
    return this;
  }

  String exercise() {
    return exercise;
  }

  String title() {
    return title;
  }

  T stub() {
    return stub;
  }

  T right() {
    return right;
  }

  List<Wrong<T>> wrong() {
    return wrong;
  }

  List<T> unknown() {
    return unknown;
  }

  /** What is shown of this part, where that is the answer to the exercise. */
  String shown(T answer) {
    String shown = Captured.output(() -> check.accept(answer));
    for (String part : shown.split("\n(?=[✔✘…] )")) {
      if (part.lines().findFirst().orElse("").endsWith(": " + task)) {
        return part;
      }
    }
    throw new AssertionError("nothing is said of \"" + task + "\" in:\n" + shown);
  }

  @Override
  public String toString() {
    return exercise + ": " + task;
  }
}
