package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.nn.data.StrokeDigits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {

  @TempDir
  private Path folder;

  /** The stored runs of seeds 1, 2, 3, … had stroke digits of the seeds from 1,003 on, three for each. */
  @Test
  void theThreePartsOfEachSeedFollowEachOther() {
    Digits.Source source = Digits.strokes(6, 4);
    int next = 1_003;
    for (int seed = 1; seed <= 3; seed++) {
      Digits digits = source.of(seed);
      assertArrayEquals(StrokeDigits.of(6, next++).x(), digits.train().x());
      assertArrayEquals(StrokeDigits.of(4, next++).x(), digits.tuning().x());
      assertArrayEquals(StrokeDigits.of(4, next++).x(), digits.test().x());
    }
  }

  @Test
  void aNetworkLeadsFromPixelsThroughItsHiddenLayersToClasses() {
    assertArrayEquals(new int[] {784, 128, 128, 128, 10}, Digits.sizes(3, 128));
    assertArrayEquals(new int[] {784, 10}, Digits.sizes(0, 5));
  }

  @Test
  void mnistIsAskedForWhereItIsMissingAndRefusedWhereItIsAnother() throws IOException {
    String before = System.setProperty("mnist", folder.toString());
    try {
      String missing = message();
      assertTrue(missing.startsWith(folder.toString()) && missing.contains(" is not there. "), missing);
      for (String name : new String[] {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte"}) {
        Files.write(folder.resolve(name), new byte[] {1, 2, 3});
      }
      String other = message();
      assertTrue(other.startsWith(folder.toString()) && other.contains("-ubyte is not MNIST's: "), other);
    } finally {
      if (before == null) {
        System.clearProperty("mnist");
      } else {
        System.setProperty("mnist", before);
      }
    }
  }

  private static String message() {
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> Digits.mnist(50_000, 10_000));
    assertEquals(e.getCause().getMessage(), e.getMessage());
    return e.getMessage();
  }
}
