package activations.notebook;

import activations.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw tables from rows, and as HTML or text. */
public final class Tables {

  /** A column has as many decimals as its numbers, rounded to so many significant digits, need. */
  private static final int SIGNIFICANT_DIGITS = 4;

  /** A column whose magnitudes lie further apart than this many powers of ten is printed in scientific notation. */
  private static final int MAX_DECADES = 5;

  /** So is one whose largest number is not between these powers of ten. */
  private static final int SMALLEST_EXPONENT = -3;
  private static final int LARGEST_EXPONENT = 8;

  /** A hyphen that stands for a minus, and the number behind it, in a cell of text such as "-2.0 ± 0.1". */
  private static final Pattern NEGATIVE = Pattern.compile("(?<![\\w.-])-(\\d[\\d.]*)");

  private static final String CELL = "padding:4px 12px;border-bottom:1px solid rgba(128,128,128,.35);";

  private Tables() {}

  /**
   * {@return a table from rows}
   *
   * <p>A column of whole numbers becomes an {@code IntColumn} or {@code LongColumn}, of other numbers a {@code
   * DoubleColumn}, of booleans a {@code BooleanColumn}, of anything else a {@code StringColumn}. A null is a missing
   * value.
   *
   * @param name the caption
   * @param header the names of the columns
   * @param rows one array for each row, as long as the header
   * @throws NullPointerException if an argument or a row is null
   * @throws IllegalArgumentException if a row is not as long as the header
   */
  public static Table of(String name, String[] header, Object[]... rows) {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(header, "header is null");
    for (int c = 0; c < header.length; c++) {
      Objects.requireNonNull(header[c], "the name of column " + c + " is null");
    }
    Objects.requireNonNull(rows, "rows is null");
    for (int r = 0; r < rows.length; r++) {
      Objects.requireNonNull(rows[r], "row " + r + " is null");
      if (rows[r].length != header.length) {
        throw new IllegalArgumentException("row " + r + " " + Arrays.toString(rows[r]) + " has " + rows[r].length
            + " values but the header has " + header.length);
      }
    }
    Table table = Table.create(name);
    for (int c = 0; c < header.length; c++) {
      List<Object> values = new ArrayList<>();
      for (Object[] row : rows) {
        values.add(row[c]);
      }
      add(table, column(header[c], values));
    }
    return table;
  }

  /** Tablesaw takes φ and Φ for the same name when a column is added, but not when it gets a name later. */
  private static void add(Table table, Column<?> column) {
    String name = column.name();
    boolean twice = table.columnNames().contains(name);
    if (!twice && table.columnNames().stream().anyMatch(name::equalsIgnoreCase)) {
      table.addColumns(column.setName("column " + table.columnCount()));
      column.setName(name);
    } else {
      table.addColumns(column);
    }
  }

  private static Column<?> column(String name, List<Object> values) {
    // Tablesaw's sign for a missing value is the smallest number of a type.
    if (values.contains(Long.MIN_VALUE)) {
      StringColumn column = StringColumn.create(name);
      values.forEach(v -> append(column, v, () -> column.append(v.toString())));
      return column;
    }
    if (all(values, Integer.class, Short.class, Byte.class) && !values.contains(Integer.MIN_VALUE)) {
      IntColumn column = IntColumn.create(name);
      values.forEach(v -> append(column, v, () -> column.append(((Number) v).intValue())));
      return column;
    }
    if (all(values, Long.class, Integer.class, Short.class, Byte.class)) {
      LongColumn column = LongColumn.create(name);
      values.forEach(v -> append(column, v, () -> column.append(((Number) v).longValue())));
      return column;
    }
    if (all(values, Number.class)) {
      DoubleColumn column = DoubleColumn.create(name);
      values.forEach(v -> append(column, v, () -> column.append(((Number) v).doubleValue())));
      return column;
    }
    if (all(values, Boolean.class)) {
      BooleanColumn column = BooleanColumn.create(name);
      values.forEach(v -> append(column, v, () -> column.append((Boolean) v)));
      return column;
    }
    StringColumn column = StringColumn.create(name);
    values.forEach(v -> append(column, v, () -> column.append(v.toString())));
    return column;
  }

  private static void append(Column<?> column, Object value, Runnable present) {
    if (value == null) {
      column.appendMissing();
    } else {
      present.run();
    }
  }

