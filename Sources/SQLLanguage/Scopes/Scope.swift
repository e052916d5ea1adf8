import Catalog

/// The columns under one name in a query: `orders as o`.
struct Source {
  /// The name by which columns are called.
  let alias: String?
  /// The relation, where it has no other name, so that its columns can be called by the schema too.
  var relation: QualifiedName?
  /// The columns.
  var columns: [NamedColumn]
  /// Whether it may have columns that are not known.
  var isOpen = false
  /// Whether the columns stand in their own order.
  var isOrdered = true
  /// Whether its rows are those of a relation that all tenants share, or hold some.
  var holdsShared = false
}

/// A column and how it is called.
struct NamedColumn {
  let name: String
  let id: ColumnID
}

/// What a part of `from` offers.
struct Namespace {
  /// What can be called by its name.
  var sources: [Source] = []
  /// The columns that can be called alone.
  var visible: [NamedColumn] = []
  /// Every column that belongs here, those that are hidden by names too.
  var ids: Set<ColumnID> = []

  /// Whether a name that is not known could be one of a column here.
  var isOpen: Bool { sources.contains(where: \.isOpen) }

  /// Offers what others offer, too.
  mutating func append(_ other: Namespace) {
    sources += other.sources
    visible += other.visible
    ids.formUnion(other.ids)
  }
}

/// What can be named at a place of a statement: here, and in the queries around.
final class Scope {
  let namespace: Namespace
  let parent: Scope?

  init(_ namespace: Namespace, in parent: Scope?) {
    self.namespace = namespace
    self.parent = parent
  }

  /// What a name leads to.
  enum Meaning {
    case column(ColumnID)
    case row(Source)
    case unknown
  }

  /// What the parts of a name lead to, as Postgres looks it up: from the inside to the outside.
  ///
  /// Where anything could be meant that is not known here, nothing is.
  func meaning(of parts: [String]) -> Meaning {
    switch parts.count {
    case 1: columnOrRow(parts[0])
    case 2: column(parts[1]) { $0.alias == parts[0] }
    case 3:
      column(parts[2]) { $0.relation == QualifiedName(schema: parts[0], name: parts[1]) }
    default: .unknown
    }
  }

  /// The source with a name.
  func source(_ alias: String) -> Source? {
    namespace.sources.first { $0.alias == alias } ?? parent?.source(alias)
  }

  private func columnOrRow(_ name: String) -> Meaning {
    let found = namespace.visible.filter { $0.name == name }
    if found.count == 1 { return .column(found[0].id) }
    if found.count > 1 || namespace.isOpen { return .unknown }
    if let source = namespace.sources.first(where: { $0.alias == name }) { return .row(source) }
    return parent?.columnOrRow(name) ?? .unknown
  }

  private func column(_ name: String, of isMeant: (Source) -> Bool) -> Meaning {
    guard let source = namespace.sources.first(where: isMeant) else {
      return parent?.column(name, of: isMeant) ?? .unknown
    }
    let found = source.columns.filter { $0.name == name }
    return found.count == 1 ? .column(found[0].id) : .unknown
  }
}

/// What a query returns.
struct Outputs {
  /// The columns; of one without a certain name, nil.
  var columns: [(name: String?, id: ColumnID)] = []
  /// Whether the columns stand in the order in which the query returns them.
  var isOrdered = true
  /// Whether there may be more columns than are known.
  var isOpen = false
  /// Whether rows are read that all tenants share.
  var holdsShared = false
}

/// A named query that others can read from.
struct CommonTable {
  let outputs: Outputs
}
