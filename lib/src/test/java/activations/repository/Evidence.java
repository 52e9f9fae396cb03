package activations.repository;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What speaks for a formula: numbers computed for each of its sides, and compared. */
@FunctionalInterface
interface Evidence {

  /** Throws an {@link AssertionError} that says where the formula does not hold. */
  void examine();

  /** The sides of an equation have the same value at each point. */
  static Sides equal(DoubleUnaryOperator... sides) {
    if (sides.length < 2) {
      throw new IllegalArgumentException("an equation has two sides or more but this one has " + sides.length);
    }
    return new Sides("=", (left, right, tolerance) -> Math.abs(left - right) <= tolerance, sides);
  }

  /** At each point no side is larger than the next. */
  static Sides atMost(DoubleUnaryOperator... sides) {
    return new Sides("≤", (left, right, tolerance) -> left <= right + tolerance, sides);
  }

  /** Numbers that are equal, within the tolerance of {@link Sides#within}. */
  static Evidence equalNumbers(double tolerance, double... numbers) {
    return equal(Arrays.stream(numbers).<DoubleUnaryOperator>mapToObj(number -> x -> number)
        .toArray(DoubleUnaryOperator[]::new)).at(0).within(tolerance);
  }

  /** Sides that are arrays, or matrices row by row, computed from random numbers twenty times over; equal to 10⁻⁹. */
  static Evidence equalArrays(Function<SplittableRandom, List<double[]>> sides) {
    return equalArrays(Sides.TOLERANCE, sides);
  }

  static Evidence equalArrays(double tolerance, Function<SplittableRandom, List<double[]>> sides) {
    return () -> {
      SplittableRandom random = new SplittableRandom(Sides.SEED);
      for (int draw = 0; draw < Sides.DRAWS; draw++) {
        List<double[]> arrays = sides.apply(random);
        int[] lengths = arrays.stream().mapToInt(array -> array.length).distinct().toArray();
        if (arrays.size() < 2 || lengths.length != 1 || lengths[0] == 0) {
          throw new IllegalStateException("sides to compare have the lengths " + Arrays.toString(lengths));
        }
        for (int i = 0; i < lengths[0]; i++) {
          int element = i;
          equalNumbers(tolerance, arrays.stream().mapToDouble(array -> array[element]).toArray()).examine();
        }
      }
    };
  }

  /** Compares two neighbouring sides. */
  @FunctionalInterface
  interface Relation {
    boolean holds(double left, double right, double tolerance);
  }

  /** Functions of one number, compared at points. */
  final class Sides implements Evidence {

    static final double TOLERANCE = 1e-9;
    static final long SEED = 42;
    static final int DRAWS = 20;
    private static final int POINTS = 41;

    private final String sign;
    private final Relation relation;
    private final DoubleUnaryOperator[] sides;
    private double[] points = {};
    private double tolerance = TOLERANCE;

    private Sides(String sign, Relation relation, DoubleUnaryOperator... sides) {
      this.sign = sign;
      this.relation = relation;
      this.sides = sides;
    }

    /** Adds points from one end of an interval to the other. */
    Sides on(double from, double to) {
      return at(IntStream.range(0, POINTS).mapToDouble(i -> from + (to - from) * i / (POINTS - 1)).toArray());
    }

    /** Adds points. */
    Sides at(double... more) {
      points = DoubleStream.concat(Arrays.stream(points), Arrays.stream(more)).toArray();
      return this;
    }

    /** The largest difference that passes, as a part of the larger side where that is above 1; 10⁻⁹ if not set. */
    Sides within(double largest) {
      tolerance = largest;
      return this;
    }

    @Override
    public void examine() {
      if (points.length == 0) {
        throw new IllegalStateException("compared at no point");
      }
      for (double x : points) {
        for (int i = 1; i < sides.length; i++) {
          double left = sides[i - 1].applyAsDouble(x);
          double right = sides[i].applyAsDouble(x);
          double scale = Math.max(1, Math.max(Math.abs(left), Math.abs(right)));
          // An infinite scale would let everything pass.
          if (!(scale < Double.POSITIVE_INFINITY && relation.holds(left, right, tolerance * scale))) {
            throw new AssertionError("at " + x + ", side " + i + " " + sign + " side " + (i + 1) + " within "
                + tolerance + " does not hold: " + left + " and " + right);
          }
        }
      }
    }
  }
}
