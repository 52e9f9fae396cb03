package activations.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The files that other tools read: conda, Binder, continuous integration, and the reader of the README. */
class EnvironmentFilesTest {

  private static final Pattern PINNED = Pattern.compile("([a-z0-9-]+)=([0-9.]+)");
  private static final Pattern START = Pattern.compile("^java notebooks/Start\\.java *([^ #\\n]*)", Pattern.MULTILINE);

  @Test
  void environmentNamesWhatThePackNeedsAndPinsIt() throws IOException {
    Map<String, Object> environment = new Yaml().load(Files.readString(Pack.ROOT.resolve("environment.yml")));
    assertEquals(List.of("conda-forge", "nodefaults"), environment.get("channels"));
    Map<String, String> versions = new TreeMap<>();
    for (Object dependency : (List<?>) environment.get("dependencies")) {
      MatchResult pinned = PINNED.matcher(dependency.toString()).results().findFirst().orElse(null);
      if (pinned != null) {
        versions.put(pinned.group(1), pinned.group(2));
      }
    }
    for (String needed : List.of("python", "jupyterlab", "nbconvert", "openjdk", "maven", "ijava")) {
      assertTrue(versions.containsKey(needed), needed + " is not pinned in environment.yml");
    }
    assertEquals("1.4.0", versions.get("ijava"));
    assertEquals("25", versions.get("openjdk"));
  }

  /** Who opens JupyterLab in the conda environment without Start.java gets the same kernel. */
  @Test
  void environmentGivesTheKernelTheFlagsOfStart() throws IOException {
    Map<String, Map<String, String>> environment =
        new Yaml().load(Files.readString(Pack.ROOT.resolve("environment.yml")));
    String start = Files.readString(Pack.ROOT.resolve("notebooks/Start.java"));
    String flags = environment.get("variables").get("JDK_JAVA_OPTIONS");
    assertTrue(flags.startsWith("--add-modules=jdk.incubator.vector -X"), flags);
    for (String flag : flags.split(" ")) {
      assertTrue(flag.startsWith("--add-modules") || start.contains('"' + flag + '"'), flag + " is not in Start.java");
    }
  }

  @Test
  void binderUsesTheSameEnvironmentAndBuildsTheLibrary() throws IOException {
    Path binder = Pack.ROOT.resolve(".binder");
    assertTrue(Files.isSameFile(Pack.ROOT.resolve("environment.yml"), binder.resolve("environment.yml")));
    assertTrue(Files.isExecutable(binder.resolve("postBuild")));
    assertTrue(Files.readString(binder.resolve("postBuild")).contains("package"));
  }

  @Test
  void binderPassesTheKernelsFlagsOn() throws IOException, InterruptedException {
    Pack.Result started = Pack.run(Pack.ROOT, Map.of(), List.of("bash", ".binder/start", "env"));
    Map<String, Map<String, String>> environment =
        new Yaml().load(Files.readString(Pack.ROOT.resolve("environment.yml")));
    String flags = environment.get("variables").get("JDK_JAVA_OPTIONS");
    assertTrue(started.output().lines().anyMatch(("JDK_JAVA_OPTIONS=" + flags)::equals), started.output());
  }

  @Test
  void readmeGivesCommandsThatExist() throws IOException {
    String readme = Files.readString(Pack.ROOT.resolve("README.md"));
    List<MatchResult> commands = START.matcher(readme).results().toList();
    assertTrue(!commands.isEmpty() && readme.contains("./mvnw verify"), "README.md lacks the two commands");
    for (MatchResult command : commands) {
      assertTrue(command.group(1).matches("|run|check|--.*"), "README.md: " + command.group());
    }
    assertTrue(Files.readString(Pack.ROOT.resolve(".ci/run")).matches("(?s).*\\./mvnw( -\\S+)* verify.*"));
    for (Path notebook : Pack.notebooks()) {
      assertTrue(readme.contains(notebook.getFileName().toString().replace(".ipynb", "")),
          "README.md does not name " + notebook.getFileName());
    }
  }
}
