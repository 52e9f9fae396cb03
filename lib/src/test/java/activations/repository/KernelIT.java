package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The kernel from Maven Central with the cures of {@code lib/kernel}, in a real Jupyter. */
@Isolated("it measures how long a kernel takes to answer")
class KernelIT {

  private static final int STARTS = 100;
  private static final Duration LONGEST_LIFE_AS_ORPHAN = Duration.ofSeconds(30);
  private static final Path SCRIPTS = Pack.ROOT.resolve("lib/src/test/python");
  private static final Map<String, String> ENVIRONMENT = Map.of(
      "JUPYTER_PATH", Pack.TARGET.resolve("jupyter").toString(),
      "JUPYTER_RUNTIME_DIR", Pack.TARGET.resolve("jupyter/runtime").toString());

  private static String python;

  @BeforeAll
  static void findJupyter() throws IOException, InterruptedException {
    python = Pack.python().toString();
  }

  @Test
  void startsAHundredTimesInARow() throws IOException, InterruptedException {
    Pack.Result result = script("kernel_starts.py", Integer.toString(STARTS));
    assertEquals(0, result.status(), result.output());
    List<Double> seconds = result.output().lines().map(Double::valueOf).sorted().toList();
    assertEquals(STARTS, seconds.size());
    System.out.println(String.format(Locale.ROOT, "%d kernel starts to the first result: median %.1f s, longest %.1f s",
        STARTS, seconds.get(STARTS / 2), seconds.get(STARTS - 1)));
  }

  @Test
  void interruptedCellsEndWithAnErrorAndLeaveNothingBehind() throws IOException, InterruptedException {
    Pack.Result result = script("kernel_interrupts.py", Pack.TARGET.resolve("jars/activations.jar").toString());
    assertEquals(0, result.status(), result.output());
  }

  @Test
  void endsIfOneOfItsPortsIsTaken() throws IOException, InterruptedException {
    Pack.Result result = script("kernel_ports.py");
    assertEquals(0, result.status(), result.output());
  }

  @Test
  void tellsWhatJavaDoesNotUnderstand() throws IOException, InterruptedException {
    Pack.Result result = script("kernel_errors.py");
    assertEquals(0, result.status(), result.output());
  }

  @Test
  void printsAtOnceAndInOrder() throws IOException, InterruptedException {
    Pack.Result result = script("kernel_output.py");
    assertEquals(0, result.status(), result.output());
  }

  @Test
  void shutsDownWhileACellRuns() throws IOException, InterruptedException {
    Pack.Result result = script("kernel_shutdown.py");
    assertEquals(0, result.status(), result.output());
  }

  @Test
  void endsWithItsJupyter() throws IOException, InterruptedException {
    assertEndsWithItsJupyter("direct");
  }

  @Test
  void aProgramBetweenJupyterAndKernelChangesNothing() throws IOException, InterruptedException {
    assertEndsWithItsJupyter("wrapped");
  }

  @Test
  void endsIfItsJupyterEndedWhileItStarted() throws IOException, InterruptedException {
    assertEndsWithItsJupyter("late");
  }

  private static Pack.Result script(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, SCRIPTS.resolve(name).toString()));
    command.addAll(List.of(arguments));
    return Pack.run(Pack.ROOT, ENVIRONMENT, command);
  }

  /** See {@code kernel_orphan.py} for the ways. */
  private static void assertEndsWithItsJupyter(String way) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(python, SCRIPTS.resolve("kernel_orphan.py").toString(), way)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(ENVIRONMENT);
    Process jupyter = builder.start();
    long kernel;
    try (var output = jupyter.inputReader()) {
      kernel = Long.parseLong(output.readLine());
      assertTrue(way.equals("late") || ProcessHandle.of(kernel).map(Pack::isRunning).orElse(false), "the kernel ended before its Jupyter");
      if (way.equals("late")) {
        waitForEnd(kernel);
      }
    } finally {
      jupyter.destroyForcibly().waitFor();
    }
    waitForEnd(kernel);
  }

  private static void waitForEnd(long kernel) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(LONGEST_LIFE_AS_ORPHAN);
    while (ProcessHandle.of(kernel).map(Pack::isRunning).orElse(false) && Instant.now().isBefore(deadline)) {
      Thread.sleep(100);
    }
    boolean survived = ProcessHandle.of(kernel).map(Pack::isRunning).orElse(false);
    ProcessHandle.of(kernel).ifPresent(ProcessHandle::destroyForcibly);
    assertFalse(survived, "the kernel is still there " + LONGEST_LIFE_AS_ORPHAN + " after its Jupyter ended");
  }
}
