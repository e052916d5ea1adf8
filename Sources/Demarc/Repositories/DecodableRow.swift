public import PostgresDriver

/// A row that generated code decodes, column by column.
public protocol DecodableRow: Sendable {
  /// Decodes the row's columns in order.
  init(row: inout RowReader) throws
}
