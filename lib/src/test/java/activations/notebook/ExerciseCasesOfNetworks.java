package activations.notebook;

import static activations.notebook.ExerciseCases.number;
import static activations.notebook.ExerciseCases.numbers;
import static activations.notebook.ExerciseCases.own;

import activations.Activation;
import activations.Activations;
import activations.nn.theory.MeanField;
import activations.notebook.exercises.ChoiceExercises;
import activations.notebook.exercises.ClaimExercises;
import activations.notebook.exercises.DepthExercises;
import activations.notebook.exercises.GluExercises;
import activations.notebook.exercises.TrainingExercises;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Answers to the exercises of notebooks 08 to 12. */
final class ExerciseCasesOfNetworks {

  private static final double NONE = Double.NaN;
  private static final Activation GELU = Activations.gelu();

  private ExerciseCasesOfNetworks() {}

  static Stream<ExerciseCase<?>> all() {
    return Stream.of(tenLayers(), gain(), standardised(), fiveSeeds(), pairedT(), holm(), hidden(), ratio(),
        gradients(), differenceOfSquares(), changedClaims(), witness(), flatFrom(), keep(), atMinusOne(), farLeft(),
        softsignGate(), capstone());
  }

  private static ExerciseCase<?> tenLayers() {
    return number("DepthExercises.tenLayers", "ten layers", "mean square in layer 11", DepthExercises::tenLayers,
        3 * Math.pow(2, -10))
        .wrong(3.0, "He's start").wrong(3 * Math.pow(2, -11), "not eleven").wrong(3 * Math.pow(2, -9), "not nine")
        .wrong(3 * Math.pow(2, -5), "not multiplied by 1/√2").wrong(Math.pow(2, -10), "was 3")
        .unknown(0.0, 30.0, 1.0);
  }

  private static ExerciseCase<?> gain() {
    return ExerciseCase.<DepthExercises.Gain>of("DepthExercises.gain", "the gain for the way back",
            "gain of GELU for the way back", DepthExercises::gain, (f, q) -> NONE,
            (f, q) -> 1 / MeanField.derivativeSecondMoment(f, q))
        .wrong(MeanField::derivativeSecondMoment, "That is E[f′²]")
        .wrong((f, q) -> 1 / MeanField.secondMoment(f, q), "keeps the signal")
        .wrong((f, q) -> 1 / Math.sqrt(MeanField.derivativeSecondMoment(f, q)), "That is σ_w")
        .wrong((f, q) -> 2, "Use the argument f").wrong((f, q) -> 1 / MeanField.derivativeSecondMoment(f, 1), "not 1")
        .unknown((f, q) -> 1, (f, q) -> q, (f, q) -> 1 / q);
  }

  private static ExerciseCase<?> standardised() {
    double mean = MeanField.mean(GELU, 1);
    double square = MeanField.secondMoment(GELU, 1);
    double s = Math.sqrt(square - mean * mean);
    DoubleUnaryOperator slope = x -> GELU.derivative(x) / s;
    DoubleUnaryOperator right = x -> (GELU.value(x) - mean) / s;
    return ExerciseCase.<Activation>of("DepthExercises.standardisedGelu", "GELU made to measure", "standardised GELU",
            DepthExercises::standardisedGelu, own(x -> NONE, x -> NONE), own(right, slope))
        .wrong(own(x -> (GELU.value(x) - mean) / (s * s), slope), "standard deviation s")
        .wrong(own(x -> (GELU.value(x) - mean) / Math.sqrt(square), slope), "not E[f²]")
        .wrong(own(x -> GELU.value(x) / s, slope), "Subtract the mean")
        .wrong(own(right, x -> (GELU.derivative(x) - mean) / s), "m goes")
        .unknown(GELU, own(right, x -> 0), own(x -> x, slope));
  }

