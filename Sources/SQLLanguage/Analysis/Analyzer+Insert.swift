import Catalog

extension Analyzer {
  func insert(
    _ statement: SyntaxNode,
    tables: CommonTables,
    isReturned: Bool
  ) -> Outputs {
    requireFields(
      [
        "cols", "onConflictClause", "override", "relation", "returningList", "selectStmt",
        "withClause",
      ],
      of: statement
    )
    let tables = self.tables(of: statement, in: nil, tables)
    guard let target = target(of: statement, mustBeBound: false) else { return Outputs() }
    let names = statement.nodes("cols")
    let relation = statement.node("relation") ?? statement
    if let query = statement.node("selectStmt") {
      noteValues(of: query, names, target)
      let outputs = self.outputs(of: query, in: nil, tables: tables)
      give(outputs.isOrdered ? outputs.columns.map(\.id) : [], to: names, of: target, at: relation)
    } else {
      give([], to: names, of: target, at: relation)
    }
    if let conflict = statement.node("onConflictClause") {
      look(atConflict: conflict, target, tables, at: relation)
    }
    // What was inserted belongs to the tenant, and what was met is proven to.
    if let tenant = tenantColumn(of: target),
      let column = target.columns.first(where: { $0.name == tenant })
    {
      graph.seed(column.id)
    }
    let scope = Scope(namespace(target), in: nil)
    return returned(by: statement, in: scope, tables, isReturned)
  }

  /// Notes which columns parameters are written to.
  private func noteValues(of query: SyntaxNode, _ names: [SyntaxNode], _ target: Source) {
    let rows =
      query.nodes("valuesLists").map { $0.nodes("items") }
      + [query.nodes("targetList").compactMap { $0.node("val") }]
    for row in rows {
      for (value, name) in zip(row, names) { note(value, writtenTo: name, of: target) }
    }
  }

  /// What an insert does with a row that it meets, which may be another tenant's unless the key holds the tenant.
  private func look(
    atConflict conflict: SyntaxNode,
    _ target: Source,
    _ tables: CommonTables,
    at relation: SyntaxNode
  ) {
    requireFields(["action", "infer", "targetList", "whereClause"], of: conflict)
    var met = target
    met.columns = target.columns.map { column in
      NamedColumn(name: column.name, id: makeColumn(columns[column.id]))
    }
    var excluded = Source(alias: "excluded", columns: [])
    excluded.isOrdered = false
    excluded.columns = target.columns.map { column in
      NamedColumn(name: column.name, id: makeColumn(columns[column.id]))
    }
    var joined = namespace(met)
    joined.append(Namespace(sources: [excluded]))
    let scope = Scope(joined, in: nil)
    if let tenant = tenantColumn(of: target) {
      for column in excluded.columns where column.name == tenant { graph.seed(column.id) }
      for column in met.columns where column.name == tenant {
        if holdsTenant(conflict, target, tenant) { graph.seed(column.id) }
        if conflict.text("action") == "ONCONFLICT_UPDATE" {
          requireMetTenant(column.id, tenant, target, at: relation)
        }
      }
    }
    if let condition = conflict.node("whereClause") {
      equate(condition, in: scope, reaching: Set(met.columns.map(\.id)))
      _ = look(at: condition, in: scope, tables)
    }
    if let predicate = conflict.node("infer")?.node("whereClause") {
      _ = look(at: predicate, in: scope, tables)
    }
    set(conflict.nodes("targetList"), of: met, in: scope, tables)
  }

  private func requireMetTenant(
    _ column: ColumnID,
    _ tenant: String,
    _ target: Source,
    at relation: SyntaxNode
  ) {
    let alias = quotedIdentifier(target.alias ?? "")
    require(
      column,
      or: SQLProblem(
        at: relation.location,
        "the row that 'on conflict' meets and updates may be another tenant's",
        """
        Name a key that holds \(quotedIdentifier(tenant)), or add to the update: where \
        \(alias).\(quotedIdentifier(tenant)) = :tenant
        """
      )
    )
  }

  /// Whether two rows that meet have the same tenant.
  private func holdsTenant(_ conflict: SyntaxNode, _ target: Source, _ tenant: String) -> Bool {
    guard let key = conflict.node("infer") else { return false }
    requireFields(["conname", "indexElems", "whereClause"], of: key)
    if let name = key.text("conname") {
      let relation = target.columns.lazy.compactMap { self.columns[$0.id].origin?.relation }.first
      let known = relation.flatMap { schema.relation($0.schema, $0.name) }?.keys ?? []
      return known.contains { $0.name == name && $0.columns.contains(tenant) }
    }
    return key.nodes("indexElems").contains { $0.text("name") == tenant }
  }
}
