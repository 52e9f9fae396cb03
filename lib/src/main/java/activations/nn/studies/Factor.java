package activations.nn.studies;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a study varies, with its values in a run of each size: all text, all whole numbers, or all numbers. */
record Factor(String name, Map<Study.Size, List<?>> values) {

  static Factor of(String name, List<?> quick, List<?> full) {
    if (quick.isEmpty() || full.isEmpty()) {
      throw new IllegalArgumentException(name + " has no value");
    }
    Class<?> type = full.get(0).getClass();
    for (Object value : Stream.concat(quick.stream(), full.stream()).toList()) {
      if (value.getClass() != type || !List.of(String.class, Integer.class, Double.class).contains(type)) {
        throw new IllegalArgumentException(name + " has the value " + value + " of type "
            + value.getClass().getSimpleName() + "; its values must be all String, all Integer or all Double");
      }
    }
    if (Stream.concat(quick.stream(), full.stream()).anyMatch(value -> value instanceof Double number
        && !Double.isFinite(number) || value.equals(Integer.MIN_VALUE))) {
      throw new IllegalArgumentException(name + " has a value that is not finite, or the smallest integer, which stands"
          + " for none in a table");
    }
    for (List<?> one : List.of(quick, full)) {
      one.stream().filter(String.class::isInstance)
          .forEach(value -> requirePlain("a value of " + name, (String) value));
      if (one.stream().distinct().count() < one.size()) {
        throw new IllegalArgumentException(name + " has a value twice: " + one);
      }
    }
    return new Factor(name, Map.of(Study.Size.QUICK, List.copyOf(quick), Study.Size.FULL, List.copyOf(full)));
  }

  Schema.Column column() {
    return new Schema.Column(name, Schema.type(values.get(Study.Size.FULL).get(0)));
  }

  /** A text that a line of comma-separated values can hold, and read back as what it is. */
  static void requirePlain(String what, String text) {
    if (text.isBlank() || !text.equals(text.strip()) || text.matches("(?s).*[,\"\n\r].*") || text.startsWith("#")
        || List.of("NA", "N/A", "NaN", "*", "null").contains(text)) {
      throw new IllegalArgumentException(what + " must be text without commas, quotes or line breaks, not \"" + text
          + "\"");
    }
  }
}
