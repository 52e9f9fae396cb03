package activations.repository;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What {@code Start.java} starts in a pack of copies, for a user whose home is empty. */
final class JupyterServer implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(180);
  private static final Duration LONGEST_END_OF_A_KERNEL = Duration.ofSeconds(60);
  private static final List<String> SHARED = List.of("lib/benchmarks", "lib/kernel", "lib/pom.xml", "lib/src",
      "pom.xml", "environment.yml", "notebooks/images");
  /** What a build and the first start make. All else in that folder names paths of its pack, the kernel's file too. */
  private static final Pattern MADE = Pattern.compile("jars|kernel|mathjax|(?:venv|conda)-\\w+");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String token = UUID.randomUUID().toString();
  private final List<Path> links = new ArrayList<>();
  private final Path home;
  private final Path notebooks;
  private final String address;
  private final Process process;

  /** Ready when it returns. Its log stays in the file. */
  JupyterServer(Path temporary, Map<String, String> environment, Path log) throws IOException, InterruptedException {
    Path pack = temporary.resolve("pack");
    home = Files.createDirectories(temporary.resolve("home"));
    notebooks = Files.createDirectories(pack.resolve("notebooks"));
    Path target = Files.createDirectories(pack.resolve("lib/target"));
    for (String shared : SHARED) {
      links.add(Files.createSymbolicLink(pack.resolve(shared), Pack.ROOT.resolve(shared)));
    }
    try (DirectoryStream<Path> made = Files.newDirectoryStream(Pack.TARGET,
        file -> MADE.matcher(file.getFileName().toString()).matches())) {
      for (Path file : made) {
        links.add(Files.createSymbolicLink(target.resolve(file.getFileName()), file));
      }
    }
    Files.copy(Pack.ROOT.resolve("notebooks/Start.java"), notebooks.resolve("Start.java"));
    for (Path file : Pack.notebooks()) {
      Notebook.read(file).withoutOutputs().write(notebooks.resolve(file.getFileName()));
    }
    int port = freePort();
    address = "http://localhost:" + port + "/";
    ProcessBuilder builder = new ProcessBuilder(Pack.java(), "notebooks/Start.java", "--no-browser", "--port=" + port)
        .directory(pack.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JUPYTER_TOKEN", token);
    process = builder.start();
    try {
      Instant deadline = Instant.now().plus(LONGEST_START);
      while (!answers()) {
        assertTrue(process.isAlive() && Instant.now().isBefore(deadline), () -> "Jupyter does not start: see " + log);
        Thread.sleep(200);
      }
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  /** A search path on which a directory comes first. */
  static String pathFrom(Path directory) {
    return directory + File.pathSeparator + System.getenv("PATH");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The directory that it serves. */
  Path notebooks() {
    return notebooks;
  }

  /** The home of the user who started it. */
  Path home() {
    return home;
  }

  /** The address of a page, with the permission to see it. */
  String address(String page) {
    return address + page + (page.contains("?") ? "&" : "?") + "token=" + token;
  }

  private boolean answers() throws InterruptedException {
    try {
      return get("api/sessions").equals("[]");
    } catch (IOException notYet) {
      return false;
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.header("Authorization", "token " + token).build(), HttpResponse.BodyHandlers.ofString())
        .body().strip();
  }

  void awaitNoKernel() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(LONGEST_END_OF_A_KERNEL);
    while (!get("api/kernels").equals("[]")) {
      assertTrue(Instant.now().isBefore(deadline), "the kernel is still there");
      Thread.sleep(100);
    }
  }

  /** Puts a notebook into the directory as it is, and trusts what it shows, as Jupyter trusts what its user has run. */
  void storeTrusted(String name, Notebook notebook) throws IOException, InterruptedException {
    JsonObject content = notebook.json().deepCopy();
    for (JsonElement element : content.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      join(cell);
      if (cell.has("outputs")) {
        cell.getAsJsonObject("metadata").addProperty("trusted", true);
        cell.getAsJsonArray("outputs").forEach(output -> join(output.getAsJsonObject()));
      }
    }
    JsonObject model = new JsonObject();
    model.addProperty("type", "notebook");
    model.addProperty("format", "json");
    model.add("content", content);
    String reply = send(HttpRequest.newBuilder(URI.create(address + "api/contents/" + name))
        .PUT(HttpRequest.BodyPublishers.ofString(model.toString())));
    assertTrue(reply.contains("\"path\""), reply);
  }

  /** A file may hold a text as a list of lines; the signature of trust is that of the text in one piece. */
  private static void join(JsonObject json) {
    for (String name : json.keySet()) {
      if (name.equals("data")) {
        join(json.getAsJsonObject(name));
      } else if (json.get(name).isJsonArray() && !name.equals("outputs")) {
        json.addProperty(name, Notebook.Cell.text(json.get(name)));
      }
    }
  }

  /** So that a test which failed leaves nothing to the next one. */
  void endKernels() throws IOException, InterruptedException {
    for (JsonElement kernel : JsonParser.parseString(get("api/kernels")).getAsJsonArray()) {
      String id = kernel.getAsJsonObject().get("id").getAsString();
      send(HttpRequest.newBuilder(URI.create(address + "api/kernels/" + id)).DELETE());
    }
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
    for (Path link : links) {
      Files.delete(link);
    }
  }
}
