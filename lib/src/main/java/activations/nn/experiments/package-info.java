/**
 * The experiments behind the notebooks on networks. Each runs with one command and writes its results as a table that a
 * notebook loads:
 *
 * <pre>
 *   java --add-modules jdk.incubator.vector -cp lib/target/jars/activations.jar \
 *       activations.nn.experiments.Experiments depth quick depth.csv
 * </pre>
 *
 * <p>The same size gives the same table, to the bit, on every machine and with any number of threads.
 */
package activations.nn.experiments;
