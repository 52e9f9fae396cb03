package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the table of the first notebook says of good machines and of bad ones. */
class SetupTest {

  private static final Supplier<byte[]> PICTURE = () -> new byte[15_500];
  private static final long HEAP = 204L << 20;

  private static Setup.Machine machine(String kernel, String java, String library, double gelu, boolean simd,
      long bytes, Supplier<byte[]> picture) {
    return new Setup.Machine(kernel, Runtime.Version.parse(java), "A VM", library, gelu, simd, bytes, picture);
  }

  private static String found(Setup.Machine machine) {
    return Setup.findings(machine).stream().map(finding -> finding.what() + ": " + finding.found())
        .collect(Collectors.joining("\n"));
  }

  /** What is to be done, a line for each finding that is not right. */
  private static List<String> toDo(Setup.Machine machine) {
    return Setup.findings(machine).stream().filter(finding -> !finding.todo().isEmpty())
        .map(finding -> finding.what() + ": " + finding.todo()).toList();
  }

  @Test
  void aGoodMachineHasNothingToDo() {
    Setup.Machine good = machine("IJava", "17.0.9+9", "2.0.0", 0.84134474, true, HEAP, PICTURE);
    assertEquals("""
        Java kernel: IJava
        JDK: 17.0.9+9, A VM
        Library: version 2.0.0
        Arithmetic: gelu(1) = 0.841345
        SIMD: on
        Memory: at most 204 MiB
        Charts: drawn, 15 KiB""", found(good));
    assertEquals(List.of(), toDo(good));
    assertEquals(List.of(), toDo(machine("IJava", "17", "2.0.0", 0.8413441, false, 200L << 20, PICTURE)),
        "without SIMD, with the least memory, and with the largest error");
  }

  @Test
  void whatIsWrongHasARemedy() {
    Setup.Machine bad = machine(null, "16.0.2", null, 0.8413429, false, (200L << 20) - 1, () -> {
      throw new InternalError("no fonts");
    });
    assertEquals("""
        Java kernel: none
        JDK: 16.0.2, A VM
        Library: without a version
        Arithmetic: gelu(1) = 0.841343
        SIMD: off: the same results, slower on large arrays
        Memory: at most 199 MiB
        Charts: java.lang.InternalError: no fonts""", found(bad));
    assertEquals(List.of("Java kernel: Open the notebook in Jupyter: java notebooks/Start.java",
        "JDK: Install JDK 17 or newer, then start again: java notebooks/Start.java",
        "Library: Build it: java notebooks/Start.java",
        "Arithmetic: Build the library anew: delete lib/target, then java notebooks/Start.java",
        "Memory: Start again with more: java notebooks/Start.java --heap 208m; for another front end: "
            + "java notebooks/Start.java register",
        "Charts: Install fonts; on Debian or Ubuntu: apt-get install fontconfig fonts-dejavu-core"), toDo(bad));
    assertEquals(List.of("Arithmetic: Build the library anew: delete lib/target, then java notebooks/Start.java"),
        toDo(machine("IJava", "17", "2.0.0", Double.NaN, true, HEAP, PICTURE)));
  }

  @ParameterizedTest
  @ValueSource(classes = {NullPointerException.class, NoClassDefFoundError.class, UnsatisfiedLinkError.class})
  void allThatDrawingWithoutFontsEndsWithIsTold(Class<? extends Throwable> kind) {
    List<String> toDo = toDo(machine("IJava", "17", "2.0.0", 0.84134474, true, HEAP, () -> {
      if (kind == NullPointerException.class) {
        throw new NullPointerException("a font");
      }
      throw kind == NoClassDefFoundError.class ? new NoClassDefFoundError() : new UnsatisfiedLinkError();
    }));
    assertEquals(1, toDo.size(), toDo::toString);
    assertTrue(toDo.get(0).startsWith("Charts: Install fonts"), toDo.get(0));
  }

  /** No kernel, and classes that do not come from the jar: two of seven. */
  @Test
  void theTableShowsThisMachine() {
    String shown = Captured.output(Setup::show);
    assertTrue(shown.startsWith("Your setup: 5 of 7 OK\n"), shown);
    assertTrue(shown.matches("(?s).*\nJava kernel +none +Open the notebook in Jupyter: .*"), shown);
    assertTrue(shown.contains(Runtime.version() + ", " + System.getProperty("java.vm.name")), shown);
    assertTrue(shown.matches("(?s).*\nArithmetic +gelu\\(1\\) = 0.841345 +OK\n.*"), shown);
    assertTrue(shown.matches("(?s).*\nCharts +drawn, \\d+ KiB +OK\\s*"), shown);
  }
}
