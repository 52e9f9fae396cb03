import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one way in: builds the library, finds or makes a Jupyter and a Java kernel, opens or runs the notebooks.
 *
 * <p>Everything it makes lies under {@code lib/target}, but for what {@code register} and {@code restore} are told to
 * write. Only ASCII in this file, and no syntax newer than Java 11: so that any locale can read it, and an older JDK
 * gets a sentence and not a syntax error.
 */
public final class Start {

  private static final String DEFAULT_HEAP = "208m";

  private static final String HELP = String.join(System.lineSeparator(),
      "Tutorial on activation functions, in Java notebooks.",
      "",
      "  java notebooks/Start.java [options]        open the notebooks in JupyterLab, or the classic Notebook;",
      "                                             options such as --port 8899 or --no-browser go to Jupyter",
      "  java notebooks/Start.java run [notebook]   execute the notebooks named (all, if none is), for example",
      "                                             run 03 04; the pages, and the library's documentation,",
      "                                             go to lib/target/site",
      "      --timeout SECONDS                      the longest a cell may take (default 600)",
      "      --site DIRECTORY                       write the pages somewhere else",
      "      --store                                also write the outputs back into the notebooks",
      "  java notebooks/Start.java check            try what is there, and tell what is wrong; change nothing",
      "  java notebooks/Start.java restore 05       bring a notebook back as it was delivered; yours is kept beside it",
      "  java notebooks/Start.java register         for VS Code, JupyterLab Desktop, PyCharm or a Jupyter of your own:",
      "                                             register the kernel \"Java (activations)\" with your user account",
      "  java notebooks/Start.java unregister       take that back",
      "  java notebooks/Start.java --help           this text",
      "",
      "  --kernel NAME, when opening, run and check: use the kernel that Jupyter knows by this name, or \"rapaio\",",
      "  which comes with the notebooks. Without it an IJava or JJava registered as \"java\" is taken, if it starts.",
      "  --heap SIZE, likewise and with register: the most memory for the objects of a kernel, for example 1g; the",
      "  notebooks as they are need no more than the default, " + DEFAULT_HEAP + ".",
      "",
      "What must be there: a JDK, 17 or newer, and for Jupyter Python, 3.10 or newer, or conda. The first start builds",
      "the library, and if there is no Jupyter installs one: under lib/target by mamba, micromamba, conda or Python's",
      "pip, or as root on Debian or Ubuntu by apt-get. That needs a network; later starts do not.");

  private static final int OLDEST_JAVA = 17;
  private static final String DEFAULT_TIMEOUT_SECONDS = "600";
  private static final String SIMD_MODULE = "jdk.incubator.vector";
  private static final String FIRST_NOTEBOOK = "00-check-your-setup.ipynb";
  private static final int SMALL_ROOM = 1 << 20;
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final List<String> DEBIAN_PACKAGES =
      List.of("jupyter-notebook", "jupyter-nbconvert", "fontconfig", "fonts-dejavu-core");
  private static final Pattern COURSE_NOTEBOOK = Pattern.compile("\\d\\d-.*\\.ipynb");

  /** An error for the user: one sentence, exit status 1. */
  private static final class Sorry extends RuntimeException {
    private static final long serialVersionUID = 1;

    Sorry(String sentence) {
      super(sentence);
    }
  }

  /** The most memory for the objects of a kernel. */
  private static String heap = DEFAULT_HEAP;

  private final Path root = findRoot();
  private final Path notebooks = root.resolve("notebooks");
  private final Path target = root.resolve("lib/target");
  private final Library library = new Library();
  private final Jupyters jupyters = new Jupyters();

  public static void main(String[] args) throws InterruptedException {
    int status = 1;
    Shell.endWhatWasStartedAtExit();
    try {
      requireJava(Runtime.version().feature());
      status = new Start().execute(new ArrayList<>(Arrays.asList(args)));
    } catch (Sorry sorry) {
      System.err.println(sorry.getMessage());
    } catch (IOException | UncheckedIOException e) {
      System.err.println("Cannot read or write: " + reason(e) + ".");
    }
    Shell.isFinished = true;
    System.exit(status);
  }

  private int execute(List<String> args) throws IOException, InterruptedException {
    String kernel = takeOption(args, "--kernel");
    String size = takeOption(args, "--heap");
    if (size != null && !size.matches("[1-9][0-9]*[mg]")) {
      throw new Sorry("--heap takes a size such as 512m or 1g, not \"" + size + "\".");
    }
    heap = size == null ? DEFAULT_HEAP : size;
    String command = args.isEmpty() || args.get(0).startsWith("-") ? "" : args.remove(0);
    if (command.equals("help") || args.contains("-h") || args.contains("--help")) {
      System.out.println(HELP);
      return 0;
    }
    requireUsablePath(root);
    switch (command) {
      case "":
        return open(args, kernel);
      case "run":
        return run(args, kernel);
      case "check":
        requireNoMore(args, command);
        return check(kernel);
      case "restore":
        return restore(args);
      case "register":
        requireNoMore(args, command);
        return register();
      case "unregister":
        requireNoMore(args, command);
        return unregister();
      default:
        throw new Sorry("Unknown command \"" + command + "\". Known are run, check, restore, register, unregister and"
            + " --help; options for Jupyter start with -- .");
    }
  }

