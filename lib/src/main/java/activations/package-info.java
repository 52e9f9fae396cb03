/** Activation functions of neural networks: definitions, derivatives and fast float paths. */
package activations;
