/// An index.
public struct Index: Codable, Hashable, Sendable {
  /// One key of an index.
  public struct Term: Codable, Hashable, Sendable {
    /// The column, or nil where the key is an expression.
    public var column: String?
    /// The key as Postgres prints it.
    public var sql: String
    /// Whether the key is sorted in descending order.
    public var isDescending: Bool
    /// The operator class, or nil where it is the type's default.
    public var operatorClass: String?
    /// The collation, or nil where it is the database's, or the type has none.
    public var collation: String?
    /// Whether the operators that search by the key are not leakproof, so that row security keeps the index from
    /// them; nil is no.
    public var isLeaky: Bool?

    /// Makes a key of an index.
    public init(
      column: String?,
      sql: String,
      isDescending: Bool,
      operatorClass: String? = nil,
      collation: String? = nil,
      isLeaky: Bool? = nil
    ) {
      self.column = column
      self.sql = sql
      self.isDescending = isDescending
      self.operatorClass = operatorClass
      self.collation = collation
      self.isLeaky = isLeaky
    }
  }

  /// The index's name.
  public var name: String
  /// The access method, such as `btree`.
  public var method: String
  /// Whether the index refuses duplicates.
  public var isUnique: Bool
  /// The keys, in order, without included columns.
  public var terms: [Term]
  /// The predicate of a partial index.
  public var predicate: String?

  /// Makes an index.
  public init(name: String, method: String, isUnique: Bool, terms: [Term], predicate: String?) {
    self.name = name
    self.method = method
    self.isUnique = isUnique
    self.terms = terms
    self.predicate = predicate
  }
}
