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
}
