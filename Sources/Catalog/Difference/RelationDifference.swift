/// What differs between two states of a relation.
func relationChanges(_ old: Relation, _ new: Relation) -> [SchemaDifference.Change] {
  RelationDifference(old: old, new: new).changes
}

private struct RelationDifference {
  let old: Relation
  let new: Relation

  var changes: [Change] {
    columns + keys + indexes + foreignKeys + checks + constraintNames + others
  }

  // MARK: Columns

  private var columns: [Change] {
    let added = new.columns.filter { old.column(named: $0.name) == nil }.map { column in
      // One that every insert must give breaks the callers that insert.
      column.isNullable || column.source != nil
        ? change(column.name, "added", .addition)
        : change(column.name, "added, \(column.type.sql) without a default", .breaking)
    }
    let removed = old.columns.filter { new.column(named: $0.name) == nil }.map { column in
      change(column.name, "removed", .breaking)
    }
    let changed = old.columns.flatMap { before in
      new.column(named: before.name).map { columnChanges(before, $0) } ?? []
    }
    return added + removed + changed
  }

  private func columnChanges(_ before: Column, _ after: Column) -> [Change] {
    var changes: [Change] = []
    if let type = TypeChange(from: before.type, to: after.type) {
      let summary = "\(before.type.sql) became \(after.type.sql)\(type.note)"
      changes.append(change(after.name, summary, type == .wider ? .neutral : .breaking))
    }
    if before.isNullable != after.isNullable {
      let summary = after.isNullable ? "may be NULL now" : "can no longer be NULL"
      changes.append(change(after.name, summary, .breaking))
    }
    if before.collation != after.collation {
      changes.append(change(after.name, "its collation changed", .neutral))
    }
    if before.source != after.source {
      let effect: Change.Effect = after.source == nil ? .breaking : .neutral
      changes.append(change(after.name, "its default changed", effect))
    }
    if before.comment != after.comment {
      changes.append(change(after.name, "its comment changed", .neutral))
    }
    return changes
  }

  // MARK: Keys and indexes

  private var keys: [Change] {
    let primary =
      old.primaryKey?.columns == new.primaryKey?.columns
        && old.primaryKey?.period == new.primaryKey?.period
      ? [] : [change("its primary key changed", .breaking)]
    let (added, removed) = parts(\.uniqueKeys) { $0.columns }
    return primary
      + added.map { change("the key \(list($0.columns)) added, which refuses rows", .breaking) }
      + removed.map { change("the key \(list($0.columns)) removed", .breaking) }
  }

  /// An index serves filters and orders, which are generated only where one does.
  private var indexes: [Change] {
    let keys = Set((old.uniqueKeys + new.uniqueKeys).map(\.name))
      .union([old.primaryKey?.name, new.primaryKey?.name].compactMap { $0 })
    let (added, removed) = parts(\.indexes) { index in
      [index.isUnique ? "unique" : "", index.predicate ?? ""]
        + index.terms.flatMap { [$0.sql, $0.operatorClass ?? "", $0.collation ?? ""] }
    }
    return added.filter { !keys.contains($0.name) }.map { index in
      index.isUnique
        ? change("the key \(list(index)) added, which refuses rows", .breaking)
        : change("the index \(list(index)) added", .addition)
    }
      + removed.filter { !keys.contains($0.name) }.map { index in
        change("the index \(list(index)) removed, and what it alone served", .breaking)
      }
  }

  // MARK: Constraints and the rest

  private var foreignKeys: [Change] {
    let (added, removed) = parts(\.foreignKeys) { $0 }
    return added.map { key in
      change("the foreign key \(list(key.columns)) to \(key.target) added", .breaking)
    }
      + removed.map { key in
        change("the foreign key \(list(key.columns)) to \(key.target) removed", .breaking)
      }
  }

  private var checks: [Change] {
    let (added, removed) = parts(\.checks) { $0.definition }
    return added.map { change("\($0.definition) added, which refuses rows", .breaking) }
      + removed.map { change("\($0.definition) removed", .breaking) }
  }

  /// Callers tell constraints apart by their names, which are cases of `Constraint`.
  private var constraintNames: [Change] {
    let (before, after) = (old.namesByDemand, new.namesByDemand)
    return before.keys.sorted().flatMap { demand -> [Change] in
      guard let later = after[demand], let earlier = before[demand] else { return [] }
      return zip(earlier.subtracting(later).sorted(), later.subtracting(earlier).sorted()).map {
        change("the constraint \($0) is called \($1) now", .breaking)
      }
    }
  }

  private var others: [Change] {
    var changes: [Change] = []
    if old.kind != new.kind { changes.append(change("it is a \(new.kind.words) now", .breaking)) }
    if old.triggers != new.triggers { changes.append(change("its triggers changed", .neutral)) }
    if old.rowSecurity != new.rowSecurity || old.policies != new.policies {
      changes.append(change("its row security changed", .neutral))
    }
    if old.view != new.view { changes.append(change("its query changed", .neutral)) }
    if old.parents != new.parents { changes.append(change("its parents changed", .neutral)) }
    if old.grants != new.grants { changes.append(change("its privileges changed", .neutral)) }
    if old.comment != new.comment { changes.append(change("its comment changed", .neutral)) }
    return changes
  }

  // MARK: Words

  /// What is only in the new, and what is only in the old relation, told apart by what it demands rather than by
  /// its name.
  private func parts<Part, Demand: Hashable>(
    _ path: KeyPath<Relation, [Part]>,
    _ demand: (Part) -> Demand
  ) -> (added: [Part], removed: [Part]) {
    let before = Set(old[keyPath: path].map(demand))
    let after = Set(new[keyPath: path].map(demand))
    return (
      new[keyPath: path].filter { !before.contains(demand($0)) },
      old[keyPath: path].filter { !after.contains(demand($0)) }
    )
  }

  private func list(_ columns: [String]) -> String { "(\(columns.joined(separator: ", ")))" }

  private func list(_ index: Index) -> String {
    list(
      index.terms.map { term in
        ([term.column ?? term.sql]
          + [term.collation.map { "collate \($0)" }, term.operatorClass].compactMap { $0 })
          .joined(separator: " ")
      }
    )
      + (index.predicate.map { " where \($0)" } ?? "")
  }

  private func change(_ summary: String, _ effect: Change.Effect) -> Change {
    Change(object: "\(new.name)", summary: summary, effect: effect)
  }

  private func change(_ column: String, _ summary: String, _ effect: Change.Effect) -> Change {
    Change(object: "\(new.name).\(column)", summary: summary, effect: effect)
  }
}

extension Relation {
  /// The names of keys and checks by what they demand; foreign keys are compared with their names.
  fileprivate var namesByDemand: [String: Set<String>] {
    let keys = uniqueKeys.map { ("unique \($0.columns)", $0.name) }
    let keyNames = Set(keys.map(\.1) + [primaryKey?.name].compactMap { $0 })
    let unique = indexes.filter { $0.isUnique && !keyNames.contains($0.name) }.map { index in
      ("index \(index.terms.map(\.sql)) \(index.predicate ?? "")", index.name)
    }
    let all =
      keys + unique + checks.map { ($0.definition, $0.name) }
      + (primaryKey.map { [("primary \($0.columns)", $0.name)] } ?? [])
    return Dictionary(grouping: all, by: \.0).mapValues { Set($0.map(\.1)) }
  }
}

extension TypeChange {
  /// What a reader of the two types may not see.
  fileprivate var note: String {
    switch self {
    case .wider: ", which is wider"
    case .narrower: ", which is narrower"
    case .other: ""
    }
  }
}
