package activations.notebook;

import activations.Activation;
import activations.Activations;
import activations.SpecialFunctions;
import activations.notebook.exercises.ApproximationExercises;
import activations.notebook.exercises.CostExercises;
import activations.notebook.exercises.DerivativeExercises;
import activations.notebook.exercises.GeluExercises;
import activations.notebook.exercises.NonLinearityExercises;
import activations.notebook.exercises.ReluExercises;
import activations.notebook.exercises.SetupExercises;
import activations.notebook.exercises.SigmoidExercises;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Answers to the exercises of notebooks 00 to 07. */
final class ExerciseCases {

  private static final double NONE = Double.NaN;
  private static final Activation GELU = Activations.gelu();

  private ExerciseCases() {}

  static Stream<ExerciseCase<?>> ofFunctions() {
    return Stream.of(ownRelu(), bestLine(), parity(), hat(), slopeFromValue(), tanhSlope(), softplus(), softplusLeft(),
        gap(), slopeOfTanh(), slopeFarOut(), lopsided(), alphaGradient(), plantedFaults(), keep(), mean(),
        uniformCoin(), threshold(), equalSlope(), atZero(), meanSquare(), tanhForm(), threePasses(), onePass(),
        onePassForTraining(), share(), slopeOfSoftplus());
  }

  /** An answer of one number. */
  static ExerciseCase<Double> number(String exercise, String title, String task, Consumer<Double> check, double right) {
    return ExerciseCase.of(exercise, title, task, check, NONE, right);
  }

  /** An answer of several numbers. */
  static ExerciseCase<double[]> numbers(
      String exercise, String title, String task, Consumer<double[]> check, double... right) {
    double[] stub = right.clone();
    Arrays.fill(stub, NONE);
    return ExerciseCase.of(exercise, title, task, check, stub, right);
  }

  /** An answer that is a function. */
  static ExerciseCase<DoubleUnaryOperator> function(String exercise, String title, String task,
      Consumer<DoubleUnaryOperator> check, DoubleUnaryOperator right) {
    return ExerciseCase.of(exercise, title, task, check, x -> NONE, right);
  }

  private static double relu(double x) {
    return Math.max(0, x);
  }

  private static ExerciseCase<?> ownRelu() {
    return function("SetupExercises.relu", "a ReLU of your own", "your ReLU", SetupExercises::relu,
            x -> (x + Math.abs(x)) / 2)
        .wrong(x -> x, "Which numbers should become 0").wrong(x -> x < 0 ? x : 0, "The other way round")
        .wrong(Math::abs, "mirrors").wrong(x -> x > 0 ? 1 : 0, "step from 0 to 1")
        .wrong(x -> x > 0 ? 0 : 1, "step from 1 to 0").unknown(x -> 0, x -> -x, x -> x > 1 ? x : 0);
  }

  private static ExerciseCase<?> bestLine() {
    return number("NonLinearityExercises.bestLine", "the best line", "points of XOR that a line gets right",
        NonLinearityExercises::bestLine, 3)
        .wrong(4.0, "no line does").wrong(2.0, "cut off one corner").unknown(0.0, 1.0, 5.0);
  }

  private static ExerciseCase<?> parity() {
    return number("NonLinearityExercises.parity", "parity of three", "the weight of the third unit",
        NonLinearityExercises::parity, 2)
        .wrong(1.0, "nothing rises").wrong(-2.0, "must rise").wrong(3.0, "output 2 at s = 3").unknown(0.0, 4.0, 5.0);
  }

