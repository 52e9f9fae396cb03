package activations;

import static activations.ScalarKernels.Elu.EXPM1_0;
import static activations.ScalarKernels.Elu.EXPM1_1;
import static activations.ScalarKernels.Elu.EXPM1_2;
import static activations.ScalarKernels.Elu.EXPM1_3;
import static activations.ScalarKernels.Elu.EXPM1_4;
import static activations.ScalarKernels.Elu.EXPM1_5;
import static activations.ScalarKernels.Elu.FLAT;
import static activations.ScalarKernels.Elu.LIFT;
import static activations.ScalarKernels.Elu.LINEAR;
import static activations.ScalarKernels.Elu.ROUND_LIFTED;
import static activations.ScalarKernels.Elu.VANISHED;
import static activations.ScalarKernels.Gelu.MILLS_0;
import static activations.ScalarKernels.Gelu.MILLS_10;
import static activations.ScalarKernels.Gelu.MILLS_1;
import static activations.ScalarKernels.Gelu.MILLS_2;
import static activations.ScalarKernels.Gelu.MILLS_3;
import static activations.ScalarKernels.Gelu.MILLS_4;
import static activations.ScalarKernels.Gelu.MILLS_5;
import static activations.ScalarKernels.Gelu.MILLS_6;
import static activations.ScalarKernels.Gelu.MILLS_7;
import static activations.ScalarKernels.Gelu.MILLS_8;
import static activations.ScalarKernels.Gelu.MILLS_9;
import static activations.ScalarKernels.Gelu.MILLS_CENTRE;
import static activations.ScalarKernels.Gelu.MILLS_NUMERATOR;
import static activations.ScalarKernels.Gelu.MILLS_OFFSET;
import static activations.ScalarKernels.Gelu.MILLS_POLE;
import static activations.ScalarKernels.Gelu.MILLS_SLOPE_0;
import static activations.ScalarKernels.Gelu.MILLS_SLOPE_1;
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
import static activations.ScalarKernels.Gelu.ZERO_MID;
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
import static activations.ScalarKernels.Silu.ZERO_HI;
import static activations.ScalarKernels.Swish.ZERO;
import static activations.ScalarKernels.Swish.ZERO_LO;
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
import static activations.ScalarKernels.MISH_SATURATED;
import static activations.ScalarKernels.NEGATIVE;
import static activations.ScalarKernels.ONE;
import static activations.ScalarKernels.ROUND;
import static activations.ScalarKernels.ROUND_UP;
import static activations.ScalarKernels.ROUND_UP_HALF;
import static activations.ScalarKernels.SHRINK_FAR;
import static activations.ScalarKernels.SIGN;
import static activations.ScalarKernels.SIXTH;
import static activations.ScalarKernels.SOFTSIGN_ONE;
import static activations.ScalarKernels.SOFTSIGN_ZERO;
import static activations.ScalarKernels.UNDERFLOW;
import static activations.ScalarKernels.UNSCALE;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MIN;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.NOT;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
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
    if (scalar instanceof ScalarKernels.Elu) {
      return loop(new Elu((ScalarKernels.Elu) scalar), scalar);
    }
    if (scalar instanceof ScalarKernels.Silu) {
      return new SiluKernel(scalar);
    }
    if (name.equals("gelu")) {
      return new Gelu(scalar);
    }
    if (scalar instanceof ScalarKernels.SigmoidGelu) {
      return copy("SigmoidGelu", List.of(scalar));
    }
    Formula floats = formula(name, parameters);
    DoubleFormula doubles = doubleFormula(name, parameters);
    if (doubles == null) {
      return floats == null ? null : loop(floats, scalar);
    }
    Kernel inDoubles = copy("DoubleLoop", List.of(doubles, scalar));
    return floats == null ? inDoubles : new Pair(inDoubles, loop(floats, scalar));
  }

  private static Formula formula(String name, double... parameters) {
    switch (name) {
      case "sigmoid":
        return new Sigmoid();
      case "identity":
        return new Identity();
      case "relu":
        return new Relu();
      case "leaky_relu":
      case "prelu":
      case "rrelu":
        // 0 · −∞ would be NaN.
        return slope(name, parameters) == 0 ? new Relu() : null;
      case "relu6":
        return new Clip(0, 6);
      case "hard_tanh":
        return new Clip(parameters[0], parameters[1]);
      case "squared_relu":
        return new SquaredRelu();
      case "threshold":
        return new Threshold(ScalarKernels.below(parameters[0]), (float) parameters[1]);
      case "hardshrink":
        return new Hardshrink(ScalarKernels.below(parameters[0]));
      case "sparse_sigmoid":
        return new SparseSigmoid();
      case "softsign":
        return new Softsign();
      case "softplus":
        return parameters[0] == 1 ? new SigmoidSlope(false) : null;
      case "log_sigmoid":
        return new SigmoidSlope(true);
      case "tanhshrink":
        return new Tanhshrink();
      case "tanh":
        return new Tanh();
      default:
        return null;
    }
  }

  private static DoubleFormula doubleFormula(String name, double... parameters) {
    switch (name) {
      case "leaky_relu":
      case "prelu":
      case "rrelu":
        double slope = slope(name, parameters);
        return slope == 0 ? null : new TwoSlopes(slope);
      case "softshrink":
        return new Softshrink(parameters[0]);
      case "hard_sigmoid":
        return new HardSigmoid();
      case "hard_swish":
        return new HardSwish();
      case "sparse_plus":
        return new SparsePlus();
      case "squareplus":
        return new Squareplus(0.25 * parameters[0]);
      case "softplus":
        return parameters[0] == 1 ? new UnitSoftplus() : new Softplus(parameters[0], 1 / parameters[0]);
      case "log_sigmoid":
        return new LogSigmoid();
      case "swish":
        return new Swish(parameters[0]);
      case "mish":
        return new Mish();
      default:
        return null;
    }
  }

  private static double slope(String name, double... parameters) {
    return name.equals("rrelu") ? 0.5 * parameters[0] + 0.5 * parameters[1] : parameters[0];
  }

  // --- the loop -----------------------------------------------------------------------------------------------------

  /**
   * Applies formulas to arrays. This class is a template: each function has a copy of its own, so that the compiler
   * sees one constant formula, inlines it and keeps all its vectors in registers. A loop that all functions share
   * would call through an interface and put each vector on the heap.
   */
  static final class Loop extends Kernel {

    private static final Formula VECTOR = classData(MethodHandles.lookup(), Formula.class, 0);
    private static final ScalarKernels.Formula SCALAR =
        classData(MethodHandles.lookup(), ScalarKernels.Formula.class, 1);

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        ((FloatVector) TYPE.cast(VECTOR.value(input))).intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = SCALAR.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        FloatVector derivative = (FloatVector) TYPE.cast(VECTOR.derivative(input));
        FloatVector product = derivative.mul(FloatVector.fromArray(SPECIES, dy, i));
        ((FloatVector) TYPE.cast(product)).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * SCALAR.derivative(x[i]);
      }
    }
  }

  /**
   * As {@link Loop}, for formulas in double precision: the lower half of a vector of floats makes a vector of doubles.
   * The upper half passes through unchanged, so that nothing is lost where input and output are one array; the next
   * input is loaded before the output is stored, for a processor waits if it loads what it has just stored in part.
   *
   * <p>A second species of floats, half as long, would be simpler, but the compiler does not always know which of two
   * species a vector is of, and then puts vectors on the heap in all kernels.
   */
  static final class DoubleLoop extends Kernel {

    private static final DoubleFormula VECTOR = classData(MethodHandles.lookup(), DoubleFormula.class, 0);
    private static final ScalarKernels.Formula SCALAR =
        classData(MethodHandles.lookup(), ScalarKernels.Formula.class, 1);

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      int last = x.length - SPECIES.length();
      if (last >= 0) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, 0);
        for (; i <= last; i += HALF) {
          FloatVector next = FloatVector.fromArray(SPECIES, x, Math.min(i + HALF, last));
          FloatVector value = narrow(VECTOR.value(wide(input)));
          ((FloatVector) TYPE.cast(value.blend(input, UPPER))).intoArray(y, i);
          input = next;
        }
      }
      for (; i < x.length; i++) {
        y[i] = SCALAR.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      int last = x.length - SPECIES.length();
      if (last >= 0) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, 0);
        FloatVector gradient = FloatVector.fromArray(SPECIES, dy, 0);
        for (; i <= last; i += HALF) {
          int next = Math.min(i + HALF, last);
          FloatVector nextInput = FloatVector.fromArray(SPECIES, x, next);
          FloatVector nextGradient = FloatVector.fromArray(SPECIES, dy, next);
          FloatVector derivative = narrow(VECTOR.derivative(wide(input)));
          FloatVector product = derivative.mul(gradient).blend(dx == x ? input : gradient, UPPER);
          ((FloatVector) TYPE.cast(product)).intoArray(dx, i);
          input = nextInput;
          gradient = nextGradient;
        }
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * SCALAR.derivative(x[i]);
      }
    }
  }

  /** The forward pass of one kernel and the backward pass of another. */
  private static final class Pair extends Kernel {

    private final Kernel values;
    private final Kernel derivatives;

    Pair(Kernel values, Kernel derivatives) {
      this.values = values;
      this.derivatives = derivatives;
    }

    @Override
    void forward(float[] x, float[] y) {
      values.forward(x, y);
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      derivatives.backward(x, dy, dx);
    }
  }

  /** A copy of {@link Loop} for one function. */
  private static Kernel loop(Formula vector, ScalarKernels.Formula scalar) {
    return copy("Loop", List.of(vector, scalar));
  }

  /** A copy of a template with class data of its own. */
  private static Kernel copy(String template, List<?> data) {
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

  /** What a copy was made with. */
  static <T> T classData(MethodHandles.Lookup copy, Class<T> type, int index) {
    try {
      return MethodHandles.classDataAt(copy, ConstantDescs.DEFAULT_NAME, type, index);
    } catch (IllegalAccessException e) {
      throw new AssertionError("a class may read its own data", e);
    }
  }

  /** The sign bit of a float. */
  private static final int SIGN = 0x80000000;

  // --- the parts of exp: see ScalarKernels ----------------------------------------------------------------------------

  static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /**
   * Constants on all lanes. An operation with one of these makes the compiler build fewer nodes than an operation with
   * a float does; beyond 18,000 nodes (NodeCountInliningCutoff) JDK 17 loses track of the classes of vectors and puts
   * them on the heap.
   */
  private static final class Lanes {

    static final FloatVector ZERO = broadcast(0);
    static final FloatVector ONE = broadcast(1);
    static final FloatVector TWO = broadcast(2);
    static final FloatVector LOG2_E = broadcast(ScalarKernels.LOG2_E);
    static final FloatVector MINUS_LN2_HI = broadcast(-ScalarKernels.LN2_HI);
    static final FloatVector MINUS_LN2_LO = broadcast(-ScalarKernels.LN2_LO);
    static final FloatVector ROUND = broadcast(ScalarKernels.ROUND);
    static final FloatVector ROUND_SCALED = broadcast(ScalarKernels.ROUND_SCALED);
    static final FloatVector TWICE_ROUND_SCALED = broadcast(2 * ScalarKernels.ROUND_SCALED);
    static final FloatVector SCALE = broadcast(ScalarKernels.SCALE);
    static final FloatVector TWICE_SCALE = broadcast(2 * ScalarKernels.SCALE);
    static final FloatVector FOUR_SCALE = broadcast(4 * ScalarKernels.SCALE);
    static final FloatVector ONE_VANISHES = broadcast(0x1p25f * ScalarKernels.SCALE);
    static final FloatVector EXP_0 = broadcast(ScalarKernels.EXP_0);
    static final FloatVector EXP_1 = broadcast(ScalarKernels.EXP_1);
    static final FloatVector EXP_2 = broadcast(ScalarKernels.EXP_2);
    static final FloatVector EXP_3 = broadcast(ScalarKernels.EXP_3);
    static final FloatVector EXP_4 = broadcast(ScalarKernels.EXP_4);
    static final FloatVector SINH_0 = broadcast(ScalarKernels.SINH_0);
    static final FloatVector SINH_1 = broadcast(ScalarKernels.SINH_1);
    static final FloatVector COSH_0 = broadcast(ScalarKernels.COSH_0);
    static final FloatVector COSH_1 = broadcast(ScalarKernels.COSH_1);
    static final FloatVector COSH_2 = broadcast(ScalarKernels.COSH_2);
    static final FloatVector SILU_ZERO = broadcast(ScalarKernels.Silu.ZERO_HI);
    static final FloatVector SILU_NEAR = broadcast(ScalarKernels.Silu.NEAR);
    static final FloatVector SILU_0 = broadcast(ScalarKernels.Silu.NEAR_0);
    static final FloatVector SILU_1 = broadcast(ScalarKernels.Silu.NEAR_1);
    static final FloatVector SILU_2 = broadcast(ScalarKernels.Silu.NEAR_2);
    static final FloatVector SILU_3 = broadcast(ScalarKernels.Silu.NEAR_3);
    static final FloatVector SILU_4 = broadcast(ScalarKernels.Silu.NEAR_4);
    static final FloatVector SILU_LEAD = broadcast(1.25f);
    static final FloatVector SILU_LO = broadcast(ScalarKernels.Silu.NEAR_LO * ScalarKernels.SCALE);
    static final FloatVector MINUS_ZERO = broadcast(-0f);
    static final FloatVector MINUS_TWO = broadcast(-2);
    static final FloatVector TANH_END = broadcast(10);
    static final FloatVector SLOPE_END = broadcast(104);
    static final FloatVector TANH_SLOPE_END = broadcast(53);
    static final FloatVector SILU_SLOPE_BEGIN = broadcast(-110);
    static final FloatVector SILU_CENTRE = broadcast(25);
    static final FloatVector SILU_RADIUS = broadcast(85);
    static final FloatVector SIGMOID_CENTRE = broadcast(22);
    static final FloatVector SIGMOID_RADIUS = broadcast(82);
    static final FloatVector SLOPE_ONE = broadcast(60);
  }

  static FloatVector exponent(FloatVector t, FloatVector round) {
    return t.fma(Lanes.LOG2_E, round);
  }

  static FloatVector exponent(FloatVector t, float round) {
    return t.fma(ScalarKernels.LOG2_E, round);
  }

  /** A cast to this final class tells the compiler which species a vector is of, where JDK 17 loses track of it. */
  static final Class<?> TYPE = SPECIES.vectorType();
  static final Class<?> INT_TYPE = SPECIES.withLanes(int.class).vectorType();

  /** To be used early in a formula; later the compiler does not inline it, but still inlines the cast itself. */
  static FloatVector exact(FloatVector x) {
    return (FloatVector) TYPE.cast(x);
  }

  static FloatVector power(FloatVector exponent) {
    IntVector bits = (IntVector) INT_TYPE.cast(((FloatVector) TYPE.cast(exponent)).reinterpretAsInts());
    IntVector power = (IntVector) INT_TYPE.cast(bits.lanewise(LSHL, 23));
    return (FloatVector) TYPE.cast(power.reinterpretAsFloats());
  }

  static FloatVector powerOrZero(FloatVector exponent) {
    IntVector bits = (IntVector) INT_TYPE.cast(((FloatVector) TYPE.cast(exponent)).reinterpretAsInts());
    IntVector power = (IntVector) INT_TYPE.cast(bits.lanewise(LSHL, 23).max(0));
    return (FloatVector) TYPE.cast(power.reinterpretAsFloats());
  }

  static FloatVector reduced(FloatVector t, FloatVector k) {
    return k.fma(Lanes.MINUS_LN2_LO, k.fma(Lanes.MINUS_LN2_HI, t));
  }

  static FloatVector expTail(FloatVector r, FloatVector rLo) {
    return expTail(r).fma(r.mul(r), rLo);
  }

  static FloatVector expTail(FloatVector r) {
    return Lanes.EXP_4.fma(r, Lanes.EXP_3).fma(r, Lanes.EXP_2).fma(r, Lanes.EXP_1).fma(r, Lanes.EXP_0);
  }

  static FloatVector sinh(FloatVector r) {
    FloatVector r2 = r.mul(r);
    return r2.fma(Lanes.SINH_1, Lanes.SINH_0).fma(r2.mul(r), r);
  }

  static FloatVector coshm1(FloatVector r) {
    FloatVector r2 = r.mul(r);
    return r2.fma(Lanes.COSH_2, Lanes.COSH_1).fma(r2, Lanes.COSH_0).mul(r2);
  }

  // --- sigmoid, tanh, silu ------------------------------------------------------------------------------------------

  /** The lesser of bound and x; NaN if x is NaN. */

  static FloatVector sigmoidSlope(FloatVector a) {
    FloatVector n = exponent(a, Lanes.ROUND_SCALED);
    FloatVector up = power(n);
    FloatVector down = powerOrZero(Lanes.TWICE_ROUND_SCALED.sub(n));
    FloatVector r = reduced(a, n.sub(Lanes.ROUND_SCALED));
    FloatVector sum = up.add(down);
    FloatVector rest = sum.fma(coshm1(r), up.sub(down).mul(sinh(r))).add(Lanes.TWICE_SCALE);
    FloatVector d = sum.add(rest);
    FloatVector dLo = rest.sub(d.sub(sum));
    FloatVector q = Lanes.ONE.div(d);
    FloatVector minusQ = q.neg();
    return q.fma(minusQ.fma(dLo, minusQ.fma(d, Lanes.ONE)), q);
  }

  private static final class Sigmoid implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      VectorMask<Float> saturated = x.add(Lanes.SIGMOID_CENTRE).abs().compare(GT, Lanes.SIGMOID_RADIUS);
      FloatVector t = x.neg().blend(Lanes.ZERO, saturated);
      FloatVector n = exponent(t, Lanes.ROUND_SCALED);
      FloatVector k = n.sub(Lanes.ROUND_SCALED);
      FloatVector r = k.fma(Lanes.MINUS_LN2_HI, t);
      FloatVector rLo = k.mul(Lanes.MINUS_LN2_LO);
      FloatVector v = r.add(expTail(r.add(rLo), rLo));
      FloatVector s = power(n);
      FloatVector c = s.add(Lanes.SCALE);
      FloatVector cLo = s.sub(c.sub(Lanes.SCALE)).blend(Lanes.SCALE, s.compare(GE, Lanes.ONE_VANISHES));
      FloatVector d = s.fma(v, c);
      FloatVector dLo = s.fma(v, c.sub(d)).add(cLo);
      FloatVector q = Lanes.ONE.div(d);
      FloatVector minusQ = q.neg();
      FloatVector y = q.fma(minusQ.fma(dLo, minusQ.fma(d, Lanes.ONE)), q).mul(Lanes.SCALE);
      return y.blend(Lanes.ZERO, saturated).blend(Lanes.ONE, x.compare(GT, Lanes.SLOPE_ONE));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector a = x.abs();
      VectorMask<Float> saturated = a.compare(GT, Lanes.SLOPE_END);
      FloatVector y = sigmoidSlope(a.blend(Lanes.ZERO, saturated)).mul(Lanes.SCALE);
      return y.blend(Lanes.ZERO, saturated);
    }
  }

  private static final class Tanh implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      // ±1: late in a formula JDK 17 does not compile changes of the kind of a vector.
      FloatVector sign = withSign(Lanes.ONE, x);
      FloatVector a = x.abs();
      FloatVector t = a.blend(Lanes.TANH_END, a.compare(GT, Lanes.TANH_END)).mul(Lanes.MINUS_TWO);
      FloatVector n = exponent(t, Lanes.ROUND);
      FloatVector k = n.sub(Lanes.ROUND);
      FloatVector r = reduced(t, k);
      FloatVector r2 = r.mul(r);
      FloatVector tail = expTail(r);
      FloatVector v = tail.fma(r2, r);
      FloatVector vLo = tail.fma(r2, r.sub(v));
      FloatVector s = power(n).neg();
      FloatVector c = s.add(Lanes.ONE);
      FloatVector numerator = s.fma(v, c);
      FloatVector cLo = s.sub(c.sub(Lanes.ONE));
      FloatVector numeratorLo = s.fma(vLo, s.fma(v, c.sub(numerator)).add(cLo));
      FloatVector d = Lanes.TWO.sub(numerator);
      FloatVector dLo = Lanes.TWO.sub(d).sub(numerator).sub(numeratorLo);
      FloatVector reciprocal = Lanes.ONE.div(d);
      FloatVector q = numerator.mul(reciprocal);
      FloatVector minusQ = q.neg();
      FloatVector residual = minusQ.fma(dLo, minusQ.fma(d, numerator).add(numeratorLo));
      FloatVector y = residual.fma(reciprocal, q);
      return y.mul(sign);
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector a = x.abs();
      VectorMask<Float> saturated = a.compare(GT, Lanes.TANH_SLOPE_END);
      FloatVector y = sigmoidSlope(a.blend(Lanes.ZERO, saturated).mul(Lanes.TWO)).mul(Lanes.FOUR_SCALE);
      return y.blend(Lanes.ZERO, saturated);
    }
  }

  private static final class Silu implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      VectorMask<Float> saturated = x.add(Lanes.SILU_CENTRE).abs().compare(GT, Lanes.SILU_RADIUS);
      FloatVector t = x.neg().blend(Lanes.ZERO, saturated);
      FloatVector n = exponent(t, Lanes.ROUND_SCALED);
      FloatVector k = n.sub(Lanes.ROUND_SCALED);
      FloatVector r = k.fma(Lanes.MINUS_LN2_HI, t);
      FloatVector rLo = k.mul(Lanes.MINUS_LN2_LO);
      FloatVector tail = expTail(r.add(rLo), rLo);
      FloatVector v = r.add(tail);
      FloatVector vLo = tail.sub(v.sub(r));
      FloatVector s = power(n);
      FloatVector c = s.add(Lanes.SCALE);
      FloatVector cLo = s.sub(c.sub(Lanes.SCALE)).blend(Lanes.SCALE, s.compare(GE, Lanes.ONE_VANISHES));
      FloatVector d = s.fma(v, c);
      FloatVector dLo = s.fma(vLo, s.fma(v, c.sub(d)).add(cLo));
      FloatVector q = Lanes.ONE.div(d);
      FloatVector minusQ = q.neg();
      FloatVector qLo = q.mul(minusQ.fma(dLo, minusQ.fma(d, Lanes.ONE)));
      FloatVector y = x.fma(q, x.mul(qLo)).mul(Lanes.SCALE);
      return y.blend(Lanes.MINUS_ZERO, saturated).blend(x, x.compare(GT, Lanes.SLOPE_ONE));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      throw new UnsupportedOperationException("see SiluKernel");
    }
  }

  /** The derivative is too long for the compiler to inline it into a {@link Loop}, so it has a loop of its own. */
  private static final class SiluKernel extends Kernel {

    private final ScalarKernels.Formula scalar;
    private final Kernel values;

    SiluKernel(ScalarKernels.Formula scalar) {
      this.scalar = scalar;
      this.values = loop(new Silu(), scalar);
    }

    @Override
    void forward(float[] x, float[] y) {
      values.forward(x, y);
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = exact(FloatVector.fromArray(SPECIES, x, i));
        VectorMask<Float> saturated = input.compare(LT, Lanes.SILU_SLOPE_BEGIN);
        FloatVector t = input.blend(Lanes.SLOPE_ONE, input.compare(GT, Lanes.SLOPE_ONE)).blend(Lanes.ZERO, saturated);
        FloatVector nearZero = nearZero(t);
        FloatVector n = exponent(t, Lanes.ROUND_SCALED);
        FloatVector up = powerOrZero(n);
        FloatVector down = power(Lanes.TWICE_ROUND_SCALED.sub(n));
        FloatVector r = reduced(t, n.sub(Lanes.ROUND_SCALED));
        FloatVector sinh = sinh(r);
        FloatVector coshm1 = coshm1(r);
        FloatVector upper = up.add(Lanes.SCALE);
        FloatVector c = t.fma(Lanes.SCALE, upper);
        FloatVector cLo = t.fma(Lanes.SCALE, upper.sub(c));
        FloatVector more = up.fma(sinh.add(coshm1), cLo);
        FloatVector numerator = c.add(more);
        VectorMask<Float> near = t.sub(Lanes.SILU_ZERO).abs().compare(LT, Lanes.SILU_NEAR);
        FloatVector numeratorLo = more.sub(numerator.sub(c)).blend(Lanes.ZERO, near);
        numerator = numerator.blend(nearZero, near);
        FloatVector part = up.add(Lanes.TWICE_SCALE);
        FloatVector base = part.add(down);
        FloatVector baseLo = part.sub(base.sub(down));
        FloatVector rest = up.add(down).fma(coshm1, up.sub(down).fma(sinh, baseLo));
        FloatVector d = base.add(rest);
        FloatVector dLo = rest.sub(d.sub(base));
        FloatVector reciprocal = Lanes.ONE.div(d);
        FloatVector q = numerator.mul(reciprocal);
        FloatVector minusQ = q.neg();
        FloatVector residual = minusQ.fma(dLo, minusQ.fma(d, numerator)).add(numeratorLo);
        FloatVector derivative = residual.fma(reciprocal, q).blend(Lanes.MINUS_ZERO, saturated);
        FloatVector product = derivative.mul(FloatVector.fromArray(SPECIES, dy, i));
        ((FloatVector) TYPE.cast(product)).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * scalar.derivative(x[i]);
      }
    }

    private static FloatVector nearZero(FloatVector x) {
      FloatVector distance = x.sub(Lanes.SILU_ZERO);
      FloatVector p = distance.fma(Lanes.SILU_4, Lanes.SILU_3);
      p = p.fma(distance, Lanes.SILU_2);
      p = p.fma(distance, Lanes.SILU_1);
      p = p.fma(distance, Lanes.SILU_0);
      distance = distance.mul(Lanes.SCALE);
      return distance.fma(Lanes.SILU_LEAD, distance.fma(p, Lanes.SILU_LO));
    }
  }

  // --- elu, celu, selu ----------------------------------------------------------------------------------------------

  private static final class Elu implements Formula {

    private final float rate;
    private final float rateLo;
    private final float scale;
    private final float scaleLo;
    private final float left;
    private final float leftLo;
    private final float slope;
    private final float slopeLo;

    Elu(ScalarKernels.Elu scalar) {
      rate = scalar.rate;
      rateLo = scalar.rateLo;
      scale = scalar.scale;
      scaleLo = scalar.scaleLo;
      left = scalar.left;
      leftLo = scalar.leftLo;
      slope = scalar.slope;
      slopeLo = scalar.slopeLo;
    }

    @Override
    public FloatVector value(FloatVector x) {
      FloatVector t = x.mul(rate);
      FloatVector tLo = x.lanewise(FMA, rateLo, x.lanewise(FMA, rate, t.neg()));
      VectorMask<Float> flat = t.compare(LT, FLAT);
      t = t.blend(FLAT, flat);
      tLo = tLo.blend(0, flat);
      FloatVector n = exponent(t, ROUND);
      FloatVector k = n.sub(ROUND);
      FloatVector r = k.lanewise(FMA, -LN2_HI, t);
      FloatVector rLo = k.lanewise(FMA, -LN2_LO, tLo);
      FloatVector tail = expm1Tail(r.add(rLo), rLo);
      FloatVector v = r.add(tail);
      FloatVector vLo = tail.sub(v.sub(r));
      FloatVector s = power(n);
      FloatVector c = s.sub(1);
      FloatVector expm1 = s.fma(v, c);
      FloatVector expm1Lo = s.fma(vLo, s.fma(v, c.sub(expm1)));
      FloatVector y = expm1.lanewise(FMA, scale, expm1Lo.lanewise(FMA, scale, expm1.mul(scaleLo)));
      y = y.blend(x.lanewise(FMA, left, x.mul(leftLo)), x.abs().compare(LT, LINEAR));
      FloatVector finite = x.blend(Float.MAX_VALUE, x.compare(GT, Float.MAX_VALUE));
      return y.blend(x.lanewise(FMA, slope, finite.mul(slopeLo)), x.compare(GT, 0));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector t = x.mul(rate);
      FloatVector tLo = x.lanewise(FMA, rateLo, x.lanewise(FMA, rate, t.neg()));
      VectorMask<Float> vanished = t.compare(LT, VANISHED);
      t = t.blend(0, vanished);
      tLo = tLo.blend(0, vanished);
      FloatVector n = exponent(t, ROUND_LIFTED);
      FloatVector k = n.sub(ROUND_LIFTED);
      FloatVector r = k.lanewise(FMA, -LN2_HI, t);
      FloatVector rLo = k.lanewise(FMA, -LN2_LO, tLo);
      FloatVector v = r.add(expTail(r.add(rLo), rLo));
      FloatVector y = v.lanewise(FMA, left, leftLo).add(left).mul(power(n)).mul(1 / LIFT);
      return y.blend(0, vanished).blend(slope, x.compare(GT, 0));
    }

    private static FloatVector expm1Tail(FloatVector r, FloatVector rLo) {
      FloatVector p = r.fma(EXPM1_5, EXPM1_4);
      p = p.lanewise(FMA, r, EXPM1_3);
      p = p.lanewise(FMA, r, EXPM1_2);
      p = p.lanewise(FMA, r, EXPM1_1);
      p = p.lanewise(FMA, r, EXPM1_0);
      return p.fma(r.mul(r), rLo);
    }
  }

  // --- formulas in double arithmetic --------------------------------------------------------------------------------

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  /** The lanes of half a vector of floats. */
  static final int HALF = DOUBLES.length();

  static final VectorMask<Float> UPPER = VectorMask.fromLong(SPECIES, -1L << HALF);

  interface DoubleFormula {

    DoubleVector value(DoubleVector x);

    /** To be overridden unless there is a {@link Formula} for the derivative. */
    default DoubleVector derivative(DoubleVector x) {
      throw new UnsupportedOperationException("the derivative is computed in float");
    }
  }

  /** The lower half of x. */
  static DoubleVector wide(FloatVector x) {
    return (DoubleVector) x.convertShape(F2D, DOUBLES, 0);
  }

  static FloatVector narrow(DoubleVector x) {
    return (FloatVector) x.convertShape(D2F, SPECIES, 0);
  }

  private static DoubleVector broadcast(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  // --- piecewise functions ------------------------------------------------------------------------------------------

  private static FloatVector slopeIf(VectorMask<Float> inside, float slope, FloatVector x) {
    return broadcast(0f).blend(slope, inside).blend(x, x.compare(NE, x));
  }

  private record Identity() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      return x;
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return slopeIf(x.compare(EQ, x), 1, x);
    }
  }

  private record Relu() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      return x.blend(0f, x.compare(LE, 0f));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return slopeIf(x.compare(GT, 0f), 1, x);
    }
  }

  private record TwoSlopes(double alpha) implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      return x.blend(x.mul(alpha), x.compare(LE, 0d));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      return x.blend(1d, x.compare(GT, 0d)).blend(alpha, x.compare(LE, 0d));
    }
  }

  private record Clip(float low, float high, float below, float above) implements Formula {

    Clip(double low, double high) {
      this((float) low, (float) high, ScalarKernels.below(low), ScalarKernels.above(high));
    }

    @Override
    public FloatVector value(FloatVector x) {
      return x.blend(low, x.compare(LE, low)).blend(high, x.compare(GE, high));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return slopeIf(x.compare(GT, below).and(x.compare(LT, above)), 1, x);
    }
  }

  private record SquaredRelu() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      FloatVector positive = x.blend(0f, x.compare(LE, 0f));
      return positive.mul(positive);
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return x.add(x).blend(0f, x.compare(LE, 0f));
    }
  }

  private record Threshold(float threshold, float replacement) implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      return x.blend(replacement, x.compare(LE, threshold));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return slopeIf(x.compare(GT, threshold), 1, x);
    }
  }

  private record Hardshrink(float lambda) implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      return x.blend(0f, x.abs().compare(LE, lambda));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return slopeIf(x.abs().compare(GT, lambda), 1, x);
    }
  }

  private record Softshrink(double lambda) implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      return x.sub(x.blend(-lambda, x.compare(LT, -lambda)).blend(lambda, x.compare(GT, lambda)));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      DoubleVector a = x.abs();
      return x.blend(1d, a.compare(GT, lambda)).blend(0d, a.compare(LE, lambda));
    }
  }

  private record HardSigmoid() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      return x.add(3d).mul(SIXTH).blend(0d, x.compare(LE, -3d)).blend(1d, x.compare(GE, 3d));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      DoubleVector a = x.abs();
      return x.blend(SIXTH, a.compare(LT, 3d)).blend(0d, a.compare(GE, 3d));
    }
  }

  private record HardSwish() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      return x.add(3d).mul(SIXTH).mul(x).blend(-0.0, x.compare(LE, -3d)).blend(x, x.compare(GE, 3d));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      return x.add(1.5).mul(2 * SIXTH).blend(0d, x.compare(LE, -3d)).blend(1d, x.compare(GE, 3d));
    }
  }

  private record SparseSigmoid() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      return x.add(1f).mul(0.5f).blend(0f, x.compare(LE, -1f)).blend(1f, x.compare(GE, 1f));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return slopeIf(x.abs().compare(LT, 1f), 0.5f, x);
    }
  }

  private record SparsePlus() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      DoubleVector half = x.add(1d).mul(0.5);
      return half.mul(half).blend(0d, x.compare(LE, -1d)).blend(x, x.compare(GE, 1d));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      return x.add(1d).mul(0.5).blend(0d, x.compare(LE, -1d)).blend(1d, x.compare(GE, 1d));
    }
  }

  private record Softsign() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      FloatVector a = x.abs();
      a = a.blend(SOFTSIGN_ONE, a.compare(GT, SOFTSIGN_ONE));
      FloatVector sum = a.add(1f);
      FloatVector inverse = broadcast(1f).div(sum);
      FloatVector quotient = a.mul(inverse);
      FloatVector minus = quotient.neg();
      FloatVector remainder = minus.fma(lost(a, sum), minus.fma(sum, a));
      return withSign(remainder.fma(inverse, quotient), x);
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector a = x.abs();
      a = a.blend(SOFTSIGN_ZERO, a.compare(GT, SOFTSIGN_ZERO));
      FloatVector sum = a.add(1f);
      FloatVector inverse = broadcast(1f).div(sum);
      FloatVector minus = inverse.neg();
      FloatVector remainder = minus.fma(lost(a, sum), minus.fma(sum, broadcast(1f)));
      FloatVector square = inverse.mul(inverse);
      return square.fma(remainder.add(remainder), square);
    }

    private static FloatVector lost(FloatVector a, FloatVector sum) {
      FloatVector rounded = sum.sub(1f);
      return a.sub(rounded).add(broadcast(1f).sub(sum.sub(rounded)));
    }
  }

  /** The magnitude, which is not negative, with the sign of x. */
  private static FloatVector withSign(FloatVector magnitude, FloatVector x) {
    IntVector sign = x.reinterpretAsInts().lanewise(AND, Integer.MIN_VALUE);
    return exact(magnitude.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats());
  }

  private record Squareplus(double quarter) implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      DoubleVector h = x.abs().mul(0.5);
      DoubleVector sum = h.fma(h, broadcast(quarter)).sqrt().add(h);
      return sum.blend(broadcast(quarter).div(sum), x.compare(LT, 0d));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      DoubleVector a = x.abs();
      DoubleVector h = a.blend(Float.MAX_VALUE, a.compare(GT, Float.MAX_VALUE)).mul(0.5);
      DoubleVector root = h.fma(h, broadcast(quarter)).sqrt();
      DoubleVector sum = root.add(h);
      return sum.mul(sum).blend(quarter, x.compare(LT, 0d)).div(root.add(root).mul(sum));
    }
  }

  // --- exp in double arithmetic -------------------------------------------------------------------------------------

  static final DoubleVector EXP11_2 = broadcast(ScalarKernels.EXP11_2);
  static final DoubleVector EXP11_3 = broadcast(ScalarKernels.EXP11_3);
  static final DoubleVector EXP11_4 = broadcast(ScalarKernels.EXP11_4);
  static final DoubleVector EXP11_5 = broadcast(ScalarKernels.EXP11_5);
  static final DoubleVector EXP11_6 = broadcast(ScalarKernels.EXP11_6);
  static final DoubleVector EXP11_7 = broadcast(ScalarKernels.EXP11_7);
  static final DoubleVector EXP11_8 = broadcast(ScalarKernels.EXP11_8);
  static final DoubleVector EXP11_9 = broadcast(ScalarKernels.EXP11_9);
  static final DoubleVector EXP11_10 = broadcast(ScalarKernels.EXP11_10);
  static final DoubleVector EXP11_11 = broadcast(ScalarKernels.EXP11_11);
  static final DoubleVector EXP7_0 = broadcast(ScalarKernels.EXP7_0);
  static final DoubleVector EXP7_1 = broadcast(ScalarKernels.EXP7_1);
  static final DoubleVector EXP7_2 = broadcast(ScalarKernels.EXP7_2);
  static final DoubleVector EXP7_3 = broadcast(ScalarKernels.EXP7_3);
  static final DoubleVector EXP7_4 = broadcast(ScalarKernels.EXP7_4);
  static final DoubleVector EXP7_5 = broadcast(ScalarKernels.EXP7_5);
  static final DoubleVector EXP7_6 = broadcast(ScalarKernels.EXP7_6);
  static final DoubleVector EXP7_7 = broadcast(ScalarKernels.EXP7_7);
  static final DoubleVector LOG2_E_DOUBLE = broadcast(ScalarKernels.LOG2_E_DOUBLE);
  static final DoubleVector LOG_0 = broadcast(ScalarKernels.LOG_0);
  static final DoubleVector LOG_1 = broadcast(ScalarKernels.LOG_1);
  static final DoubleVector LOG_2 = broadcast(ScalarKernels.LOG_2);
  static final DoubleVector LOG_3 = broadcast(ScalarKernels.LOG_3);
  static final DoubleVector LOG_4 = broadcast(ScalarKernels.LOG_4);
  static final DoubleVector LOG_5 = broadcast(ScalarKernels.LOG_5);
  static final DoubleVector LOG_6 = broadcast(ScalarKernels.LOG_6);
  static final DoubleVector LOG_7 = broadcast(ScalarKernels.LOG_7);
  static final DoubleVector LOG_8 = broadcast(ScalarKernels.LOG_8);
  static final DoubleVector LOG_9 = broadcast(ScalarKernels.LOG_9);
  static final DoubleVector LOG_10 = broadcast(ScalarKernels.LOG_10);
  static final DoubleVector ROUND_DOUBLE = broadcast(ScalarKernels.ROUND_DOUBLE);
  static final DoubleVector MINUS_LN2_DOUBLE = broadcast(-ScalarKernels.LN2_DOUBLE);
  static final DoubleVector DOUBLE_ONE = broadcast(1d);

  private static DoubleVector powerOfTwo(DoubleVector exponent) {
    return exponent.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
  }

  private static DoubleVector exp(DoubleVector t) {
    DoubleVector n = t.fma(LOG2_E_DOUBLE, ROUND_DOUBLE);
    DoubleVector r = n.sub(ROUND_DOUBLE).fma(MINUS_LN2_DOUBLE, t);
    DoubleVector p = EXP7_7.fma(r, EXP7_6);
    p = p.fma(r, EXP7_5);
    p = p.fma(r, EXP7_4);
    p = p.fma(r, EXP7_3);
    p = p.fma(r, EXP7_2);
    p = p.fma(r, EXP7_1);
    p = p.fma(r, EXP7_0);
    return p.mul(powerOfTwo(n));
  }

  private static DoubleVector preciseExp(DoubleVector t) {
    DoubleVector n = t.fma(LOG2_E_DOUBLE, ROUND_DOUBLE);
    DoubleVector r = n.sub(ROUND_DOUBLE).fma(MINUS_LN2_DOUBLE, t);
    DoubleVector p = EXP11_11.fma(r, EXP11_10);
    p = p.fma(r, EXP11_9);
    p = p.fma(r, EXP11_8);
    p = p.fma(r, EXP11_7);
    p = p.fma(r, EXP11_6);
    p = p.fma(r, EXP11_5);
    p = p.fma(r, EXP11_4);
    p = p.fma(r, EXP11_3);
    p = p.fma(r, EXP11_2);
    p = p.fma(r, DOUBLE_ONE);
    p = p.fma(r, DOUBLE_ONE);
    return p.mul(powerOfTwo(n));
  }

  private static DoubleVector expOfMinus(DoubleVector t) {
    DoubleVector minus = t.abs().neg();
    return exp(minus.blend(UNDERFLOW, minus.compare(LT, UNDERFLOW)));
  }

  private static DoubleVector log1p(DoubleVector u) {
    DoubleVector p = LOG_10.fma(u, LOG_9);
    p = p.fma(u, LOG_8);
    p = p.fma(u, LOG_7);
    p = p.fma(u, LOG_6);
    p = p.fma(u, LOG_5);
    p = p.fma(u, LOG_4);
    p = p.fma(u, LOG_3);
    p = p.fma(u, LOG_2);
    p = p.fma(u, LOG_1);
    p = p.fma(u, LOG_0);
    return p.mul(u);
  }

  // --- softplus, log_sigmoid ----------------------------------------------------------------------------------------

  private record UnitSoftplus() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      return broadcast(0d).blend(x, x.compare(GT, 0d)).add(log1p(expOfMinus(x)));
    }
  }

  private record LogSigmoid() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      return broadcast(-0.0).blend(x, x.compare(LT, 0d)).sub(log1p(expOfMinus(x)));
    }
  }

  private static final Sigmoid SIGMOID = new Sigmoid();

  /** The derivative of softplus or, where x is to be negated, of log_sigmoid. */
  private record SigmoidSlope(boolean negate) implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      throw new UnsupportedOperationException("the value is computed in double precision");
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return SIGMOID.value(negate ? x.neg() : x);
    }
  }

  private record Softplus(double beta, double inverse) implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      DoubleVector positive = broadcast(0d).blend(x, x.compare(GT, 0d));
      return log1p(expOfMinus(x.mul(beta))).fma(broadcast(inverse), positive);
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      return logistic(x.mul(beta));
    }
  }

  private static DoubleVector logistic(DoubleVector x) {
    DoubleVector u = expOfMinus(x);
    return DOUBLE_ONE.blend(u, x.compare(LT, 0d)).div(u.add(DOUBLE_ONE));
  }

  // --- swish --------------------------------------------------------------------------------------------------------

  private record Swish(double beta) implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      DoubleVector factor = x.blend(-Float.MAX_VALUE, x.compare(LT, -Float.MAX_VALUE));
      return factor.mul(logistic(x.mul(beta)));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      DoubleVector product = x.mul(beta);
      DoubleVector t = product.abs().neg();
      t = t.blend(UNDERFLOW, t.compare(LT, UNDERFLOW));
      DoubleVector u = exp(t);
      DoubleVector lost = x.lanewise(FMA, beta, product.neg());
      DoubleVector distance = t.sub(ZERO).add(lost.sub(ZERO_LO));
      DoubleVector p = distance.fma(NEAR_4, NEAR_3);
      p = p.lanewise(FMA, distance, NEAR_2);
      p = p.lanewise(FMA, distance, NEAR_1);
      p = p.lanewise(FMA, distance, NEAR_0);
      DoubleVector numerator = u.add(1d).add(t).blend(p.add(1.25).mul(distance), t.sub(ZERO).abs().compare(LT, NEAR));
      DoubleVector slope = numerator.mul(u).div(u.add(1d).mul(u.add(1d)));
      return slope.blend(slope.neg().add(1d), product.compare(GT, 0d));
    }
  }

  // --- mish ---------------------------------------------------------------------------------------------------------

  private record Mish() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      DoubleVector factor = x.blend(UNDERFLOW, x.compare(LT, UNDERFLOW));
      DoubleVector t = exp(factor.blend(MISH_SATURATED, factor.compare(GT, MISH_SATURATED)));
      DoubleVector w = t.fma(t, t.add(t));
      return factor.mul(w).div(w.add(2d));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      DoubleVector c = x.blend(UNDERFLOW, x.compare(LT, UNDERFLOW))
          .blend(MISH_SATURATED, x.compare(GT, MISH_SATURATED));
      DoubleVector t = preciseExp(c);
      DoubleVector below = t.fma(t.add(2d), broadcast(2d));
      DoubleVector sum = t.add(2d).fma(below, c.mul(4d).mul(t.add(DOUBLE_ONE)));
      return t.mul(sum).div(below.mul(below));
    }
  }

  // --- tanhshrink ---------------------------------------------------------------------------------------------------

  static final FloatVector SHRINK_SCALE = broadcast(ScalarKernels.SHRINK_SCALE);
  static final FloatVector SHRINK_UNSCALE = broadcast(1 / ScalarKernels.SHRINK_SCALE);
  static final FloatVector SHRINK_0 = broadcast(ScalarKernels.SHRINK_0);
  static final FloatVector SHRINK_0_LO = broadcast(ScalarKernels.SHRINK_0_LO);
  static final FloatVector SHRINK_1 = broadcast(ScalarKernels.SHRINK_1);
  static final FloatVector SHRINK_2 = broadcast(ScalarKernels.SHRINK_2);
  static final FloatVector SHRINK_3 = broadcast(ScalarKernels.SHRINK_3);
  static final FloatVector SHRINK_4 = broadcast(ScalarKernels.SHRINK_4);
  static final FloatVector SHRINK_5 = broadcast(ScalarKernels.SHRINK_5);
  static final FloatVector SHRINK_6 = broadcast(ScalarKernels.SHRINK_6);
  static final FloatVector SHRINK_7 = broadcast(ScalarKernels.SHRINK_7);
  static final FloatVector SHRINK_8 = broadcast(ScalarKernels.SHRINK_8);
  static final FloatVector ONES = broadcast(1f);
  static final FloatVector TWOS = broadcast(2f);
  static final FloatVector FOURS = broadcast(4f);
  static final FloatVector SHRINK_LINEAR = broadcast(ScalarKernels.SHRINK_LINEAR);

  private record Tanhshrink() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      FloatVector a = x.abs();
      FloatVector t = a.blend(SHRINK_LINEAR, a.compare(GT, SHRINK_LINEAR)).mul(2f);
      FloatVector n = exponent(t, ROUND);
      FloatVector r = reduced(t, n.sub(ROUND));
      FloatVector v = expTail(r).fma(r.mul(r), r);
      FloatVector s = power(n);
      FloatVector c = s.add(ONES);
      FloatVector d = s.fma(v, c);
      FloatVector dLo = s.fma(v, c.sub(d)).add(ONES.sub(c.sub(s)));
      FloatVector q = ONES.div(d);
      FloatVector minusQ = q.neg();
      q = q.fma(minusQ.fma(dLo, minusQ.fma(d, ONES)), q);
      FloatVector far = q.add(q).add(a.sub(ONES));
      return far.blend(far.neg(), x.compare(LT, 0f)).blend(near(x), a.compare(LT, SHRINK_FAR));
    }

    private static FloatVector near(FloatVector x) {
      FloatVector s = x.mul(x);
      FloatVector sLo = x.fma(x, s.neg());
      FloatVector p = SHRINK_8.fma(s, SHRINK_7);
      p = p.fma(s, SHRINK_6);
      p = p.fma(s, SHRINK_5);
      p = p.fma(s, SHRINK_4);
      p = p.fma(s, SHRINK_3);
      p = p.fma(s, SHRINK_2);
      p = p.fma(s, SHRINK_1);
      FloatVector sum = p.fma(s, SHRINK_0);
      FloatVector sumLo = p.fma(s, SHRINK_0.sub(sum)).add(p.fma(sLo, SHRINK_0_LO));
      FloatVector w = s.mul(sum);
      FloatVector wLo = s.fma(sum, w.neg()).add(s.fma(sumLo, sLo.mul(sum)));
      FloatVector scaled = x.mul(SHRINK_SCALE);
      return scaled.fma(w, scaled.mul(wLo)).mul(SHRINK_UNSCALE);
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector a = x.abs();
      FloatVector t = a.blend(SHRINK_LINEAR, a.compare(GT, SHRINK_LINEAR)).mul(-2f);
      FloatVector n = exponent(t, ROUND);
      FloatVector r = reduced(t, n.sub(ROUND));
      FloatVector r2 = r.mul(r);
      FloatVector tail = expTail(r);
      FloatVector v = tail.fma(r2, r);
      FloatVector vLo = tail.fma(r2, r.sub(v));
      FloatVector s = power(n).neg();
      FloatVector c = s.add(ONES);
      FloatVector numerator = s.fma(v, c);
      FloatVector numeratorLo = s.fma(vLo, s.fma(v, c.sub(numerator)));
      FloatVector d = TWOS.sub(numerator);
      FloatVector dLo = TWOS.sub(d).sub(numerator).sub(numeratorLo);
      FloatVector reciprocal = ONES.div(d);
      FloatVector q = numerator.mul(reciprocal);
      FloatVector minusQ = q.neg();
      FloatVector residual = minusQ.fma(dLo, minusQ.fma(d, numerator).add(numeratorLo));
      FloatVector square = q.mul(q);
      FloatVector y = square.add(q.add(q).fma(residual.mul(reciprocal), q.fma(q, square.neg())));
      FloatVector far = s.fma(v.fma(FOURS, FOURS), ONES);
      return y.blend(far, a.compare(GT, ScalarKernels.Tanhshrink.FAR));
    }
  }

  // --- matrix product: see Kernels.Product ----------------------------------------------------------------------------

  private static final int TILE_ROWS = 8;
  private static final int TILE_COLUMNS = 2 * SPECIES.length();
  private static final ThreadLocal<Panels> PANELS = ThreadLocal.withInitial(Panels::new);

  /** Copies of the factors in the order in which the tiles read them, so that no load misses the nearest cache. */
  private static final class Panels {

    /** For each eight rows of A, their elements 0, their elements 1, and so on. */
    private float[] a = {};

    /** Two vectors of columns of B. */
    private float[] b = {};

    /** A tile that reaches over an edge of C. */
    private final float[] edge = new float[TILE_ROWS * TILE_COLUMNS];

    void resize(int rows, int k) {
      int tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
      if (a.length < tiles * TILE_ROWS * k) {
        a = new float[tiles * TILE_ROWS * k];
      }
      if (b.length < k * TILE_COLUMNS) {
        b = new float[k * TILE_COLUMNS];
      }
    }
  }

  @Override
  public void multiply(float[] a, int aRow, int aColumn, float[] b, int bRow, int bColumn, float[] c, int k, int n,
      int from, int to) {
    Panels panels = PANELS.get();
    panels.resize(to - from, k);
    for (int i = from; i < to; i += TILE_ROWS) {
      int rows = Math.min(TILE_ROWS, to - i);
      if (aRow != 1 || rows < TILE_ROWS) {
        ScalarKernels.interleave(a, i * aRow, aRow, aColumn, rows, k, panels.a, (i - from) * k, TILE_ROWS);
      }
    }
    for (int j = 0; j < n; j += TILE_COLUMNS) {
      int columns = Math.min(TILE_COLUMNS, n - j);
      ScalarKernels.interleave(b, j * bColumn, bColumn, bRow, columns, k, panels.b, 0, TILE_COLUMNS);
      for (int i = from; i < to; i += TILE_ROWS) {
        int rows = Math.min(TILE_ROWS, to - i);
        boolean whole = rows == TILE_ROWS && columns == TILE_COLUMNS;
        float[] result = whole ? c : panels.edge;
        int at = whole ? i * n + j : 0;
        int width = whole ? n : TILE_COLUMNS;
        if (aRow == 1 && rows == TILE_ROWS) {
          tile(a, i, aColumn, panels.b, result, at, k, width);
        } else {
          tile(panels.a, (i - from) * k, TILE_ROWS, panels.b, result, at, k, width);
        }
        // Beyond the edge, the panels have what was left in them: it fills lanes that are not copied.
        for (int row = 0; row < rows && !whole; row++) {
          System.arraycopy(panels.edge, row * TILE_COLUMNS, c, (i + row) * n + j, columns);
        }
      }
    }
  }

  /** Eight rows by two vectors of C stay in registers while p runs: each load of B serves eight fma. */
  private static void tile(float[] a, int at, int aColumn, float[] b, float[] c, int cAt, int k, int n) {
    int lanes = SPECIES.length();
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    for (int p = 0; p < k; p++, at += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p * TILE_COLUMNS);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, p * TILE_COLUMNS + lanes);
      FloatVector ap = broadcast(a[at]);
      c00 = ap.fma(b0, c00);
      c01 = ap.fma(b1, c01);
      ap = broadcast(a[at + 1]);
      c10 = ap.fma(b0, c10);
      c11 = ap.fma(b1, c11);
      ap = broadcast(a[at + 2]);
      c20 = ap.fma(b0, c20);
      c21 = ap.fma(b1, c21);
      ap = broadcast(a[at + 3]);
      c30 = ap.fma(b0, c30);
      c31 = ap.fma(b1, c31);
      ap = broadcast(a[at + 4]);
      c40 = ap.fma(b0, c40);
      c41 = ap.fma(b1, c41);
      ap = broadcast(a[at + 5]);
      c50 = ap.fma(b0, c50);
      c51 = ap.fma(b1, c51);
      ap = broadcast(a[at + 6]);
      c60 = ap.fma(b0, c60);
      c61 = ap.fma(b1, c61);
      ap = broadcast(a[at + 7]);
      c70 = ap.fma(b0, c70);
      c71 = ap.fma(b1, c71);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + lanes);
    c10.intoArray(c, cAt + n);
    c11.intoArray(c, cAt + n + lanes);
    c20.intoArray(c, cAt + 2 * n);
    c21.intoArray(c, cAt + 2 * n + lanes);
    c30.intoArray(c, cAt + 3 * n);
    c31.intoArray(c, cAt + 3 * n + lanes);
    c40.intoArray(c, cAt + 4 * n);
    c41.intoArray(c, cAt + 4 * n + lanes);
    c50.intoArray(c, cAt + 5 * n);
    c51.intoArray(c, cAt + 5 * n + lanes);
    c60.intoArray(c, cAt + 6 * n);
    c61.intoArray(c, cAt + 6 * n + lanes);
    c70.intoArray(c, cAt + 7 * n);
    c71.intoArray(c, cAt + 7 * n + lanes);
  }

  // --- gelu, gelu_tanh, gelu_sigmoid --------------------------------------------------------------------------------
  // These formulas are long. The compiler inlines methods of ours only up to a limit (NodeCountInliningCutoff and
  // InlineSmallCode), those of FloatVector always; and a vector passed to a method that is not inlined goes through the
  // heap. So each loop is written out, without calls to methods of ours.

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
        FloatVector t = (FloatVector) TYPE.cast(bits.reinterpretAsFloats());
        FloatVector minusT = (FloatVector) TYPE.cast(bits.lanewise(OR, SIGN).reinterpretAsFloats());
        FloatVector half = t.mul(0.5f);
        FloatVector aHi = t.mul(half);
        FloatVector aLo = minusT.fma(half, aHi);
        FloatVector n = aHi.fma(-LOG2_E, ROUND_UP);
        FloatVector k = n.sub(ROUND_UP);
        FloatVector minusR0 = k.lanewise(FMA, LN2_HI, aHi);
        FloatVector lo = k.lanewise(FMA, -LN2_LO, aLo);
        FloatVector r2 = minusR0.mul(minusR0);
        FloatVector rest = minusR0.fma(EXP_4, -EXP_3)
            .fma(r2, minusR0.fma(EXP_2, -EXP_1)).lanewise(FMA, minusR0, EXP_0).mul(r2);
        FloatVector exp = rest.sub(minusR0).add(1);
        FloatVector d = t.add(MILLS_POLE);
        FloatVector w = FloatVector.broadcast(SPECIES, MILLS_NUMERATOR).div(d);
        FloatVector minusW = w.neg();
        FloatVector remainder = t.sub(d.sub(MILLS_POLE)).fma(minusW, d.lanewise(FMA, minusW, MILLS_NUMERATOR));
        FloatVector sum = w.add(MILLS_OFFSET);
        FloatVector lost = w.sub(sum.sub(MILLS_OFFSET));
        FloatVector u = w.sub(MILLS_CENTRE);
        FloatVector u2 = u.mul(u);
        FloatVector odd = u2.fma(MILLS_9, MILLS_7).lanewise(FMA, u2, MILLS_5);
        FloatVector even = u2.fma(MILLS_10, MILLS_8).lanewise(FMA, u2, MILLS_6);
        FloatVector p = even.fma(u, odd)
            .lanewise(FMA, u, MILLS_4)
            .lanewise(FMA, u, MILLS_3)
            .lanewise(FMA, u, MILLS_2)
            .lanewise(FMA, u, MILLS_1)
            .lanewise(FMA, u, MILLS_0)
            .fma(u, remainder.fma(w.fma(MILLS_SLOPE_1, MILLS_SLOPE_0), lost));
        FloatVector mills = w.mul(sum);
        FloatVector minusMills = mills.neg();
        FloatVector millsLo = minusW.fma(p, minusW.fma(sum, mills));
        IntVector power = n.reinterpretAsInts().lanewise(LSHL, 23);
        FloatVector s = minusT.mul((FloatVector) TYPE.cast(power.reinterpretAsFloats()));
        FloatVector product = s.mul(minusMills);
        FloatVector minusProduct = product.neg();
        FloatVector low = s.fma(millsLo, s.fma(minusMills, minusProduct));
        low = product.add(low).fma(lo, low);
        FloatVector v = minusProduct.fma(minusR0, product.fma(rest, low.mul(exp)));
        FloatVector value = minusProduct.sub(v)
            .lanewise(FMA, UNSCALE, input.blend(0, input.compare(LT, 0)));
        ((FloatVector) TYPE.cast(value)).intoArray(y, i);
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
        FloatVector tail = r.fma(EXP_4, EXP_3)
            .fma(r2, r.fma(EXP_2, EXP_1)).lanewise(FMA, r, EXP_0);
        FloatVector rest = tail.fma(r2, lo);
        FloatVector exp = rest.sub(minusR0).add(1);
        FloatVector z = t.sub(SLOPE_CENTRE).div(t.add(SLOPE_POLE));
        FloatVector z2 = z.mul(z);
        FloatVector odd = z2.fma(SLOPE_7, SLOPE_5).lanewise(FMA, z2, SLOPE_3).lanewise(FMA, z2, SLOPE_1);
        FloatVector even = z2.fma(SLOPE_8, SLOPE_6).lanewise(FMA, z2, SLOPE_4).lanewise(FMA, z2, SLOPE_2);
        FloatVector slope = even.fma(z, odd).lanewise(FMA, z, SLOPE_0);
        FloatVector first = t.neg().add(ScalarKernels.Gelu.ZERO_HI);
        FloatVector lost = first.neg().add(ScalarKernels.Gelu.ZERO_HI).sub(t).add(ZERO_MID);
        FloatVector distance = first.add(lost);
        FloatVector distanceLo = lost.sub(distance.sub(first)).add(ScalarKernels.Gelu.ZERO_LO);
        IntVector bits = input.reinterpretAsInts();
        FloatVector power = (FloatVector) TYPE.cast(n.reinterpretAsInts()
            .lanewise(LSHL, 23).lanewise(XOR, bits.and(SIGN)).reinterpretAsFloats());
        FloatVector s = distance.mul(power);
        FloatVector u = slope.fma(exp, rest);
        FloatVector v = s.fma(u, distanceLo.mul(power).mul(exp));
        FloatVector slopes = s.add(s.neg().fma(minusR0, v));
        IntVector stepBits = bits.lanewise(ASHR, 31).lanewise(NOT).and(ONE);
        FloatVector step = (FloatVector) TYPE.cast(stepBits.reinterpretAsFloats());
        FloatVector product = slopes.lanewise(FMA, UNSCALE, step).mul(FloatVector.fromArray(SPECIES, dy, i));
        ((FloatVector) TYPE.cast(product)).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * scalar.derivative(x[i]);
      }
    }
  }

  /** A template like {@link Loop}, for both functions of {@link ScalarKernels.SigmoidGelu}. */
  static final class SigmoidGelu extends Kernel {

    private static final ScalarKernels.SigmoidGelu SCALAR =
        classData(MethodHandles.lookup(), ScalarKernels.SigmoidGelu.class, 0);
    private static final boolean CUBIC = SCALAR.isCubic();

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        IntVector bits = input.reinterpretAsInts()
            .and(Integer.MAX_VALUE).lanewise(MIN, Float.floatToRawIntBits(CUBIC ? TANH_END : SIGMOID_END));
        FloatVector t = (FloatVector) TYPE.cast(bits.reinterpretAsFloats());
        FloatVector minusT = (FloatVector) TYPE.cast(bits.lanewise(OR, SIGN).reinterpretAsFloats());
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
        FloatVector r2 = minusR0.mul(minusR0);
        FloatVector rest = minusR0.fma(EXP_4, -EXP_3)
            .fma(r2, minusR0.fma(EXP_2, -EXP_1)).lanewise(FMA, minusR0, EXP_0).mul(r2);
        FloatVector expm1 = rest.sub(minusR0);
        FloatVector exp = expm1.add(1);
        FloatVector expLo = expm1.sub(exp.sub(1));
        FloatVector scaled = (FloatVector) TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats());
        FloatVector power = scaled.mul(UNSCALE);
        FloatVector d = power.lanewise(FMA, exp, 1);
        FloatVector dLo = power.fma(expLo, power.fma(exp, d.neg().add(1)));
        FloatVector q = FloatVector.broadcast(SPECIES, -1).div(d);
        FloatVector e = q.fma(dLo.sub(lo), q.lanewise(FMA, d, 1));
        FloatVector s = minusT.mul(scaled);
        FloatVector product = s.mul(q);
        FloatVector minusProduct = product.neg();
        FloatVector low = s.fma(q, minusProduct);
        FloatVector v = minusProduct.fma(minusR0, product.fma(e.fma(exp, rest), low.mul(exp)));
        FloatVector value = minusProduct.sub(v)
            .lanewise(FMA, UNSCALE, input.blend(0, input.compare(LT, 0)));
        ((FloatVector) TYPE.cast(value)).intoArray(y, i);
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
        FloatVector distance;
        FloatVector distanceLo;
        FloatVector p;
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
          FloatVector first = minusT.add(TANH_ZERO_HI);
          distance = first.add(TANH_ZERO_LO);
          distanceLo = distance.sub(first).neg().add(TANH_ZERO_LO);
          p = distance.fma(TANH_6, TANH_5);
          p = p.lanewise(FMA, distance, TANH_4);
          p = p.lanewise(FMA, distance, TANH_3);
          p = p.lanewise(FMA, distance, TANH_2);
          p = p.lanewise(FMA, distance, TANH_1);
          p = p.lanewise(FMA, distance, TANH_0);
          near = distance.abs().compare(LT, TANH_NEAR);
        } else {
          aHi = t.mul(SCALE_HI);
          aLo = minusT.lanewise(FMA, SCALE_LO, minusT.lanewise(FMA, SCALE_HI, aHi));
          minusSlope = aLo;
          FloatVector first = aHi.neg().add(SIGMOID_ZERO_HI);
          FloatVector second = aLo.add(SIGMOID_ZERO_LO);
          distance = first.add(second);
          distanceLo = second.sub(distance.sub(first));
          p = distance.fma(SIGMOID_6, SIGMOID_5);
          p = p.lanewise(FMA, distance, SIGMOID_4);
          p = p.lanewise(FMA, distance, SIGMOID_3);
          p = p.lanewise(FMA, distance, SIGMOID_2);
          p = p.lanewise(FMA, distance, SIGMOID_1);
          p = p.lanewise(FMA, distance, SIGMOID_0);
          near = distance.abs().compare(LT, SIGMOID_NEAR);
        }
        FloatVector n = aHi.fma(-LOG2_E, ROUND_UP);
        FloatVector k = n.sub(ROUND_UP);
        FloatVector minusR0 = k.lanewise(FMA, LN2_HI, aHi);
        FloatVector lo = k.lanewise(FMA, -LN2_LO, aLo);
        FloatVector r = lo.sub(minusR0);
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(EXP_4, EXP_3)
            .fma(r2, r.fma(EXP_2, EXP_1)).lanewise(FMA, r, EXP_0);
        FloatVector rest = tail.fma(r2, lo);
        FloatVector expm1 = rest.sub(minusR0);
        FloatVector exp = expm1.add(1);
        FloatVector expLo = expm1.sub(exp.sub(1));
        FloatVector scaled = (FloatVector) TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats());
        FloatVector power = scaled.mul(UNSCALE);
        FloatVector c = aHi.neg().add(1);
        FloatVector cLo = c.add(aHi).neg().add(1);
        FloatVector add = power.fma(exp, power.fma(expLo, minusSlope.add(cLo)));
        FloatVector numerator = c.add(add);
        FloatVector added = numerator.sub(c);
        FloatVector numeratorLo = c.sub(numerator.sub(added)).add(add.sub(added));
        float lead = CUBIC ? TANH_LEAD : SIGMOID_LEAD;
        FloatVector distanceP = distance.mul(p);
        FloatVector nearZero = distance.lanewise(FMA, lead, distanceP);
        FloatVector nearZeroLo = distanceLo.lanewise(FMA, lead,
            distance.lanewise(FMA, lead, nearZero.neg()).add(distanceP));
        numerator = numerator.blend(nearZero, near);
        numeratorLo = numeratorLo.blend(nearZeroLo, near);
        FloatVector d = power.lanewise(FMA, exp, 1);
        FloatVector minusD = d.neg();
        FloatVector dLo = power.fma(expLo, power.fma(exp, minusD.add(1)));
        FloatVector square = d.mul(d);
        FloatVector minusSquareLo = minusD.fma(dLo.mul(2), minusD.fma(d, square));
        FloatVector q = FloatVector.broadcast(SPECIES, 1).div(square);
        FloatVector e = q.fma(minusSquareLo, q.neg().lanewise(FMA, square, 1));
        IntVector minusBits = input.reinterpretAsInts().lanewise(NOT);
        FloatVector signed = (FloatVector) TYPE.cast(
            scaled.reinterpretAsInts().lanewise(XOR, minusBits.and(SIGN)).reinterpretAsFloats());
        FloatVector s = numerator.mul(signed);
        FloatVector product = s.mul(q);
        FloatVector minusProduct = product.neg();
        FloatVector productLo = numeratorLo.mul(signed).fma(q, s.fma(q, minusProduct));
        FloatVector v = minusProduct.fma(minusR0, product.fma(e.fma(exp, rest), productLo.mul(exp)));
        FloatVector step = (FloatVector) TYPE.cast(minusBits.lanewise(ASHR, 31).and(ONE).reinterpretAsFloats());
        FloatVector slopes = product.add(v).lanewise(FMA, UNSCALE, step);
        ((FloatVector) TYPE.cast(slopes.mul(FloatVector.fromArray(SPECIES, dy, i)))).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * SCALAR.derivative(x[i]);
      }
    }
  }
}
