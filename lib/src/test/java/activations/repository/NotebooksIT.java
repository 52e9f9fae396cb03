package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every notebook, executed by {@code Start.java run} in a real Jupyter: as it is stored, and with each exercise solved.
 */
class NotebooksIT {

  private static final Pattern DATA = Pattern.compile("\"data:[^\"]*\"");
  private static final Pattern LINK = Pattern.compile("<\\w+ [^>]*?\\b(?:href|src)=\"(?<to>[^\"]*)\"");
  private static final Pattern FROM_ELSEWHERE = Pattern.compile("@import|url\\([\"']?+(?!data:)[^)#]*[/:]");

  private static final Pattern SCRIPT = Pattern.compile("<script\\b([^>]*)>\\s*(\\w*)");
  private static final List<String> MATHJAX = List.of("MathJax", "src=\"mathjax/tex-svg.js\"");
  private static final Pattern IMAGE = Pattern.compile("<img\\b[^>]*>");
  private static final Pattern ALT = Pattern.compile("\\balt=\"(?!No description)[^\"]+\"");
  private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^(#{1,6}) ", Pattern.MULTILINE);
  private static final Pattern HEADING_ELEMENT = Pattern.compile("<h([1-6])\\b");
  private static final Pattern BODY = Pattern.compile("<body[^>]*>\\s*<a [^>]*href=\"#notebook\"[^>]*>[^<]+</a>"
      + "\\s*<nav\\b.*</nav>\\s*<main id=\"notebook\">.*</main>\\s*<nav\\b.*</nav>\\s*</body>", Pattern.DOTALL);
  private static final Pattern PRINT = Pattern.compile("@media print \\{.*?\\bpre \\{([^}]*)}", Pattern.DOTALL);

  private static Path untouched;
  private static Path solved;

  @BeforeAll
  static void execute() throws IOException {
    untouched = ExecutedNotebooks.site();
    solved = ExecutedNotebooks.solved();
  }

  @Test
  void showWhatIsStored() throws IOException {
    List<String> differences = ExecutedNotebooks.differences(untouched);
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
  }

  @Test
  void leaveExercisesOpen() throws IOException {
    for (Path file : Pack.notebooks()) {
      Notebook fresh = executed(untouched, file);
      for (Notebook.Exercise exercise : fresh.exercises()) {
        assertTrue(exercise.check().shown().contains("data-check=\"unanswered\""),
            exercise.check() + " does not find its exercise unanswered:\n" + exercise.check().shown());
      }
    }
  }

  @Test
  void acceptTheirOwnSolutions() throws IOException {
    int exercises = 0;
    for (Path file : Pack.notebooks()) {
      Notebook fresh = executed(solved, file);
      // The solved notebook's stubs hold the solutions; the structure is still that of the exercises.
      for (Notebook.Exercise exercise : fresh.exercises()) {
        exercises++;
        String shown = exercise.check().shown();
        assertTrue(shown.contains("data-check=\"passed\""), exercise.check() + " does not pass:\n" + shown);
        assertFalse(shown.matches("(?s).*data-check=\"(failed|unanswered)\".*"), exercise.check() + ":\n" + shown);
      }
    }
    assertTrue(exercises > 0);
  }

  @Test
  void leaveASiteThatIsWholeInItself() throws IOException {
    Map<Path, String> pages = new LinkedHashMap<>();
    for (Path file : Stream.concat(Stream.of(Path.of("index.ipynb")), Pack.notebooks().stream()).toList()) {
      Path page = untouched.resolve(file.getFileName().toString().replace(".ipynb", ".html"));
      pages.put(page, Notebook.withoutMovingFigures(DATA.matcher(Files.readString(page)).replaceAll("\"data:\"")));
    }
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      Matcher links = LINK.matcher(page.getValue());
      while (links.find()) {
        String to = links.group("to");
        boolean leadsOut = links.group().startsWith("<a ") && to.matches("(https?://|mailto:).*");
        if (!leadsOut && !to.equals("data:") && !exists(page.getKey(), URI.create(to), pages)) {
          wrong.add(page.getKey().getFileName() + ": " + links.group());
        }
      }
      if (!scripts(page.getValue()).equals(MATHJAX)) {
        wrong.add(page.getKey().getFileName() + ": not the scripts of MathJax alone: " + scripts(page.getValue()));
      }
      Path notebook = Path.of(page.getKey().toString().replace(".html", ".ipynb"));
      List<Notebook.Cell> cells = Files.exists(notebook) ? Notebook.read(notebook).cells() : List.of();
      if (folded("output", page.getValue()) != cells.stream().filter(Notebook.Cell::hidesItsOutput).count()) {
        wrong.add(page.getKey().getFileName() + ": not each answer to a prediction is folded");
      }
      if (folded("input", page.getValue()) != cells.stream().filter(Notebook.Cell::hidesItsSource).count()) {
        wrong.add(page.getKey().getFileName() + ": not all code that the notebook hides is folded");
      }
      if (FROM_ELSEWHERE.matcher(page.getValue()).find()) {
        wrong.add(page.getKey().getFileName() + ": a style from elsewhere");
      }
    }
    assertTrue(wrong.isEmpty(), () -> "dead links, or what is no part of the site:\n" + String.join("\n", wrong));
  }

