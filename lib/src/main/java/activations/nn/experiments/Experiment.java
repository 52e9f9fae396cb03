package activations.nn.experiments;

import activations.nn.Workers;
import java.util.function.Consumer;
import tech.tablesaw.api.Table;

/** A comparison of activation functions that gives a table, one row for each thing measured. */
public interface Experiment {

  /** How much is computed. */
  enum Size {
    /** At most a minute on two cores, to see the shape of the result. */
    QUICK,
    /** What the notebooks report. */
    FULL
  }

  /** The name of the experiment and of its table, for example {@code "depth"}. */
  String name();

  /** What it measures, in one line. */
  String describe();

  /** How many lines {@link #run} tells its progress. */
  int steps(Size size);

  /**
   * Runs it.
   *
   * @param workers run several seeds at a time; the table does not depend on their number
   * @param progress is told one line after each run, from any thread
   */
  Table run(Size size, Workers workers, Consumer<String> progress);
}
