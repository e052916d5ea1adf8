extension Analyzer {
  /// What a join offers.
  func namespace(
    ofJoin join: SyntaxNode,
    beside siblings: Namespace,
    in outer: Scope?,
    _ tables: CommonTables
  ) -> Namespace {
    requireFields(
      [
        "alias", "isNatural", "join_using_alias", "jointype", "larg", "quals", "rarg", "rtindex",
        "usingClause",
      ],
      of: join
    )
    guard let leftItem = join.node("larg"), let rightItem = join.node("rarg"),
      let kind = JoinKind(rawValue: join.text("jointype") ?? "")
    else {
      refuseUnknown(join)
      return Namespace()
    }
    if join.flag("isNatural") {
      refuse(
        leftItem,
        "a natural join changes its meaning with every column that is added",
        "Write the columns: join … using (…)."
      )
    }
    let left = namespace(of: leftItem, beside: siblings, in: outer, tables)
    var visibleToRight = siblings
    visibleToRight.append(left)
    let right = namespace(of: rightItem, beside: visibleToRight, in: outer, tables)
    var joined = left
    joined.append(right)
    let reached = kind.filtered(left, right)
    if let condition = join.node("quals") {
      let scope = Scope(joined, in: outer)
      equate(condition, in: scope, reaching: reached)
      _ = look(at: condition, in: scope, tables)
    }
    let merged = join.names("usingClause").compactMap { name in
      mergedColumn(name, left, right, kind, reaching: reached)
    }
    let names = Set(merged.map(\.name))
    joined.visible = merged + joined.visible.filter { !names.contains($0.name) }
    joined.ids.formUnion(merged.map(\.id))
    for id in kind.missing(left, right) { update(id) { $0.isNonNull = false } }
    return aliased(joined, join, merged)
  }

  /// The column for which `using` lets two stand.
  private func mergedColumn(
    _ name: String,
    _ left: Namespace,
    _ right: Namespace,
    _ kind: JoinKind,
    reaching reached: Set<ColumnID>
  ) -> NamedColumn? {
    let found = [left, right].map { side in side.visible.filter { $0.name == name } }
    guard found.allSatisfy({ $0.count == 1 }) else { return nil }
    let (leftID, rightID) = (found[0][0].id, found[1][0].id)
    connect(.column(leftID), .column(rightID), reaching: reached)
    switch kind {
    case .inner, .left: return NamedColumn(name: name, id: leftID)
    case .right: return NamedColumn(name: name, id: rightID)
    case .full: return NamedColumn(name: name, id: merge([leftID, rightID]))
    }
  }

  /// A join under a name of its own, which hides those within.
  private func aliased(
    _ joined: Namespace,
    _ join: SyntaxNode,
    _ merged: [NamedColumn]
  ) -> Namespace {
    var joined = joined
    if let alias = join.node("join_using_alias")?.text("aliasname") {
      joined.sources.append(Source(alias: alias, columns: merged))
    }
    guard let alias = join.node("alias") else { return joined }
    if !alias.names("colnames").isEmpty {
      refuse(join, "it gives other names to the columns of a join", "Name the join alone.")
    }
    var source = Source(alias: alias.text("aliasname"), columns: joined.visible)
    source.isOpen = joined.isOpen
    source.isOrdered = false
    source.holdsShared = joined.sources.contains(where: \.holdsShared)
    return Namespace(sources: [source], visible: joined.visible, ids: joined.ids)
  }
}

/// The kinds of joins.
enum JoinKind: String {
  case inner = "JOIN_INNER"
  case left = "JOIN_LEFT"
  case right = "JOIN_RIGHT"
  case full = "JOIN_FULL"

  /// The columns whose rows the condition filters.
  func filtered(_ left: Namespace, _ right: Namespace) -> Set<ColumnID> {
    switch self {
    case .inner: left.ids.union(right.ids)
    case .left: right.ids
    case .right: left.ids
    case .full: []
    }
  }

  /// The columns that are NULL where the other side has no row to match.
  func missing(_ left: Namespace, _ right: Namespace) -> Set<ColumnID> {
    switch self {
    case .inner: []
    case .left: right.ids
    case .right: left.ids
    case .full: left.ids.union(right.ids)
    }
  }
}
