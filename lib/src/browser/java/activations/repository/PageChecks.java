package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** What is to be seen on any page that shows a notebook. */
final class PageChecks {

  private static final int FEWEST_COLOURS = 8;
  private static final Pattern PNG = Pattern.compile("data:image/png;base64,(.*)", Pattern.DOTALL);

  /** The text on the page without code, and without what MathJax hides beside each formula. */
  private static final String PROSE = """
      (() => {
        let words = '';
        document.querySelectorAll('%s').forEach(cell => {
          const copy = cell.cloneNode(true);
          copy.querySelectorAll('script,style,code,pre,.MathJax_Preview,mjx-container').forEach(e => e.remove());
          words += copy.textContent;
        });
        return words;
      })()""";

  private PageChecks() {}

  /** Every picture has arrived, and is not blank. Returns how many there are. */
  static int assertPictures(Browser browser, String selector) throws IOException {
    List<?> sources = (List<?>) browser.value("[...document.querySelectorAll('" + selector + "')]"
        + ".map(i => i.complete && i.naturalWidth > 0 ? i.src : 'dead: ' + i.src)");
    for (Object source : sources) {
      Matcher png = PNG.matcher(source.toString());
      assertTrue(!source.toString().startsWith("dead: "), () -> source.toString().substring(0, 80));
      if (png.matches()) {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(png.group(1))));
        assertNotNull(image, "no PNG");
        assertTrue(colours(image) >= FEWEST_COLOURS, "a blank picture");
      }
    }
    return sources.size();
  }

  private static int colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight() && colours.size() < FEWEST_COLOURS; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours.size();
  }

  /** No formula has an error, and no dollar sign is left over. */
  static void assertNoFormulaLeft(Browser browser, String errors, String prose) {
    assertEquals(0, browser.count(errors), "formulas with an error");
    String words = (String) browser.value(String.format(Locale.ROOT, PROSE, prose));
    assertTrue(words.length() > 100 && !words.contains("$"), () -> "a formula that is not set: "
        + words.substring(Math.max(0, words.indexOf('$') - 40), Math.min(words.length(), words.indexOf('$') + 80)));
  }
}
