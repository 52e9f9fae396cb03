package activations.notebook;

import activations.Numbers;
import activations.nn.ActivationLayer;
import activations.nn.Dense;
import activations.nn.Layer;
import activations.nn.Parameter;
import activations.nn.Sequential;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A network as columns of nodes with an edge for each weight; see {@link Pictures#network}. */
final class NetworkPicture implements Chart {

  /** More nodes than this in a column would run into each other. */
  static final int MOST_NODES = 32;

  /** With more weights than this their values would hide each other. */
  static final int MOST_VALUES = 20;

  private static final Style POSITIVE = new Style(Style.VERMILION, Style.Dash.SOLID, 1);
  private static final Style NEGATIVE = new Style(Style.BLUE, Style.Dash.SHORT, 1);

  private static final int SIDE = 90;
  private static final int TOP = 96;
  private static final int BOTTOM = 62;
  private static final double NARROWEST = 0.7;
  private static final double WIDEST = 6;
  private static final double LARGEST_RADIUS = 21;
  private static final double LARGEST_DISTANCE = 110;
  private static final double SHARE_OF_DISTANCE = 0.38;
  private static final double SMALLEST_RADIUS_WITH_NAME = 12;
  /** Where on an edge its value stands: before the middle, where edges cross. */
  private static final double VALUE_AT = 0.3;
  private static final int DIGITS = 3;
  private static final int SAMPLE = 34;
  private static final int GAP = 8;
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  /** Nodes below each other; {@code bias} is null where there is none. */
  private record Column(String caption, String function, String letter, int size, float[] bias) {

    String name(int node) {
      StringBuilder name = new StringBuilder(letter);
      if (size > 1) {
        String.valueOf(node + 1).chars().forEach(digit -> name.append(SUBSCRIPTS.charAt(digit - '0')));
      }
      return name.toString();
    }
  }

  private final String title;
  private final List<Column> columns = new ArrayList<>();
  /** Between each column and the next, inputs × outputs. */
  private final List<float[]> weights = new ArrayList<>();
  private double largest;

  NetworkPicture(String title, Sequential network) {
    this.title = title;
    List<Layer> layers = network.children();
    columns.add(new Column("inputs", "", "x", network.inputs(), null));
    for (int i = 0; i < layers.size(); i++) {
      if (!(layers.get(i) instanceof Dense dense)) {
        throw new IllegalArgumentException("layer " + (i + 1) + " is " + layers.get(i).summary()
            + "; drawn are dense layers, each with an activation function after it or none");
      }
      boolean bent = i + 1 < layers.size() && layers.get(i + 1) instanceof ActivationLayer;
      String function = bent ? ((ActivationLayer) layers.get(i + 1)).activation().properties().displayName() : "";
      i += bent ? 1 : 0;
      boolean last = i + 1 == layers.size();
      List<Parameter> parameters = dense.parameters();
      columns.add(new Column(last ? dense.outputs() == 1 ? "output" : "outputs" : "hidden layer", function,
          last ? "y" : "h", dense.outputs(), parameters.size() > 1 ? parameters.get(1).value().clone() : null));
      weights.add(parameters.get(0).value().clone());
    }
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).size > MOST_NODES) {
        throw new IllegalArgumentException("column " + (c + 1) + " of the network has " + columns.get(c).size
            + " nodes; at most " + MOST_NODES + " can be told apart in a picture");
      }
    }
    for (float[] matrix : weights) {
      for (float weight : matrix) {
        if (!Float.isFinite(weight)) {
          throw new IllegalArgumentException("the network has a weight of " + weight + ", which cannot be drawn");
        }
        largest = Math.max(largest, Math.abs(weight));
      }
    }
  }

  @Override
  public int getWidth() {
    return ChartStyle.WIDTH;
  }

  @Override
  public int getHeight() {
    return ChartStyle.HEIGHT;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setColor(ChartStyle.INK);
    Font font = ChartStyle.font(Font.BOLD, 16);
    while (g.getFontMetrics(font).stringWidth(title) > width - 2 * GAP && font.getSize() > 8) {
      font = font.deriveFont(font.getSize() - 1f);
    }
    g.setFont(font);
    centred(g, title, width / 2.0, 28);
    for (int c = 0; c < weights.size(); c++) {
      paintEdges(g, c, width, height);
    }
    for (int c = 0; c < columns.size(); c++) {
      paintNodes(g, c, width, height);
    }
    paintLegend(g, width, height);
  }

  /** The centre of a node. */
  Point2D node(int column, int node, int width, int height) {
    double x = SIDE + (double) column * (width - 2 * SIDE) / (columns.size() - 1);
    double middle = (TOP + height - BOTTOM) / 2.0;
    double place = node - (columns.get(column).size - 1) / 2.0;
    return new Point2D.Double(x, middle + distance(column, height) * place);
  }

  private double distance(int column, int height) {
    return Math.min(LARGEST_DISTANCE, (double) (height - TOP - BOTTOM) / columns.get(column).size);
  }

  private double radius(int column, int height) {
    return Math.min(LARGEST_RADIUS, SHARE_OF_DISTANCE * distance(column, height));
  }

  private boolean hasValues() {
    return weights.stream().mapToInt(matrix -> matrix.length).sum() <= MOST_VALUES;
  }

  private void paintEdges(Graphics2D g, int c, int width, int height) {
    int outputs = columns.get(c + 1).size;
    float[] matrix = weights.get(c);
    for (int k = 0; k < matrix.length; k++) {
      if (matrix[k] != 0) {
        double share = Math.abs(matrix[k]) / largest;
        setStyle(g, matrix[k], NARROWEST + (WIDEST - NARROWEST) * share);
        g.draw(new Line2D.Double(node(c, k / outputs, width, height), node(c + 1, k % outputs, width, height)));
      }
    }
    if (hasValues()) {
      g.setFont(ChartStyle.font(Font.PLAIN, 14));
      for (int k = 0; k < matrix.length; k++) {
        Point2D from = node(c, k / outputs, width, height);
        Point2D to = node(c + 1, k % outputs, width, height);
        paintValue(g, Numbers.format(matrix[k], DIGITS), from.getX() + VALUE_AT * (to.getX() - from.getX()),
            from.getY() + VALUE_AT * (to.getY() - from.getY()));
      }
    }
  }

  private static void setStyle(Graphics2D g, float weight, double width) {
    Style style = weight > 0 ? POSITIVE : NEGATIVE;
    g.setColor(style.color());
    float[] dashes = style.stroke().getDashArray();
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
  }

  /** On a white ground, so that the edge does not run through it. */
  private static void paintValue(Graphics2D g, String value, double x, double y) {
    int textWidth = g.getFontMetrics().stringWidth(value);
    g.setColor(Color.WHITE);
    g.fill(new RoundRectangle2D.Double(x - textWidth / 2.0 - 4, y - 10, textWidth + 8, 20, 8, 8));
    g.setColor(ChartStyle.INK);
    centred(g, value, x, y + 5);
  }

  private void paintNodes(Graphics2D g, int c, int width, int height) {
    Column column = columns.get(c);
    double radius = radius(c, height);
    for (int i = 0; i < column.size; i++) {
      Point2D at = node(c, i, width, height);
      Ellipse2D circle = new Ellipse2D.Double(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius);
      g.setColor(Color.WHITE);
      g.fill(circle);
      g.setColor(ChartStyle.INK);
      g.setStroke(new BasicStroke(1.4f));
      g.draw(circle);
      g.setFont(ChartStyle.font(Font.PLAIN, 14));
      if (radius >= SMALLEST_RADIUS_WITH_NAME) {
        centred(g, column.name(i), at.getX(), at.getY() + 5);
      }
      if (column.bias != null && hasValues()) {
        centred(g, "bias " + Numbers.format(column.bias[i], DIGITS), at.getX(), at.getY() + radius + 17);
      }
    }
    double x = node(c, 0, width, height).getX();
    g.setFont(ChartStyle.font(Font.PLAIN, 14));
    centred(g, column.caption, x, TOP - 36);
    g.setFont(ChartStyle.font(Font.BOLD, 14));
    centred(g, column.function, x, TOP - 18);
  }

  private void paintLegend(Graphics2D g, int width, int height) {
    String[] texts = {"positive weight", "negative weight",
        "wider: larger (the widest is " + Numbers.format(largest, DIGITS) + ")"};
    g.setFont(ChartStyle.font(Font.PLAIN, 14));
    int total = 2 * (SAMPLE + GAP) + 4 * GAP;
    for (String text : texts) {
      total += g.getFontMetrics().stringWidth(text);
    }
    double x = (width - total) / 2.0;
    int y = height - 20;
    for (int i = 0; i < texts.length; i++) {
      if (i < 2) {
        setStyle(g, i == 0 ? 1 : -1, WIDEST / 2);
        g.draw(new Line2D.Double(x, y, x + SAMPLE, y));
        x += SAMPLE + GAP;
      }
      g.setColor(ChartStyle.INK);
      g.drawString(texts[i], (float) x, y + 5f);
      x += g.getFontMetrics().stringWidth(texts[i]) + 2 * GAP;
    }
  }

  private static void centred(Graphics2D g, String text, double x, double baseline) {
    g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) baseline);
  }
}
