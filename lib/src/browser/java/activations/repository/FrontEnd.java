package activations.repository;

import java.io.IOException;
import java.util.Map;

/** What a person sees and clicks on in one of Jupyter's front ends. Conditions are JavaScript expressions. */
interface FrontEnd {

  /** What leads {@code Start.java} to this front end; installs it if it is missing, or fails with a sentence. */
  Map<String, String> environment() throws IOException, InterruptedException;

  /** The address of a notebook, below the server's. */
  String address(String notebook);

  /** The whole notebook is on the page. */
  String loaded(int cells);

  /** And its kernel waits for work. */
  String ready(int cells);

  /** Opens the outputs that are stored hidden. */
  void showOutputs(Browser browser);

  void runAll(Browser browser);

  /** Every code cell has its number, and the kernel has nothing to do. */
  String done();

  /** No formula is still to be set; there may be none. */
  String formulasSet(int formulas);

  void save(Browser browser);

  /** The notebook on the disk is the one on the page. */
  String saved();

  /** Closes the notebook and ends its kernel. */
  void close(Browser browser);

  // ---- Selectors ---------------------------------------------------------------------------------------------------

  String codeCells();

  /** What a cell shows, each output or all of them. */
  String outputs();

  String pictures();

  /** Outputs that tell of an error. */
  String errors();

  String formulas();

  String formulaErrors();

  /** The text between the code cells. */
  String prose();
}
