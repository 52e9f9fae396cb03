package activations.notebook;

/** Text to HTML and back. */
final class Html {

  private Html() {}

  /** The text with every character that HTML gives a meaning replaced; safe inside an attribute too. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
        .replace("'", "&#39;");
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
