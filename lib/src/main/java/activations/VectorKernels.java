package activations;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Makes SIMD kernels, and has what their code shares. The classes are made by src/vectorize/Vectorize.java.
 *
 * <p>Only operations that IEEE 754 defines exactly are used, never {@code lanewise(EXP)} and its kind, whose bits
 * differ between machines; and no {@code convert(F2I)}, which JDK 17 does not compile to SIMD code.
 */
final class VectorKernels implements Kernels.Vectorizer {

  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  static final VectorSpecies<Double> DOUBLES = FLOATS.withLanes(double.class);
  static final VectorSpecies<Long> LONGS = FLOATS.withLanes(long.class);

  // A cast to such a final class tells the compiler which species a vector is of, where JDK 17 loses track of it.
  static final Class<?> FLOAT_TYPE = FLOATS.vectorType();
  static final Class<?> INT_TYPE = INTS.vectorType();
  static final Class<?> DOUBLE_TYPE = DOUBLES.vectorType();
  static final Class<?> LONG_TYPE = LONGS.vectorType();

  /** The lanes of half a vector of floats. */
  static final int HALF = DOUBLES.length();

  static final VectorMask<Float> UPPER = VectorMask.fromLong(FLOATS, -1L << HALF);

  // Operations on two vectors take the compiler less than those on a vector and a number.
  static final IntVector MAGNITUDES = IntVector.broadcast(INTS, FloatMath.MAGNITUDE);
  static final IntVector SIGNS = IntVector.broadcast(INTS, FloatMath.SIGN);
  static final IntVector ONES = IntVector.broadcast(INTS, FloatMath.ONE);
  static final FloatVector ZERO = FloatVector.zero(FLOATS);
  static final FloatVector INFINITY = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);

  /** Room for what the rows of a table have for 64 vectors. */
  static final ThreadLocal<float[]> FOUND_IN = ThreadLocal.withInitial(() -> new float[14 * 64 * FLOATS.length()]);
  /** Room for 64 vectors. */
  static final ThreadLocal<float[]> KEPT = ThreadLocal.withInitial(() -> new float[64 * FLOATS.length()]);

  /** Room for numbers of 64 vectors, their places and their values. */
  static final ThreadLocal<float[]> FEW = ThreadLocal.withInitial(() -> new float[64 * FLOATS.length()]);
  static final ThreadLocal<int[]> PLACES = ThreadLocal.withInitial(() -> new int[64 * FLOATS.length()]);
  static final ThreadLocal<float[]> VALUES = ThreadLocal.withInitial(() -> new float[64 * FLOATS.length()]);

  VectorKernels() {}

  /** The lower half of x. */
  static DoubleVector wide(FloatVector x) {
    return (DoubleVector) x.convertShape(F2D, DOUBLES, 0);
  }

  static FloatVector narrow(DoubleVector x) {
    return (FloatVector) x.convertShape(D2F, FLOATS, 0);
  }

  /**
   * A kernel for the formula: a copy of the class that was made for its kind, so that the compiler takes the formula's
   * parameters for constants.
   */
  @Override
  public Kernel kernel(Formula formula) {
    if (formula instanceof Tables tables) {
      return new TableKernel(loop(tables.f()), loop(tables.slope()));
    }
    return (Kernel) copy("Vector" + formula.getClass().getSimpleName(), formula);
  }

  /** A loop over a tabulated function, likewise. */
  static Kernels.Loop loop(Tabulated function) {
    return (Kernels.Loop) copy("VectorTable", function);
  }

  private static Object copy(String name, Object data) {
    try {
      return MethodHandles.lookup()
          .defineHiddenClassWithClassData(Kernels.packed(name + ".class"), data, true)
          .lookupClass()
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a copy of " + name, e);
    }
  }

  /** The formula that a copy was made for. */
  static <T> T formula(MethodHandles.Lookup copy, Class<T> type) {
    try {
      return MethodHandles.classData(copy, ConstantDescs.DEFAULT_NAME, type);
    } catch (IllegalAccessException e) {
      throw new AssertionError("a class may read its own data", e);
    }
  }

  /** Of two tabulated functions. */
  private static final class TableKernel extends Kernel {

    private final Kernels.Loop f;
    private final Kernels.Loop slope;

    TableKernel(Kernels.Loop f, Kernels.Loop slope) {
      this.f = f;
      this.slope = slope;
    }

    @Override
    void forward(float[] x, float[] y, int from, int to) {
      f.apply(x, null, y, from, to);
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx, int from, int to) {
      slope.apply(x, dy, dx, from, to);
    }
  }
}
