import Catalog

extension Analyzer {
  /// What the items of a `from` offer.
  func namespace(
    of items: [SyntaxNode],
    in outer: Scope?,
    tables: CommonTables,
    beside first: Namespace = Namespace()
  ) -> Namespace {
    var namespace = first
    for item in items {
      namespace.append(self.namespace(of: item, beside: namespace, in: outer, tables))
    }
    return namespace
  }

  /// What one item offers.
  ///
  /// - Parameters:
  ///   - item: a relation, a join, a query or a function.
  ///   - siblings: what stands to its left, which `lateral` may name.
  ///   - outer: what can be named from the queries around.
  ///   - tables: the named queries in reach.
  /// - Returns: the item's columns.
  func namespace(
    of item: SyntaxNode,
    beside siblings: Namespace,
    in outer: Scope?,
    _ tables: CommonTables
  ) -> Namespace {
    switch item.kind {
    case "RangeVar":
      return namespace(ofRelation: item, tables)
    case "RangeSubselect":
      requireFields(["alias", "lateral", "subquery"], of: item)
      let scope = item.flag("lateral") ? Scope(siblings, in: outer) : outer
      guard let query = item.node("subquery") else { return Namespace() }
      let outputs = self.outputs(of: query, in: scope, tables: tables)
      return namespace(of: outputs, item.node("alias"), item)
    case "RangeFunction":
      return namespace(ofFunction: item, in: Scope(siblings, in: outer), tables)
    case "JoinExpr":
      return namespace(ofJoin: item, beside: siblings, in: outer, tables)
    default:
      refuseUnknown(item)
      return Namespace()
    }
  }

  // MARK: Relations

  private func namespace(ofRelation item: SyntaxNode, _ tables: CommonTables) -> Namespace {
    if item.text("schemaname") == nil, let name = item.text("relname"), let table = tables[name] {
      requireFields(["relname", "alias", "inh", "relpersistence"], of: item)
      var outputs = table.outputs
      outputs.columns = outputs.columns.map { column in
        (column.name, makeColumn(copying: column.id))
      }
      return namespace(of: outputs, item.node("alias"), item, otherwise: name)
    }
    guard let source = source(of: item, mustBeBound: true) else { return Namespace() }
    return namespace(source)
  }

  /// The columns of a relation, each of whose rows must belong to the tenant.
  func source(of item: SyntaxNode, mustBeBound: Bool) -> Source? {
    requireFields(["relname", "schemaname", "alias", "inh", "relpersistence"], of: item)
    let name = item.text("relname") ?? ""
    let schemaName = item.text("schemaname")
    guard let relation = schema.relation(schemaName, name) else {
      return unknownSource(of: item, schemaName.map { "\($0).\(name)" } ?? name)
    }
    if schemaName == nil {
      unqualified.insert(
        StatementAnalysis.UnqualifiedRelation(offset: item.location, name: relation.name)
      )
    }
    if item.node("alias").map({ !$0.names("colnames").isEmpty }) == true {
      refuse(
        item,
        "it gives other names to the columns of \(relation.name), whose order no statement should rely on",
        "Name the relation alone: \(relation.name) as …."
      )
    }
    let alias = item.node("alias")?.text("aliasname")
    var source = Source(
      alias: alias ?? name,
      relation: alias == nil ? relation.name : nil,
      columns: []
    )
    source.isOrdered = false
    source.holdsShared = relation.owner == .everybody
    source.columns = relation.columns.map { column in
      let facts = ColumnFacts(
        origin: ColumnOrigin(relation: relation.name, column: column.name),
        isNonNull: !column.isNullable,
        isSecret: column.isSecret,
        isDocument: column.isDocument
      )
      return NamedColumn(name: column.name, id: makeColumn(facts))
    }
    if mustBeBound { requireTenant(of: relation, in: source, at: item) }
    return source
  }

  private func requireTenant(of relation: KnownRelation, in source: Source, at item: SyntaxNode) {
    guard let name = relation.tenantColumn else { return }
    guard let column = source.columns.first(where: { $0.name == name }) else {
      refuse(item, "\(relation.name) has no column \(name)", "Correct 'tenant:' in demarc.yml.")
      return
    }
    let alias = source.alias ?? relation.name.name
    let what = alias == relation.name.name ? alias : "\(relation.name) as \(alias)"
    require(
      column.id,
      or: SQLProblem(
        at: item.location,
        "nothing binds '\(what)' to the tenant",
        "Add: \(quotedIdentifier(alias)).\(quotedIdentifier(name)) = :tenant"
      )
    )
  }

  /// A relation that the schema does not have: in the data plane nobody knows whose rows it holds.
  private func unknownSource(of item: SyntaxNode, _ name: String) -> Source? {
    if schema.hasTenants {
      refuse(
        item,
        "there is no relation '\(name)' in the schema, so that nobody knows whose rows it holds",
        "Correct the name; what the schema 'public' does not hold needs its schema before it."
      )
      return nil
    }
    var source = Source(
      alias: item.node("alias")?.text("aliasname") ?? item.text("relname"),
      columns: []
    )
    source.isOpen = true
    source.isOrdered = false
    return source
  }

  // MARK: Queries and functions

  private func namespace(
    of outputs: Outputs,
    _ alias: SyntaxNode?,
    _ item: SyntaxNode,
    otherwise name: String? = nil
  ) -> Namespace {
    let outputs = renamed(outputs, alias?.names("colnames") ?? [], item)
    var source = Source(alias: alias?.text("aliasname") ?? name, columns: [])
    source.columns = outputs.columns.map { NamedColumn(name: $0.name ?? "", id: $0.id) }
    source.isOpen = outputs.isOpen || outputs.columns.contains { $0.name == nil }
    source.isOrdered = outputs.isOrdered
    source.holdsShared = outputs.holdsShared
    return namespace(source)
  }

  func namespace(_ source: Source) -> Namespace {
    Namespace(
      sources: [source],
      visible: source.columns,
      ids: Set(source.columns.map(\.id))
    )
  }

  private func namespace(
    ofFunction item: SyntaxNode,
    in scope: Scope,
    _ tables: CommonTables
  ) -> Namespace {
    requireFields(
      ["alias", "coldeflist", "functions", "is_rowsfrom", "lateral", "ordinality"],
      of: item
    )
    // Without another name it has that of its function.
    let name = item.nodes("functions").first?.nodes("items").first?.names("funcname").last
    var isSecret = false
    for function in item.nodes("functions") {
      for part in function.nodes("items") where part.kind != "List" {
        isSecret = look(at: part, in: scope, tables).isSecret || isSecret
      }
    }
    let definitions = item.nodes("coldeflist")
    let names =
      definitions.isEmpty
      ? item.node("alias")?.names("colnames") ?? [] : definitions.compactMap { $0.text("colname") }
    var source = Source(alias: item.node("alias")?.text("aliasname") ?? name, columns: [])
    source.isOpen = definitions.isEmpty
    source.columns = names.map { name in
      NamedColumn(name: name, id: makeColumn(ColumnFacts(isSecret: isSecret)))
    }
    if source.isOpen, isSecret {
      // A function may have more columns than have names here, and nobody would see the secret in them.
      refuse(
        item,
        "a function in 'from' gets a secret",
        "Take the secret out of its arguments, or write out its columns with their types."
      )
    }
    return namespace(source)
  }
}
