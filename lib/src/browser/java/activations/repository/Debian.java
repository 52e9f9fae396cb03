package activations.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packages that a test needs and that Maven cannot bring. */
final class Debian {

  private static final Path APT_GET = Path.of("/usr/bin/apt-get");

  private Debian() {}

  /** Installs packages where this may be done without asking; else fails with a sentence that says what to install. */
  static synchronized void install(String need, List<String> packages) throws IOException, InterruptedException {
    String sentence = need + "; on Debian: apt-get install " + String.join(" ", packages);
    if (!System.getProperty("user.name").equals("root") || !Files.isExecutable(APT_GET)) {
      throw new AssertionError(sentence);
    }
    Map<String, String> environment = Map.of("DEBIAN_FRONTEND", "noninteractive");
    Pack.run(Pack.ROOT, environment, List.of(APT_GET.toString(), "update"));
    Pack.Result result = Pack.run(Pack.ROOT, environment, Stream.concat(
        Stream.of(APT_GET.toString(), "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends"),
        packages.stream()).toList());
    if (result.status() != 0) {
      throw new AssertionError(sentence + "\n" + result.output());
    }
  }
}
