package activations.nn;

import activations.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The plain deep network: dense layers with an activation function between them.
 *
 * <pre>
 *   sizes 784, 128, 128, 10:  dense → f → (dropout) → dense → f → (dropout) → dense
 * </pre>
 */
public final class MultilayerPerceptron {

  private MultilayerPerceptron() {}

  /**
   * As {@link #of(Activation, Initialization, double, SplittableRandom, int...)}, without dropout.
   *
   * @param f the function after every dense layer but the last
   * @param initialization of the layers that f follows
   * @param random is drawn from for the weights, first layer to last
   * @param sizes inputs, hidden sizes if any, outputs
   * @return a network from rows × inputs to rows × outputs
   * @throws IllegalArgumentException if there are fewer than two sizes, or one is less than 1
   */
  public static Sequential of(Activation f, Initialization initialization, SplittableRandom random, int... sizes) {
    return of(f, initialization, 0, random, sizes);
  }

  /**
   * The last layer starts with {@link Initialization#LECUN}, as no function follows it.
   *
   * @param f the function after every dense layer but the last
   * @param initialization of the layers that f follows
   * @param dropout probability with which an output of f is dropped in training; 0 for none
   * @param random is drawn from for the weights, first layer to last, and by dropout in training
   * @param sizes inputs, hidden sizes if any, outputs
   * @return a network from rows × inputs to rows × outputs
   * @throws IllegalArgumentException if there are fewer than two sizes, one is less than 1, or dropout is not in [0, 1)
   */
  public static Sequential of(
      Activation f, Initialization initialization, double dropout, SplittableRandom random, int... sizes) {
    if (sizes.length < 2) {
      throw new IllegalArgumentException("at least two sizes are needed, inputs and outputs, but there are "
          + sizes.length);
    }
    List<Layer> layers = new ArrayList<>();
    int last = sizes.length - 1;
    for (int i = 1; i < last; i++) {
      layers.add(Dense.of(sizes[i - 1], sizes[i], initialization, random));
      layers.add(ActivationLayer.of(f, sizes[i]));
      if (dropout != 0) {
        layers.add(Dropout.of(sizes[i], dropout, random));
      }
    }
    layers.add(Dense.of(sizes[last - 1], sizes[last], Initialization.LECUN, random));
    return Sequential.of(layers);
  }
}