  private static ExerciseCase<?> hat() {
    return ExerciseCase.<NonLinearityExercises.Hat>of("NonLinearityExercises.hat", "a hat of any place and width",
            "a hat at 1 with width 0.5", NonLinearityExercises::hat, (x, c, d) -> NONE,
            (x, c, d) -> (relu(x - c + d) - 2 * relu(x - c) + relu(x - c - d)) / d)
        .wrong((x, c, d) -> relu(x - c + d) - 2 * relu(x - c) + relu(x - c - d), "so divide by width")
        .wrong((x, c, d) -> (relu(x - c + d) - 2 * relu(x - c) + relu(x - c - d)) * d, "instead of multiplying")
        .wrong((x, c, d) -> (relu(x - c + d) - relu(x - c) + relu(x - c - d)) / d, "a change of −2/width")
        .wrong((x, c, d) -> (relu(x - c + d) - 2 * relu(x - c)) / d, "third unit is missing")
        .wrong((x, c, d) -> (relu(x + d) - 2 * relu(x) + relu(x - d)) / d, "shift it to the centre")
        .wrong((x, c, d) -> relu(x - c + 1) - 2 * relu(x - c) + relu(x - c - 1), "use the width")
        .unknown((x, c, d) -> x, (x, c, d) -> 0, (x, c, d) -> 1);
  }

  private static ExerciseCase<?> slopeFromValue() {
    return number("SigmoidExercises.slopeFromValue", "a slope from a value", "slope of a sigmoid whose value is 0.9",
        SigmoidExercises::slopeFromValue, 0.9 * (1 - 0.9))
        .wrong(0.25, "largest slope").wrong(0.1, "1 − σ").wrong(0.9, "That is the value").wrong(0.19, "a tanh")
        .unknown(0.5, 0.99, -0.09);
  }

  private static ExerciseCase<?> tanhSlope() {
    return function("SigmoidExercises.tanhSlope", "the slope of tanh from its output",
        "slope of tanh, from its output y", SigmoidExercises::tanhSlope, y -> (1 - y) * (1 + y))
        .wrong(y -> y * (1 - y), "value of a sigmoid").wrong(y -> 1 - Math.pow(Math.tanh(y), 2), "no second tanh")
        .wrong(y -> 1 - y, "power of tanh").wrong(y -> 4 * y * (1 - y), "if y were σ(2x)")
        .unknown(y -> y, y -> y * y, y -> 1 + y * y);
  }

