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
import static activations.ScalarKernels.ROUND;
import static activations.ScalarKernels.ROUND_SCALED;
import static activations.ScalarKernels.SCALE;
import static activations.ScalarKernels.SHRINK_FAR;
import static activations.ScalarKernels.SIGMOID_FLAT;
import static activations.ScalarKernels.SIGMOID_ONE;
import static activations.ScalarKernels.SIGMOID_VANISHED;
import static activations.ScalarKernels.SIGN;
import static activations.ScalarKernels.SILU_LINEAR;
import static activations.ScalarKernels.SILU_VANISHED;
import static activations.ScalarKernels.SINH_0;
import static activations.ScalarKernels.SINH_1;
import static activations.ScalarKernels.SIXTH_HI;
import static activations.ScalarKernels.SIXTH_LO;
import static activations.ScalarKernels.SOFTSIGN_ONE;
import static activations.ScalarKernels.SOFTSIGN_ZERO;
import static activations.ScalarKernels.TANH_FLAT;
import static activations.ScalarKernels.TANH_ONE;
import static activations.ScalarKernels.UNDERFLOW;
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
import static jdk.incubator.vector.VectorOperators.XOR;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The float formulas for SIMD: {@link ScalarKernels} line by line, on as many lanes as the processor has. Where it is
 * shorter, a line computes the negative of what the scalar code does, or cuts the range of x by its bits: the same bits.
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
      return copy("EluKernel", List.of(scalar));
    }
    if (scalar instanceof ScalarKernels.Sigmoid) {
      return copy("SigmoidKernel", List.of(scalar));
    }
    if (scalar instanceof ScalarKernels.Tanh) {
      return new TanhKernel(scalar);
    }
    if (scalar instanceof ScalarKernels.Tanhshrink) {
      return new TanhshrinkKernel(scalar);
    }
    if (scalar instanceof ScalarKernels.Silu) {
      return new SiluKernel(scalar);
    }
    if (scalar instanceof ScalarKernels.Gelu) {
      return new GeluKernel(scalar);
    }
    if (scalar instanceof ScalarKernels.SigmoidGelu) {
      return copy("SigmoidGeluKernel", List.of(scalar));
    }
    DoubleFormula doubles = doubleFormula(name, parameters);
    if (doubles != null) {
      Kernel inDoubles = copy("DoubleLoop", List.of(doubles, scalar));
      return scalar instanceof ScalarKernels.UnitSoftplus || scalar instanceof ScalarKernels.LogSigmoid
          ? new Pair(inDoubles, copy("SigmoidKernel", List.of(scalar)))
          : inDoubles;
    }
    Formula floats = formula(name, scalar, parameters);
    return floats == null ? null : loop(floats, scalar);
  }

  private static Formula formula(String name, ScalarKernels.Formula scalar, double... parameters) {
    switch (name) {
      case "identity":
        return new Identity();
      case "relu":
        return new Relu();
      case "leaky_relu":
      case "prelu":
      case "rrelu":
        return scalar instanceof ScalarKernels.TwoSlopes slopes ? new TwoSlopes(slopes) : new Relu();
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
      case "softshrink":
        return new Softshrink((ScalarKernels.Softshrink) scalar);
      case "hard_sigmoid":
        return new HardSigmoid();
      case "hard_swish":
        return new HardSwish();
      case "sparse_sigmoid":
        return new SparseSigmoid();
      case "sparse_plus":
        return new SparsePlus();
      case "softsign":
        return new Softsign();
      default:
        return null;
    }
  }

  private static DoubleFormula doubleFormula(String name, double... parameters) {
    switch (name) {
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
      if (code == null) {
        throw new IllegalStateException("Java cannot read the files that are packed in "
            + VectorKernels.class.getProtectionDomain().getCodeSource().getLocation()
            + ": if the name of a folder ends in an exclamation mark, rename it");
      }
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

  static final IntVector SIGN_BITS = broadcast(-0f).reinterpretAsInts();
  static final IntVector MAGNITUDE = SIGN_BITS.not();
  static final IntVector ONE_BITS = broadcast(1f).reinterpretAsInts();
  static final IntVector NO_BITS = broadcast(0f).reinterpretAsInts();
  // Limits as bits, for floats of one sign are in the order of their bits: a minimum of integers takes one cycle, where a
  // comparison and a choice take JDK 17 four instructions and about eight cycles, and all that follows has to wait. A NaN
  // does not survive it. So a constant that the result depends on gets all bits, which is a NaN, where the input is one.
  // That stands early in each formula: late in one, JDK 17 does not compile changes of the kind of a vector.
  static final IntVector INFINITY_BITS = broadcast(Float.POSITIVE_INFINITY).reinterpretAsInts();
  static final IntVector FLAT_BITS = broadcast(-FLAT).reinterpretAsInts();
  static final IntVector MINUS_TWO_BITS = broadcast(-2f).reinterpretAsInts();
  static final IntVector SOFTSIGN_ONE_BITS = broadcast(SOFTSIGN_ONE).reinterpretAsInts();
  static final IntVector TANH_ONE_BITS = broadcast(TANH_ONE).reinterpretAsInts();
  static final IntVector TANH_FLAT_BITS = broadcast(TANH_FLAT).reinterpretAsInts();
  static final IntVector SIGMOID_FLAT_BITS = broadcast(SIGMOID_FLAT).reinterpretAsInts();
  static final IntVector SILU_LINEAR_BITS = broadcast(SILU_LINEAR).reinterpretAsInts();
  static final IntVector SILU_VANISHED_BITS = broadcast(-SILU_VANISHED).reinterpretAsInts();
  static final IntVector SIGMOID_ONE_BITS = broadcast(-SIGMOID_ONE).reinterpretAsInts();
  static final IntVector SIGMOID_VANISHED_BITS = broadcast(SIGMOID_VANISHED).reinterpretAsInts();
  static final IntVector SCALE_BITS = broadcast(SCALE).reinterpretAsInts();
  static final IntVector MINUS_SCALE_BITS = broadcast(-SCALE).reinterpretAsInts();
  static final IntVector FOUR_SCALE_BITS = broadcast(4 * SCALE).reinterpretAsInts();

  /** A cast to this final class tells the compiler which species a vector is of, where JDK 17 loses track of it. */
  static final Class<?> TYPE = SPECIES.vectorType();
  static final Class<?> INT_TYPE = SPECIES.withLanes(int.class).vectorType();

  /** max(t, −limit) from the bits of a positive limit; t = NaN is lost. */
  static FloatVector atLeast(FloatVector t, IntVector limit) {
    IntVector bits = (IntVector) INT_TYPE.cast(((FloatVector) TYPE.cast(t)).reinterpretAsInts());
    IntVector clamped = bits.lanewise(XOR, SIGN_BITS).min(limit).lanewise(XOR, SIGN_BITS);
    return (FloatVector) TYPE.cast(((IntVector) INT_TYPE.cast(clamped)).reinterpretAsFloats());
  }

  static FloatVector power(FloatVector exponent) {
    IntVector bits = (IntVector) INT_TYPE.cast(((FloatVector) TYPE.cast(exponent)).reinterpretAsInts());
    IntVector power = (IntVector) INT_TYPE.cast(bits.lanewise(LSHL, 23));
    return (FloatVector) TYPE.cast(power.reinterpretAsFloats());
  }

  // --- sigmoid, tanh, silu ------------------------------------------------------------------------------------------
  // The formulas from here to elu, and GELU's, are long. The compiler inlines methods of ours only up to a limit
  // (NodeCountInliningCutoff and InlineSmallCode), those of FloatVector always; and a vector passed to a method that is
  // not inlined goes through the heap. So each loop is written out. An operation on two vectors takes the compiler fewer
  // nodes than one on a vector and a float: the longest loops spread their constants over all lanes beforehand, by
  // FloatVector's own method, for one of ours would be too rarely executed there to be inlined. (Static constants would be
  // loaded anew each time: for all the compiler knows, a store into the result may change them.)

  /**
   * A template like {@link Loop}, for the sigmoid, and for the derivatives σ(x) and σ(−x) of softplus and log_sigmoid.
   */
  static final class SigmoidKernel extends Kernel {

    private static final ScalarKernels.Formula SCALAR =
        classData(MethodHandles.lookup(), ScalarKernels.Formula.class, 0);
    private static final boolean IS_SIGMOID = SCALAR instanceof ScalarKernels.Sigmoid;
    private static final boolean NEGATE = SCALAR instanceof ScalarKernels.LogSigmoid;

    @Override
    void forward(float[] x, float[] y) {
      sigmoid(x, null, y);
      for (int i = SPECIES.loopBound(x.length); i < x.length; i++) {
        y[i] = SCALAR.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      if (IS_SIGMOID) {
        slope(x, dy, dx);
      } else {
        sigmoid(x, dy, dx);
      }
      for (int i = SPECIES.loopBound(x.length); i < x.length; i++) {
        dx[i] = dy[i] * SCALAR.derivative(x[i]);
      }
    }

    /** The sigmoid, times the factor unless that is null. */
    private static void sigmoid(float[] x, float[] factor, float[] y) {
      FloatVector log2E = FloatVector.broadcast(SPECIES, LOG2_E);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND_SCALED);
      FloatVector minusLn2Hi = FloatVector.broadcast(SPECIES, -LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -LN2_LO);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, EXP_0);
      FloatVector exp1 = FloatVector.broadcast(SPECIES, EXP_1);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, EXP_2);
      FloatVector exp3 = FloatVector.broadcast(SPECIES, EXP_3);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, EXP_4);
      FloatVector unit = FloatVector.broadcast(SPECIES, SCALE);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector minusOne = FloatVector.broadcast(SPECIES, -1);
      for (int i = 0, end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        IntVector bits = (IntVector) INT_TYPE.cast(input.reinterpretAsInts());
        IntVector nan = INFINITY_BITS.sub(bits.and(MAGNITUDE)).lanewise(ASHR, 31);
        FloatVector scale = (FloatVector) TYPE.cast(nan.or(SCALE_BITS).reinterpretAsFloats());
        IntVector clamped = NEGATE
            ? bits.min(SIGMOID_VANISHED_BITS).lanewise(XOR, SIGN_BITS).min(SIGMOID_ONE_BITS).lanewise(XOR, SIGN_BITS)
            : bits.min(SIGMOID_ONE_BITS).lanewise(XOR, SIGN_BITS).min(SIGMOID_VANISHED_BITS);
        FloatVector t = (FloatVector) TYPE.cast(clamped.reinterpretAsFloats());
        FloatVector n = t.fma(log2E, round);
        FloatVector k = n.sub(round);
        FloatVector r = k.fma(minusLn2Hi, t);
        FloatVector rLo = k.mul(minusLn2Lo);
        FloatVector sum = r.add(rLo);
        FloatVector tail = sum.fma(exp4, exp3).fma(sum, exp2).fma(sum, exp1).fma(sum, exp0).fma(sum.mul(sum), rLo);
        FloatVector v = r.add(tail);
        IntVector power = (IntVector) INT_TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23).lanewise(XOR, SIGN_BITS));
        FloatVector s = (FloatVector) TYPE.cast(power.reinterpretAsFloats());
        FloatVector greater = (FloatVector) TYPE.cast(power.max(MINUS_SCALE_BITS).reinterpretAsFloats());
        FloatVector lesser = (FloatVector) TYPE.cast(power.min(MINUS_SCALE_BITS).reinterpretAsFloats());
        FloatVector c = s.sub(unit);
        FloatVector cLo = lesser.sub(c.sub(greater));
        FloatVector minusD = s.fma(v, c);
        FloatVector minusDLo = s.fma(v, c.sub(minusD)).add(cLo);
        FloatVector q = minusOne.div(minusD);
        FloatVector value = q.fma(q.fma(minusDLo, q.fma(minusD, one)), q).mul(scale);
        if (factor != null) {
          value = value.mul(FloatVector.fromArray(SPECIES, factor, i));
        }
        ((FloatVector) TYPE.cast(value)).intoArray(y, i);
      }
    }

    private static void slope(float[] x, float[] dy, float[] dx) {
      FloatVector log2E = FloatVector.broadcast(SPECIES, LOG2_E);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND_SCALED);
      FloatVector twiceRound = FloatVector.broadcast(SPECIES, 2 * ROUND_SCALED);
      FloatVector minusLn2Hi = FloatVector.broadcast(SPECIES, -LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -LN2_LO);
      FloatVector sinh0 = FloatVector.broadcast(SPECIES, SINH_0);
      FloatVector sinh1 = FloatVector.broadcast(SPECIES, SINH_1);
      FloatVector cosh0 = FloatVector.broadcast(SPECIES, COSH_0);
      FloatVector cosh1 = FloatVector.broadcast(SPECIES, COSH_1);
      FloatVector cosh2 = FloatVector.broadcast(SPECIES, COSH_2);
      FloatVector twiceScale = FloatVector.broadcast(SPECIES, 2 * SCALE);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      for (int i = 0, end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        IntVector magnitude = (IntVector) INT_TYPE.cast(input.reinterpretAsInts().and(MAGNITUDE));
        IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(ASHR, 31);
        FloatVector scale = (FloatVector) TYPE.cast(nan.or(SCALE_BITS).reinterpretAsFloats());
        FloatVector t = (FloatVector) TYPE.cast(magnitude.min(SIGMOID_FLAT_BITS).reinterpretAsFloats());
        FloatVector n = t.fma(log2E, round);
        IntVector upBits = (IntVector) INT_TYPE.cast(n.reinterpretAsInts());
        IntVector downBits = (IntVector) INT_TYPE.cast(twiceRound.sub(n).reinterpretAsInts());
        FloatVector up = (FloatVector) TYPE.cast(upBits.lanewise(LSHL, 23).reinterpretAsFloats());
        FloatVector down = (FloatVector) TYPE.cast(downBits.lanewise(LSHL, 23).max(NO_BITS).reinterpretAsFloats());
        FloatVector k = n.sub(round);
        FloatVector r = k.fma(minusLn2Lo, k.fma(minusLn2Hi, t));
        FloatVector r2 = r.mul(r);
        FloatVector sinh = r2.fma(sinh1, sinh0).fma(r2.mul(r), r);
        FloatVector coshm1 = r2.fma(cosh2, cosh1).fma(r2, cosh0).mul(r2);
        FloatVector sum = up.add(down);
        FloatVector rest = sum.fma(coshm1, up.sub(down).mul(sinh)).add(twiceScale);
        FloatVector d = sum.add(rest);
        FloatVector dLo = rest.sub(d.sub(sum));
        FloatVector q = one.div(d);
        FloatVector minusQ = q.neg();
        FloatVector slope = q.fma(minusQ.fma(dLo, minusQ.fma(d, one)), q).mul(scale);
        ((FloatVector) TYPE.cast(slope.mul(FloatVector.fromArray(SPECIES, dy, i)))).intoArray(dx, i);
      }
    }
  }

  private static final class TanhKernel extends Kernel {

    private final ScalarKernels.Formula scalar;

    TanhKernel(ScalarKernels.Formula scalar) {
      this.scalar = scalar;
    }

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      FloatVector minusTwo = FloatVector.broadcast(SPECIES, -2);
      FloatVector minusTwoLog2E = FloatVector.broadcast(SPECIES, -2 * LOG2_E);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
      FloatVector minusLn2Hi = FloatVector.broadcast(SPECIES, -LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -LN2_LO);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, EXP_0);
      FloatVector exp1 = FloatVector.broadcast(SPECIES, EXP_1);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, EXP_2);
      FloatVector exp3 = FloatVector.broadcast(SPECIES, EXP_3);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, EXP_4);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector minusOne = FloatVector.broadcast(SPECIES, -1);
      FloatVector two = FloatVector.broadcast(SPECIES, 2);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        IntVector bits = (IntVector) INT_TYPE.cast(input.reinterpretAsInts());
        IntVector magnitude = bits.and(MAGNITUDE);
        IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(ASHR, 31);
        FloatVector a = (FloatVector) TYPE.cast(magnitude.min(TANH_ONE_BITS).reinterpretAsFloats());
        FloatVector sign = (FloatVector) TYPE.cast(bits.and(SIGN_BITS).or(ONE_BITS).or(nan).reinterpretAsFloats());
        FloatVector t = a.mul(minusTwo);
        FloatVector n = a.fma(minusTwoLog2E, round);
        FloatVector k = n.sub(round);
        IntVector power = (IntVector) INT_TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23));
        FloatVector s = (FloatVector) TYPE.cast(power.lanewise(XOR, SIGN_BITS).reinterpretAsFloats());
        FloatVector r = k.fma(minusLn2Lo, k.fma(minusLn2Hi, t));
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(exp4, exp3).fma(r, exp2).fma(r, exp1).fma(r, exp0);
        FloatVector v = tail.fma(r2, r);
        FloatVector vLo = tail.fma(r2, r.sub(v));
        FloatVector c = s.add(one);
        FloatVector numerator = s.fma(v, c);
        FloatVector cLo = s.sub(c.sub(one));
        FloatVector numeratorLo = s.fma(vLo, s.fma(v, c.sub(numerator)).add(cLo));
        FloatVector minusD = numerator.sub(two);
        FloatVector minusDLo = numerator.sub(minusD.add(two)).add(numeratorLo);
        FloatVector reciprocal = minusOne.div(minusD);
        FloatVector q = numerator.mul(reciprocal);
        FloatVector residual = q.fma(minusDLo, q.fma(minusD, numerator).add(numeratorLo));
        ((FloatVector) TYPE.cast(residual.fma(reciprocal, q).mul(sign))).intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = scalar.value(x[i]);
      }
    }

    /** Four times the slope of the sigmoid at 2x. */
    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      FloatVector twoLog2E = FloatVector.broadcast(SPECIES, 2 * LOG2_E);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND_SCALED);
      FloatVector twiceRound = FloatVector.broadcast(SPECIES, 2 * ROUND_SCALED);
      FloatVector minusLn2Hi = FloatVector.broadcast(SPECIES, -LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -LN2_LO);
      FloatVector sinh0 = FloatVector.broadcast(SPECIES, SINH_0);
      FloatVector sinh1 = FloatVector.broadcast(SPECIES, SINH_1);
      FloatVector cosh0 = FloatVector.broadcast(SPECIES, COSH_0);
      FloatVector cosh1 = FloatVector.broadcast(SPECIES, COSH_1);
      FloatVector cosh2 = FloatVector.broadcast(SPECIES, COSH_2);
      FloatVector twiceScale = FloatVector.broadcast(SPECIES, 2 * SCALE);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector two = FloatVector.broadcast(SPECIES, 2);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        IntVector magnitude = (IntVector) INT_TYPE.cast(input.reinterpretAsInts().and(MAGNITUDE));
        IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(ASHR, 31);
        FloatVector fourScale = (FloatVector) TYPE.cast(nan.or(FOUR_SCALE_BITS).reinterpretAsFloats());
        FloatVector a = (FloatVector) TYPE.cast(magnitude.min(TANH_FLAT_BITS).reinterpretAsFloats());
        FloatVector t = a.mul(two);
        FloatVector n = a.fma(twoLog2E, round);
        IntVector upBits = (IntVector) INT_TYPE.cast(n.reinterpretAsInts());
        IntVector downBits = (IntVector) INT_TYPE.cast(twiceRound.sub(n).reinterpretAsInts());
        FloatVector up = (FloatVector) TYPE.cast(upBits.lanewise(LSHL, 23).reinterpretAsFloats());
        FloatVector down = (FloatVector) TYPE.cast(downBits.lanewise(LSHL, 23).max(NO_BITS).reinterpretAsFloats());
        FloatVector k = n.sub(round);
        FloatVector r = k.fma(minusLn2Lo, k.fma(minusLn2Hi, t));
        FloatVector r2 = r.mul(r);
        FloatVector sinh = r2.fma(sinh1, sinh0).fma(r2.mul(r), r);
        FloatVector coshm1 = r2.fma(cosh2, cosh1).fma(r2, cosh0).mul(r2);
        FloatVector sum = up.add(down);
        FloatVector rest = sum.fma(coshm1, up.sub(down).mul(sinh)).add(twiceScale);
        FloatVector d = sum.add(rest);
        FloatVector dLo = rest.sub(d.sub(sum));
        FloatVector q = one.div(d);
        FloatVector minusQ = q.neg();
        FloatVector slope = q.fma(minusQ.fma(dLo, minusQ.fma(d, one)), q).mul(fourScale);
        ((FloatVector) TYPE.cast(slope.mul(FloatVector.fromArray(SPECIES, dy, i)))).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * scalar.derivative(x[i]);
      }
    }
  }

  private static final class SiluKernel extends Kernel {

    private final ScalarKernels.Formula scalar;

    SiluKernel(ScalarKernels.Formula scalar) {
      this.scalar = scalar;
    }

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      FloatVector begin = FloatVector.broadcast(SPECIES, SILU_LINEAR);
      FloatVector log2E = FloatVector.broadcast(SPECIES, LOG2_E);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND_SCALED);
      FloatVector minusLn2Hi = FloatVector.broadcast(SPECIES, -LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -LN2_LO);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, EXP_0);
      FloatVector exp1 = FloatVector.broadcast(SPECIES, EXP_1);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, EXP_2);
      FloatVector exp3 = FloatVector.broadcast(SPECIES, EXP_3);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, EXP_4);
      FloatVector scale = FloatVector.broadcast(SPECIES, SCALE);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector minusOne = FloatVector.broadcast(SPECIES, -1);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        VectorMask<Float> bends = input.compare(LE, begin);
        IntVector minusT = (IntVector) INT_TYPE.cast(input.reinterpretAsInts().min(SILU_LINEAR_BITS));
        IntVector clamped = minusT.lanewise(XOR, SIGN_BITS).min(SILU_VANISHED_BITS);
        FloatVector t = (FloatVector) TYPE.cast(clamped.reinterpretAsFloats());
        FloatVector bent = (FloatVector) TYPE.cast(clamped.lanewise(XOR, SIGN_BITS).reinterpretAsFloats());
        FloatVector n = t.fma(log2E, round);
        FloatVector k = n.sub(round);
        FloatVector r = k.fma(minusLn2Hi, t);
        FloatVector rLo = k.mul(minusLn2Lo);
        FloatVector sum = r.add(rLo);
        FloatVector p = sum.fma(exp4, exp3).fma(sum, exp2).fma(sum, exp1).fma(sum, exp0);
        FloatVector tail = p.fma(sum.mul(sum), rLo);
        FloatVector v = r.add(tail);
        FloatVector vLo = tail.sub(v.sub(r));
        IntVector power = (IntVector) INT_TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23).lanewise(XOR, SIGN_BITS));
        FloatVector s = (FloatVector) TYPE.cast(power.reinterpretAsFloats());
        FloatVector greater = (FloatVector) TYPE.cast(power.max(MINUS_SCALE_BITS).reinterpretAsFloats());
        FloatVector lesser = (FloatVector) TYPE.cast(power.min(MINUS_SCALE_BITS).reinterpretAsFloats());
        FloatVector c = s.sub(scale);
        FloatVector cLo = lesser.sub(c.sub(greater));
        FloatVector minusD = s.fma(v, c);
        FloatVector minusDLo = s.fma(vLo, s.fma(v, c.sub(minusD)).add(cLo));
        FloatVector q = minusOne.div(minusD);
        FloatVector qLo = q.mul(q.fma(minusDLo, q.fma(minusD, one)));
        FloatVector value = input.blend(bent.fma(q, bent.mul(qLo)).mul(scale), bends);
        ((FloatVector) TYPE.cast(value)).intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = scalar.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      FloatVector log2E = FloatVector.broadcast(SPECIES, LOG2_E);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND_SCALED);
      FloatVector twiceRound = FloatVector.broadcast(SPECIES, 2 * ROUND_SCALED);
      FloatVector minusLn2Hi = FloatVector.broadcast(SPECIES, -LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -LN2_LO);
      FloatVector sinh0 = FloatVector.broadcast(SPECIES, SINH_0);
      FloatVector sinh1 = FloatVector.broadcast(SPECIES, SINH_1);
      FloatVector cosh0 = FloatVector.broadcast(SPECIES, COSH_0);
      FloatVector cosh1 = FloatVector.broadcast(SPECIES, COSH_1);
      FloatVector cosh2 = FloatVector.broadcast(SPECIES, COSH_2);
      FloatVector twiceScale = FloatVector.broadcast(SPECIES, 2 * SCALE);
      FloatVector zero = FloatVector.broadcast(SPECIES, 0);
      FloatVector scale = FloatVector.broadcast(SPECIES, SCALE);
      FloatVector slopeZero = FloatVector.broadcast(SPECIES, ZERO_HI);
      FloatVector radius = FloatVector.broadcast(SPECIES, NEAR);
      FloatVector near0 = FloatVector.broadcast(SPECIES, NEAR_0);
      FloatVector near1 = FloatVector.broadcast(SPECIES, NEAR_1);
      FloatVector near2 = FloatVector.broadcast(SPECIES, NEAR_2);
      FloatVector near3 = FloatVector.broadcast(SPECIES, NEAR_3);
      FloatVector near4 = FloatVector.broadcast(SPECIES, NEAR_4);
      FloatVector lead = FloatVector.broadcast(SPECIES, 1.25f);
      FloatVector leadLo = FloatVector.broadcast(SPECIES, NEAR_LO * SCALE);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        IntVector bits = (IntVector) INT_TYPE.cast(input.reinterpretAsInts());
        IntVector nan = INFINITY_BITS.sub(bits.and(MAGNITUDE)).lanewise(ASHR, 31);
        FloatVector one = (FloatVector) TYPE.cast(nan.or(ONE_BITS).reinterpretAsFloats());
        IntVector clamped = bits.min(SILU_LINEAR_BITS).lanewise(XOR, SIGN_BITS).min(SILU_VANISHED_BITS);
        FloatVector t = (FloatVector) TYPE.cast(clamped.lanewise(XOR, SIGN_BITS).reinterpretAsFloats());
        FloatVector n = t.fma(log2E, round);
        IntVector upBits = (IntVector) INT_TYPE.cast(n.reinterpretAsInts());
        IntVector downBits = (IntVector) INT_TYPE.cast(twiceRound.sub(n).reinterpretAsInts());
        FloatVector up = (FloatVector) TYPE.cast(upBits.lanewise(LSHL, 23).max(NO_BITS).reinterpretAsFloats());
        FloatVector down = (FloatVector) TYPE.cast(downBits.lanewise(LSHL, 23).reinterpretAsFloats());
        FloatVector k = n.sub(round);
        FloatVector r = k.fma(minusLn2Lo, k.fma(minusLn2Hi, t));
        FloatVector r2 = r.mul(r);
        FloatVector sinh = r2.fma(sinh1, sinh0).fma(r2.mul(r), r);
        FloatVector coshm1 = r2.fma(cosh2, cosh1).fma(r2, cosh0).mul(r2);
        FloatVector upper = up.add(scale);
        FloatVector c = t.fma(scale, upper);
        FloatVector cLo = t.fma(scale, upper.sub(c));
        FloatVector more = up.fma(sinh.add(coshm1), cLo);
        FloatVector numerator = c.add(more);
        FloatVector distance = t.sub(slopeZero);
        VectorMask<Float> near = distance.abs().compare(LT, radius);
        FloatVector numeratorLo = more.sub(numerator.sub(c)).blend(zero, near);
        FloatVector p = distance.fma(near4, near3).fma(distance, near2).fma(distance, near1).fma(distance, near0);
        FloatVector scaled = distance.mul(scale);
        numerator = numerator.blend(scaled.fma(lead, scaled.fma(p, leadLo)), near);
        FloatVector part = up.add(twiceScale);
        FloatVector base = part.add(down);
        FloatVector baseLo = part.sub(base.sub(down));
        FloatVector rest = up.add(down).fma(coshm1, up.sub(down).fma(sinh, baseLo));
        FloatVector d = base.add(rest);
        FloatVector dLo = rest.sub(d.sub(base));
        FloatVector reciprocal = one.div(d);
        FloatVector q = numerator.mul(reciprocal);
        FloatVector minusQ = q.neg();
        FloatVector residual = minusQ.fma(dLo, minusQ.fma(d, numerator)).add(numeratorLo);
        FloatVector slope = residual.fma(reciprocal, q);
        ((FloatVector) TYPE.cast(slope.mul(FloatVector.fromArray(SPECIES, dy, i)))).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * scalar.derivative(x[i]);
      }
    }
  }

  // --- elu, celu, selu ----------------------------------------------------------------------------------------------

  /** A template like {@link Loop}, so that a factor of 1 costs nothing. */
  static final class EluKernel extends Kernel {

    private static final ScalarKernels.Elu SCALAR = classData(MethodHandles.lookup(), ScalarKernels.Elu.class, 0);
    private static final float RATE = SCALAR.rate;
    private static final float RATE_LO = SCALAR.rateLo;
    private static final float SCALE = SCALAR.scale;
    private static final float SCALE_LO = SCALAR.scaleLo;
    private static final float LEFT = SCALAR.left;
    private static final float LEFT_LO = SCALAR.leftLo;
    private static final float SLOPE = SCALAR.slope;
    private static final float SLOPE_LO = SCALAR.slopeLo;
    private static final boolean RATE_IS_ONE = RATE == 1 && RATE_LO == 0;
    private static final boolean SCALE_IS_ONE = SCALE == 1 && SCALE_LO == 0;
    private static final boolean LEFT_IS_ONE = LEFT == 1 && LEFT_LO == 0;
    private static final boolean SLOPE_IS_ONE = SLOPE == 1 && SLOPE_LO == 0;

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        FloatVector product = RATE_IS_ONE ? input : input.mul(RATE);
        FloatVector t = atLeast(product, FLAT_BITS);
        FloatVector n = t.fma(LOG2_E, ROUND);
        FloatVector k = n.sub(ROUND);
        FloatVector r = k.lanewise(FMA, -LN2_HI, t);
        FloatVector rLo = k.mul(-LN2_LO);
        if (!RATE_IS_ONE) {
          FloatVector lost = input.lanewise(FMA, RATE_LO, input.lanewise(FMA, RATE, product.neg()));
          rLo = k.lanewise(FMA, -LN2_LO, lost.blend(0, product.compare(LT, FLAT)));
        }
        FloatVector sum = r.add(rLo);
        FloatVector tail = sum.fma(EXPM1_5, EXPM1_4)
            .lanewise(FMA, sum, EXPM1_3)
            .lanewise(FMA, sum, EXPM1_2)
            .lanewise(FMA, sum, EXPM1_1)
            .lanewise(FMA, sum, EXPM1_0)
            .fma(sum.mul(sum), rLo);
        FloatVector v = r.add(tail);
        FloatVector vLo = tail.sub(v.sub(r));
        FloatVector s = power(n);
        FloatVector c = s.sub(1);
        FloatVector expm1 = s.fma(v, c);
        FloatVector expm1Lo = s.fma(vLo, s.fma(v, c.sub(expm1)));
        FloatVector value = SCALE_IS_ONE
            ? expm1.add(expm1Lo)
            : expm1.lanewise(FMA, SCALE, expm1Lo.lanewise(FMA, SCALE, expm1.mul(SCALE_LO)));
        if (LEFT_IS_ONE && SLOPE_IS_ONE) {
          value = input.blend(value, input.compare(LE, -LINEAR));
        } else {
          FloatVector finite = input.blend(Float.MAX_VALUE, input.compare(GT, Float.MAX_VALUE));
          FloatVector left = input.lanewise(FMA, LEFT, input.mul(LEFT_LO));
          FloatVector right = SLOPE_IS_ONE ? input : input.lanewise(FMA, SLOPE, finite.mul(SLOPE_LO));
          value = right.blend(value.blend(left, input.compare(GT, -LINEAR)), input.compare(LE, 0));
        }
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
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        FloatVector product = RATE_IS_ONE ? input : input.mul(RATE);
        VectorMask<Float> vanished = product.compare(LT, VANISHED);
        FloatVector t = product.blend(0, vanished);
        FloatVector n = t.fma(LOG2_E, ROUND_LIFTED);
        FloatVector k = n.sub(ROUND_LIFTED);
        FloatVector r = k.lanewise(FMA, -LN2_HI, t);
        FloatVector rLo = k.mul(-LN2_LO);
        if (!RATE_IS_ONE) {
          FloatVector lost = input.lanewise(FMA, RATE_LO, input.lanewise(FMA, RATE, product.neg()));
          rLo = k.lanewise(FMA, -LN2_LO, lost.blend(0, vanished));
        }
        FloatVector sum = r.add(rLo);
        FloatVector tail = sum.fma(EXP_4, EXP_3)
            .lanewise(FMA, sum, EXP_2)
            .lanewise(FMA, sum, EXP_1)
            .lanewise(FMA, sum, EXP_0)
            .fma(sum.mul(sum), rLo);
        FloatVector v = r.add(tail);
        FloatVector exp = LEFT_IS_ONE ? v.add(1) : v.lanewise(FMA, LEFT, LEFT_LO).add(LEFT);
        FloatVector slope = exp.mul(power(n)).mul(1 / LIFT).blend(0, vanished).blend(SLOPE, input.compare(GT, 0));
        ((FloatVector) TYPE.cast(slope.mul(FloatVector.fromArray(SPECIES, dy, i)))).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * SCALAR.derivative(x[i]);
      }
    }
  }

  // --- formulas in double arithmetic --------------------------------------------------------------------------------

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  /** The lanes of half a vector of floats. */
  static final int HALF = DOUBLES.length();

  static final VectorMask<Float> UPPER = VectorMask.fromLong(SPECIES, -1L << HALF);

  interface DoubleFormula {

    DoubleVector value(DoubleVector x);

    /** To be overridden unless there is a kernel of floats for the derivative. */
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

  private record TwoSlopes(float slope, float hi, float lo) implements Formula {

    TwoSlopes(ScalarKernels.TwoSlopes scalar) {
      this(scalar.slope(), scalar.hi(), scalar.lo());
    }

    @Override
    public FloatVector value(FloatVector x) {
      return x.blend(x.lanewise(FMA, hi, x.mul(lo)), x.compare(LE, 0f));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return x.blend(1f, x.compare(GT, 0f)).blend(slope, x.compare(LE, 0f));
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

  private record Softshrink(float lambda, float hi, float lo) implements Formula {

    Softshrink(ScalarKernels.Softshrink scalar) {
      this(scalar.lambda(), scalar.hi(), scalar.lo());
    }

    @Override
    public FloatVector value(FloatVector x) {
      IntVector signBits = (IntVector) INT_TYPE.cast(x.reinterpretAsInts().and(SIGN_BITS).or(ONE_BITS));
      FloatVector sign = (FloatVector) TYPE.cast(signBits.reinterpretAsFloats());
      FloatVector a = x.abs();
      FloatVector difference = a.sub(hi);
      FloatVector lost = a.sub(difference).sub(hi).blend(0f, a.compare(GT, Float.MAX_VALUE));
      FloatVector y = difference.add(lost.sub(lo));
      return y.mul(sign).blend(0f, a.compare(LE, lambda));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return slopeIf(x.abs().compare(GT, lambda), 1, x);
    }
  }

  private record HardSigmoid() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      FloatVector sum = x.add(3f);
      FloatVector lost = x.sub(sum.sub(3f));
      FloatVector y = sum.lanewise(FMA, SIXTH_HI, lost.lanewise(FMA, SIXTH_HI, sum.mul(SIXTH_LO)));
      return y.blend(0f, x.compare(LE, -3f)).blend(1f, x.compare(GE, 3f));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return slopeIf(x.abs().compare(LT, 3f), SIXTH_HI, x);
    }
  }

  private record HardSwish() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      FloatVector sum = x.add(3f);
      FloatVector lost = x.sub(sum.sub(3f));
      FloatVector gate = sum.mul(SIXTH_HI);
      FloatVector gateLo = lost.lanewise(FMA, SIXTH_HI,
          sum.lanewise(FMA, SIXTH_LO, sum.lanewise(FMA, SIXTH_HI, gate.neg())));
      FloatVector y = x.fma(gate, x.mul(gateLo));
      return y.blend(-0f, x.compare(LE, -3f)).blend(x, x.compare(GE, 3f));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector sum = x.add(1.5f);
      FloatVector lost = x.sub(sum.sub(1.5f));
      FloatVector y = sum.lanewise(FMA, 2 * SIXTH_HI, lost.lanewise(FMA, 2 * SIXTH_HI, sum.mul(2 * SIXTH_LO)));
      return y.blend(0f, x.compare(LE, -3f)).blend(1f, x.compare(GE, 3f));
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

  private record SparsePlus() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      FloatVector sum = x.add(1f);
      FloatVector lost = x.sub(sum.sub(1f));
      FloatVector half = sum.mul(0.5f);
      return half.fma(half, half.mul(lost)).blend(0f, x.compare(LE, -1f)).blend(x, x.compare(GE, 1f));
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      return x.add(1f).mul(0.5f).blend(0f, x.compare(LE, -1f)).blend(1f, x.compare(GE, 1f));
    }
  }

  private record Softsign() implements Formula {

    @Override
    public FloatVector value(FloatVector x) {
      IntVector bits = (IntVector) INT_TYPE.cast(x.reinterpretAsInts());
      IntVector magnitude = bits.and(MAGNITUDE);
      IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(ASHR, 31);
      FloatVector sign = (FloatVector) TYPE.cast(bits.and(SIGN_BITS).or(ONE_BITS).or(nan).reinterpretAsFloats());
      FloatVector a = (FloatVector) TYPE.cast(magnitude.min(SOFTSIGN_ONE_BITS).reinterpretAsFloats());
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector sum = a.add(one);
      FloatVector inverse = one.div(sum);
      FloatVector quotient = a.mul(inverse);
      FloatVector minus = quotient.neg();
      FloatVector rounded = sum.sub(one);
      FloatVector lost = a.sub(rounded).add(one.sub(sum.sub(rounded)));
      FloatVector remainder = minus.fma(lost, minus.fma(sum, a));
      return remainder.fma(inverse, quotient).mul(sign);
    }

    @Override
    public FloatVector derivative(FloatVector x) {
      FloatVector a = x.abs();
      a = a.blend(SOFTSIGN_ZERO, a.compare(GT, SOFTSIGN_ZERO));
      FloatVector one = FloatVector.broadcast(SPECIES, 1f);
      FloatVector sum = a.add(one);
      FloatVector inverse = one.div(sum);
      FloatVector minus = inverse.neg();
      FloatVector rounded = sum.sub(one);
      FloatVector lost = a.sub(rounded).add(one.sub(sum.sub(rounded)));
      FloatVector remainder = minus.fma(lost, minus.fma(sum, one));
      FloatVector square = inverse.mul(inverse);
      return square.fma(remainder.add(remainder), square);
    }
  }

  private record Squareplus(double quarter) implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      DoubleVector h = x.abs().mul(DOUBLE_HALF);
      DoubleVector sum = h.fma(h, broadcast(quarter)).sqrt().add(h);
      return sum.blend(broadcast(quarter).div(sum), x.compare(LT, DOUBLE_ZERO));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      DoubleVector a = x.abs();
      DoubleVector h = a.blend(DOUBLE_INFINITE, a.compare(GT, DOUBLE_INFINITE)).mul(DOUBLE_HALF);
      DoubleVector root = h.fma(h, broadcast(quarter)).sqrt();
      DoubleVector sum = root.add(h);
      return sum.mul(sum).blend(quarter, x.compare(LT, DOUBLE_ZERO)).div(root.add(root).mul(sum));
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
  static final DoubleVector DOUBLE_ZERO = broadcast(0d);
  static final DoubleVector DOUBLE_MINUS_ZERO = broadcast(-0d);
  static final DoubleVector DOUBLE_ONE = broadcast(1d);
  static final DoubleVector DOUBLE_TWO = broadcast(2d);
  static final DoubleVector DOUBLE_FOUR = broadcast(4d);
  static final DoubleVector DOUBLE_HALF = broadcast(0.5);
  static final DoubleVector DOUBLE_UNDERFLOW = broadcast(ScalarKernels.UNDERFLOW);
  static final DoubleVector DOUBLE_SATURATED = broadcast(ScalarKernels.MISH_SATURATED);
  static final DoubleVector DOUBLE_INFINITE = broadcast(ScalarKernels.Squareplus.INFINITE);

  private static final Class<?> DOUBLE_TYPE = DOUBLES.vectorType();
  private static final Class<?> LONG_TYPE = DOUBLES.withLanes(long.class).vectorType();

  private static DoubleVector powerOfTwo(DoubleVector exponent) {
    LongVector bits = (LongVector) LONG_TYPE.cast(((DoubleVector) DOUBLE_TYPE.cast(exponent)).reinterpretAsLongs());
    return (DoubleVector) DOUBLE_TYPE.cast(bits.lanewise(LSHL, 52).reinterpretAsDoubles());
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
    return exp(minus.blend(DOUBLE_UNDERFLOW, minus.compare(LT, DOUBLE_UNDERFLOW)));
  }

  /**
   * ln(1 + e^(−|t|)), written out: the compiler inlines 15 calls deep and no deeper (MaxInlineLevel), and the caller may
   * stand deep already.
   */
  private static DoubleVector log1pExpOfMinus(DoubleVector t) {
    DoubleVector minus = t.abs().neg();
    DoubleVector c = minus.blend(DOUBLE_UNDERFLOW, minus.compare(LT, DOUBLE_UNDERFLOW));
    DoubleVector n = c.fma(LOG2_E_DOUBLE, ROUND_DOUBLE);
    LongVector bits = (LongVector) LONG_TYPE.cast(((DoubleVector) DOUBLE_TYPE.cast(n)).reinterpretAsLongs());
    DoubleVector power = (DoubleVector) DOUBLE_TYPE.cast(bits.lanewise(LSHL, 52).reinterpretAsDoubles());
    DoubleVector r = n.sub(ROUND_DOUBLE).fma(MINUS_LN2_DOUBLE, c);
    DoubleVector u = EXP7_7.fma(r, EXP7_6)
        .fma(r, EXP7_5)
        .fma(r, EXP7_4)
        .fma(r, EXP7_3)
        .fma(r, EXP7_2)
        .fma(r, EXP7_1)
        .fma(r, EXP7_0)
        .mul(power);
    return LOG_10.fma(u, LOG_9)
        .fma(u, LOG_8)
        .fma(u, LOG_7)
        .fma(u, LOG_6)
        .fma(u, LOG_5)
        .fma(u, LOG_4)
        .fma(u, LOG_3)
        .fma(u, LOG_2)
        .fma(u, LOG_1)
        .fma(u, LOG_0)
        .mul(u);
  }

  // --- softplus, log_sigmoid ----------------------------------------------------------------------------------------

  private record UnitSoftplus() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      return DOUBLE_ZERO.blend(x, x.compare(GT, DOUBLE_ZERO)).add(log1pExpOfMinus(x));
    }
  }

  private record LogSigmoid() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      return DOUBLE_MINUS_ZERO.blend(x, x.compare(LT, DOUBLE_ZERO)).sub(log1pExpOfMinus(x));
    }
  }

  private record Softplus(double beta, double inverse) implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      DoubleVector positive = DOUBLE_ZERO.blend(x, x.compare(GT, DOUBLE_ZERO));
      return log1pExpOfMinus(x.mul(beta)).fma(broadcast(inverse), positive);
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      return logistic(x.mul(beta));
    }
  }

  private static DoubleVector logistic(DoubleVector x) {
    DoubleVector u = expOfMinus(x);
    return DOUBLE_ONE.blend(u, x.compare(LT, DOUBLE_ZERO)).div(u.add(DOUBLE_ONE));
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
      return slope.blend(slope.neg().add(1d), product.compare(GT, DOUBLE_ZERO));
    }
  }

  // --- mish ---------------------------------------------------------------------------------------------------------

  private record Mish() implements DoubleFormula {

    @Override
    public DoubleVector value(DoubleVector x) {
      DoubleVector factor = x.blend(DOUBLE_UNDERFLOW, x.compare(LT, DOUBLE_UNDERFLOW));
      DoubleVector t = exp(factor.blend(DOUBLE_SATURATED, factor.compare(GT, DOUBLE_SATURATED)));
      DoubleVector w = t.fma(t, t.add(t));
      return factor.mul(w).div(w.add(DOUBLE_TWO));
    }

    @Override
    public DoubleVector derivative(DoubleVector x) {
      DoubleVector c = x.blend(DOUBLE_UNDERFLOW, x.compare(LT, DOUBLE_UNDERFLOW))
          .blend(DOUBLE_SATURATED, x.compare(GT, DOUBLE_SATURATED));
      DoubleVector t = preciseExp(c);
      DoubleVector below = t.fma(t.add(DOUBLE_TWO), DOUBLE_TWO);
      DoubleVector sum = t.add(DOUBLE_TWO).fma(below, c.mul(DOUBLE_FOUR).mul(t.add(DOUBLE_ONE)));
      return t.mul(sum).div(below.mul(below));
    }
  }

  // --- tanhshrink ---------------------------------------------------------------------------------------------------

  private static final class TanhshrinkKernel extends Kernel {

    private static final IntVector LINEAR_BITS = broadcast(ScalarKernels.SHRINK_LINEAR).reinterpretAsInts();
    private final ScalarKernels.Formula scalar;

    TanhshrinkKernel(ScalarKernels.Formula scalar) {
      this.scalar = scalar;
    }

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      FloatVector two = FloatVector.broadcast(SPECIES, 2);
      FloatVector twoLog2E = FloatVector.broadcast(SPECIES, 2 * LOG2_E);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
      FloatVector minusLn2Hi = FloatVector.broadcast(SPECIES, -LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -LN2_LO);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, EXP_0);
      FloatVector exp1 = FloatVector.broadcast(SPECIES, EXP_1);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, EXP_2);
      FloatVector exp3 = FloatVector.broadcast(SPECIES, EXP_3);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, EXP_4);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector minusOne = FloatVector.broadcast(SPECIES, -1);
      FloatVector near0 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_0);
      FloatVector near1 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_1);
      FloatVector near2 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_2);
      FloatVector near3 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_3);
      FloatVector near4 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_4);
      FloatVector near5 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_5);
      FloatVector near6 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_6);
      FloatVector near7 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_7);
      FloatVector near8 = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_8);
      FloatVector near0Lo = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_0_LO);
      FloatVector begin = FloatVector.broadcast(SPECIES, SHRINK_FAR);
      FloatVector scale = FloatVector.broadcast(SPECIES, ScalarKernels.SHRINK_SCALE);
      FloatVector unscale = FloatVector.broadcast(SPECIES, 1 / ScalarKernels.SHRINK_SCALE);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        IntVector bits = (IntVector) INT_TYPE.cast(input.reinterpretAsInts());
        IntVector magnitude = bits.and(MAGNITUDE);
        FloatVector sign = (FloatVector) TYPE.cast(bits.and(SIGN_BITS).or(ONE_BITS).reinterpretAsFloats());
        FloatVector a = (FloatVector) TYPE.cast(magnitude.reinterpretAsFloats());
        FloatVector half = (FloatVector) TYPE.cast(magnitude.min(LINEAR_BITS).reinterpretAsFloats());
        FloatVector t = half.mul(two);
        FloatVector n = half.fma(twoLog2E, round);
        FloatVector k = n.sub(round);
        IntVector power = (IntVector) INT_TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23).lanewise(XOR, SIGN_BITS));
        FloatVector s = (FloatVector) TYPE.cast(power.reinterpretAsFloats());
        FloatVector r = k.fma(minusLn2Lo, k.fma(minusLn2Hi, t));
        FloatVector r2 = r.mul(r);
        FloatVector v = r.fma(exp4, exp3).fma(r, exp2).fma(r, exp1).fma(r, exp0).fma(r2, r);
        FloatVector c = s.sub(one);
        FloatVector minusD = s.fma(v, c);
        FloatVector minusDLo = s.fma(v, c.sub(minusD)).sub(c.sub(s).add(one));
        FloatVector q = minusOne.div(minusD);
        q = q.fma(q.fma(minusDLo, q.fma(minusD, one)), q);
        FloatVector far = q.add(q).add(a.sub(one)).mul(sign);
        FloatVector square = input.mul(input);
        FloatVector squareLo = input.fma(input, square.neg());
        FloatVector p = square.fma(near8, near7)
            .fma(square, near6)
            .fma(square, near5)
            .fma(square, near4)
            .fma(square, near3)
            .fma(square, near2)
            .fma(square, near1);
        FloatVector sum = p.fma(square, near0);
        FloatVector sumLo = p.fma(square, near0.sub(sum)).add(p.fma(squareLo, near0Lo));
        FloatVector w = square.mul(sum);
        FloatVector wLo = square.fma(sum, w.neg()).add(square.fma(sumLo, squareLo.mul(sum)));
        FloatVector scaled = input.mul(scale);
        FloatVector near = scaled.fma(w, scaled.mul(wLo)).mul(unscale);
        ((FloatVector) TYPE.cast(far.blend(near, a.compare(LT, begin)))).intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = scalar.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      FloatVector two = FloatVector.broadcast(SPECIES, 2);
      FloatVector minusTwoLog2E = FloatVector.broadcast(SPECIES, -2 * LOG2_E);
      FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
      FloatVector minusLn2Hi = FloatVector.broadcast(SPECIES, -LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -LN2_LO);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, EXP_0);
      FloatVector exp1 = FloatVector.broadcast(SPECIES, EXP_1);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, EXP_2);
      FloatVector exp3 = FloatVector.broadcast(SPECIES, EXP_3);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, EXP_4);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector minusOne = FloatVector.broadcast(SPECIES, -1);
      FloatVector four = FloatVector.broadcast(SPECIES, 4);
      FloatVector end = FloatVector.broadcast(SPECIES, ScalarKernels.Tanhshrink.FAR);
      for (int bound = SPECIES.loopBound(x.length); i < bound; i += SPECIES.length()) {
        FloatVector input = (FloatVector) TYPE.cast(FloatVector.fromArray(SPECIES, x, i));
        IntVector magnitude = (IntVector) INT_TYPE.cast(input.reinterpretAsInts().and(MAGNITUDE));
        IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(ASHR, 31);
        FloatVector minusTwo = (FloatVector) TYPE.cast(nan.or(MINUS_TWO_BITS).reinterpretAsFloats());
        FloatVector a = (FloatVector) TYPE.cast(magnitude.min(LINEAR_BITS).reinterpretAsFloats());
        FloatVector t = a.mul(minusTwo);
        FloatVector n = a.fma(minusTwoLog2E, round);
        FloatVector k = n.sub(round);
        IntVector power = (IntVector) INT_TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23).lanewise(XOR, SIGN_BITS));
        FloatVector s = (FloatVector) TYPE.cast(power.reinterpretAsFloats());
        FloatVector r = k.fma(minusLn2Lo, k.fma(minusLn2Hi, t));
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(exp4, exp3).fma(r, exp2).fma(r, exp1).fma(r, exp0);
        FloatVector v = tail.fma(r2, r);
        FloatVector vLo = tail.fma(r2, r.sub(v));
        FloatVector c = s.add(one);
        FloatVector numerator = s.fma(v, c);
        FloatVector numeratorLo = s.fma(vLo, s.fma(v, c.sub(numerator)));
        FloatVector minusD = numerator.sub(two);
        FloatVector minusDLo = numerator.sub(minusD.add(two)).add(numeratorLo);
        FloatVector reciprocal = minusOne.div(minusD);
        FloatVector q = numerator.mul(reciprocal);
        FloatVector residual = q.fma(minusDLo, q.fma(minusD, numerator).add(numeratorLo));
        FloatVector square = q.mul(q);
        FloatVector slope = square.add(q.add(q).fma(residual.mul(reciprocal), q.fma(q, square.neg())));
        slope = slope.blend(s.fma(v.fma(four, four), one), a.compare(GT, end));
        ((FloatVector) TYPE.cast(slope.mul(FloatVector.fromArray(SPECIES, dy, i)))).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * scalar.derivative(x[i]);
      }
    }
  }

  // --- gelu, gelu_tanh, gelu_sigmoid --------------------------------------------------------------------------------
  private static final class GeluKernel extends Kernel {

    private static final IntVector END_BITS = broadcast(ScalarKernels.Gelu.END).reinterpretAsInts();
    private final ScalarKernels.Formula scalar;

    GeluKernel(ScalarKernels.Formula scalar) {
      this.scalar = scalar;
    }

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
      FloatVector minusLog2E = FloatVector.broadcast(SPECIES, -ScalarKernels.LOG2_E);
      FloatVector roundUp = FloatVector.broadcast(SPECIES, ScalarKernels.ROUND_UP);
      FloatVector ln2Hi = FloatVector.broadcast(SPECIES, ScalarKernels.LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -ScalarKernels.LN2_LO);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_4);
      FloatVector minusExp3 = FloatVector.broadcast(SPECIES, -ScalarKernels.EXP_3);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_2);
      FloatVector minusExp1 = FloatVector.broadcast(SPECIES, -ScalarKernels.EXP_1);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_0);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector millsPole = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_POLE);
      FloatVector millsNumerator = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_NUMERATOR);
      FloatVector millsOffset = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_OFFSET);
      FloatVector millsCentre = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_CENTRE);
      FloatVector mills9 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_9);
      FloatVector mills7 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_7);
      FloatVector mills5 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_5);
      FloatVector mills10 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_10);
      FloatVector mills8 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_8);
      FloatVector mills6 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_6);
      FloatVector mills4 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_4);
      FloatVector mills3 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_3);
      FloatVector mills2 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_2);
      FloatVector mills1 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_1);
      FloatVector mills0 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_0);
      FloatVector millsSlope1 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_SLOPE_1);
      FloatVector millsSlope0 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.MILLS_SLOPE_0);
      FloatVector unscale = FloatVector.broadcast(SPECIES, ScalarKernels.UNSCALE);
      FloatVector zero = FloatVector.broadcast(SPECIES, 0);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        IntVector bits = input.reinterpretAsInts().and(MAGNITUDE).lanewise(MIN, END_BITS);
        FloatVector t = (FloatVector) TYPE.cast(bits.reinterpretAsFloats());
        FloatVector minusT = (FloatVector) TYPE.cast(bits.or(SIGN_BITS).reinterpretAsFloats());
        FloatVector half = t.mul(oneHalf);
        FloatVector aHi = t.mul(half);
        FloatVector aLo = minusT.fma(half, aHi);
        FloatVector n = aHi.fma(minusLog2E, roundUp);
        FloatVector k = n.sub(roundUp);
        FloatVector minusR0 = k.fma(ln2Hi, aHi);
        FloatVector lo = k.fma(minusLn2Lo, aLo);
        FloatVector r2 = minusR0.mul(minusR0);
        FloatVector rest = minusR0.fma(exp4, minusExp3)
            .fma(r2, minusR0.fma(exp2, minusExp1)).fma(minusR0, exp0).mul(r2);
        FloatVector exp = rest.sub(minusR0).add(one);
        FloatVector d = t.add(millsPole);
        FloatVector w = millsNumerator.div(d);
        FloatVector minusW = w.neg();
        FloatVector remainder = t.sub(d.sub(millsPole)).fma(minusW, d.fma(minusW, millsNumerator));
        FloatVector sum = w.add(millsOffset);
        FloatVector lost = w.sub(sum.sub(millsOffset));
        FloatVector u = w.sub(millsCentre);
        FloatVector u2 = u.mul(u);
        FloatVector odd = u2.fma(mills9, mills7).fma(u2, mills5);
        FloatVector even = u2.fma(mills10, mills8).fma(u2, mills6);
        FloatVector p = even.fma(u, odd)
            .fma(u, mills4)
            .fma(u, mills3)
            .fma(u, mills2)
            .fma(u, mills1)
            .fma(u, mills0)
            .fma(u, remainder.fma(w.fma(millsSlope1, millsSlope0), lost));
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
            .fma(unscale, input.blend(zero, input.compare(LT, zero)));
        ((FloatVector) TYPE.cast(value)).intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = scalar.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      FloatVector oneHalf = FloatVector.broadcast(SPECIES, 0.5f);
      FloatVector minusLog2E = FloatVector.broadcast(SPECIES, -ScalarKernels.LOG2_E);
      FloatVector roundUpHalfNegative =
          FloatVector.broadcast(SPECIES, ScalarKernels.ROUND_UP_HALF + ScalarKernels.NEGATIVE);
      FloatVector ln2Hi = FloatVector.broadcast(SPECIES, ScalarKernels.LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -ScalarKernels.LN2_LO);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_4);
      FloatVector exp3 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_3);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_2);
      FloatVector exp1 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_1);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_0);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector slopeCentre = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_CENTRE);
      FloatVector slopePole = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_POLE);
      FloatVector slope7 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_7);
      FloatVector slope5 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_5);
      FloatVector slope3 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_3);
      FloatVector slope1 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_1);
      FloatVector slope8 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_8);
      FloatVector slope6 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_6);
      FloatVector slope4 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_4);
      FloatVector slope2 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_2);
      FloatVector slope0 = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.SLOPE_0);
      FloatVector zeroHi = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.ZERO_HI);
      FloatVector zeroMid = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.ZERO_MID);
      FloatVector zeroLo = FloatVector.broadcast(SPECIES, ScalarKernels.Gelu.ZERO_LO);
      FloatVector unscale = FloatVector.broadcast(SPECIES, ScalarKernels.UNSCALE);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        IntVector bits = input.reinterpretAsInts();
        IntVector magnitude = bits.and(MAGNITUDE);
        IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(ASHR, 31);
        IntVector stepBits = bits.lanewise(ASHR, 31).lanewise(NOT).and(ONE_BITS).or(nan);
        FloatVector step = (FloatVector) TYPE.cast(stepBits.reinterpretAsFloats());
        FloatVector t = (FloatVector) TYPE.cast(magnitude.lanewise(MIN, END_BITS).reinterpretAsFloats());
        FloatVector half = t.mul(oneHalf);
        FloatVector aHi = t.mul(half);
        FloatVector aLo = t.neg().fma(half, aHi);
        FloatVector n = aHi.fma(minusLog2E, roundUpHalfNegative);
        FloatVector k = n.sub(roundUpHalfNegative);
        FloatVector minusR0 = k.fma(ln2Hi, aHi);
        FloatVector lo = k.fma(minusLn2Lo, aLo);
        FloatVector r = lo.sub(minusR0);
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(exp4, exp3)
            .fma(r2, r.fma(exp2, exp1)).fma(r, exp0);
        FloatVector rest = tail.fma(r2, lo);
        FloatVector exp = rest.sub(minusR0).add(one);
        FloatVector z = t.sub(slopeCentre).div(t.add(slopePole));
        FloatVector z2 = z.mul(z);
        FloatVector odd = z2.fma(slope7, slope5).fma(z2, slope3).fma(z2, slope1);
        FloatVector even = z2.fma(slope8, slope6).fma(z2, slope4).fma(z2, slope2);
        FloatVector slope = even.fma(z, odd).fma(z, slope0);
        FloatVector first = t.neg().add(zeroHi);
        FloatVector lost = first.neg().add(zeroHi).sub(t).add(zeroMid);
        FloatVector distance = first.add(lost);
        FloatVector distanceLo = lost.sub(distance.sub(first)).add(zeroLo);
        FloatVector power = (FloatVector) TYPE.cast(n.reinterpretAsInts()
            .lanewise(LSHL, 23).lanewise(XOR, bits.and(SIGN_BITS)).reinterpretAsFloats());
        FloatVector s = distance.mul(power);
        FloatVector u = slope.fma(exp, rest);
        FloatVector v = s.fma(u, distanceLo.mul(power).mul(exp));
        FloatVector slopes = s.add(s.neg().fma(minusR0, v));
        FloatVector product = slopes.fma(unscale, step).mul(FloatVector.fromArray(SPECIES, dy, i));
        ((FloatVector) TYPE.cast(product)).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * scalar.derivative(x[i]);
      }
    }
  }

  /** A template like {@link Loop}, for both functions of {@link ScalarKernels.SigmoidGelu}. */
  static final class SigmoidGeluKernel extends Kernel {

    private static final ScalarKernels.SigmoidGelu SCALAR =
        classData(MethodHandles.lookup(), ScalarKernels.SigmoidGelu.class, 0);
    private static final boolean CUBIC = SCALAR.isCubic();
    private static final IntVector END_BITS = broadcast(CUBIC ? TANH_END : SIGMOID_END).reinterpretAsInts();

    @Override
    void forward(float[] x, float[] y) {
      int i = 0;
      FloatVector cubicHi = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.CUBIC_HI);
      FloatVector linearHi = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.LINEAR_HI);
      FloatVector minusCubicHi = FloatVector.broadcast(SPECIES, -ScalarKernels.SigmoidGelu.CUBIC_HI);
      FloatVector cubicLo = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.CUBIC_LO);
      FloatVector linearLo = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.LINEAR_LO);
      FloatVector scaleHi = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.SCALE_HI);
      FloatVector scaleLo = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.SCALE_LO);
      FloatVector minusLog2E = FloatVector.broadcast(SPECIES, -ScalarKernels.LOG2_E);
      FloatVector roundUp = FloatVector.broadcast(SPECIES, ScalarKernels.ROUND_UP);
      FloatVector ln2Hi = FloatVector.broadcast(SPECIES, ScalarKernels.LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -ScalarKernels.LN2_LO);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_4);
      FloatVector minusExp3 = FloatVector.broadcast(SPECIES, -ScalarKernels.EXP_3);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_2);
      FloatVector minusExp1 = FloatVector.broadcast(SPECIES, -ScalarKernels.EXP_1);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_0);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector unscale = FloatVector.broadcast(SPECIES, ScalarKernels.UNSCALE);
      FloatVector minusOne = FloatVector.broadcast(SPECIES, -1);
      FloatVector zero = FloatVector.broadcast(SPECIES, 0);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        IntVector bits = input.reinterpretAsInts().and(MAGNITUDE).lanewise(MIN, END_BITS);
        FloatVector t = (FloatVector) TYPE.cast(bits.reinterpretAsFloats());
        FloatVector minusT = (FloatVector) TYPE.cast(bits.or(SIGN_BITS).reinterpretAsFloats());
        FloatVector aHi;
        FloatVector aLo;
        if (CUBIC) {
          FloatVector square = t.mul(t);
          FloatVector squareLo = minusT.fma(t, square);
          FloatVector b = square.fma(cubicHi, linearHi);
          FloatVector bLo = square.fma(cubicHi, b.neg().add(linearHi))
              .add(squareLo.fma(minusCubicHi, square.fma(cubicLo, linearLo)));
          aHi = t.mul(b);
          aLo = minusT.fma(bLo, minusT.fma(b, aHi));
        } else {
          aHi = t.mul(scaleHi);
          aLo = minusT.fma(scaleLo, minusT.fma(scaleHi, aHi));
        }
        FloatVector n = aHi.fma(minusLog2E, roundUp);
        FloatVector k = n.sub(roundUp);
        FloatVector minusR0 = k.fma(ln2Hi, aHi);
        FloatVector lo = k.fma(minusLn2Lo, aLo);
        FloatVector r2 = minusR0.mul(minusR0);
        FloatVector rest = minusR0.fma(exp4, minusExp3)
            .fma(r2, minusR0.fma(exp2, minusExp1)).fma(minusR0, exp0).mul(r2);
        FloatVector expm1 = rest.sub(minusR0);
        FloatVector exp = expm1.add(one);
        FloatVector expLo = expm1.sub(exp.sub(one));
        FloatVector scaled = (FloatVector) TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats());
        FloatVector power = scaled.mul(unscale);
        FloatVector d = power.fma(exp, one);
        FloatVector dLo = power.fma(expLo, power.fma(exp, d.neg().add(one)));
        FloatVector q = minusOne.div(d);
        FloatVector e = q.fma(dLo.sub(lo), q.fma(d, one));
        FloatVector s = minusT.mul(scaled);
        FloatVector product = s.mul(q);
        FloatVector minusProduct = product.neg();
        FloatVector low = s.fma(q, minusProduct);
        FloatVector v = minusProduct.fma(minusR0, product.fma(e.fma(exp, rest), low.mul(exp)));
        FloatVector value = minusProduct.sub(v)
            .fma(unscale, input.blend(zero, input.compare(LT, zero)));
        ((FloatVector) TYPE.cast(value)).intoArray(y, i);
      }
      for (; i < x.length; i++) {
        y[i] = SCALAR.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx) {
      int i = 0;
      FloatVector cubicHi = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.CUBIC_HI);
      FloatVector linearHi = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.LINEAR_HI);
      FloatVector minusCubicHi = FloatVector.broadcast(SPECIES, -ScalarKernels.SigmoidGelu.CUBIC_HI);
      FloatVector cubicLo = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.CUBIC_LO);
      FloatVector linearLo = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.LINEAR_LO);
      FloatVector two = FloatVector.broadcast(SPECIES, 2);
      FloatVector slopeZeroHi = FloatVector.broadcast(SPECIES, CUBIC ? TANH_ZERO_HI : SIGMOID_ZERO_HI);
      FloatVector slopeZeroLo = FloatVector.broadcast(SPECIES, CUBIC ? TANH_ZERO_LO : SIGMOID_ZERO_LO);
      FloatVector scaleHi = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.SCALE_HI);
      FloatVector scaleLo = FloatVector.broadcast(SPECIES, ScalarKernels.SigmoidGelu.SCALE_LO);
      FloatVector near6 = FloatVector.broadcast(SPECIES, CUBIC ? TANH_6 : SIGMOID_6);
      FloatVector near5 = FloatVector.broadcast(SPECIES, CUBIC ? TANH_5 : SIGMOID_5);
      FloatVector near4 = FloatVector.broadcast(SPECIES, CUBIC ? TANH_4 : SIGMOID_4);
      FloatVector near3 = FloatVector.broadcast(SPECIES, CUBIC ? TANH_3 : SIGMOID_3);
      FloatVector near2 = FloatVector.broadcast(SPECIES, CUBIC ? TANH_2 : SIGMOID_2);
      FloatVector near1 = FloatVector.broadcast(SPECIES, CUBIC ? TANH_1 : SIGMOID_1);
      FloatVector near0 = FloatVector.broadcast(SPECIES, CUBIC ? TANH_0 : SIGMOID_0);
      FloatVector radius = FloatVector.broadcast(SPECIES, CUBIC ? TANH_NEAR : SIGMOID_NEAR);
      FloatVector minusLog2E = FloatVector.broadcast(SPECIES, -ScalarKernels.LOG2_E);
      FloatVector roundUp = FloatVector.broadcast(SPECIES, ScalarKernels.ROUND_UP);
      FloatVector ln2Hi = FloatVector.broadcast(SPECIES, ScalarKernels.LN2_HI);
      FloatVector minusLn2Lo = FloatVector.broadcast(SPECIES, -ScalarKernels.LN2_LO);
      FloatVector exp4 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_4);
      FloatVector exp3 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_3);
      FloatVector exp2 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_2);
      FloatVector exp1 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_1);
      FloatVector exp0 = FloatVector.broadcast(SPECIES, ScalarKernels.EXP_0);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector unscale = FloatVector.broadcast(SPECIES, ScalarKernels.UNSCALE);
      FloatVector lead = FloatVector.broadcast(SPECIES, CUBIC ? TANH_LEAD : SIGMOID_LEAD);
      for (int end = SPECIES.loopBound(x.length); i < end; i += SPECIES.length()) {
        FloatVector input = FloatVector.fromArray(SPECIES, x, i);
        IntVector bits = input.reinterpretAsInts();
        IntVector magnitude = bits.and(MAGNITUDE);
        IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(ASHR, 31);
        IntVector minusBits = bits.lanewise(NOT);
        FloatVector step = (FloatVector) TYPE.cast(
            minusBits.lanewise(ASHR, 31).and(ONE_BITS).or(nan).reinterpretAsFloats());
        IntVector clamped = magnitude.lanewise(MIN, END_BITS);
        FloatVector t = (FloatVector) TYPE.cast(clamped.reinterpretAsFloats());
        FloatVector minusT = (FloatVector) TYPE.cast(clamped.or(SIGN_BITS).reinterpretAsFloats());
        FloatVector minusSlope;
        FloatVector distance;
        FloatVector distanceLo;
        FloatVector aHi;
        FloatVector aLo;
        if (CUBIC) {
          FloatVector square = t.mul(t);
          FloatVector squareLo = minusT.fma(t, square);
          FloatVector b = square.fma(cubicHi, linearHi);
          FloatVector bLo = square.fma(cubicHi, b.neg().add(linearHi))
              .add(squareLo.fma(minusCubicHi, square.fma(cubicLo, linearLo)));
          aHi = t.mul(b);
          aLo = minusT.fma(bLo, minusT.fma(b, aHi));
          FloatVector minusTwice = minusT.mul(two);
          minusSlope = minusTwice.fma(b.sub(linearHi), minusTwice.fma(bLo.sub(linearLo), aLo));
          FloatVector first = minusT.add(slopeZeroHi);
          distance = first.add(slopeZeroLo);
          distanceLo = distance.sub(first).neg().add(slopeZeroLo);
        } else {
          aHi = t.mul(scaleHi);
          aLo = minusT.fma(scaleLo, minusT.fma(scaleHi, aHi));
          minusSlope = aLo;
          FloatVector first = aHi.neg().add(slopeZeroHi);
          FloatVector second = aLo.add(slopeZeroLo);
          distance = first.add(second);
          distanceLo = second.sub(distance.sub(first));
        }
        FloatVector p = distance.fma(near6, near5)
            .fma(distance, near4)
            .fma(distance, near3)
            .fma(distance, near2)
            .fma(distance, near1)
            .fma(distance, near0);
        VectorMask<Float> near = distance.abs().compare(LT, radius);
        FloatVector n = aHi.fma(minusLog2E, roundUp);
        FloatVector k = n.sub(roundUp);
        FloatVector minusR0 = k.fma(ln2Hi, aHi);
        FloatVector lo = k.fma(minusLn2Lo, aLo);
        FloatVector r = lo.sub(minusR0);
        FloatVector r2 = r.mul(r);
        FloatVector tail = r.fma(exp4, exp3)
            .fma(r2, r.fma(exp2, exp1)).fma(r, exp0);
        FloatVector rest = tail.fma(r2, lo);
        FloatVector expm1 = rest.sub(minusR0);
        FloatVector exp = expm1.add(one);
        FloatVector expLo = expm1.sub(exp.sub(one));
        FloatVector scaled = (FloatVector) TYPE.cast(n.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats());
        FloatVector power = scaled.mul(unscale);
        FloatVector c = aHi.neg().add(one);
        FloatVector cLo = c.add(aHi).neg().add(one);
        FloatVector add = power.fma(exp, power.fma(expLo, minusSlope.add(cLo)));
        FloatVector numerator = c.add(add);
        FloatVector added = numerator.sub(c);
        FloatVector numeratorLo = c.sub(numerator.sub(added)).add(add.sub(added));
        FloatVector distanceP = distance.mul(p);
        FloatVector nearZero = distance.fma(lead, distanceP);
        FloatVector nearZeroLo = distanceLo.fma(lead,
            distance.fma(lead, nearZero.neg()).add(distanceP));
        numerator = numerator.blend(nearZero, near);
        numeratorLo = numeratorLo.blend(nearZeroLo, near);
        FloatVector d = power.fma(exp, one);
        FloatVector minusD = d.neg();
        FloatVector dLo = power.fma(expLo, power.fma(exp, minusD.add(one)));
        FloatVector square = d.mul(d);
        FloatVector minusSquareLo = minusD.fma(dLo.mul(two), minusD.fma(d, square));
        FloatVector q = one.div(square);
        FloatVector e = q.fma(minusSquareLo, q.neg().fma(square, one));
        FloatVector signed = (FloatVector) TYPE.cast(
            scaled.reinterpretAsInts().lanewise(XOR, minusBits.and(SIGN_BITS)).reinterpretAsFloats());
        FloatVector s = numerator.mul(signed);
        FloatVector product = s.mul(q);
        FloatVector minusProduct = product.neg();
        FloatVector productLo = numeratorLo.mul(signed).fma(q, s.fma(q, minusProduct));
        FloatVector v = minusProduct.fma(minusR0, product.fma(e.fma(exp, rest), productLo.mul(exp)));
        FloatVector slopes = product.add(v).fma(unscale, step);
        ((FloatVector) TYPE.cast(slopes.mul(FloatVector.fromArray(SPECIES, dy, i)))).intoArray(dx, i);
      }
      for (; i < x.length; i++) {
        dx[i] = dy[i] * SCALAR.derivative(x[i]);
      }
    }
  }
}
