package activations.notebook;

import activations.Activation;
import activations.Activations;
import activations.Numbers;
import java.util.List;
import java.util.function.Supplier;

/** Looks at what the notebooks run on, and says what is right and what to do about the rest. */
public final class Setup {

  private static final int OLDEST_JAVA = 17;
  private static final long LEAST_MEBIBYTES = 200;
  private static final double GELU_AT_1 = 0.841345;
  private static final double LARGEST_ERROR = 1e-6;
  private static final String START = "java notebooks/Start.java";

  /**
   * One thing that was looked at.
   *
   * @param todo what to do about it; empty if all is right
   */
  record Finding(String what, String found, String todo) {}

  /**
   * What there is.
   *
   * @param kernel the name of the running Jupyter kernel; null if there is none
   * @param library the version of the library; null where it does not come from its jar
   * @param gelu what the library gives for GELU at 1
   * @param bytes the most memory that Java may take for objects
   * @param picture draws a chart
   */
  record Machine(String kernel, Runtime.Version java, String vendor, String library, double gelu, boolean simd,
      long bytes, Supplier<byte[]> picture) {

    static Machine here() {
      return new Machine(Jupyter.kernel(), Runtime.version(), System.getProperty("java.vm.name"),
          Activation.class.getPackage().getImplementationVersion(), Activations.byName("gelu").value(1),
          ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), Runtime.getRuntime().maxMemory(),
          () -> Show.png(Plots.curve(-1, 1, Activations.relu())));
    }
  }

  private Setup() {}

  /**
   * Shows a table of kernel, JDK, library, its arithmetic, SIMD, memory and charts: what was found of each, and OK or
   * what to do. It takes a second or two, most of it for the first chart.
   */
  public static void show() {
    List<Finding> findings = findings(Machine.here());
    long right = findings.stream().filter(finding -> finding.todo().isEmpty()).count();
    Show.table(Tables.of("Your setup: " + right + " of " + findings.size() + " OK",
        new String[] {"What", "Found", "OK, or what to do"}, findings.stream().map(finding -> new Object[] {
            finding.what(), finding.found(), finding.todo().isEmpty() ? "OK" : finding.todo()})
            .toArray(Object[][]::new)));
  }

  static List<Finding> findings(Machine machine) {
    long mebibytes = machine.bytes() >> 20;
    return List.of(
        finding("Java kernel", machine.kernel() == null ? "none" : machine.kernel(), machine.kernel() != null,
            "Open the notebook in Jupyter: " + START),
        finding("JDK", machine.java() + ", " + machine.vendor(), machine.java().feature() >= OLDEST_JAVA,
            "Install JDK " + OLDEST_JAVA + " or newer, then start again: " + START),
        finding("Library", machine.library() == null ? "without a version" : "version " + machine.library(),
            machine.library() != null, "Build it: " + START),
        finding("Arithmetic", "gelu(1) = " + Numbers.fixed(machine.gelu(), 6),
            Math.abs(machine.gelu() - GELU_AT_1) < LARGEST_ERROR,
            "Build the library anew: delete lib/target, then " + START),
        finding("SIMD", machine.simd() ? "on" : "off: the same results, slower on large arrays", true, ""),
        finding("Memory", "at most " + mebibytes + " MiB", mebibytes >= LEAST_MEBIBYTES,
            "Start again with more: " + START + " --heap 208m; for another front end: " + START + " register"),
        picture(machine.picture()));
  }

  private static Finding finding(String what, String found, boolean right, String todo) {
    return new Finding(what, found, right ? "" : todo);
  }

  /** Without fonts, Java's drawing ends with errors of many kinds, some of them no exceptions. */
  private static Finding picture(Supplier<byte[]> picture) {
    try {
      return new Finding("Charts", "drawn, " + picture.get().length / 1024 + " KiB", "");
    } catch (RuntimeException | LinkageError | InternalError e) {
      return new Finding("Charts", e.toString(),
          "Install fonts; on Debian or Ubuntu: apt-get install fontconfig fonts-dejavu-core");
    }
  }
}
