/// A range type that users define, as `create type … as range (…)` makes it, with the multirange that comes with it.
public struct RangeType: Codable, Hashable, Sendable {
  /// The name of the type.
  public var name: QualifiedName
  /// The type of the bounds.
  public var subtype: TypeReference
  /// The name of the type of sets of such ranges.
  public var multirange: QualifiedName
  /// The type's comment.
  public var comment: String?

  /// Makes a range type.
  public init(
    name: QualifiedName,
    subtype: TypeReference,
    multirange: QualifiedName,
    comment: String? = nil
  ) {
    self.name = name
    self.subtype = subtype
    self.multirange = multirange
    self.comment = comment
  }
}
