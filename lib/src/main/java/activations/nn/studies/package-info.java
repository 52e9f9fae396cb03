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
 * each says when and by which version it was measured. To renew one, delete
 * {@code lib/src/main/resources/activations/nn/studies/<name>.csv} and run the command with {@code full} and that
 * file: a file that is there keeps its trials, and only those that are missing are measured.
 * {@link activations.nn.studies.Comparison} reads them: each contender at its learning rate, mean and standard
 * deviation over the seeds, paired tests. Begin with {@link activations.nn.studies.Study}, which declares an experiment
 * of your own.
 */
package activations.nn.studies;
