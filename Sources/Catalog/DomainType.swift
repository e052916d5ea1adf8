/// A domain: another type under a name of its own, with conditions on its values.
public struct DomainType: Codable, Hashable, Sendable {
  /// The name of the domain.
  public var name: QualifiedName
  /// The type below it, which can be a domain too.
  public var base: TypeReference
  /// Whether a value may be NULL.
  public var isNullable: Bool
  /// The expression of the default, where there is one.
  public var defaultExpression: String?
  /// The check constraints, sorted by name.
  public var checks: [Check]
  /// The domain's comment.
  public var comment: String?

  /// Makes a domain and sorts its checks.
  public init(
    name: QualifiedName,
    base: TypeReference,
    isNullable: Bool = true,
    defaultExpression: String? = nil,
    checks: [Check] = [],
    comment: String? = nil
  ) {
    self.name = name
    self.base = base
    self.isNullable = isNullable
    self.defaultExpression = defaultExpression
    self.checks = checks.sorted { $0.name < $1.name }
    self.comment = comment
  }
}
