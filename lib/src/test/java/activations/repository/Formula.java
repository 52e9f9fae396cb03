package activations.repository;

import java.util.List;

/**
 * A formula of a notebook's text, and what speaks for it.
 *
 * @param text in LaTeX as in the notebook, without its dollars and with single spaces
 * @param displayed whether it stands on a line of its own, between two dollars and two dollars
 * @param evidence what must hold; for a definition, what follows from it
 */
record Formula(String text, boolean displayed, List<Evidence> evidence) {

  /** A displayed formula. */
  static Formula formula(String text, Evidence... evidence) {
    return of(text, true, evidence);
  }

  /** A formula within a line of text. */
  static Formula inline(String text, Evidence... evidence) {
    return of(text, false, evidence);
  }

  private static Formula of(String text, boolean displayed, Evidence... evidence) {
    if (evidence.length == 0) {
      throw new IllegalArgumentException("no evidence for " + text);
    }
    return new Formula(singleSpaced(text), displayed, List.of(evidence));
  }

  static String singleSpaced(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
