package activations.benchmark;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * When and on what a run was measured.
 *
 * @param vectorBits the size of the vectors that the Java machine uses: 512 with AVX-512, 256 with AVX2
 */
record Environment(String date, String cpu, int vectorBits, int cores, String os, String jdk, String pytorch,
    String onnxruntime) {
  static final String COLUMNS = "date,cpu,vector_bits,cores,os,jdk,pytorch,onnxruntime";

  static Environment current() throws IOException {
    return new Environment(LocalDate.now().toString(), cpuModel(), maxVectorBits(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"), System.getProperty("java.vm.version"),
        TorchScript.version(), OnnxBenchmark.version());
  }

  static Environment parse(String row) {
    String[] columns = row.split(",", -1);
    return new Environment(columns[0], columns[1], Integer.parseInt(columns[2]), Integer.parseInt(columns[3]),
        columns[4], columns[5], columns[6], columns[7]);
  }

  /** The values of {@link #COLUMNS}. */
  String row() {
    return String.join(",", date, cpu, "" + vectorBits, "" + cores, os, jdk, pytorch, onnxruntime);
  }

  private static int maxVectorBits() {
    return 8 * Integer.parseInt(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .getVMOption("MaxVectorSize").getValue());
  }

  private static String cpuModel() throws IOException {
    Path linux = Path.of("/proc/cpuinfo");
    List<String> lines = Files.exists(linux) ? Files.readAllLines(linux) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip().replace(',', ' '))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
