package activations.repository;

import activations.repository.Notebook.Cell;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a notebook of the course owes its reader beyond its form: it keeps its time, something in it moves, a prediction
 * is answered by the reader first, and its code shows ideas and no plumbing. Each rule gives sentences, one for each
 * place where it is broken.
 */
final class CourseRules {

  /** The last notebook that these rules hold for; the later ones have the form alone. */
  static final String LAST = "07";

  static final int MOST_CODE_LINES = 15;
  private static final String SET_UP = "00";
  private static final int MOST_MINUTES_OF_SET_UP = 20;
  private static final int MOST_MINUTES = 50;
  private static final int FEWEST_FRAMES = 15;
  private static final int LARGEST_SHARE_OF_GOING_DEEPER = 3;
  private static final String GOING_DEEPER = "Going deeper";
  /** The headings of the last cell; not every notebook has papers. */
  private static final List<String> CLOSING = List.of("## Key points", "## Next", "## Papers");
  private static final String FIRST_LINE_OF_A_GUESS = "String guess = \"\";   // ";

  private static final Pattern FORMATTING = Pattern.compile(
      "\\bString\\s*\\.\\s*(?:format|valueOf)\\b|\\bprintf\\s*\\(|"
      + "\\.formatted\\s*\\(|\\bDecimalFormat\\b|\\bNumberFormat\\b|\\bFormatter\\b|"
      + "\\b(?:Double|Float|Integer|Long)\\s*\\.\\s*toString\\s*\\(|\\bLocale\\b");
  private static final Pattern IMPORT_OR_NOTHING = Pattern.compile("import [^;]+;|\\s*");
  private static final Pattern CODE_OR_FORMULA =
      Pattern.compile("^```.*?^```|`[^`\\n]+`|\\$\\$.+?\\$\\$|\\$[^$]+\\$", Pattern.DOTALL | Pattern.MULTILINE);
  /** A letter by itself. */
  private static final Pattern LETTER = Pattern.compile("(?<![\\p{L}\\p{N}'’-])[A-Z](?![\\p{L}\\p{N}'’-])");
  private static final String GUESS = "Show.guess(";
  private static final Pattern SECTION = Pattern.compile("^(?=## )", Pattern.MULTILINE);
  private static final Pattern DATA_OF_A_FIGURE =
      Pattern.compile("<script type=\"application/json\">([^<]*)</script>");

  private CourseRules() {}

  /** Whether a notebook is one of those that the rules hold for. */
  static boolean holdFor(Notebook notebook) {
    return notebook.name().substring(0, LAST.length()).compareTo(LAST) <= 0;
  }

  static List<String> broken(Notebook notebook) {
    return Stream.of(longCells(notebook), formatting(notebook), imports(notebook), minutes(notebook),
        movingFigures(notebook), guesses(notebook), goingDeeper(notebook)).flatMap(List::stream).toList();
  }

  static List<String> longCells(Notebook notebook) {
    return notebook.codeCells().stream().filter(cell -> cell.source().lines().count() > MOST_CODE_LINES)
        .map(cell -> cell + " has " + cell.source().lines().count() + " lines; at most " + MOST_CODE_LINES
            + " can be read at once").toList();
  }

  static List<String> formatting(Notebook notebook) {
    List<String> broken = new ArrayList<>();
    for (Cell cell : notebook.codeCells()) {
      FORMATTING.matcher(cell.source()).results().forEach(found -> broken.add(cell + " has " + found.group().strip()
          + "; Show.print and the formats of Show.table do that"));
    }
    return broken;
  }

  static List<String> imports(Notebook notebook) {
    List<String> broken = new ArrayList<>();
    Cell imports = notebook.codeCells().get(1);
    if (!imports.source().lines().allMatch(line -> IMPORT_OR_NOTHING.matcher(line).matches())) {
      broken.add(imports + " has more than the imports");
    }
    for (Cell cell : notebook.codeCells()) {
      if (cell.hidesItsSource() != (cell.number() == imports.number())) {
        broken.add(cell + ": the imports are hidden, and no other code: \"jupyter\": {\"source_hidden\": true}");
      }
    }
    return broken;
  }

  static List<String> minutes(Notebook notebook) {
    int most = notebook.name().startsWith(SET_UP) ? MOST_MINUTES_OF_SET_UP : MOST_MINUTES;
    int total = Minutes.of(notebook).total();
    return total <= most ? List.of() : List.of(notebook.name() + " takes " + total + " minutes, of at most " + most);
  }

  static List<String> movingFigures(Notebook notebook) {
    List<String> broken = new ArrayList<>();
    int figures = 0;
    for (Cell cell : notebook.codeCells()) {
      for (JsonObject figure : figures(cell)) {
        figures++;
        JsonArray frames = figure.getAsJsonArray("frames");
        if (frames.size() < FEWEST_FRAMES) {
          broken.add(cell + " has a figure of " + frames.size() + " positions; at least " + FEWEST_FRAMES
              + " are needed");
        }
        Map<String, String> pictures = new HashMap<>();
        for (JsonElement element : frames) {
          JsonObject frame = element.getAsJsonObject();
          String picture = frame.get("src").toString();
          String same = pictures.putIfAbsent(frame.get("alt").getAsString(), picture);
          if (same != null && !same.equals(picture)) {
            broken.add(cell + " says the same of two pictures that differ: " + frame.get("alt").getAsString());
          }
        }
      }
    }
    if (figures == 0) {
      broken.add(notebook.name() + " has no figure that moves");
    }
    return broken.stream().distinct().toList();
  }

