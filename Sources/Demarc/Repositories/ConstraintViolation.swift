public import PostgresDriver

/// The constraints of a relation, by their names in the database.
public protocol ConstraintName: RawRepresentable, Hashable, Sendable where RawValue == String {}

/// A change that the database refused because of a constraint that the generated code knows by name.
///
/// `catch let violation as ConstraintViolation<Order.Constraint> where violation.constraint == .orderNumberKey`
///
/// A constraint that is deferred is looked at when the transaction ends, and arrives as the `PostgresError` of that.
public struct ConstraintViolation<Constraint: ConstraintName>: AnyConstraintViolation,
  CustomStringConvertible
{
  /// The constraint.
  public let constraint: Constraint
  /// What the server said.
  public let error: PostgresError

  /// What the server said, without values of rows.
  public var description: String { "\(error)" }
}

/// A violation of a constraint of whatever relation, for code that treats them alike.
public protocol AnyConstraintViolation: Error {
  /// What the server said.
  var error: PostgresError { get }
}

extension PostgresError {
  /// The violation of one of these constraints, or the error itself.
  func violation<Constraint: ConstraintName>(of constraints: Constraint.Type) -> any Error {
    guard case .integrityConstraintViolation? = sqlState,
      let constraint = constraint.flatMap(Constraint.init(rawValue:))
    else { return self }
    return ConstraintViolation(constraint: constraint, error: self)
  }
}
