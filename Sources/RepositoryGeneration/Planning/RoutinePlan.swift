import Catalog

/// What is generated for a function.
struct RoutinePlan {
  /// An argument of the method.
  struct Argument {
    /// The argument's name, not escaped.
    let name: String
    /// The name by which a call passes the argument, as SQL; nil where its place says which it is.
    let callName: String?
    /// Whether a caller names the argument.
    let isLabelled: Bool
    /// The type of a value.
    let type: String
    /// The type in SQL.
    let sqlType: String
    /// Whether a call may leave it out.
    let hasDefault: Bool
  }

  /// A column of a result that only this function has.
  struct Column {
    /// The property's name, not escaped.
    let name: String
    /// The column's name in the database.
    let databaseName: String
    /// The type of a value that is not NULL.
    let type: String
    /// Whether the value is redacted.
    let isSecret: Bool
    /// The column as a statement selects it.
    let selectSQL: String

    /// The type of the property.
    ///
    /// A function may return NULL in any column.
    var propertyType: String { isSecret ? "Secret<\(type)>?" : "\(type)?" }
  }

  /// A result of one column.
  struct Scalar {
    /// The type of a value that is not NULL.
    let type: String
    /// The SQL type to which the result is cast, where the driver does not read its own.
    let castSQL: String?
  }

  /// What the method returns.
  enum Result {
    case void
    /// A value that may be NULL.
    case value(Scalar)
    case values(Scalar)
    /// Rows of a type that is made for this function.
    case rows(typeName: String, [Column], isSet: Bool)
    /// Rows of a table.
    case entities(typeName: String, relation: Relation, isSet: Bool)
  }

  /// The routine in the database.
  let routine: Routine
  /// The method's name, not escaped.
  let methodName: String
  /// The method's arguments.
  let arguments: [Argument]
  /// What the method returns.
  let result: Result
}
