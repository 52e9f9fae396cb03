package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** README.md says of the notebooks what they say of themselves, and its timetables add up. */
class ReadmeTest {

  private static final Pattern COURSE_ROW =
      Pattern.compile("^\\| \\[(\\d\\d-[a-z-]+)]\\(notebooks/\\1\\.ipynb\\) \\| (\\d+) \\|", Pattern.MULTILINE);
  private static final Pattern LESSON =
      Pattern.compile("^\\| (\\d+):(\\d\\d) \\| ([^|]+) \\| (\\d*) ?\\|$", Pattern.MULTILINE);
  private static final Pattern SECTIONS = Pattern.compile("(\\d\\d-[a-z-]+): (.+)");
  private static final Pattern FROM_TO = Pattern.compile("\\*([^*]+)\\*(?: to \\*([^*]+)\\*)?");
  private static final Pattern EVENING = Pattern.compile("(\\d\\d(?:(?:,| and) \\d\\d)*) \\((\\d+)\\sminutes\\)");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)");
  private static final String END = "end";

  private static String readme;

  @BeforeAll
  static void read() throws IOException {
    readme = Files.readString(Pack.ROOT.resolve("README.md"));
  }

  private static Map<String, Integer> course() {
    Map<String, Integer> minutes = new LinkedHashMap<>();
    COURSE_ROW.matcher(readme).results().forEach(row -> minutes.put(row.group(1), Integer.valueOf(row.group(2))));
    return minutes;
  }

  @Test
  void givesEachNotebookItsOwnMinutes() throws IOException {
    Map<String, Integer> course = course();
    for (Path file : Pack.notebooks()) {
      Notebook notebook = Notebook.read(file);
      assertEquals(Minutes.of(notebook).total(), course.get(notebook.name().replace(".ipynb", "")), notebook.name());
    }
    List<String> names = List.copyOf(course.keySet());
    assertEquals(names.stream().sorted().toList(), names, "the order");
  }

  @Test
  void hasEveningsThatAddUp() {
    Map<String, Integer> course = course();
    List<MatchResult> evenings = EVENING.matcher(readme).results().toList();
    assertFalse(evenings.isEmpty());
    for (MatchResult evening : evenings) {
      List<String> numbers = List.of(evening.group(1).split("\\D+"));
      assertEquals(course.entrySet().stream().filter(entry -> numbers.contains(entry.getKey().substring(0, 2)))
          .mapToInt(Map.Entry::getValue).sum(), Integer.parseInt(evening.group(2)), evening.group());
    }
  }

  @Test
  void hasTimetablesThatAddUp() throws IOException {
    List<List<MatchResult>> days = new ArrayList<>(List.of(new ArrayList<>()));
    for (MatchResult lesson : LESSON.matcher(readme).results().toList()) {
      days.get(days.size() - 1).add(lesson);
      if (lesson.group(3).equals(END)) {
        days.add(new ArrayList<>());
      }
    }
    assertEquals(List.of(), days.remove(days.size() - 1), "a timetable without an end");
    assertEquals(List.of(210, 420), days.stream().map(day -> time(day.get(day.size() - 1)) - time(day.get(0))).toList(),
        "half a day and a whole one, in minutes");
    for (List<MatchResult> day : days) {
      for (int i = 0; i + 1 < day.size(); i++) {
        MatchResult lesson = day.get(i);
        int minutes = Integer.parseInt(lesson.group(4));
        assertEquals(time(day.get(i + 1)), time(lesson) + minutes, lesson.group());
        if (lesson.group(3).matches("\\d\\d-.*")) {
          assertEquals(byTheRule(lesson.group(3)), minutes, lesson.group());
        }
      }
    }
  }

  /** The minutes of a notebook, or of those of its sections that are named, from one to another or singly. */
  private static int byTheRule(String lesson) throws IOException {
    Matcher parts = SECTIONS.matcher(lesson);
    String name = parts.matches() ? parts.group(1) : lesson;
    Minutes minutes = Minutes.of(Notebook.read(Pack.ROOT.resolve("notebooks").resolve(name + ".ipynb")));
    if (!parts.matches()) {
      return minutes.total();
    }
    List<String> headings = minutes.headings();
    List<String> shown = new ArrayList<>();
    for (MatchResult part : FROM_TO.matcher(parts.group(2)).results().toList()) {
      int from = headings.indexOf(part.group(1));
      int to = part.group(2) == null ? from : headings.indexOf(part.group(2));
      assertTrue(from >= 0 && to >= from, part.group() + " are no sections of " + name + ", which has " + headings);
      shown.addAll(headings.subList(from, to + 1));
    }
    assertEquals(shown.stream().distinct().toList(), shown, lesson + ": a section twice");
    assertFalse(shown.isEmpty(), lesson);
    return minutes.ofSections(shown);
  }

  private static int time(MatchResult lesson) {
    return 60 * Integer.parseInt(lesson.group(1)) + Integer.parseInt(lesson.group(2));
  }

  @Test
  void linksToFilesThatExist() {
    for (MatchResult link : LINK.matcher(readme).results().toList()) {
      assertTrue(link.group(1).matches("https?:.*") || Files.exists(Pack.ROOT.resolve(link.group(1))), link.group(1));
    }
  }
}
