package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels that others registered, good and bad ones, and the kernel registered for other front ends. */
class OtherKernelsIT {

  private static final Path ONE_OF_EACH = Pack.TEST_NOTEBOOKS.resolve("one-of-each.ipynb");

  @TempDir
  Path temporary;

  /** A working kernel under another name: our own, started by a command that says it is IJava. */
  private JsonObject workingSpec() throws IOException, InterruptedException {
    Pack.python();
    JsonObject spec = JsonParser.parseString(Files.readString(Pack.TARGET.resolve("jupyter/kernels/java/kernel.json")))
        .getAsJsonObject();
    JsonArray argv = spec.getAsJsonArray("argv");
    argv.set(1, JsonParser.parseString("\"-Dpretends=ijava\""));
    return spec;
  }

  private Path register(String name, JsonObject spec) throws IOException {
    Path directory = Files.createDirectories(temporary.resolve("kernels").resolve(name));
    Files.writeString(directory.resolve("kernel.json"), spec.toString());
    return directory;
  }

  private Pack.Result start(String... arguments) throws IOException, InterruptedException {
    return Pack.start(Pack.ROOT, Map.of("JUPYTER_PATH", temporary.toString()), List.of(), arguments);
  }

  @Test
  void takesARegisteredKernelThatWorks() throws IOException, InterruptedException {
    Path spec = register("java", workingSpec());
    Pack.Result check = start("check");
    assertEquals(0, check.status(), check.output());
    Pack.assertContains(check, "Kernel    \"java\", registered in " + spec, "  1 + 1   2", "  chart   drawn and shown");
    assertFalse(check.output().contains("Rapaio"), check.output());
    Pack.Result run = start("run", "--site", temporary.resolve("site").toString(), ONE_OF_EACH.toString());
    assertEquals(0, run.status(), run.output());
    Pack.assertContains(run, "trying the kernel registered in " + spec);
  }

  @Test
  void passesOverAKernelThatIsNoneOfThoseItKnows() throws IOException, InterruptedException {
    JsonObject spec = workingSpec();
    spec.getAsJsonArray("argv").set(1, JsonParser.parseString("\"-Dpretends=another\""));
    register("java", spec);
    Pack.assertContains(start("check"), "Kernel    Rapaio Jupyter Kernel, which comes with the notebooks",
        "OK. To open the notebooks");
  }

  /** Each way in which a registered kernel can be dead: {@code check} says which one, and the start takes its own. */
  @Test
  void fallsBackWhereARegisteredKernelCannotStart() throws IOException, InterruptedException {
    Map<String, List<String>> argvs = new LinkedHashMap<>();
    argvs.put("a JDK that is gone", List.of("/opt/a-jdk-that-is-gone/bin/java", "-jar", "ijava.jar",
        "{connection_file}"));
    argvs.put("a jar that is missing", List.of(Pack.java(), "-jar", "/opt/ijava-1.3.0.jar", "{connection_file}"));
    argvs.put("a JDK without JShell", List.of(Pack.java(), "--limit-modules", "java.base,java.logging", "-Dname=ijava",
        "-cp", String.join(java.io.File.pathSeparator, kernelJars()), "org.rapaio.jupyter.kernel.MainApp",
        "{connection_file}"));
    argvs.put("a JDK without the vector module", List.of(Pack.java(), "--limit-modules", "java.se,jdk.jshell",
        "--add-modules", "jdk.incubator.vector", "-Dname=ijava", "-version", "{connection_file}"));
    for (Map.Entry<String, List<String>> argv : argvs.entrySet()) {
      JsonObject spec = workingSpec();
      JsonArray words = new JsonArray();
      argv.getValue().forEach(words::add);
      spec.add("argv", words);
      Path directory = register("java", spec);
      Pack.Result check = start("check");
      assertEquals(0, check.status(), argv.getKey() + "\n" + check.output());
      Pack.assertContains(check, "Kernel    \"java\", registered in " + directory,
          "The kernel registered in " + directory + " does not work (starts: ", "jupyter kernelspec remove java",
          "Kernel    Rapaio Jupyter Kernel", "OK. To open the notebooks");
    }
    Pack.Result run = start("run", "--site", temporary.resolve("site").toString(), ONE_OF_EACH.toString());
    assertEquals(0, run.status(), run.output());
    Pack.assertContains(run, " does not work (starts: ", "[1/1] one-of-each: 9 cells");
    Pack.assertCalm(run);
  }

