public import PostgresDriver

/// Narrows a search to rows that meet every one of its conditions.
///
/// Generated code offers the conditions that an index serves: `[.status(.paid), .userID(user.id)]`.
public struct Filter<Row>: Sendable, ExpressibleByArrayLiteral {
  private let conditions: [@Sendable (inout StatementBuilder) -> Void]

  /// A filter that rows pass when they pass all of these; none lets every row through.
  public init(arrayLiteral filters: Filter...) {
    conditions = filters.flatMap(\.conditions)
  }

  /// A condition that a column compares with a value.
  ///
  /// For generated code.
  public init<Value: PostgresEncodable & Sendable>(
    _ column: String,
    _ comparison: Comparison,
    _ value: Value
  ) {
    conditions = [
      { statement in
        statement.append(inline: "\(column) \(comparison.rawValue) ")
        statement.bind(value)
      }
    ]
  }

  /// A condition that a column compares with a value, or is NULL where there is none.
  ///
  /// For generated code.
  public init<Value: PostgresEncodable & Sendable>(
    _ column: String,
    _ comparison: Comparison,
    _ value: Value?
  ) {
    guard let value else {
      conditions = [{ statement in statement.append(inline: "\(column) is null") }]
      return
    }
    conditions = Filter(column, comparison, value).conditions
  }

  /// Whether every row passes.
  public var isEmpty: Bool { conditions.isEmpty }

  /// Writes the conditions behind a keyword, joined by `and`; nothing when there are none.
  func write(to statement: inout StatementBuilder, after keyword: String) {
    for (position, condition) in conditions.enumerated() {
      statement.append(inline: position == 0 ? "\n\(keyword) " : " and ")
      condition(&statement)
    }
  }
}

/// How a column compares with a value.
public enum Comparison: String, Sendable, Hashable {
  case equal = "="
  case lessThan = "<"
  case atMost = "<="
  case greaterThan = ">"
  case atLeast = ">="
}
