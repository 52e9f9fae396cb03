package activations.notebook;

/** Text to HTML and back, and to JSON inside HTML. */
final class Html {

  private Html() {}

  /** The text with every character that HTML gives a meaning replaced; safe inside an attribute too. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The text as a JSON string that may stand inside a script element: nothing in it can end that, or begin another. */
  static String json(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      // JavaScript takes U+2028 and U+2029 for ends of lines; half a surrogate pair has no UTF-8.
      if (c < ' ' || "\"\\<>&\u2028\u2029".indexOf(c) >= 0 || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /** The text of a piece of HTML: tags dropped, a new line where a block ends, character references resolved. */
  static String text(String html) {
    return html.replaceAll("(?is)<(style|script)\\b.*?</\\1\\s*>", "")
        .replaceAll("\\s+", " ")
        .replaceAll("(?i)<br\\s*/?>|</(p|div|li|tr|h[1-6]|caption|summary|details|pre)\\s*>", "\n")
        .replaceAll("(?i)</t[dh]\\s*>", "\t")
        .replaceAll("</?[a-zA-Z!][^>]*>", "")
        .replaceAll("[ \\t]*\\n\\s*", "\n")
        .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
        .strip();
  }
}
