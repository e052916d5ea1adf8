internal import PostgresDriver

/// What a piece of code sent to the databases.
public struct SentStatements: Sendable, Hashable {
  /// The statements, in the order in which they were sent; those that open and end transactions are counted alone.
  public let statements: [SentStatement]
  /// How many transactions were opened.
  public let transactions: Int
  /// How often the code waited for a database: once for each statement, and for the begin and the end of each
  /// transaction.
  ///
  /// The tenant's prelude shares its statement's round trip, and what `insert(contentsOf:)` sends without waiting
  /// shares one.
  public let roundTrips: Int
}

/// One statement that a piece of code sent.
public struct SentStatement: Sendable, Hashable, CustomStringConvertible {
  /// The command in capitals: `SELECT`.
  public let command: String
  /// The text, without values: those go as parameters.
  public let sql: String
  /// How many parameters went with it.
  public let parameterCount: Int
  /// The name of the database.
  public let database: String
  /// Which of the transactions it was part of, from 1; nil when it had one of its own.
  public let transaction: Int?

  /// The text on one line.
  public var description: String {
    sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension SentStatements {
  init(_ contents: StatementLog.Contents) {
    statements = contents.entries.map { entry in
      SentStatement(
        command: entry.command,
        sql: entry.sql,
        parameterCount: entry.parameterCount,
        database: entry.database,
        transaction: entry.transaction
      )
    }
    transactions = contents.transactions
    roundTrips = contents.roundTrips
  }
}
