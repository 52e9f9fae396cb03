import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one way in: builds the library, finds or makes a Jupyter and a Java kernel, opens or runs the notebooks.
 *
 * <p>Everything it makes lies under {@code lib/target}. Only ASCII in this file, and no syntax newer than Java 11: so
 * that any locale can read it, and an older JDK gets a sentence and not a syntax error.
 */
public final class Start {

  private static final String HELP = String.join(System.lineSeparator(),
      "Tutorial on activation functions, in Java notebooks.",
      "",
      "  java notebooks/Start.java [options]        open the notebooks in JupyterLab, or the classic Notebook;",
      "                                             options such as --port 8899 or --no-browser go to Jupyter",
      "  java notebooks/Start.java run [notebook]   execute the notebooks named (all, if none is), for example",
      "                                             run 03 04; the pages go to lib/target/site",
      "      --timeout SECONDS                      the longest a cell may take (default 600)",
      "      --site DIRECTORY                       write the pages somewhere else",
      "      --store                                also write the outputs back into the notebooks",
      "  java notebooks/Start.java check            tell what is there and what is missing; change nothing",
      "  java notebooks/Start.java --help           this text",
      "",
      "What must be there: a JDK, 17 or newer, and for Jupyter Python, 3.9 or newer, or conda. The first start builds",
      "the library, and if there is no Jupyter installs one: under lib/target by mamba, micromamba, conda or Python's",
      "pip, or as root on Debian or Ubuntu by apt-get. That needs a network; later starts do not.");

  private static final int OLDEST_JAVA = 17;
  private static final String DEFAULT_TIMEOUT_SECONDS = "600";
  private static final int TAIL_LINES = 20;
  private static final String SIMD_MODULE = "jdk.incubator.vector";
  private static final List<String> DEBIAN_PACKAGES =
      List.of("jupyter-notebook", "jupyter-nbconvert", "fontconfig", "fonts-dejavu-core");
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  /** A way to end: a sentence for the user, and exit status 1. */
  private static final class Sorry extends RuntimeException {
    private static final long serialVersionUID = 1;

    Sorry(String sentence) {
      super(sentence);
    }
  }

