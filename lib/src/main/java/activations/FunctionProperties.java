package activations;

import java.util.List;
import java.util.Objects;

/**
 * What is known about an activation function, for tables and charts.
 *
 * @param displayName the name in print, with its parameters, for example {@code "ELU (α = 1)"}
 * @param formula f(x) in LaTeX
 * @param derivativeFormula f′(x) in LaTeX
 * @param range the values that f takes
 * @param minimumAt the one point where f′ turns from negative to positive; NaN if there is none
 * @param lipschitz the Lipschitz constant, which is the supremum of |f′|; ∞ if there is none
 * @param smoothness how often f can be differentiated
 * @param kinks the points where the smoothness ends, with the value that {@code derivative} takes there
 * @param paper who described the function, with the year; empty if no one paper did
 */
public record FunctionProperties(
    String displayName,
    String formula,
    String derivativeFormula,
    Range range,
    double minimumAt,
    double lipschitz,
    Smoothness smoothness,
    List<Kink> kinks,
    String paper) {

  /**
   * Copies the list of kinks.
   *
   * @throws NullPointerException if a text, the range, the smoothness, the list or a kink is null
   */
  public FunctionProperties {
    Objects.requireNonNull(displayName, "displayName is null");
    Objects.requireNonNull(formula, "formula is null");
    Objects.requireNonNull(derivativeFormula, "derivativeFormula is null");
    Objects.requireNonNull(range, "range is null");
    Objects.requireNonNull(smoothness, "smoothness is null");
    Objects.requireNonNull(paper, "paper is null");
    kinks = List.copyOf(kinks);
  }

  /**
   * {@return the properties of a function of which only the name is known: formulas f(x) and f′(x), numbers NaN}
   *
   * @param name the name of the function, which becomes the display name
   * @throws NullPointerException if the name is null
   */
  public static FunctionProperties unknown(String name) {
    return new FunctionProperties(
        name, "f(x)", "f'(x)", Range.UNKNOWN, Double.NaN, Double.NaN, Smoothness.UNKNOWN, List.of(), "");
  }

  /**
   * An interval; an end that is attained belongs to it.
   *
   * @param infimum lower end, which may be −∞; NaN if it is not known
   * @param infimumAttained whether the lower end belongs to the interval
   * @param supremum upper end, which may be ∞; NaN if it is not known
   * @param supremumAttained whether the upper end belongs to the interval
   */
  public record Range(double infimum, boolean infimumAttained, double supremum, boolean supremumAttained) {

    /** Nothing is known: both ends are NaN. */
    public static final Range UNKNOWN = new Range(Double.NaN, false, Double.NaN, false);

    /** (−∞, ∞). */
    public static final Range ALL = open(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * {@return the open interval (infimum, supremum)}
     *
     * @param infimum lower end, which may be −∞; does not belong to it
     * @param supremum upper end, which may be ∞; does not belong to it
     */
    public static Range open(double infimum, double supremum) {
      return new Range(infimum, false, supremum, false);
    }

    /**
     * {@return the closed interval [infimum, supremum]}
     *
     * @param infimum lower end, finite; belongs to it
     * @param supremum upper end, finite; belongs to it
     */
    public static Range closed(double infimum, double supremum) {
      return new Range(infimum, true, supremum, true);
    }

    /**
     * {@return the interval [infimum, ∞)}
     *
     * @param infimum lower end, finite; belongs to it
     */
    public static Range from(double infimum) {
      return new Range(infimum, true, Double.POSITIVE_INFINITY, false);
    }

    /**
     * {@return the interval (infimum, ∞)}
     *
     * @param infimum lower end, finite; does not belong to it
     */
    public static Range above(double infimum) {
      return open(infimum, Double.POSITIVE_INFINITY);
    }

    /**
     * {@return whether y lies in the interval} In an unknown interval nothing does.
     *
     * @param y a value of f; NaN lies in no interval
     */
    public boolean contains(double y) {
      return (infimumAttained ? y >= infimum : y > infimum) && (supremumAttained ? y <= supremum : y < supremum);
    }

    /** For example {@code [−0.17, ∞)}, with at most five significant digits. */
    @Override
    public String toString() {
      if (Double.isNaN(infimum)) {
        return "unknown";
      }
      return (infimumAttained ? "[" : "(") + Numbers.format(infimum) + ", " + Numbers.format(supremum)
          + (supremumAttained ? "]" : ")");
    }
  }

  /**
   * A point where the smoothness ends, and the value that {@code derivative} takes there.
   *
   * @param at the input x where it ends
   * @param derivative f′ at that input, by the function's convention
   */
  public record Kink(double at, double derivative) {}

  /** How often a function can be differentiated. */
  public enum Smoothness {
    /** It jumps. */
    DISCONTINUOUS("not continuous"),
    /** Continuous; the derivative jumps. */
    C0("C⁰"),
    /** Once continuously differentiable. */
    C1("C¹"),
    /** Differentiable without end. */
    C_INFINITY("C^∞"),
    /** Not known. */
    UNKNOWN("unknown");

    private final String text;

    Smoothness(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
