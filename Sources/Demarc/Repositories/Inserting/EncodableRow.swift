/// A draft of a row that generated code encodes, column by column.
public protocol EncodableRow: Sendable {
  /// The columns that an insert can give, in the order in which they are encoded.
  static var columns: [RowColumn] { get }

  /// Encodes a value, or that there is none, for each of the columns.
  func encode(to row: inout RowWriter)
}

/// A column that an insert can give.
///
/// For generated code.
public struct RowColumn: Sendable, Hashable {
  /// The column as SQL.
  let name: String
  /// The SQL type to which values are cast, where the server does not take them as they come.
  let cast: String?

  /// Names a column, and the type to which values are cast, both as SQL.
  public init(_ name: String, as cast: String? = nil) {
    self.name = name
    self.cast = cast
  }
}
