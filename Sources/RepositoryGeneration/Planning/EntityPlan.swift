import Catalog

/// How a relation is reached.
enum Scope: Hashable {
  /// A relation of the control plane.
  case control
  /// A relation whose rows each belong to the tenant that a column names.
  case tenant(column: String)
  /// The relation whose rows are the tenants themselves.
  case tenantRoot(key: String)
  /// A relation of the data plane that all tenants may read.
  case global

  /// The column that holds the tenant.
  var tenantColumn: String? {
    switch self {
    case .tenant(let column): column
    case .tenantRoot(let key): key
    case .control, .global: nil
    }
  }

}

/// What is generated for one relation.
struct EntityPlan {
  /// The relation in the database.
  let relation: Relation
  /// How the relation is reached.
  let scope: Scope
  /// The name of the row type.
  let typeName: String
  /// The properties of the row, in the order in which a reader meets them.
  let properties: [PropertyPlan]
  /// What tells rows apart.
  let identity: Identity
  /// The keys by which at most one row is found, beside the primary key.
  let uniqueKeys: [UniqueKeyPlan]
  /// The columns by which rows are filtered: those that lead an index; of what has no indexes, any.
  let filters: [PropertyPlan]
  /// The columns of texts that are found by how they begin.
  let prefixes: [PrefixPlan]
  /// The columns by which pages can be ordered beside the key.
  let orderings: [PropertyPlan]

  /// The columns by which rows are loaded that belong to rows of another relation.
  let references: [ReferencePlan]
  /// The constraints that a change of rows can violate.
  let constraints: [ConstraintPlan]
  /// The column that counts the changes of a row.
  let version: PropertyPlan?
  /// The column that tells when a row was deleted, where rows are only marked as such.
  let deletion: PropertyPlan?

  /// The repository's name.
  var repositoryName: String { typeName + "Repository" }
  /// The name of the context that the repository needs.
  var contextName: String { scope == .control ? "AdminContext" : "ClusterContext" }
  /// Whether rows may be written through the generated repository.
  var isWritable: Bool { scope != .global && relation.isTable }
  /// Whether a property is redacted, so that the row cannot be coded.
  var holdsSecrets: Bool { properties.contains(where: \.isSecret) }

  /// The properties of the primary key, in the order of the key.
  var keyProperties: [PropertyPlan] {
    switch identity {
    case .none, .tenant: []
    case .single(let property, _): [property]
    case .composite(let properties): properties
    }
  }

  /// The property of a column.
  func property(_ column: String) -> PropertyPlan? {
    properties.first { $0.column.name == column }
  }
}

/// A column of texts that an index finds by how they begin.
struct PrefixPlan {
  /// The property.
  let property: PropertyPlan
  /// Whether the index has the operators of patterns, which compare bytes whatever the collation is; otherwise its
  /// collation does.
  let isPattern: Bool
}

/// What tells the rows of a relation apart, beside the tenant.
enum Identity {
  /// Nothing: the relation has no primary key.
  case none
  /// The tenant alone: at most one row for each.
  case tenant
  /// One column. `ofType` is the type that the identifier stands for.
  case single(PropertyPlan, ofType: IdentifierType)
  /// Several columns.
  case composite([PropertyPlan])
}

/// The type of an identifier of one column.
enum IdentifierType: Hashable {
  /// A type of its own over a raw value.
  case raw(String)
  /// The identifier of the row that the key refers to.
  case shared(String)
}

/// A key by which at most one row is found.
struct UniqueKeyPlan {
  /// The properties, in the order of the key, without the tenant.
  let properties: [PropertyPlan]
  /// The columns in the database, the tenant's included.
  let columns: [String]
  /// The condition, as SQL, of rows among which no two are equal in the key; nil is all rows.
  let predicate: String?
  /// Whether rows of one tenant alone can collide in it.
  let isWithinTenant: Bool

  /// The name of the key's case: `slug`, `accountIDAndKey`.
  var caseName: String {
    properties.map(\.name).enumerated()
      .map { position, name in position == 0 ? name : SwiftName.suffix(name) }
      .joined(separator: "And")
  }
}