  private static List<JsonObject> figures(Cell cell) {
    List<JsonObject> figures = new ArrayList<>();
    for (JsonElement element : cell.outputs()) {
      JsonObject data = element.getAsJsonObject().getAsJsonObject("data");
      if (data != null && data.has("text/html")) {
        DATA_OF_A_FIGURE.matcher(Cell.text(data.get("text/html"))).results()
            .forEach(figure -> figures.add(JsonParser.parseString(figure.group(1)).getAsJsonObject()));
      }
    }
    return figures;
  }

  /** Where a prediction has options, the cells below it ask for one, and say which came out. */
  static List<String> guesses(Notebook notebook) {
    List<String> broken = new ArrayList<>();
    List<Cell> asked = new ArrayList<>();
    for (Cell prediction : notebook.predictions()) {
      String options = options(prediction);
      List<Cell> below = notebook.cells().stream().skip(prediction.number()).takeWhile(Cell::isCode).toList();
      List<Cell> answers = below.stream().filter(CourseRules::saysWhichCameOut).toList();
      asked.addAll(answers);
      if (options.length() < 2) {
        answers.forEach(cell -> broken.add(cell + " asks for a guess, but there are no options A and B above it"));
      } else if (answers.size() != 1) {
        broken.add(prediction + " has options: one code cell below it says which came out, by Show.guess(guess, …)");
      } else {
        broken.addAll(guess(below.subList(0, below.indexOf(answers.get(0)) + 1), options));
      }
    }
    notebook.codeCells().stream().filter(cell -> saysWhichCameOut(cell) && !asked.contains(cell))
        .forEach(cell -> broken.add(cell + " asks for a guess, but no prediction stands above it"));
    return broken;
  }

  private static boolean saysWhichCameOut(Cell cell) {
    return cell.source().contains(GUESS);
  }

  /** One of the cells begins with the line for the guess; the last of them says which option came out. */
  private static List<String> guess(List<Cell> cells, String options) {
    List<String> broken = new ArrayList<>();
    Cell last = cells.get(cells.size() - 1);
    String first = FIRST_LINE_OF_A_GUESS + String.join(", ", options.substring(0, options.length() - 1).split(""))
        + " or " + options.charAt(options.length() - 1);
    if (cells.stream().filter(cell -> cell.source().lines().findFirst().orElse("").equals(first)).count() != 1) {
      broken.add(last + ", or one above it, does not begin with: " + first);
    }
    List<String> arguments = arguments(last.source().substring(last.source().indexOf(GUESS) + GUESS.length()));
    if (!arguments.get(0).equals("guess") || arguments.size() != options.length() + 1) {
      broken.add(last + " does not call Show.guess with guess and a condition for each of " + options);
    } else if (arguments.stream().anyMatch(argument -> argument.matches("true|false"))) {
      broken.add(last + " tells the answer; its conditions must be computed");
    }
    return broken;
  }

  /** The letters from A on that stand by themselves in the paragraph that asks. */
  private static String options(Cell prediction) {
    String[] paragraphs = prediction.source().strip().split("\\R\\s*\\R");
    // A list may stand below the question as a paragraph of its own.
    String asking = Stream.of(paragraphs).dropWhile(paragraph -> !paragraph.contains(Notebook.PREDICTION))
        .collect(Collectors.joining("\n\n"));
    List<String> letters = LETTER.matcher(CODE_OR_FORMULA.matcher(asking).replaceAll("")).results()
        .map(letter -> letter.group()).toList();
    String options = "ABCDEFGH";
    int size = (int) IntStream.range(0, options.length())
        .takeWhile(i -> letters.contains(options.substring(i, i + 1))).count();
    return options.substring(0, size);
  }

  /** Up to the bracket that closes the call; split at commas that are in no brackets of their own and no string. */
  private static List<String> arguments(String code) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    boolean inString = false;
    int start = 0;
    for (int i = 0; i < code.length() && depth >= 0; i++) {
      char c = code.charAt(i);
      inString ^= c == '"';
      depth += inString ? 0 : "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth < 0 || c == ',' && depth == 0 && !inString) {
        arguments.add(code.substring(start, i).strip());
        start = i + 1;
      }
    }
    return arguments;
  }

  static List<String> goingDeeper(Notebook notebook) {
    String text = notebook.cells().stream().filter(cell -> !cell.isCode()).map(Cell::source)
        .collect(Collectors.joining("\n\n"));
    List<String> sections = List.of(SECTION.split(text));
    List<String> headings = sections.stream().map(section -> section.lines().findFirst().orElse("")).toList();
    int deeper = headings.indexOf("## " + GOING_DEEPER);
    if (deeper < 0) {
      return List.of();
    }
    List<String> broken = new ArrayList<>();
    List<String> after = headings.subList(deeper + 1, headings.size()).stream()
        .filter(heading -> !heading.startsWith("## Exercise ")).toList();
    if (!after.equals(CLOSING.subList(0, Math.min(after.size(), CLOSING.size())))) {
      broken.add(notebook.name() + ": \"## " + GOING_DEEPER + "\" stands directly before " + CLOSING + ", not before "
          + after);
    }
    long words = sections.subList(deeper, sections.size() - after.size()).stream().mapToLong(Minutes::words).sum();
    long all = Minutes.words(text);
    if (LARGEST_SHARE_OF_GOING_DEEPER * words > all) {
      broken.add(notebook.name() + ": \"" + GOING_DEEPER + "\" has " + words + " of " + all + " words; at most a third "
          + "may be there");
    }
    return broken;
  }
}
