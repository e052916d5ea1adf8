/// The five characters by which Postgres classifies an error
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
public struct SQLState: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The five characters.
  public let rawValue: String

  /// Makes a state of its five characters.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The five characters.
  public var description: String { rawValue }

  /// The first two characters.
  public var errorClass: String { String(rawValue.prefix(2)) }

  /// Whether a state is, or is in the class of, another: a class ends in `000`.
  public static func ~= (pattern: SQLState, value: SQLState) -> Bool {
    pattern == value
      || (pattern.rawValue.hasSuffix("000") && pattern.errorClass == value.errorClass)
  }

  /// Any violation of a constraint.
  public static let integrityConstraintViolation: SQLState = SQLState(rawValue: "23000")
  /// A column that may not be NULL was to be NULL.
  public static let notNullViolation: SQLState = SQLState(rawValue: "23502")
  /// A foreign key points at nothing, or something points at what was to go.
  public static let foreignKeyViolation: SQLState = SQLState(rawValue: "23503")
  /// A unique key exists already.
  public static let uniqueViolation: SQLState = SQLState(rawValue: "23505")
  /// A check constraint refused.
  public static let checkViolation: SQLState = SQLState(rawValue: "23514")
  /// An exclusion constraint refused.
  public static let exclusionViolation: SQLState = SQLState(rawValue: "23P01")
  /// The role lacks a privilege, or a row security policy refused.
  public static let insufficientPrivilege: SQLState = SQLState(rawValue: "42501")
  /// There is no prepared statement of that name.
  public static let invalidSQLStatementName: SQLState = SQLState(rawValue: "26000")
  /// There is no such savepoint.
  public static let invalidSavepointSpecification: SQLState = SQLState(rawValue: "3B001")
  /// There is no such table.
  public static let undefinedTable: SQLState = SQLState(rawValue: "42P01")
  /// There is no such column.
  public static let undefinedColumn: SQLState = SQLState(rawValue: "42703")
  /// There is no such Postgres schema.
  public static let invalidSchemaName: SQLState = SQLState(rawValue: "3F000")
  /// A value is not of the form of its type.
  public static let invalidTextRepresentation: SQLState = SQLState(rawValue: "22P02")
  /// A configuration parameter is unknown.
  public static let undefinedObject: SQLState = SQLState(rawValue: "42704")
  /// The statement was cancelled or ran into its timeout.
  public static let queryCanceled: SQLState = SQLState(rawValue: "57014")
  /// The server cannot do that; also, a prepared statement's columns changed since it was prepared.
  public static let featureNotSupported: SQLState = SQLState(rawValue: "0A000")
  /// An operator ended the connection.
  public static let adminShutdown: SQLState = SQLState(rawValue: "57P01")
  /// Two transactions cannot both be serialised.
  public static let serializationFailure: SQLState = SQLState(rawValue: "40001")
  /// Transactions wait for each other.
  public static let deadlockDetected: SQLState = SQLState(rawValue: "40P01")
}
