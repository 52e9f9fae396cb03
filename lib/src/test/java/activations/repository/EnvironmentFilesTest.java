package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The files that other tools read: pip, conda, Binder, continuous integration, and the reader of the README. */
class EnvironmentFilesTest {

  private static final Path SCRIPTS = Pack.ROOT.resolve("lib/src/jupyter");
  private static final Path REQUIREMENTS = SCRIPTS.resolve("requirements.txt");
  private static final List<String> SYSTEMS = List.of("ubuntu-latest", "macos-latest", "windows-latest");
  private static final List<String> README_COMMANDS =
      List.of("java notebooks/Start.java check", "java notebooks/Start.java run");

  private static final Pattern PINNED = Pattern.compile("([a-z0-9_-]+)={1,2}([0-9.]+)");
  private static final Pattern OLDEST_PYTHON = Pattern.compile("Python (3\\.\\d+) or newer");
  private static final Pattern IMPORT = Pattern.compile("^ *(?:from|import) ((?:nb|jupyter)\\w+)", Pattern.MULTILINE);
  private static final Pattern RELEASED_ACTION = Pattern.compile("[\\w-]+/[\\w-]+@v\\d+");
  private static final Pattern START = Pattern.compile("^java notebooks/Start\\.java *([^ #\\n]*)", Pattern.MULTILINE);

