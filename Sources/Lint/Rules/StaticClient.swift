package import ConfigurationFile

/// A client that outlives a request: every tenant that it serves is served from one cluster.
package struct StaticClient: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "static-client",
    summary: "a database client held in a static, a global, a singleton or an injected token",
    what: """
      Finds clients, pools, connections and contexts that are held in a global variable, a static property
      or a task-local, also within an optional, a collection or a lock; members such as 'shared' of their
      types; what the functions of 'lint.clients.factories' make; and the names of 'lint.clients.names',
      as identifiers and as strings.
      """,
    why: """
      A client that is made once is bound to one cluster. A tenant on another cluster is then read from,
      and written to, the wrong database, and nothing fails.
      """,
    example: """
      enum Database {
        static let shared = AdminClient(url: url)
      }
      """,
    useInstead: """
      let context = try await router.context(forSlug: slug)
      let orders = OrderRepository(context)
      """
  )

  private static let help = "ask the router for the tenant's context and pass it down"

  private let clients: ClientNames

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {
    clients = ClientNames(configuration)
  }

  /// The names of clients, by which alone a finding can come about.
  package var needles: Needles {
    Needles(
      words: clients.types.union(clients.factories).union(clients.names),
      texts: clients.names,
      carried: clients.types.union(clients.factories).union(clients.names)
    )
  }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    heldClients(facts) + singletons(facts) + injectedNames(facts)
  }

  private func heldClients(_ facts: Facts) -> [Finding] {
    facts.storages.compactMap { storage in
      guard let held = held(by: storage) else { return nil }
      return finding(
        facts,
        at: storage.range,
        "\(storage.kind.rawValue) '\(storage.name)' holds \(held)",
        help: Self.help
      )
    }
  }

  private func held(by storage: Storage) -> String? {
    if let client = storage.client { return "the database client '\(client)'" }
    let names = storage.typeNames + storage.valueNames
    if let type = names.first(where: clients.types.contains) {
      return "the database client '\(type)'"
    }
    let factory = storage.valueNames.first(where: clients.factories.contains)
    return factory.map { "the database client that '\($0)' makes" }
  }

  /// `Client.shared`: a member of a client's type that is not called is an instance that somebody holds.
  private func singletons(_ facts: Facts) -> [Finding] {
    facts.references.compactMap { reference in
      guard let base = reference.base, clients.types.contains(base), !reference.isCall,
        !reference.isType, Self.singletonNames.contains(reference.name)
      else { return nil }
      return finding(
        facts,
        at: reference.range,
        "'\(base).\(reference.name)' is a database client that the whole program shares",
        help: Self.help
      )
    }
  }

  private static let singletonNames: Set<String> = [
    "shared", "default", "main", "instance", "current", "standard", "singleton", "global",
  ]

  private func injectedNames(_ facts: Facts) -> [Finding] {
    let identifiers = facts.references.filter { clients.names.contains($0.name) }
      .map { ($0.name, $0.range) }
    let declarations = facts.storages.filter { clients.names.contains($0.name) }
      .map { ($0.name, $0.range) }
    let strings = facts.strings.compactMap { string -> (String, TextRange)? in
      let literals = string.alternatives.compactMap(\.literal)
      return literals.first(where: clients.names.contains).map { ($0, string.range) }
    }
    return (identifiers + declarations + strings).map { name, range in
      finding(
        facts,
        at: range,
        "'\(name)' injects a database client that is bound to one database",
        help: Self.help
      )
    }
  }
}
