package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import activations.Activations;
import activations.notebook.Style.Dash;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {

  /** Those that series without a function get in an empty chart, in their order. */
  private static final List<Style> FREE = List.of(style(Style.BLUE, Dash.SOLID), style(Style.VERMILION, Dash.LONG),
      style(Style.GREEN, Dash.DASH_DOT), style(Style.PURPLE, Dash.DOT), style(Style.BLACK, Dash.SHORT),
      style(Style.ORANGE, Dash.SOLID), style(Style.SKY, Dash.LONG));

  private static Style style(Color color, Dash dash) {
    return new Style(color, dash, 2.4f);
  }

  @Test
  void aFunctionAndItsCheapFormDifferInColourAndDashes() {
    Map.of(Activations.sigmoid(), Activations.hardSigmoid(), Activations.tanh(), Activations.hardTanh(),
        Activations.swish(), Activations.hardSwish()).forEach((smooth, hard) -> {
          Style one = Style.of(smooth, List.of());
          Style other = Style.of(hard, List.of());
          assertNotEquals(one.color(), other.color(), smooth.name());
          assertNotEquals(one.dash(), other.dash(), smooth.name());
        });
  }

  @Test
  void freeIsFirstWhatSharesNeitherColourNorDashes() {
    List<Style> taken = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      assertEquals(FREE.get(i), Style.free(taken));
      taken.add(FREE.get(i));
    }
    assertEquals(FREE.get(2), Style.free(List.of(style(Style.BLUE, Dash.LONG))));
    assertEquals(FREE.get(1), Style.free(List.of(style(Style.BLUE, Dash.DOT))));
  }

  @Test
  void thenWhatSharesNoColour() {
    List<Style> allDashes = Arrays.stream(Dash.values()).map(dash -> style(Style.BLUE, dash)).toList();
    assertEquals(FREE.get(1), Style.free(allDashes));
    List<Style> more = new ArrayList<>(allDashes);
    more.add(style(Style.VERMILION, Dash.DOT));
    assertEquals(FREE.get(2), Style.free(more));
  }

  @Test
  void thenWhatIsNotTheSame() {
    List<Style> allColours = new ArrayList<>(FREE.stream().map(s -> style(s.color(), Dash.DASH_DOT)).toList());
    Arrays.stream(Dash.values()).forEach(dash -> allColours.add(style(Color.PINK, dash)));
    assertEquals(FREE.get(0), Style.free(allColours));
    allColours.add(FREE.get(0));
    assertEquals(FREE.get(1), Style.free(allColours));
    allColours.add(FREE.get(1));
    // Green has these dashes already.
    assertEquals(FREE.get(3), Style.free(allColours));
  }

  @Test
  void andAtLastOneAgain() {
    List<Style> all = new ArrayList<>(FREE);
    assertEquals(FREE.get(0), Style.free(all));
    all.add(FREE.get(0));
    assertEquals(FREE.get(1), Style.free(all));
  }

  @Test
  void dashesThatNoOtherHas() {
    Style solid = style(Style.BLUE, Dash.SOLID);
    assertSame(solid, solid.unlike(List.of()));
    assertSame(solid, solid.unlike(List.of(style(Style.GREEN, Dash.LONG))));
    assertEquals(style(Style.BLUE, Dash.LONG), solid.unlike(List.of(style(Style.GREEN, Dash.SOLID))));
    assertEquals(style(Style.BLUE, Dash.DASH_DOT),
        solid.unlike(List.of(style(Style.GREEN, Dash.SOLID), style(Style.GREEN, Dash.LONG))));
    assertSame(solid, solid.unlike(Arrays.stream(Dash.values()).map(dash -> style(Style.GREEN, dash)).toList()));
  }
}
