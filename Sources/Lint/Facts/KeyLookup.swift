/// Rows that are looked for, or made unique, by one column.
package struct KeyLookup: Hashable, Sendable {
  /// The column.
  package var column: String
  /// The names of tables, objects and repositories that the lookup is written with.
  package var tableNames: [String]
  /// Whether the column decides which row is written: `onConflict`, an update or a deletion.
  package var decidesWrite: Bool
  /// The column in the file.
  package var range: TextRange

  /// Makes a fact.
  package init(column: String, tableNames: [String], decidesWrite: Bool, range: TextRange) {
    self.column = column
    self.tableNames = tableNames
    self.decidesWrite = decidesWrite
    self.range = range
  }
}
