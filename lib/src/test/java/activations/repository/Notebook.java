package activations.repository;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A notebook file, read for the tests. */
final class Notebook {

  /** The last paragraph of a text that asks for a prediction has it. */
  static final String PREDICTION = "**Before you run:**";

  private static final Pattern SOLUTION =
      Pattern.compile("<details>.*?```java\\R(.*?)\\R```.*?</details>", Pattern.DOTALL);
  private static final Pattern TITLE = Pattern.compile("\\A# (.+)");
  private static final Pattern QUESTIONS =
      Pattern.compile("^\\*\\*Questions\\*\\*\\s*((?:(?:[-*]|\\d+\\.) .*\\R?|[ \\t]+\\S.*\\R?)+)", Pattern.MULTILINE);
  private static final Pattern ITEM = Pattern.compile("^(?:[-*]|\\d+\\.) +(.+)", Pattern.MULTILINE);
  private static final Pattern MINUTES =
      Pattern.compile("^\\*\\*Minutes:\\*\\* (\\d+) \\(reading \\d+, exercises \\d+\\)\\.", Pattern.MULTILINE);
  private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");
  private static final Pattern CODE =
      Pattern.compile("^```.*?^```|`[^`\\n]+`", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern FORMULA = Pattern.compile("\\$\\$.+?\\$\\$|\\$[^$]+\\$", Pattern.DOTALL);
  private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern PICTURE_DATA = Pattern.compile("\"data:[^\"]*\"");
  /** The scripts of a figure that moves: its data, and the library's own script. */
  private static final Pattern MOVING_FIGURE = Pattern.compile(
      "<script type=\"application/json\">([^<]*)</script>"
      + "\\s*<script>\\s*" + Pattern.quote(movingFigureScript().strip()) + "\\s*</script>");
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().serializeNulls().create();

  private final String name;
  private final JsonObject json;

  private Notebook(String name, JsonObject json) {
    this.name = name;
    this.json = json;
  }

  static Notebook read(Path file) throws IOException {
    return new Notebook(file.getFileName().toString(),
        JsonParser.parseString(Files.readString(file)).getAsJsonObject());
  }

  void write(Path file) throws IOException {
    Files.writeString(file, GSON.toJson(json));
  }

  String name() {
    return name;
  }

  JsonObject json() {
    return json;
  }

  /** The text of the first cell. */
  String opening() {
    return cells().get(0).source();
  }

  /** The first heading. */
  String title() {
    return find(TITLE, "open with a heading").group(1);
  }

  /** The questions that it says it answers. */
  List<String> questions() {
    return ITEM.matcher(find(QUESTIONS, "list its questions").group(1)).results().map(item -> item.group(1)).toList();
  }

  /** The minutes that it says it takes. */
  int minutes() {
    return Integer.parseInt(find(MINUTES, "say **Minutes:** N (reading N, exercises N).").group(1));
  }

  private Matcher find(Pattern pattern, String rule) {
    Matcher matcher = pattern.matcher(opening());
    if (!matcher.find()) {
      throw new AssertionError(name + " must " + rule);
    }
    return matcher;
  }

  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (JsonElement cell : json.getAsJsonArray("cells")) {
      cells.add(new Cell(name, cells.size() + 1, cell.getAsJsonObject()));
    }
    return cells;
  }

  List<Cell> codeCells() {
    return cells().stream().filter(Cell::isCode).toList();
  }

  /** An exercise: its stub, the cell that checks it, and the code of its solution. */
  record Exercise(Cell stub, Cell check, String solution) {}

  /** The exercises; fails if one lacks its check or its solution. */
  List<Exercise> exercises() {
    List<Exercise> exercises = new ArrayList<>();
    List<Cell> cells = cells();
    for (int i = 0; i < cells.size(); i++) {
      Cell stub = cells.get(i);
      if (!stub.has("exercise")) {
        continue;
      }
      List<Cell> after = cells.subList(i + 1, cells.size());
      Cell check = after.stream().filter(Cell::isCode).findFirst().filter(cell -> cell.has("check"))
          .orElseThrow(() -> new AssertionError(stub + ": the code cell after an exercise must be tagged check"));
      Cell next = cells.get(Math.min(check.number(), cells.size() - 1));
      Matcher solution = SOLUTION.matcher(next.isCode() ? "" : next.source());
      if (!solution.find()) {
        throw new AssertionError(check + ": the next cell must hold the solution, a java block inside <details>");
      }
      exercises.add(new Exercise(stub, check, solution.group(1)));
    }
    return exercises;
  }

  /** The texts that ask for a prediction. */
  List<Cell> predictions() {
    return cells().stream().filter(Cell::asksForAPrediction).toList();
  }

  /** What shows whether a prediction was right: the code cells under it, up to the next text, that show something. */
  List<Cell> answersTo(Cell prediction) {
    return cells().stream().skip(prediction.number()).takeWhile(Cell::isCode).filter(cell -> !cell.outputs().isEmpty())
        .toList();
  }

  /** The same for all predictions. */
  List<Cell> answersToPredictions() {
    return predictions().stream().flatMap(prediction -> answersTo(prediction).stream()).toList();
  }

