/// What a role other than the owner may do with a relation.
public struct Grant: Codable, Hashable, Sendable {
  /// The role; `public` is everybody.
  public var role: String
  /// The privileges in Postgres' words, in lower case, sorted: `insert`, `select`, ….
  public var privileges: [String]
  /// The columns that the privileges are limited to, sorted; empty where they hold for the whole relation.
  public var columns: [String]

  /// Makes a grant and sorts its parts.
  public init(role: String, privileges: [String], columns: [String] = []) {
    self.role = role
    self.privileges = privileges.sorted()
    self.columns = columns.sorted()
  }
}
