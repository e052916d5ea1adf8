/// Whether a statement may be run again, and share a transaction with its neighbours.
public enum Access: Sendable, Hashable {
  /// It changes nothing: it may share a round trip with the reads of others, and is sent again when a
  /// neighbour's error kept it from being run.
  case read
  /// It changes something: it has an implicit transaction of its own, and is sent once.
  case write
}

/// SQL with its parameters.
public struct Statement: Sendable {
  /// The text, with `$1`, `$2`, … for the parameters.
  public let sql: String
  /// The parameters.
  public let parameters: Parameters
  /// Whether it may be run again.
  public let access: Access

  /// Makes a statement.
  public init(_ sql: String, _ parameters: Parameters = Parameters(), access: Access) {
    self.sql = sql
    self.parameters = parameters
    self.access = access
  }
}

/// A statement that runs before another in the same implicit transaction and the same round trip.
public struct Prelude: Sendable {
  let statement: Statement
  let check: @Sendable (PostgresResult) throws -> Void

  /// Makes a prelude.
  ///
  /// - Parameters:
  ///   - statement: what runs first.
  ///   - check: looks at its result. What it throws wins over an error of the statement that follows, and
  ///     is thrown also when that statement succeeded.
  public init(
    _ statement: Statement,
    check: @escaping @Sendable (PostgresResult) throws -> Void
  ) {
    self.statement = statement
    self.check = check
  }
}

/// What a transaction may do, and how far it is isolated.
public enum TransactionMode: String, Sendable, Hashable {
  case readWrite = "begin"
  case readOnly = "begin read only"
  case repeatableRead = "begin isolation level repeatable read"
  case serializable = "begin isolation level serializable"
}
