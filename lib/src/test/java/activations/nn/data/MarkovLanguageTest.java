package activations.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarkovLanguageTest {

  /** The first number that this seed gives is ¼. */
  private static final long QUARTER = 9037649750227442311L;

  /** The first number that this seed gives is the largest of all, 1 − 2⁻⁵³. */
  private static final long LARGEST = -761617829288982729L;

  /**
   * 0, 0, 1, 1, again and again: two letters tell the next one, one letter nothing. Other letters are less likely than
   * 10⁻⁷⁰, and one is impossible.
   */
  @Test
  void entropiesOfALanguageThatRepeatsFourLetters() {
    MarkovLanguage language = MarkovLanguage.of(2, 200, 95);
    assertEquals(0, language.probability(0, 0, 0));
    assertEquals(1, language.probability(0, 1, 1));
    assertEquals(1, language.probability(1, 1, 0));
    assertEquals(1, language.probability(1, 0, 0));
    assertEquals(0, language.entropy(), 1e-12);
    assertEquals(Math.log(2), language.entropyAfterOne(), 1e-12);
    assertEquals(Math.log(2), language.entropyOfLetters(), 1e-12);
    assertEquals(Math.log(2) / 4, language.floor(4), 1e-12);
    Dataset data = language.sequences(20, 9, 1);
    for (int row = 0; row < 20; row++) {
      for (int i = 2; i < 9; i++) {
        assertEquals(1 - data.x()[row * 9 + i - 2], data.x()[row * 9 + i], "letter " + i + " of row " + row);
      }
    }
  }

  /** Of the pairs 00, 01, 10 and 11, a quarter each, the numbers from ¼ to ½ draw the second. */
  @Test
  void aNumberOnTheBorderDrawsWhatBeginsThere() {
    assertEquals(0.25, new SplittableRandom(QUARTER).nextDouble());
    Dataset data = MarkovLanguage.of(2, 0, 1).sequences(1, 1, QUARTER);
    assertArrayEquals(new float[] {0}, data.x());
    assertArrayEquals(new int[] {1}, data.labels());
  }

  /** The probabilities of 121 pairs sum to less, for they are rounded. */
  @Test
  void theLargestNumberDrawsTheLast() {
    assertEquals(Math.nextDown(1.0), new SplittableRandom(LARGEST).nextDouble());
    Dataset data = MarkovLanguage.of(11, 0, 1).sequences(1, 1, LARGEST);
    assertArrayEquals(new float[] {10}, data.x());
    assertArrayEquals(new int[] {10}, data.labels());
  }

  @Test
  void aSharpnessBeyondDoublesIsRefused() {
    for (double sharpness : new double[] {1e4, Double.MAX_VALUE}) {
      assertEquals("sharpness must be so small that the exponentials of the softmax neither all vanish nor exceed a"
              + " double but is " + sharpness,
          assertThrows(IllegalArgumentException.class, () -> MarkovLanguage.of(2, sharpness, 1)).getMessage());
    }
  }
}
