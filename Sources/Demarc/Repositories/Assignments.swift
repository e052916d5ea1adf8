public import PostgresDriver

/// The values that a statement gives to columns.
///
/// For generated code.
public struct Assignments: Sendable {
  private(set) var columns: [String] = []
  /// The SQL types to which values are cast, pairwise with `columns`.
  private(set) var casts: [String?] = []
  private(set) var parameters: Parameters = Parameters()

  /// Gives nothing.
  public init() {}

  /// Whether nothing is given.
  public var isEmpty: Bool { columns.isEmpty }

  /// Gives a value to a column, whose name is SQL.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - type: the SQL type to which the value is cast, where the driver cannot name it.
  ///   - value: the value.
  public mutating func set<Value: PostgresEncodable>(
    _ column: String,
    as type: String? = nil,
    to value: Value
  ) {
    setOrClear(column, as: type, to: .some(.some(value)))
  }

  /// Gives a value to a column unless there is none.
  public mutating func setIfGiven<Value: PostgresEncodable>(
    _ column: String,
    as type: String? = nil,
    to value: Value?
  ) {
    guard let value else { return }
    set(column, as: type, to: value)
  }

  /// Gives a value or NULL to a column unless nothing is said of it.
  public mutating func setOrClear<Value: PostgresEncodable>(
    _ column: String,
    as type: String? = nil,
    to value: Value??
  ) {
    guard let value else { return }
    columns.append(column)
    casts.append(type)
    parameters.append(value)
  }

  /// Gives the values of a row to those of its columns that have one.
  mutating func set(_ columns: [RowColumn], to row: RowWriter) {
    let bytes = row.buffers[0].bytes
    var offset = 0
    for position in row.givenColumns {
      self.columns.append(columns[position].name)
      casts.append(columns[position].cast)
      let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      offset += 4 + length
      parameters.append(
        encoded: bytes[offset - length..<offset],
        type: row.types[position],
        holdsNUL: row.columnWithNUL == position
      )
    }
  }
}
