package activations.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DatasetTest {

  @Test
  void aSetOfClassesHasAsManyInputsAsItSays() {
    says("inputs must be at least 1 but is 0", () -> Dataset.classes(new float[0], 0, new int[2], 1));
    says("classes must be at least 1 but is 0", () -> Dataset.classes(new float[2], 1, new int[2], 0));
    says("x has 5 elements but 2 rows × 3 inputs = 6 are needed", () ->
        Dataset.classes(new float[5], 3, new int[2], 1));
    says("label -1 of row 1 is not a class: 0 to 1 are", () -> Dataset.classes(new float[2], 1, new int[] {0, -1}, 2));
  }

  @Test
  void aSetOfSequencesHasATokenForEachLabel() {
    says("length must be at least 1 but is 0", () -> Dataset.sequences(new float[2], 0, new int[2], 1));
    says("x has 5 elements but 2 rows × 3 inputs = 6 are needed", () ->
        Dataset.sequences(new float[5], 3, new int[6], 1));
  }

  @Test
  void aSetOfRegressionHasAnInputRowForEachTargetRow() {
    says("inputs must be at least 1 but is 0", () -> Dataset.regression(new float[0], 0, new float[2], 1));
    says("outputs must be at least 1 but is 0", () -> Dataset.regression(new float[2], 1, new float[2], 0));
    says("targets has 3 elements, not a multiple of 2 outputs", () ->
        Dataset.regression(new float[2], 1, new float[3], 2));
    says("x has 7 elements but 2 rows × 3 inputs = 6 are needed", () ->
        Dataset.regression(new float[7], 3, new float[4], 2));
  }

  @Test
  void anyConstructionAgrees() {
    says("labels has 3 elements but 2 rows × 1 are needed", () ->
        new Dataset(2, 1, 2, 1, new float[2], new int[3], null));
    says("targets has 3 elements but 2 rows × 2 are needed", () ->
        new Dataset(2, 1, 2, 1, new float[2], null, new float[3]));
    says("positions must be at least 1 but is 0", () -> new Dataset(2, 1, 2, 0, new float[2], new int[2], null));
    says("a row of outputs would have 65536 × 65536 = 4294967296 elements, and an array holds 2147483647 at most", () ->
        Dataset.sequences(new float[65536], 65536, new int[65536], 65536));
  }

  @Test
  void rowsThatAreNotThereAreNotGathered() {
    Dataset four = Dataset.regression(new float[] {1, 2, 3, 4}, 1, new float[] {5, 6, 7, 8}, 1);
    Dataset reuse = four.gather(new int[] {0, 1}, 0, 2, null);
    assertThrows(IndexOutOfBoundsException.class, () -> four.gather(new int[] {3, 4}, 0, 2, reuse));
    assertArrayEquals(new float[] {1, 2}, reuse.x(), "nothing was changed");
    assertThrows(IndexOutOfBoundsException.class, () -> four.gather(new int[] {3}, 0, 2, null));
    assertArrayEquals(new float[] {8}, four.gather(new int[] {3}, 0, 1, null).targets());
  }

  private static void says(String message, Executable bad) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, bad).getMessage());
  }

  @Test
  void gatherUsesASetAgainOnlyIfItHasAsManyRows() {
    Dataset data = Dataset.classes(new float[] {10, 11, 20, 21, 30, 31}, 2, new int[] {0, 1, 2}, 3);
    int[] order = {2, 0, 1};
    Dataset two = data.gather(order, 0, 2, null);
    assertArrayEquals(new float[] {30, 31, 10, 11}, two.x());
    assertArrayEquals(new int[] {2, 0}, two.labels());
    assertSame(two, data.gather(order, 1, 3, two));
    assertArrayEquals(new float[] {10, 11, 20, 21}, two.x());
    assertArrayEquals(new int[] {0, 1}, two.labels());
    Dataset one = data.gather(order, 0, 1, two);
    assertEquals(1, one.rows());
    assertArrayEquals(new float[] {30, 31}, one.x());
    assertArrayEquals(new int[] {2}, one.labels());
    assertArrayEquals(new float[] {10, 11, 20, 21}, two.x(), "the set of another size stays as it is");
  }
  @Test
  void gatherTakesWholeRowsOfTargetsAndOfSequences() {
    Dataset numbers = Dataset.regression(new float[] {1, 2, 3}, 1, new float[] {10, 11, 20, 21, 30, 31}, 2)
        .gather(new int[] {1, 2, 0}, 1, 3, null);
    assertArrayEquals(new float[] {3, 1}, numbers.x());
    assertArrayEquals(new float[] {30, 31, 10, 11}, numbers.targets());
    assertNull(numbers.labels());
    Dataset sequences = Dataset.sequences(new float[] {1, 2, 3, 4, 5, 6}, 2, new int[] {2, 3, 4, 5, 6, 7}, 8)
        .gather(new int[] {1, 2, 0}, 1, 3, null);
    assertArrayEquals(new float[] {5, 6, 1, 2}, sequences.x());
    assertArrayEquals(new int[] {6, 7, 2, 3}, sequences.labels());
    assertNull(sequences.targets());
    assertEquals(16, sequences.outputs());
    assertEquals(8, sequences.classes());
  }
}
