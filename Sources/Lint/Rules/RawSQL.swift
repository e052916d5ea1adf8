package import ConfigurationFile

/// SQL that is written in code.
package struct RawSQL: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "raw-sql",
    summary: "SQL in code, outside of the folders of queries",
    what: """
      Finds strings that are statements of SQL, however they are put together, in Swift files that use functions
      by which statements are sent (query, execute, prepare, …), outside of the modules that 'lint.sql' names.
      """,
    why: """
      Nobody proves that such a statement is bound to the tenant, describes its columns, or learns that a
      migration broke it.
      """,
    example: "let rows = try await client.query(\"select * from orders where status = 'paid'\")",
    useInstead: "schema/queries/backend/orders.sql, with '-- name: paidOrders :many'"
  )

  private let modules: Set<String>

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {
    modules = Set(configuration.sql)
  }

  /// The functions by which statements are sent.
  package var needles: Needles {
    Needles(words: SQLStatement.senders, fileWide: SQLStatement.senders)
  }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    // Typed methods are generated for Swift alone.
    guard facts.path.hasSuffix(".swift"), !facts.isOfModule(in: modules),
      SQLStatement.isSent(by: facts)
    else { return [] }
    let findings = facts.strings.compactMap { string -> Finding? in
      let match = string.alternatives.lazy.compactMap { text in
        SQLStatement.verb(of: text).map { (text, $0) }
      }.first
      guard let match else { return nil }
      var finding = finding(
        facts,
        at: string.range,
        "a '\(match.1)' statement is written in code",
        help: "move it to the folder of queries, where it is proven and becomes a typed method"
      )
      finding.steps = string.derivations[match.0] ?? []
      return finding
    }
    return findings.filter { outer in
      !findings.contains { $0.range != outer.range && outer.range.contains($0.range) }
    }
  }
}
