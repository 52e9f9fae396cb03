/**
 * Small networks for the experiments: layers with explicit backpropagation, losses, optimisers, a trainer, probes that
 * see inside, and data made by seeded code.
 *
 * <p>Matrices are row-major float arrays, one row per example. Everything repeats to the bit: with any number of
 * threads, with SIMD on or off, on every machine.
 */
package activations.nn;
