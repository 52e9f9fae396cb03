package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README.md's "Add a function", done as it says in a copy of the library. */
@Tag("slow")
class AddFunctionTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n// (\\w+\\.java)\n(.*?)```", Pattern.DOTALL);
  private static final Path SOURCES = Path.of("src/main/java/activations");

  private static final float[] SPECIAL = {0, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};

  @TempDir
  private Path folder;

  @Test
  void theCodeOfTheReadmeIsAFunctionOfTheCatalogue() throws Exception {
    Path sources = copy();
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.substring(readme.indexOf("## Add a function"), readme.indexOf("## Write a layer"));
    List<MatchResult> blocks = BLOCK.matcher(section).results().toList();
    assertEquals(3, blocks.size());
    for (MatchResult block : blocks) {
      Path file = sources.resolve(block.group(1));
      String text = Files.readString(file);
      Files.writeString(file, text.substring(0, text.lastIndexOf('}')) + "\n" + block.group(2) + "}\n");
    }
    Path catalogue = sources.resolve("Activations.java");
    String before = Files.readString(catalogue);
    String after = before.replaceFirst("sigmoid\\(\\),", Matcher.quoteReplacement("sigmoid(), isru(),"));
    assertFalse(before.equals(after));
    Files.writeString(catalogue, after);
    Path classes = compiled(sources);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, withoutThisLibrary())) {
      Object isru = loader.loadClass("activations.Activations").getMethod("byName", String.class).invoke(null, "isru");
      Class<?> activation = loader.loadClass("activations.Activation");
      List<?> all = (List<?>) loader.loadClass("activations.Activations").getMethod("all").invoke(null);
      assertEquals(Activations.all().size() + 1, all.size());
      assertEquals("ISRU", isru.toString());
      float[] x = inputs();
      float[] y = new float[x.length];
      float[] dx = new float[x.length];
      float[] ones = new float[x.length];
      Arrays.fill(ones, 1);
      activation.getMethod("forward", float[].class, float[].class).invoke(isru, x, y);
      activation.getMethod("backward", float[].class, float[].class, float[].class).invoke(isru, x, ones, dx);
      assertEquals("[0.0, -0.0, 1.0, -1.0, NaN]", Stream.of(0, 1, 2, 3, 4).map(i -> y[i]).toList().toString());
      assertEquals("[1.0, 1.0, 0.0, 0.0, NaN]", Stream.of(0, 1, 2, 3, 4).map(i -> dx[i]).toList().toString());
      for (int i = SPECIAL.length; i < x.length; i++) {
        double value = (double) activation.getMethod("value", double.class).invoke(isru, (double) x[i]);
        double slope = (double) activation.getMethod("derivative", double.class).invoke(isru, (double) x[i]);
        assertEquals(value, y[i], Math.ulp((float) value), "at " + x[i]);
        assertEquals(slope, dx[i], Math.ulp((float) slope), "slope at " + x[i]);
      }
    }
  }

  private static float[] inputs() {
    float[] x = new float[SPECIAL.length + 4001];
    System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
    for (int i = -2000; i <= 2000; i++) {
      x[SPECIAL.length + 2000 + i] = i / 256f;
    }
    return x;
  }

  private Path copy() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("activations"));
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, sources.resolve(file.getFileName()));
      }
    }
    return sources;
  }

  /** The build's two steps: the translator of the formulas, then the compiler. */
  private Path compiled(Path sources) throws IOException, InterruptedException {
    Path generated = folder.resolve("generated");
    Process translator = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "src/vectorize/Vectorize.java", "src/vectorize", sources.toString(), generated.toString())
            .redirectErrorStream(true).start();
    String said = new String(translator.getInputStream().readAllBytes());
    assertEquals(0, translator.waitFor(), said);
    Path classes = folder.resolve("classes");
    List<String> command = new ArrayList<>(List.of("-encoding", "UTF-8", "--add-modules",
        "jdk.incubator.vector", "-proc:none", "-d",
        classes.toString(), "-classpath", System.getProperty("java.class.path")));
    for (Path directory : List.of(sources, generated)) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
      }
    }
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    int status = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, command.toArray(String[]::new));
    assertEquals(0, status, messages.toString());
    Path tables = Files.createDirectories(classes.resolve("activations/tables"));
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/activations/tables"))) {
      for (Path file : files.toList()) {
        Files.copy(file, tables.resolve(file.getFileName()));
      }
    }
    return classes;
  }

  /** Commons Numbers and the JDK, but not the classes under test. */
  private static ClassLoader withoutThisLibrary() throws IOException {
    List<URL> others = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
      if (entry.endsWith(".jar")) {
        others.add(Path.of(entry).toUri().toURL());
      }
    }
    assertTrue(IntStream.range(0, others.size()).anyMatch(i -> others.get(i).getPath().contains("commons-numbers")));
    return new URLClassLoader(others.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
