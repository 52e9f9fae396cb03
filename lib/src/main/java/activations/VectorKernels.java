package activations;

import static activations.ScalarKernels.COSH_0;
import static activations.ScalarKernels.COSH_1;
import static activations.ScalarKernels.COSH_2;
import static activations.ScalarKernels.EXP_0;
import static activations.ScalarKernels.EXP_1;
import static activations.ScalarKernels.EXP_2;
import static activations.ScalarKernels.EXP_3;
import static activations.ScalarKernels.EXP_4;
import static activations.ScalarKernels.LN2_HI;
import static activations.ScalarKernels.LN2_LO;
import static activations.ScalarKernels.LOG2_E;
import static activations.ScalarKernels.ROUND;
import static activations.ScalarKernels.ROUND_SCALED;
import static activations.ScalarKernels.SCALE;
import static activations.ScalarKernels.SINH_0;
import static activations.ScalarKernels.SINH_1;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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
      case "tanh":
        return new Tanh();
      case "silu":
        return new Silu();
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

  /** The sign bit of a float. */
  private static final int SIGN = 0x80000000;

  // --- the parts of exp: see ScalarKernels ----------------------------------------------------------------------------

  static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector exponent(FloatVector t, float round) {
    return t.fma(LOG2_E, round);
  }

  static FloatVector power(FloatVector exponent) {
    return exponent.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector powerOrZero(FloatVector exponent) {
    return exponent.reinterpretAsInts().lanewise(LSHL, 23).max(0).reinterpretAsFloats();
  }

  static FloatVector reduced(FloatVector t, FloatVector k) {
    return k.lanewise(FMA, -LN2_LO, k.lanewise(FMA, -LN2_HI, t));
  }

  static FloatVector expTail(FloatVector r) {
    FloatVector p = r.fma(EXP_4, EXP_3);
    p = p.lanewise(FMA, r, EXP_2);
    p = p.lanewise(FMA, r, EXP_1);
    return p.lanewise(FMA, r, EXP_0);
  }

  static FloatVector sinh(FloatVector r, FloatVector r2) {
    return r2.fma(SINH_1, SINH_0).fma(r2.mul(r), r);
  }

  static FloatVector coshm1(FloatVector r2) {
    return r2.fma(COSH_2, COSH_1).lanewise(FMA, r2, COSH_0).mul(r2);
  }

  // --- sigmoid, tanh, silu ------------------------------------------------------------------------------------------

  static FloatVector sigmoidSlope(FloatVector a) {
    FloatVector n = exponent(a, ROUND_SCALED);
    FloatVector k = n.sub(ROUND_SCALED);
    FloatVector r = reduced(a, k);
    FloatVector r2 = r.mul(r);
    FloatVector up = power(n);
    FloatVector down = powerOrZero(k.neg().add(ROUND_SCALED));
    FloatVector sum = up.add(down);
    FloatVector rest = sum.fma(coshm1(r2), up.sub(down).mul(sinh(r, r2))).add(2 * SCALE);
    FloatVector d = sum.add(rest);
    FloatVector dLo = rest.sub(d.sub(sum));
    FloatVector q = broadcast(1).div(d);
    FloatVector minusQ = q.neg();
    return q.fma(minusQ.fma(dLo, minusQ.lanewise(FMA, d, 1)), q);
  }

  private static final class Sigmoid implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      VectorMask<Float> saturated = x.add(22).abs().compare(GT, 82);
      FloatVector t = x.neg().blend(0, saturated);
      FloatVector n = exponent(t, ROUND_SCALED);
      FloatVector k = n.sub(ROUND_SCALED);
      FloatVector r = reduced(t, k);
      FloatVector v = expTail(r).fma(r.mul(r), r);
      FloatVector s = power(n);
      FloatVector c = s.add(SCALE);
      FloatVector cLo = s.sub(c.sub(SCALE)).blend(SCALE, s.compare(GE, 0x1p25f * SCALE));
      FloatVector d = s.fma(v, c);
      FloatVector dLo = s.fma(v, c.sub(d)).add(cLo);
      FloatVector q = broadcast(1).div(d);
      FloatVector minusQ = q.neg();
      FloatVector y = q.fma(minusQ.fma(dLo, minusQ.lanewise(FMA, d, 1)), q).mul(SCALE);
      return y.blend(0, saturated).blend(1, x.compare(GT, 60));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector a = x.abs();
      VectorMask<Float> saturated = a.compare(GT, 104);
      FloatVector y = sigmoidSlope(a.blend(0, saturated)).mul(SCALE);
      return y.blend(0, saturated);
    }
  }

  private static final class Tanh implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      FloatVector a = x.abs();
      FloatVector t = a.blend(10, a.compare(GT, 10)).mul(-2);
      FloatVector n = exponent(t, ROUND);
      FloatVector k = n.sub(ROUND);
      FloatVector r = reduced(t, k);
      FloatVector r2 = r.mul(r);
      FloatVector tail = expTail(r);
      FloatVector v = tail.fma(r2, r);
      FloatVector vLo = tail.fma(r2, r.sub(v));
      FloatVector s = power(n).neg();
      FloatVector c = s.add(1);
      FloatVector numerator = s.fma(v, c);
      FloatVector numeratorLo = s.fma(vLo, s.fma(v, c.sub(numerator)));
      FloatVector d = numerator.neg().add(2);
      FloatVector dLo = d.neg().add(2).sub(numerator).sub(numeratorLo);
      FloatVector reciprocal = broadcast(1).div(d);
      FloatVector q = numerator.mul(reciprocal);
      FloatVector minusQ = q.neg();
      FloatVector residual = minusQ.fma(dLo, minusQ.fma(d, numerator).add(numeratorLo));
      FloatVector y = residual.fma(reciprocal, q);
      FloatVector far = s.lanewise(FMA, v.fma(2, 2), 1);
      y = y.blend(far, a.compare(GT, ScalarKernels.Tanh.FAR));
      return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector a = x.abs();
      VectorMask<Float> saturated = a.compare(GT, 53);
      FloatVector y = sigmoidSlope(a.blend(0, saturated).mul(2)).mul(4 * SCALE);
      return y.blend(0, saturated);
    }
  }

  private static final class Silu implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      VectorMask<Float> saturated = x.add(25).abs().compare(GT, 85);
      FloatVector t = x.neg().blend(0, saturated);
      FloatVector n = exponent(t, ROUND_SCALED);
      FloatVector k = n.sub(ROUND_SCALED);
      FloatVector r = reduced(t, k);
      FloatVector v = expTail(r).fma(r.mul(r), r);
      FloatVector s = power(n);
      FloatVector c = s.add(SCALE);
      FloatVector cLo = s.sub(c.sub(SCALE)).blend(SCALE, s.compare(GE, 0x1p25f * SCALE));
      FloatVector d = s.fma(v, c);
      FloatVector dLo = s.fma(v, c.sub(d)).add(cLo);
      FloatVector q = broadcast(1).div(d);
      FloatVector minusQ = q.neg();
      FloatVector qLo = q.mul(minusQ.fma(dLo, minusQ.lanewise(FMA, d, 1)));
      FloatVector y = x.fma(q, x.mul(qLo)).mul(SCALE);
      return y.blend(-0f, saturated).blend(x, x.compare(GT, 60));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      VectorMask<Float> saturated = x.add(25).abs().compare(GT, 85);
      FloatVector t = x.blend(0, saturated);
      FloatVector n = exponent(t, ROUND_SCALED);
      FloatVector k = n.sub(ROUND_SCALED);
      FloatVector r = reduced(t, k);
      FloatVector r2 = r.mul(r);
      FloatVector sinh = sinh(r, r2);
      FloatVector coshm1 = coshm1(r2);
      FloatVector up = powerOrZero(n);
      FloatVector down = power(k.neg().add(ROUND_SCALED));
      FloatVector one = up.add(SCALE);
      FloatVector c = t.lanewise(FMA, SCALE, one);
      FloatVector cLo = t.lanewise(FMA, SCALE, one.sub(c));
      FloatVector numerator = c.add(up.fma(sinh.add(coshm1), cLo));
      FloatVector distance = t.sub(ScalarKernels.Silu.ZERO_HI).sub(ScalarKernels.Silu.ZERO_LO);
      FloatVector p = distance.fma(ScalarKernels.Silu.NEAR_4, ScalarKernels.Silu.NEAR_3);
      p = p.lanewise(FMA, distance, ScalarKernels.Silu.NEAR_2);
      p = p.lanewise(FMA, distance, ScalarKernels.Silu.NEAR_1);
      p = p.lanewise(FMA, distance, ScalarKernels.Silu.NEAR_0);
      VectorMask<Float> near = distance.abs().compare(LT, ScalarKernels.Silu.NEAR);
      distance = distance.mul(SCALE);
      numerator = numerator.blend(distance.lanewise(FMA, 1.25f, distance.mul(p)), near);
      FloatVector sum = up.add(down);
      FloatVector d = sum.add(sum.fma(coshm1, up.sub(down).mul(sinh)).add(2 * SCALE));
      return numerator.div(d).blend(-0f, saturated).blend(1, x.compare(GT, 60));
    }
  }
}