  /** The same notebook with each exercise's solution in its stub's place. */
  Notebook solved() {
    Notebook solved = new Notebook(name, json.deepCopy());
    for (Exercise exercise : exercises()) {
      solved.json.getAsJsonArray("cells").get(exercise.stub().number() - 1).getAsJsonObject()
          .addProperty("source", exercise.solution());
    }
    return solved;
  }

  /** The same notebook as it was before it was ever executed. */
  Notebook withoutOutputs() {
    Notebook bare = new Notebook(name, json.deepCopy());
    for (Cell cell : bare.codeCells()) {
      cell.json().add("outputs", new JsonArray());
      cell.json().add("execution_count", JsonNull.INSTANCE);
    }
    return bare;
  }

  /** How many figures with sliders it shows. */
  int movingFigures() {
    return codeCells().stream().mapToInt(cell -> cell.shown().split("<figure class=\"moving-figure\"", -1).length - 1)
        .sum();
  }

  /** HTML without the scripts of figures that move. */
  static String withoutMovingFigures(String html) {
    return MOVING_FIGURE.matcher(html).replaceAll("");
  }

  /** The alt texts of all frames of the figures that move. */
  static List<String> altsOfMovingFigures(String html) {
    return MOVING_FIGURE.matcher(html).results().map(figure -> JsonParser.parseString(figure.group(1)))
        .flatMap(data -> data.getAsJsonObject().getAsJsonArray("frames").asList().stream())
        .map(frame -> frame.getAsJsonObject().get("alt").getAsString()).toList();
  }

  private static String movingFigureScript() {
    try {
      return Files.readString(Pack.ROOT.resolve("lib/src/main/resources/activations/notebook/moving-figure.js"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** How many formulas its text has. */
  int formulas() {
    return (int) cells().stream().flatMap(Cell::formulas).count();
  }

  /** One cell; counted from 1, as a reader does. */
  record Cell(String notebook, int number, JsonObject json) {

    boolean isCode() {
      return json.get("cell_type").getAsString().equals("code");
    }

    String source() {
      return text(json.get("source"));
    }

    /** The formulas of its text, in their dollars. */
    Stream<String> formulas() {
      String text = isCode() ? "" : CODE.matcher(source()).replaceAll("").replace("\\$", "");
      return FORMULA.matcher(text).results().map(MatchResult::group);
    }

    boolean has(String tag) {
      JsonElement tags = json.getAsJsonObject("metadata").get("tags");
      return tags != null && tags.getAsJsonArray().asList().stream().anyMatch(each -> each.getAsString().equals(tag));
    }

    /** Whether its last paragraph does; it may say before what the cell is about. */
    boolean asksForAPrediction() {
      String[] paragraphs = PARAGRAPHS.split(source().strip());
      return !isCode() && paragraphs[paragraphs.length - 1].contains(PREDICTION);
    }

    /** Whether what it shows stays hidden until it is run: in JupyterLab, and in the classic Notebook. */
    boolean hidesItsOutput() {
      JsonObject metadata = json.getAsJsonObject("metadata");
      boolean inLab = metadata.has("jupyter") && isTrue(metadata.getAsJsonObject("jupyter").get("outputs_hidden"));
      if (inLab != isTrue(metadata.get("collapsed"))) {
        throw new AssertionError(this + " hides its output in one front end only");
      }
      return inLab;
    }

    /** Whether JupyterLab folds its code, and a page of the site. */
    boolean hidesItsSource() {
      JsonObject metadata = json.getAsJsonObject("metadata");
      return metadata.has("jupyter") && isTrue(metadata.getAsJsonObject("jupyter").get("source_hidden"));
    }

    private static boolean isTrue(JsonElement value) {
      return value != null && value.getAsBoolean();
    }

    boolean wasExecuted() {
      return !json.get("execution_count").isJsonNull();
    }

    boolean failed() {
      return outputs().asList().stream()
          .anyMatch(output -> output.getAsJsonObject().get("output_type").getAsString().equals("error"));
    }

    JsonArray outputs() {
      return isCode() ? json.getAsJsonArray("outputs") : new JsonArray();
    }

    /** What the cell shows, without colours and without the pictures' pixels, which depend on fonts. */
    String shown() {
      StringBuilder shown = new StringBuilder();
      for (JsonElement element : outputs()) {
        JsonObject output = element.getAsJsonObject();
        if (output.has("text")) {
          shown.append(text(output.get("text")));
        } else if (output.has("data")) {
          JsonObject data = output.getAsJsonObject("data");
          JsonElement words = data.has("text/html") ? data.get("text/html") : data.get("text/plain");
          shown.append(words == null ? "" : text(words));
        } else {
          shown.append(text(output.get("evalue")));
        }
        shown.append('\n');
      }
      return PICTURE_DATA.matcher(ANSI.matcher(shown).replaceAll("")).replaceAll("\"data:\"").strip();
    }

    static String text(JsonElement lines) {
      if (!lines.isJsonArray()) {
        return lines.getAsString();
      }
      StringBuilder text = new StringBuilder();
      lines.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
      return text.toString();
    }

    @Override
    public String toString() {
      return notebook + ", cell " + number;
    }
  }
}
