/// What differs between two states of a schema, in sentences for whoever reviews generated code.
public struct SchemaDifference: Hashable, Sendable, Codable {
  /// One difference.
  public struct Change: Hashable, Sendable, Codable, CustomStringConvertible {
    /// What callers of generated code feel of a change.
    public enum Effect: String, Hashable, Sendable, Codable {
      /// Something new can be used; existing calls compile and run as before.
      case addition
      /// Existing calls may no longer compile or run.
      case breaking
      /// Nothing but text or speed changes.
      case neutral
    }

    /// The object, such as `orders.total`.
    public let object: String
    /// What happened to it.
    public let summary: String
    /// What callers feel of it.
    public let effect: Effect

    /// `orders.total: added, numeric(12,2)`, with a note where calls may break.
    public var description: String {
      "\(object): \(summary)\(effect == .breaking ? " (breaks callers)" : "")"
    }
  }

  /// The differences, sorted by object.
  public let changes: [Change]

  /// Compares two states.
  public init(from old: DatabaseSchema, to new: DatabaseSchema) {
    var changes: [Change] = []
    compare(
      old.domains,
      new.domains,
      named: { "domain \($0.name)" },
      into: &changes,
      domainChanges
    )
    compare(
      old.composites,
      new.composites,
      named: { "type \($0.name)" },
      into: &changes,
      compositeChanges
    )
    compare(old.enums, new.enums, named: { "type \($0.name)" }, into: &changes, enumChanges)
    compare(old.relations, new.relations, named: { "\($0.name)" }, into: &changes, relationChanges)
    compare(
      old.routines,
      new.routines,
      named: { "\($0.name)(\($0.signature))" },
      into: &changes,
      routineChanges
    )
    self.changes = changes.sorted { ($0.object, $0.summary) < ($1.object, $1.summary) }
  }
}

private typealias Change = SchemaDifference.Change

/// Reports what appeared and vanished, and compares what stayed.
private func compare<Object: Equatable>(
  _ old: [Object],
  _ new: [Object],
  named name: (Object) -> String,
  into changes: inout [Change],
  _ compareObjects: (Object, Object) -> [Change]
) {
  let oldByName = Dictionary(old.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
  let newByName = Dictionary(new.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
  for (object, value) in newByName {
    guard let before = oldByName[object] else {
      changes.append(Change(object: object, summary: "added", effect: .addition))
      continue
    }
    if before != value { changes += compareObjects(before, value) }
  }
  for object in oldByName.keys where newByName[object] == nil {
    changes.append(Change(object: object, summary: "removed", effect: .breaking))
  }
}

private func domainChanges(_ old: DomainType, _ new: DomainType) -> [Change] {
  let object = "domain \(new.name)"
  guard old.base == new.base else {
    let summary = "\(old.base.sql) became \(new.base.sql)"
    return [Change(object: object, summary: summary, effect: .breaking)]
  }
  return [Change(object: object, summary: "its conditions changed", effect: .neutral)]
}

private func compositeChanges(_ old: CompositeType, _ new: CompositeType) -> [Change] {
  let object = "type \(new.name)"
  guard old.fields.map(\.name) == new.fields.map(\.name),
    old.fields.map(\.type) == new.fields.map(\.type)
  else { return [Change(object: object, summary: "its fields changed", effect: .breaking)] }
  return [Change(object: object, summary: "its comments changed", effect: .neutral)]
}

private func enumChanges(_ old: EnumType, _ new: EnumType) -> [Change] {
  let object = "type \(new.name)"
  let added = new.labels.filter { !old.labels.contains($0) }
  let removed = old.labels.filter { !new.labels.contains($0) }
  return added.map {
    Change(object: object, summary: "label '\($0)' added (exhaustive switches)", effect: .breaking)
  } + removed.map { Change(object: object, summary: "label '\($0)' removed", effect: .breaking) }
}

private func routineChanges(_ old: Routine, _ new: Routine) -> [Change] {
  let object = "\(new.name)(\(new.signature))"
  guard old.result != new.result || old.arguments != new.arguments else {
    return [Change(object: object, summary: "its properties changed", effect: .neutral)]
  }
  return [Change(object: object, summary: "its arguments or result changed", effect: .breaking)]
}

private func relationChanges(_ old: Relation, _ new: Relation) -> [Change] {
  var changes: [Change] = []
  compare(old.columns, new.columns, named: { "\(new.name).\($0.name)" }, into: &changes) {
    before,
    after in
    columnChanges(before, after, of: new.name)
  }
  changes = changes.map { change in
    // A new column that every insert must give breaks the callers that insert.
    guard change.effect == .addition, let column = new.column(named: columnName(change.object)),
      !column.isNullable, column.source == nil
    else { return change }
    return Change(
      object: change.object,
      summary: "added, \(column.type.sql) without a default",
      effect: .breaking
    )
  }
  let object = "\(new.name)"
  if old.primaryKey != new.primaryKey {
    changes.append(Change(object: object, summary: "its primary key changed", effect: .breaking))
  }
  if old.uniqueKeys != new.uniqueKeys || old.indexes != new.indexes {
    changes.append(
      Change(object: object, summary: "its unique keys or indexes changed", effect: .breaking)
    )
  }
  if old.foreignKeys != new.foreignKeys {
    changes.append(Change(object: object, summary: "its foreign keys changed", effect: .breaking))
  }
  if old.checks != new.checks || old.triggers != new.triggers {
    changes.append(
      Change(object: object, summary: "its checks or triggers changed", effect: .neutral)
    )
  }
  if old.rowSecurity != new.rowSecurity || old.policies != new.policies {
    changes.append(Change(object: object, summary: "its row security changed", effect: .neutral))
  }
  if old.view != new.view {
    changes.append(Change(object: object, summary: "its query changed", effect: .neutral))
  }
  if old.parents != new.parents {
    changes.append(Change(object: object, summary: "its parents changed", effect: .neutral))
  }
  if old.grants != new.grants {
    changes.append(Change(object: object, summary: "its privileges changed", effect: .neutral))
  }
  if old.comment != new.comment {
    changes.append(Change(object: object, summary: "its comment changed", effect: .neutral))
  }
  return changes
}

private func columnName(_ object: String) -> String {
  object.split(separator: ".").last.map(String.init) ?? object
}

private func columnChanges(_ old: Column, _ new: Column, of relation: QualifiedName) -> [Change] {
  var changes: [(String, Change.Effect)] = []
  if old.type != new.type {
    changes.append(("\(old.type.sql) became \(new.type.sql)", .breaking))
  }
  if old.isNullable != new.isNullable {
    changes.append((new.isNullable ? "may be NULL now" : "can no longer be NULL", .breaking))
  }
  if old.source != new.source {
    changes.append(("its default changed", new.source == nil ? .breaking : .neutral))
  }
  if old.comment != new.comment { changes.append(("its comment changed", .neutral)) }
  return changes.map { Change(object: "\(relation).\(new.name)", summary: $0.0, effect: $0.1) }
}
