package activations.pack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JupyterLab of the version that the pack installs by pip. */
final class JupyterLab implements FrontEnd {

  private static final Path REQUIREMENTS = Pack.ROOT.resolve("lib/src/jupyter/requirements.txt");
  private static final Pattern PIN = Pattern.compile("^jupyterlab==(\\S+)", Pattern.MULTILINE);

  /** What asks or tells in front of the page. */
  static final String BOXES = ".jp-Dialog, .Toastify__toast";

  /** What {@code Start.java} has made on a machine without Jupyter, and what stands in for it elsewhere. */
  private static final Path VENV_OF_START = Pack.TARGET.resolve("venv");
  private static final Path OWN_VENV = Pack.TARGET.resolve("lab-venv");

  /** A kernel that has said nothing yet is shown as unknown; what one asks of it waits for it. */
  private static final String READY_KERNEL =
      "/\\| (Idle|Unknown)/.test(document.querySelector('#jp-main-statusbar')?.innerText ?? '')";

  @Override
  public Map<String, String> environment() throws IOException, InterruptedException {
    Matcher pin = PIN.matcher(Files.readString(REQUIREMENTS));
    if (!pin.find()) {
      throw new AssertionError("no pin of JupyterLab in " + REQUIREMENTS);
    }
    Path venv = VENV_OF_START;
    if (!holds(venv, pin.group(1))) {
      venv = OWN_VENV;
      if (!holds(venv, pin.group(1))) {
        makeOwnVenv();
      }
    }
    Map<String, String> environment = new HashMap<>(settingsByHand());
    environment.put("PATH", JupyterServer.pathFrom(venv.resolve("bin")));
    return environment;
  }

  private static Map<String, String> settingsByHand() throws IOException {
    Path lab = Files.createTempDirectory("lab");
    Path settings = lab.resolve("settings/@jupyterlab");
    write(settings.resolve("notebook-extension/tracker.jupyterlab-settings"), "{\"windowingMode\": \"none\"}");
    write(settings.resolve("apputils-extension/notification.jupyterlab-settings"),
        "{\"fetchNews\": \"false\", \"checkForUpdates\": false}");
    write(lab.resolve("config/jupyter_server_config.json"), "{\"LabApp\": {\"default_url\": \"/lab/tree/"
        + Pack.notebooks().get(0).getFileName() + "\"}, \"LanguageServerManager\": {\"autodetect\": false},"
        + " \"NotebookNotary\": {\"db_file\": \"" + lab.resolve("nbsignatures.db") + "\", \"secret_file\": \""
        + lab.resolve("notebook_secret") + "\"}}");
    return Map.of("JUPYTERLAB_SETTINGS_DIR", lab.resolve("settings").toString(),
        "JUPYTERLAB_WORKSPACES_DIR", lab.resolve("workspaces").toString(),
        "JUPYTER_CONFIG_DIR", lab.resolve("config").toString(),
        "IPYTHONDIR", lab.resolve("ipython").toString());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** pip writes a package's record when all its files are there. */
  private static boolean holds(Path venv, String version) throws IOException {
    if (!Files.isDirectory(venv.resolve("lib"))) {
      return false;
    }
    try (DirectoryStream<Path> pythons = Files.newDirectoryStream(venv.resolve("lib"), "python3*")) {
      for (Path python : pythons) {
        if (Files.exists(python.resolve("site-packages/jupyterlab-" + version + ".dist-info/RECORD"))) {
          return true;
        }
      }
    }
    return false;
  }

  private static void makeOwnVenv() throws IOException, InterruptedException {
    for (List<String> command : List.of(List.of("python3", "-m", "venv", "--clear", OWN_VENV.toString()),
        List.of(OWN_VENV.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", "-r",
            REQUIREMENTS.toString()))) {
      Pack.Result result = Pack.run(Pack.ROOT, Map.of(), command);
      if (result.status() != 0) {
        throw new AssertionError("The browser test needs JupyterLab, and could not make an environment for it: install"
            + " Python with venv and pip (on Debian: apt-get install python3-venv), and let pip reach its packages.\n"
            + String.join(" ", command) + "\n" + result.output());
      }
    }
  }

  @Override
  public String address(String notebook) {
    return "lab/tree/" + notebook + "?reset"; // without the tabs that were open before
  }

  @Override
  public String ready(int cells) {
    return "document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell').length === " + cells + " && "
        + READY_KERNEL;
  }

  @Override
  public void runAll(Browser browser) {
    choose(browser, "Run", "runmenu:run-all");
  }

  @Override
  public String done() {
    return "document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"
        + " && [...document.querySelectorAll('.jp-CodeCell')].every(cell =>"
        + " /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt').textContent)"
        // A cell whose code is hidden shows no number.
        + " || cell.querySelector('.jp-InputPlaceholder') && cell.querySelector('.jp-OutputArea-output'))";
  }

  @Override
  public String formulasSet(int formulas) {
    return "document.querySelectorAll('" + formulas() + "').length >= " + formulas;
  }

  @Override
  public void close(Browser browser) {
    choose(browser, "File", "filemenu:close-and-cleanup");
    browser.click(".jp-Dialog .jp-mod-accept"); // it asks whether one is sure, and then whether to save
    browser.until("the notebook to be closed", "document.querySelector('.jp-NotebookPanel') === null"
        + " || void document.querySelector('.jp-Dialog .jp-mod-accept')?.click()");
  }

  /** A tab is open, if only the launcher's. */
  String started() {
    return "document.querySelector('#jp-main-dock-panel .lm-TabBar-tab') !== null";
  }

  void runSelectedCell(Browser browser) {
    choose(browser, "Run", "runmenu:run");
  }

  void interrupt(Browser browser) {
    choose(browser, "Kernel", "kernelmenu:interrupt");
  }

  /** The words of all outputs, as an expression. */
  static String outputs() {
    return "[...document.querySelectorAll('.jp-OutputArea-output')].map(output => output.textContent).join()";
  }

  private static void choose(Browser browser, String menu, String command) {
    browser.clickText(".lm-MenuBar-itemLabel", menu);
    browser.click(".lm-Menu-item[data-command='" + command + "']");
  }

  @Override
  public String pictures() {
    return ".jp-OutputArea-output img";
  }

  @Override
  public String errors() {
    return "[data-mime-type=\"application/vnd.jupyter.error\"], [data-mime-type=\"application/vnd.jupyter.stderr\"]";
  }

  @Override
  public String formulas() {
    return ".jp-MarkdownCell mjx-container";
  }

  @Override
  public String formulaErrors() {
    return "mjx-merror, [data-mjx-error], .MathJax_Error";
  }

  @Override
  public String prose() {
    return ".jp-MarkdownCell .jp-RenderedMarkdown";
  }
}
