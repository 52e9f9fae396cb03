package activations;

import activations.Table.Piece;

/**
 * A smooth function f that is made of a {@link Table} g: the scalar twin of the SIMD loop in {@link VectorTable},
 * operation by operation.
 *
 * <p>c₀ + c₁d is rounded to s, and what was lost is e, so that g = s + r with r = d²(c₂ + c₃d + … + c₇d⁵) + e. The last
 * addition makes ½ ulp; all other errors are those of r, which is small.
 *
 * @param table g
 * @param shape how f is made of g
 * @param mirrored whether f(−x) takes the place of f(x), or −f(−x) if f ends as a line
 */
record Tabulated(Table table, Shape shape, boolean mirrored) {

  /** How a function f is made of a table's g. */
  enum Shape {
    /** x − g(x) to the right of 0, −g(−x) to the left. */
    LINE,
    /** max(x, 0) + g(|x|). */
    CORNER,
    /** 1 − g(x) to the right of 0, g(−x) to the left. */
    STEP,
    /** g(x) to the right of 0, −g(−x) to the left. */
    ODD,
    /** g(|x|). */
    EVEN;

    /** Whether f grows without end on the right. */
    boolean isLine() {
      return this == LINE || this == CORNER;
    }
  }

  Tabulated(String table, Shape shape) {
    this(Table.of(table), shape, false);
  }

  /** f(−x) or, if f ends as a line, −f(−x). */
  Tabulated mirror() {
    return new Tabulated(table, shape, !mirrored);
  }

  /** Whether g is so small to the right of the first piece that f is 1 or x there. */
  boolean tailIsLeft() {
    float g = sum(table.pieces().get(0), table.end(), false).rounded();
    return shape == Shape.STEP ? 1 - g == 1 : shape.isLine() && table.end() - g == table.end();
  }

  /** f(x). */
  float at(float x) {
    float u = mirrored ? -x : x;
    float a = Math.abs(u);
    float y = a <= table.end() ? near(u, a) : far(u, a);
    return mirrored && shape.isLine() ? -y : y;
  }

  /** f(x) where the first piece of the table holds it; a = |x|. */
  private float near(float x, float a) {
    boolean left = Float.floatToRawIntBits(x) < 0;
    Sum g = sum(table.pieces().get(0), a, left);
    return switch (shape) {
      case LINE -> g.subtractedFrom(x >= 0 ? x : 0);
      case CORNER -> g.addedTo(x >= 0 ? x : 0);
      case STEP -> left ? g.rounded() : g.subtractedFrom(1);
      case ODD -> left ? -g.rounded() : g.rounded();
      case EVEN -> g.rounded();
    };
  }

  /** f(x) elsewhere. */
  private float far(float x, float a) {
    if (Float.isNaN(x)) {
      return x;
    }
    boolean left = x < 0;
    Piece piece = table.pieces().get(table.piece(a));
    boolean isNothing = a > piece.end() && table.hasTail();
    float g = sum(piece, Math.min(a, piece.end()), left).rounded() * (isNothing ? 0 : piece.unscale());
    return switch (shape) {
      case LINE -> left ? -g : x - g;
      case CORNER -> left ? g : x + g;
      case STEP -> left ? g : 1 - g;
      case ODD -> left ? -g : g;
      case EVEN -> g;
    };
  }

  /** g = s + r, where r is small. */
  private record Sum(float s, float r) {

    float rounded() {
      return s + r;
    }

    /** base − g, for a base that is 0 or greater than g: then what base − s loses is a float. */
    float subtractedFrom(float base) {
      float y = base - s;
      float lost = base - y - s;
      return y - (r - lost);
    }

    /** base + g. */
    float addedTo(float base) {
      float y = base + s;
      float added = y - base;
      float lost = base - (y - added) + (s - added);
      return y + (r + lost);
    }
  }

  /** g(t), of its left or its right side. */
  private Sum sum(Piece piece, float t, boolean left) {
    int k = table.segment(piece, t, left);
    float d = t - piece.at(Table.NODE, k);
    float c0 = piece.at(Table.C0, k);
    float c1 = piece.at(Table.C1, k);
    float s = Math.fma(d, c1, c0);
    float e = Math.fma(d, c1, c0 - s);
    int last = table.lastRow();
    float rest = piece.at(last, k);
    e = switch (table.rest()) {
      case NONE -> e;
      case OF_C0 -> e + rest;
      case OF_C1 -> Math.fma(d, rest, e);
    };
    float q = piece.at(last - 1, k);
    for (int row = last - 2; row >= Table.C2; row--) {
      q = Math.fma(q, d, piece.at(row, k));
    }
    return new Sum(s, Math.fma(d * d, q, e));
  }
}
