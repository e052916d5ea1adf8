import Catalog

extension Analyzer {
  // MARK: Update and delete

  func update(
    _ statement: SyntaxNode,
    tables: CommonTables,
    isReturned: Bool
  ) -> Outputs {
    requireFields(
      ["fromClause", "relation", "returningList", "targetList", "whereClause", "withClause"],
      of: statement
    )
    let tables = self.tables(of: statement, in: nil, tables)
    guard let target = target(of: statement, mustBeBound: true) else { return Outputs() }
    let scope = Scope(
      namespace(
        of: statement.nodes("fromClause"),
        in: nil,
        tables: tables,
        beside: namespace(target)
      ),
      in: nil
    )
    filter(statement, scope, tables)
    set(statement.nodes("targetList"), of: target, in: scope, tables)
    return returned(by: statement, in: scope, tables, isReturned)
  }

  func delete(
    _ statement: SyntaxNode,
    tables: CommonTables,
    isReturned: Bool
  ) -> Outputs {
    requireFields(
      ["relation", "returningList", "usingClause", "whereClause", "withClause"],
      of: statement
    )
    let tables = self.tables(of: statement, in: nil, tables)
    guard let target = target(of: statement, mustBeBound: true) else { return Outputs() }
    let scope = Scope(
      namespace(
        of: statement.nodes("usingClause"),
        in: nil,
        tables: tables,
        beside: namespace(target)
      ),
      in: nil
    )
    filter(statement, scope, tables)
    return returned(by: statement, in: scope, tables, isReturned)
  }

  private func filter(_ statement: SyntaxNode, _ scope: Scope, _ tables: CommonTables) {
    guard let condition = statement.node("whereClause") else { return }
    filter(condition, in: scope, reaching: scope.namespace.ids)
    _ = look(at: condition, in: scope, tables)
  }

  // MARK: Merge

  func merge(_ statement: SyntaxNode, tables: CommonTables) {
    requireFields(
      ["joinCondition", "mergeWhenClauses", "relation", "sourceRelation", "withClause"],
      of: statement
    )
    let tables = self.tables(of: statement, in: nil, tables)
    guard let target = target(of: statement, mustBeBound: true),
      let item = statement.node("sourceRelation"), let condition = statement.node("joinCondition")
    else { return }
    // Rows of the source that match nothing are inserted, so that the condition filters the target alone.
    let source = namespace(of: item, beside: Namespace(), in: nil, tables)
    var joined = namespace(target)
    joined.append(source)
    let scope = Scope(joined, in: nil)
    equate(condition, in: scope, reaching: Set(target.columns.map(\.id)))
    _ = look(at: condition, in: scope, tables)
    for action in statement.nodes("mergeWhenClauses") {
      requireFields(
        ["commandType", "condition", "matched", "override", "targetList", "values"],
        of: action
      )
      if let condition = action.node("condition") { _ = look(at: condition, in: scope, tables) }
      switch action.text("commandType") {
      case "CMD_UPDATE": set(action.nodes("targetList"), of: target, in: scope, tables)
      case "CMD_DELETE", "CMD_NOTHING": break
      case "CMD_INSERT":
        give(
          action.nodes("values").map { value in
            note(value, action.nodes("targetList"), action.nodes("values"), target)
            return column(of: value, in: Scope(source, in: nil), tables, Grouping())
          },
          to: action.nodes("targetList"),
          of: target,
          at: statement.node("relation") ?? statement
        )
      default: refuseUnknown(action)
      }
    }
  }

  private func note(
    _ value: SyntaxNode,
    _ names: [SyntaxNode],
    _ values: [SyntaxNode],
    _ target: Source
  ) {
    guard let position = values.firstIndex(of: value), position < names.count else { return }
    note(value, writtenTo: names[position], of: target)
  }

  // MARK: What all writing has

  /// The relation that a statement writes to.
  func target(of statement: SyntaxNode, mustBeBound: Bool) -> Source? {
    isRead = false
    guard let item = statement.node("relation"),
      let source = source(of: item, mustBeBound: mustBeBound)
    else { return nil }
    if schema.hasTenants, source.holdsShared {
      refuse(
        item,
        "it writes to \(item.text("relname") ?? ""), which all tenants share",
        "Write it where it is kept: by a migration, or by the control plane."
      )
    }
    return source
  }

  /// Looks at what is set, which must never be the tenant.
  func set(
    _ targets: [SyntaxNode],
    of target: Source,
    in scope: Scope,
    _ tables: CommonTables
  ) {
    for assignment in targets {
      if let column = tenantColumn(of: target), assignment.text("name") == column {
        refuse(
          assignment,
          "it sets the tenant's column \(column)",
          "Take it out: a row never changes its tenant."
        )
      }
      guard let value = assignment.node("val") else { continue }
      _ = look(at: value, in: scope, tables)
      for index in assignment.nodes("indirection") { _ = look(at: index, in: scope, tables) }
      note(value, writtenTo: assignment, of: target)
    }
  }

  /// Notes that a parameter is written to a column.
  func note(_ value: SyntaxNode, writtenTo assignment: SyntaxNode, of target: Source) {
    guard value.kind == "ParamRef", assignment.nodes("indirection").isEmpty,
      let column = target.columns.first(where: { $0.name == assignment.text("name") })
    else { return }
    note(value, with: column.id, isList: false, isWritten: true)
  }

  /// Requires that values that are inserted give the tenant to the tenant's column.
  func give(
    _ values: [ColumnID],
    to names: [SyntaxNode],
    of target: Source,
    at relation: SyntaxNode
  ) {
    guard let tenant = tenantColumn(of: target) else { return }
    let position = names.firstIndex { $0.text("name") == tenant }
    guard let position, position < values.count, names[position].nodes("indirection").isEmpty else {
      let problem = SQLProblem(
        at: relation.location,
        "it inserts into \(target.alias ?? "") without its column \(tenant)",
        "Name the columns, and give :tenant to \(quotedIdentifier(tenant))."
      )
      refuse(problem)
      unbound.insert(problem)
      return
    }
    require(
      values[position],
      or: SQLProblem(
        at: names[position].location,
        "what it inserts as \(tenant) is not proven to be the tenant",
        "Give :tenant to \(quotedIdentifier(tenant))."
      )
    )
  }

  /// The tenant's column of a relation that is written to.
  func tenantColumn(of target: Source) -> String? {
    target.columns.lazy.compactMap { column in
      self.columns[column.id].origin.flatMap { origin in
        self.schema.relation(origin.relation.schema, origin.relation.name)?.tenantColumn
      }
    }.first
  }

  /// What `returning` gives.
  func returned(
    by statement: SyntaxNode,
    in scope: Scope,
    _ tables: CommonTables,
    _ isReturned: Bool
  ) -> Outputs {
    outputs(
      of: statement.nodes("returningList"),
      in: scope,
      tables,
      isReturned: isReturned
    )
  }
}
