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

  private static final Pattern SOLUTION =
      Pattern.compile("<details>.*?```java\\R(.*?)\\R```.*?</details>", Pattern.DOTALL);
  private static final Pattern TITLE = Pattern.compile("\\A# (.+)");
  private static final Pattern QUESTIONS =
      Pattern.compile("^\\*\\*Questions\\*\\*\\s*((?:(?:[-*]|\\d+\\.) .*\\R?|[ \\t]+\\S.*\\R?)+)", Pattern.MULTILINE);
  private static final Pattern ITEM = Pattern.compile("^(?:[-*]|\\d+\\.) +(.+)", Pattern.MULTILINE);
  private static final Pattern MINUTES =
      Pattern.compile("^\\*\\*Minutes:\\*\\* reading(?: and running)? (\\d+), exercises (\\d+)\\.", Pattern.MULTILINE);
  private static final Pattern CODE =
      Pattern.compile("^```.*?^```|`[^`\\n]+`", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern FORMULA = Pattern.compile("\\$\\$.+?\\$\\$|\\$[^$]+\\$", Pattern.DOTALL);
  private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern PICTURE_DATA = Pattern.compile("src=\"data:[^\"]*\"");
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

  /** The minutes that it says it takes: reading and exercises. */
  int minutes() {
    Matcher minutes = find(MINUTES, "say **Minutes:** reading N, exercises M.");
    return Integer.parseInt(minutes.group(1)) + Integer.parseInt(minutes.group(2));
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
      return PICTURE_DATA.matcher(ANSI.matcher(shown).replaceAll("")).replaceAll("src=\"data:\"").strip();
    }

    private static String text(JsonElement lines) {
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
