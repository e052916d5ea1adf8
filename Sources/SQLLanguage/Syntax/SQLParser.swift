import CPgQuery

/// Reads SQL with Postgres' own grammar.
enum SQLParser {
  /// The longest text that is read, in bytes: the parser's recursion is as deep as a text is long.
  static let longestText: Int = 64 << 10

  /// The one statement of a text, to be called within `withDeepStack`.
  ///
  /// - Throws: `SQLProblem` for what is no SQL, and for what is not one statement.
  static func statement(_ sql: String) throws(SQLProblem) -> SyntaxNode {
    let statements = try self.statements(sql)
    guard let statement = statements.first, statements.count == 1 else {
      throw SQLProblem(
        at: 0,
        "it holds \(statements.count) statements, and a query is one",
        "Give each its own name."
      )
    }
    return statement
  }

  /// The statements of a text, to be called within `withDeepStack`.
  ///
  /// - Throws: `SQLProblem` for what is no SQL.
  static func statements(_ sql: String) throws(SQLProblem) -> [SyntaxNode] {
    guard sql.utf8.count <= longestText else {
      throw SQLProblem(
        at: 0,
        "the statement is longer than \(longestText) bytes",
        "Split it."
      )
    }
    guard !sql.utf8.contains(0) else {
      throw SQLProblem(at: 0, "the statement holds the character U+0000", "Take it out.")
    }
    let result = pg_query_parse(sql)
    defer { pg_query_free_parse_result(result) }
    if let error = result.error {
      let message = error.pointee.message.map { String(cString: $0) } ?? "it is no SQL"
      let offset = offset(ofCharacter: Int(error.pointee.cursorpos), in: sql)
      throw SQLProblem(at: offset, message, "Correct it; \(grammar).")
    }
    guard let tree = result.parse_tree else { return [] }
    do {
      return try SyntaxNode.statements(json: String(cString: tree))
    } catch {
      throw SQLProblem(
        at: 0,
        "the statement is nested too deeply to be looked through",
        "Split it."
      )
    }
  }

  /// Where a character is, counted from 1 as the parser does, in bytes from 0.
  private static func offset(ofCharacter position: Int, in sql: String) -> Int {
    sql.unicodeScalars.prefix(max(0, position - 1)).reduce(0) { $0 + UTF8.width($1) }
  }

  private static let grammar =
    "queries are read with the grammar of PostgreSQL \(PG_MAJORVERSION)"
}
