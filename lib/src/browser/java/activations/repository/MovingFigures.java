package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/** Figures with sliders on any page that shows a notebook. */
final class MovingFigures {

  static final String FIGURE = "figure.moving-figure";
  static final String SLIDER = FIGURE + " input[type=range]";
  static final String BUTTON = FIGURE + " button";

  /** How many figures there are that have sliders. */
  static final String READY = "[...document.querySelectorAll('" + FIGURE + "')]"
      + ".filter(figure => figure.querySelector('input[type=range]')).length";

  private static final Duration LONGEST_PLAY = Duration.ofSeconds(20);
  private static final long LONGER_THAN_A_FRAME = 1200;

  /** What a reader sees and hears of the figure of a slider. */
  private static final String STATE = """
      (range => {
        const image = range.closest('figure').querySelector('img');
        return {
          picture: image.src, alt: image.alt, position: Number(range.value), last: Number(range.max),
          value: range.closest('div').lastElementChild.textContent, heard: range.getAttribute('aria-valuetext'),
          width: image.complete ? image.naturalWidth : 0
        };
      })(document.querySelectorAll('%s')[%d])""";

  /** The figure of a slider. */
  private record State(String picture, String alt, long position, long last, String value, String heard) {}

  private MovingFigures() {}

  /** Moves each slider by keys, and plays what has a button that can be seen. Returns how many figures there are. */
  static int assertMove(Browser browser) {
    int figures = assertSlidersMove(browser);
    for (int i = 0; i < browser.count(BUTTON); i++) {
      String button = "document.querySelectorAll('" + BUTTON + "')[" + i + "]";
      if (Boolean.TRUE.equals(browser.value(button + ".checkVisibility()"))) {
        assertPlays(browser, i);
      }
    }
    return figures;
  }

  /** Moves each slider by keys. Returns how many figures there are. */
  static int assertSlidersMove(Browser browser) {
    int sliders = browser.count(SLIDER);
    int figures = browser.count(FIGURE);
    assertTrue(sliders >= figures, figures + " figures, but " + sliders + " sliders");
    for (int i = 0; i < sliders; i++) {
      assertMoves(browser, i);
    }
    return figures;
  }

  private static void assertMoves(Browser browser, int slider) {
    State before = state(browser, slider);
    String label = "document.querySelectorAll('" + SLIDER + "')[" + slider + "].labels[0].innerText.trim()";
    assertEquals(browser.value(label), browser.accessibleName(SLIDER, slider), "what the slider is called");
    boolean atTheEnd = before.position() == before.last();
    State moved = press(browser, slider, atTheEnd ? Keys.ARROW_LEFT : Keys.ARROW_RIGHT);
    assertEquals(before.position() + (atTheEnd ? -1 : 1), moved.position(), "the arrow keys do not reach the slider");
    assertNotEquals(before.picture(), moved.picture(), "picture");
    assertNotEquals(before.alt(), moved.alt(), "alt text");
    assertNotEquals(before.value(), moved.value(), "value");
    assertEquals(moved.value() + ". " + moved.alt(), moved.heard(), "what is read aloud");
    assertEquals(before, press(browser, slider, atTheEnd ? Keys.ARROW_RIGHT : Keys.ARROW_LEFT), "there and back");
    assertEquals(before.last(), press(browser, slider, Keys.END).position());
    assertEquals(0, press(browser, slider, Keys.HOME).position());
    for (long i = 0; i < before.position(); i++) {
      press(browser, slider, Keys.ARROW_RIGHT);
    }
    assertEquals(before, state(browser, slider), "back where it was");
  }

  private static State press(Browser browser, int slider, Keys key) {
    browser.press(SLIDER, slider, key);
    return state(browser, slider);
  }

  private static State state(Browser browser, int slider) {
    String expression = String.format(STATE, SLIDER, slider);
    browser.until("the picture of slider " + slider, "(" + expression + ").width > 0");
    Map<?, ?> state = (Map<?, ?>) browser.value(expression);
    return new State((String) state.get("picture"), (String) state.get("alt"), (long) state.get("position"),
        (long) state.get("last"), (String) state.get("value"), (String) state.get("heard"));
  }

  /** From the first frame on, until it is told to pause. */
  private static void assertPlays(Browser browser, int button) {
    String figure = "document.querySelectorAll('" + BUTTON + "')[" + button + "].closest('figure')";
    String position = "Number(" + figure + ".querySelector('input').value)";
    String words = figure + ".querySelector('button').textContent";
    String picture = figure + ".querySelector('img').src";
    assertEquals("Play", browser.value(words));
    // A reader who has moved the slider goes on from there; one who has not begins at the first frame.
    browser.value("(range => { range.value = 0; range.dispatchEvent(new Event('input')); range.focus(); })(" + figure
        + ".querySelector('input'))");
    Object still = browser.value(picture);
    browser.click(BUTTON, button);
    browser.until(LONGEST_PLAY, "the figure to play", position + " === 2 && " + words + " === 'Pause'");
    browser.click(BUTTON, button);
    assertEquals("Play", browser.value(words));
    Object paused = browser.value(picture);
    assertNotEquals(still, paused);
    sleep();
    assertEquals(paused, browser.value(picture), "does not pause");
    browser.click(BUTTON, button);
    browser.until(LONGEST_PLAY, "the figure to end", position + " === Number(" + figure
        + ".querySelector('input').max) && " + words + " === 'Play'");
  }

  private static void sleep() {
    try {
      Thread.sleep(LONGER_THAN_A_FRAME);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where no script runs: the pictures of the beginning with their alt texts, a sentence, and nothing dead. */
  static void assertStand(Browser browser, String pictures) {
    browser.until("the pictures", "document.querySelectorAll('" + pictures + "').length === 3");
    assertEquals(List.of("The graph of swish with beta = 1.6", "The graph of ELU after step 6",
        "A plane with slopes 2.0 and 1.0"),
        browser.value("[...document.querySelectorAll('" + pictures + "')]"
            + ".map(image => image.naturalWidth > 0 ? image.alt : 'dead')"));
    List<?> captions = (List<?>) browser.value("[...document.querySelectorAll('figcaption')].map(c => c.innerText)");
    assertEquals(List.of("β: 1.6. Run this cell to move the figure: β from 0.2 to 3.0.",
        "training: 6 steps. Run this cell to move the figure: training from 1 step to 6 steps.",
        "a: 2, b: 1.0. Run this cell to move the figure: a from 1 to 3, b from 0.5 to 1.0."), captions);
    assertFalse(browser.count("figure input, figure button") > 0, "a slider that does nothing");
  }
}