  private static int folded(String what, String page) {
    return page.split("<details class=\"hidden-" + what + "\">", -1).length - 1;
  }

  /** The scripts of a page: where each comes from, or its first word. */
  private static List<String> scripts(String page) {
    return SCRIPT.matcher(page).results()
        .map(script -> script.group(2) + script.group(1).replaceAll("\\bdefer(=\"\")?", "").strip()).toList();
  }

  @Test
  void leavePagesToSeeToHearAndToPrint() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : Pack.notebooks()) {
      Notebook notebook = executed(untouched, file);
      String name = file.getFileName().toString().replace(".ipynb", ".html");
      String page = DATA.matcher(Files.readString(untouched.resolve(name))).replaceAll("\"data:\"");
      String headings = notebook.cells().stream().filter(cell -> !cell.isCode())
          .flatMap(cell -> HEADING.matcher(FENCED.matcher(cell.source()).replaceAll("")).results())
          .map(heading -> Integer.toString(heading.group(1).length())).collect(Collectors.joining());
      String shown = HEADING_ELEMENT.matcher(page).results().map(heading -> heading.group(1))
          .collect(Collectors.joining());
      if (!shown.equals(headings) || shown.indexOf('1') != 0 || shown.lastIndexOf('1') != 0) {
        wrong.add(name + ": headings " + shown + ", but the notebook has " + headings);
      }
      if (!page.contains("<html lang=\"en\">") || !page.contains("<title>" + notebook.title() + "</title>")) {
        wrong.add(name + ": without language or title");
      }
      if (!BODY.matcher(page).find() || page.split("<main\\b").length != 2 || page.split("<nav\\b").length != 3) {
        wrong.add(name + ": not a way past the navigation, the navigation, the notebook as <main>, the navigation");
      }
      IMAGE.matcher(page).results().map(MatchResult::group).filter(image -> !ALT.matcher(image).find())
          .forEach(image -> wrong.add(name + ": says nothing of " + image));
      if (page.contains("```") || page.contains("<details open")) {
        wrong.add(name + ": a solution is not converted, or not folded");
      }
      if (PRINT.matcher(page).results().noneMatch(print -> print.group(1).contains("white-space: pre-wrap")
          && print.group(1).contains("overflow-wrap: anywhere"))) {
        wrong.add(name + ": long lines are cut in print");
      }
    }
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  /** Whether a link leads to a file of the site, and to a place that is there if it names one. */
  private static boolean exists(Path page, URI link, Map<Path, String> pages) {
    if (link.isAbsolute() || link.getRawAuthority() != null) {
      return false;
    }
    Path to = link.getPath().isEmpty() ? page : page.resolveSibling(link.getPath());
    return Files.isRegularFile(to) && (link.getFragment() == null
        || pages.getOrDefault(to, "").contains("id=\"" + link.getRawFragment() + "\"")
        || pages.getOrDefault(to, "").contains("id=\"" + link.getFragment() + "\""));
  }

  @Test
  void areListedInTheIndexInTheirOwnWords() throws IOException {
    String index = Files.readString(untouched.resolve("index.html"));
    int total = 0;
    int at = 0;
    for (Path file : Pack.notebooks()) {
      Notebook notebook = Notebook.read(file);
      String row = "<a href=\"" + file.getFileName().toString().replace(".ipynb", ".html") + "\">" + notebook.title()
          + "</a>";
      assertTrue(index.indexOf(row, at) > at, "not in its place: " + row);
      at = index.indexOf(row, at);
      assertEquals(Integer.toString(notebook.minutes()),
          index.substring(at).replaceFirst("(?s).*?class=\"minutes\">(\\d*)<.*", "$1"), row);
      assertEquals(notebook.questions().size(),
          index.substring(at, index.indexOf("</tr>", at)).split("<li>").length - 1, row);
      total += notebook.minutes();
    }
    assertTrue(index.contains("class=\"minutes\">" + total + "<"), "no total of " + total + " minutes");
  }

  private static Notebook executed(Path site, Path notebook) throws IOException {
    return Notebook.read(site.resolve(notebook.getFileName()));
  }
}
