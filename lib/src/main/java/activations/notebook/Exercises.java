package activations.notebook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The exercises of one notebook: their titles, and what was tried of them since the kernel started.
 *
 * <p>A class for each notebook, in {@code activations.notebook.exercises}, holds one of these and a method for each
 * exercise, which builds its checks and hands them to {@link #show}. So a notebook's cell names the exercise and hands
 * over the answer, and tells nothing of the solution. {@link #passed} shows how far one is.
 */
public final class Exercises {
  private static final Map<String, Exercises> USED = new TreeMap<>();

  private final String notebook;
  private final List<String> titles;
  private List<Attempts> attempts;

  private Exercises(String notebook, String... titles) {
    this.notebook = notebook;
    this.titles = List.of(titles);
    begin();
  }

  private void begin() {
    attempts = Stream.generate(Attempts::new).limit(titles.size()).toList();
  }

  /**
   * The exercises of a notebook, all not tried; they take the place of earlier ones of the same notebook.
   *
   * @param notebook its title, such as "08 · Signals through depth"
   * @param titles those of its exercises, in their order
   * @return the exercises
   * @throws NullPointerException if a title is null
   */
  public static Exercises of(String notebook, String... titles) {
    Exercises exercises = new Exercises(Objects.requireNonNull(notebook, "notebook is null"), titles);
    synchronized (USED) {
      USED.put(notebook, exercises);
    }
    return exercises;
  }

  /**
   * Shows what the checks of an exercise find. It is passed when all of them pass at once.
   *
   * @param number of the exercise, counted from 1
   * @param parts a check for each part of the answer
   * @throws NullPointerException if a check is null
   * @throws IllegalArgumentException if there is no such exercise
   */
  public void show(int number, Check<?>... parts) {
    if (number < 1 || number > titles.size()) {
      throw new IllegalArgumentException(
          "there is no exercise " + number + " in " + notebook + ", which has " + titles.size());
    }
    Attempts attempt = attempts.get(number - 1);
    int right = 0;
    for (Check<?> part : parts) {
      right += part.show(attempt) ? 1 : 0;
    }
    if (right == parts.length) {
      attempt.pass();
    }
  }

  /** Shows which exercises of the notebooks in use were passed, tried and not tried since the kernel started. */
  public static void passed() {
    Object[][] rows;
    synchronized (USED) {
      rows = USED.values().stream().flatMap(Exercises::rows).toArray(Object[][]::new);
    }
    if (rows.length == 0) {
      Show.html("<p>No exercise was tried since the kernel started.</p>");
    } else {
      Show.table(Tables.of("Exercises since the kernel started",
          new String[] {"notebook", "exercise", "so far"}, rows));
    }
  }

  private Stream<Object[]> rows() {
    Stream.Builder<Object[]> rows = Stream.builder();
    for (int i = 0; i < titles.size(); i++) {
      rows.add(new Object[] {notebook, (i + 1) + ". " + titles.get(i), attempts.get(i).toString()});
    }
    return rows.build();
  }

  /** Forgets what was tried, in all notebooks. */
  static void forget() {
    synchronized (USED) {
      USED.values().forEach(Exercises::begin);
    }
  }
}
