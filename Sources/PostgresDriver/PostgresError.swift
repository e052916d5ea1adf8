/// What went wrong between the program and Postgres.
///
/// The description never shows a parameter, a connection string or the server's DETAIL, which can hold
/// values of rows.
public struct PostgresError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible
{
  /// The kinds of errors.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Value: String {
      case invalidConfiguration
      case connectionFailed
      case connectionLost
      case closed
      case poolExhausted
      case server
      case protocolViolation
      case decoding
      case invalidParameter
      case unexpectedRowCount
      case transactionFailed
    }

    private let value: Value

    /// The kind's name.
    public var description: String { value.rawValue }

    /// A connection string that libpq cannot read.
    public static let invalidConfiguration: Code = Code(value: .invalidConfiguration)
    /// No connection could be made.
    public static let connectionFailed: Code = Code(value: .connectionFailed)
    /// A connection ended while it was in use.
    ///
    /// Whether a write was done is unknown.
    public static let connectionLost: Code = Code(value: .connectionLost)
    /// The client or connection was closed before.
    public static let closed: Code = Code(value: .closed)
    /// No leased connection became free in time.
    public static let poolExhausted: Code = Code(value: .poolExhausted)
    /// The server refused a statement; `sqlState` says why.
    public static let server: Code = Code(value: .server)
    /// The server answered what no server should.
    public static let protocolViolation: Code = Code(value: .protocolViolation)
    /// A value is not of the type that the program expects.
    public static let decoding: Code = Code(value: .decoding)
    /// A parameter holds what no value in Postgres can.
    public static let invalidParameter: Code = Code(value: .invalidParameter)
    /// A statement returned more or fewer rows than it may.
    public static let unexpectedRowCount: Code = Code(value: .unexpectedRowCount)
    /// A transaction could not be ended as it should.
    public static let transactionFailed: Code = Code(value: .transactionFailed)
  }

  /// The kind of error.
  public let code: Code
  /// The cause and the next step.
  public let message: String
  /// The server's classification.
  public internal(set) var sqlState: SQLState?
  /// The Postgres schema of the object that the error is about.
  public internal(set) var schema: String?
  /// The table that the error is about.
  public internal(set) var table: String?
  /// The column that the error is about.
  public internal(set) var column: String?
  /// The constraint that was violated.
  public internal(set) var constraint: String?
  /// Where in the statement the error is: characters from 1.
  public internal(set) var position: Int?
  /// The server's detail, which can hold values of rows: not for logs.
  public internal(set) var detail: String?
  /// The server's hint.
  public internal(set) var hint: String?
  /// Whether a statement's prepared plan no longer fits the tables, as after a migration.
  var isStalePlan = false
  /// The error that led to this one.
  public internal(set) var underlyingError: (any Error)?

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The cause with its SQLSTATE and constraint, and the server's hint.
  public var description: String {
    var text = message
    if let sqlState {
      text += " (SQLSTATE \(sqlState)" + (constraint.map { ", \($0)" } ?? "") + ")"
    }
    if let hint { text += " Hint: \(hint)" }
    return text
  }

  /// The description with the kind and what led to it.
  public var debugDescription: String {
    "PostgresError.\(code): \(description)"
      + (underlyingError.map { " Underlying error: \($0)" } ?? "")
  }
}

extension PostgresError {
  static let clientClosed: PostgresError = PostgresError(
    .closed,
    "The client was shut down; make a new one to go on."
  )

  static func connectionLost(_ place: String, _ cause: String) -> PostgresError {
    PostgresError(
      .connectionLost,
      """
      The connection to \(place) was lost: \(cause). A read can be tried again; of a write it is unknown \
      whether it was done.
      """
    )
  }

  static func connectionFailed(_ place: String, _ cause: String) -> PostgresError {
    PostgresError(
      .connectionFailed,
      """
      No connection to \(place): \(cause). Check that the server runs there, that the name, database and \
      role are right, and that the network lets you through.
      """
    )
  }

  static func decoding(_ column: String, _ cause: String) -> PostgresError {
    var error = PostgresError(
      .decoding,
      "Column '\(column)': \(cause). Generate the code from the schema that this database has."
    )
    error.column = column
    return error
  }

  package static func textWithNUL(column: String, row: Int) -> PostgresError {
    PostgresError(
      .invalidParameter,
      """
      No row was added: column \(column) of row \(row) holds the character U+0000, which no text in \
      Postgres can. Check the value where it enters the program.
      """
    )
  }

  static func textWithNUL(_ position: Int) -> PostgresError {
    PostgresError(
      .invalidParameter,
      """
      The parameter $\(position) was not sent: it holds the character U+0000, which no text in \
      Postgres can. Check the value where it enters the program.
      """
    )
  }
}