  private static ExerciseCase<?> fiveSeeds() {
    return number("TrainingExercises.fiveSeeds", "five seeds", "t of five differences", TrainingExercises::fiveSeeds,
        0.3 / (Math.sqrt(0.1 / 4) / Math.sqrt(5)))
        .wrong(0.3 / Math.sqrt(0.1 / 4), "That is mean/s").wrong(0.3 / Math.sqrt(0.1 / 5 / 5), "n − 1 = 4")
        .wrong(0.3 / Math.sqrt(0.1 / 5), "s² is 0.1/4").wrong(0.3 / (0.1 / 4 / Math.sqrt(5)), "Take its root")
        .unknown(0.3, 1.0, -4.24);
  }

  private static double sum(double[] a) {
    return Arrays.stream(a).sum();
  }

  /** The differences of the four pairs have the mean 1 and the sum of squared deviations 0.5. */
  private static ExerciseCase<?> pairedT() {
    return ExerciseCase.<ToDoubleBiFunction<double[], double[]>>of("TrainingExercises.pairedT", "the paired t",
            "paired t", TrainingExercises::pairedT, (a, b) -> NONE,
            (a, b) -> (sum(a) - sum(b)) / 4 / Math.sqrt(0.5 / 3 / 4))
        .wrong((a, b) -> (sum(b) - sum(a)) / 4 / Math.sqrt(0.5 / 3 / 4), "The sign")
        .wrong((a, b) -> 1 / Math.sqrt(0.5 / 3), "Divide s by √n").wrong((a, b) -> 1 / Math.sqrt(0.5 / 4 / 4), "n − 1")
        .wrong((a, b) -> 1 / Math.sqrt((variance(a) + variance(b)) / 4), "unrelated samples")
        .unknown((a, b) -> 0, (a, b) -> 1, (a, b) -> 2);
  }

  private static double variance(double[] a) {
    double mean = sum(a) / a.length;
    return Arrays.stream(a).map(each -> (each - mean) * (each - mean)).sum() / (a.length - 1);
  }

  /** The p are 0.03, 0.01, 0.9, 0.012, 0.8. */
  private static ExerciseCase<?> holm() {
    return ExerciseCase.<UnaryOperator<double[]>>of("TrainingExercises.holm", "Holm's correction", "Holm's p",
            TrainingExercises::holm, p -> new double[] {NONE, NONE, NONE, NONE, NONE},
            p -> new double[] {3 * p[0], 5 * p[1], 1, 5 * p[1], 1})
        .wrong(p -> Arrays.stream(p).map(each -> Math.min(1, 5 * each)).toArray(), "Holm: 5, 4, …")
        .wrong(p -> Arrays.stream(p).map(each -> 5 * each).toArray(), "And a p cannot exceed 1")
        .wrong(p -> new double[] {3 * p[0], 5 * p[1], 2 * p[4], 5 * p[1], 2 * p[4]}, "use Math.min")
        .wrong(p -> new double[] {3 * p[0], 5 * p[1], p[2], 4 * p[3], 1}, "0.048 after 0.05")
        .wrong(p -> new double[] {3 * p[0], 5 * p[1], p[2], 4 * p[3], 2 * p[4]}, "and none may exceed 1")
        .wrong(p -> new double[] {5 * p[1], 5 * p[1], 3 * p[0], 1, 1}, "order they came in")
        .wrong(p -> new double[] {5 * p[1], 1, 5 * p[1], 1, 3 * p[0]}, "order they came in")
        .unknown(p -> p, p -> new double[5], p -> new double[2]);
  }

  private static ExerciseCase<double[]> sizes(String task) {
    return numbers("GluExercises.sizes", "sizes", task, each -> GluExercises.sizes(each[0], each[1]), 1365, 3 / 2.0);
  }

  private static ExerciseCase<?> hidden() {
    return sizes("hidden size").wrong(new double[] {0, 1.5}, "division of integers")
        .wrong(new double[] {3072, 1.5}, "larger than 2048").wrong(new double[] {1024, 1.5}, "from 2 to 3")
        .wrong(new double[] {2048 / 1.5, 1.5}, "round it")
        .unknown(new double[] {2048, 1}, new double[] {512, 1}, new double[] {1366, 1});
  }

