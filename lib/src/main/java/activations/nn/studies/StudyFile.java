package activations.nn.studies;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * The rows of a study as comma-separated values, which are its checkpoint too: the rows of a trial are written when it
 * ends, so a run that was stopped goes on with the trials that are missing.
 *
 * <p>Lines that begin with # are comments: what the study is; before each batch of rows, when, from what code, by what
 * command and on what machine they were measured; after the rows of each trial, how many seconds it took.
 */
final class StudyFile {

  private static final char COMMENT = '#';

  /** Begins the line behind the rows of a trial. */
  private static final String SECONDS = COMMENT + " seconds ";

  private final Schema schema;
  private final String title;
  private final Path path;

  StudyFile(Study study, Study.Size size, Path path) {
    this.schema = study.schema();
    this.title = title(study, size);
    this.path = path;
  }

  /** The first line of a file, up to the question. */
  static String title(Study study, Study.Size size) {
    return COMMENT + " " + study.name() + ", " + size.name().toLowerCase(Locale.ROOT) + ": " + study.question();
  }

  /** The rows of a text, in its order. */
  static Table read(Schema schema, Reader text) {
    return Table.read().usingOptions(CsvReadOptions.builder(text).tableName(schema.name()).commentPrefix(COMMENT)
        .columnTypes(schema.types()));
  }

  /**
   * The rows of the file, in its order; none if there is no file.
   *
   * @throws IllegalArgumentException if it is a folder, or of another study or size
   */
  Table read() throws IOException {
    if (!Files.exists(path)) {
      return schema.table(List.of());
    }
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(path + " is a folder; name a file in it");
    }
    String text = Files.readString(path);
    if (!text.startsWith(title + "\n" + schema.header() + "\n")) {
      throw new IllegalArgumentException(
          path + " begins with \"" + text.lines().limit(2).collect(Collectors.joining(" / "))
              + "\", and this study with \"" + title + " / " + schema.header() + "\"; choose another file");
    }
    String whole = whole(text);
    if (text.substring(whole.length()).lines().map(this::key).distinct().limit(3).count() == 3) {
      throw new IllegalArgumentException(path + " has rows of trials without their seconds, as no run writes them: it was"
          + " changed, or is of another version; choose another file");
    }
    return read(schema, new StringReader(whole));
  }

  /** Begins the file, or a batch of further rows in it. What is in the file is never without a copy on the disk. */
  void begin() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    String before = Files.exists(path) ? whole(Files.readString(path)) : title + "\n" + schema.header() + "\n";
    Path next = folder.resolve(path.getFileName() + ".part");
    Files.writeString(next, before + COMMENT + " measured " + LocalDate.now() + ", " + Provenance.line() + "\n");
    Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes the rows of a trial that has just ended, and behind them how long it took. */
  synchronized void append(List<Object[]> rows, double seconds) throws IOException {
    Files.writeString(path, rows.stream().map(StudyFile::line).collect(Collectors.joining())
        + String.format(Locale.ROOT, "%s%.2f\n", SECONDS, seconds), StandardOpenOption.APPEND);
  }

  /** How long each trial took, in the order of the text. */
  static double[] seconds(String text) {
    return text.lines().filter(line -> line.startsWith(SECONDS))
        .mapToDouble(line -> Double.parseDouble(line.substring(SECONDS.length()))).toArray();
  }

  private static String line(Object[] row) {
    return Arrays.stream(row).map(value -> value instanceof Double number && number.isNaN() ? "" : value.toString())
        .collect(Collectors.joining(",")) + "\n";
  }

  /** The text without the last trial, if its writing was cut off: behind a whole one stands a line of its seconds. */
  private static String whole(String text) {
    String[] lines = text.split("(?<=\n)");
    int end = lines.length;
    while (end > 2 && !(lines[end - 1].charAt(0) == COMMENT && lines[end - 1].endsWith("\n"))) {
      end--;
    }
    return String.join("", Arrays.copyOf(lines, end));
  }

  /** The part of a line that tells which trial it is of. */
  private String key(String line) {
    return Arrays.stream(line.split(",")).limit(schema.factors()).collect(Collectors.joining(","));
  }
}
