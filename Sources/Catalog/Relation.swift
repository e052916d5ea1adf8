/// A table or something that can be read like one.
public struct Relation: Codable, Hashable, Sendable {
  /// What kind of relation this is.
  public enum Kind: String, Codable, Hashable, Sendable {
    case table
    case partitionedTable
    case view
    case materializedView
    case foreignTable
  }

  /// The relation's name.
  public var name: QualifiedName
  /// What kind of relation this is.
  public var kind: Kind
  /// The relation's comment.
  public var comment: String?
  /// The columns, sorted by name.
  public var columns: [Column]
  /// The primary key.
  public var primaryKey: Key?
  /// The unique constraints, sorted by name.
  public var uniqueKeys: [Key]
  /// The foreign keys, sorted by name.
  public var foreignKeys: [ForeignKey]
  /// The check constraints, sorted by name.
  public var checks: [Check]
  /// The indexes, those of constraints included, sorted by name.
  public var indexes: [Index]
  /// The triggers that users made, sorted by name.
  public var triggers: [Trigger]
  /// Whether row security is enabled.
  public var rowSecurity: RowSecurity
  /// The row security policies, sorted by name.
  public var policies: [Policy]
  /// What a view shows; nil for what holds rows of its own.
  public var view: View?
  /// The tables whose children the relation is, sorted; a parent shows its children's rows among its own.
  public var parents: [QualifiedName]
  /// What roles beside the owner may do, sorted by role.
  public var grants: [Grant]

  /// Makes a relation and sorts its parts by name.
  public init(
    name: QualifiedName,
    kind: Kind,
    comment: String? = nil,
    columns: [Column],
    primaryKey: Key? = nil,
    uniqueKeys: [Key] = [],
    foreignKeys: [ForeignKey] = [],
    checks: [Check] = [],
    indexes: [Index] = [],
    triggers: [Trigger] = [],
    rowSecurity: RowSecurity = .disabled,
    policies: [Policy] = [],
    view: View? = nil,
    parents: [QualifiedName] = [],
    grants: [Grant] = []
  ) {
    self.name = name
    self.kind = kind
    self.comment = comment
    self.columns = columns.sorted { $0.name < $1.name }
    self.primaryKey = primaryKey
    self.uniqueKeys = uniqueKeys.sorted { $0.name < $1.name }
    self.foreignKeys = foreignKeys.sorted { $0.name < $1.name }
    self.checks = checks.sorted { $0.name < $1.name }
    self.indexes = indexes.sorted { $0.name < $1.name }
    self.triggers = triggers.sorted { $0.name < $1.name }
    self.rowSecurity = rowSecurity
    self.policies = policies.sorted { $0.name < $1.name }
    self.view = view
    self.parents = parents.sorted()
    self.grants = grants.sorted {
      ($0.role, $0.columns.joined(separator: ",")) < ($1.role, $1.columns.joined(separator: ","))
    }
  }

  /// The column with a name.
  public func column(named name: String) -> Column? {
    columns.first { $0.name == name }
  }
}

/// Whether a table's policies apply, and to whom.
public enum RowSecurity: String, Codable, Hashable, Sendable {
  /// Policies are ignored.
  case disabled
  /// Policies apply to everybody but the table's owner.
  case enabled
  /// Policies apply to the owner too.
  case forced
}

extension Relation.Kind {
  /// The kind in a sentence.
  var words: String {
    switch self {
    case .table: "table"
    case .partitionedTable: "partitioned table"
    case .view: "view"
    case .materializedView: "materialized view"
    case .foreignTable: "foreign table"
    }
  }
}