  private static ExerciseCase<?> ratio() {
    return sizes("ratio").wrong(new double[] {1365, 2}, "stays one matrix")
        .wrong(new double[] {1365, 1 / 1.5}, "other way round")
        .unknown(new double[] {1, 1}, new double[] {1, 3}, new double[] {1, 4});
  }

  private static BiFunction<Double, Double, double[]> gradient(BiFunction<Double, Double, Double> byGate,
      BiFunction<Double, Double, Double> byValue) {
    return (a, b) -> new double[] {byGate.apply(a, b), byValue.apply(a, b)};
  }

  private static ExerciseCase<?> gradients() {
    BiFunction<Double, Double, Double> slope = (a, b) -> GELU.derivative(a) * b;
    BiFunction<Double, Double, Double> value = (a, b) -> GELU.value(a);
    return ExerciseCase.<BiFunction<Double, Double, double[]>>of("GluExercises.gradients", "both gradients of GEGLU",
            "gradients of GEGLU at four pairs", GluExercises::gradients, gradient((a, b) -> NONE, (a, b) -> NONE),
            gradient(slope, value))
        .wrong(gradient(value, slope), "swapped")
        .wrong(gradient((a, b) -> GELU.derivative(a), value), "the factor b stays")
        .wrong(gradient((a, b) -> GELU.value(a) * b, value), "must be differentiated")
        .wrong(gradient(slope, (a, b) -> GELU.value(a) * b), "the factor b goes")
        .unknown(gradient(slope, slope), gradient(value, value), gradient((a, b) -> a, (a, b) -> b));
  }

  private static ExerciseCase<?> differenceOfSquares() {
    return ExerciseCase.<float[][]>of("GluExercises.differenceOfSquares", "a difference of squares from one unit",
            "x₁² − x₂² at four points", each -> GluExercises.differenceOfSquares(each[0], each[1]),
            new float[][] {{Float.NaN, Float.NaN}, {Float.NaN, Float.NaN}}, new float[][] {{2, -2}, {0.5f, 0.5f}})
        .wrong(new float[][] {{1, 1}, {1, 1}}, "(x₁ + x₂)²").wrong(new float[][] {{1, -1}, {1, -1}}, "(x₁ − x₂)²")
        .wrong(new float[][] {{-1, 1}, {1, 1}}, "x₂² − x₁²").wrong(new float[][] {{1, 0}, {0, 1}}, "x₁·x₂")
        .unknown(new float[][] {{1, 0}, {1, 0}}, new float[][] {{0, 0}, {1, 1}}, new float[][] {{1}, {1, 1}});
  }

  private static ExerciseCase<?> changedClaims() {
    return numbers("ClaimExercises.changedClaims", "another word, another verdict", "three changed claims",
        ClaimExercises::changedClaims, 1, 0, 0.5)
        .wrong(new double[] {0, 0, 0.5}, "without end").wrong(new double[] {1, 1, 0.5}, "slope is α left of 0")
        .wrong(new double[] {1, 0, 1}, "the lowest point").wrong(new double[] {1, 0, 0}, "one agrees")
        .unknown(new double[] {0, 1, 0}, new double[] {0.5, 0.5, 0.5}, new double[] {1, 1, 1});
  }

  private static ExerciseCase<?> witness() {
    double left = -2;
    double right = 0;
    for (int i = 0; i < 60; i++) {
      double middle = (left + right) / 2;
      boolean falls = GELU.derivative(middle) < 0;
      left = falls ? middle : left;
      right = falls ? right : middle;
    }
    double zero = left;
    return ExerciseCase.<DoubleSupplier>of("ClaimExercises.witness", "the witness", "an input where GELU′ is 0",
            ClaimExercises::witness, () -> NONE, () -> zero)
        .wrong(() -> -2, "left end").wrong(() -> 0, "right end").wrong(() -> -0.75, "Near")
        .wrong(() -> -Math.sqrt(2), "smallest, not zero").unknown(() -> -1, () -> 1, () -> -0.5);
  }

  private static double search(Activation f, DoubleUnaryOperator slope, double otherwise) {
    for (int i = 0; i < 100_000; i++) {
      if (slope.applyAsDouble(i / 1000.0) < 0.01) {
        return i / 1000.0;
      }
    }
    return otherwise;
  }

