package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Start.java ends what it started: on Ctrl-C, when it is asked to end, and when its Jupyter dies. */
class EndingIT {

  private static final Duration LONGEST_START = Duration.ofSeconds(120);
  private static final Duration LONGEST_END = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir
  Path temporary;

  /** The PATH on which Start.java finds its Jupyter, and by that its kernel. */
  String path() throws IOException, InterruptedException {
    return Pack.path();
  }

  /** What the command of that kernel holds. */
  String kernel() {
    return "rapaio";
  }

  /** A process group of its own, as a terminal gives one: Ctrl-C reaches all of it, a kill only Start.java. */
  @ParameterizedTest
  @ValueSource(strings = {"-INT -- -", "-INT ", "-TERM "})
  void runStopsAndLeavesNothing(String signal) throws Exception {
    Process start = start(Map.of(), "run", "--site", temporary.toString(),
        Pack.TEST_NOTEBOOKS.resolve("slow-cell.ipynb").toString());
    await("the kernel of the slow cell", () -> descendants(start).values().stream()
        .anyMatch(command -> command.contains(kernel())));
    Thread.sleep(3_000);
    assertStops(start, signal);
    assertFalse(Files.readString(log()).contains("FAILED"), () -> read(log()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-INT -- -", "-TERM "})
  void openStopsAndLeavesNothing(String signal) throws Exception {
    int port = Pack.freePort();
    Process start = start(Map.of("JUPYTER_TOKEN", "secret"), "--no-browser", "--port=" + port);
    startKernel(start, port);
    assertStops(start, signal);
  }

  /** In the middle of installing: what pip or Maven started ends too. */
  @Test
  void aLongStepStopsAndLeavesNothing() throws Exception {
    Path root = Pack.skeleton(temporary.resolve("skeleton"));
    Files.writeString(root.resolve("mvnw"), "sleep 300 & sleep 300\n");
    Process start = start(root, Map.of(), "run");
    await("the build", () -> descendants(start).values().stream().filter(c -> c.contains("sleep")).count() == 2);
    assertStops(start, "-TERM ");
  }

  @Test
  void kernelsEndWhenTheirJupyterDies() throws Exception {
    int port = Pack.freePort();
    Process start = start(Map.of("JUPYTER_TOKEN", "secret"), "--no-browser", "--port=" + port);
    startKernel(start, port);
    Map<ProcessHandle, String> family = descendants(start);
    ProcessHandle jupyter = family.entrySet().stream().filter(each -> each.getValue().contains("=" + port))
        .findFirst().orElseThrow().getKey();
    jupyter.destroyForcibly();
    assertTrue(start.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS), "Start.java goes on without its Jupyter");
    assertGone(family);
  }

  private void assertStops(Process start, String signal) throws Exception {
    Map<ProcessHandle, String> family = descendants(start);
    assertFalse(family.isEmpty());
    // Start.java leads a session of its own, so its process number is that of its group.
    List<String> words = new ArrayList<>(List.of("env", "kill"));
    words.addAll(List.of((signal + start.pid()).split(" ")));
    Pack.Result kill = Pack.run(Pack.ROOT, Map.of(), words);
    assertEquals(0, kill.status(), kill.output());
    assertTrue(start.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS), "Start.java goes on");
    assertGone(family);
    String said = Files.readString(log());
    assertTrue(said.contains("Stopped."), said);
    assertFalse(said.contains("Traceback") || said.contains("\tat "), said);
  }

  private static void assertGone(Map<ProcessHandle, String> family) throws Exception {
    Instant deadline = Instant.now().plus(LONGEST_END);
    while (family.keySet().stream().anyMatch(Pack::isRunning) && Instant.now().isBefore(deadline)) {
      Thread.sleep(100);
    }
    List<String> alive = family.entrySet().stream().filter(each -> Pack.isRunning(each.getKey())).map(Map.Entry::getValue)
        .toList();
    family.keySet().forEach(ProcessHandle::destroyForcibly);
    assertEquals(List.of(), alive, "still running");
  }

  private void startKernel(Process start, int port) throws Exception {
    await("Jupyter", () -> request(port, "api/status", "GET").contains("started"));
    assertTrue(request(port, "api/kernels", "POST").contains("\"java\""));
    await("the kernel", () -> descendants(start).values().stream().anyMatch(command -> command.contains(kernel())));
    // Long enough for the kernel to be seen by whoever watches.
    Thread.sleep(2_000);
  }

  private static String request(int port, String path, String method) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + path))
        .header("Authorization", "token secret")
        .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "{\"name\": \"java\"}" : ""))
        .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    }
  }

  private Path log() {
    return temporary.resolve("start.log");
  }

  private Process start(Map<String, String> environment, String... arguments) throws Exception {
    return start(Pack.ROOT, environment, arguments);
  }

  private Process start(Path root, Map<String, String> environment, String... arguments) throws Exception {
    // Who runs the tests in the background has them ignore Ctrl-C.
    List<String> command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT", Pack.java(),
        "notebooks/Start.java"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true)
        .redirectOutput(log().toFile());
    builder.environment().put("PATH", path());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The processes that a program has started, and their commands. */
  private static Map<ProcessHandle, String> descendants(Process process) {
    return process.descendants().collect(Collectors.toMap(each -> each,
        each -> each.info().commandLine().orElse(""), (a, b) -> a, LinkedHashMap::new));
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(LONGEST_START);
    while (!condition.call()) {
      assertTrue(Instant.now().isBefore(deadline), "waited in vain for " + what);
      Thread.sleep(100);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }
}
