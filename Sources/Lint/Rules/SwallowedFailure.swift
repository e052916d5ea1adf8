package import ConfigurationFile

/// A failure of data access that is made to look like an answer.
package struct SwallowedFailure: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "swallowed-failure",
    summary: "a failure of data access that is turned into nothing, false or an empty answer",
    what: """
      Finds 'try?', catches without statements, and catches that give nil, false, zero or something empty,
      over calls of repositories, contexts and routers.
      """,
    why: """
      A cluster that does not answer, a tenant that is being moved and a row that is not there are three
      different things. Code that makes them one tells a store that it has no orders.
      """,
    example: "let orders = try? await OrderRepository(context).all()",
    useInstead: "let orders = try await OrderRepository(context).all()"
  )

  private let clients: ClientNames

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {
    clients = ClientNames(configuration)
  }

  /// The names of repositories, contexts, routers and clients.
  package var needles: Needles {
    Needles(words: clients.types, fragments: ["repository", "router", "context"])
  }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    facts.swallows.compactMap { swallow in
      guard let name = swallow.names.first(where: isDataAccess) else { return nil }
      return finding(
        facts,
        at: swallow.range,
        "\(swallow.kind.rawValue) hides that '\(name)' failed",
        help: "let the error through, or answer each case of it by name"
      )
    }
  }

  private func isDataAccess(_ name: String) -> Bool {
    if clients.types.contains(name) || name == "ClusterRouter" { return true }
    return name.hasSuffix("Repository") || name == "repository" || name == "clusterRouter"
  }
}
