package import ConfigurationFile

/// SQL that is about the rows of more than one tenant.
package struct UnscopedSQL: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "unscoped-sql",
    summary: "SQL that reads or writes rows of tenants and is bound to none",
    what: """
      Finds statements about relations of tenants, as the snapshots of the data plane know them, in which nothing
      compares the tenant's column with a value, or gives it one: in strings of code that sends SQL, however they
      are put together, and in files of SQL. Postgres' own grammar reads them; a file of SQL in which it cannot read
      such a statement, or in which a DO block holds one, is not analysed to its end. Migrations, and the queries
      that the generator proves, are left out, and so are the modules that 'lint.fleet' names.
      """,
    why: """
      Such a statement shows one store the orders of another, or changes them, as soon as row security is not
      there to stop it: in a script, under another role, in a database that drifted.
      """,
    example: "await pool.query(\"select * from orders where status = 'paid'\");",
    useInstead: "schema/queries/backend/orders.sql: … where client_id = :tenant and status = 'paid'"
  )

  private let modules: Set<String>

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {
    modules = Set(configuration.fleet)
  }

  /// The functions by which statements are sent.
  package var needles: Needles {
    Needles(words: SQLStatement.senders, fileWide: SQLStatement.senders)
  }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    guard !facts.isOfModule(in: modules) else { return [] }
    return facts.unboundStatements.map { statement in
      var finding = finding(
        facts,
        at: statement.range,
        statement.cause,
        help: """
          compare the tenant's column with the tenant; better, move the statement to the folder of queries, where it \
          is proven
          """
      )
      finding.steps = statement.steps
      return finding
    }
  }
}
