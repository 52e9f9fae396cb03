package activations;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The matrix product with SIMD: the same chains of fma as {@link ScalarProduct}, so the same bits. */
final class VectorProduct implements Kernels.Product {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  /** With so few rows, the copy of B would cost more than the product. */
  private static final int FEW_ROWS = 4;
  private static final int TILE_ROWS = 8;
  private static final int TILE_COLUMNS = 2 * SPECIES.length();
  private static final ThreadLocal<Panels> PANELS = ThreadLocal.withInitial(Panels::new);

  /** Copies of the factors in the order in which the tiles read them, so that no load misses the nearest cache. */
  private static final class Panels {

    /** For each eight rows of A, their elements 0, their elements 1, and so on. */
    private float[] a = {};

    /** Two vectors of columns of B. */
    private float[] b = {};

    /** A tile that reaches over an edge of C. */
    private final float[] edge = new float[TILE_ROWS * TILE_COLUMNS];

    void resize(int rows, int k) {
      int tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
      if (a.length < tiles * TILE_ROWS * k) {
        a = new float[tiles * TILE_ROWS * k];
      }
      if (b.length < k * TILE_COLUMNS) {
        b = new float[k * TILE_COLUMNS];
      }
    }
  }

  @Override
  public void multiply(float[] a, int aRow, int aColumn, float[] b, int bRow, int bColumn, float[] c, int k, int n,
      int from, int to) {
    if (bColumn == 1 && to - from <= FEW_ROWS) {
      for (int i = from; i < to; i++) {
        multiplyRow(a, i * aRow, aColumn, b, bRow, c, i * n, k, n);
      }
      return;
    }
    Panels panels = PANELS.get();
    panels.resize(to - from, k);
    for (int i = from; i < to; i += TILE_ROWS) {
      int rows = Math.min(TILE_ROWS, to - i);
      if (aRow != 1 || rows < TILE_ROWS) {
        ScalarProduct.interleave(a, i * aRow, aRow, aColumn, rows, k, panels.a, (i - from) * k, TILE_ROWS);
      }
    }
    for (int j = 0; j < n; j += TILE_COLUMNS) {
      int columns = Math.min(TILE_COLUMNS, n - j);
      ScalarProduct.interleave(b, j * bColumn, bColumn, bRow, columns, k, panels.b, 0, TILE_COLUMNS);
      for (int i = from; i < to; i += TILE_ROWS) {
        int rows = Math.min(TILE_ROWS, to - i);
        boolean whole = rows == TILE_ROWS && columns == TILE_COLUMNS;
        float[] result = whole ? c : panels.edge;
        int at = whole ? i * n + j : 0;
        int width = whole ? n : TILE_COLUMNS;
        if (aRow == 1 && rows == TILE_ROWS) {
          tile(a, i, aColumn, panels.b, result, at, k, width);
        } else {
          tile(panels.a, (i - from) * k, TILE_ROWS, panels.b, result, at, k, width);
        }
        // Beyond the edge, the panels have what was left in them: it fills lanes that are not copied.
        for (int row = 0; row < rows && !whole; row++) {
          System.arraycopy(panels.edge, row * TILE_COLUMNS, c, (i + row) * n + j, columns);
        }
      }
    }
  }

