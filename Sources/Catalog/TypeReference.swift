/// The type of a column, an argument or a result, by name.
public struct TypeReference: Codable, Hashable, Sendable {
  /// The type's name; for an array, the name of its element type.
  public var name: QualifiedName
  /// Whether this is an array of the named type.
  public var isArray: Bool
  /// The type as Postgres prints it, with its modifier: `numeric(12,2)`, `text[]`.
  public var sql: String

  /// Makes a reference to a type.
  public init(name: QualifiedName, isArray: Bool, sql: String) {
    self.name = name
    self.isArray = isArray
    self.sql = sql
  }
}
