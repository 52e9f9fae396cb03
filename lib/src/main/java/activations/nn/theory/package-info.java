/**
 * What mean-field theory says of networks with random weights, and probes that measure it in a network at hand.
 *
 * <p>Begin with {@link activations.nn.theory.MeanField#variances} and
 * {@link activations.nn.theory.MeanField#gradients}: how signals and gradients grow or shrink from layer to layer with
 * a given activation function and initialisation, if the layers are wide. {@link activations.nn.theory.Probe#signals}
 * measures the same, and saturated and dead units, in any {@link activations.nn.Sequential}, before or after training;
 * {@link activations.nn.theory.Probe#lossAlong} measures the loss around the place where the network is.
 */
package activations.nn.theory;
