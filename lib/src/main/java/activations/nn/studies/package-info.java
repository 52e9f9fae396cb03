/**
 * The experiments behind the notebooks on networks. Each runs with one command and writes its results as a table that a
 * notebook loads:
 *
 * <pre>
 *   java --add-modules jdk.incubator.vector -cp lib/target/jars/activations.jar \
 *       activations.nn.studies.Studies depth quick depth.csv
 * </pre>
 *
 * <p>The same size gives the same table, to the bit, on every machine and with any number of threads, as long as the
 * library is the same. The tables of the full runs are kept with it ({@link activations.nn.studies.Studies#stored});
 * each says when, from what commit, by what command and on what machine it was measured. To renew one, delete
 * {@code lib/src/main/resources/activations/nn/studies/<name>.csv} and run the command with {@code full} and that
 * file: a file that is there keeps its trials, and only those that are missing are measured.
 * {@link activations.nn.studies.Report} answers the questions that a study declares, with intervals and a forest plot;
 * {@link activations.nn.studies.Comparison} compares any contenders of a table. Begin with {@link activations.nn.studies.Study}, which declares an experiment
 * of your own.
 */
package activations.nn.studies;
