/// A prover of queries that takes for bound what is not.
extension SourceMutant {
  private static func mutant(
    _ name: String,
    in file: String,
    within declaration: String? = nil,
    _ text: String,
    _ mutated: String
  ) -> SourceMutant {
    SourceMutant(
      name,
      in: Place(layer: .queries, file: "Sources/\(file).swift"),
      within: declaration,
      as: .expression,
      text,
      mutated,
      killer: refused
    )
  }

  private static let refused = Killer(
    "SQLLanguageTests.TenantBindingTests",
    "a statement that could reach another tenant is refused"
  )
  private static let conditions = "SQLLanguage/Analysis/Analyzer+Conditions"
  private static let writing = "SQLLanguage/Analysis/Analyzer+Writing"

  static let queries: [SourceMutant] = [
    mutant(
      "an or binds like an and",
      in: conditions,
      #"condition.text("boolop") == "AND_EXPR""#,
      "true"
    ),
    mutant(
      "an outer join binds the side that it keeps",
      in: conditions,
      within: "func connect(",
      "reached.contains(column)",
      "true"
    ),
    mutant(
      "an equality binds what it does not filter",
      in: conditions,
      "reached.contains(left)",
      "true"
    ),
    mutant(
      "a list binds that holds others, too",
      in: conditions,
      "elements.allSatisfy(isTenant)",
      "true"
    ),
    mutant(
      "any operator binds",
      in: conditions,
      #"[["="], ["pg_catalog", "="]].contains(expression.names("name"))"#,
      "true"
    ),
    mutant(
      "any parameter is the tenant",
      in: "SQLLanguage/Analysis/Analyzer",
      #"expression.number("number") == number"#,
      "true"
    ),
    mutant(
      "a constant is the tenant of a query, as of code that nobody proves",
      in: "SQLLanguage/Analysis/StatementAnalysis",
      "tenantParameter.map(TenantValue.parameter)",
      "Optional(TenantValue.anything)"
    ),
    mutant(
      "a union is bound by one of its parts",
      in: "SQLLanguage/Binding/BindingGraph",
      "sources.allSatisfy(bound.contains)",
      "sources.contains(where: bound.contains)"
    ),
    mutant(
      "a recursive query is taken to be bound",
      in: "SQLLanguage/Binding/BindingGraph",
      "kept == assumed",
      "true"
    ),
    mutant(
      "a column of a relation around is found before one within",
      in: "SQLLanguage/Scopes/Scope",
      "found.count > 1 || namespace.isOpen",
      "found.count > 1"
    ),
    mutant(
      "a relation that nobody knows is free",
      in: "SQLLanguage/Analysis/Analyzer+From",
      within: "private func unknownSource",
      "schema.hasTenants",
      "false"
    ),
    mutant(
      "any function may be called",
      in: "SQLLanguage/Schema/KnownSchema",
      "isPostgres && KnownFunctions.harmless.contains(name)",
      "true"
    ),
    mutant(
      "what nobody knows is looked through",
      in: "SQLLanguage/Analysis/Analyzer+Expressions",
      "Self.plainKinds.contains(expression.kind)",
      "true"
    ),
    mutant(
      "a source is bound by the condition of a merge",
      in: writing,
      #"Set(target.columns.map(\.id))"#,
      "joined.ids"
    ),
    mutant(
      "an update may set the tenant",
      in: writing,
      #"assignment.text("name") == column"#,
      "false"
    ),
    mutant(
      "a relation that all share is written",
      in: writing,
      "source.holdsShared",
      "false"
    ),
    mutant(
      "any key tells whose row is met",
      in: "SQLLanguage/Analysis/Analyzer+Insert",
      #"$0.text("name") == tenant"#,
      "true"
    ),
  ]
}
