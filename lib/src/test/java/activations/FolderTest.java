package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library as a jar in folders of all kinds of names. */
class FolderTest {

  @ParameterizedTest
  @ValueSource(strings = {"lib", "with space", "学习", "50%", "#1", "wow! really"})
  void worksIn(String name, @TempDir Path folder) throws Exception {
    assertEquals("gelu", nameOfGelu(folder.resolve(name)));
  }

  /** Java takes "!/" for the end of the jar's name. */
  @Test
  void saysWhyNotWhereJavaCannotReadItsFiles(@TempDir Path folder) throws Exception {
    Path wow = folder.resolve("wow!");
    Throwable thrown = assertThrows(Throwable.class, () -> nameOfGelu(wow));
    while (thrown.getCause() != null) {
      thrown = thrown.getCause();
    }
    assertTrue(thrown.getMessage().startsWith("Java cannot read the files that are packed in file:"), thrown::toString);
    assertTrue(thrown.getMessage().endsWith(
        "wow!/a.jar: if the name of a folder ends in an exclamation mark, rename it"), thrown::toString);
  }

  private static String nameOfGelu(Path folder) throws Exception {
    Path jar = Files.createDirectories(folder).resolve("a.jar");
    Path classes = Path.of(Activations.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Path> files;
    try (Stream<Path> classFiles = Files.list(classes.resolve("activations"));
        Stream<Path> tables = Files.list(classes.resolve("activations/tables"))) {
      files = Stream.concat(classFiles, tables).filter(Files::isRegularFile).toList();
    }
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Files.createDirectories(zip.getPath("activations/tables"));
      for (Path file : files) {
        Files.copy(file, zip.getPath(classes.relativize(file).toString()));
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Object gelu = loader.loadClass("activations.Activations").getMethod("byName", String.class).invoke(null, "gelu");
      return (String) loader.loadClass("activations.Activation").getMethod("name").invoke(gelu);
    }
  }
}
