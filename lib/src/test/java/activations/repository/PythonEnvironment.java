package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Python environment in the build's folder with what some files of requirements pin; made when a test first asks. */
record PythonEnvironment(Path folder, List<Path> requirements) {

  PythonEnvironment(String name, Path... requirements) {
    this(Pack.TARGET.resolve(name), List.of(requirements));
  }

  /** The folder of its programs. */
  synchronized Path programs() throws IOException, InterruptedException {
    Path made = folder.resolve("pins.txt");
    StringBuilder pins = new StringBuilder();
    for (Path file : requirements) {
      pins.append(Files.readString(file));
    }
    if (!Files.exists(made) || !Files.readString(made).contentEquals(pins)) {
      make();
      install();
      Files.writeString(made, pins);
    }
    return folder.resolve("bin");
  }

  private void make() throws IOException, InterruptedException {
    List<String> venv = List.of("python3", "-m", "venv", "--clear", folder.toString());
    if (run(venv).status() != 0) {
      run(List.of("apt-get", "update"));
      run(List.of("apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends",
          "python3-venv"));
      Pack.Result result = run(venv);
      assertEquals(0, result.status(), "The test needs Python with venv: apt-get install python3-venv\n"
          + result.output());
    }
  }

  private void install() throws IOException, InterruptedException {
    String pip = folder.resolve("bin/pip").toString();
    List<String> install = Stream.concat(Stream.of("install", "--quiet"),
        requirements.stream().flatMap(file -> Stream.of("-r", file.toString()))).toList();
    // A setting of pip's for this user or machine may keep it from the packages.
    if (run(Stream.concat(Stream.of(pip), install.stream()).toList()).status() != 0) {
      Pack.Result result = run(Stream.concat(Stream.of(pip, "--isolated"), install.stream()).toList());
      assertEquals(0, result.status(), result.output());
    }
  }

  private static Pack.Result run(List<String> command) throws IOException, InterruptedException {
    return Pack.run(Pack.ROOT, Map.of("DEBIAN_FRONTEND", "noninteractive"), command);
  }
}
