package activations.nn.studies;

import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * The columns of a study's table.
 *
 * @param name of the table
 * @param factors how many columns, from the first, say which trial a row is of
 */
record Schema(String name, int factors, List<Column> columns) {

  record Column(String name, ColumnType type) {}

  static ColumnType type(Object value) {
    return value instanceof String ? ColumnType.STRING : value instanceof Integer ? ColumnType.INTEGER
        : ColumnType.DOUBLE;
  }

  /** Whether a number is of exactly this type: a column does not take another. */
  static boolean isOf(ColumnType type, Object value) {
    return type == ColumnType.INTEGER ? value instanceof Integer : value instanceof Double;
  }

  /** The first line of a file of rows. */
  String header() {
    return columns.stream().map(Column::name).collect(Collectors.joining(","));
  }

  ColumnType[] types() {
    return columns.stream().map(Column::type).toArray(ColumnType[]::new);
  }

  /** What tells which trial a row is of. */
  List<Object> key(Row row) {
    return columns.subList(0, factors).stream().map(column -> row.getObject(column.name)).toList();
  }

  /** The rows of all trials, one after another. */
  Table table(List<List<Object[]>> trials) {
    Table table = Table.create(name);
    for (int c = 0; c < columns.size(); c++) {
      tech.tablesaw.columns.Column<?> column = columns.get(c).type.create(columns.get(c).name);
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
