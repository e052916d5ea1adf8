package import Catalog

/// What must be known of a database to look through a statement.
package struct KnownSchema: Sendable {
  /// Whether the database holds the rows of tenants, so that statements must be bound to one.
  package let hasTenants: Bool
  private let relations: [QualifiedName: KnownRelation]
  /// The lowercase words in the names of relations whose rows belong to tenants.
  let tenantRelationNames: Set<String>
  /// The schema's own functions.
  private let functions: [QualifiedName: KnownFunction]

  /// Makes the schema.
  ///
  /// - Parameters:
  ///   - relations: everything that a statement may name.
  ///   - functions: the schema's own functions.
  ///   - hasTenants: whether statements must be bound to a tenant.
  package init(
    relations: [KnownRelation],
    functions: [QualifiedName: KnownFunction] = [:],
    hasTenants: Bool
  ) {
    self.relations = Dictionary(
      relations.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    tenantRelationNames = Set(
      relations.filter { $0.tenantColumn != nil }.flatMap { relation in
        relation.name.name.lowercased()
          .split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }.map(String.init)
      }
    )
    self.functions = functions
    self.hasTenants = hasTenants
  }

  /// The relation with a name; without a Postgres schema, the one in `public`.
  func relation(_ schema: String?, _ name: String) -> KnownRelation? {
    relations[QualifiedName(schema: schema ?? "public", name: name)]
  }

  /// What is known of a function, Postgres' own ones included; nil where nobody knows what it does.
  ///
  /// A function of the schema that has the name of one of Postgres' own may be the one that is called.
  func function(_ schema: String?, _ name: String) -> KnownFunction? {
    if let own = functions[QualifiedName(schema: schema ?? "public", name: name)] { return own }
    let isPostgres = schema == nil || schema == "pg_catalog"
    return isPostgres && KnownFunctions.harmless.contains(name) ? .postgres : nil
  }

  /// Whether some relation has a secret column of a name.
  func hasSecret(named column: String) -> Bool {
    relations.values.contains { relation in
      relation.columns.contains { $0.isSecret && $0.name == column }
    }
  }
}

/// What a function does beyond giving a value.
package enum KnownFunction: Hashable, Sendable {
  /// Nothing: it is one of Postgres' own that look at their arguments.
  case postgres
  /// Nothing: the schema declares it immutable.
  case pure
  /// It reads rows: the schema declares it stable.
  case reading
  /// It may do anything.
  case writing
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
