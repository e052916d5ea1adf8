/// The name of a database object within its Postgres schema.
public struct QualifiedName: Codable, Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The Postgres schema, such as `public`.
  public var schema: String
  /// The object's own name, as the database spells it.
  public var name: String

  /// Makes a qualified name.
  public init(schema: String, name: String) {
    self.schema = schema
    self.name = name
  }

  /// The name for messages: the schema is left out where it is `public`.
  public var description: String { schema == "public" ? name : "\(schema).\(name)" }

  /// The name as SQL, both parts quoted where they need it.
  public var sql: String { "\(quotedIdentifier(schema)).\(quotedIdentifier(name))" }

  /// Whether a value is before another.
  public static func < (left: Self, right: Self) -> Bool {
    (left.schema, left.name) < (right.schema, right.name)
  }
}
