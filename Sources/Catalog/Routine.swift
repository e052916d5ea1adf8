/// A function or procedure.
public struct Routine: Codable, Hashable, Sendable {
  /// A function that returns something, or a procedure.
  public enum Kind: String, Codable, Hashable, Sendable {
    case function
    case procedure
    case aggregate
    case window
  }

  /// An input of a routine, or a column of what it returns.
  public struct Argument: Codable, Hashable, Sendable {
    /// The argument's name; empty where the database has none.
    public var name: String
    /// The argument's type.
    public var type: TypeReference
    /// Whether a call may leave the argument out.
    public var hasDefault: Bool
    /// Whether a call may give the elements of the array one by one.
    public var isVariadic: Bool

    /// Makes an argument.
    public init(
      name: String,
      type: TypeReference,
      hasDefault: Bool = false,
      isVariadic: Bool = false
    ) {
      self.name = name
      self.type = type
      self.hasDefault = hasDefault
      self.isVariadic = isVariadic
    }
  }

  /// What a call gives back.
  public enum Result: Codable, Hashable, Sendable {
    /// Nothing.
    case void
    /// One value, which may be NULL.
    case value(TypeReference)
    /// Any number of values.
    case values(TypeReference)
    /// Any number of rows with these columns.
    case table([Argument])
    /// One row with these columns (output arguments).
    case record([Argument])
  }

  /// How far a routine's result depends on more than its inputs, in Postgres' words.
  public enum Volatility: String, Codable, Hashable, Sendable {
    case immutable
    case stable
    case volatile
  }

  /// The routine's name.
  public var name: QualifiedName
  /// A function or a procedure.
  public var kind: Kind
  /// The input arguments, in order.
  public var arguments: [Argument]
  /// What a call gives back.
  public var result: Result
  /// Whether a call may write.
  public var volatility: Volatility
  /// Whether it runs with its owner's privileges.
  public var isSecurityDefiner: Bool
  /// The routine's comment.
  public var comment: String?

  /// Makes a routine.
  public init(
    name: QualifiedName,
    kind: Kind = .function,
    arguments: [Argument],
    result: Result,
    volatility: Volatility = .volatile,
    isSecurityDefiner: Bool = false,
    comment: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.arguments = arguments
    self.result = result
    self.volatility = volatility
    self.isSecurityDefiner = isSecurityDefiner
    self.comment = comment
  }

  /// The types of the inputs, which tell overloads apart.
  public var signature: String { arguments.map(\.type.sql).joined(separator: ", ") }
}
