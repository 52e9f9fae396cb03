package activations;

/**
 * A function and its derivative in float arithmetic, the readable form and the only one: the scalar code calls it for
 * each element, and the build makes SIMD code of it (src/vectorize/Vectorize.java), operation by operation. Every
 * operation used (+ − × ÷ √ fma, comparison, bits) is exactly defined by IEEE 754, so both give the same bits on every
 * machine.
 *
 * <p>So that it can be translated, a formula is a record whose methods have neither branches nor loops: variables,
 * conditional expressions, the few methods of {@link Math} named there, and static methods of the same kind.
 */
interface Formula {

  /** f(x), at most 1 ulp from the correctly rounded result. */
  float value(float x);

  /** f′(x), at most 2 ulp from the correctly rounded result. */
  float derivative(float x);

  /**
   * A formula computed in double precision and rounded to float once: about ½ ulp without any care. It halves the
   * number of lanes, which does not matter where memory or a division is the limit.
   */
  interface OfDoubles extends Formula {

    /** To be overridden unless the other method is: a value may be cheaper in float. */
    default double value(double x) {
      throw new UnsupportedOperationException("the value is computed in float");
    }

    /** Likewise. */
    default double derivative(double x) {
      throw new UnsupportedOperationException("the derivative is computed in float");
    }

    @Override
    default float value(float x) {
      return (float) value((double) x);
    }

    @Override
    default float derivative(float x) {
      return (float) derivative((double) x);
    }
  }
}
