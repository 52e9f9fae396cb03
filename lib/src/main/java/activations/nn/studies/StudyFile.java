package activations.nn.studies;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    String text = text();
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
    Set<String> trials = new HashSet<>();
    String trial = null;
    for (String line : whole.lines().toList()) {
      if (line.startsWith(SECONDS) && !trials.add(trial)) {
        throw new IllegalArgumentException(path + " has the trial " + trial + " twice: two runs wrote into it, or it was"
            + " changed; choose another file");
      }
      trial = line.charAt(0) == COMMENT ? trial : key(line);
    }
    return read(schema, new StringReader(whole));
  }

  /** What is in the file, without what other programs put there: a mark at its beginning, line ends of two characters. */
  private String text() throws IOException {
    return Files.readString(path).replace("\r\n", "\n").replaceFirst("^\ufeff", "");
  }

  /**
   * Keeps other runs from the file until it is closed.
   *
   * @throws IllegalStateException if another run has it
   */
  Closeable lock() throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path file = Path.of(path + ".lock");
    FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return () -> {
          lock.close();
          Files.deleteIfExists(file);
        };
      }
    } catch (OverlappingFileLockException e) {
      // By this Java.
    }
    lock.close();
    throw new IllegalStateException("another run writes into " + path + "; wait for its end, or choose another file");
  }

  /** Begins the file, or a batch of further rows in it. What is in the file is never without a copy on the disk. */
  void begin() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    String before = Files.exists(path) ? whole(text()) : title + "\n" + schema.header() + "\n";
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
