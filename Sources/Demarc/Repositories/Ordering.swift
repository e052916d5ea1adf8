public import PostgresDriver

/// Whether the smallest or the largest value comes first.
public enum Direction: Sendable, Hashable {
  case ascending
  case descending
}

/// An order of rows in which no two rows are equal, so that a page can go on where another ended.
///
/// Generated code offers the orders that an index serves: `.createdAt(.descending)`.
public struct Ordering<Row>: Sendable {
  let name: String
  let columns: [String]
  let direction: Direction
  let key: @Sendable (Row) -> Parameters

  /// An order by columns that together are unique and never NULL.
  ///
  /// For generated code.
  public init(
    _ name: String,
    _ columns: [String],
    _ direction: Direction,
    key: @escaping @Sendable (Row) -> Parameters
  ) {
    self.name = name
    self.columns = columns
    self.direction = direction
    self.key = key
  }

  /// `order by a desc, b desc`.
  var clause: String {
    let suffix = direction == .descending ? " desc" : ""
    return "order by " + columns.map { $0 + suffix }.joined(separator: ", ")
  }

  /// The name and the direction, by which a cursor knows its order.
  var identity: String { direction == .descending ? "\(name) desc" : name }
}
