package activations.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A picture with a palette of at most 256 colours. A PNG of it takes a third of the bytes or less.
 *
 * <p>A chart has few colours, and many shades between them where edges are smooth. The palette begins with the most
 * frequent colour, the ground, and takes in turn the colour that is farthest from all in it, rare ones counting less.
 * So it holds colours of the picture only, and those of areas and lines stay exactly what they are. Each shade left
 * over becomes the nearest colour. The same picture gives the same palette everywhere.
 */
final class IndexedPicture {

  /** Enough for the smooth edges of lines and letters. */
  static final int USUAL_COLORS = 64;
  /** What a pixel of one byte can tell apart. */
  static final int MOST_COLORS = 256;

  /** More than the usual colours are used while so large a part of the picture would change by more than a step. */
  private static final double VISIBLE_PART = 0.02;
  private static final int VISIBLE_STEP = 1;

  /** How much is seen of a difference in red, green and blue. */
  private static final int[] WEIGHTS = {2, 4, 3};
  private static final int VISIBLE_DISTANCE = (2 + 4 + 3) * VISIBLE_STEP * VISIBLE_STEP;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte BITS = 8;
  private static final byte WITH_PALETTE = 3;
  /** The length and the name of a chunk of a PNG, and its checksum. */
  private static final int CHUNK_FRAME = 12;

  /** A colour of the picture, how many pixels have it, and the nearest colour of the palette. */
  private static final class Shade {
    final int rgb;
    final int pixels;
    int distance = Integer.MAX_VALUE;
    int nearest;

    Shade(int rgb, int pixels) {
      this.rgb = rgb;
      this.pixels = pixels;
    }

    /** How much the picture gains from its place in the palette. */
    double gain() {
      return distance * Math.sqrt(pixels);
    }
  }

  private final int width;
  private final int height;
  private final List<Integer> palette = new ArrayList<>();
  private final byte[] indices;

  /**
   * Of a picture without transparent parts.
   *
   * @param mostColors more than 64 are used only where one would see the difference
   */
  IndexedPicture(BufferedImage picture, int mostColors) {
    width = picture.getWidth();
    height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    List<Shade> shades = shades(pixels);
    choosePalette(shades, mostColors, pixels.length);
    Map<Integer, Byte> nearest = new HashMap<>();
    shades.forEach(shade -> nearest.put(shade.rgb, (byte) shade.nearest));
    indices = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      indices[i] = i > 0 && pixels[i] == pixels[i - 1] ? indices[i - 1] : nearest.get(pixels[i]);
    }
  }

  /** A PNG that looks like the picture. */
  static byte[] png(BufferedImage picture) {
    return new IndexedPicture(picture, MOST_COLORS).png();
  }

  /** The colours of the picture, the most frequent first. */
  private static List<Shade> shades(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    int from = 0;
    for (int i = 1; i <= pixels.length; i++) {
      if (i == pixels.length || pixels[i] != pixels[from]) {
        counts.merge(pixels[from], i - from, Integer::sum);
        from = i;
      }
    }
    List<Shade> shades = new ArrayList<>();
    counts.forEach((rgb, count) -> shades.add(new Shade(rgb, count)));
    shades.sort(Comparator.<Shade>comparingInt(shade -> -shade.pixels).thenComparingInt(shade -> shade.rgb));
    return shades;
  }

  private void choosePalette(List<Shade> shades, int mostColors, int pixels) {
    Shade next = shades.get(0);
    while (next.distance > 0 && palette.size() < mostColors
        && (palette.size() < USUAL_COLORS || changesVisibly(shades, pixels))) {
      for (Shade shade : shades) {
        int distance = distance(shade.rgb, next.rgb);
        if (distance < shade.distance) {
          shade.distance = distance;
          shade.nearest = palette.size();
        }
      }
      palette.add(next.rgb);
      for (Shade shade : shades) {
        next = shade.gain() > next.gain() ? shade : next;
      }
    }
  }

  private static boolean changesVisibly(List<Shade> shades, int pixels) {
    int changed = shades.stream().filter(shade -> shade.distance > VISIBLE_DISTANCE).mapToInt(shade -> shade.pixels)
        .sum();
    return changed > VISIBLE_PART * pixels;
  }

  private static int distance(int a, int b) {
    int sum = 0;
    for (int channel = 0; channel < WEIGHTS.length; channel++) {
      int shift = 8 * (WEIGHTS.length - 1 - channel);
      int difference = (a >> shift & 255) - (b >> shift & 255);
      sum += WEIGHTS[channel] * difference * difference;
    }
    return sum;
  }

  int colors() {
    return palette.size();
  }

  /**
   * {@return the picture as a PNG} ImageIO's writer compresses in pieces; compressed as a whole, as here, the same
   * picture takes a fifth less.
   */
  byte[] png() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    write(png, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(BITS).put(WITH_PALETTE).array());
    ByteBuffer colors = ByteBuffer.allocate(3 * palette.size());
    palette.forEach(rgb -> colors.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) (int) rgb));
    write(png, "PLTE", colors.array());
    write(png, "IDAT", compressedRows());
    write(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  /** Each row behind a zero, which says that its bytes stand as they are. */
  private byte[] compressedRows() {
    byte[] rows = new byte[(width + 1) * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(indices, y * width, rows, y * (width + 1) + 1, width);
    }
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(rows);
      deflater.finish();
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      byte[] part = new byte[1 << 16];
      while (!deflater.finished()) {
        compressed.write(part, 0, deflater.deflate(part));
      }
      return compressed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void write(ByteArrayOutputStream png, String name, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_FRAME + content.length).putInt(content.length)
        .put(name.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), Integer.BYTES, name.length() + content.length);
    png.writeBytes(chunk.putInt((int) checksum.getValue()).array());
  }
}
