package activations;

import java.util.Objects;

/** Argument checks of the public methods, made before anything is written. */
final class Checks {

  private Checks() {}

  static void sameLength(String nameA, float[] a, String nameB, float[] b) {
    Objects.requireNonNull(a, nameA + " is null");
    Objects.requireNonNull(b, nameB + " is null");
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          nameA + " has " + a.length + " elements but " + nameB + " has " + b.length);
    }
  }

  static void matrix(String name, float[] a, int rows, int columns) {
    Objects.requireNonNull(a, name + " is null");
    if (a.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          name + " has " + a.length + " elements but " + rows + " × " + columns + " are needed");
    }
  }

  static void different(String nameA, float[] a, String nameB, float[] b) {
    if (a == b) {
      throw new IllegalArgumentException(nameA + " must not be the same array as " + nameB);
    }
  }

  static void size(String name, int size, int least) {
    if (size < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + " but is " + size);
    }
  }

  static void finite(String name, double parameter) {
    if (!Double.isFinite(parameter)) {
      throw new IllegalArgumentException(name + " must be finite but is " + parameter);
    }
  }

  static void positive(String name, double parameter) {
    if (!(parameter > 0 && parameter < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and greater than 0 but is " + parameter);
    }
  }

  static void notNegative(String name, double parameter) {
    if (!(parameter >= 0 && parameter < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and at least 0 but is " + parameter);
    }
  }

  static void ascending(String nameA, double a, String nameB, double b) {
    finite(nameA, a);
    finite(nameB, b);
    if (!(a < b)) {
      throw new IllegalArgumentException(
          nameA + " must be less than " + nameB + " but they are " + a + " and " + b);
    }
  }
}
