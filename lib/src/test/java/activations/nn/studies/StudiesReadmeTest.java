package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The list of studies in lib/README.md is what the stored files say. */
class StudiesReadmeTest {

  private static final String HEADER = "| study | what it measures | runs | seconds of one core |\n|---|---|---|---|\n";

  @Test
  void listsTheRunsOfEachStudyAndTheirTime() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf(HEADER) + HEADER.length();
    List<String> rows = readme.substring(from, readme.indexOf("\n\n", from)).lines().toList();
    List<String> expected = Studies.all().stream().map(StudiesReadmeTest::row).toList();
    assertEquals(String.join("\n", expected), String.join("\n", rows));
    assertTrue(readme.contains(" activations.nn.studies.Studies digits full digits.csv\n"));
  }

  private static String row(Study study) {
    double[] seconds = StudyFile.seconds(text(study));
    return "| `" + study.name() + "` | " + study.question() + " | " + (seconds.length == 0 ? "– | –"
        : String.format(Locale.ROOT, "%,d | %,.0f", seconds.length, Arrays.stream(seconds).sum())) + " |";
  }

  /** Empty if the study has no stored runs. */
  private static String text(Study study) {
    try (InputStream in = Studies.class.getResourceAsStream(study.name() + ".csv")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
