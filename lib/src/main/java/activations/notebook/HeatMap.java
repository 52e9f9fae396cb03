package activations.notebook;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** The picture of a function of two variables. */
final class HeatMap {

  private static final int COLUMNS = 560;
  private static final int ROWS = 320;

  /** Pale enough for points of the same hue to stand out. */
  private static final double STRONGEST_SHADE = 0.45;

  private final double[][] values = new double[ROWS][];
  private double max;

  /** The values of a function in one row of the picture. */
  @FunctionalInterface
  interface Row {
    double[] at(double[] x, double y);
  }

  /** Of a function that is called point by point. */
  static Row pointwise(DoubleBinaryOperator f) {
    return (x, y) -> Arrays.stream(x).map(xi -> f.applyAsDouble(xi, y)).toArray();
  }

  /** Of f over a rectangle; the first row is the topmost. */
  HeatMap(String title, double xFrom, double xTo, double yFrom, double yTo, Row f) {
    double[] x = Sampling.linspace(xFrom, xTo, COLUMNS);
    double[] y = Sampling.linspace(yFrom, yTo, ROWS);
    boolean blank = true;
    for (int row = 0; row < ROWS; row++) {
      values[row] = f.at(x, y[ROWS - 1 - row]);
      for (double value : values[row]) {
        blank &= Double.isNaN(value);
        if (Double.isFinite(value)) {
          max = Math.max(max, Math.abs(value));
        }
      }
    }
    if (blank) {
      throw new IllegalArgumentException("f is NaN at every point of the heat map \"" + title + "\"");
    }
  }

  /** Where f is not a number the picture is transparent. */
  BufferedImage image() {
    BufferedImage image = new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_INT_ARGB);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        if (!Double.isNaN(values[row][column])) {
          image.setRGB(column, row, color(row, column).getRGB());
        }
      }
    }
    return image;
  }

  private Color color(int row, int column) {
    double value = values[row][column];
    boolean boundary = row > 0 && signChanges(values[row - 1][column], value)
        || column > 0 && signChanges(values[row][column - 1], value);
    double shade = Double.isInfinite(value) ? Math.signum(value) : max == 0 ? 0 : value / max;
    return boundary ? ChartStyle.INK : shade(shade);
  }

  private static boolean signChanges(double a, double b) {
    return !Double.isNaN(a) && !Double.isNaN(b) && a > 0 != b > 0;
  }

  /** The colour of a value between −1 and 1: blue over white to vermilion. */
  private static Color shade(double value) {
    Color end = value < 0 ? Style.BLUE : Style.VERMILION;
    double t = Math.sqrt(Math.min(1, Math.abs(value))) * STRONGEST_SHADE;
    return new Color(mix(end.getRed(), t), mix(end.getGreen(), t), mix(end.getBlue(), t));
  }

  private static int mix(int channel, double t) {
    return (int) Math.round(255 + t * (channel - 255));
  }
}
