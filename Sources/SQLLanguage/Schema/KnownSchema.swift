package import Catalog

/// What must be known of a database to look through a statement.
package struct KnownSchema: Sendable {
  /// Whether the database holds the rows of tenants, so that statements must be bound to one.
  package let hasTenants: Bool
  private let relations: [QualifiedName: KnownRelation]
  /// The functions that change nothing, by their names.
  private let readOnlyFunctions: Set<QualifiedName>

  /// Makes the schema.
  ///
  /// - Parameters:
  ///   - relations: everything that a statement may name.
  ///   - readOnlyFunctions: the schema's own functions that change nothing.
  ///   - hasTenants: whether statements must be bound to a tenant.
  package init(
    relations: [KnownRelation],
    readOnlyFunctions: Set<QualifiedName> = [],
    hasTenants: Bool
  ) {
    self.relations = Dictionary(
      relations.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.readOnlyFunctions = readOnlyFunctions
    self.hasTenants = hasTenants
  }

  /// The relation with a name; without a Postgres schema, the one in `public`.
  func relation(_ schema: String?, _ name: String) -> KnownRelation? {
    relations[QualifiedName(schema: schema ?? "public", name: name)]
  }

  /// Whether calling a function is known to change nothing.
  func isReadOnly(_ schema: String?, _ function: String) -> Bool {
    readOnlyFunctions.contains(QualifiedName(schema: schema ?? "public", name: function))
  }

  /// Whether some relation has a secret column of a name.
  func hasSecret(named column: String) -> Bool {
    relations.values.contains { relation in
      relation.columns.contains { $0.isSecret && $0.name == column }
    }
  }
}

/// A relation that a statement may name.
package struct KnownRelation: Sendable {
  /// Whose rows a relation holds.
  package enum Owner: Hashable, Sendable {
    /// Those of the control plane.
    case controlPlane
    /// Each row belongs to the tenant that a column names.
    case tenant(column: String)
    /// All tenants may read them, and none may write.
    case everybody
  }

  /// A column of a relation.
  package struct Column: Sendable {
    /// The column's name.
    package let name: String
    /// Whether the column may hold NULL.
    package let isNullable: Bool
    /// Whether its values are redacted.
    package let isSecret: Bool
    /// Whether its type is `json` or `jsonb`, of which a cast of a value that is not NULL can be NULL.
    package let isDocument: Bool

    /// Makes a column.
    package init(name: String, isNullable: Bool, isSecret: Bool = false, isDocument: Bool = false) {
      self.name = name
      self.isNullable = isNullable
      self.isSecret = isSecret
      self.isDocument = isDocument
    }
  }

  /// The relation's name.
  package let name: QualifiedName
  /// Whose rows it holds.
  package let owner: Owner
  /// Its columns, in no particular order.
  package let columns: [Column]
  /// Its primary key and its unique constraints.
  package let keys: [Key]

  /// Makes a relation.
  package init(name: QualifiedName, owner: Owner, columns: [Column], keys: [Key] = []) {
    self.name = name
    self.owner = owner
    self.columns = columns
    self.keys = keys
  }

  /// The column that holds the tenant.
  var tenantColumn: String? {
    if case .tenant(let column) = owner { column } else { nil }
  }
}
