package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything public is documented: what it is, each parameter, what comes back, what is thrown. */
class DocumentationTest {

  @TempDir
  private Path folder;

  @Test
  void javadocHasNoComplaint() {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int status = ToolProvider.findFirst("javadoc").orElseThrow().run(writer, writer, "-quiet", "-Xdoclint:all",
        "-Xmaxwarns", "1000", "--add-modules", "jdk.incubator.vector", "-classpath",
        System.getProperty("java.class.path"), "-sourcepath", "lib/src/main/java", "-subpackages", "activations", "-d",
        folder.toString());
    assertEquals("", said.toString().lines().filter(line -> line.contains("warning: ") || line.contains("error: "))
        .filter(line -> !line.contains("[incubating]")).collect(Collectors.joining("\n")));
    assertEquals(0, status, said.toString());
  }
}
