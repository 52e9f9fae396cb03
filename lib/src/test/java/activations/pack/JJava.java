package activations.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Jupyter with the JJava kernel, in an environment of its own; made when a test first asks. */
final class JJava {

  private static final Path PINS = Pack.ROOT.resolve("lib/src/test/python/requirements-jjava.txt");
  private static final Path JUPYTER_PINS = Pack.ROOT.resolve("lib/src/jupyter/requirements.txt");
  private static final Path ENVIRONMENT = Pack.TARGET.resolve("jjava");

  private JJava() {}

  /** The PATH on which Start.java finds it. */
  static synchronized String path() throws IOException, InterruptedException {
    Path made = ENVIRONMENT.resolve("pins.txt");
    String pins = Files.readString(PINS) + Files.readString(JUPYTER_PINS);
    if (!Files.exists(made) || !Files.readString(made).equals(pins)) {
      run(Pack.python().toString(), "-m", "venv", "--clear", ENVIRONMENT.toString());
      run(ENVIRONMENT.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", "-r", PINS.toString(), "-r",
          JUPYTER_PINS.toString());
      Files.writeString(made, pins);
    }
    return ENVIRONMENT.resolve("bin") + File.pathSeparator + Pack.pathWithoutJupyter();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Pack.Result result = Pack.run(Pack.ROOT, Map.of(), List.of(command));
    assertEquals(0, result.status(), result.output());
  }
}
