package activations.notebook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was tried in one exercise since the kernel started. */
final class Attempts {
  private static final Map<String, Attempts> OF_TASKS = new ConcurrentHashMap<>();

  private final Map<String, Set<String>> wrong = new HashMap<>();
  private boolean passed;

  /** The attempts at a task that belongs to no exercise of {@link Exercises}. */
  static Attempts at(String task) {
    return OF_TASKS.computeIfAbsent(task, none -> new Attempts());
  }

  /** Forgets the attempts at all such tasks. */
  static void forget() {
    OF_TASKS.clear();
  }

  /** Notes a wrong answer to a part of the exercise; says how many different ones there have been. */
  synchronized int wrong(String part, String answer) {
    Set<String> answers = wrong.computeIfAbsent(part, none -> new HashSet<>());
    answers.add(answer);
    return answers.size();
  }

  /** Notes that all parts were right. */
  synchronized void pass() {
    passed = true;
  }

  /** "✔ passed", "✘ not yet, after 2 wrong answers", "… not tried" */
  @Override
  public synchronized String toString() {
    int count = wrong.values().stream().mapToInt(Set::size).sum();
    if (count == 0) {
      return passed ? "✔ passed" : "… not tried";
    }
    return (passed ? "✔ passed, after " : "✘ not yet, after ") + count + " wrong answer" + (count == 1 ? "" : "s");
  }
}
