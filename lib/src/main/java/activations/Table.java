package activations;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A function g of t ≥ 0 as polynomials in d, the distance from a node, one for each segment of the line:
 *
 * <pre>k = round(((a₃t + a₂)t + a₁)t) − first,   d = t − node[k],   g(t) = c₀[k] + c₁[k]d + … + cₙ[k]dⁿ.</pre>
 *
 * <p>The segments come in pieces of 8 or 16, as many numbers as a vector of AVX2 or of AVX-512 holds: a permutation looks
 * them up. Nearly all t lie in the first piece; the others, farther out, hold the tail, times 2⁶⁴, for it leaves the
 * normal floats. Where a function is not symmetric, g has two sides of 8 segments each: that of positive x comes first.
 *
 * <p>lib/src/tables/make_tables.py makes the tables and says how.
 */
final class Table {

  /** A float plus this is rounded to an integer, which is found in its last bits. */
  static final float ROUND = 0x1.8p23f;
  /** The first rows of a piece; further coefficients follow, and last what c₀ or c₁ lacks beside a zero of g. */
  static final int NODE = 0;
  static final int C0 = 1;
  static final int C1 = 2;
  static final int C2 = 3;

  /**
   * The segments up to t = end; what they hold has to be multiplied by unscale.
   *
   * @param a0 {@link #ROUND} − first
   * @param rows the bits of node, c₀ … cₙ, rest of each segment
   */
  record Piece(float end, float unscale, float a0, float a1, float a2, float a3, int[][] rows) {

    float at(int row, int segment) {
      return Float.intBitsToFloat(rows[row][segment]);
    }
  }

  private static final Map<String, Table> READ = new ConcurrentHashMap<>();

  /** What the last row is for. */
  enum Rest { NONE, OF_C0, OF_C1 }

  private final List<Piece> pieces;
  private final boolean twoSides;
  private final Rest rest;

  private Table(List<Piece> pieces, boolean twoSides) {
    this.pieces = List.copyOf(pieces);
    this.twoSides = twoSides;
    Rest found = Rest.NONE;
    for (Piece piece : pieces) {
      for (int k = 0; k < piece.rows[NODE].length; k++) {
        if (piece.at(piece.rows.length - 1, k) != 0) {
          found = piece.at(NODE, k) == 0 ? Rest.OF_C1 : Rest.OF_C0;
        }
      }
    }
    rest = found;
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** The length of a row: the segments of a piece, on both sides if there are two. */
  int entries() {
    return pieces.get(0).rows[NODE].length;
  }

  /** Where a row begins for negative x. */
  int leftStart() {
    return twoSides ? entries() / 2 : 0;
  }

  /** The degree of the polynomials. */
  int degree() {
    return lastRow() - C1;
  }

  /** The row of what c₀ or c₁ lacks. */
  int lastRow() {
    return pieces.get(0).rows.length - 1;
  }

  Rest rest() {
    return rest;
  }

  /** Whether g falls to nothing, in further pieces, beyond the first. */
  boolean hasTail() {
    return pieces.size() > 1;
  }

  /** The number of the piece for t beyond the first, which is the first if there is no other. */
  int piece(float t) {
    int p = Math.min(1, pieces.size() - 1);
    while (p + 1 < pieces.size() && !(t <= pieces.get(p).end)) {
      p++;
    }
    return p;
  }

  /** The place of t in the rows of a piece. */
  int segment(Piece piece, float t, boolean left) {
    float n = Math.fma(t, Math.fma(t, Math.fma(t, piece.a3, piece.a2), piece.a1), piece.a0);
    return (Float.floatToRawIntBits(n) | (left ? leftStart() : 0)) & entries() - 1;
  }

  /** The end of the first piece. */
  float end() {
    return pieces.get(0).end;
  }

  /** The table of that name. */
  static Table of(String name) {
    return READ.computeIfAbsent(name, Table::read);
  }

  private static Table read(String name) {
    // A comment, and a paragraph for each piece.
    String[] parts = new String(Kernels.packed("tables/" + name + ".txt"), StandardCharsets.US_ASCII).split("\n\n");
    return new Table(Arrays.stream(parts).skip(1).map(part -> piece(part.split("\n"))).toList(),
        parts[0].contains("two sides"));
  }

  private static Piece piece(String[] lines) {
    String[] head = lines[0].split(" ");
    int[][] rows = Arrays.stream(lines).skip(1)
        .map(line -> Arrays.stream(line.split(" ")).mapToInt(Table::bits).toArray()).toArray(int[][]::new);
    return new Piece(Float.parseFloat(head[0]), Math.scalb(1f, -Integer.parseInt(head[1])),
        ROUND - Integer.parseInt(head[2]), Float.parseFloat(head[3]), Float.parseFloat(head[4]),
        Float.parseFloat(head[5]), rows);
  }

  private static int bits(String number) {
    return Float.floatToRawIntBits(Float.parseFloat(number));
  }
}
