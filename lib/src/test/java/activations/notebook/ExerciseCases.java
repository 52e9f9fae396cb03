package activations.notebook;

import activations.Activation;
import activations.Activations;
import activations.SpecialFunctions;
import activations.notebook.exercises.ApproximationExercises;
import activations.notebook.exercises.CostExercises;
import activations.notebook.exercises.GeluExercises;
import activations.notebook.exercises.NonLinearityExercises;
import activations.notebook.exercises.ReluExercises;
import activations.notebook.exercises.SetupExercises;
import activations.notebook.exercises.SigmoidExercises;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Answers to the exercises of notebooks 00 to 07. */
final class ExerciseCases {

  private static final double NONE = Double.NaN;
  private static final Activation GELU = Activations.gelu();

  private ExerciseCases() {}

  static Stream<ExerciseCase<?>> ofFunctions() {
    return Stream.of(half(), bestLine(), parity(), hat(), slopeFromValue(), tanhSlope(), softplus(), softplusLeft(),
        lopsided(), leakySlope(), elu(), keep(), mean(), uniformCoin(), threshold(), equalSlope(), atZero(),
        meanSquare(), tanhForm(), forwardFloor(), backwardFloor(), share());
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

  private static ExerciseCase<?> half() {
    return function("SetupExercises.half", "a half", "half of x", SetupExercises::half, x -> 0.5 * x)
        .wrong(x -> x + x, "the double").wrong(x -> x - 2, "Divide")
        .unknown(x -> x, x -> x / 3, x -> -x / 2);
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

  private static ExerciseCase<?> lopsided() {
    return number("ReluExercises.lopsidedStep", "a lopsided step", "the slope with a lopsided step",
        ReluExercises::lopsidedStep, 3.0 / 4)
        .wrong(0.5, "central difference").wrong(0.25, "wrong way round").wrong(1.0, "forward difference")
        .wrong(3.0, "ReLU(3h) is 3h").unknown(0.0, 2.0, -1.0);
  }

  private static ExerciseCase<?> leakySlope() {
    return ExerciseCase.<DoubleBinaryOperator>of("ReluExercises.leakySlope", "the derivative of leaky ReLU",
            "derivative of leaky ReLU, α = 0.2", ReluExercises::leakySlope, (x, a) -> NONE, (x, a) -> x <= 0 ? a : 1)
        .wrong((x, a) -> x > 0 ? x : a * x, "the function itself").wrong((x, a) -> x > 0 ? 1 : a * x, "not αx")
        .wrong((x, a) -> x > 0 ? 1 : 0, "ReLU's derivative").wrong((x, a) -> x > 0 ? 1 : 0.01, "You wrote 0.01")
        .wrong((x, a) -> x >= 0 ? 1 : a, "Right but for the kink").wrong((x, a) -> x > 0 ? a : 1, "swapped")
        .unknown((x, a) -> 1, (x, a) -> a, (x, a) -> -a);
  }

  private static ExerciseCase<?> elu() {
    return ExerciseCase.<DoubleBinaryOperator>of("ReluExercises.elu", "an ELU whose α works", "ELU, α = 2.5",
            ReluExercises::elu, (x, a) -> NONE, (x, a) -> x > 0 ? x : a * (Math.exp(x) - 1))
        .wrong((x, a) -> x > 0 ? x : Math.expm1(x), "α is ignored")
        .wrong((x, a) -> x > 0 ? x : a * Math.exp(x) - 1, "multiplies the bracket")
        .wrong((x, a) -> x > 0 ? x : a * Math.exp(x), "−1 is missing")
        .wrong((x, a) -> a * Math.expm1(x), "Right of 0 ELU is x")
        .wrong((x, a) -> x > 0 ? a * x : a * Math.expm1(x), "Only the left half")
        .wrong((x, a) -> x > 0 ? x : a * Math.expm1(x / a), "CELU")
        .unknown((x, a) -> x, (x, a) -> a, (x, a) -> relu(x));
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

  private static ExerciseCase<double[]> floor(String task) {
    return numbers("CostExercises.floor", "the floor", task, each -> CostExercises.floor(each[0], each[1]), 0.8, 1.2);
  }

  private static ExerciseCase<?> forwardFloor() {
    return floor("forward floor, ns").wrong(new double[] {0.4, 1.2}, "y must be written")
        .wrong(new double[] {10 / 8.0, 1.2}, "Upside down")
        .unknown(new double[] {8, 0}, new double[] {4, 0}, new double[] {0.1, 0});
  }

  private static ExerciseCase<?> backwardFloor() {
    return floor("backward floor, ns").wrong(new double[] {0.8, 0.8}, "reads two arrays")
        .wrong(new double[] {0.8, 10 / 12.0}, "Upside down")
        .unknown(new double[] {0, 12}, new double[] {0, 0.4}, new double[] {0, 1.6});
  }

  private static ExerciseCase<?> share() {
    return function("CostExercises.share", "the share of the activation", "share of the activation",
        CostExercises::share, n -> 21 / (21 + 2 * n))
        .wrong(n -> 0.7 / (0.7 + n / 30), "two operations").wrong(n -> 0.7 / (2 * n / 30), "the ratio of the two")
        .wrong(n -> 2 * n / 30 / (0.7 + 2 * n / 30), "share of the product")
        .wrong(n -> 0.7 / (0.7 + 2 * n * 30), "take 2n/30 ns").unknown(n -> 0.7, n -> n, n -> 1 / n);
  }
}
