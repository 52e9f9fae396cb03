package activations;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The catalogue of activation functions, with PyTorch's names, parameters and defaults.
 *
 * <p>For every function: NaN gives NaN; ±∞ gives the limit; no finite input gives NaN, nor ∞ unless the true result
 * exceeds the largest double (in {@code forward} and {@code backward}, the largest float). {@code value} and
 * {@code derivative} are accurate to 8 ulp (units in the last place); right beside a zero of the derivative, to 2⁻⁵¹
 * absolute. The functions are immutable and safe to share.
 *
 * <p>{@link Softmax} and {@link GatedUnit} work on whole rows and pairs of arrays, so they are not among these.
 */
public final class Activations {

  private static final Map<String, Activation> BY_NAME = index(
      relu(), leakyRelu(), prelu(), relu6(), squaredRelu(), elu(), celu(), selu(),
      sigmoid(), hardSigmoid(), logSigmoid(), tanh(), hardTanh(), tanhshrink(), softsign(), softplus(), squareplus(),
      softshrink(), hardshrink(), threshold(),
      silu(), swish(), hardSwish(), gelu(), geluTanh(), geluSigmoid(), mish(),
      rrelu(), sparsePlus(), sparseSigmoid(), identity());

  /** What is asked for as an activation function and is none of one number, with the place where it is. */
  private static final Map<String, String> OF_MORE_THAN_ONE_NUMBER = Map.of("softmax", "Softmax.forward",
      "log_softmax", "Softmax.logForward", "glu", "GatedUnit.glu()", "bilinear", "GatedUnit.bilinear()",
      "reglu", "GatedUnit.reglu()", "geglu", "GatedUnit.geglu()", "swiglu", "GatedUnit.swiglu()");

  private Activations() {}

  private static Map<String, Activation> index(Activation... functions) {
    Map<String, Activation> byName = new LinkedHashMap<>();
    for (Activation function : functions) {
      byName.put(function.name(), function);
    }
    return byName;
  }

  /** {@return every function of the catalogue, with its default parameters, in an unmodifiable list} */
  public static List<Activation> all() {
    return List.copyOf(BY_NAME.values());
  }

  /**
   * {@return the function of that name, with its default parameters}
   *
   * @param name as {@link Activation#name} gives it, in lower case, for example {@code "hard_swish"}
   * @throws NullPointerException if the name is null
   * @throws IllegalArgumentException if there is none; the message names the nearest and all that there are
   */
  public static Activation byName(String name) {
    Objects.requireNonNull(name, "name is null");
    Activation function = BY_NAME.get(name);
    if (function == null) {
      String known = OF_MORE_THAN_ONE_NUMBER.get(name.toLowerCase(Locale.ROOT).strip());
      throw new IllegalArgumentException("no activation function is called \"" + name + "\"; "
          + (known != null ? "there is " + known + ", which is not a function of one number."
              : "did you mean \"" + nearest(name) + "\"?") + " The names are " + String.join(", ", BY_NAME.keySet()));
    }
    return function;
  }

  private static String nearest(String name) {
    String lower = name.toLowerCase(Locale.ROOT).strip();
    return Collections.min(BY_NAME.keySet(), Comparator
        .comparingInt((String known) -> editDistance(lower, known))
        .thenComparingInt(known -> Math.abs(known.length() - lower.length())));
  }

