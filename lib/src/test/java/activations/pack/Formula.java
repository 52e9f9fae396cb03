package activations.pack;

import java.util.List;

/**
 * A formula of a notebook's text, and what speaks for it.
 *
 * @param text in LaTeX as in the notebook, without its dollars and with single spaces
 * @param displayed whether it stands on a line of its own, between two dollars and two dollars
 * @param evidence what must hold; empty for a definition
 */
record Formula(String text, boolean displayed, List<Evidence> evidence) {

  /** A displayed formula. */
  static Formula formula(String text, Evidence... evidence) {
    return proved(text, true, evidence);
  }

  /** A formula within a line of text. */
  static Formula inline(String text, Evidence... evidence) {
    return proved(text, false, evidence);
  }

  /** A displayed formula that only gives a name; why nothing follows from it that could be checked. */
  static Formula definition(String text, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("no reason for " + text);
    }
    return new Formula(singleSpaced(text), true, List.of());
  }

  private static Formula proved(String text, boolean displayed, Evidence... evidence) {
    if (evidence.length == 0) {
      throw new IllegalArgumentException("no evidence for " + text);
    }
    return new Formula(singleSpaced(text), displayed, List.of(evidence));
  }

  static String singleSpaced(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
