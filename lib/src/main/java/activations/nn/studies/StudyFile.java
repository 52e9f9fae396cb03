package activations.nn.studies;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows of a study as comma-separated values, which are its checkpoint too: the rows of a trial are written when it
 * ends, and a run that was stopped goes on with the trials that are missing.
 *
 * <p>Lines that begin with # are comments: what the study is, and, before each batch of rows, when and on what they were
 * measured.
 */
final class StudyFile {

  private final Study study;
  private final Study.Size size;
  private final Schema schema;
  private final Path path;

  /** What a batch of rows says about itself, and its rows by their setting. */
  record Batch(String origin, Map<List<Object>, List<Object[]>> trials) {}

  StudyFile(Study study, Study.Size size, Path path) {
    this.study = study;
    this.size = size;
    this.schema = study.schema();
    this.path = path;
  }

  /** The batches of the file; none if there is no file. A last line that was cut off takes its trial with it. */
  List<Batch> read() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    String text = Files.readString(path);
    boolean whole = text.endsWith("\n");
    try (Reader reader = Files.newBufferedReader(path)) {
      List<Batch> batches = read(schema, reader, whole);
      return batches;
    }
  }

  static List<Batch> read(Schema schema, Reader reader, boolean whole) throws IOException {
    List<Batch> batches = new ArrayList<>();
    List<Object> last = null;
    String header = Schema.names(schema.columns()).replace(", ", ",");
    for (String line : new BufferedReader(reader).lines().toList()) {
      if (line.startsWith(ORIGIN)) {
        batches.add(new Batch(line.substring(ORIGIN.length()), new LinkedHashMap<>()));
      } else if (!line.startsWith("#") && !line.equals(header)) {
        String[] fields = line.split(",", -1);
        if (fields.length == schema.columns().size()) {
          Object[] row = new Object[fields.length];
          Arrays.setAll(row, c -> schema.columns().get(c).parse(fields[c]));
          last = Arrays.asList(row).subList(0, schema.factors());
          batches.get(batches.size() - 1).trials().computeIfAbsent(last, key -> new ArrayList<>()).add(row);
        }
      }
    }
    if (!whole && last != null) {
      batches.get(batches.size() - 1).trials().remove(last);
    }
    return batches;
  }

  private static final String ORIGIN = "# measured ";

  /** Begins the file, or goes on with what it has. */
  void begin(List<Batch> before, String origin) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    StringBuilder text = new StringBuilder("# " + study.name() + ", " + size.name().toLowerCase(java.util.Locale.ROOT) + ": "
        + study.question() + "\n" + Schema.names(schema.columns()).replace(", ", ",") + "\n");
    for (Batch batch : before) {
      text.append(ORIGIN).append(batch.origin()).append('\n');
      batch.trials().values().forEach(rows -> text.append(lines(rows)));
    }
    text.append(ORIGIN).append(origin).append('\n');
    Files.writeString(path, text);
  }

  /** Writes the rows of a trial that has just ended. */
  synchronized void append(List<Object[]> rows) throws IOException {
    Files.writeString(path, lines(rows), StandardOpenOption.APPEND);
  }

  static String lines(List<Object[]> rows) {
    return rows.stream().map(row -> Arrays.stream(row).map(StudyFile::field).collect(Collectors.joining(",")) + "\n")
        .collect(Collectors.joining());
  }

  private static String field(Object value) {
    return value instanceof Double number && number.isNaN() ? "" : String.valueOf(value);
  }

  /** When, and on what. */
  static String origin() {
    return LocalDate.now() + ", Java " + Runtime.version() + ", " + System.getProperty("os.arch");
  }
}
