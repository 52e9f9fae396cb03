package activations.nn;

import activations.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves each parameter against its gradient.
 *
 * <p>One of your own says how many numbers it remembers for each element ({@link #moments}) and how it moves some of
 * the elements of one parameter ({@link #update}):
 *
 * <pre>{@code
 * final class SignDescent extends Optimizer {        // w ← w − η · sign of the gradient
 *   SignDescent(double learningRate) {
 *     super(learningRate);
 *   }
 *
 *   protected int moments() {
 *     return 0;
 *   }
 *
 *   protected void update(float[] w, float[] g, float[][] moments, int from, int to) {
 *     for (int i = from; i < to; i++) {
 *       w[i] -= learningRate * Math.signum(g[i]);
 *     }
 *   }
 * }
 * }</pre>
 */
public abstract class Optimizer {

  /** η. */
  protected final float learningRate;
  private List<Parameter> known;
  private final List<float[][]> memory = new ArrayList<>();

  /**
   * With a learning rate η.
   *
   * @param learningRate η, positive and finite; kept as a float
   * @throws IllegalArgumentException if it is not positive and finite
   */
  protected Optimizer(double learningRate) {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the learning rate must be a positive number but is " + learningRate);
    }
    this.learningRate = (float) learningRate;
  }

  /**
   * Stochastic gradient descent with momentum: v ← μv + g, w ← w − ηv. Without momentum (μ = 0): w ← w − ηg.
   *
   * @param learningRate η, positive and finite
   * @param momentum μ, in [0, 1); 0 for plain gradient descent
   * @return an optimiser for one network
   * @throws IllegalArgumentException if the learning rate is not positive and finite, or momentum not in [0, 1)
   */
  public static Optimizer sgd(double learningRate, double momentum) {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be at least 0 and less than 1 but is " + momentum);
    }
    return new Sgd(learningRate, momentum);
  }

  /**
   * Adam (Kingma and Ba, 2015) with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸:
   *
   * <pre>
   *   m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²,  w ← w − η · (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε)
   * </pre>
   *
   * @param learningRate η, positive and finite
   * @return an optimiser for one network
   * @throws IllegalArgumentException if the learning rate is not positive and finite
   */
  public static Optimizer adam(double learningRate) {
    return new Adam(learningRate);
  }

  /**
   * One step for every parameter. An optimiser remembers its parameters: it serves one network.
   *
   * @param parameters those of the network, after its backward pass; the gradients are read, the values moved
   * @throws IllegalArgumentException if they are not those of the first step
   */
  public final void step(List<Parameter> parameters) {
    step(parameters, Workers.one());
  }

  /** {@link #step(List)} with some threads that share the elements. */
  void step(List<Parameter> parameters, Workers workers) {
    if (known == null) {
      Checks.size("moments", moments(), 0);
      known = List.copyOf(parameters);
      for (Parameter p : parameters) {
        memory.add(new float[moments()][p.value().length]);
      }
    }
    if (!known.equals(parameters)) {
      throw new IllegalArgumentException("this optimiser already serves another network; make a new one");
    }
    begin();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter p = parameters.get(i);
      float[][] moments = memory.get(i);
      workers.split(p.value().length, (from, to) -> update(p.value(), p.gradient(), moments, from, to));
    }
  }

  /** {@return how many numbers it remembers for each element of a parameter, at least 0} */
  protected abstract int moments();

  /** Called once at the beginning of each step. */
  protected void begin() {}

  /**
   * Moves the elements from {@code from} (inclusive) to {@code to} (exclusive) of one parameter; the parts of a
   * parameter may be moved by several threads at a time.
   *
   * @param w the values, to be moved
   * @param g the gradient, of the same length; not modified
   * @param moments what is remembered: {@link #moments} arrays of the same length, at first zero; to be overwritten
   * @param from the first element to move
   * @param to one past the last element to move
   */
  protected abstract void update(float[] w, float[] g, float[][] moments, int from, int to);

  private static final class Sgd extends Optimizer {
    private final float momentum;

    Sgd(double learningRate, double momentum) {
      super(learningRate);
      this.momentum = (float) momentum;
    }

    @Override
    protected int moments() {
      return 1;
    }

    @Override
    protected void update(float[] w, float[] g, float[][] moments, int from, int to) {
      float[] v = moments[0];
      for (int i = from; i < to; i++) {
        v[i] = momentum * v[i] + g[i];
        w[i] -= learningRate * v[i];
      }
    }
  }

  private static final class Adam extends Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private double power1 = 1;
    private double power2 = 1;

    Adam(double learningRate) {
      super(learningRate);
    }

    @Override
    protected int moments() {
      return 2;
    }

    @Override
    protected void begin() {
      power1 *= BETA1;
      power2 *= BETA2;
    }

    @Override
    protected void update(float[] w, float[] g, float[][] moments, int from, int to) {
      float[] m = moments[0];
      float[] v = moments[1];
      float keep1 = (float) BETA1;
      float take1 = (float) (1 - BETA1);
      float keep2 = (float) BETA2;
      float take2 = (float) (1 - BETA2);
      float rate = (float) (learningRate / (1 - power1));
      float correction = (float) (1 / (1 - power2));
      for (int i = from; i < to; i++) {
        m[i] = keep1 * m[i] + take1 * g[i];
        v[i] = keep2 * v[i] + take2 * (g[i] * g[i]);
        w[i] -= rate * m[i] / ((float) Math.sqrt(v[i] * correction) + EPSILON);
      }
    }
  }
}
