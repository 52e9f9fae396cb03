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

  // --- matrix product: see Kernels.Product ----------------------------------------------------------------------------

  @Override
  public void multiply(float[] a, int aRow, int aColumn, float[] b, float[] c, int k, int n, int from, int to) {
    int lanes = SPECIES.length();
    int wide = n - n % (2 * lanes);
    int i = from;
    for (; i + 4 <= to; i += 4) {
      for (int j = 0; j < wide; j += 2 * lanes) {
        tile(a, i * aRow, aRow, aColumn, b, j, c, i * n + j, k, n);
      }
      for (int row = i; row < i + 4; row++) {
        rest(a, row * aRow, aColumn, b, c, row * n, k, n, wide);
      }
    }
    for (; i < to; i++) {
      rest(a, i * aRow, aColumn, b, c, i * n, k, n, 0);
    }
  }

  /** Four rows by two vectors of C stay in registers while p runs: each load of B serves four fma. */
  private static void tile(
      float[] a, int a0, int aRow, int aColumn, float[] b, int bAt, float[] c, int cAt, int k, int n) {
    int lanes = SPECIES.length();
    int a1 = a0 + aRow;
    int a2 = a1 + aRow;
    int a3 = a2 + aRow;
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    for (int p = 0, at = 0; p < k; p++, at += aColumn, bAt += n) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + lanes);
      FloatVector ap = broadcast(a[a0 + at]);
      c00 = ap.fma(b0, c00);
      c01 = ap.fma(b1, c01);
      ap = broadcast(a[a1 + at]);
      c10 = ap.fma(b0, c10);
      c11 = ap.fma(b1, c11);
      ap = broadcast(a[a2 + at]);
      c20 = ap.fma(b0, c20);
      c21 = ap.fma(b1, c21);
      ap = broadcast(a[a3 + at]);
      c30 = ap.fma(b0, c30);
      c31 = ap.fma(b1, c31);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + lanes);
    c10.intoArray(c, cAt + n);
    c11.intoArray(c, cAt + n + lanes);
    c20.intoArray(c, cAt + 2 * n);
    c21.intoArray(c, cAt + 2 * n + lanes);
    c30.intoArray(c, cAt + 3 * n);
    c31.intoArray(c, cAt + 3 * n + lanes);
  }

  /** One row of C from column {@code j} on: vector by vector, then the columns that do not fill one. */
  private static void rest(
      float[] a, int aAt, int aColumn, float[] b, float[] c, int cAt, int k, int n, int j) {
    for (; j + SPECIES.length() <= n; j += SPECIES.length()) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int p = 0, at = aAt, bAt = j; p < k; p++, at += aColumn, bAt += n) {
        sum = broadcast(a[at]).fma(FloatVector.fromArray(SPECIES, b, bAt), sum);
      }
      sum.intoArray(c, cAt + j);
    }
    if (j < n) {
      ScalarKernels.multiplyRow(a, aAt, aColumn, b, c, cAt, k, n, j);
    }
  }
}