  @Test
  void environmentNamesWhatThePackNeedsAndPinsIt() throws IOException {
    assertEquals(List.of("conda-forge", "nodefaults"), yaml("environment.yml").get("channels"));
    Map<String, String> versions = condaPins();
    for (String needed : List.of("python", "jupyterlab", "nbconvert", "openjdk", "maven", "ijava")) {
      assertTrue(versions.containsKey(needed), needed + " is not pinned in environment.yml");
    }
    assertEquals("1.4.0", versions.get("ijava"));
    assertEquals("25", versions.get("openjdk"));
    String wrapper = Files.readString(Pack.ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"));
    assertTrue(wrapper.contains("/apache-maven-" + versions.get("maven") + "-bin.zip"), wrapper);
  }

  @Test
  void pipAndCondaInstallTheSame() throws IOException {
    Map<String, String> pip = pipPins();
    Map<String, String> both = condaPins();
    both.keySet().retainAll(pip.keySet());
    assertEquals(Set.of("jupyterlab", "nbconvert"), both.keySet());
    both.forEach((name, version) -> assertEquals(pip.get(name), version, name));
  }

  @Test
  void pipInstallsWhatTheScriptsImport() throws IOException {
    Set<String> imported = new TreeSet<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path script : files.filter(file -> file.toString().endsWith(".py")).toList()) {
        IMPORT.matcher(Files.readString(script)).results().forEach(found -> imported.add(found.group(1)));
      }
    }
    assertTrue(imported.contains("nbformat"), imported.toString());
    assertTrue(pipPins().keySet().containsAll(imported), "imported are " + imported + ", pinned " + pipPins());
  }

  /** Who opens JupyterLab in the conda environment without Start.java gets the same kernel. */
  @Test
  void environmentGivesTheKernelTheFlagsOfStart() throws IOException {
    String start = Files.readString(Pack.ROOT.resolve("notebooks/Start.java"))
        .replaceAll("\"-Xmx\" \\+ heap\\b", "\"-Xmx208m\"");
    assertTrue(start.contains("DEFAULT_HEAP = \"208m\""), "another heap in Start.java");
    String flags = kernelFlags();
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
  void binderPassesTheKernelsFlagsOnAndOpensTheFirstNotebook() throws IOException, InterruptedException {
    Map<String, String> before = Map.of("JUPYTER_CONFIG_PATH", "elsewhere");
    String after = Pack.run(Pack.ROOT, before, List.of("bash", ".binder/start", "env")).output();
    assertTrue(after.lines().anyMatch(("JDK_JAVA_OPTIONS=" + kernelFlags())::equals), after);
    assertTrue(after.lines().anyMatch(line ->
        line.matches("JUPYTER_CONFIG_PATH=/.*/\\.binder:/.*/lib/src/jupyter:elsewhere")), after);
    assertTrue(Files.exists(Pack.ROOT.resolve("lib/src/jupyter/labconfig/default_setting_overrides.json")));
    Map<String, Object> lab = map(yaml(".binder/jupyter_lab_config.json").get("LabApp"));
    assertEquals("/lab/tree/notebooks/" + Pack.notebooks().get(0).getFileName(), lab.get("default_url"));
  }

  @Test
  void workflowRunsTheCommandsOnEverySystemAndJdk() throws IOException {
    Map<String, Object> pip = job("pip");
    Map<String, Object> matrix = map(map(pip.get("strategy")).get("matrix"));
    assertEquals(SYSTEMS, matrix.get("os"));
    assertEquals(List.of(17, 25), matrix.get("java"));
    Matcher oldest = OLDEST_PYTHON.matcher(Files.readString(REQUIREMENTS));
    assertTrue(oldest.find(), "requirements.txt does not say which Python it needs");
    assertEquals(Map.of("java", 17, "python", oldest.group(1)), list(matrix.get("include")).get(0));
    assertEquals(README_COMMANDS, commands(pip).subList(0, 2));
    assertTrue(commands(pip).contains("./mvnw -B -ntp verify"), commands(pip).toString());
    assertEquals(List.of("./mvnw -B -ntp -Pbrowser verify"), commands(job("browser")));

    Map<String, Object> conda = job("conda");
    assertEquals(SYSTEMS, map(map(conda.get("strategy")).get("matrix")).get("os"));
    assertEquals(README_COMMANDS, commands(conda));
    Map<String, Object> miniconda = steps(conda).stream().filter(step -> step.containsKey("with"))
        .map(step -> map(step.get("with"))).findFirst().orElseThrow();
    assertEquals("environment.yml", miniconda.get("environment-file"));
    assertEquals(yaml("environment.yml").get("name"), miniconda.get("activate-environment"));
  }

  /** Nobody runs a workflow before it is pushed, so what it names is looked for here. */
  @Test
  void workflowNamesWhatExists() throws IOException {
    Map<?, ?> workflow = yaml(".github/workflows/ci.yml");
    assertEquals(Map.of("contents", "read"), workflow.get("permissions"));
    // To YAML the key "on" is the word for true.
    assertEquals(Set.of("push", "pull_request", "workflow_dispatch"), map(workflow.get(true)).keySet());
    for (String name : map(workflow.get("jobs")).keySet()) {
      assertTrue(job(name).get("timeout-minutes") instanceof Integer, name + " has no timeout");
      for (Map<String, Object> step : steps(job(name))) {
        assertTrue(step.containsKey("run") || RELEASED_ACTION.matcher(step.get("uses").toString()).matches(),
            step.toString());
        Object pins = map(step.getOrDefault("with", Map.of())).get("cache-dependency-path");
        assertTrue(pins == null || Pack.ROOT.resolve(pins.toString()).equals(REQUIREMENTS), step.toString());
      }
      for (String command : commands(job(name))) {
        assertKnown(command);
      }
    }
  }

  private static void assertKnown(String command) throws IOException {
    String[] words = command.split(" ");
    if (words[0].equals("java")) {
      String start = Files.readString(Pack.ROOT.resolve(words[1]));
      assertTrue(words.length == 3 && start.contains("case \"" + words[2] + "\":"), command);
      return;
    }
    assertTrue(words[0].equals("./mvnw") && Files.isExecutable(Pack.ROOT.resolve("mvnw")), command);
    for (String word : List.of(words).subList(1, words.length)) {
      if (word.startsWith("-P")) {
        String pom = Files.readString(Pack.ROOT.resolve("lib/pom.xml"));
        assertTrue(pom.contains("<id>" + word.substring(2) + "</id>"), command);
      } else if (word.startsWith("-Dsurefire.excludes=")) {
        Path excluded = Path.of("lib/src/test/java", word.substring(word.indexOf('=') + 1));
        assertTrue(Files.exists(Pack.ROOT.resolve(excluded)), command);
      } else {
        assertTrue(List.of("-B", "-ntp", "test", "verify").contains(word), command);
      }
    }
  }

  @Test
  void readmeGivesCommandsThatExist() throws IOException {
    String readme = Files.readString(Pack.ROOT.resolve("README.md"));
    List<MatchResult> commands = START.matcher(readme).results().toList();
    assertTrue(!commands.isEmpty() && readme.contains("./mvnw verify"), "README.md lacks the two commands");
    String start = Files.readString(Pack.ROOT.resolve("notebooks/Start.java"));
    for (MatchResult command : commands) {
      String word = command.group(1);
      assertTrue(word.startsWith("--") || start.contains("case \"" + word + "\":"), "README.md: " + command.group());
    }
    assertTrue(Files.readString(Pack.ROOT.resolve(".ci/run")).matches("(?s).*\\./mvnw( -\\S+)* verify.*"));
    for (Path notebook : Pack.notebooks()) {
      assertTrue(readme.contains(notebook.getFileName().toString().replace(".ipynb", "")),
          "README.md does not name " + notebook.getFileName());
    }
  }

  private static String kernelFlags() throws IOException {
    return map(yaml("environment.yml").get("variables")).get("JDK_JAVA_OPTIONS").toString();
  }

  private static Map<String, String> condaPins() throws IOException {
    return pins(list(yaml("environment.yml").get("dependencies")).stream().map(Object::toString));
  }

  private static Map<String, String> pipPins() throws IOException {
    return pins(Files.readAllLines(REQUIREMENTS).stream());
  }

  private static Map<String, String> pins(Stream<String> lines) {
    Map<String, String> versions = new TreeMap<>();
    lines.map(PINNED::matcher).filter(Matcher::matches).forEach(pin -> versions.put(pin.group(1), pin.group(2)));
    return versions;
  }

  private static Map<String, Object> job(String name) throws IOException {
    return map(map(yaml(".github/workflows/ci.yml").get("jobs")).get(name));
  }

  private static List<Map<String, Object>> steps(Map<String, Object> job) {
    return list(job.get("steps")).stream().map(EnvironmentFilesTest::map).toList();
  }

  /** The commands of a job that start something of this repository. */
  private static List<String> commands(Map<String, Object> job) {
    return steps(job).stream().map(step -> step.getOrDefault("run", "").toString())
        .filter(run -> run.startsWith("java ") || run.contains("mvn")).toList();
  }

  private static Map<String, Object> yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(Pack.ROOT.resolve(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  private static List<?> list(Object node) {
    return (List<?>) node;
  }
}
