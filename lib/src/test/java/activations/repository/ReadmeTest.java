package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** README.md says of the notebooks what they say of themselves, and its timetables add up. */
class ReadmeTest {

  private static final Pattern COURSE_ROW =
      Pattern.compile("^\\| \\[(\\d\\d-[a-z-]+)]\\(notebooks/\\1\\.ipynb\\) \\| (\\d+) \\|", Pattern.MULTILINE);
  private static final Pattern LESSON =
      Pattern.compile("^\\| (\\d+):(\\d\\d) \\| ([^|]+) \\| (\\d*) ?\\|$", Pattern.MULTILINE);
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
      assertEquals(notebook.minutes(), course.get(notebook.name().replace(".ipynb", "")), notebook.name());
    }
    List<String> names = List.copyOf(course.keySet());
    assertEquals(names.stream().sorted().toList(), names, "the order");
  }

  @Test
  void hasTimetablesThatAddUp() {
    Map<String, Integer> course = course();
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
        assertEquals(course.getOrDefault(lesson.group(3), minutes), minutes, lesson.group());
        assertTrue(course.containsKey(lesson.group(3)) || !lesson.group(3).matches("\\d\\d-.*"), lesson.group());
      }
    }
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