  /** The smallest number of letters to insert, delete, replace or swap with their neighbour. */
  private static int editDistance(String a, String b) {
    int[][] distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int replaced = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        distance[i][j] = Math.min(replaced, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
        }
      }
    }
    return distance[a.length()][b.length()];
  }

  /**
   * ReLU, the rectified linear unit.
   *
   * <p>f(x) = max(0, x)<br>
   * f′(x) = 1 for x &gt; 0; 0 for x ≤ 0, the kink included<br>
   * Range [0, ∞). f(−∞) = 0, f(−0.0) = 0.
   *
   * <p>Fukushima 1969; Nair and Hinton 2010, Rectified linear units improve restricted Boltzmann machines.
   *
   * @return ReLU, named {@code "relu"}
   */
  public static Activation relu() {
    return Rectifiers.relu();
  }

  /** {@return {@link #leakyRelu(double)} with slope 0.01} */
  public static Activation leakyRelu() {
    return leakyRelu(0.01);
  }

  /**
   * Leaky ReLU, which lets a little of the negative side through.
   *
   * <p>f(x) = x for x &gt; 0, slope · x for x ≤ 0<br>
   * f′(x) = 1 for x &gt; 0; slope for x ≤ 0, the kink included<br>
   * Range (−∞, ∞) for a positive slope, else [0, ∞). f(−0.0) = slope · −0.0, or 0 if the slope is 0.
   *
   * <p>Maas, Hannun and Ng 2013, Rectifier nonlinearities improve neural network acoustic models.
   *
   * @param slope of the negative side, finite; PyTorch's {@code negative_slope}, 0.01 by default
   * @return leaky ReLU with that slope, named {@code "leaky_relu"}
   * @throws IllegalArgumentException if the slope is not finite
   */
  public static Activation leakyRelu(double slope) {
    return Rectifiers.leakyRelu(slope);
  }

  /** {@return {@link #prelu(double)} with slope 0.25, where PyTorch's training starts} */
  public static Activation prelu() {
    return prelu(0.25);
  }

  /**
   * PReLU, a leaky ReLU whose slope is learned; here it is one fixed number.
   *
   * <p>f(x) = x for x &gt; 0, slope · x for x ≤ 0<br>
   * f′(x) = 1 for x &gt; 0; slope for x ≤ 0, the kink included<br>
   * Range and special cases as {@link #leakyRelu(double)}.
   *
   * <p>He, Zhang, Ren and Sun 2015, Delving deep into rectifiers, arXiv:1502.01852.
   *
   * @param slope of the negative side, finite; PyTorch's {@code weight}, 0.25 by default
   * @return PReLU with that slope, named {@code "prelu"}
   * @throws IllegalArgumentException if the slope is not finite
   */
  public static Activation prelu(double slope) {
    return Rectifiers.prelu(slope);
  }

  /**
   * ReLU6, a ReLU that ends at 6.
   *
   * <p>f(x) = min(max(0, x), 6)<br>
   * f′(x) = 1 for 0 &lt; x &lt; 6, else 0, both kinks included<br>
   * Range [0, 6]. f(−∞) = 0, f(∞) = 6, f(−0.0) = 0.
   *
   * <p>Krizhevsky 2010, Convolutional deep belief networks on CIFAR-10.
   *
   * @return ReLU6, named {@code "relu6"}
   */
  public static Activation relu6() {
    return Rectifiers.relu6();
  }

  /**
   * Squared ReLU.
   *
   * <p>f(x) = max(0, x)²<br>
   * f′(x) = 2 · max(0, x)<br>
   * Range [0, ∞). f(−∞) = 0, f(−0.0) = 0; from x = 1.3·10¹⁵⁴ on the square exceeds the largest double and is ∞.
   *
   * <p>So et al. 2021, Primer: searching for efficient transformers for language modeling, arXiv:2109.08668.
   *
   * @return squared ReLU, named {@code "squared_relu"}
   */
  public static Activation squaredRelu() {
    return Rectifiers.squaredRelu();
  }

  /** {@return {@link #elu(double)} with α = 1} */
  public static Activation elu() {
    return elu(1);
  }

  /**
   * ELU, the exponential linear unit.
   *
   * <p>f(x) = x for x &gt; 0, α(eˣ − 1) for x ≤ 0<br>
   * f′(x) = 1 for x &gt; 0; αeˣ for x ≤ 0, so α at 0, a kink unless α = 1<br>
   * Range (−α, ∞). f(−∞) = −α, f(−0.0) = −0.0.
   *
   * <p>Clevert, Unterthiner and Hochreiter 2015, arXiv:1511.07289.
   *
   * @param alpha the negative of the limit at −∞, finite and positive; 1 by default
   * @return ELU with that α, named {@code "elu"}
   * @throws IllegalArgumentException if alpha is not finite and positive
   */
  public static Activation elu(double alpha) {
    return Rectifiers.elu(alpha);
  }

  /** {@return {@link #celu(double)} with α = 1, which is ELU with α = 1} */
  public static Activation celu() {
    return celu(1);
  }

  /**
   * CELU, an ELU whose derivative is continuous for every α.
   *
   * <p>f(x) = x for x &gt; 0, α(e^(x/α) − 1) for x ≤ 0<br>
   * f′(x) = 1 for x &gt; 0, e^(x/α) for x ≤ 0, so 1 at 0<br>
   * Range (−α, ∞). f(−∞) = −α, f(−0.0) = −0.0.
   *
   * <p>Barron 2017, Continuously differentiable exponential linear units, arXiv:1704.07483.
   *
   * @param alpha the negative of the limit at −∞, finite and positive; 1 by default
   * @return CELU with that α, named {@code "celu"}
   * @throws IllegalArgumentException if alpha is not finite and positive
   */
  public static Activation celu(double alpha) {
    return Rectifiers.celu(alpha);
  }

  /**
   * SELU, an ELU scaled so that mean 0 and variance 1 are a fixed point of a deep network.
   *
   * <p>f(x) = λx for x &gt; 0, λα(eˣ − 1) for x ≤ 0, with λ = 1.0507009873554804934… and α =
   * 1.6732632423543772848…<br>
   * f′(x) = λ for x &gt; 0; λαeˣ for x ≤ 0, so λα = 1.758… at the kink<br>
   * Range (−λα, ∞). f(−∞) = −λα, f(−0.0) = −0.0.
   *
   * <p>Klambauer, Unterthiner, Mayr and Hochreiter 2017, Self-normalizing neural networks, arXiv:1706.02515.
   *
   * @return SELU, named {@code "selu"}
   */
  public static Activation selu() {
    return Rectifiers.selu();
  }

  /**
   * The logistic sigmoid.
   *
   * <p>f(x) = σ(x) = 1 / (1 + e^(−x))<br>
   * f′(x) = σ(x)(1 − σ(x))<br>
   * Range (0, 1). f(−∞) = 0, f(∞) = 1, f′(±∞) = 0.
   *
   * <p>Verhulst 1838 (population growth); Rumelhart, Hinton and Williams 1986 (networks).
   *
   * @return the sigmoid, named {@code "sigmoid"}
   */
  public static Activation sigmoid() {
    return Sigmoids.sigmoid();
  }

  /**
   * The hard sigmoid, a sigmoid of three straight lines, with PyTorch's slope.
   *
   * <p>f(x) = min(max(0, x + 3), 6) / 6<br>
   * f′(x) = ⅙ for −3 &lt; x &lt; 3, else 0, both kinks included<br>
   * Range [0, 1]. f(−∞) = 0, f(∞) = 1.
   *
   * <p>Courbariaux, Bengio and David 2015, BinaryConnect, arXiv:1511.00363, with slope ½; this slope: Howard et
   * al. 2019, arXiv:1905.02244.
   *
   * @return the hard sigmoid, named {@code "hard_sigmoid"}
   */
  public static Activation hardSigmoid() {
    return Sigmoids.hardSigmoid();
  }

  /**
   * The logarithm of the sigmoid, for likelihoods.
   *
   * <p>f(x) = ln σ(x) = −ln(1 + e^(−x))<br>
   * f′(x) = σ(−x)<br>
   * Range (−∞, 0). f(−∞) = −∞, f(∞) = −0.0, f′(−∞) = 1, f′(∞) = 0.
   *
   * @return the log-sigmoid, named {@code "log_sigmoid"}
   */
  public static Activation logSigmoid() {
    return Sigmoids.logSigmoid();
  }

  /**
   * The hyperbolic tangent.
   *
   * <p>f(x) = tanh x = (eˣ − e^(−x)) / (eˣ + e^(−x))<br>
   * f′(x) = 1 − tanh² x<br>
   * Range (−1, 1). f(±∞) = ±1, f′(±∞) = 0, f(−0.0) = −0.0.
   *
   * <p>LeCun, Bottou, Orr and Müller 1998, Efficient BackProp.
   *
   * @return tanh, named {@code "tanh"}
   */
  public static Activation tanh() {
    return Sigmoids.hyperbolicTangent();
  }

  /** {@return {@link #hardTanh(double, double)} from −1 to 1} */
  public static Activation hardTanh() {
    return hardTanh(-1, 1);
  }

  /**
   * The hard tanh, the identity between two bounds.
   *
   * <p>f(x) = min(max(a, x), b), with the bounds a and b<br>
   * f′(x) = 1 for a &lt; x &lt; b, else 0, both kinks included<br>
   * Range [a, b]. f(−∞) = a, f(∞) = b; f(−0.0) = −0.0 where 0 lies between the bounds.
   *
   * <p>Collobert 2004, Large scale machine learning (thesis).
   *
   * @param min lower bound a, finite; −1 by default
   * @param max upper bound b, finite and greater than min; 1 by default
   * @return the hard tanh with those bounds, named {@code "hard_tanh"}
   * @throws IllegalArgumentException if a bound is not finite, or min is not less than max
   */
  public static Activation hardTanh(double min, double max) {
    return Sigmoids.hardTanh(min, max);
  }

  /**
   * Tanhshrink, what tanh leaves of its input.
   *
   * <p>f(x) = x − tanh x<br>
   * f′(x) = tanh² x<br>
   * Range (−∞, ∞). f(±∞) = ±∞, f′(±∞) = 1, f(−0.0) = −0.0.
   *
   * @return tanhshrink, named {@code "tanhshrink"}
   */
  public static Activation tanhshrink() {
    return Sigmoids.tanhshrink();
  }

  /**
   * Softsign, a sigmoid that approaches its limits slowly.
   *
   * <p>f(x) = x / (1 + |x|)<br>
   * f′(x) = 1 / (1 + |x|)²<br>
   * Range (−1, 1). f(±∞) = ±1, f′(±∞) = 0, f(−0.0) = −0.0.
   *
   * <p>Turian, Bergstra and Bengio 2009, Quadratic features and deep architectures for chunking.
   *
   * @return softsign, named {@code "softsign"}
   */
  public static Activation softsign() {
    return Sigmoids.softsign();
  }

  /** {@return {@link #softplus(double)} with β = 1} */
  public static Activation softplus() {
    return softplus(1);
  }

  /**
   * Softplus, a smooth ReLU whose derivative is the sigmoid.
   *
   * <p>f(x) = ln(1 + e^(βx)) / β<br>
   * f′(x) = σ(βx)<br>
   * Range (0, ∞). f(−∞) = 0, f′(−∞) = 0, f′(∞) = 1. PyTorch returns x itself where βx exceeds its {@code
   * threshold} of 20, to avoid an overflow; the formula here needs no such device, and this is the mathematical
   * function everywhere.
   *
   * <p>Dugas, Bengio, Bélisle, Nadeau and Garcia 2000, Incorporating second-order functional knowledge for better
   * option pricing.
   *
   * @param beta sharpness of the bend, finite and positive; 1 by default
   * @return softplus with that β, named {@code "softplus"}
   * @throws IllegalArgumentException if beta is not finite and positive
   */
  public static Activation softplus(double beta) {
    return SmoothUnits.softplus(beta);
  }

  /** {@return {@link #squareplus(double)} with b = 4, as in JAX} */
  public static Activation squareplus() {
    return squareplus(4);
  }

  /**
   * Squareplus, a smooth ReLU without exponentials.
   *
   * <p>f(x) = (x + √(x² + b)) / 2<br>
   * f′(x) = ½(1 + x / √(x² + b))<br>
   * Range (0, ∞). f(−∞) = 0, f′(−∞) = 0, f′(∞) = 1.
   *
   * <p>Barron 2021, arXiv:2112.11687.
   *
   * @param b width of the bend, finite and positive; 4 by default
   * @return squareplus with that b, named {@code "squareplus"}
   * @throws IllegalArgumentException if b is not finite and positive
   */
  public static Activation squareplus(double b) {
    return SmoothUnits.squareplus(b);
  }

  /** {@return {@link #softshrink(double)} with λ = ½} */
  public static Activation softshrink() {
    return softshrink(0.5);
  }

  /**
   * Soft shrinkage, which moves its input towards 0 by λ.
   *
   * <p>f(x) = x − λ for x &gt; λ, x + λ for x &lt; −λ, else 0<br>
   * f′(x) = 1 for |x| &gt; λ, else 0, both kinks included<br>
   * Range (−∞, ∞). f(±∞) = ±∞, f(−0.0) = 0.
   *
   * <p>Donoho 1995, De-noising by soft-thresholding.
   *
   * @param lambda the distance, finite and not negative; ½ by default
   * @return soft shrinkage by that λ, named {@code "softshrink"}
   * @throws IllegalArgumentException if lambda is negative or not finite
   */
  public static Activation softshrink(double lambda) {
    return Rectifiers.softshrink(lambda);
  }

  /** {@return {@link #hardshrink(double)} with λ = ½} */
  public static Activation hardshrink() {
    return hardshrink(0.5);
  }

  /**
   * Hard shrinkage, which sets small inputs to 0.
   *
   * <p>f(x) = x for |x| &gt; λ, else 0<br>
   * f′(x) = 1 for |x| &gt; λ, else 0, both jumps included<br>
   * Range (−∞, −λ) ∪ {0} ∪ (λ, ∞). f(±∞) = ±∞, f(−0.0) = 0.
   *
   * <p>Donoho and Johnstone 1994, Ideal spatial adaptation by wavelet shrinkage.
   *
   * @param lambda the bound, finite and not negative; ½ by default
   * @return hard shrinkage with that λ, named {@code "hardshrink"}
   * @throws IllegalArgumentException if lambda is negative or not finite
   */
  public static Activation hardshrink(double lambda) {
    return Rectifiers.hardshrink(lambda);
  }

  /** {@return {@link #threshold(double, double)} with threshold 1 and value 0, as in Keras; PyTorch has no default} */
  public static Activation threshold() {
    return threshold(1, 0);
  }

  /**
   * The threshold unit, which replaces small inputs by one value.
   *
   * <p>f(x) = x for x &gt; threshold, else value<br>
   * f′(x) = 1 for x &gt; threshold, else 0, the threshold included<br>
   * Range (threshold, ∞) ∪ {value}. f(−∞) = value.
   *
   * <p>Konda, Memisevic and Krueger 2014, Zero-bias autoencoders and the benefits of co-adapting features,
   * arXiv:1402.3337.
   *
   * @param threshold the greatest input that is replaced, finite; 1 by default
   * @param value what replaces it, finite; 0 by default
   * @return the threshold unit with that threshold and value, named {@code "threshold"}
   * @throws IllegalArgumentException if a parameter is not finite
   */
  public static Activation threshold(double threshold, double value) {
    return Rectifiers.threshold(threshold, value);
  }

  /**
   * SiLU, the sigmoid-weighted linear unit; Swish with β = 1.
   *
   * <p>f(x) = x · σ(x)<br>
   * f′(x) = σ(x)(1 + x · σ(−x))<br>
   * Range [−0.27846…, ∞). f(−∞) = −0.0, f′(−∞) = −0.0, f′(∞) = 1, f(−0.0) = −0.0.
   *
   * <p>Hendrycks and Gimpel 2016, arXiv:1606.08415; Elfwing, Uchibe and Doya 2017, arXiv:1702.03118.
   *
   * @return SiLU, named {@code "silu"}
   */
  public static Activation silu() {
    return SmoothUnits.silu();
  }

  /** {@return {@link #swish(double)} with β = 1, which is SiLU} */
  public static Activation swish() {
    return swish(1);
  }

  /**
   * Swish, which leads from x/2 (β → 0) to ReLU (β → ∞).
   *
   * <p>f(x) = x · σ(βx)<br>
   * f′(x) = σ(βx)(1 + βx · σ(−βx))<br>
   * Range [−0.27846…/β, ∞). f(−∞) = −0.0, f′(−∞) = −0.0, f′(∞) = 1, f(−0.0) = −0.0.
   *
   * <p>Ramachandran, Zoph and Le 2017, Searching for activation functions, arXiv:1710.05941.
   *
   * @param beta sharpness of the gate, finite and positive; 1 by default
   * @return Swish with that β, named {@code "swish"}
   * @throws IllegalArgumentException if beta is not finite and positive
   */
  public static Activation swish(double beta) {
    return SmoothUnits.swish(beta);
  }

  /**
   * Hard swish, a Swish with the hard sigmoid as its gate.
   *
   * <p>f(x) = x · min(max(0, x + 3), 6) / 6<br>
   * f′(x) = 0 for x ≤ −3, (2x + 3)/6 for −3 &lt; x &lt; 3, 1 for x ≥ 3<br>
   * Range [−⅜, ∞). f(x) = −0.0 for x ≤ −3, f(−0.0) = −0.0.
   *
   * <p>Howard et al. 2019, Searching for MobileNetV3, arXiv:1905.02244.
   *
   * @return hard swish, named {@code "hard_swish"}
   */
  public static Activation hardSwish() {
    return SmoothUnits.hardSwish();
  }

  /**
   * GELU, the Gaussian error linear unit: the input times the probability that a normal variable is less.
   *
   * <p>f(x) = x · Φ(x) = ½x · erfc(−x/√2), the same as ½x(1 + erf(x/√2)), which cancels for negative x<br>
   * f′(x) = Φ(x) + x · φ(x), with the density φ(x) = e^(−x²/2)/√(2π)<br>
   * Range [−0.16997…, ∞). f(−∞) = −0.0, f′(−∞) = −0.0, f′(∞) = 1, f(−0.0) = −0.0; from x = −38.6 on it underflows
   * to −0.0.
   *
   * <p>Hendrycks and Gimpel 2016, Gaussian error linear units, arXiv:1606.08415.
   *
   * @return GELU, named {@code "gelu"}
   */
  public static Activation gelu() {
    return SmoothUnits.gelu();
  }

  /**
   * {@return GELU in the form that PyTorch's parameter {@code approximate} selects}
   *
   * @param approximate {@code "none"} for {@link #gelu()}, {@code "tanh"} for {@link #geluTanh()}
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is neither
   */
  public static Activation gelu(String approximate) {
    Objects.requireNonNull(approximate, "approximate is null");
    return switch (approximate) {
      case "none" -> gelu();
      case "tanh" -> geluTanh();
      default -> throw new IllegalArgumentException(
          "approximate must be \"none\" or \"tanh\" but is \"" + approximate + "\"");
    };
  }

  /**
   * The approximation of GELU by tanh; its greatest error is 4.7·10⁻⁴, at ±2.70.
   *
   * <p>f(x) = ½x(1 + tanh u), with u = √(2/π)(x + 0.044715x³)<br>
   * f′(x) = ½(1 + tanh u) + ½x(1 − tanh² u) · √(2/π)(1 + 3 · 0.044715x²)<br>
   * Range [−0.17004…, ∞). f(−∞) = −0.0, f′(−∞) = −0.0, f′(∞) = 1, f(−0.0) = −0.0.
   *
   * <p>Hendrycks and Gimpel 2016, arXiv:1606.08415.
   *
   * @return GELU in its tanh form, named {@code "gelu_tanh"}
   */
  public static Activation geluTanh() {
    return SmoothUnits.geluTanh();
  }

  /**
   * The approximation of GELU by the sigmoid; its greatest error is 0.020, at ±2.27.
   *
   * <p>f(x) = x · σ(1.702x)<br>
   * f′(x) = σ(1.702x)(1 + 1.702x · σ(−1.702x))<br>
   * Range [−0.16361…, ∞). f(−∞) = −0.0, f′(−∞) = −0.0, f′(∞) = 1, f(−0.0) = −0.0.
   *
   * <p>Hendrycks and Gimpel 2016, arXiv:1606.08415.
   *
   * @return GELU in its sigmoid form, named {@code "gelu_sigmoid"}
   */
  public static Activation geluSigmoid() {
    return SmoothUnits.geluSigmoid();
  }

  /**
   * Mish, the input times the tanh of its softplus.
   *
   * <p>f(x) = x · tanh s, with s = ln(1 + eˣ)<br>
   * f′(x) = tanh s + x · σ(x)(1 − tanh² s)<br>
   * Range [−0.30884…, ∞). f(−∞) = −0.0, f′(−∞) = −0.0, f′(∞) = 1, f(−0.0) = −0.0.
   *
   * <p>Misra 2019, Mish: a self regularized non-monotonic activation function, arXiv:1908.08681.
   *
   * @return Mish, named {@code "mish"}
   */
  public static Activation mish() {
    return SmoothUnits.mish();
  }

  /** {@return {@link #rrelu(double, double)} with slopes from ⅛ to ⅓} */
  public static Activation rrelu() {
    return rrelu(1 / 8.0, 1 / 3.0);
  }

  /**
   * RReLU as it is after training: a leaky ReLU with the mean of the slopes that training draws.
   *
   * <p>f(x) = x for x &gt; 0, ½(lower + upper)x for x ≤ 0<br>
   * f′(x) = 1 for x &gt; 0; ½(lower + upper) for x ≤ 0, the kink included<br>
   * Range and special cases as {@link #leakyRelu(double)}.
   *
   * <p>Xu, Wang, Chen and Li 2015, Empirical evaluation of rectified activations, arXiv:1505.00853.
   *
   * @param lower the smallest slope, finite; ⅛ by default
   * @param upper the greatest slope, finite and at least lower; ⅓ by default
   * @return RReLU with the mean of those slopes, named {@code "rrelu"}
   * @throws IllegalArgumentException if a slope is not finite, or lower exceeds upper
   */
  public static Activation rrelu(double lower, double upper) {
    return Rectifiers.rrelu(lower, upper);
  }

  /**
   * Sparse plus, a softplus of lines and a parabola.
   *
   * <p>f(x) = 0 for x ≤ −1, (x + 1)²/4 for −1 &lt; x &lt; 1, x for x ≥ 1<br>
   * f′(x) = min(max(0, x + 1), 2) / 2, the {@linkplain #sparseSigmoid() sparse sigmoid}<br>
   * Range [0, ∞). f(−∞) = 0.
   *
   * <p>Blondel, Martins and Niculae 2020, Learning with Fenchel-Young losses, arXiv:1901.02324.
   *
   * @return sparse plus, named {@code "sparse_plus"}
   */
  public static Activation sparsePlus() {
    return SmoothUnits.sparsePlus();
  }

  /**
   * The sparse sigmoid, the binary case of sparsemax.
   *
   * <p>f(x) = min(max(0, x + 1), 2) / 2<br>
   * f′(x) = ½ for −1 &lt; x &lt; 1, else 0, both kinks included<br>
   * Range [0, 1]. f(−∞) = 0, f(∞) = 1.
   *
   * <p>Martins and Astudillo 2016, From softmax to sparsemax, arXiv:1602.02068.
   *
   * @return the sparse sigmoid, named {@code "sparse_sigmoid"}
   */
  public static Activation sparseSigmoid() {
    return Sigmoids.sparseSigmoid();
  }

  /**
   * The identity: no activation.
   *
   * <p>f(x) = x<br>
   * f′(x) = 1<br>
   * Range (−∞, ∞). f(±∞) = ±∞, f(−0.0) = −0.0.
   *
   * @return the identity, named {@code "identity"}
   */
  public static Activation identity() {
    return Rectifiers.identity();
  }
}
