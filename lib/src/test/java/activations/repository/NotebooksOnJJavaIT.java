package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every notebook on the JJava kernel, which Start.java takes where it is registered. */
class NotebooksOnJJavaIT {

  private static final Path SITE = Pack.TARGET.resolve("jjava-site");

  @Test
  void showWhatIsStored() throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("PATH", JJava.path());
    Pack.Result check = Pack.start(Pack.ROOT, environment, List.of(), "check");
    assertEquals(0, check.status(), check.output());
    Pack.assertContains(check, "Kernel    \"java\", registered in ", "jjava", "  chart   drawn and shown");
    Pack.Result run = Pack.start(Pack.ROOT, environment, List.of(), "run", "--site", SITE.toString());
    assertEquals(0, run.status(), run.output());
    System.out.println("On JJava:\n" + run.output());
    List<String> differences = ExecutedNotebooks.differences(SITE);
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
  }
}
