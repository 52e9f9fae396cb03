package activations;

import static activations.ScalarKernels.EXP_0;
import static activations.ScalarKernels.EXP_1;
import static activations.ScalarKernels.EXP_2;
import static activations.ScalarKernels.EXP_3;
import static activations.ScalarKernels.EXP_4;
import static activations.ScalarKernels.LN2_HI;
import static activations.ScalarKernels.LN2_LO;
import static activations.ScalarKernels.LOG2_E;
import static activations.ScalarKernels.ROUND;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The float formulas for SIMD: {@link ScalarKernels} line by line, on as many lanes as the processor has.
 *
 * <p>Only operations that IEEE 754 defines exactly are used, never {@code lanewise(EXP)} and its kind, whose bits differ
 * between machines; and no {@code convert(F2I)}, which JDK 17 does not compile to SIMD code.
 */
final class VectorKernels implements Kernels.Vectorizer {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** A function and its derivative on the lanes of a vector. */
  interface Formula {

    FloatVector value(FloatVector x);

    FloatVector derivative(FloatVector x);
  }

  VectorKernels() {}

  @Override
  public Kernel kernel(String name, ScalarKernels.Formula scalar, double... parameters) {
    Formula vector = formula(name, parameters);
    return vector == null ? null : loop(vector, scalar);
  }

  private static Formula formula(String name, double... parameters) {
    switch (name) {
      case "sigmoid":
        return new Sigmoid();
      default:
        return null;
    }
  }

  // --- the loop -----------------------------------------------------------------------------------------------------

  /**
   * Applies formulas to arrays. This class is a template: each function has a copy of its own, so that the compiler
   * sees one constant formula, inlines it and keeps all its vectors in registers. A loop that all functions share
   * would call through an interface and put each vector on the heap.
   */
  static final class Loop extends Kernel {

    private static final Formulas FORMULAS = formulas();
    private static final Formula VECTOR = FORMULAS.vector;
    private static final ScalarKernels.Formula SCALAR = FORMULAS.scalar;

    private static Formulas formulas() {
      try {
        return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Formulas.class);
      } catch (IllegalAccessException e) {
        throw new AssertionError("a class may read its own data", e);
      }
    }

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        VECTOR.value(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = SCALAR.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector derivative = VECTOR.derivative(FloatVector.fromArray(SPECIES, x, i));
        FloatVector.fromArray(SPECIES, dy, i).mul(derivative).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * SCALAR.derivative(x[i]);
      }
    }
  }

  /** What a copy of {@link Loop} is made for. */
  private static final class Formulas {

    final Formula vector;
    final ScalarKernels.Formula scalar;

    Formulas(Formula vector, ScalarKernels.Formula scalar) {
      this.vector = vector;
      this.scalar = scalar;
    }
  }

  /** A copy of {@link Loop} for one function. */
  private static Kernel loop(Formula vector, ScalarKernels.Formula scalar) {
    try (InputStream template = VectorKernels.class.getResourceAsStream("VectorKernels$Loop.class")) {
      return (Kernel) MethodHandles.lookup()
          .defineHiddenClassWithClassData(template.readAllBytes(), new Formulas(vector, scalar), true)
          .lookupClass()
          .getDeclaredConstructor()
          .newInstance();
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a copy of VectorKernels.Loop", e);
    }
  }

  // --- the parts of exp: see ScalarKernels ----------------------------------------------------------------------------

  static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector exponent(FloatVector t, float round) {
    return t.fma(broadcast(LOG2_E), broadcast(round));
  }

  static FloatVector power(FloatVector exponent) {
    return exponent.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector reduced(FloatVector t, FloatVector k) {
    return k.fma(broadcast(-LN2_HI), t);
  }

  static FloatVector expTail(FloatVector r, FloatVector d) {
    FloatVector p = broadcast(EXP_4).fma(r, broadcast(EXP_3));
    p = p.fma(r, broadcast(EXP_2));
    p = p.fma(r, broadcast(EXP_1));
    p = p.fma(r, broadcast(EXP_0));
    return p.fma(r.mul(r), d);
  }

  // --- sigmoid ------------------------------------------------------------------------------------------------------

  private static final class Sigmoid implements Formula {

    private static final float SCALE = 0x1p-34f;

    @Override
    public FloatVector value(FloatVector x) {
      VectorMask<Float> saturated = x.add(22).abs().compare(VectorOperators.GT, 82);
      FloatVector t = x.neg().blend(0, saturated);
      FloatVector n = exponent(t, ROUND - 34);
      FloatVector k = n.sub(ROUND - 34);
      FloatVector r = reduced(t, k);
      FloatVector v = r.add(expTail(r, k.mul(-LN2_LO)));
      FloatVector s = power(n);
      FloatVector c = s.add(SCALE);
      FloatVector cLo = s.sub(c.sub(SCALE)).blend(SCALE, s.compare(VectorOperators.GE, SCALE * 0x1p25f));
      FloatVector d = s.fma(v, c);
      FloatVector dLo = s.fma(v, c.sub(d)).add(cLo);
      FloatVector q = broadcast(1).div(d);
      FloatVector minusQ = q.neg();
      FloatVector residual = minusQ.fma(dLo, minusQ.fma(d, broadcast(1)));
      FloatVector y = q.fma(residual, q).mul(SCALE);
      FloatVector limit = broadcast(0).blend(1, x.compare(VectorOperators.GT, 0));
      return y.blend(limit, saturated);
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return value(x).mul(value(x.neg()));
    }
  }
}
