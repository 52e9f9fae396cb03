package activations.notebook;

import activations.Activation;
import activations.Activations;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Colour, dashes and width of a line: one fixed style for each activation function, in every chart.
 *
 * <p>The colours are those of Okabe and Ito, "Color Universal Design" (2008), which people with any colour vision can
 * tell apart; yellow is left out, too pale on white. Two functions of the same colour differ in their dashes, so that
 * a chart can be read without colour too.
 */
record Style(Color color, Dash dash, float width) {

  static final Color BLACK = new Color(0x000000);
  static final Color ORANGE = new Color(0xE69F00);
  static final Color SKY = new Color(0x56B4E9);
  static final Color GREEN = new Color(0x009E73);
  static final Color BLUE = new Color(0x0072B2);
  static final Color VERMILION = new Color(0xD55E00);
  static final Color PURPLE = new Color(0xCC79A7);

  private static final float FUNCTION_WIDTH = 2.4f;
  private static final float DERIVATIVE_WIDTH = 1.8f;

  /** Lengths of line and gap in logical pixels. */
  enum Dash {
    SOLID(),
    LONG(11, 5),
    DASH_DOT(10, 4, 2, 4),
    DOT(2, 3.5f),
    /** That of derivatives. */
    SHORT(5, 3);

    private final float[] pattern;

    Dash(float... pattern) {
      this.pattern = pattern;
    }
  }

  /** For series that are no function of the catalogue, in an order in which neighbours differ most. */
  private static final List<Style> OTHERS = List.of(
      new Style(BLUE, Dash.SOLID, FUNCTION_WIDTH), new Style(VERMILION, Dash.LONG, FUNCTION_WIDTH),
      new Style(GREEN, Dash.DASH_DOT, FUNCTION_WIDTH), new Style(PURPLE, Dash.DOT, FUNCTION_WIDTH),
      new Style(BLACK, Dash.SHORT, FUNCTION_WIDTH), new Style(ORANGE, Dash.SOLID, FUNCTION_WIDTH),
      new Style(SKY, Dash.LONG, FUNCTION_WIDTH));

  private static final Map<String, Style> FUNCTIONS = new LinkedHashMap<>();

  static {
    put("relu", BLUE, Dash.LONG);
    put("leaky_relu", ORANGE, Dash.DOT);
    put("prelu", ORANGE, Dash.DASH_DOT);
    put("relu6", BLUE, Dash.SOLID);
    put("squared_relu", BLUE, Dash.DASH_DOT);
    put("elu", SKY, Dash.SOLID);
    put("celu", GREEN, Dash.LONG);
    put("selu", BLACK, Dash.DASH_DOT);
    put("sigmoid", GREEN, Dash.SOLID);
    put("hard_sigmoid", SKY, Dash.LONG);
    put("log_sigmoid", SKY, Dash.DASH_DOT);
    put("tanh", PURPLE, Dash.LONG);
    put("hard_tanh", VERMILION, Dash.DOT);
    put("tanhshrink", BLACK, Dash.DOT);
    put("softsign", ORANGE, Dash.SOLID);
    put("softplus", BLACK, Dash.SOLID);
    put("squareplus", BLUE, Dash.DOT);
    put("softshrink", ORANGE, Dash.LONG);
    put("hardshrink", VERMILION, Dash.DASH_DOT);
    put("threshold", PURPLE, Dash.DOT);
    put("silu", GREEN, Dash.DASH_DOT);
    put("swish", PURPLE, Dash.SOLID);
    put("hard_swish", SKY, Dash.DOT);
    put("gelu", VERMILION, Dash.SOLID);
    put("gelu_tanh", BLACK, Dash.LONG);
    put("gelu_sigmoid", PURPLE, Dash.DASH_DOT);
    put("mish", GREEN, Dash.DOT);
    put("rrelu", ORANGE, Dash.SHORT);
    put("sparse_plus", SKY, Dash.SHORT);
    put("sparse_sigmoid", GREEN, Dash.SHORT);
    put("identity", BLACK, Dash.SHORT);
    Activations.all().stream().map(Activation::name).filter(name -> !FUNCTIONS.containsKey(name))
        .forEach(name -> FUNCTIONS.put(name, unused()));
  }

  /** The first style that no function has, for one to which none is given here. */
  private static Style unused() {
    for (Dash dash : Dash.values()) {
      for (Color color : List.of(BLUE, VERMILION, GREEN, PURPLE, BLACK, ORANGE, SKY)) {
        Style style = new Style(color, dash, FUNCTION_WIDTH);
        if (!FUNCTIONS.containsValue(style)) {
          return style;
        }
      }
    }
    return OTHERS.get(FUNCTIONS.size() % OTHERS.size());
  }

  private static void put(String name, Color color, Dash dash) {
    FUNCTIONS.put(name, new Style(color, dash, FUNCTION_WIDTH));
  }

  /**
   * The style of a function, in other dashes if the chart has it already; that of a function which the catalogue does
   * not have is the first that is {@link #free}.
   *
   * @param f any activation function
   * @param taken the styles of the chart's other series
   */
  static Style of(Activation f, Collection<Style> taken) {
    Style style = FUNCTIONS.get(Objects.requireNonNull(f, "f is null").name());
    return style == null ? free(taken) : style.notIn(taken);
  }

  /** The first style of those for series that are no function, if possible in a colour and dashes not taken yet. */
  static Style free(Collection<Style> taken) {
    return OTHERS.stream().filter(s -> taken.stream().noneMatch(t -> t.color.equals(s.color) || t.dash == s.dash))
        .findFirst()
        .or(() -> OTHERS.stream().filter(s -> taken.stream().noneMatch(t -> t.color.equals(s.color))).findFirst())
        .or(() -> OTHERS.stream().filter(s -> !taken.contains(s)).findFirst())
        .orElseGet(() -> OTHERS.get(taken.size() % OTHERS.size()));
  }

  private Style notIn(Collection<Style> taken) {
    Style style = this;
    for (Dash other : Dash.values()) {
      if (!taken.contains(style)) {
        break;
      }
      style = new Style(color, other, width);
    }
    return style;
  }

  /** The same without dashes. */
  Style solid() {
    return new Style(color, Dash.SOLID, width);
  }

  /** That of the derivative of the function whose style this is. */
  Style derivative() {
    return new Style(color, Dash.SHORT, DERIVATIVE_WIDTH);
  }

  /** The same in dashes that no other series has, as long as there are any. */
  Style unlike(Collection<Style> taken) {
    return Arrays.stream(Dash.values()).filter(d -> taken.stream().noneMatch(t -> t.dash == d)).findFirst()
        .filter(free -> taken.stream().anyMatch(t -> t.dash == dash))
        .map(free -> new Style(color, free, width)).orElse(this);
  }

  /** The style that gave a line its colour and stroke. */
  static Style of(Color color, BasicStroke stroke) {
    Dash dash = Dash.SOLID;
    for (Dash candidate : Dash.values()) {
      if (stroke.getDashArray() != null && Arrays.equals(candidate.pattern, stroke.getDashArray())) {
        dash = candidate;
      }
    }
    return new Style(color, dash, stroke.getLineWidth());
  }

  BasicStroke stroke() {
    float[] pattern = dash.pattern.length == 0 ? null : dash.pattern;
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0);
  }
}