  private final Path root = findRoot();
  private final Path notebooks = root.resolve("notebooks");
  private final Path target = root.resolve("lib/target");
  private final Path jar = target.resolve("jars/activations.jar");
  private final Path rjkSpec = target.resolve("jupyter/kernels/java/kernel.json");

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      requireJava(Runtime.version().feature());
      System.exit(new Start().execute(new ArrayList<>(Arrays.asList(args))));
    } catch (Sorry sorry) {
      System.err.println(sorry.getMessage());
      System.exit(1);
    }
  }

  private int execute(List<String> args) throws IOException, InterruptedException {
    String command = args.isEmpty() ? "" : args.get(0);
    switch (command) {
      case "-h":
      case "--help":
      case "help":
        System.out.println(HELP);
        return 0;
      case "check":
        return check();
      case "run":
        return run(args.subList(1, args.size()));
      default:
        if (!command.isEmpty() && !command.startsWith("-")) {
          throw new Sorry("Unknown command \"" + command + "\". Known are run, check and --help;"
              + " options for Jupyter start with -- .");
        }
        return open(args);
    }
  }

  // ---- The commands ------------------------------------------------------------------------------------------------

  private int open(List<String> options) throws IOException, InterruptedException {
    refuseBusyPort(options);
    Jupyter jupyter = prepare();
    List<String> command = new ArrayList<>(List.of(jupyter.python, "-m", jupyter.frontEnd()));
    if (isRoot()) {
      command.add("--allow-root");
    }
    command.addAll(options);
    return attend(start(notebooks, jupyter.environment(), command));
  }

  private int run(List<String> args) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    List<String> options = new ArrayList<>();
    String site = target.resolve("site").toString();
    String timeout = DEFAULT_TIMEOUT_SECONDS;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      boolean takesValue = arg.equals("--site") || arg.equals("--timeout");
      if (takesValue && i + 1 == args.size()) {
        throw new Sorry(arg + " needs a value: see java notebooks/Start.java --help");
      }
      if (arg.equals("--site")) {
        site = Path.of(args.get(++i)).toAbsolutePath().toString();
      } else if (arg.equals("--timeout")) {
        timeout = args.get(++i);
        if (!timeout.matches("[1-9][0-9]{0,5}")) {
          throw new Sorry("--timeout takes a whole number of seconds, at least 1; not \"" + timeout + "\".");
        }
      } else if (arg.equals("--store")) {
        options.add(arg);
      } else if (arg.startsWith("-")) {
        throw new Sorry("Unknown option " + arg + " of run. Known are --store, --site and --timeout.");
      } else {
        names.add(arg);
      }
    }
    List<Path> chosen = choose(names);
    Jupyter jupyter = prepare();
    List<String> command = new ArrayList<>(List.of(jupyter.python, script(), "run", "--directory",
        notebooks.toString(), "--repository", root.toString(), "--site", site, "--mathjax",
        target.resolve("mathjax/tex-svg.js").toString(), "--timeout", timeout));
    command.addAll(options);
    chosen.forEach(notebook -> command.add(notebook.toString()));
    int status = attend(start(notebooks, jupyter.environment(), command));
    if (status == 0) {
      System.out.println("Pages: " + site);
    }
    return status == 0 ? 0 : 1;
  }

  private int check() throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    report("Java", Runtime.version() + " in " + System.getProperty("java.home"));
    report("SIMD", hasSimd() ? "on (" + SIMD_MODULE + ")" : "off: this Java has no module " + SIMD_MODULE);
    report("Fonts", hasFonts() ? "found" : "none: charts cannot be drawn");
    if (!hasFonts()) {
      missing.add(fontsAdvice());
    }
    report("Library", isBuilt() ? "built, in lib/target/jars" : "to be built at the first start");
    Jupyter jupyter = installedJupyter();
    if (jupyter == null) {
      List<String> ways = waysToInstall();
      report("Jupyter", ways.isEmpty() ? "none, and no Python or conda to install it with"
          : "none; the first start tries " + String.join(", then ", ways));
      if (ways.isEmpty()) {
        missing.add(jupyterAdvice());
      }
    } else {
      report("Jupyter", jupyter.toString());
    }
    report("Kernel", jupyter != null && jupyter.hasKernel()
        ? "the one registered as \"java\", in " + jupyter.facts.get("kernelDirectory")
        : "Rapaio Jupyter Kernel, from Maven Central");
    missing.forEach(System.out::println);
    System.out.println(missing.isEmpty() ? "OK. To open the notebooks: java notebooks/Start.java" : "Not ready.");
    return missing.isEmpty() ? 0 : 1;
  }

  private static void report(String name, String found) {
    System.out.println(String.format(Locale.ROOT, "%-9s %s", name, found));
  }

  /** Library, Jupyter and kernel, made where they are missing; one Start at a time. */
  private Jupyter prepare() throws IOException, InterruptedException {
    requireWritable(target);
    requireLoopback();
    try (FileChannel lock = FileChannel.open(target.resolve("start.lock"), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE)) {
      lock.lock();
      if (!isBuilt()) {
        build();
      }
      Jupyter jupyter = installedJupyter();
      if (jupyter == null) {
        jupyter = installJupyter();
      }
      if (!hasFonts()) {
        System.err.println("Warning: no fonts found, charts cannot be drawn. " + fontsAdvice());
      }
      if (!jupyter.hasKernel()) {
        writeKernelSpec();
      }
      return jupyter;
    }
  }

  // ---- The library -------------------------------------------------------------------------------------------------

  private boolean isBuilt() throws IOException {
    if (!Files.exists(jar) || !Files.isDirectory(target.resolve("kernel"))) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(jar);
    for (String source : List.of("pom.xml", "lib/pom.xml", "lib/benchmarks", "lib/src/main", "lib/src/kernel")) {
      if (!Files.exists(root.resolve(source))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root.resolve(source))) {
        for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
          if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void build() throws IOException, InterruptedException {
    List<String> maven = WINDOWS ? List.of("cmd", "/c", "mvnw.cmd") : List.of("sh", "mvnw");
    List<String> command = new ArrayList<>(maven);
    command.addAll(List.of("-q", "-B", "-ntp", "-DskipTests", "package"));
    String failure = quietly("building the library (first time: about a minute)", root, command);
    if (failure != null) {
      throw new Sorry(failure + System.lineSeparator()
          + "The library could not be built. The first build needs a network (Maven Central).");
    }
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
  }

  // ---- Jupyter -----------------------------------------------------------------------------------------------------

  /** A Python that has Jupyter, and what it said about itself. */
  private final class Jupyter {
    private final String python;
    private final Map<String, String> facts;

    Jupyter(Map<String, String> facts) {
      this.python = facts.get("python");
      this.facts = facts;
    }

    boolean has(String thing) {
      return !facts.getOrDefault(thing, "").isEmpty();
    }

    boolean isComplete() {
      return (has("jupyterlab") || has("notebook")) && has("nbconvert") && has("nbclient");
    }

    String frontEnd() {
      return has("jupyterlab") ? "jupyterlab" : "notebook";
    }

    /** Whether IJava or JJava is registered as "java". Any other kernel of that name is passed over. */
    boolean hasKernel() {
      return facts.getOrDefault("kernel", "").toLowerCase(Locale.ROOT).matches(".*[ij]java.*");
    }

    /** What the kernel needs in the environment of the Jupyter that starts it. */
    Map<String, String> environment() {
      Map<String, String> environment = new HashMap<>();
      environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + System.getProperty("path.separator")
          + Path.of(python).getParent() + System.getProperty("path.separator") + System.getenv("PATH"));
      environment.put("JUPYTER_RUNTIME_DIR", target.resolve("jupyter/runtime").toString());
      if (hasKernel()) {
        environment.put("JDK_JAVA_OPTIONS",
            (System.getenv().getOrDefault("JDK_JAVA_OPTIONS", "") + " " + String.join(" ", jvmFlags())).trim());
      } else {
        String others = System.getenv("JUPYTER_PATH");
        environment.put("JUPYTER_PATH", target.resolve("jupyter")
            + (others == null ? "" : System.getProperty("path.separator") + others));
      }
      return environment;
    }

    @Override
    public String toString() {
      String name = has("jupyterlab") ? "JupyterLab " + facts.get("jupyterlab") : "Notebook " + facts.get("notebook");
      return name + ", nbconvert " + facts.get("nbconvert") + ", in " + python;
    }
  }

  /** The first complete Jupyter: on the PATH, or made by an earlier start; null if there is none. */
  private Jupyter installedJupyter() throws IOException, InterruptedException {
    Set<String> pythons = new LinkedHashSet<>();
    Path onPath = which("jupyter");
    if (onPath != null) {
      pythons.addAll(pythonsBeside(onPath.toRealPath()));
      pythons.addAll(pythonsBeside(onPath));
      for (String name : List.of("python3", "python")) {
        Path python = which(name);
        if (python != null) {
          pythons.add(python.toString());
        }
      }
    }
    pythons.addAll(pythonsBeside(binOf(target.resolve("conda")).resolve("jupyter")));
    pythons.addAll(pythonsBeside(target.resolve("conda/jupyter")));
    pythons.addAll(pythonsBeside(binOf(target.resolve("venv")).resolve("jupyter")));
    for (String python : pythons) {
      Jupyter jupyter = probe(python);
      if (jupyter != null && jupyter.isComplete()) {
        return jupyter;
      }
    }
    if (onPath != null) {
      System.err.println("Passing over " + onPath + ": no Python beside it or on the PATH has JupyterLab or Notebook"
          + " together with nbconvert.");
    }
    return null;
  }

  private static List<String> pythonsBeside(Path jupyter) {
    return Stream.of("python3", "python", "python.exe", "../python.exe")
        .map(name -> jupyter.resolveSibling(name).normalize()).filter(Files::isExecutable).map(Path::toString)
        .collect(Collectors.toList());
  }

  private static Path binOf(Path environment) {
    return environment.resolve(WINDOWS ? "Scripts" : "bin");
  }

  private Jupyter probe(String python) throws IOException, InterruptedException {
    Process process = start(root, Map.of(), List.of(python, script(), "probe"))
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Map<String, String> facts = new HashMap<>();
    for (String line : read(process.getInputStream()).split("\\R")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        facts.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return process.waitFor() == 0 && facts.containsKey("python") ? new Jupyter(facts) : null;
  }

  /** The ways that this machine offers, in the order in which they are tried. */
  private static List<String> waysToInstall() {
    List<String> ways = new ArrayList<>();
    for (String conda : List.of("mamba", "micromamba", "conda")) {
      if (which(conda) != null) {
        ways.add(conda);
      }
    }
    if (python() != null) {
      ways.add("pip");
    }
    if (isRoot() && which("apt-get") != null) {
      ways.add("apt-get");
    }
    return ways;
  }

  private Jupyter installJupyter() throws IOException, InterruptedException {
    System.out.println("No Jupyter found.");
    for (String way : waysToInstall()) {
      String failure;
      if (way.equals("pip")) {
        failure = installWithPip();
      } else if (way.equals("apt-get")) {
        failure = installWithApt();
      } else {
        List<String> command = new ArrayList<>(List.of(which(way).toString()));
        command.addAll(way.equals("micromamba") ? List.of("create", "-y") : List.of("env", "create"));
        command.addAll(List.of("-p", target.resolve("conda").toString(),
            "-f", root.resolve("environment.yml").toString()));
        failure = quietly("installing Jupyter with " + way + " (a few minutes)", root, command);
      }
      Jupyter jupyter = failure == null ? installedJupyter() : null;
      if (jupyter != null) {
        return jupyter;
      }
      System.err.println(way + " did not give a Jupyter" + (failure == null ? "." : ": " + lastLine(failure)));
    }
    throw new Sorry(jupyterAdvice());
  }

  private static String jupyterAdvice() {
    return waysToInstall().isEmpty()
        ? "Jupyter needs Python, and there is none on the PATH, nor conda. Install Python 3.9 or newer"
            + " (https://www.python.org/downloads; on Windows tick \"Add python.exe to PATH\") or conda"
            + " (https://conda-forge.org/download), open a new terminal, then start again."
        : "Jupyter could not be installed: that needs a network, and Python 3.9 or newer. Or install"
            + " JupyterLab and nbconvert yourself (https://jupyter.org/install), so that \"jupyter\" is on the"
            + " PATH, then start again.";
  }

  /** The Python on the PATH, null if there is none. */
  private static Path python() {
    Path python3 = which("python3");
    return python3 != null ? python3 : which("python");
  }

  private String installWithPip() throws IOException, InterruptedException {
    Path venv = target.resolve("venv");
    String python = python().toString();
    String failure = quietly("making a Python environment in lib/target/venv", root,
        List.of(python, "-m", "venv", "--clear", venv.toString()));
    if (failure != null) {
      return failure;
    }
    List<String> command = new ArrayList<>(List.of(binOf(venv).resolve("python").toString(), "-m", "pip", "install",
        "--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "20"));
    Matcher pin = Pattern.compile("- (jupyterlab|nbconvert)=([0-9.]+)")
        .matcher(Files.readString(root.resolve("environment.yml")));
    while (pin.find()) {
      command.add(pin.group(1) + "==" + pin.group(2));
    }
    return quietly("installing JupyterLab with pip (about a minute)", root, command);
  }

  private String installWithApt() throws IOException, InterruptedException {
    List<String> install = new ArrayList<>(List.of("env", "DEBIAN_FRONTEND=noninteractive", "apt-get",
        "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends"));
    install.addAll(DEBIAN_PACKAGES);
    String failure = quietly("installing the classic Notebook with apt-get (about a minute)", root, install);
    if (failure != null && quietly("refreshing the list of packages", root, List.of("apt-get", "update")) == null) {
      failure = quietly("installing the classic Notebook with apt-get", root, install);
    }
    return failure;
  }

  // ---- The kernel --------------------------------------------------------------------------------------------------

  private static List<String> jvmFlags() {
    List<String> flags = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8"));
    if (hasSimd()) {
      flags.add("--add-modules=" + SIMD_MODULE);
    }
    return flags;
  }

  private static boolean hasSimd() {
    return java.lang.module.ModuleFinder.ofSystem().find(SIMD_MODULE).isPresent();
  }

  /** The project-local kernelspec: our cure of the start-up (lib/src/kernel) goes ahead of the kernel's own jar. */
  private void writeKernelSpec() throws IOException {
    List<String> classPath;
    try (Stream<Path> jars = Files.list(target.resolve("kernel"))) {
      classPath = jars.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().collect(Collectors.toList());
    }
    List<String> argv = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    argv.addAll(jvmFlags());
    argv.addAll(List.of("-cp", String.join(System.getProperty("path.separator"), classPath),
        "org.rapaio.jupyter.kernel.MainApp", "{connection_file}"));
    String spec = argv.stream().map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",\n    ", "{\n  \"argv\": [\n    ", "\n  ],\n  \"display_name\": \"Java\","
            + "\n  \"language\": \"java\",\n  \"interrupt_mode\": \"message\"\n}\n"));
    Files.createDirectories(rjkSpec.getParent());
    Path fresh = Files.createTempFile(rjkSpec.getParent(), "kernel", ".tmp");
    Files.writeString(fresh, spec);
    Files.move(fresh, rjkSpec, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  // ---- What must hold before anything is started -------------------------------------------------------------------

  private static void requireJava(int feature) {
    if (feature < OLDEST_JAVA) {
      throw new Sorry("JDK " + OLDEST_JAVA + " or newer is needed; this is Java " + feature + " in "
          + System.getProperty("java.home") + ". Install one, for example from https://adoptium.net, and put its bin"
          + " directory first on the PATH.");
    }
  }

  private static Path findRoot() {
    List<Path> places = new ArrayList<>();
    try {
      places.add(Path.of(Start.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (RuntimeException | java.net.URISyntaxException sourceUnknown) {
      // Then the current directory has to do.
    }
    places.add(Path.of("").toAbsolutePath());
    for (Path place : places) {
      for (Path up = place; up != null; up = up.getParent()) {
        if (Files.exists(up.resolve("notebooks/Start.java")) && Files.exists(up.resolve("lib/pom.xml"))) {
          return up;
        }
      }
    }
    throw new Sorry("Cannot find the repository: start from its top directory, with java notebooks/Start.java");
  }

  private List<Path> choose(List<String> names) throws IOException {
    List<Path> known;
    try (Stream<Path> files = Files.list(notebooks)) {
      known = files.filter(file -> file.toString().endsWith(".ipynb")).sorted().collect(Collectors.toList());
    }
    if (names.isEmpty() && !known.isEmpty()) {
      return known;
    }
    if (names.isEmpty()) {
      throw new Sorry("There are no notebooks in " + notebooks + ": the repository is not complete, fetch it anew.");
    }
    List<Path> chosen = new ArrayList<>();
    for (String name : names) {
      List<Path> matches = known.stream().filter(file -> file.getFileName().toString().startsWith(name))
          .collect(Collectors.toList());
      if (name.endsWith(".ipynb") && Files.isRegularFile(Path.of(name))) {
        chosen.add(Path.of(name).toAbsolutePath());
      } else if (matches.size() == 1) {
        chosen.add(matches.get(0));
      } else {
        throw new Sorry((matches.isEmpty() ? "No notebook is called \"" : "More than one notebook starts with \"")
            + name + "\". The notebooks are: " + known.stream()
                .map(file -> file.getFileName().toString().replace(".ipynb", "")).collect(Collectors.joining(", ")));
      }
    }
    return chosen;
  }

  private static void requireWritable(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "writable", ".tmp"));
    } catch (IOException e) {
      throw new Sorry("Cannot write to " + directory + ": make it writable, or copy the repository elsewhere.");
    }
  }

  /** Jupyter talks with its kernel over 127.0.0.1, even where there is no network. */
  private static void requireLoopback() throws IOException {
    NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    if (loopback == null || !loopback.isUp()) {
      throw new Sorry("The loopback interface (127.0.0.1) is down, and Jupyter needs it to talk with its kernel."
          + " On Linux, as root: ip link set lo up");
    }
  }

  /** Jupyter would quietly take another port; a teacher who has announced one wants to know. */
  private static void refuseBusyPort(List<String> options) {
    Matcher port = Pattern.compile("--(?:[A-Za-z]+\\.)?port[= ](\\d{1,5})(?: .*)?").matcher("");
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i) + (i + 1 < options.size() ? " " + options.get(i + 1) : "");
      if (port.reset(option).matches()) {
        int number = Integer.parseInt(port.group(1));
        try {
          new ServerSocket(number, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException | IllegalArgumentException busy) {
          throw new Sorry("Port " + number + " cannot be used (" + busy.getMessage() + "). Choose another one,"
              + " for example --port " + (number % 50_000 + 1) + ", or leave the choice to Jupyter.");
        }
      }
    }
  }

  private static boolean hasFonts() {
    try {
      System.setProperty("java.awt.headless", "true");
      return new java.awt.Font("SansSerif", java.awt.Font.PLAIN, 12).getStringBounds("x",
          new java.awt.font.FontRenderContext(null, true, true)).getWidth() > 0;
    } catch (RuntimeException | Error noFonts) {
      return false;
    }
  }

  private static String fontsAdvice() {
    return "Install fontconfig and a font; on Debian or Ubuntu: apt-get install fontconfig fonts-dejavu-core";
  }

  private static boolean isRoot() {
    return !WINDOWS && "root".equals(System.getProperty("user.name"));
  }

  // ---- Processes ---------------------------------------------------------------------------------------------------

  private String script() {
    return root.resolve("lib/src/jupyter/notebooks.py").toString();
  }

  private static ProcessBuilder start(Path directory, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PYTHONUTF8", "1");
    return builder;
  }

  /** Runs Jupyter in this terminal, and ends it when this program is ended, for example with Ctrl-C. */
  private static int attend(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return process.waitFor();
  }

  /** Runs a long step without its chatter. Returns null, or the last lines of what it said if it failed. */
  private static String quietly(String step, Path directory, List<String> command)
      throws IOException, InterruptedException {
    System.out.println(step + " ...");
    Process process = start(directory, Map.of(), command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String[] lines = read(process.getInputStream()).strip().split("\\R");
    return process.waitFor() == 0 ? null
        : Stream.of(lines).skip(Math.max(0, lines.length - TAIL_LINES)).collect(Collectors.joining("\n"));
  }

  private static String read(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private static Path which(String program) {
    for (String directory : System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator"))) {
      for (String ending : WINDOWS ? List.of(".exe", ".bat", ".cmd") : List.of("")) {
        Path file = Path.of(directory, program + ending);
        if (Files.isExecutable(file) && !Files.isDirectory(file)) {
          return file;
        }
      }
    }
    return null;
  }
}
