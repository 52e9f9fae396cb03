package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything public is documented: what it is, each parameter, what comes back, what is thrown. */
class DocumentationTest {

  private static final Pattern COMPLAINT = Pattern.compile("(.*\\.java):(\\d+): (?:warning|error): .*");

  @TempDir
  private Path folder;

  @Test
  void javadocHasNoComplaint() {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int status = ToolProvider.findFirst("javadoc").orElseThrow().run(writer, writer, "-quiet", "-encoding", "UTF-8",
        "-Xdoclint:all",
        "-Xmaxwarns", "1000", "--add-modules", "jdk.incubator.vector", "-classpath",
        System.getProperty("java.class.path"), "-sourcepath",
        Pack.ROOT.resolve("lib/src/main/java").toString(), "-subpackages", "activations", "-d",
        folder.toString());
    assertEquals("", said.toString().lines().filter(line -> COMPLAINT.matcher(line).matches())
        .filter(line -> !isCompactConstructor(line)).collect(Collectors.joining("\n")));
    assertEquals(0, status, said.toString());
  }

  /** JDK 17 asks for the parameters of a constructor that declares none. */
  private static boolean isCompactConstructor(String complaint) {
    Matcher matcher = COMPLAINT.matcher(complaint);
    assertTrue(matcher.matches());
    try (Stream<String> lines = Files.lines(Path.of(matcher.group(1)))) {
      return lines.skip(Integer.parseInt(matcher.group(2)) - 1).findFirst().orElseThrow().matches(" +public \\w+ \\{");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
