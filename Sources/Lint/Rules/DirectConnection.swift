package import ConfigurationFile

/// A connection that is opened around the runtime.
package struct DirectConnection: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "direct-connection",
    summary: "a database connection that is opened outside of the runtime",
    what: """
      Finds the functions of libpq that connect (called or passed on), the making of clients and
      connections of the well-known drivers, and imports of those drivers.
      """,
    why: """
      A connection of one's own has no tenant: row security does not know for whom it works, the handshake
      that proves the cluster does not take place, and the connection counts against nobody's limit.
      """,
    example: """
      let client = PostgresClient(configuration: configuration)
      """,
    useInstead: """
      let context = try await router.context(forSlug: slug)
      try await context.transaction { context in … }
      """
  )

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {}

  /// The functions, types and modules.
  package var needles: Needles {
    Needles(
      words: Self.functions.union(Self.driverTypes).union(Self.modules),
      carried: Self.driverTypes
    )
  }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    connections(facts) + imports(facts) + openings(facts)
  }

  private func openings(_ facts: Facts) -> [Finding] {
    facts.openings.map { opening in
      finding(
        facts,
        at: opening.range,
        opening.isImport
          ? "'\(opening.name)' is a database driver"
          : "'\(opening.name)' opens a database connection",
        help: opening.isImport
          ? "use the generated repositories over a context"
          : "take a context from the router, or keep this code in a folder that 'lint.exclude' names"
      )
    }
  }

  private func connections(_ facts: Facts) -> [Finding] {
    facts.references.compactMap { reference in
      guard !reference.isType, let opened = opened(by: reference) else { return nil }
      return finding(
        facts,
        at: reference.range,
        "'\(opened)' opens a database connection",
        help:
          "take a context from the router, or keep this code in a folder that 'lint.exclude' names"
      )
    }
  }

  private func opened(by reference: Reference) -> String? {
    if Self.functions.contains(reference.name) { return reference.name }
    if Self.driverTypes.contains(reference.name), reference.isCall { return reference.name }
    guard let base = reference.base, Self.driverTypes.contains(base),
      Self.connectingMembers.contains(reference.name)
    else { return nil }
    return "\(base).\(reference.name)"
  }

  private func imports(_ facts: Facts) -> [Finding] {
    facts.imports.filter { Self.modules.contains($0.module) }.map { module in
      finding(
        facts,
        at: module.range,
        "'\(module.module)' is a database driver",
        help: "use the generated repositories over a context"
      )
    }
  }

  private static let connectingMembers: Set<String> = ["connect", "init", "withClient"]

  private static let functions: Set<String> = [
    "PQconnectdb", "PQconnectdbParams", "PQconnectStart", "PQconnectStartParams", "PQconnectPoll",
    "PQsetdbLogin", "PQsetdb", "PQreset", "PQresetStart", "PQresetPoll",
  ]

  private static let driverTypes: Set<String> = [
    "PostgresClient", "PostgresConnection", "PostgresConnectionSource", "PGConnection",
    "SupabaseClient", "PostgrestClient", "MySQLConnection", "MySQLConnectionSource",
  ]

  private static let modules: Set<String> = [
    "CLibpq", "PostgresNIO", "PostgresKit", "PostgresClientKit", "FluentPostgresDriver", "Supabase",
    "PostgREST", "PerfectPostgreSQL", "MySQLNIO", "MySQLKit",
  ]
}
