extension Analyzer {
  /// The columns of a list of results: that of a `select` or a `returning`.
  func outputs(
    of targets: [SyntaxNode],
    in scope: Scope,
    _ tables: CommonTables,
    _ grouping: Grouping = Grouping(),
    isReturned: Bool
  ) -> Outputs {
    var outputs = Outputs()
    for target in targets {
      guard target.kind == "ResTarget", let value = target.node("val") else {
        refuseUnknown(target)
        continue
      }
      if value.kind == "ColumnRef", value.nodes("fields").last?.kind == "A_Star" {
        star(value, in: scope, &outputs, grouping, isReturned: isReturned)
        continue
      }
      let name = target.text("name") ?? Self.name(of: value)
      outputs.columns.append((name, column(of: value, in: scope, tables, grouping)))
    }
    return outputs
  }

  /// The columns for which a star stands.
  private func star(
    _ node: SyntaxNode,
    in scope: Scope,
    _ outputs: inout Outputs,
    _ grouping: Grouping,
    isReturned: Bool
  ) {
    let parts = node.names("fields")
    let sources: [Source?] =
      parts.isEmpty ? scope.namespace.sources : [parts.last.flatMap(scope.source)]
    let columns = parts.isEmpty ? scope.namespace.visible : sources.first??.columns ?? []
    outputs.isOrdered = false
    outputs.isOpen =
      outputs.isOpen || columns.isEmpty || sources.contains { $0?.isOpen ?? true }
    outputs.columns += columns.map { column in
      let copy = makeColumn(copying: column.id)
      if grouping.leavesOut { update(copy) { $0.isNonNull = false } }
      return (column.name, copy)
    }
    if isReturned {
      let origins = Set(columns.map { self.columns[$0.id].origin?.relation })
      stars.append(
        StatementAnalysis.Star(
          offset: node.location,
          alias: parts.last,
          relation: sources.count == 1 && origins.count == 1 ? origins.first ?? nil : nil
        )
      )
    }
  }

  /// A column with the values of an expression.
  func column(
    of expression: SyntaxNode,
    in scope: Scope,
    _ tables: CommonTables,
    _ grouping: Grouping
  ) -> ColumnID {
    let facts = look(at: expression, in: scope, tables, grouping)
    let column: ColumnID
    switch operand(expression, in: scope) {
    case .tenant:
      column = makeColumn(ColumnFacts(isNonNull: true))
      graph.seed(column)
    case .column(let source):
      column = makeColumn(copying: source)
      update(column) { $0.isNonNull = facts.isNonNull }
    case nil:
      column = makeColumn(ColumnFacts(isNonNull: facts.isNonNull, isSecret: facts.isSecret))
    }
    if grouping.leavesOut { update(column) { $0.isNonNull = false } }
    return column
  }

  /// The name that Postgres gives to a result, where that is certain.
  private static func name(of expression: SyntaxNode) -> String? {
    switch expression.kind {
    case "ColumnRef": expression.names("fields").last
    case "FuncCall": expression.names("funcname").last
    default: nil
    }
  }
}
