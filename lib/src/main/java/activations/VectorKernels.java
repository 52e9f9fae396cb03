package activations;

import static activations.ScalarKernels.COSH_0;
import static activations.ScalarKernels.COSH_1;
import static activations.ScalarKernels.COSH_2;
import static activations.ScalarKernels.EXP_0;
import static activations.ScalarKernels.EXP_1;
import static activations.ScalarKernels.EXP_2;
import static activations.ScalarKernels.EXP_3;
import static activations.ScalarKernels.EXP_4;
import static activations.ScalarKernels.Gelu.RATIO_10;
import static activations.ScalarKernels.Gelu.RATIO_1;
import static activations.ScalarKernels.Gelu.RATIO_2;
import static activations.ScalarKernels.Gelu.RATIO_3;
import static activations.ScalarKernels.Gelu.RATIO_4;
import static activations.ScalarKernels.Gelu.RATIO_5;
import static activations.ScalarKernels.Gelu.RATIO_6;
import static activations.ScalarKernels.Gelu.RATIO_7;
import static activations.ScalarKernels.Gelu.RATIO_8;
import static activations.ScalarKernels.Gelu.RATIO_9;
import static activations.ScalarKernels.Gelu.RATIO_POLE;
import static activations.ScalarKernels.Gelu.RATIO_ZERO;
import static activations.ScalarKernels.Gelu.SLOPE_0;
import static activations.ScalarKernels.Gelu.SLOPE_1;
import static activations.ScalarKernels.Gelu.SLOPE_2;
import static activations.ScalarKernels.Gelu.SLOPE_3;
import static activations.ScalarKernels.Gelu.SLOPE_4;
import static activations.ScalarKernels.Gelu.SLOPE_5;
import static activations.ScalarKernels.Gelu.SLOPE_6;
import static activations.ScalarKernels.Gelu.SLOPE_7;
import static activations.ScalarKernels.Gelu.SLOPE_8;
import static activations.ScalarKernels.Gelu.SLOPE_CENTRE;
import static activations.ScalarKernels.Gelu.SLOPE_POLE;
import static activations.ScalarKernels.LN2_HI;
import static activations.ScalarKernels.LN2_LO;
import static activations.ScalarKernels.LOG2_E;
import static activations.ScalarKernels.NEGATIVE;
import static activations.ScalarKernels.ONE;
import static activations.ScalarKernels.ROUND;
import static activations.ScalarKernels.ROUND_SCALED;
import static activations.ScalarKernels.ROUND_UP;
import static activations.ScalarKernels.ROUND_UP_HALF;
import static activations.ScalarKernels.SCALE;
import static activations.ScalarKernels.SIGN;
import static activations.ScalarKernels.SINH_0;
import static activations.ScalarKernels.SINH_1;
import static activations.ScalarKernels.SigmoidGelu.CUBIC_HI;
import static activations.ScalarKernels.SigmoidGelu.CUBIC_LO;
import static activations.ScalarKernels.SigmoidGelu.LINEAR_HI;
import static activations.ScalarKernels.SigmoidGelu.LINEAR_LO;
import static activations.ScalarKernels.SigmoidGelu.SCALE_HI;
import static activations.ScalarKernels.SigmoidGelu.SCALE_LO;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_0;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_1;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_2;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_3;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_4;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_5;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_6;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_END;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_LEAD;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_NEAR;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_ZERO_HI;
import static activations.ScalarKernels.SigmoidGelu.SIGMOID_ZERO_LO;
import static activations.ScalarKernels.SigmoidGelu.TANH_0;
import static activations.ScalarKernels.SigmoidGelu.TANH_1;
import static activations.ScalarKernels.SigmoidGelu.TANH_2;
import static activations.ScalarKernels.SigmoidGelu.TANH_3;
import static activations.ScalarKernels.SigmoidGelu.TANH_4;
import static activations.ScalarKernels.SigmoidGelu.TANH_5;
import static activations.ScalarKernels.SigmoidGelu.TANH_6;
import static activations.ScalarKernels.SigmoidGelu.TANH_END;
import static activations.ScalarKernels.SigmoidGelu.TANH_LEAD;
import static activations.ScalarKernels.SigmoidGelu.TANH_NEAR;
import static activations.ScalarKernels.SigmoidGelu.TANH_ZERO_HI;
import static activations.ScalarKernels.SigmoidGelu.TANH_ZERO_LO;
import static activations.ScalarKernels.Silu.NEAR;
import static activations.ScalarKernels.Silu.NEAR_0;
import static activations.ScalarKernels.Silu.NEAR_1;
import static activations.ScalarKernels.Silu.NEAR_2;
import static activations.ScalarKernels.Silu.NEAR_3;
import static activations.ScalarKernels.Silu.NEAR_4;
import static activations.ScalarKernels.Silu.NEAR_LO;
import static activations.ScalarKernels.Silu.ZERO_HI;
import static activations.ScalarKernels.UNSCALE;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MIN;
import static jdk.incubator.vector.VectorOperators.NOT;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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
    switch (name) {
      case "gelu":
        return new Gelu(scalar);
      case "gelu_tanh":
      case "gelu_sigmoid":
        return copy("SigmoidGelu", scalar);
      default:
        Formula vector = formula(name, parameters);
        return vector == null ? null : copy("Loop", new Formulas(vector, scalar));
    }
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

  /** A copy of a template for one function. */
  private static Kernel copy(String template, Object data) {
    try (InputStream code = VectorKernels.class.getResourceAsStream("VectorKernels$" + template + ".class")) {
      return (Kernel) MethodHandles.lookup()
          .defineHiddenClassWithClassData(code.readAllBytes(), data, true)
          .lookupClass()
          .getDeclaredConstructor()
          .newInstance();
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a copy of VectorKernels." + template, e);
    }
  }

  // --- the parts of exp: see ScalarKernels --------------------------------------------------------------------------

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

  static FloatVector expTail(FloatVector r, FloatVector rLo) {
    return expTail(r).fma(r.mul(r), rLo);
  }

  static FloatVector expTail(FloatVector r) {
    FloatVector p = r.fma(EXP_4, EXP_3);
    p = p.lanewise(FMA, r, EXP_2);
    p = p.lanewise(FMA, r, EXP_1);
    return p.lanewise(FMA, r, EXP_0);
  }

  static FloatVector sinh(FloatVector r) {
    FloatVector r2 = r.mul(r);
    return r2.fma(SINH_1, SINH_0).fma(r2.mul(r), r);
  }

  static FloatVector coshm1(FloatVector r) {
    FloatVector r2 = r.mul(r);
    return r2.fma(COSH_2, COSH_1).lanewise(FMA, r2, COSH_0).mul(r2);
  }

  // --- sigmoid, tanh, silu ------------------------------------------------------------------------------------------

  /** The lesser of bound and x; NaN if x is NaN. */
  static FloatVector atMost(float bound, FloatVector x) {
    return x.blend(bound, x.compare(GT, bound));
  }

  static FloatVector sigmoidSlope(FloatVector a) {
    FloatVector n = exponent(a, ROUND_SCALED);
    FloatVector up = power(n);
    FloatVector down = powerOrZero(n.neg().add(2 * ROUND_SCALED));
    FloatVector r = reduced(a, n.sub(ROUND_SCALED));
    FloatVector sum = up.add(down);
    FloatVector rest = sum.fma(coshm1(r), up.sub(down).mul(sinh(r))).add(2 * SCALE);
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
      FloatVector r = k.lanewise(FMA, -LN2_HI, t);
      FloatVector rLo = k.mul(-LN2_LO);
      FloatVector v = r.add(expTail(r.add(rLo), rLo));
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
      FloatVector r = k.lanewise(FMA, -LN2_HI, t);
      FloatVector rLo = k.mul(-LN2_LO);
      FloatVector v = r.add(expTail(r.add(rLo), rLo));
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
      VectorMask<Float> saturated = x.compare(LT, -110);
      FloatVector t = atMost(60, x).blend(0, saturated);
      FloatVector one = broadcast(1);
      FloatVector nearZero = nearZero(t);
      FloatVector n = exponent(t, ROUND_SCALED);
      FloatVector up = powerOrZero(n);
      FloatVector down = power(n.neg().add(2 * ROUND_SCALED));
      FloatVector r = reduced(t, n.sub(ROUND_SCALED));
      FloatVector sinh = sinh(r);
      FloatVector coshm1 = coshm1(r);
      FloatVector upper = up.add(SCALE);
      FloatVector c = t.lanewise(FMA, SCALE, upper);
      FloatVector cLo = t.lanewise(FMA, SCALE, upper.sub(c));
      FloatVector numerator = c.add(up.fma(sinh.add(coshm1), cLo));
      numerator = numerator.blend(nearZero, t.sub(ZERO_HI).abs().compare(LT, NEAR));
      FloatVector part = up.add(2 * SCALE);
      FloatVector base = part.add(down);
      FloatVector baseLo = part.sub(base.sub(down));
      FloatVector rest = up.add(down).fma(coshm1, up.sub(down).fma(sinh, baseLo));
      FloatVector d = base.add(rest);
      FloatVector dLo = rest.sub(d.sub(base));
      FloatVector reciprocal = one.div(d);
      FloatVector q = numerator.mul(reciprocal);
      FloatVector minusQ = q.neg();
      FloatVector y = minusQ.fma(dLo, minusQ.fma(d, numerator)).fma(reciprocal, q);
      return y.blend(-0f, saturated);
    }

    static FloatVector nearZero(FloatVector x) {
      FloatVector distance = x.sub(ZERO_HI);
      FloatVector p = distance.fma(NEAR_4, NEAR_3);
      p = p.lanewise(FMA, distance, NEAR_2);
      p = p.lanewise(FMA, distance, NEAR_1);
      p = p.lanewise(FMA, distance, NEAR_0);
      distance = distance.mul(SCALE);
      return distance.lanewise(FMA, 1.25f, distance.lanewise(FMA, p, NEAR_LO * SCALE));
    }
  }

  // --- gelu, gelu_tanh, gelu_sigmoid --------------------------------------------------------------------------------
  // These formulas are long. The compiler inlines methods of ours only up to a limit of the method in which they end up
  // (NodeCountInliningCutoff, InlineSmallCode), and a vector that is passed to a method not inlined goes through the
  // heap; those of FloatVector it always inlines. So each loop is written out, without calls to methods of ours.

  private static final class Gelu extends Kernel {

    private final ScalarKernels.Formula scalar;

    Gelu(ScalarKernels.Formula scalar) {
      this.scalar = scalar;
    }

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        IntVector bits = input.reinterpretAsInts()
            .and(Integer.MAX_VALUE).lanewise(MIN, Float.floatToRawIntBits(ScalarKernels.Gelu.END));
        FloatVector t = bits.reinterpretAsFloats();
        FloatVector minusT = bits.lanewise(OR, SIGN).reinterpretAsFloats();
        FloatVector half = t.mul(0.5f);
        FloatVector aHi = t.mul(half);
        FloatVector aLo = minusT.fma(half, aHi);
        FloatVector n = aHi.fma(-LOG2_E, ROUND_UP_HALF);
        FloatVector k = n.sub(ROUND_UP_HALF);
        FloatVector minusR0 = k.lanewise(FMA, LN2_HI, aHi);
        FloatVector lo = k.lanewise(FMA, -LN2_LO, aLo);
        FloatVector r = lo.sub(minusR0);
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(EXP_4, EXP_3).fma(r2, r.fma(EXP_2, EXP_1)).lanewise(FMA, r, EXP_0);
        FloatVector rest = tail.fma(r2, lo);
        FloatVector exp = rest.sub(minusR0).add(1);
        FloatVector d = minusT.sub(1);
        FloatVector q = FloatVector.broadcast(SPECIES, -1).div(d);
        FloatVector e = minusT.sub(d.add(1)).fma(q, d.lanewise(FMA, q, 1));
        FloatVector z = t.sub(RATIO_ZERO).div(t.add(RATIO_POLE));
        FloatVector z2 = z.mul(z);
        FloatVector odd = z2.fma(RATIO_9, RATIO_7).lanewise(FMA, z2, RATIO_5).lanewise(FMA, z2, RATIO_3)
            .lanewise(FMA, z2, RATIO_1);
        FloatVector even = z2.fma(RATIO_10, RATIO_8).lanewise(FMA, z2, RATIO_6).lanewise(FMA, z2, RATIO_4)
            .lanewise(FMA, z2, RATIO_2);
        FloatVector ratio = even.fma(z, odd).fma(z, e);
        FloatVector w = ratio.fma(exp, rest).sub(minusR0);
        FloatVector s = minusT.mul(n.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats());
        s.fma(q, s.mul(q.mul(w)))
            .lanewise(FMA, UNSCALE, input.blend(0, input.compare(LT, 0)))
            .intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = scalar.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        FloatVector t = input.abs();
        t = t.blend(ScalarKernels.Gelu.END, t.compare(GT, ScalarKernels.Gelu.END));
        FloatVector half = t.mul(0.5f);
        FloatVector aHi = t.mul(half);
        FloatVector aLo = t.neg().fma(half, aHi);
        FloatVector n = aHi.fma(-LOG2_E, ROUND_UP_HALF + NEGATIVE);
        FloatVector k = n.sub(ROUND_UP_HALF + NEGATIVE);
        FloatVector minusR0 = k.lanewise(FMA, LN2_HI, aHi);
        FloatVector lo = k.lanewise(FMA, -LN2_LO, aLo);
        FloatVector r = lo.sub(minusR0);
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(EXP_4, EXP_3).fma(r2, r.fma(EXP_2, EXP_1)).lanewise(FMA, r, EXP_0);
        FloatVector expm1 = tail.fma(r2, lo).sub(minusR0);
        FloatVector z = t.sub(SLOPE_CENTRE).div(t.add(SLOPE_POLE));
        FloatVector z2 = z.mul(z);
        FloatVector odd = z2.fma(SLOPE_7, SLOPE_5).lanewise(FMA, z2, SLOPE_3).lanewise(FMA, z2, SLOPE_1);
        FloatVector even = z2.fma(SLOPE_8, SLOPE_6).lanewise(FMA, z2, SLOPE_4).lanewise(FMA, z2, SLOPE_2);
        FloatVector slope = even.fma(z, odd).lanewise(FMA, z, SLOPE_0);
        FloatVector w = slope.fma(expm1.add(1), expm1);
        FloatVector distance = t.neg().add(ScalarKernels.Gelu.ZERO_HI).add(ScalarKernels.Gelu.ZERO_LO);
        IntVector bits = input.reinterpretAsInts();
        FloatVector s = distance.mul(
            n.reinterpretAsInts().lanewise(LSHL, 23).lanewise(XOR, bits.and(SIGN)).reinterpretAsFloats());
        FloatVector step = bits.lanewise(ASHR, 31).lanewise(NOT).and(ONE).reinterpretAsFloats();
        FloatVector.fromArray(SPECIES, dy, i)
            .mul(s.fma(w, s).lanewise(FMA, UNSCALE, step))
            .intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * scalar.derivative(x[i]);
      }
    }
  }

  /** A template like {@link Loop}, for both functions of {@link ScalarKernels.SigmoidGelu}. */
  static final class SigmoidGelu extends Kernel {

    private static final ScalarKernels.SigmoidGelu SCALAR = scalar();
    private static final boolean CUBIC = SCALAR.isCubic();

    private static ScalarKernels.SigmoidGelu scalar() {
      try {
        return MethodHandles.classData(
            MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, ScalarKernels.SigmoidGelu.class);
      } catch (IllegalAccessException e) {
        throw new AssertionError("a class may read its own data", e);
      }
    }

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        IntVector bits = input.reinterpretAsInts()
            .and(Integer.MAX_VALUE).lanewise(MIN, Float.floatToRawIntBits(CUBIC ? TANH_END : SIGMOID_END));
        FloatVector t = bits.reinterpretAsFloats();
        FloatVector minusT = bits.lanewise(OR, SIGN).reinterpretAsFloats();
        FloatVector aHi;
        FloatVector aLo;
        if (CUBIC) {
          FloatVector square = t.mul(t);
          FloatVector squareLo = minusT.fma(t, square);
          FloatVector b = square.fma(CUBIC_HI, LINEAR_HI);
          FloatVector bLo = square.lanewise(FMA, CUBIC_HI, b.neg().add(LINEAR_HI))
              .add(squareLo.lanewise(FMA, -CUBIC_HI, square.fma(CUBIC_LO, LINEAR_LO)));
          aHi = t.mul(b);
          aLo = minusT.fma(bLo, minusT.fma(b, aHi));
        } else {
          aHi = t.mul(SCALE_HI);
          aLo = minusT.lanewise(FMA, SCALE_LO, minusT.lanewise(FMA, SCALE_HI, aHi));
        }
        FloatVector n = aHi.fma(-LOG2_E, ROUND_UP);
        FloatVector k = n.sub(ROUND_UP);
        FloatVector minusR0 = k.lanewise(FMA, LN2_HI, aHi);
        FloatVector lo = k.lanewise(FMA, -LN2_LO, aLo);
        FloatVector r = lo.sub(minusR0);
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(EXP_4, EXP_3).fma(r2, r.fma(EXP_2, EXP_1)).lanewise(FMA, r, EXP_0);
        FloatVector rest = tail.fma(r2, lo);
        FloatVector expm1 = rest.sub(minusR0);
        FloatVector exp = expm1.add(1);
        FloatVector expLo = expm1.sub(exp.sub(1));
        FloatVector scaled = n.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector power = scaled.mul(UNSCALE);
        FloatVector d = power.lanewise(FMA, exp, 1);
        FloatVector dLo = power.fma(expLo, power.fma(exp, d.neg().add(1)));
        FloatVector q = FloatVector.broadcast(SPECIES, -1).div(d);
        FloatVector e = q.fma(dLo, q.lanewise(FMA, d, 1));
        FloatVector w = e.fma(exp, rest).sub(minusR0);
        FloatVector s = t.mul(scaled);
        s.fma(q, s.mul(q.mul(w)))
            .lanewise(FMA, UNSCALE, input.blend(0, input.compare(LT, 0)))
            .intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = SCALAR.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        FloatVector t = input.abs();
        t = t.blend((CUBIC ? TANH_END : SIGMOID_END), t.compare(GT, (CUBIC ? TANH_END : SIGMOID_END)));
        FloatVector minusT = t.neg();
        FloatVector minusSlope;
        FloatVector nearZero;
        VectorMask<Float> near;
        FloatVector aHi;
        FloatVector aLo;
        if (CUBIC) {
          FloatVector square = t.mul(t);
          FloatVector squareLo = minusT.fma(t, square);
          FloatVector b = square.fma(CUBIC_HI, LINEAR_HI);
          FloatVector bLo = square.lanewise(FMA, CUBIC_HI, b.neg().add(LINEAR_HI))
              .add(squareLo.lanewise(FMA, -CUBIC_HI, square.fma(CUBIC_LO, LINEAR_LO)));
          aHi = t.mul(b);
          aLo = minusT.fma(bLo, minusT.fma(b, aHi));
          FloatVector minusTwice = minusT.mul(2);
          minusSlope = minusTwice.fma(b.sub(LINEAR_HI), minusTwice.fma(bLo.sub(LINEAR_LO), aLo));
          FloatVector distance = minusT.add(TANH_ZERO_HI).add(TANH_ZERO_LO);
          FloatVector p = distance.fma(TANH_6, TANH_5);
          p = p.lanewise(FMA, distance, TANH_4);
          p = p.lanewise(FMA, distance, TANH_3);
          p = p.lanewise(FMA, distance, TANH_2);
          p = p.lanewise(FMA, distance, TANH_1);
          p = p.lanewise(FMA, distance, TANH_0);
          nearZero = distance.lanewise(FMA, TANH_LEAD, distance.mul(p));
          near = distance.abs().compare(LT, TANH_NEAR);
        } else {
          aHi = t.mul(SCALE_HI);
          aLo = minusT.lanewise(FMA, SCALE_LO, minusT.lanewise(FMA, SCALE_HI, aHi));
          minusSlope = aLo;
          FloatVector distance = aHi.neg().add(SIGMOID_ZERO_HI).add(aLo.add(SIGMOID_ZERO_LO));
          FloatVector p = distance.fma(SIGMOID_6, SIGMOID_5);
          p = p.lanewise(FMA, distance, SIGMOID_4);
          p = p.lanewise(FMA, distance, SIGMOID_3);
          p = p.lanewise(FMA, distance, SIGMOID_2);
          p = p.lanewise(FMA, distance, SIGMOID_1);
          p = p.lanewise(FMA, distance, SIGMOID_0);
          nearZero = distance.lanewise(FMA, SIGMOID_LEAD, distance.mul(p));
          near = distance.abs().compare(LT, SIGMOID_NEAR);
        }
        FloatVector n = aHi.fma(-LOG2_E, ROUND_UP);
        FloatVector k = n.sub(ROUND_UP);
        FloatVector minusR0 = k.lanewise(FMA, LN2_HI, aHi);
        FloatVector lo = k.lanewise(FMA, -LN2_LO, aLo);
        FloatVector r = lo.sub(minusR0);
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(EXP_4, EXP_3).fma(r2, r.fma(EXP_2, EXP_1)).lanewise(FMA, r, EXP_0);
        FloatVector rest = tail.fma(r2, lo);
        FloatVector expm1 = rest.sub(minusR0);
        FloatVector exp = expm1.add(1);
        FloatVector expLo = expm1.sub(exp.sub(1));
        FloatVector scaled = n.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector power = scaled.mul(UNSCALE);
        FloatVector c = aHi.neg().add(1);
        FloatVector cLo = c.add(aHi).neg().add(1);
        FloatVector numerator = c.add(power.fma(exp, power.fma(expLo, minusSlope.add(cLo))));
        numerator = numerator.blend(nearZero, near);
        FloatVector d = power.lanewise(FMA, exp, 1);
        FloatVector minusD = d.neg();
        FloatVector dLo = power.fma(expLo, power.fma(exp, minusD.add(1)));
        FloatVector square = d.mul(d);
        FloatVector minusSquareLo = minusD.fma(dLo.mul(2), minusD.fma(d, square));
        FloatVector q = FloatVector.broadcast(SPECIES, 1).div(square);
        FloatVector e = q.fma(minusSquareLo, q.neg().lanewise(FMA, square, 1));
        FloatVector w = e.fma(exp, rest).sub(minusR0);
        IntVector minusBits = input.reinterpretAsInts().lanewise(NOT);
        FloatVector s = numerator.mul(
            scaled.reinterpretAsInts().lanewise(XOR, minusBits.and(SIGN)).reinterpretAsFloats());
        FloatVector step = minusBits.lanewise(ASHR, 31).and(ONE).reinterpretAsFloats();
        FloatVector.fromArray(SPECIES, dy, i)
            .mul(s.fma(q, s.mul(q.mul(w))).lanewise(FMA, UNSCALE, step))
            .intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * SCALAR.derivative(x[i]);
      }
    }
  }
}
