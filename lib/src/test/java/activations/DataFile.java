package activations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Tables among the test's resources: lines of fields without quotes, and comments behind #. */
final class DataFile {

  private DataFile() {}

  /** The fields of each line of a file that has no line of column names. */
  static List<String[]> fields(String file, String separator) {
    return fields(text(file), separator, 0);
  }

  /** The fields of each line of a file whose first line names the columns. */
  static List<String[]> rows(String file) {
    return rowsOf(text(file));
  }

  /** As {@link #rows}, of the text of a file. */
  static List<String[]> rowsOf(String text) {
    return fields(text, ";", 1);
  }

  private static List<String[]> fields(String text, String separator, int header) {
    Stream<String> lines = text.lines().filter(line -> !line.startsWith("#"));
    return lines.skip(header).map(line -> line.split(separator)).toList();
  }

  private static String text(String file) {
    try (InputStream in = DataFile.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException(file + " is missing; the scripts in lib/src/test/python write these files,"
            + " and each names its own in its first line");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