  /** Takes an option and its value out of the arguments; null if it is not there. */
  private static String takeOption(List<String> args, String option) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).startsWith(option + "=")) {
        return args.remove(i).substring(option.length() + 1);
      }
      if (args.get(i).equals(option)) {
        if (i + 1 == args.size()) {
          throw new Sorry(option + " needs a value: see java notebooks/Start.java --help");
        }
        args.remove(i);
        return args.remove(i);
      }
    }
    return null;
  }

  private static void requireNoMore(List<String> args, String command) {
    if (!args.isEmpty()) {
      throw new Sorry("\"" + command + "\" takes no \"" + String.join(" ", args)
          + "\": see java notebooks/Start.java --help");
    }
  }

  // ---- The commands ------------------------------------------------------------------------------------------------

  private int open(List<String> options, String kernelName) throws IOException, InterruptedException {
    refuseBusyPort(options);
    Jupyter jupyter = prepare();
    Kernel kernel = new Kernels(jupyter).choose(kernelName);
    List<String> command = new ArrayList<>(List.of(jupyter.python, "-m", jupyter.frontEnd()));
    command.addAll(jupyter.options());
    command.addAll(options);
    return Shell.attend(command(notebooks, jupyter.environment(kernel), command));
  }

  private int run(List<String> args, String kernelName) throws IOException, InterruptedException {
    String site = takeOption(args, "--site");
    site = site == null ? target.resolve("site").toString() : Path.of(site).toAbsolutePath().toString();
    String timeout = takeOption(args, "--timeout");
    timeout = timeout == null ? DEFAULT_TIMEOUT_SECONDS : timeout;
    if (!timeout.matches("[1-9][0-9]{0,5}")) {
      throw new Sorry("--timeout takes a whole number of seconds, at least 1; not \"" + timeout + "\".");
    }
    boolean store = args.remove("--store");
    for (String arg : args) {
      if (arg.startsWith("-")) {
        throw new Sorry("Unknown option " + arg + " of run. Known are --store, --site, --timeout, --kernel and"
            + " --heap.");
      }
    }
    List<Path> chosen = choose(args);
    Jupyter jupyter = prepare();
    Kernel kernel = new Kernels(jupyter).choose(kernelName);
    library.document(Path.of(site));
    List<String> command = new ArrayList<>(List.of(jupyter.python, script(), "run", "--directory",
        notebooks.toString(), "--repository", root.toString(), "--site", site, "--mathjax",
        target.resolve("mathjax/tex-svg.js").toString(), "--timeout", timeout));
    if (store) {
      command.add("--store");
    }
    chosen.forEach(notebook -> command.add(notebook.toString()));
    int status = Shell.attend(command(notebooks, jupyter.environment(kernel), command));
    if (status == 0) {
      System.out.println("Pages: " + site);
    }
    return status == 0 ? 0 : 1;
  }

  private int check(String kernelName) throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>();
    report("Java", Runtime.version() + " in " + System.getProperty("java.home"));
    report("SIMD", hasSimd() ? "on (" + SIMD_MODULE + ")" : "off: this Java has no module " + SIMD_MODULE);
    report("Fonts", hasFonts() ? "found" : "none: charts cannot be drawn");
    if (!hasFonts()) {
      wrong.add(fontsAdvice());
    }
    String unwritable = whyNotWritable(Files.exists(target) ? target : root);
    if (unwritable != null) {
      report("Folder", "cannot be written");
      wrong.add(unwritable);
    }
    report("Library", library.isBuilt() ? "built, in lib/target/jars" : "to be built at the first start");
    if (!library.isBuilt()) {
      wrong.addAll(library.whyNotToBeBuilt());
    }
    Jupyter jupyter = jupyters.installed();
    if (jupyter == null) {
      List<String> ways = jupyters.waysToInstall();
      report("Jupyter", ways.isEmpty() ? "none, and no Python or conda to install it with"
          : "none; the first start tries " + String.join(", then ", ways));
      if (ways.isEmpty()) {
        wrong.add(jupyters.advice());
      }
      report("Kernel", Kernel.OWN_TITLE + "; to be tried when there is a Jupyter");
    } else {
      report("Jupyter", jupyter + (jupyters.isOutdated(jupyter) ? "; the next start renews it" : ""));
      wrong.addAll(checkKernels(new Kernels(jupyter), kernelName));
    }
    wrong.forEach(System.out::println);
    System.out.println(wrong.isEmpty() ? "OK. To open the notebooks: java notebooks/Start.java" : "Not ready.");
    return wrong.isEmpty() ? 0 : 1;
  }

  /** Tries the kernels that a start would take, and tells how each step went; returns what is wrong. */
  private List<String> checkKernels(Kernels kernels, String name) throws IOException, InterruptedException {
    Kernel registered = kernels.registered(name);
    if (registered != null) {
      Trial trial = kernels.attempt(registered);
      report("Kernel", registered.title);
      trial.steps.forEach((step, result) -> report("  " + step, result));
      if (trial.failure == null) {
        return List.of();
      }
      String sentence = registered.remedy(trial.failure, name != null);
      if (name != null) {
        return List.of(sentence);
      }
      System.out.println(sentence);
    }
    report("Kernel", Kernel.OWN_TITLE);
    if (!library.isBuilt()) {
      report("  starts", "to be tried when the library is built");
      return List.of();
    }
    Path temporary = Files.createTempDirectory("kernel");
    try {
      Kernel own = kernels.own(temporary);
      Trial trial = kernels.attempt(own);
      trial.steps.forEach((step, result) -> report("  " + step, result));
      return trial.failure == null ? List.of() : List.of(own.remedy(trial.failure, false));
    } finally {
      deleteTree(temporary);
    }
  }

  private static void report(String name, String found) {
    System.out.println(String.format(Locale.ROOT, "%-9s %s", name, found));
  }

  /** Library and Jupyter, made where they are missing; one Start at a time. */
  private Jupyter prepare() throws IOException, InterruptedException {
    requireWritable(target);
    requireLoopback();
    try (FileChannel lock = FileChannel.open(target.resolve("start.lock"), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE)) {
      lock.lock();
      new Delivered().keepCopies();
      if (!library.isBuilt()) {
        library.build();
      }
      Jupyter jupyter = jupyters.installed();
      if (jupyter == null || jupyters.isOutdated(jupyter)) {
        jupyter = jupyters.install(jupyter);
      }
      if (!hasFonts()) {
        System.err.println("Warning: no fonts found, charts cannot be drawn. " + fontsAdvice());
      }
      return jupyter;
    }
  }

  private int restore(List<String> names) throws IOException, InterruptedException {
    if (names.isEmpty()) {
      throw new Sorry("Which notebook? For example: java notebooks/Start.java restore 05");
    }
    requireWritable(target);
    Delivered delivered = new Delivered();
    delivered.keepCopies();
    for (String name : names) {
      delivered.restore(name);
    }
    return 0;
  }

  private int register() throws IOException, InterruptedException {
    requireWritable(target);
    if (!library.isBuilt()) {
      library.build();
    }
    Path spec = userKernelSpec();
    try {
      KernelSpec.write(spec, "Java (activations)", ownArgv(),
          ownVariables(Map.of("RJK_CLASSPATH", library.jar.toString())));
    } catch (IOException e) {
      throw new Sorry("The kernel cannot be written to " + spec + " (" + reason(e) + "). Make that folder writable, or"
          + " name another in JUPYTER_DATA_DIR, here and for your front end.");
    }
    System.out.println("Registered the kernel \"Java (activations)\" in " + spec);
    System.out.println("Choose it in VS Code, JupyterLab Desktop, PyCharm or your own Jupyter when you open a notebook"
        + " of the course.");
    System.out.println("It uses the JDK in " + System.getProperty("java.home") + " and the library of this folder: run"
        + " register again when either moves.");
    return 0;
  }

  private int unregister() throws IOException {
    Path spec = userKernelSpec();
    if (Files.exists(spec)) {
      deleteTree(spec);
      System.out.println("Removed " + spec);
    } else {
      System.out.println("There is no " + spec + ": nothing to remove.");
    }
    return 0;
  }

  /** The home that other programs go by; that of Java's user may be another. */
  private static Path home() {
    String home = System.getenv("HOME");
    return Path.of(WINDOWS || home == null || home.isEmpty() ? System.getProperty("user.home") : home);
  }

  /** Where every front end of this user looks for kernels. */
  private static Path userKernelSpec() {
    String data = System.getenv("JUPYTER_DATA_DIR");
    Path home = home();
    Path place;
    if (data != null && !data.isEmpty()) {
      place = Path.of(data);
    } else if (WINDOWS && System.getenv("APPDATA") != null) {
      place = Path.of(System.getenv("APPDATA"), "jupyter");
    } else if (System.getProperty("os.name").startsWith("Mac")) {
      place = home.resolve("Library/Jupyter");
    } else {
      String shared = System.getenv("XDG_DATA_HOME");
      place = shared == null || shared.isEmpty() ? home.resolve(".local/share/jupyter")
          : Path.of(shared, "jupyter");
    }
    return place.resolve("kernels").resolve("activations");
  }

  // ---- The library -------------------------------------------------------------------------------------------------

  /** The compiled library, and Maven, which makes it. */
  private final class Library {
    private final Path jar = target.resolve("jars/activations.jar");
    private final Path kernel = target.resolve("kernel");

    boolean isBuilt() throws IOException {
      if (!Files.exists(jar) || !Files.isDirectory(kernel)) {
        return false;
      }
      FileTime built = Files.getLastModifiedTime(jar);
      for (String source : List.of("pom.xml", "lib/pom.xml", "lib/benchmarks", "lib/src/main", "lib/src/vectorize",
          "lib/kernel/pom.xml", "lib/kernel/src")) {
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

    void build() throws IOException, InterruptedException {
      List<String> maven = new ArrayList<>(WINDOWS ? List.of("cmd", "/c", "mvnw.cmd") : List.of("sh", "mvnw"));
      maven.addAll(List.of("-q", "-B", "-ntp", "-DskipTests", "package"));
      Shell.Step step = Shell.step("building the library (first time: about a minute)", command(root, Map.of(), maven));
      if (!step.succeeded()) {
        throw new Sorry(step.tail() + System.lineSeparator() + "The library could not be built. "
            + advice(step.output));
      }
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
    }

    /** Maven's start script goes by HOME, Maven itself by Java's home, unless it is told otherwise. */
    List<String> whyNotToBeBuilt() {
      if (Stream.of("MAVEN_USER_HOME", "MAVEN_OPTS", "MAVEN_ARGS")
          .anyMatch(name -> !System.getenv().getOrDefault(name, "").isEmpty())) {
        return List.of();
      }
      return Stream.of(home(), Path.of(System.getProperty("user.home"))).distinct()
          .map(home -> Files.exists(home.resolve(".m2")) ? home.resolve(".m2") : home)
          .filter(place -> !Files.isDirectory(place) || !Files.isWritable(place))
          .map(place -> "Maven, which builds the library, cannot keep its downloads in " + place
              + ": make that folder, or make it writable, or set HOME to one that is.")
          .collect(Collectors.toList());
    }

    private String advice(String said) throws IOException {
      List<String> homes = whyNotToBeBuilt();
      if (!homes.isEmpty()) {
        return String.join(" ", homes);
      }
      if (said.contains("No space left") || isFull(target)) {
        return fullDisk(target);
      }
      return said.matches("(?s).*(Unknown host|UnknownHost|Could not transfer|Connection |timed out|Network is).*")
          ? "The first build needs a network (Maven Central)."
          : "The lines above are Maven's own reason.";
    }

    /** Writes the documentation of the library beside the pages of the notebooks, which link to it. */
    void document(Path site) throws IOException {
      Path documentation = site.resolve("javadoc");
      Path index = documentation.resolve("index.html");
      if (Files.exists(index) && Files.getLastModifiedTime(index).compareTo(Files.getLastModifiedTime(jar)) > 0) {
        return;
      }
      ToolProvider javadoc = ToolProvider.findFirst("javadoc").orElse(null);
      if (javadoc == null) {
        System.out.println("The pages have no documentation of the library: this Java has no javadoc.");
        return;
      }
      List<String> options = new ArrayList<>(List.of("-quiet", "-Xdoclint:none", "-notimestamp", "-encoding", "UTF-8",
          "-windowtitle", "Activation functions in Java", "-classpath", jarsIn(jar.resolveSibling("dependencies")),
          "-sourcepath", root.resolve("lib/src/main/java").toString(), "-subpackages", "activations", "-d",
          documentation.toString()));
      if (hasSimd()) {
        options.addAll(List.of("--add-modules", SIMD_MODULE));
      }
      StringWriter said = new StringWriter();
      PrintWriter writer = new PrintWriter(said);
      System.out.println("Writing the documentation of the library");
      if (javadoc.run(writer, writer, options.toArray(new String[0])) != 0) {
        System.out.println(said + "The pages have no documentation of the library: see the lines above.");
      }
    }

    /** Our cures of the kernel (lib/kernel) go ahead of the kernel's own jar. */
    String kernelClassPath() throws IOException {
      return jarsIn(kernel);
    }

    private String jarsIn(Path folder) throws IOException {
      try (Stream<Path> jars = Files.list(folder)) {
        return jars.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted()
            .collect(Collectors.joining(System.getProperty("path.separator")));
      }
    }
  }

  // ---- Kernels -----------------------------------------------------------------------------------------------------

  /** A Java kernel that Jupyter starts under the name "java", which the notebooks ask for. */
  private static final class Kernel {
    static final String OWN = "rapaio";
    static final String OWN_TITLE = "Rapaio Jupyter Kernel, which comes with the notebooks";

    private final String title;
    private final Path directory;
    private final Path jupyterPath;
    private final boolean isOwn;

    /**
     * A kernel.
     *
     * @param directory where its kernelspec is
     * @param jupyterPath what JUPYTER_PATH must hold for Jupyter to find it; null if it does so anyway
     */
    Kernel(String title, Path directory, Path jupyterPath, boolean isOwn) {
      this.title = title;
      this.directory = directory;
      this.jupyterPath = jupyterPath;
      this.isOwn = isOwn;
    }

    /** What to do about it when it fails. */
    String remedy(String failure, boolean askedFor) {
      return isOwn
          ? "The kernel that comes with the notebooks does not work (" + failure + "). Delete the folder lib/target,"
              + " then start again; if that does not help, try another JDK."
          : "The kernel registered in " + directory + " does not work (" + failure + "). Mend it, or remove it: delete"
              + " that folder, or run: jupyter kernelspec remove " + directory.getFileName() + ". "
              + (askedFor ? "Without --kernel" : "Until then")
              + " Start.java takes the kernel that comes with the notebooks.";
    }
  }

  /** How the trial of a kernel went: what each step showed, and why the first bad one failed; null if none did. */
  private static final class Trial {
    private final Map<String, String> steps = new LinkedHashMap<>();
    private String failure;
  }

  /** The kernels that a Jupyter can start. */
  private final class Kernels {
    private final Jupyter jupyter;

    Kernels(Jupyter jupyter) {
      this.jupyter = jupyter;
    }

    /** The kernel of that name; without a name the registered one if it works, else our own. */
    Kernel choose(String name) throws IOException, InterruptedException {
      Kernel registered = registered(name);
      if (registered == null) {
        return own(target.resolve("jupyter"));
      }
      String failure = failureOf(registered);
      if (failure == null) {
        return registered;
      }
      if (name != null) {
        throw new Sorry(registered.remedy(failure, true));
      }
      System.err.println(registered.remedy(failure, false));
      return own(target.resolve("jupyter"));
    }

    /** The registered kernel of that name; without a name IJava or JJava as "java"; null where our own is meant. */
    Kernel registered(String name) throws IOException, InterruptedException {
      if (name == null) {
        return jupyter.facts.getOrDefault("kernel", "").toLowerCase(Locale.ROOT).matches(".*[ij]java.*")
            ? named("java", jupyter.facts) : null;
      }
      if (name.equals(Kernel.OWN)) {
        return null;
      }
      Map<String, String> facts = jupyters.ask(jupyter.python, "--kernel", name);
      if (!facts.containsKey("kernelDirectory")) {
        throw new Sorry("Jupyter knows no kernel called \"" + name + "\". It knows: "
            + facts.getOrDefault("kernels", "none") + "; and there is \"" + Kernel.OWN + "\", which comes with the"
            + " notebooks.");
      }
      return named(name, facts);
    }

    private Kernel named(String name, Map<String, String> facts) throws IOException {
      Path directory = Path.of(facts.get("kernelDirectory"));
      String title = "\"" + name + "\", registered in " + directory;
      if (name.equals("java")) {
        return new Kernel(title, directory, null, false);
      }
      // The notebooks ask for "java", so it gets that name too.
      Path place = Files.isWritable(target) ? target.resolve("jupyter/named") : Files.createTempDirectory("kernel");
      deleteTree(place);
      copyTree(directory, place.resolve("kernels/java"));
      return new Kernel(title, directory, place, false);
    }

    /** Our own kernel, its kernelspec written anew below a folder for JUPYTER_PATH. */
    Kernel own(Path place) throws IOException {
      Path directory = place.resolve("kernels/java");
      KernelSpec.write(directory, "Java", ownArgv(), ownVariables(Map.of()));
      return new Kernel(Kernel.OWN_TITLE, directory, place, true);
    }

    /** Starts the kernel, has it compute, load the library if that is built, and draw. */
    Trial attempt(Kernel kernel) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of(jupyter.python, script(), "try", "--directory",
          notebooks.toString()));
      if (library.isBuilt()) {
        command.addAll(List.of("--jar", "../lib/target/jars/activations.jar"));
      }
      Trial trial = new Trial();
      Shell.Step step = Shell.quietly(command(notebooks, jupyter.environment(kernel), command));
      lines(step.output).forEach((name, value) -> {
        if (name.equals("failed")) {
          trial.failure = value;
        } else {
          trial.steps.put(name, value);
        }
      });
      if (trial.failure == null && (!step.succeeded() || !trial.steps.containsKey("1 + 1"))) {
        trial.failure = step.lastLine();
      }
      return trial;
    }

    /** As {@link #attempt}, but a kernel that worked is not tried again until its kernelspec or its Java changes. */
    private String failureOf(Kernel kernel) throws IOException, InterruptedException {
      Path spec = kernel.directory.resolve("kernel.json");
      Path program = Shell.which(Files.exists(spec) ? KernelSpec.program(Files.readString(spec)) : "");
      String identity = kernel.directory + "\n" + (Files.exists(spec) ? Files.readString(spec) : "") + "\n" + program
          + (program == null ? "" : " " + Files.getLastModifiedTime(program));
      Path passed = target.resolve("jupyter/passed.txt");
      if (Files.exists(passed) && Files.readString(passed).equals(identity)) {
        return null;
      }
      System.out.println("trying the kernel registered in " + kernel.directory + " ...");
      String failure = attempt(kernel).failure;
      if (failure == null) {
        Files.createDirectories(passed.getParent());
        Files.writeString(passed, identity);
      } else {
        Files.deleteIfExists(passed);
      }
      return failure;
    }
  }

  /** The file by which Jupyter knows a kernel. */
  private static final class KernelSpec {
    private static final Pattern PROGRAM = Pattern.compile("\"argv\"\\s*:\\s*\\[\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    static void write(Path directory, String displayName, List<String> argv, Map<String, String> variables)
        throws IOException {
      String spec = "{\n  \"argv\": [\n    "
          + argv.stream().map(KernelSpec::quoted).collect(Collectors.joining(",\n    "))
          + "\n  ],\n  \"display_name\": " + quoted(displayName)
          + ",\n  \"language\": \"java\",\n  \"interrupt_mode\": \"message\",\n  \"env\": {"
          + variables.entrySet().stream().map(entry -> "\n    " + quoted(entry.getKey()) + ": "
              + quoted(entry.getValue())).collect(Collectors.joining(","))
          + "\n  }\n}\n";
      Files.createDirectories(directory);
      replace(directory.resolve("kernel.json"), spec.getBytes(StandardCharsets.US_ASCII));
    }

    /** As JSON, in ASCII, so that no reader can take it for another encoding. */
    private static String quoted(String text) {
      StringBuilder json = new StringBuilder("\"");
      for (char c : text.toCharArray()) {
        if (c == '"' || c == '\\') {
          json.append('\\').append(c);
        } else if (c < ' ' || c > '~') {
          json.append(String.format("\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
      return json.append('"').toString();
    }

    /** The program that a kernelspec starts. */
    static String program(String spec) {
      Matcher program = PROGRAM.matcher(spec);
      return program.find() ? program.group(1).replace("\\\\", "\\") : "";
    }
  }

  /**
   * So little heap that a class fits a server: with it our own kernel takes about 400 MiB in all, at most. The serial
   * collector's loops would not stop for the other threads as those of Java's usual collector do, hence the two flags.
   */
  private static List<String> jvmFlags() {
    List<String> flags = new ArrayList<>(List.of("-Xms64m", "-Xmx" + heap, "-Xmn32m", "-XX:+UseSerialGC",
        "-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000", "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8"));
    if (hasSimd()) {
      flags.add("--add-modules=" + SIMD_MODULE);
    }
    return flags;
  }

  private static boolean hasSimd() {
    return java.lang.module.ModuleFinder.ofSystem().find(SIMD_MODULE).isPresent();
  }

  private List<String> ownArgv() throws IOException {
    List<String> argv = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    argv.addAll(jvmFlags());
    argv.addAll(List.of("-cp", library.kernelClassPath(), "org.rapaio.jupyter.kernel.MainApp", "{connection_file}"));
    return argv;
  }

  /** The environment of our own kernel. */
  private static Map<String, String> ownVariables(Map<String, String> more) {
    Map<String, String> variables = new LinkedHashMap<>(more);
    return variables;
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

    /** The course's folder, first page and kernel, whatever the user's or the machine's configuration says. */
    List<String> options() {
      List<String> options = new ArrayList<>();
      if (has("jupyterlab")) {
        options.addAll(List.of("--ServerApp.root_dir=" + notebooks, "--FileContentsManager.preferred_dir=" + notebooks,
            "--LabApp.default_url=/lab/tree/" + FIRST_NOTEBOOK, "--LanguageServerManager.autodetect=False"));
      } else {
        options.addAll(List.of("--NotebookApp.notebook_dir=" + notebooks,
            "--NotebookApp.default_url=/notebooks/" + FIRST_NOTEBOOK));
      }
      options.add("--KernelSpecManager.allowed_kernelspecs=java");
      if (isRoot()) {
        options.add("--allow-root");
      }
      return options;
    }

    /** What Jupyter, and the kernel that it starts, find in their environment: nothing goes to the user's home. */
    Map<String, String> environment(Kernel kernel) {
      Map<String, String> environment = new HashMap<>();
      environment.put("PATH", joined(Path.of(System.getProperty("java.home"), "bin"), Path.of(python).getParent(),
          System.getenv("PATH")));
      Path own = Files.isWritable(target) ? target.resolve("jupyter") : Path.of(System.getProperty("java.io.tmpdir"));
      environment.put("JUPYTER_RUNTIME_DIR", own.resolve("runtime").toString());
      environment.put("JUPYTER_CONFIG_DIR", own.resolve("config").toString());
      environment.put("JUPYTER_DATA_DIR", own.resolve("data").toString());
      environment.put("JUPYTERLAB_SETTINGS_DIR", own.resolve("lab/user-settings").toString());
      environment.put("JUPYTERLAB_WORKSPACES_DIR", own.resolve("lab/workspaces").toString());
      environment.put("IPYTHONDIR", own.resolve("ipython").toString());
      // JupyterLab's settings for the course, in its folder labconfig.
      environment.put("JUPYTER_CONFIG_PATH",
          joined(root.resolve("lib/src/jupyter"), System.getenv("JUPYTER_CONFIG_PATH")));
      environment.put("JUPYTER_PATH",
          joined(kernel.jupyterPath, System.getenv("JUPYTER_PATH"), facts.get("dataDirectory")));
      if (!kernel.isOwn) {
        environment.put("JDK_JAVA_OPTIONS",
            (System.getenv().getOrDefault("JDK_JAVA_OPTIONS", "") + " " + String.join(" ", jvmFlags())).trim());
      }
      return environment;
    }

    @Override
    public String toString() {
      String name = has("jupyterlab") ? "JupyterLab " + facts.get("jupyterlab") : "Notebook " + facts.get("notebook");
      return name + ", nbconvert " + facts.get("nbconvert") + ", in " + python;
    }
  }

  /** The Jupyters of this machine, and the ways to get one. */
  private final class Jupyters {
    private static final int OLDEST_PYTHON_3 = 10;
    private static final int NEWEST_PYTHON_3_BY_NAME = 15;

    private final Path requirements = root.resolve("lib/src/jupyter/requirements.txt");
    private final Path condaEnvironment = root.resolve("environment.yml");

    /** The environments have the fingerprint of their pins in their names: other pins, another environment. */
    private Path venv() throws IOException {
      return target.resolve("venv-" + fingerprint(requirements));
    }

    private Path conda() throws IOException {
      return target.resolve("conda-" + fingerprint(condaEnvironment));
    }

    private String fingerprint(Path file) throws IOException {
      return sha256(Files.readString(file).replace("\r", "").getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    }

    /** The first complete Jupyter: on the PATH, or made by an earlier start; null if there is none. */
    Jupyter installed() throws IOException, InterruptedException {
      Set<String> pythons = new LinkedHashSet<>();
      Path onPath = Shell.which("jupyter");
      if (onPath != null) {
        pythons.addAll(pythonsBeside(onPath.toRealPath()));
        pythons.addAll(pythonsBeside(onPath));
        for (String name : List.of("python3", "python")) {
          Path python = Shell.which(name);
          if (python != null) {
            pythons.add(python.toString());
          }
        }
      }
      for (Path made : made()) {
        pythons.addAll(pythonsBeside(binOf(made).resolve("jupyter")));
        pythons.addAll(pythonsBeside(made.resolve("jupyter")));
      }
      List<String> complaints = new ArrayList<>();
      for (String python : pythons) {
        Jupyter jupyter = probe(python, complaints);
        if (jupyter != null && jupyter.isComplete()) {
          return jupyter;
        }
      }
      complaints.forEach(System.err::println);
      if (onPath != null) {
        System.err.println("Passing over " + onPath + ": no Python beside it or on the PATH has JupyterLab or Notebook"
            + " together with nbconvert.");
      }
      return null;
    }

    /** The environments that earlier starts made, those for today's pins first. */
    private List<Path> made() throws IOException {
      List<Path> made = new ArrayList<>(List.of(conda(), venv()));
      if (Files.isDirectory(target)) {
        try (Stream<Path> all = Files.list(target)) {
          all.filter(place -> place.getFileName().toString().matches("(venv|conda)(-.*)?")).sorted()
              .filter(place -> !made.contains(place)).forEach(made::add);
        }
      }
      made.removeIf(place -> !Files.isDirectory(place));
      return made;
    }

    /** Whether Start.java made it, for other pins than today's. */
    boolean isOutdated(Jupyter jupyter) throws IOException {
      Path python = Path.of(jupyter.python);
      return made().stream().anyMatch(python::startsWith) && !python.startsWith(venv()) && !python.startsWith(conda());
    }

    private List<String> pythonsBeside(Path jupyter) {
      return Stream.of("python3", "python", "python.exe", "../python.exe")
          .map(name -> jupyter.resolveSibling(name).normalize()).filter(Files::isExecutable).map(Path::toString)
          .collect(Collectors.toList());
    }

    private Path binOf(Path environment) {
      return environment.resolve(WINDOWS ? "Scripts" : "bin");
    }

    private Jupyter probe(String python, List<String> complaints) throws IOException, InterruptedException {
      Shell.Step step = Shell.python(root, List.of(python, script(), "probe"));
      Map<String, String> facts = lines(step.output);
      if (step.succeeded() && facts.containsKey("python")) {
        return new Jupyter(facts);
      }
      complaints.add("Passing over " + python + ": " + step.lastLine());
      return null;
    }

    /** What a Python says when it is probed with more arguments. */
    Map<String, String> ask(String python, String... more) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of(python, script(), "probe"));
      command.addAll(List.of(more));
      return lines(Shell.python(root, command).output);
    }

    /** The ways that this machine offers, in the order in which they are tried. */
    List<String> waysToInstall() throws IOException, InterruptedException {
      List<String> ways = Stream.of("mamba", "micromamba", "conda").filter(way -> Shell.which(way) != null)
          .collect(Collectors.toCollection(ArrayList::new));
      if (python() != null) {
        ways.add("pip");
      }
      if (isRoot() && Shell.which("apt-get") != null) {
        ways.add("apt-get");
      }
      return ways;
    }

    /** A Jupyter of our own in place of none, or of one for older pins; where that cannot be, the old one stays. */
    Jupyter install(Jupyter outdated) throws IOException, InterruptedException {
      System.out.println(outdated == null ? "No Jupyter found."
          : "The Jupyter in lib/target was made for other versions.");
      for (String way : waysToInstall()) {
        String failure;
        if (way.equals("pip")) {
          failure = installWithPip();
        } else if (way.equals("apt-get")) {
          failure = outdated == null ? installWithApt() : "not for renewing";
        } else {
          failure = installWithConda(way);
        }
        Jupyter jupyter = failure == null ? installed() : null;
        if (jupyter != null) {
          removeOlder();
          return jupyter;
        }
        if (outdated == null) {
          System.err.println(way + " did not give a Jupyter" + (failure == null ? "." : ": " + failure));
        }
      }
      if (outdated != null) {
        System.err.println("It could not be renewed, which needs a network; it is used as it is.");
        return outdated;
      }
      throw new Sorry(isFull(target) ? fullDisk(target) : advice());
    }

    private void removeOlder() throws IOException {
      for (Path place : made()) {
        if (!place.equals(venv()) && !place.equals(conda())) {
          deleteTree(place);
        }
      }
    }

    String advice() throws IOException, InterruptedException {
      return waysToInstall().isEmpty()
          ? "Jupyter needs Python 3." + OLDEST_PYTHON_3 + " or newer, and there is none on the PATH, nor conda. Install"
              + " Python (https://www.python.org/downloads; on Windows tick \"Add python.exe to PATH\") or conda"
              + " (https://conda-forge.org/download), open a new terminal, then start again."
          : "Jupyter could not be installed: that needs a network, and Python 3." + OLDEST_PYTHON_3 + " or newer. Or"
              + " install JupyterLab and nbconvert yourself (https://jupyter.org/install), so that \"jupyter\" is on"
              + " the PATH, then start again.";
    }

    /** The first Python on the PATH that is new enough, null if there is none. */
    private Path python() throws IOException, InterruptedException {
      List<String> names = new ArrayList<>(List.of("python3", "python"));
      for (int minor = NEWEST_PYTHON_3_BY_NAME; minor >= OLDEST_PYTHON_3; minor--) {
        names.add("python3." + minor);
      }
      for (String name : names) {
        Path python = Shell.which(name);
        if (python != null && Shell.python(root, List.of(python.toString(), "-c",
            "import sys; sys.exit(sys.version_info < (3, " + OLDEST_PYTHON_3 + "))")).succeeded()) {
          return python;
        }
      }
      return null;
    }

    /** Null, or why it failed. */
    private String installWithPip() throws IOException, InterruptedException {
      Path venv = venv();
      Shell.Step step = Shell.step("making a Python environment in lib/target", command(root, Map.of(),
          List.of(python().toString(), "-m", "venv", "--clear", venv.toString())));
      if (step.succeeded()) {
        step = Shell.step("installing JupyterLab with pip (about a minute)", command(root, Map.of(), List.of(
            binOf(venv).resolve("python").toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--retries", "1", "--timeout", "20", "-r", requirements.toString())));
      }
      if (!step.succeeded()) {
        deleteTree(venv);
      }
      return step.succeeded() ? null : step.reason();
    }

    /** Null, or why it failed. */
    private String installWithConda(String program) throws IOException, InterruptedException {
      Path conda = conda();
      deleteTree(conda);
      List<String> command = new ArrayList<>(List.of(Shell.which(program).toString()));
      command.addAll(program.equals("micromamba") ? List.of("create", "-y") : List.of("env", "create"));
      command.addAll(List.of("-p", conda.toString(), "-f", condaEnvironment.toString()));
      Shell.Step step = Shell.step("installing Jupyter with " + program + " (a few minutes)",
          command(root, Map.of(), command));
      if (!step.succeeded()) {
        deleteTree(conda);
      }
      return step.succeeded() ? null : step.reason();
    }

    /** Null, or why it failed. */
    private String installWithApt() throws IOException, InterruptedException {
      List<String> install = new ArrayList<>(List.of("apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y",
          "--no-install-recommends"));
      install.addAll(DEBIAN_PACKAGES);
      Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
      Shell.Step step = Shell.step("installing the classic Notebook with apt-get (about a minute)",
          command(root, quiet, install));
      if (!step.succeeded()
          && Shell.step("refreshing the list of packages", command(root, quiet, List.of("apt-get", "update")))
              .succeeded()) {
        step = Shell.step("installing the classic Notebook with apt-get", command(root, quiet, install));
      }
      return step.succeeded() ? null : step.reason();
    }
  }

  // ---- The notebooks as they were delivered ------------------------------------------------------------------------

  /** The notebooks by their checksums; each start keeps a copy of those that nobody has changed. */
  private final class Delivered {
    private final Map<String, String> checksums = new LinkedHashMap<>();
    private final Path copies = target.resolve("delivered");

    Delivered() throws IOException {
      for (String line : Files.readAllLines(root.resolve("lib/src/jupyter/delivered.sha256"))) {
        String[] words = line.trim().split("\\s+\\*?", 2);
        if (words.length == 2) {
          checksums.put(words[1], words[0]);
        }
      }
    }

    private boolean isDelivered(String name, Path file) throws IOException {
      return Files.isRegularFile(file) && sha256(Files.readAllBytes(file)).equals(checksums.get(name));
    }

    void keepCopies() throws IOException {
      for (String name : checksums.keySet()) {
        Path notebook = notebooks.resolve(name);
        if (!isDelivered(name, copies.resolve(name)) && isDelivered(name, notebook)) {
          Files.createDirectories(copies);
          replace(copies.resolve(name), Files.readAllBytes(notebook));
        }
      }
    }

    void restore(String number) throws IOException, InterruptedException {
      String name = only(checksums.keySet().stream().filter(each -> each.startsWith(number))
          .collect(Collectors.toList()), number, checksums.keySet().stream());
      Path notebook = notebooks.resolve(name);
      if (isDelivered(name, notebook)) {
        System.out.println(name + " is as it was delivered: nothing to restore.");
        return;
      }
      byte[] delivered = isDelivered(name, copies.resolve(name)) ? Files.readAllBytes(copies.resolve(name))
          : fromGit(name);
      if (delivered == null) {
        throw new Sorry("There is no copy of " + name + " as it was delivered: it was changed before the first start."
            + " Fetch that file anew from where you got the course.");
      }
      if (Files.exists(notebook)) {
        Path mine = notebooks.resolve("my-" + name);
        for (int copy = 2; Files.exists(mine); copy++) {
          mine = notebooks.resolve("my-" + name.replace(".ipynb", "-" + copy + ".ipynb"));
        }
        Files.copy(notebook, mine);
        System.out.println("Yours is kept as notebooks/" + mine.getFileName());
      }
      replace(notebook, delivered);
      System.out.println(name + " is as it was delivered. Where it is open: close its tab without saving, and open it"
          + " again.");
    }

    /** The version of a notebook that its checksum names, if this is a clone that knows it; else null. */
    private byte[] fromGit(String name) throws IOException, InterruptedException {
      Path git = Shell.which("git");
      if (git == null || !Files.exists(root.resolve(".git"))) {
        return null;
      }
      String path = "notebooks/" + name;
      Shell.Step commits = Shell.quietly(command(root, Map.of(),
          List.of(git.toString(), "log", "--format=%H", "-n", "100", "--", path)));
      for (String commit : commits.succeeded() ? commits.output.split("\\s+") : new String[0]) {
        byte[] file = Shell.bytes(command(root, Map.of(), List.of(git.toString(), "show", commit + ":" + path)));
        if (sha256(file).equals(checksums.get(name))) {
          return file;
        }
      }
      return null;
    }
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

  /** A class path cannot spell every folder: its separator, and the mark between an archive and what is in it. */
  private static void requireUsablePath(Path root) {
    String path = root.toString().replace('\\', '/') + "/";
    String separator = System.getProperty("path.separator");
    String culprit = path.contains(separator) ? "a \"" + separator + "\""
        : path.contains("!/") ? "a \"!\" at its end" : null;
    if (culprit != null) {
      throw new Sorry("Java cannot load a library from the folder " + root + ": the name of a folder on the way has "
          + culprit + ". Rename that folder, or move the course elsewhere, then start again.");
    }
  }

  private List<Path> choose(List<String> names) throws IOException {
    List<Path> known;
    try (Stream<Path> files = Files.list(notebooks)) {
      known = files.filter(file -> COURSE_NOTEBOOK.matcher(file.getFileName().toString()).matches()).sorted()
          .collect(Collectors.toList());
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
      } else {
        chosen.add(only(matches, name, known.stream().map(file -> file.getFileName().toString())));
      }
    }
    return chosen;
  }

  /** The one match of a name that a user gave. */
  private static <T> T only(List<T> matches, String name, Stream<String> known) {
    if (matches.size() == 1) {
      return matches.get(0);
    }
    throw new Sorry((matches.isEmpty() ? "No notebook is called \"" : "More than one notebook starts with \"") + name
        + (matches.isEmpty() ? "\". The notebooks are: " : "\": ")
        + known.filter(file -> matches.isEmpty() || file.startsWith(name)).map(file -> file.replace(".ipynb", ""))
            .collect(Collectors.joining(", ")) + ".");
  }

  private static void requireWritable(Path directory) {
    String why = whyNotWritable(directory);
    if (why != null) {
      throw new Sorry(why);
    }
  }

  /** Null where a file can be written, with room for what a start writes; else a sentence. */
  private static String whyNotWritable(Path directory) {
    Path trial = null;
    try {
      Files.createDirectories(directory);
      trial = Files.createTempFile(directory, "writable", ".tmp");
      Files.write(trial, new byte[SMALL_ROOM]);
      return null;
    } catch (IOException e) {
      return isFull(directory) ? fullDisk(directory)
          : "Cannot write to " + directory + ": make it writable, or copy the repository elsewhere.";
    } finally {
      deleteQuietly(trial);
    }
  }

  private static boolean isFull(Path directory) {
    try {
      Path place = directory;
      while (!Files.exists(place)) {
        place = place.getParent();
      }
      return Files.getFileStore(place).getUsableSpace() < SMALL_ROOM;
    } catch (IOException e) {
      return false;
    }
  }

  private static String fullDisk(Path directory) {
    return "The disk that holds " + directory + " is full. Make room, then start again.";
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

  // ---- Files -------------------------------------------------------------------------------------------------------

  private static String reason(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Places for a variable such as PATH; those that are null or empty are left out. */
  private static String joined(Object... places) {
    return Stream.of(places).filter(place -> place != null && !place.toString().isEmpty()).map(Object::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static String sha256(byte[] bytes) {
    try {
      StringBuilder hex = new StringBuilder();
      for (byte one : MessageDigest.getInstance("SHA-256").digest(bytes)) {
        hex.append(String.format("%02x", one));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes beside a file and then puts the new one in its place: on a full disk the old one stays whole. */
  private static void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
    try {
      Files.write(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteQuietly(fresh);
      throw isFull(file.getParent()) ? new IOException(fullDisk(file.getParent()), e) : e;
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It can stay.
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.sorted(Comparator.reverseOrder()).forEach(Start::deleteQuietly);
      }
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).collect(Collectors.toList())) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  // ---- Programs ----------------------------------------------------------------------------------------------------

  private String script() {
    return root.resolve("lib/src/jupyter/notebooks.py").toString();
  }

  /** A program that is still to be started. */
  private static ProcessBuilder command(Path directory, Map<String, String> environment, List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PYTHONUTF8", "1");
    builder.environment().keySet().removeAll(Shell.leftOut);
    return builder;
  }

  /** The lines of the form name=value. */
  private static Map<String, String> lines(String output) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : output.split("\\R")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        facts.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return facts;
  }

  /** Starts programs, and ends what they started when this one ends. */
  private static final class Shell {
    private static final int TAIL_LINES = 20;
    private static final int REASON_LINES = 3;
    private static final long WATCH_MILLIS = 300;
    private static final long SECONDS_TO_END_UNASKED = 3;
    private static final long SECONDS_TO_END_ORDERLY = 10;
    private static final long SECONDS_TO_END_AT_ALL = 2;
    private static final List<String> MISLEAD_PYTHON = List.of("PYTHONHOME", "PYTHONPATH");

    private static final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();
    private static final Set<String> leftOut = new LinkedHashSet<>();
    private static volatile boolean isFinished;

    /** How a program ended, and what it said. */
    private static final class Step {
      private final int status;
      private final String output;

      Step(int status, String output) {
        this.status = status;
        this.output = output.strip();
      }

      boolean succeeded() {
        return status == 0;
      }

      String tail() {
        return last(TAIL_LINES, "\n");
      }

      String reason() {
        return last(REASON_LINES, " ");
      }

      String lastLine() {
        return last(1, "");
      }

      private String last(int lines, String between) {
        List<String> all = Stream.of(output.split("\\R")).filter(line -> !line.isBlank()).collect(Collectors.toList());
        return all.stream().skip(Math.max(0, all.size() - lines)).map(String::strip)
            .collect(Collectors.joining(between));
      }
    }

    /** Runs a program in this terminal to its end, and then ends what it has left behind. */
    static int attend(ProcessBuilder builder) throws IOException, InterruptedException {
      Process process = builder.inheritIO().start();
      Thread watch = new Thread(() -> {
        try {
          while (process.isAlive()) {
            process.descendants().forEach(started::add);
            Thread.sleep(WATCH_MILLIS);
          }
        } catch (InterruptedException e) {
          // Nothing more to watch.
        }
      });
      watch.setDaemon(true);
      watch.start();
      int status = process.waitFor();
      end(started);
      return status;
    }

    /** Runs a long step without its chatter. */
    static Step step(String what, ProcessBuilder builder) throws IOException, InterruptedException {
      System.out.println(what + " ...");
      return quietly(builder);
    }

    /** Runs a program to its end; what it says on either stream is kept. */
    static Step quietly(ProcessBuilder builder) throws IOException, InterruptedException {
      try {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Step(process.waitFor(), output);
      } catch (IOException cannotStart) {
        return new Step(-1, cannotStart.getMessage());
      }
    }

    /** What a program prints. */
    static byte[] bytes(ProcessBuilder builder) throws IOException, InterruptedException {
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      byte[] bytes = process.getInputStream().readAllBytes();
      process.waitFor();
      return bytes;
    }

    /** Runs a Python. Where variables of the user's keep it from working, they are left out from then on. */
    static Step python(Path directory, List<String> words) throws IOException, InterruptedException {
      Step step = quietly(command(directory, Map.of(), words));
      List<String> misleading = MISLEAD_PYTHON.stream()
          .filter(name -> System.getenv(name) != null && !leftOut.contains(name)).collect(Collectors.toList());
      if (step.succeeded() || misleading.isEmpty()) {
        return step;
      }
      leftOut.addAll(misleading);
      Step plain = quietly(command(directory, Map.of(), words));
      if (plain.succeeded()) {
        System.err.println("With " + String.join(" and ", misleading) + " as set here, Python does not work ("
            + step.lastLine() + "). Start.java leaves it out; better unset it.");
        return plain;
      }
      leftOut.removeAll(misleading);
      return step;
    }

    static Path which(String program) {
      if (program.contains("/") || program.contains("\\")) {
        Path file = Path.of(program);
        return Files.isExecutable(file) ? file : null;
      }
      for (String directory : System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator"))) {
        for (String ending : WINDOWS ? List.of(".exe", ".bat", ".cmd") : List.of("")) {
          Path file = Path.of(directory, program + ending);
          if (!program.isEmpty() && Files.isExecutable(file) && !Files.isDirectory(file)) {
            return file;
          }
        }
      }
      return null;
    }

    /** At the end of this program, whoever asks for it, nothing that it started goes on. */
    static void endWhatWasStartedAtExit() {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        if (!isFinished) {
          System.out.println(System.lineSeparator() + "Stopped.");
        }
        List<ProcessHandle> children = ProcessHandle.current().children().collect(Collectors.toList());
        ProcessHandle.current().descendants().forEach(started::add);
        // Jupyter ends its kernels itself, if it is let; Ctrl-C has told it so already, and twice disturbs it.
        await(children, SECONDS_TO_END_UNASKED);
        children.forEach(ProcessHandle::destroy);
        await(children, SECONDS_TO_END_ORDERLY);
        end(started);
      }));
    }

    private static void end(Collection<ProcessHandle> processes) {
      processes.forEach(ProcessHandle::destroy);
      await(processes, SECONDS_TO_END_AT_ALL);
      processes.forEach(ProcessHandle::destroyForcibly);
    }

    private static void await(Collection<ProcessHandle> processes, long seconds) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      try {
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
          Thread.sleep(20);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
