public import PostgresDriver

/// The values that a statement gives to columns. For generated code.
public struct Assignments: Sendable {
  private(set) var columns: [String] = []
  private(set) var parameters: Parameters = Parameters()

  /// Gives nothing.
  public init() {}

  /// Whether nothing is given.
  public var isEmpty: Bool { columns.isEmpty }

  /// Gives a value to a column, whose name is SQL.
  public mutating func set<Value: PostgresEncodable>(_ column: String, to value: Value) {
    columns.append(column)
    parameters.append(value)
  }

  /// Gives a value to a column unless there is none.
  public mutating func setIfGiven<Value: PostgresEncodable>(_ column: String, to value: Value?) {
    guard let value else { return }
    set(column, to: value)
  }

  /// Gives a value or NULL to a column unless nothing is said of it.
  public mutating func setOrClear<Value: PostgresEncodable>(_ column: String, to value: Value??) {
    guard let value else { return }
    columns.append(column)
    parameters.append(value)
  }
}