  /** Whether there is a value and each value is null or of one of the types. */
  private static boolean all(List<Object> values, Class<?>... types) {
    return values.stream().anyMatch(Objects::nonNull) && values.stream()
        .allMatch(v -> v == null || Arrays.stream(types).anyMatch(t -> t.isInstance(v)));
  }

  /**
   * {@return a table as HTML: the table's name is the caption, numbers stand right-aligned with the same number of
   * decimals within a column} Numbers in text get a minus sign for a hyphen, and a negative zero loses it.
   *
   * @param table any Tablesaw table; a missing value gives an empty cell
   * @throws NullPointerException if the table is null
   */
  public static String html(Table table) {
    return html(table, column -> format(column, null));
  }

  /**
   * {@return a table as HTML, its numbers with at most so many decimals: for columns that are to be compared with each
   * other}
   *
   * @param table any Tablesaw table; a missing value gives an empty cell
   * @param mostDecimals the largest number of digits after the point, at least 0; no powers of ten are used
   * @throws NullPointerException if the table is null
   * @throws IllegalArgumentException if the number of decimals is negative
   */
  public static String html(Table table, int mostDecimals) {
    requireDecimals(mostDecimals);
    return html(table, column -> format(column, mostDecimals));
  }

  /**
   * {@return a table as HTML, the numbers of some columns in a format of their own}
   *
   * @param table any Tablesaw table; a missing value gives an empty cell
   * @param formats for a column's name how its numbers are printed, as of {@link String#format(Locale, String,
   *     Object...)}: {@code Map.of("error", "%.6f", "share", "%+.1f %%")}; other columns are printed as without formats
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if a column is not there, or its values do not fit the format
   */
  public static String html(Table table, Map<String, String> formats) {
    return html(table, formatter(table, formats));
  }

  private static void requireDecimals(int mostDecimals) {
    if (mostDecimals < 0) {
      throw new IllegalArgumentException("mostDecimals must be at least 0 but is " + mostDecimals);
    }
  }

