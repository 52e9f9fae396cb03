/**
 * Benchmarks of the library against a copy, PyTorch, ONNX Runtime and a plain loop.
 *
 * <p>From the top of the repository, on a machine that does nothing else:
 *
 * <pre>
 * ./mvnw -Pbench test                                   1 MiB, 1 thread: 15 minutes
 * ./mvnw -Pbench test -Dbench.full                      4 KiB, 1 MiB, 64 MiB, 1 and 2 threads: 70 minutes
 * ./mvnw -Pbench test -Dbench.functions=gelu,gelu_tanh  only these functions
 * ./mvnw -Pbench test -Dbench.functions=relu,elu,sigmoid,tanh,softplus,silu,gelu,mish -Dbench.results=benchmarks/results-jdk17.csv
 *                                                       with JDK 17: the table of machines; 4 minutes
 * JAVA_TOOL_OPTIONS=-XX:UseAVX=2 ./mvnw -Pbench test -Dbench.functions=… -Dbench.results=benchmarks/results-avx2.csv
 *                                                       the same functions with vectors of 256 bits; results-amd.csv
 *                                                       is of a processor of AMD that has no longer ones
 * ./mvnw -Pbench test -Dbench.networks                  training a network, matrix products: 4 minutes
 * ./mvnw -Pbench test -Dbench.table                     only write the tables of the results into lib/README.md
 * ./mvnw -Pbench test -DskipBench                       only the tests: peers compute the same, tables are of the results
 * </pre>
 *
 * <p>Each command first checks that everything timed computes the right answer ({@code BenchmarkTest}), then calls
 * {@link activations.benchmark.RunBenchmarks}, which says how long it will take, shows its progress, goes on where an
 * interrupted run stopped, writes the results (the full run into {@code lib/benchmarks/results.csv}) and prints the
 * tables of {@link SpeedTable}.
 *
 * <p>Data are normal with mean 0 and standard deviation 2, from a fixed seed. Input and output are separate arrays.
 * All times are of calls that follow one another on the same arrays, so 4 KiB stays in the first-level cache, 1 MiB in
 * the second or third, and 64 MiB goes to memory.
 */
package activations.benchmark;
