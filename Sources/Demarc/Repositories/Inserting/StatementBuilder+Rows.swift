import PostgresDriver

extension StatementBuilder {
  /// Inserts many rows: `insert into …` goes on with the columns of a batch, and an array for each of them.
  ///
  /// - Parameters:
  ///   - rows: the batch, by columns.
  ///   - columns: the columns that its rows can give.
  ///   - contextColumns: the columns whose parameters stand already, of which every row gets the same.
  /// - Returns: the statement.
  func inserting(
    _ rows: RowWriter,
    _ columns: [RowColumn],
    after contextColumns: [String]
  ) -> Statement {
    var statement = self
    let given = rows.givenColumns
    let names = contextColumns + given.map { columns[$0].name }
    let values = given.map { "c\($0 + 1)" + (columns[$0].cast.map { "::" + $0 } ?? "") }
    if !names.isEmpty { statement.append("(\(names.joined(separator: ", ")))") }
    statement.append(
      "select \((statement.contextPlaceholders(contextColumns) + values).joined(separator: ", "))"
    )
    guard !given.isEmpty else {
      statement.append("from generate_series(1, ")
      statement.bind(Int64(rows.count))
      statement.append(inline: ")")
      return statement.write()
    }
    let lists = given.map { statement.bind(list: rows.buffers[$0].bytes, rows, $0) }
    statement.append(
      """
      from unnest(\(lists.joined(separator: ", ")))
      as draft (\(given.map { "c\($0 + 1)" }.joined(separator: ", ")))
      """
    )
    return statement.write()
  }
}
