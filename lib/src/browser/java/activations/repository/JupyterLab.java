package activations.repository;

import java.io.IOException;
import java.util.Map;

/** JupyterLab, which {@code Start.java} installs with pip. */
final class JupyterLab implements FrontEnd {

  /** What asks or tells in front of the page. */
  static final String BOXES = ".jp-Dialog, .Toastify__toast";

  /** A kernel that has said nothing yet is shown as unknown; what one asks of it waits for it. */
  private static final String READY_KERNEL =
      "/\\| (Idle|Unknown)/.test(document.querySelector('#jp-main-statusbar')?.innerText ?? '')";

  @Override
  public Map<String, String> environment() throws IOException, InterruptedException {
    Pack.python();
    return Map.of("PATH", Pack.path());
  }

  @Override
  public String address(String notebook) {
    return "lab/tree/" + notebook + "?reset"; // without the tabs that were open before
  }

  @Override
  public String loaded(int cells) {
    return "document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell').length === " + cells;
  }

  @Override
  public String ready(int cells) {
    return loaded(cells) + " && " + READY_KERNEL;
  }

  @Override
  public void showOutputs(Browser browser) {
    choose(browser, "View", "notebook:show-all-cell-outputs");
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
        // A cell whose code is hidden shows no number, and imports show no output.
        + " || cell.querySelector('.jp-InputPlaceholder'))";
  }

  @Override
  public String formulasSet(int formulas) {
    return "document.querySelectorAll('" + formulas() + "').length >= " + formulas;
  }

  @Override
  public void save(Browser browser) {
    choose(browser, "File", "docmanager:save");
  }

  @Override
  public String saved() {
    return "document.querySelector('#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current.jp-mod-dirty') === null";
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
  static String words() {
    return "[...document.querySelectorAll('.jp-OutputArea-output')].map(output => output.textContent).join()";
  }

  private static void choose(Browser browser, String menu, String command) {
    browser.clickText(".lm-MenuBar-itemLabel", menu);
    browser.click(".lm-Menu-item[data-command='" + command + "']");
  }

  @Override
  public String codeCells() {
    return ".jp-CodeCell";
  }

  @Override
  public String outputs() {
    return ".jp-OutputArea-output";
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
