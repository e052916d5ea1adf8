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
}
