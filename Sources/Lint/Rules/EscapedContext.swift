package import ConfigurationFile

/// A context or repository that outlives its request.
package struct EscapedContext: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "escaped-context",
    summary: "a context or repository that outlives its request",
    what: """
      Finds repositories that are held in globals, static properties, task-locals or injected values, and
      contexts, repositories and clients that a detached task, a queue or a thread takes along.
      """,
    why: """
      A context is right for one tenant at one place for one request. Work that goes on after it writes to
      where the tenant was, and nobody sees its failure.
      """,
    example: "Task.detached { try await OrderRepository(context).delete(id) }",
    useInstead:
      "try await OrderRepository(context).delete(id)   // or a job that asks for its own context"
  )

  private let clients: ClientNames

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {
    clients = ClientNames(configuration)
  }

  /// The names of contexts and repositories.
  package var needles: Needles {
    Needles(
      words: clients.types,
      fragments: ["repository"],
      carried: clients.types.union(["repository"])
    )
  }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    stored(facts) + detached(facts)
  }

  private func stored(_ facts: Facts) -> [Finding] {
    facts.storages.compactMap { storage in
      let names = storage.typeNames + storage.valueNames
      // A client or context in it is found as such.
      guard storage.kind != .defaultArgument, storage.client == nil,
        !names.contains(where: { clients.types.contains($0) || clients.factories.contains($0) }),
        let name = names.first(where: isRepository)
      else { return nil }
      return finding(
        facts,
        at: storage.range,
        "\(storage.kind.rawValue) '\(storage.name)' holds the repository '\(name)'",
        help: "make the repository where the context is, for each request"
      )
    }
  }

  private func detached(_ facts: Facts) -> [Finding] {
    facts.detachments.compactMap { detachment in
      guard
        let type = detachment.typeNames.first(where: {
          clients.types.contains($0) || isRepository($0)
        })
      else { return nil }
      return finding(
        facts,
        at: detachment.range,
        "\(detachment.runner) takes '\(detachment.name)' along, which is or holds a '\(type)'",
        help: "wait for the work, or let it ask the router for a context of its own"
      )
    }
  }

  private func isRepository(_ name: String) -> Bool {
    name.hasSuffix("Repository") && name.count > "Repository".count
  }
}