  private static ExerciseCase<DoubleUnaryOperator> stableSoftplus(String task) {
    return function("SigmoidExercises.stableSoftplus", "a softplus that nothing breaks", task,
        SigmoidExercises::stableSoftplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
  }

  private static ExerciseCase<?> softplus() {
    return stableSoftplus("ln(1 + e^x)")
        .wrong(x -> Math.log1p(Math.exp(x)), "overflows").wrong(x -> Math.log1p(Math.exp(-x)), "the sign of x")
        .wrong(x -> Math.log1p(Math.exp(-Math.abs(x))), "For x > 0 add x").wrong(x -> Math.max(x, 0), "That is ReLU")
        .unknown(x -> x, x -> 1, x -> Math.exp(x));
  }

  private static ExerciseCase<?> softplusLeft() {
    return stableSoftplus("its logarithm, far to the left")
        .wrong(x -> Math.log(1 + Math.exp(x)), "use Math.log1p")
        .wrong(x -> Math.max(x, 0), "Your answer is 0 here")
        .unknown(x -> 1, x -> 2, x -> 3);
  }

  private static double worstGap(Activation f, double... points) {
    return DoubleStream.of(points).map(x -> Math.abs(signedGap(f, x))).max().getAsDouble();
  }

  private static double signedGap(Activation f, double x) {
    double h = 0x1p-16;
    return (f.value(x + h) - f.value(x - h)) / (h + h) - f.derivative(x);
  }

  private static ExerciseCase<?> gap() {
    return ExerciseCase.<ToDoubleFunction<Activation>>of("DerivativeExercises.gap",
            "a test that finds wrong derivatives", "your test of right and wrong derivatives", DerivativeExercises::gap,
            f -> NONE, f -> worstGap(f, -2.5, -0.5, 0, 2))
        .wrong(f -> 0, "Do you use").wrong(f -> worstGap(f, 1), "more than one x")
        .wrong(f -> worstGap(f, 0.5, 2), "negative x")
        .wrong(f -> Math.max(signedGap(f, -2), signedGap(f, 2)), "by `Math.abs`")
        .unknown(f -> 1, f -> 2, f -> 3);
  }

  private static ExerciseCase<DoubleUnaryOperator> digits(String task) {
    return function("DerivativeExercises.slope", "a slope that keeps its digits", task, DerivativeExercises::slope,
        x -> Math.pow(Math.cosh(x), -2));
  }

  private static ExerciseCase<?> slopeOfTanh() {
    DoubleUnaryOperator t = x -> Math.exp(-2 * Math.abs(x));
    return digits("1 − tanh² x")
        .wrong(x -> 4 * t.applyAsDouble(x), "Right far away")
        .wrong(x -> 4 / (1 + 1 / t.applyAsDouble(x)), "is squared")
        .wrong(x -> SpecialFunctions.sigmoid(2 * x) * SpecialFunctions.sigmoid(-2 * x), "a quarter")
        .wrong(x -> Math.tanh(x) * Math.tanh(x), "Take it from 1").unknown(x -> x, x -> 1, x -> Math.exp(-x * x));
  }

  private static ExerciseCase<?> slopeFarOut() {
    return digits("its logarithm, far to the right")
        .wrong(x -> 1 - Math.tanh(x) * Math.tanh(x), "nearly equal")
        .wrong(x -> (1 - Math.tanh(x)) * (1 + Math.tanh(x)), "is rounded already").unknown(x -> 1, x -> 2, x -> 3);
  }

  private static ExerciseCase<?> lopsided() {
    return number("ReluExercises.lopsidedStep", "a lopsided step", "the slope with a lopsided step",
        ReluExercises::lopsidedStep, 3.0 / 4)
        .wrong(0.5, "central difference").wrong(0.25, "wrong way round").wrong(1.0, "forward difference")
        .wrong(3.0, "ReLU(3h) is 3h").unknown(0.0, 2.0, -1.0);
  }

  private static ExerciseCase<?> alphaGradient() {
    return ExerciseCase.<ReluExercises.AlphaGradient>of("ReluExercises.alphaGradient", "the gradient of a learned α",
            "∂L/∂α for α = 0.25 and the target 2", ReluExercises::alphaGradient, (z, y, a) -> NONE,
            (z, y, a) -> z > 0 ? 0 : (a * z - y) * z)
        .wrong((z, y, a) -> z > 0 ? z - y : (a * z - y) * a, "you moved z")
        .wrong((z, y, a) -> z > 0 ? 0 : z, "another factor")
        .wrong((z, y, a) -> (Math.max(z, a * z) - y) * z, "does it change with α")
        .wrong((z, y, a) -> z > 0 ? (z - y) * z : 0, "sides are swapped")
        .wrong((z, y, a) -> z > 0 ? 0 : (y - a * z) * z, "sign is turned round")
        .wrong((z, y, a) -> z > 0 ? 0 : 2 * (a * z - y) * z, "cancel")
        .wrong((z, y, a) -> Math.max(z, a * z) - y, "the other one is")
        .wrong((z, y, a) -> z > 0 ? 0 : (a * z - y) * a * z, "is z, without α")
        .unknown((z, y, a) -> 1, (z, y, a) -> a, (z, y, a) -> z);
  }

  private static ExerciseCase<?> plantedFaults() {
    return ExerciseCase.<ToDoubleFunction<DoubleFunction<Activation>>>of("ReluExercises.plantedFaults",
            "a test that finds the faults", "your test", ReluExercises::plantedFaults, elu -> NONE,
            elu -> Math.max(depth(elu, -1, 3), DoubleStream.of(-2, -0.5, 2).map(x -> slopeError(elu, x)).max()
                .getAsDouble()))
        .wrong(elu -> 0, "With which α").wrong(elu -> depth(elu, -1, 1), "With which α")
        .wrong(elu -> depth(elu, -1, 3), "Compare the derivative")
        .wrong(elu -> Math.max(depth(elu, -1, 3), slopeError(elu, -2)), "Test at x > 0")
        .wrong(elu -> Math.max(depth(elu, -300, 3), Math.max(slopeError(elu, -2), slopeError(elu, 2))
            + Math.max(0, elu.apply(3).value(1) - 1)), "near x = −1")
        .unknown(elu -> 1, elu -> 2, elu -> Double.POSITIVE_INFINITY);
  }

  /** The error of the value of an ELU at an x left of 0. */
  private static double depth(DoubleFunction<Activation> elu, double x, double alpha) {
    return Math.abs(elu.apply(alpha).value(x) - alpha * (Math.exp(x) - 1));
  }

  /** How far the derivative of an ELU with α = 3 is from a difference quotient, and from 1 on the right. */
  private static double slopeError(DoubleFunction<Activation> elu, double x) {
    Activation f = elu.apply(3);
    double quotient = (f.value(x + 1e-5) - f.value(x - 1e-5)) / 2e-5;
    return Math.abs(f.derivative(x) - (x > 0 ? 1 : quotient));
  }

  private static ExerciseCase<double[]> coin(String task) {
    return numbers("GeluExercises.coinAtMinusOne", "the coin at −1", task,
        each -> GeluExercises.coinAtMinusOne(each[0], each[1]), 0.1587, -0.1587);
  }

  private static ExerciseCase<?> keep() {
    return coin("probability of keeping −1").wrong(new double[] {0.8413, -0.1587}, "Is −1 kept as often?")
        .unknown(new double[] {0.5, 0}, new double[] {0.3, 0}, new double[] {-1, 0});
  }

  private static ExerciseCase<?> mean() {
    return coin("average output at −1").wrong(new double[] {0.1587, 0.1587}, "Mind the sign")
        .unknown(new double[] {0.1587, -1}, new double[] {0.1587, -0.8413}, new double[] {0.1587, 0});
  }

  static Activation own(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    return new Activation() {
      @Override
      public String name() {
        return "own";
      }

      @Override
      public double value(double x) {
        return value.applyAsDouble(x);
      }

      @Override
      public double derivative(double x) {
        return slope.applyAsDouble(x);
      }
    };
  }

  private static double clipped(double share) {
    return share < 0 ? 0 : share > 1 ? 1 : share;
  }

  private static double hardSwishSlope(double x) {
    return x < -3 ? 0 : x > 3 ? 1 : (2 * x + 3) / 6;
  }

  private static ExerciseCase<?> uniformCoin() {
    DoubleUnaryOperator value = x -> x * clipped(x / 6 + 0.5);
    DoubleUnaryOperator none = x -> NONE;
    return ExerciseCase.<Supplier<Activation>>of("GeluExercises.uniformCoin", "another coin",
            "the average of the uniform coin", GeluExercises::uniformCoin, () -> own(x -> x * NONE, none),
            () -> own(value, ExerciseCases::hardSwishSlope))
        .wrong(() -> own(x -> x * (x + 3) / 6, none), "no probability")
        .wrong(() -> own(x -> x * clipped(x / 6), none), "Count from the left end")
        .wrong(() -> own(x -> x * clipped(x / 3), none), "Count from the left end")
        .wrong(() -> own(x -> x * clipped((3 - x) / 6), none), "lies above x")
        .wrong(() -> own(x -> clipped(x / 6 + 0.5), none), "the probability alone")
        .wrong(() -> own(value, x -> clipped(x / 6 + 0.5)), "a second term")
        .wrong(() -> own(value, x -> (2 * x + 3) / 6), "does not change any more")
        .wrong(() -> own(value, x -> clipped(x / 6 + 0.5) + x / 6), "does not change any more")
        .wrong(() -> own(value, x -> x < -3 || x > 3 ? 0 : x / 6), "One term is missing")
        .unknown(() -> own(value, x -> 0), () -> own(value, x -> 1), () -> own(x -> x, x -> 1));
  }

  private static BiFunction<Double, Double, Activation> shifted(
      DoubleBinaryOperator argument, DoubleBinaryOperator factor) {
    return (mu, sigma) -> own(x -> x * SpecialFunctions.normalCdf(argument.applyAsDouble(x - mu, sigma)),
        x -> SpecialFunctions.normalCdf((x - mu) / sigma)
            + factor.applyAsDouble(x, sigma) * SpecialFunctions.normalPdf((x - mu) / sigma));
  }

  private static ExerciseCase<?> threshold() {
    DoubleBinaryOperator divided = (distance, sigma) -> distance / sigma;
    return ExerciseCase.<BiFunction<Double, Double, Activation>>of("GeluExercises.threshold",
            "a switch with a threshold", "the switch with μ = 1 and σ = 0.5", GeluExercises::threshold,
            (mu, sigma) -> own(x -> NONE, x -> NONE), shifted(divided, divided))
        .wrong((mu, sigma) -> GELU, "μ and σ must appear")
        .wrong((mu, sigma) -> own(x -> x * SpecialFunctions.normalCdf(x / sigma), x -> NONE), "μ is missing")
        .wrong((mu, sigma) -> own(x -> x * SpecialFunctions.normalCdf((x + mu) / sigma), x -> NONE), "the sign")
        .wrong((mu, sigma) -> own(x -> x * SpecialFunctions.normalCdf(x - mu / sigma), x -> NONE), "the brackets")
        .wrong(shifted((distance, sigma) -> distance * sigma, divided), "You multiplied by σ")
        .wrong((mu, sigma) -> own(x -> (x - mu) * SpecialFunctions.normalCdf((x - mu) / sigma), x -> NONE),
            "x itself")
        .wrong((mu, sigma) -> own(x -> SpecialFunctions.normalCdf((x - mu) / sigma), x -> NONE), "the gate alone")
        .wrong(shifted(divided, (x, sigma) -> 0), "a second term")
        .wrong(shifted(divided, (x, sigma) -> (x - 1) / sigma), "not (x − μ)/σ")
        .wrong(shifted(divided, (x, sigma) -> x), "inner derivative")
        .unknown(shifted(divided, (x, sigma) -> -x), shifted(divided, (x, sigma) -> 1),
            (mu, sigma) -> own(x -> x, x -> 1));
  }

  private static ExerciseCase<double[]> slopeAtZero(String task) {
    return numbers("ApproximationExercises.slopeAtZero", "the slope at 0", task,
        each -> ApproximationExercises.slopeAtZero(each[0], each[1]), 1.596, 0.5);
  }

  private static ExerciseCase<?> equalSlope() {
    return slopeAtZero("the constant a").wrong(new double[] {0.3989 / 4, 0.5}, "Upside down")
        .wrong(new double[] {0.7979, 0.5}, "tanh form").wrong(new double[] {1.702, 0.5}, "fit to the whole curve")
        .unknown(new double[] {0.3989, 0}, new double[] {4, 0}, new double[] {0.25, 0});
  }

  private static ExerciseCase<?> atZero() {
    return slopeAtZero("σ(a·0)").wrong(new double[] {1.596, 0}, "only at −∞").wrong(new double[] {1.596, 1}, "+∞")
        .unknown(new double[] {0, 0.25}, new double[] {0, 0.4}, new double[] {0, 2});
  }

  private static DoubleUnaryOperator meanSquare(double power, double density, double step) {
    return a -> {
      double sum = 0;
      for (int i = -160; i <= 160; i++) {
        double x = i * 0.05;
        double error = Math.abs(x * SpecialFunctions.sigmoid(a * x) - GELU.value(x));
        sum += Math.pow(error, power) * Math.pow(SpecialFunctions.normalPdf(x), density) * step;
      }
      return sum;
    };
  }

  private static ExerciseCase<?> meanSquare() {
    return function("ApproximationExercises.meanSquare", "a fit for the inputs that occur", "1000·S(a)",
        ApproximationExercises::meanSquare, meanSquare(2, 1, 0.05))
        .wrong(meanSquare(2, 0, 0.05), "The density φ(x)").wrong(meanSquare(1, 1, 0.05), "Square the error")
        .wrong(meanSquare(2, 1, 1), "width of the step")
        .unknown(meanSquare(1, 0, 0.05), meanSquare(1, 0, 1), meanSquare(2, 0, 1));
  }

  private static ExerciseCase<?> tanhForm() {
    DoubleUnaryOperator u = x -> Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
    return function("ApproximationExercises.stableTanhForm", "a tanh form without cancellation",
        "your formula divided by the true value", ApproximationExercises::stableTanhForm,
        x -> x / (1 + Math.exp(-2 * u.applyAsDouble(x))))
        .wrong(x -> 0.5 * x * (1 + Math.tanh(u.applyAsDouble(x))), "which cancels").wrong(GELU::value, "exact GELU")
        .wrong(x -> x / (1 + Math.exp(-u.applyAsDouble(x))), "A factor 2")
        .unknown(x -> x, x -> relu(x), x -> 1);
  }

  private static ExerciseCase<double[]> fused(String task) {
    return numbers("CostExercises.fused", "fused or not", task,
        each -> CostExercises.fused(each[0], each[1], each[2]), 2.8, 1.2, 1.6);
  }

  private static ExerciseCase<?> threePasses() {
    return fused("three passes, ns").wrong(new double[] {1.6, 1.2, 1.6}, "Each writes its result")
        .wrong(new double[] {2.4, 1.2, 1.6}, "reads the mask").wrong(new double[] {28, 1.2, 1.6}, "the bytes")
        .unknown(new double[] {0.8, 0, 0}, new double[] {3.2, 0, 0}, new double[] {0.28, 0, 0});
  }

  private static ExerciseCase<?> onePass() {
    return fused("one pass, ns").wrong(new double[] {2.8, 0.8, 1.6}, "Three arrays move")
        .wrong(new double[] {2.8, 12, 1.6}, "the bytes")
        .unknown(new double[] {0, 0.4, 0}, new double[] {0, 2.8, 0}, new double[] {0, 1, 0});
  }

  private static ExerciseCase<?> onePassForTraining() {
    return fused("one pass for training, ns").wrong(new double[] {2.8, 1.2, 1.2}, "keeps nothing")
        .wrong(new double[] {2.8, 1.2, 2}, "need not be read").wrong(new double[] {2.8, 1.2, 16}, "the bytes")
        .unknown(new double[] {0, 0, 3.2}, new double[] {0, 0, 0.4}, new double[] {0, 0, 1});
  }

  private static ExerciseCase<?> share() {
    return function("CostExercises.share", "the share for a batch", "share of the activation",
        CostExercises::share, b -> b <= 6 ? 7 * b / (7 * b + 4096) : 21 / (21 + 2048.0))
        .wrong(b -> 0.7 / (0.7 + 2048.0 / 30), "For one row").wrong(b -> 0.7 * b / (0.7 * b + 409.6), "For many rows")
        .wrong(b -> 0.7 * b / (0.7 * b + 2048 * b / 30 + 409.6), "the longer one counts")
        .wrong(b -> 0.7 / (0.7 + Math.max(2048 * b / 30, 409.6)), "b rows, too")
        .wrong(b -> 0.7 * b / (0.7 * b + Math.max(1024 * b / 30, 409.6)), "two operations")
        .wrong(b -> 0.7 * b / (0.7 * b + Math.max(2048 * b / 30, 102.4)), "4 bytes")
        .wrong(b -> 0.7 * b / Math.max(2048 * b / 30, 409.6), "the ratio of the two")
        .unknown(b -> 0.7, b -> b, b -> 1 / b);
  }

  private static ExerciseCase<?> slopeOfSoftplus() {
    return function("CostExercises.slope", "a slope from the output", "slope of softplus by its output",
        CostExercises::slope, y -> (Math.exp(y) - 1) / Math.exp(y))
        .wrong(y -> Math.exp(-y), "one subtraction away").wrong(y -> 1 / (1 + Math.exp(-y)), "the sigmoid of y")
        .wrong(y -> Math.exp(y) - 1, "That is e^x").wrong(y -> y * (1 - y), "sigmoid's own slope")
        .unknown(y -> y, y -> 1, y -> 1 / y);
  }
}
