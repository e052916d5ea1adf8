package import ConfigurationFile

/// A row that is found or written by a key that its tenant may change.
package struct MutableKeyLookup: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "mutable-key-lookup",
    summary: "a row that is found or written by slug where the account's id is its key",
    what: """
      Finds calls that find, write or delete tenants (clients, stores, shops) by slug: 'find(bySlug:)',
      'upsert(_:onSlug:)', 'update(bySlug:)'. To ask the router for a context by slug is the way in and is not
      found.
      """,
    why: """
      A slug is changed, given up and taken by somebody else. A row that was looked up by it then belongs
      to another account.
      """,
    example: "let client = try await clients.find(bySlug: slug)",
    useInstead: "let client = try await clients.find(byNvAccountID: context.accountID)"
  )

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {}

  /// The labels.
  package var needles: Needles { Needles(fragments: ["slug"]) }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    facts.references.compactMap { reference in
      let receivers = [reference.base].compactMap { $0 } + reference.receiverTypes
      guard reference.isCall, receivers.contains(where: isTenant),
        Self.verbs.contains(where: reference.name.hasPrefix),
        let label = ([reference.name] + reference.labels).first(where: isBySlug)
      else { return nil }
      return finding(
        facts,
        at: reference.range,
        "'\(reference.name)' goes by '\(label)', which an account can change",
        help: "use the account's id"
      )
    }
  }

  /// Whether a name speaks of the copy of an account on a cluster: not of its products, nor of the registry.
  private func isTenant(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["client", "tenant", "store", "shop"].contains(where: name.contains)
  }

  private func isBySlug(_ label: String) -> Bool {
    let label = label.lowercased()
    return ["byslug", "onslug", "onconflictslug", "whereslug"].contains(where: label.hasSuffix)
  }

  private static let verbs = [
    "find", "upsert", "update", "delete", "fetch", "get", "exists", "insert",
  ]
}
