/**
 * Datasets for the experiments, drawn by seeded code: no file is needed, and a seed gives the same bits on every
 * machine. For those who have the files, {@link activations.nn.data.Mnist} reads MNIST and Fashion-MNIST.
 *
 * <p>Begin with {@link activations.nn.data.ToyData} for problems in one or two dimensions that train in seconds;
 * {@link activations.nn.data.StrokeDigits} draws pictures of the shape of MNIST, and
 * {@link activations.nn.data.MarkovLanguage} sequences of letters whose smallest possible loss is known. Each of them
 * gives a {@link activations.nn.data.Dataset}, which also takes data of your own: row-major floats, one row for each
 * example, with a class, a class at each position, or a row of numbers as the answer.
 */
package activations.nn.data;
