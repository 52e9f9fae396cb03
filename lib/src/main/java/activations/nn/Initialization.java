package activations.nn;

import java.util.SplittableRandom;

/**
 * How weights start: independent numbers from N(0, v) with a variance v that depends on the sizes of the layer.
 *
 * <p>The variance keeps the spread of the signals from layer to layer: forward, the variance of Σ wᵢxᵢ is
 * inputs · v · E[x²].
 */
public enum Initialization {
  /** v = 1/inputs; LeCun et al., Efficient BackProp, 1998. Used with SELU. */
  LECUN {
    @Override
    double variance(int inputs, int outputs) {
      return 1.0 / inputs;
    }
  },
  /** v = 2/(inputs + outputs); Glorot and Bengio, 2010. A compromise between forward and backward, for tanh. */
  XAVIER {
    @Override
    double variance(int inputs, int outputs) {
      return 2.0 / (inputs + outputs);
    }
  },
  /** v = 2/inputs; He et al., 2015. For ReLU, which halves E[x²]. */
  HE {
    @Override
    double variance(int inputs, int outputs) {
      return 2.0 / inputs;
    }
  };

  abstract double variance(int inputs, int outputs);

  /** Fills an inputs × outputs matrix of weights. */
  void fill(Parameter weights, SplittableRandom random) {
    Gaussian gaussian = new Gaussian(random);
    double deviation = Math.sqrt(variance(weights.rows, weights.columns));
    for (int i = 0; i < weights.value.length; i++) {
      weights.value[i] = (float) (deviation * gaussian.next());
    }
  }
}
