extension KnownSchema {
  /// What a text of SQL reads or writes of tenants without being bound to one.
  ///
  /// A text that is no SQL holds nothing, and neither does a statement whose condition is a parameter: who put the text
  /// together knows what stands there. A value that the tenant's column is compared with, or is given, is taken to be
  /// the tenant.
  ///
  /// - Parameter text: the text; `$1`, `:name`, `?`, `%s` and their kin stand for values.
  /// - Returns: what is not bound, with its place in the text.
  package func unboundParts(of text: String) -> [SQLProblem] {
    statements(of: text).flatMap { offset, statement -> [SQLProblem] in
      guard namesTenantRelation(statement) else { return [] }
      return withDeepStack { [self] in
        guard let nodes = nodes(of: statement) else { return [] }
        return nodes.flatMap(unboundParts).map { problem in
          SQLProblem(at: offset + problem.offset, problem.cause, problem.remedy)
        }
      }
    }
  }

  /// Where a text of SQL is about tenants and cannot be looked into: no grammar takes it, or it is a block of code.
  ///
  /// - Parameter text: the text, as for `unboundParts(of:)`.
  /// - Returns: the places in the text.
  package func unreadParts(of text: String) -> [Int] {
    statements(of: text).compactMap { offset, statement in
      guard namesTenantRelation(statement) else { return nil }
      return withDeepStack { [self] in
        let nodes = nodes(of: statement)
        if let nodes, !nodes.contains(where: { $0.kind == "DoStmt" }) { return nil }
        return offset + statement.utf8.prefix { $0 <= 0x20 }.count
      }
    }
  }

  private func unboundParts(of statement: SyntaxNode) -> [SQLProblem] {
    switch statement.kind {
    case "SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt":
      return Analyzer(self, tenant: .anything).unboundParts(of: statement)
    case "ExplainStmt", "PrepareStmt", "DeclareCursorStmt", "CreateTableAsStmt",
      "CopyStmt"
    where statement.node("query") != nil:
      return statement.node("query").map(unboundParts) ?? []
    case "TruncateStmt", "CopyStmt":
      return statement.children.filter { isTenantRelation($0) }.map { relation in
        SQLProblem(
          at: relation.location,
          "it is about the rows of every tenant in '\(relation.text("relname") ?? "")'",
          "Write a statement that is bound to the tenant."
        )
      }
    // What makes or changes the schema is about no rows.
    default: return []
    }
  }

  private func isTenantRelation(_ node: SyntaxNode) -> Bool {
    node.kind == "RangeVar"
      && relation(node.text("schemaname"), node.text("relname") ?? "")?.tenantColumn != nil
  }

  // MARK: Texts

  /// The statements of a text, with their places, and each value in a form that Postgres takes.
  private func statements(of text: String) -> [(offset: Int, sql: String)] {
    var statements: [(offset: Int, sql: String)] = []
    var sql = ""
    var start = 0
    for token in SQLToken.tokens(of: text) {
      switch token.kind {
      case .semicolon:
        statements.append((start, sql))
        sql = ""
        start = token.offset + token.text.utf8.count
      case .parameter: sql += value(inPlaceOf: token.text)
      case .quoted where sql.hasSuffix(":") && !sql.hasSuffix("::"):
        sql.removeLast()
        sql += value(inPlaceOf: ":" + token.text)
      default: sql += token.text
      }
    }
    return statements + [(start, sql)]
  }

  /// A parameter of as many bytes, so that places stay what they are.
  private func value(inPlaceOf variable: String) -> String {
    "$1" + String(repeating: " ", count: variable.utf8.count - 2)
  }

  /// The parse trees of a statement; nil where it is no SQL, whatever stands for values in it.
  private func nodes(of sql: String) -> [SyntaxNode]? {
    if let nodes = try? SQLParser.statements(sql) { return nodes }
    let positional = sql.replacing(#/\?\d*|%(\d+\$)?[sdif@]|@\w+/#, with: "$1")
    return positional == sql ? nil : try? SQLParser.statements(positional)
  }

  /// Whether the name of a relation of tenants stands in a text: nearly every text is spared by that.
  package func namesTenantRelation(_ text: String) -> Bool {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
    return words.contains { tenantRelationNames.contains(String($0)) }
  }
}
