package activations.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** README.md's "Write a layer", "Show a figure that moves" and "Add an exercise", run in JShell. */
@Tag("slow")
class ReadmeLayerTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theCodeOfTheReadmeRuns() throws IOException {
    String output = said("## Write a layer", "## How it is done");
    assertTrue(output.contains("GradientCheck[error="), output);
    assertTrue(output.contains("12 of 12: scaled, learningRate 0.0"), output);
    assertTrue(output.contains("loss minus that of plain"), output);
    assertTrue(output.contains("Swish with β = 1.6 falls to −0.17\n(β: 1.6. In a notebook this figure moves:"), output);
    assertTrue(output.contains("(a: 2, b: 1.0. In a notebook this figure moves: a from 1 to 4, b from 0.5 to"), output);
    assertTrue(output.contains("The graph of ReLU\n(training: after. In a notebook this figure moves"), output);
  }

  @Test
  void theExerciseOfTheReadmeIsOne() throws IOException {
    String output = said("## Add an exercise", "## Write a layer");
    assertTrue(output.contains("… Not answered yet: a tenth of x"), output);
    assertFalse(output.contains("Hint"), output);
  }

  /** What the blocks of code between these headings print. */
  private static String said(String heading, String next) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.substring(readme.indexOf(heading), readme.indexOf(next));
    List<String> blocks = BLOCK.matcher(section).results().map(block -> block.group(1)).toList();
    assertFalse(blocks.isEmpty());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (JShell shell = JShell.builder().out(new PrintStream(said, true, StandardCharsets.UTF_8))
        .remoteVMOptions("-Dactivations.simd=false", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      blocks.forEach(block -> run(shell, block));
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private static void run(JShell shell, String block) {
    String rest = block;
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(next.source())) {
        assertEquals(Snippet.Status.VALID, event.status(), () -> event.snippet().source() + "\n"
            + shell.diagnostics(event.snippet()).map(one -> one.getMessage(null)).toList());
        assertNull(event.exception(), event.snippet().source());
      }
      rest = next.remaining();
    }
  }
}
