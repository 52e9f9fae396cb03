package activations.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The classic Notebook 6, of Debian's packages, which run on Debian's own Python. */
final class ClassicNotebook implements FrontEnd {

  private static final Path BIN = Path.of("/usr/bin");
  private static final List<String> DEBIAN_PACKAGES = List.of("jupyter-notebook", "jupyter-nbconvert");

  /** What stands in place of an output; there, but not to be seen, beside one that is shown. */
  private static final String HIDDEN_OUTPUT = ".output_collapsed";

  private static final String KERNEL_IDLE = "Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()"
      + " && document.querySelector('#kernel_indicator_icon.kernel_idle_icon') !== null";

  @Override
  public Map<String, String> environment() throws IOException, InterruptedException {
    if (!isInstalled()) {
      Debian.install("The browser test needs the classic Notebook 6 and nbconvert, for /usr/bin/python3",
          DEBIAN_PACKAGES);
      if (!isInstalled()) {
        throw new AssertionError("no Notebook 6 for /usr/bin/python3 in " + String.join(" ", DEBIAN_PACKAGES));
      }
    }
    return Map.of("PATH", JupyterServer.pathFrom(BIN));
  }

  private static boolean isInstalled() throws IOException, InterruptedException {
    return Pack.run(Pack.ROOT, Map.of(), List.of("sh", "-c", "test -x /usr/bin/jupyter && /usr/bin/python3 -c"
        + " 'import nbclient, nbconvert, notebook; assert notebook.__version__.startswith(\"6.\")'")).status() == 0;
  }

  @Override
  public String address(String notebook) {
    return "notebooks/" + notebook;
  }

  @Override
  public String loaded(int cells) {
    return "window.Jupyter && Jupyter.notebook && Jupyter.notebook.get_cells().length === " + cells;
  }

  @Override
  public String ready(int cells) {
    return loaded(cells) + " && " + KERNEL_IDLE;
  }

  @Override
  public void showOutputs(Browser browser) {
    long hidden = (long) browser.value("[...document.querySelectorAll('" + HIDDEN_OUTPUT
        + "')].filter(output => output.checkVisibility()).length");
    for (long i = 0; i < hidden; i++) {
      browser.click(HIDDEN_OUTPUT);
    }
  }

  @Override
  public void runAll(Browser browser) {
    browser.click("#celllink");
    browser.click("#run_all_cells a");
  }

  @Override
  public String done() {
    return KERNEL_IDLE
        + " && Jupyter.notebook.get_cells().every(c => c.cell_type !== 'code' || c.input_prompt_number > 0)";
  }

  @Override
  public String formulasSet(int formulas) {
    return "MathJax.Hub.queue.pending === 0 && MathJax.Hub.queue.running === 0";
  }

  @Override
  public void save(Browser browser) {
    browser.click("#filelink");
    browser.click("#save_checkpoint a");
  }

  @Override
  public String saved() {
    return "!Jupyter.notebook.dirty";
  }

  @Override
  public void close(Browser browser) {
    browser.click("#filelink");
    browser.click("#close_and_halt a");
  }

  @Override
  public String codeCells() {
    return ".code_cell";
  }

  @Override
  public String outputs() {
    return ".output_area";
  }

  @Override
  public String pictures() {
    return ".output_area img";
  }

  @Override
  public String errors() {
    return ".output_error, .output_stderr";
  }

  @Override
  public String formulas() {
    return ".text_cell_render .MathJax";
  }

  @Override
  public String formulaErrors() {
    return ".MathJax_Error, .merror, .noError";
  }

  @Override
  public String prose() {
    return ".text_cell_render";
  }
}