  /** One row of C from the rows of B as they lie. */
  private static void multiplyRow(
      float[] a, int at, int aColumn, float[] b, int bRow, float[] c, int cAt, int k, int n) {
    int lanes = SPECIES.length();
    int j = 0;
    for (; j + 8 * lanes <= n; j += 8 * lanes) {
      eightVectors(a, at, aColumn, b, j, bRow, c, cAt + j, k);
    }
    for (int end = j + SPECIES.loopBound(n - j); j < end; j += lanes) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int p = 0; p < k; p++) {
        FloatVector row = FloatVector.fromArray(SPECIES, b, j + p * bRow);
        sum = FloatVector.broadcast(SPECIES, a[at + p * aColumn]).fma(row, sum);
      }
      sum.intoArray(c, cAt + j);
    }
    for (; j < n; j++) {
      float sum = 0;
      for (int p = 0; p < k; p++) {
        sum = Math.fma(a[at + p * aColumn], b[j + p * bRow], sum);
      }
      c[cAt + j] = sum;
    }
  }

  /** Eight vectors of a row of C stay in registers while p runs. */
  private static void eightVectors(float[] a, int at, int aColumn, float[] b, int bAt, int bRow, float[] c, int cAt,
      int k) {
    int lanes = SPECIES.length();
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    for (int p = 0, row = bAt; p < k; p++, row += bRow) {
      FloatVector ap = FloatVector.broadcast(SPECIES, a[at + p * aColumn]);
      c0 = ap.fma(FloatVector.fromArray(SPECIES, b, row), c0);
      c1 = ap.fma(FloatVector.fromArray(SPECIES, b, row + lanes), c1);
      c2 = ap.fma(FloatVector.fromArray(SPECIES, b, row + 2 * lanes), c2);
      c3 = ap.fma(FloatVector.fromArray(SPECIES, b, row + 3 * lanes), c3);
      c4 = ap.fma(FloatVector.fromArray(SPECIES, b, row + 4 * lanes), c4);
      c5 = ap.fma(FloatVector.fromArray(SPECIES, b, row + 5 * lanes), c5);
      c6 = ap.fma(FloatVector.fromArray(SPECIES, b, row + 6 * lanes), c6);
      c7 = ap.fma(FloatVector.fromArray(SPECIES, b, row + 7 * lanes), c7);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + lanes);
    c2.intoArray(c, cAt + 2 * lanes);
    c3.intoArray(c, cAt + 3 * lanes);
    c4.intoArray(c, cAt + 4 * lanes);
    c5.intoArray(c, cAt + 5 * lanes);
    c6.intoArray(c, cAt + 6 * lanes);
    c7.intoArray(c, cAt + 7 * lanes);
  }

  /** Eight rows by two vectors of C stay in registers while p runs: each load of B serves eight fma. */
  private static void tile(float[] a, int at, int aColumn, float[] b, float[] c, int cAt, int k, int n) {
    int lanes = SPECIES.length();
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    for (int p = 0; p < k; p++, at += aColumn) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, p * TILE_COLUMNS);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, p * TILE_COLUMNS + lanes);
      FloatVector ap = FloatVector.broadcast(SPECIES, a[at]);
      c00 = ap.fma(b0, c00);
      c01 = ap.fma(b1, c01);
      ap = FloatVector.broadcast(SPECIES, a[at + 1]);
      c10 = ap.fma(b0, c10);
      c11 = ap.fma(b1, c11);
      ap = FloatVector.broadcast(SPECIES, a[at + 2]);
      c20 = ap.fma(b0, c20);
      c21 = ap.fma(b1, c21);
      ap = FloatVector.broadcast(SPECIES, a[at + 3]);
      c30 = ap.fma(b0, c30);
      c31 = ap.fma(b1, c31);
      ap = FloatVector.broadcast(SPECIES, a[at + 4]);
      c40 = ap.fma(b0, c40);
      c41 = ap.fma(b1, c41);
      ap = FloatVector.broadcast(SPECIES, a[at + 5]);
      c50 = ap.fma(b0, c50);
      c51 = ap.fma(b1, c51);
      ap = FloatVector.broadcast(SPECIES, a[at + 6]);
      c60 = ap.fma(b0, c60);
      c61 = ap.fma(b1, c61);
      ap = FloatVector.broadcast(SPECIES, a[at + 7]);
      c70 = ap.fma(b0, c70);
      c71 = ap.fma(b1, c71);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + lanes);
    c10.intoArray(c, cAt + n);
    c11.intoArray(c, cAt + n + lanes);
    c20.intoArray(c, cAt + 2 * n);
    c21.intoArray(c, cAt + 2 * n + lanes);
    c30.intoArray(c, cAt + 3 * n);
    c31.intoArray(c, cAt + 3 * n + lanes);
    c40.intoArray(c, cAt + 4 * n);
    c41.intoArray(c, cAt + 4 * n + lanes);
    c50.intoArray(c, cAt + 5 * n);
    c51.intoArray(c, cAt + 5 * n + lanes);
    c60.intoArray(c, cAt + 6 * n);
    c61.intoArray(c, cAt + 6 * n + lanes);
    c70.intoArray(c, cAt + 7 * n);
    c71.intoArray(c, cAt + 7 * n + lanes);
  }
}
