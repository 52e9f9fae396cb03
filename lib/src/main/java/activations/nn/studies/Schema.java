package activations.nn.studies;

import java.util.Arrays;
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
    List<Object[]> rows = trials.stream().flatMap(List::stream).toList();
    for (int c = 0; c < columns.size(); c++) {
      tech.tablesaw.columns.Column<?> column = columns.get(c).type.create(columns.get(c).name);
      for (Object[] row : rows) {
        column.appendObj(row[c]);
      }
      table.addColumns(column);
    }
    return table;
  }

  /** What a trial measured, in a row without its factors: an int as a double where the column has numbers. */
  Object[] measures(Object... measured) {
    List<Column> measures = columns.subList(factors, columns.size());
    Object[] row = measured.clone();
    boolean fits = measured.length == measures.size();
    for (int i = 0; fits && i < row.length; i++) {
      boolean number = measures.get(i).type == ColumnType.DOUBLE;
      row[i] = number && measured[i] instanceof Integer whole ? Double.valueOf(whole) : measured[i];
      fits = number ? row[i] instanceof Double : row[i] instanceof Integer;
    }
    if (!fits) {
      throw new IllegalArgumentException("a row of " + name + " has " + Arrays.toString(measured)
          + "; it must have " + measures.stream().map(one -> one.name + " (" + one.type + ")")
              .collect(Collectors.joining(", ")));
    }
    return row;
  }
}
