/// A composite type: several values under one name, as `create type … as (…)` makes it.
public struct CompositeType: Codable, Hashable, Sendable {
  /// One of the values.
  public struct Field: Codable, Hashable, Sendable {
    /// The field's name.
    public var name: String
    /// The field's type.
    public var type: TypeReference
    /// The field's comment.
    public var comment: String?

    /// Makes a field.
    public init(name: String, type: TypeReference, comment: String? = nil) {
      self.name = name
      self.type = type
      self.comment = comment
    }
  }

  /// The name of the type.
  public var name: QualifiedName
  /// The fields in their declared order, which is part of the type: `(a, b)` is not `(b, a)`.
  public var fields: [Field]
  /// The type's comment.
  public var comment: String?

  /// Makes a composite type.
  public init(name: QualifiedName, fields: [Field], comment: String? = nil) {
    self.name = name
    self.fields = fields
    self.comment = comment
  }
}
