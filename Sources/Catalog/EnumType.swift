/// An enum type with its labels in their declared order.
public struct EnumType: Codable, Hashable, Sendable {
  /// The name of the type.
  public var name: QualifiedName
  /// The labels, in the order in which they compare.
  public var labels: [String]
  /// The type's comment.
  public var comment: String?

  /// Makes an enum type.
  public init(name: QualifiedName, labels: [String], comment: String?) {
    self.name = name
    self.labels = labels
    self.comment = comment
  }
}
