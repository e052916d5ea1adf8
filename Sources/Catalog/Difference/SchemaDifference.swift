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
    compare(old.ranges, new.ranges, named: { "type \($0.name)" }, into: &changes, rangeChanges)
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

typealias Change = SchemaDifference.Change

/// Reports what appeared and vanished, and compares what stayed.
func compare<Object: Equatable>(
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

private func rangeChanges(_ old: RangeType, _ new: RangeType) -> [Change] {
  let object = "type \(new.name)"
  guard old.subtype == new.subtype, old.multirange == new.multirange else {
    let summary =
      old.subtype == new.subtype
      ? "its multirange \(old.multirange) became \(new.multirange)"
      : "its bounds became \(new.subtype.sql)"
    return [Change(object: object, summary: summary, effect: .breaking)]
  }
  return [Change(object: object, summary: "its comment changed", effect: .neutral)]
}

private func routineChanges(_ old: Routine, _ new: Routine) -> [Change] {
  let object = "\(new.name)(\(new.signature))"
  guard old.result != new.result || old.arguments != new.arguments else {
    return [Change(object: object, summary: "its properties changed", effect: .neutral)]
  }
  return [Change(object: object, summary: "its arguments or result changed", effect: .breaking)]
}