  @Test
  void takesTheKernelThatIsNamed() throws IOException, InterruptedException {
    Path mine = register("mine", workingSpec());
    Pack.Result check = start("check", "--kernel", "mine");
    assertEquals(0, check.status(), check.output());
    Pack.assertContains(check, "Kernel    \"mine\", registered in " + mine, "  chart   drawn and shown");
    Pack.Result run = start("run", "--kernel=mine", "--site", temporary.resolve("site").toString(),
        ONE_OF_EACH.toString());
    assertEquals(0, run.status(), run.output());
    Pack.assertContains(start("check", "--kernel", "rapaio"), "Kernel    Rapaio Jupyter Kernel", "OK. To open");
    Pack.Result unknown = start("check", "--kernel", "nobody");
    Pack.assertSorry("Jupyter knows no kernel called \"nobody\". It knows: mine", unknown);
    Pack.assertContains(unknown, "and there is \"rapaio\"");
  }

  @Test
  void refusesANamedKernelThatDoesNotWork() throws IOException, InterruptedException {
    JsonObject spec = workingSpec();
    spec.getAsJsonArray("argv").set(0, JsonParser.parseString("\"/opt/a-jdk-that-is-gone/bin/java\""));
    Path dead = register("dead", spec);
    Pack.Result run = start("run", "--kernel", "dead");
    Pack.assertSorry("The kernel registered in " + dead + " does not work (starts: ", run);
    Pack.assertContains(run, "Without --kernel Start.java takes the kernel that comes with the notebooks.");
    Pack.Result check = start("check", "--kernel", "dead");
    assertEquals(1, check.status(), check.output());
    Pack.assertContains(check, "jupyter kernelspec remove dead", "Not ready.");
  }

  /** Another front end: Jupyter's own command executes a notebook on the registered kernel, without Start.java. */
  @Test
  void registersAKernelForOtherFrontEnds() throws IOException, InterruptedException {
    Path python = Pack.python();
    Map<String, String> user = new HashMap<>(Map.of("JUPYTER_DATA_DIR", temporary.resolve("data").toString()));
    Pack.Result registered = Pack.start(Pack.ROOT, user, List.of(), "register");
    assertEquals(0, registered.status(), registered.output());
    Path spec = temporary.resolve("data/kernels/activations");
    Pack.assertContains(registered, "Registered the kernel \"Java (activations)\" in " + spec);
    JsonObject json = JsonParser.parseString(Files.readString(spec.resolve("kernel.json"))).getAsJsonObject();
    assertEquals("Java (activations)", json.get("display_name").getAsString());
    assertTrue(Path.of(json.getAsJsonArray("argv").get(0).getAsString()).isAbsolute());

    user.put("PATH", "/usr/bin:/bin");
    Path copy = Files.copy(ONE_OF_EACH, temporary.resolve("elsewhere.ipynb"));
    Notebook notebook = Notebook.read(copy);
    notebook.json().getAsJsonArray("cells").remove(1);
    notebook.write(copy);
    Pack.Result executed = Pack.run(temporary, user, List.of(python.toString(), "-m", "nbconvert", "--execute", "--to",
        "notebook", "--output", "executed", "--ExecutePreprocessor.kernel_name=activations", copy.toString()));
    assertEquals(0, executed.status(), executed.output());
    List<Notebook.Cell> code = Notebook.read(temporary.resolve("executed.ipynb")).codeCells();
    assertEquals("2", code.get(1).shown());
    assertTrue(code.get(3).shown().endsWith("SIMD true"), code.get(3).shown());
    assertTrue(code.get(5).outputs().toString().contains("image/png"), "no chart");

    Pack.Result removed = Pack.start(Pack.ROOT, user, List.of(), "unregister");
    Pack.assertContains(removed, "Removed " + spec);
    assertFalse(Files.exists(spec));
    Pack.assertContains(Pack.start(Pack.ROOT, user, List.of(), "unregister"), "nothing to remove");
  }

  /** Jupyter looks for a user's kernels by HOME, whatever Java takes for the home. */
  @Test
  void registersAKernelWhereJupyterLooks() throws IOException, InterruptedException {
    Map<String, String> user = new HashMap<>(Map.of("JUPYTER_DATA_DIR", "", "XDG_DATA_HOME", "",
        "HOME", temporary.resolve("home").toString()));
    Path spec = temporary.resolve("home/.local/share/jupyter/kernels/activations");
    Pack.assertContains(Pack.start(Pack.ROOT, user, List.of(), "register"), "in " + spec);
    Pack.assertContains(Pack.start(Pack.ROOT, user, List.of(), "unregister"), "Removed " + spec);
    Path file = Files.createFile(temporary.resolve("file"));
    user.put("HOME", file.toString());
    Pack.assertSorry("The kernel cannot be written to " + file.resolve(".local/share/jupyter/kernels/activations"),
        Pack.start(Pack.ROOT, user, List.of(), "register"));
  }

  private static List<String> kernelJars() throws IOException {
    try (var jars = Files.list(Pack.TARGET.resolve("kernel"))) {
      return jars.map(Path::toString).sorted().toList();
    }
  }
}
