package import ConfigurationFile

/// A failed access to data that looks like no data.
package struct SwallowedFailure: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "swallowed-failure",
    summary: "a failed access to data that is turned into nothing",
    what: """
      Finds handlers of failures that are empty, only log, or return null, false or an empty value, where the
      work that may fail reaches a database: queries, calls of procedures, transactions, clients.
      """,
    why: """
      A cluster that does not answer then looks like a tenant without orders. Whoever reads the answer goes on
      with it: drafts are published as empty, jobs are marked done, and nobody is told.
      """,
    example: """
      try { return await db.query(sql); } catch { return []; }
      """,
    useInstead: """
      try { return await db.query(sql); } catch (error) { throw new ReadFailed(account.id, { cause: error }); }
      """
  )

  private let clients: ClientNames

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {
    clients = ClientNames(configuration)
  }

  /// The names of repositories, contexts, routers and clients; language targets add words of their own.
  package var needles: Needles {
    Needles(
      words: clients.types.union(clients.names).union(clients.factories).union(Self.accessNames)
        .union(Self.callNames).union(["ClusterRouter", "clusterRouter", "select", "repo"]),
      fragments: ["repository"]
    )
  }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    facts.swallows.filter { reachesData($0.names, in: facts.path) }.map { swallow in
      finding(
        facts,
        at: swallow.range,
        "\(swallow.kind.rawValue) hides that data could not be reached",
        help: "let the failure through, or throw one that names the tenant and the cause"
      )
    }
  }

  private func reachesData(_ names: [String], in path: String) -> Bool {
    let words = names.map { $0.lowercased() }
    let names = Set(names)
    if !names.isDisjoint(with: Self.accessNames) || !names.isDisjoint(with: clients.types)
      || !names.isDisjoint(with: clients.names) || !names.isDisjoint(with: clients.factories)
    {
      return true
    }
    if names.contains(where: isDataAccess) { return true }
    if !path.hasSuffix(".swift"), names.contains("repo"), !names.isDisjoint(with: Self.rowCalls) {
      return true
    }
    if names.contains("from"),
      names.contains("select") || !names.isDisjoint(with: Self.changes) && !path.hasSuffix(".swift")
    {
      return true
    }
    // A page may be queried and a command executed; a database is.
    return !names.isDisjoint(with: Self.callNames)
      && words.contains { word in Self.databaseWords.contains(where: word.hasSuffix) }
  }

  private func isDataAccess(_ name: String) -> Bool {
    name.hasSuffix("Repository") || ["repository", "clusterRouter", "ClusterRouter"].contains(name)
  }

  /// Names that only access to data has.
  package static let accessNames: Set<String> = [
    "upsert", "findUnique", "findUniqueOrThrow", "findFirst",
    "findMany", "findOne", "findOneBy", "findByPk", "maybeSingle", "createQueryBuilder",
    "getRepository",
    "$queryRaw", "$executeRaw", "$transaction", "$queryRawUnsafe", "$executeRawUnsafe", "supabase",
    "prisma",
    "knex",
  ]

  /// Names of calls that change rows, `from` a table; in Swift, sets and dictionaries have such, too.
  package static let changes: Set<String> = ["insert", "update", "delete"]

  /// Names of calls that reach a database when they are made on one.
  package static let callNames: Set<String> = ["query", "execute", "rpc", "transaction", "connect"]

  /// What is done with rows through something that is called a `repo`.
  private static let rowCalls: Set<String> = [
    "save", "find", "findAll", "findById", "insert", "insertMany", "update", "delete", "remove",
    "softDelete", "count", "exists",
  ]

  private static let databaseWords = [
    "db", "database", "pool", "sql", "repository", "repo", "tx", "trx", "client", "connection",
    "conn", "pg",
    "postgres", "cluster", "tenant", "context", "ctx", "manager", "orm",
  ]
}
