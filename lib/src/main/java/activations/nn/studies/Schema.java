package activations.nn.studies;

import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The columns of a study's table.
 *
 * @param factors how many of them, from the first, are the grid
 */
record Schema(String name, int factors, List<Column> columns) {

  /**
   * @param type {@code String}, {@code Integer} or {@code Double}
   */
  record Column(String name, Class<?> type) {

    tech.tablesaw.columns.Column<?> empty() {
      return type == String.class ? StringColumn.create(name)
          : type == Integer.class ? IntColumn.create(name) : DoubleColumn.create(name);
    }

    Object parse(String text) {
      return type == String.class ? text : type == Integer.class ? (Object) Integer.valueOf(text)
          : text.isEmpty() ? Double.NaN : Double.valueOf(text);
    }
  }

  static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** The rows of all trials, one after another. */
  static Table table(Schema schema, List<List<Object[]>> trials) {
    Table table = Table.create(schema.name);
    for (int c = 0; c < schema.columns.size(); c++) {
      tech.tablesaw.columns.Column<?> column = schema.columns.get(c).empty();
      for (List<Object[]> rows : trials) {
        for (Object[] row : rows) {
          column.appendObj(row[c]);
        }
      }
      table.addColumns(column);
    }
    return table;
  }
}
