package activations.notebook;

import java.util.Objects;

/**
 * One of the pictures of {@link Show#animation}.
 *
 * @param chart what is drawn
 * @param text where the animation is, in a word or two, for example "after 20 epochs"; stands beside the picture
 * @param alt what a reader who cannot see this picture needs to know
 */
public record Frame(Chart chart, String text, String alt) {

  /**
   * Checks the parts.
   *
   * @throws NullPointerException if the chart is null
   * @throws IllegalArgumentException if the text or the alt text is missing
   */
  public Frame {
    Objects.requireNonNull(chart, "the chart of a frame is null");
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          "the frame has no text: say in a word or two where the animation is, for example \"after 20 epochs\"");
    }
    if (alt == null || alt.isBlank()) {
      throw new IllegalArgumentException("the frame \"" + text + "\" has no alt text: say in one or two sentences what"
          + " its chart shows");
    }
  }
}
