/// A row security policy.
public struct Policy: Codable, Hashable, Sendable {
  /// The policy's name.
  public var name: String
  /// Whether the policy widens (permissive) rather than narrows (restrictive).
  public var isPermissive: Bool
  /// The command it applies to, in lower case: `all`, `select`, ….
  public var command: String
  /// The roles it applies to, sorted; `public` is everybody.
  public var roles: [String]
  /// The `using` expression as Postgres prints it.
  public var using: String?
  /// The `with check` expression as Postgres prints it.
  public var withCheck: String?

  /// Makes a policy.
  public init(
    name: String,
    isPermissive: Bool,
    command: String,
    roles: [String],
    using: String?,
    withCheck: String?
  ) {
    self.name = name
    self.isPermissive = isPermissive
    self.command = command
    self.roles = roles.sorted()
    self.using = using
    self.withCheck = withCheck
  }
}
