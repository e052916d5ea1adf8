/// The named queries that can be read from at a place.
typealias CommonTables = [String: CommonTable]

extension Analyzer {
  /// What a statement returns.
  ///
  /// - Parameters:
  ///   - statement: the statement.
  ///   - scope: what can be named from the statements around.
  ///   - tables: the named queries in reach.
  ///   - isReturned: whether the caller of the whole gets what the statement returns.
  /// - Returns: the columns.
  func outputs(
    of statement: SyntaxNode,
    in scope: Scope?,
    tables: CommonTables,
    isReturned: Bool = false
  ) -> Outputs {
    switch statement.kind {
    case "SelectStmt":
      return select(statement, in: scope, tables: tables, isReturned: isReturned)
    case "InsertStmt": return insert(statement, tables: tables, isReturned: isReturned)
    case "UpdateStmt": return update(statement, tables: tables, isReturned: isReturned)
    case "DeleteStmt": return delete(statement, tables: tables, isReturned: isReturned)
    case "MergeStmt":
      merge(statement, tables: tables)
      return Outputs()
    default:
      refuse(
        statement,
        "a \(statement.kind) is no query",
        "Write a select, insert, update, delete or merge; what changes the schema is a migration."
      )
      return Outputs()
    }
  }

  // MARK: With

  /// The named queries in reach of a statement that may have some of its own.
  func tables(of statement: SyntaxNode, in scope: Scope?, _ outer: CommonTables) -> CommonTables {
    guard let clause = statement.node("withClause") else { return outer }
    requireFields(["ctes", "recursive"], of: clause)
    var tables = outer
    let queries = clause.nodes("ctes")
    for (position, query) in queries.enumerated() {
      requireFields(
        ["ctename", "aliascolnames", "ctematerialized", "ctequery"],
        of: query
      )
      guard let name = query.text("ctename"), let body = query.node("ctequery") else { continue }
      let isRecursive = clause.flag("recursive")
      if isRecursive {
        refuseForwardReferences(in: body, to: queries[(position + 1)...])
      }
      let columnNames = query.names("aliascolnames")
      let outputs =
        isRecursive && body.node("rarg") != nil
        ? recursiveOutputs(of: body, named: name, columnNames, in: scope, tables)
        : renamed(self.outputs(of: body, in: scope, tables: tables), columnNames, query)
      tables[name] = CommonTable(outputs: outputs)
    }
    return tables
  }

  /// `with recursive` lets a query read from one that follows, whose columns are not known yet.
  private func refuseForwardReferences(in body: SyntaxNode, to following: ArraySlice<SyntaxNode>) {
    let names = Set(following.compactMap { $0.text("ctename") })
    guard !names.isEmpty else { return }
    if body.kind == "RangeVar", body.text("schemaname") == nil, let name = body.text("relname"),
      names.contains(name)
    {
      refuse(body, "'\(name)' reads from a query that follows", "Put '\(name)' before it.")
    }
    for child in body.children { refuseForwardReferences(in: child, to: following) }
  }

  /// The columns of a query that reads its own rows: `first union all following`.
  private func recursiveOutputs(
    of body: SyntaxNode,
    named name: String,
    _ columnNames: [String],
    in scope: Scope?,
    _ outer: CommonTables
  ) -> Outputs {
    requireFields(["op", "all", "larg", "rarg", "limitOption"], of: body)
    guard let left = body.node("larg"), let right = body.node("rarg") else { return Outputs() }
    let first = renamed(outputs(of: left, in: scope, tables: outer), columnNames, body)
    var own = first
    own.columns = first.columns.map { column in (column.name, makeColumn(columns[column.id])) }
    var tables = outer
    tables[name] = CommonTable(outputs: own)
    let following = outputs(of: right, in: scope, tables: tables)
    let isMatched =
      first.isOrdered && following.isOrdered && first.columns.count == following.columns.count
    guard isMatched else { return forgotten(own, secretFrom: following) }
    let pairs = zip(own.columns, zip(first.columns, following.columns))
    for (column, sources) in pairs {
      graph.assume(column.id, from: [sources.0.id, sources.1.id])
    }
    // What was taken of the first rows must be true of those that follow, or nothing is known of any.
    let isStable = pairs.allSatisfy { column, sources in
      let (assumed, found) = (columns[column.id], columns[sources.1.id])
      return (found.isNonNull || !assumed.isNonNull) && (assumed.isSecret || !found.isSecret)
    }
    if !isStable { return forgotten(own, secretFrom: following) }
    for (column, sources) in pairs where columns[sources.1.id].origin != columns[column.id].origin {
      update(column.id) { $0.origin = nil }
    }
    return own
  }

  /// Columns of which nothing good is known any more.
  func forgotten(_ outputs: Outputs, secretFrom other: Outputs) -> Outputs {
    let isSecret = (outputs.columns + other.columns).contains { columns[$0.id].isSecret }
    for column in outputs.columns {
      update(column.id) { facts in
        facts = ColumnFacts(isSecret: facts.isSecret || isSecret)
      }
    }
    return outputs
  }

  /// Columns under other names: `as totals (day, total)`.
  func renamed(_ outputs: Outputs, _ names: [String], _ node: SyntaxNode) -> Outputs {
    guard !names.isEmpty else { return outputs }
    guard outputs.isOrdered, names.count <= outputs.columns.count else {
      refuse(
        node,
        "it gives names to columns whose order is not known",
        "Write the columns out in place of the star."
      )
      return outputs
    }
    var renamed = outputs
    for (position, name) in names.enumerated() { renamed.columns[position].name = name }
    return renamed
  }
}
