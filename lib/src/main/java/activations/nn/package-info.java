/**
 * Small networks for the experiments: layers with explicit backpropagation, losses, optimisers, a trainer, probes that
 * see inside, and data made by seeded code.
 *
 * <p>Matrices are row-major float arrays, one row per example. Everything repeats to the bit: with any number of
 * threads, with SIMD on or off, on every machine.
 *
 * <p>Begin with {@link activations.nn.MultilayerPerceptron}, which builds a network, and
 * {@link activations.nn.Trainer}, which trains it on a {@link activations.nn.data.Dataset}. A
 * {@link activations.nn.Layer}, an {@link activations.nn.Optimizer} or a {@link activations.nn.Loss} of your own works
 * with all the others, and {@link activations.nn.GradientCheck} tells whether the layer's gradient is right.
 */
package activations.nn;
