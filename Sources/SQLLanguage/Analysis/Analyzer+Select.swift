extension Analyzer {
  /// What a `select`, a union or a list of values returns.
  func select(
    _ statement: SyntaxNode,
    in outer: Scope?,
    tables: CommonTables,
    isReturned: Bool
  ) -> Outputs {
    requireFields(selectFields, of: statement)
    let tables = self.tables(of: statement, in: outer, tables)
    if let left = statement.node("larg"), let right = statement.node("rarg") {
      let outputs = union(
        select(left, in: outer, tables: tables, isReturned: isReturned),
        select(right, in: outer, tables: tables, isReturned: isReturned)
      )
      look(atOrderOf: statement, in: Scope(Namespace(), in: nil), tables)
      return outputs
    }
    if !statement.nodes("valuesLists").isEmpty {
      return values(statement, in: outer, tables)
    }
    let namespace = self.namespace(of: statement.nodes("fromClause"), in: outer, tables: tables)
    let scope = Scope(namespace, in: outer)
    if let condition = statement.node("whereClause") {
      filter(condition, in: scope, reaching: namespace.ids)
      _ = look(at: condition, in: scope, tables)
    }
    look(atOrderOf: statement, in: scope, tables)
    refuseLocks(of: statement, namespace)
    let grouping = Grouping(statement)
    let targets = statement.nodes("targetList")
    var outputs = self.outputs(of: targets, in: scope, tables, grouping, isReturned: isReturned)
    outputs.holdsShared = namespace.sources.contains(where: \.holdsShared)
    return outputs
  }

  /// Looks at what of a `select` gives no columns: groups, order, windows, limits.
  private func look(atOrderOf statement: SyntaxNode, in scope: Scope, _ tables: CommonTables) {
    let lists = ["distinctClause", "groupClause", "windowClause", "sortClause"]
    let single = ["havingClause", "limitOffset", "limitCount"]
    let parts = lists.flatMap(statement.nodes) + single.compactMap(statement.node)
    for part in parts { _ = look(at: part, in: scope, tables) }
  }

  /// The columns of `values (…), (…)`.
  private func values(
    _ statement: SyntaxNode,
    in outer: Scope?,
    _ tables: CommonTables
  ) -> Outputs {
    let scope = Scope(Namespace(), in: outer)
    look(atOrderOf: statement, in: scope, tables)
    let rows = statement.nodes("valuesLists").map { row in
      row.nodes("items").map { column(of: $0, in: scope, tables, Grouping()) }
    }
    let width = rows.map(\.count).min() ?? 0
    let merged = (0..<width).map { position in
      (name: Optional("column\(position + 1)"), id: merge(rows.map { $0[position] }))
    }
    return Outputs(columns: merged)
  }

  /// The columns of a union, an intersection or a difference.
  private func union(_ left: Outputs, _ right: Outputs) -> Outputs {
    var outputs = Outputs(holdsShared: left.holdsShared || right.holdsShared)
    outputs.isOrdered = left.isOrdered && right.isOrdered
    outputs.isOpen = left.isOpen || right.isOpen || left.columns.count != right.columns.count
    guard outputs.isOrdered, !outputs.isOpen else {
      outputs.columns = left.columns.map { column in (column.name, makeColumn(columns[column.id])) }
      return forgotten(outputs, secretFrom: right)
    }
    outputs.columns = zip(left.columns, right.columns).map { left, right in
      (left.name, merge([left.id, right.id]))
    }
    return outputs
  }

  /// A column with the values of several.
  func merge(_ sources: [ColumnID]) -> ColumnID {
    let facts = sources.map { columns[$0] }
    let isOfOne = Set(facts.map(\.origin)).count == 1
    let merged = makeColumn(
      ColumnFacts(
        origin: isOfOne ? facts.first?.origin : nil,
        isNonNull: facts.allSatisfy(\.isNonNull),
        isSecret: facts.contains(where: \.isSecret),
        isDocument: facts.contains(where: \.isDocument)
      )
    )
    graph.combine(sources, into: merged)
    return merged
  }

  /// Whoever locks a row of a relation that all tenants share keeps others waiting.
  private func refuseLocks(of statement: SyntaxNode, _ namespace: Namespace) {
    for lock in statement.nodes("lockingClause") {
      requireFields(["lockedRels", "strength", "waitPolicy"], of: lock)
      isRead = false
      let names = lock.nodes("lockedRels").compactMap { $0.text("relname") }
      let isShared = namespace.sources.contains { source in
        source.holdsShared && (names.isEmpty || source.alias.map(names.contains) ?? true)
      }
      if schema.hasTenants, isShared {
        refuse(
          statement,
          "it locks rows that all tenants share",
          "Name what is locked: for update of …."
        )
      }
    }
  }

  private var selectFields: Set<String> {
    [
      "distinctClause", "fromClause", "groupClause", "groupDistinct", "havingClause",
      "larg", "limitCount", "limitOffset", "limitOption", "lockingClause", "op", "all", "rarg",
      "sortClause", "targetList", "valuesLists", "whereClause", "windowClause", "withClause",
    ]
  }
}

/// How the rows of a query are grouped, as far as it decides what can be NULL.
struct Grouping {
  /// Whether every group has a row.
  var isPlain = false
  /// Whether a column can be NULL because its group leaves it out: grouping sets, rollup, cube.
  var leavesOut = false

  init() {}

  init(_ statement: SyntaxNode) {
    let groups = statement.nodes("groupClause")
    leavesOut = groups.contains { $0.kind == "GroupingSet" }
    isPlain = !groups.isEmpty && !leavesOut
  }
}
