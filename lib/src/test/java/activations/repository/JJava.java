package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
      makeEnvironment();
      String pip = ENVIRONMENT.resolve("bin/pip").toString();
      List<String> install = List.of("install", "--quiet", "-r", PINS.toString(), "-r", JUPYTER_PINS.toString());
      // A setting of pip's for this user or machine may keep it from the packages.
      if (run(Stream.concat(Stream.of(pip), install.stream()).toList()).status() != 0) {
        Pack.Result result = run(Stream.concat(Stream.of(pip, "--isolated"), install.stream()).toList());
        assertEquals(0, result.status(), result.output());
      }
      Files.writeString(made, pins);
    }
    return ENVIRONMENT.resolve("bin") + File.pathSeparator + Pack.path();
  }

  private static void makeEnvironment() throws IOException, InterruptedException {
    List<String> venv = List.of("python3", "-m", "venv", "--clear", ENVIRONMENT.toString());
    if (run(venv).status() != 0) {
      run(List.of("apt-get", "update"));
      run(List.of("apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends",
          "python3-venv"));
      Pack.Result result = run(venv);
      assertEquals(0, result.status(), "The test needs Python with venv: apt-get install python3-venv\n"
          + result.output());
    }
  }

  private static Pack.Result run(List<String> command) throws IOException, InterruptedException {
    return Pack.run(Pack.ROOT, Map.of("DEBIAN_FRONTEND", "noninteractive"), command);
  }
}
