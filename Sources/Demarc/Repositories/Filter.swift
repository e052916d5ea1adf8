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

  /// A condition that a column of texts begins with one, as a range, which an index finds behind row security too.
  ///
  /// For generated code.
  ///
  /// - Parameters:
  ///   - column: the column as SQL, with the collation where that compares bytes.
  ///   - prefix: the text.
  ///   - operators: the operators that the index has.
  public init(_ column: String, hasPrefix prefix: String, by operators: PrefixOperators) {
    conditions = [
      { statement in
        statement.append(inline: "\(column) \(operators.atLeast) ")
        statement.bind(prefix)
        guard let next = prefix.nextInByteOrder else { return }
        statement.append(inline: " and \(column) \(operators.lessThan) ")
        statement.bind(next)
      }
    ]
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

/// The operators by which an index finds how texts begin.
public enum PrefixOperators: Sendable, Hashable {
  /// Those of `text_pattern_ops`.
  case pattern
  /// The usual ones, under the collation `C`.
  case collation

  var atLeast: String { self == .pattern ? "~>=~" : ">=" }
  var lessThan: String { self == .pattern ? "~<~" : "<" }
}

extension String {
  /// The least text above all that begin with this one, in the order of their bytes; nil where none is.
  var nextInByteOrder: String? {
    var scalars = Array(unicodeScalars)
    while let last = scalars.popLast() {
      // The values between are half of a character in UTF-16, and no text holds one.
      let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
      guard let scalar = Unicode.Scalar(next) else { continue }
      scalars.append(scalar)
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      return String(text)
    }
    return nil
  }
}
