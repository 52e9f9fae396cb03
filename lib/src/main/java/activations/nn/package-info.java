/**
 * Small networks: layers with explicit backpropagation, losses, optimisers and a trainer. Their data is in
 * {@link activations.nn.data}, what theory says of them in {@link activations.nn.theory}, and the experiments in
 * {@link activations.nn.studies}.
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