  private static String html(Table table, Function<Column<?>, String[]> format) {
    Objects.requireNonNull(table, "table is null");
    StringBuilder html = new StringBuilder("<table style=\"border-collapse:collapse;margin:8px 0\">");
    if (table.name() != null && !table.name().isBlank()) {
      html.append("<caption style=\"text-align:left;font-weight:bold;padding:4px 0\">")
          .append(Html.escape(table.name())).append("</caption>");
    }
    html.append("<thead><tr>");
    List<String[]> cells = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      html.append("<th scope=\"col\" style=\"").append(CELL).append("border-bottom-width:2px;")
          .append(align(column)).append("\">").append(Html.escape(column.name())).append("</th>");
      cells.add(format.apply(column));
    }
    html.append("</tr></thead><tbody>");
    for (int r = 0; r < table.rowCount(); r++) {
      html.append("<tr>");
      for (int c = 0; c < table.columnCount(); c++) {
        html.append("<td style=\"").append(CELL).append(align(table.column(c))).append("\">")
            .append(Html.escape(cells.get(c)[r])).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  /**
   * {@return a table as plain text, with the same numbers as {@link #html}}
   *
   * @param table any Tablesaw table; a missing value gives an empty cell
   * @throws NullPointerException if the table is null
   */
  public static String text(Table table) {
    return text(table, column -> format(column, null));
  }

  /**
   * {@return a table as plain text, its numbers with at most so many decimals}
   *
   * @param table any Tablesaw table; a missing value gives an empty cell
   * @param mostDecimals the largest number of digits after the point, at least 0; no powers of ten are used
   * @throws NullPointerException if the table is null
   * @throws IllegalArgumentException if the number of decimals is negative
   */
  public static String text(Table table, int mostDecimals) {
    requireDecimals(mostDecimals);
    return text(table, column -> format(column, mostDecimals));
  }

  /**
   * {@return a table as plain text, the numbers of some columns in a format of their own}
   *
   * @param table any Tablesaw table; a missing value gives an empty cell
   * @param formats for a column's name how its numbers are printed, as of {@link #html(Table, Map)}
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if a column is not there, or its values do not fit the format
   */
  public static String text(Table table, Map<String, String> formats) {
    return text(table, formatter(table, formats));
  }

  private static String text(Table table, Function<Column<?>, String[]> format) {
    Objects.requireNonNull(table, "table is null");
    StringBuilder[] lines = new StringBuilder[table.rowCount() + 1];
    Arrays.setAll(lines, i -> new StringBuilder());
    for (Column<?> column : table.columns()) {
      String[] cells = format.apply(column);
      int width = column.name().length();
      for (String cell : cells) {
        width = Math.max(width, cell.length());
      }
      pad(lines[0], column.name(), width, column instanceof NumericColumn);
      for (int r = 0; r < cells.length; r++) {
        pad(lines[r + 1], cells[r], width, column instanceof NumericColumn);
      }
    }
    StringBuilder text = new StringBuilder();
    if (table.name() != null && !table.name().isBlank()) {
      text.append(table.name()).append('\n');
    }
    for (StringBuilder line : lines) {
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static void pad(StringBuilder line, String cell, int width, boolean right) {
    String space = " ".repeat(width - cell.length());
    line.append(right ? space + cell : cell + space).append("  ");
  }

  private static String align(Column<?> column) {
    return column instanceof NumericColumn ? "text-align:right;font-variant-numeric:tabular-nums" : "text-align:left";
  }

  private static Function<Column<?>, String[]> formatter(Table table, Map<String, String> formats) {
    Objects.requireNonNull(table, "table is null");
    Objects.requireNonNull(formats, "formats is null");
    for (String name : formats.keySet()) {
      Objects.requireNonNull(formats.get(name), "the format of column \"" + name + "\" is null");
      if (!table.columnNames().contains(name)) {
        throw new IllegalArgumentException(
            "there is no column \"" + name + "\" to format; the columns are " + table.columnNames());
      }
    }
    return column -> formats.containsKey(column.name()) ? formatted(column, formats.get(column.name()))
        : format(column, null);
  }

  private static String[] formatted(Column<?> column, String format) {
    String[] cells = new String[column.size()];
    for (int r = 0; r < cells.length; r++) {
      try {
        cells[r] = column.isMissing(r) ? "" : printed(format, column.get(r));
      } catch (IllegalFormatException e) {
        throw new IllegalArgumentException("the format \"" + format + "\" does not fit the column \"" + column.name()
            + "\" of " + column.type().name().toLowerCase(Locale.ROOT) + " values", e);
      }
    }
    return cells;
  }

  /** Infinite numbers as ∞, and with a minus sign for each hyphen, that of an exponent too. */
  static String printed(String format, Object value) {
    String text = String.format(Locale.ROOT, format, value);
    return value instanceof Double number && number.isInfinite() ? text.replace("Infinity", "∞").replace('-', '−')
        : withMinusSigns(text).replaceAll("(?<=\\de)-(?=\\d)", "−");
  }

  private static String withMinusSigns(String text) {
    return NEGATIVE.matcher(text)
        .replaceAll(number -> (Double.parseDouble(number.group(1)) == 0 ? "" : "−") + number.group(1));
  }

  private static String[] format(Column<?> column, Integer mostDecimals) {
    String[] cells = new String[column.size()];
    if (column instanceof DoubleColumn || column instanceof FloatColumn) {
      NumericColumn<?> numbers = (NumericColumn<?>) column;
      double[] values = new double[cells.length];
      Arrays.setAll(values, numbers::getDouble);
      return format(values, mostDecimals);
    }
    for (int r = 0; r < cells.length; r++) {
      cells[r] = column.isMissing(r) ? "" : withMinusSigns(column.get(r).toString());
    }
    return cells;
  }

  /** Formats the numbers of one column alike. A missing value (NaN in Tablesaw) stays empty. */
  static String[] format(double[] values, Integer mostDecimals) {
    int highest = Integer.MIN_VALUE;
    int lowest = Integer.MAX_VALUE;
    int decimals = 0;
    for (double value : values) {
      if (value != 0 && Double.isFinite(value)) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = (mostDecimals == null ? exact.round(new MathContext(SIGNIFICANT_DIGITS))
            : exact.setScale(mostDecimals, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        highest = Math.max(highest, exponent);
        lowest = Math.min(lowest, exponent);
        decimals = Math.max(decimals, rounded.scale());
      }
    }
    boolean scientific = mostDecimals == null && highest != Integer.MIN_VALUE
        && (highest - lowest > MAX_DECADES || highest < SMALLEST_EXPONENT || highest > LARGEST_EXPONENT);
    if (scientific) {
      decimals = SIGNIFICANT_DIGITS - 1;
    }
    String[] cells = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      cells[i] = Double.isNaN(values[i]) ? ""
          : scientific ? Numbers.scientific(values[i], decimals) : Numbers.fixed(values[i], decimals);
    }
    return cells;
  }
}