  private static ExerciseCase<?> flatFrom() {
    return ExerciseCase.<ToDoubleFunction<Activation>>of("ClaimExercises.flatFrom", "a claim of your own",
            "where tanh, softsign and GELU are flat", ClaimExercises::flatFrom, f -> NONE,
            f -> search(f, f::derivative, 100))
        .wrong(f -> 0, "turn the comparison")
        .wrong(f -> f.name().equals("gelu") ? 100 : search(f, x -> 1 - f.value(x), 99), "0.01 of its end")
        .wrong(f -> search(f, f::derivative, 0), "then return 100").unknown(f -> 1, f -> 2, f -> 100);
  }

  private static ExerciseCase<double[]> coin(String task) {
    return numbers("ChoiceExercises.cauchyCoin", "the Cauchy coin", task,
        each -> ChoiceExercises.cauchyCoin(each[0], each[1], each[2]),
        0.5 + Math.atan(-1) / Math.PI, -0.25, -1e6 * (0.5 + Math.atan(-1e6) / Math.PI));
  }

  private static ExerciseCase<?> keep() {
    return coin("probability of keeping −1").wrong(new double[] {0.75, 0, 0}, "arctan(−1) is negative").wrong(
        new double[] {0.1587, 0, 0}, "normal gate")
        .unknown(new double[] {0.5, 0, 0}, new double[] {1, 0, 0}, new double[] {-0.25, 0, 0});
  }

  private static ExerciseCase<?> atMinusOne() {
    return coin("f(−1)").wrong(new double[] {0, 0.25, 0}, "Mind the sign")
        .unknown(new double[] {0, 1, 0}, new double[] {0, -1, 0}, new double[] {0, 0, 0});
  }

  private static ExerciseCase<?> farLeft() {
    return coin("f far to the left").wrong(new double[] {0, 0, 0}, "look at the product")
        .wrong(new double[] {0, 0, 1 / Math.PI}, "x is negative")
        .unknown(new double[] {0, 0, 1}, new double[] {0, 0, -1}, new double[] {0, 0, -100});
  }

  private static Supplier<Activation> made(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    return () -> own(value, slope);
  }

  private static ExerciseCase<?> softsignGate() {
    DoubleUnaryOperator gate = x -> (1 + x / (1 + Math.abs(x))) / 2;
    DoubleUnaryOperator change = x -> 1 / (2 * Math.pow(1 + Math.abs(x), 2));
    DoubleUnaryOperator value = x -> x * gate.applyAsDouble(x);
    return ExerciseCase.<Supplier<Activation>>of("ChoiceExercises.softsignGate", "the softsign gate",
            "the softsign gate", ChoiceExercises::softsignGate, made(x -> NONE, x -> NONE),
            made(value, x -> gate.applyAsDouble(x) + x * change.applyAsDouble(x)))
        .wrong(made(gate, change), "g alone").wrong(made(value, gate), "a second term")
        .wrong(made(value, change), "That is g′")
        .wrong(made(value, x -> x * change.applyAsDouble(x)), "One term is missing")
        .wrong(made(value, x -> gate.applyAsDouble(x) + change.applyAsDouble(x)), "not g′(x)")
        .unknown(made(value, x -> 1), made(x -> x, x -> 1), made(x -> -x, x -> 1));
  }

  private static ExerciseCase<?> capstone() {
    return ExerciseCase.<Supplier<Activation>>of("ChoiceExercises.capstone", "the capstone",
            "your function and its derivative", ChoiceExercises::capstone, made(x -> NONE, x -> NONE),
            made(x -> x * x, x -> 2 * x))
        .wrong(made(x -> 3 * x + 1, x -> 3), "no activation function")
        .wrong(() -> Activations.relu(), "nor the name of another function").wrong(made(Math::log, x -> 1 / x), "not defined")
        .unknown(made(x -> x * x, x -> x), made(Math::sin, Math::sin), made(Math::cos, Math::sin));
  }
}
