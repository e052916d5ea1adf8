package import ConfigurationFile

/// Rows of a tenant that are found by what the tenant may change.
package struct MutableKeyLookup: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "mutable-key-lookup",
    summary: "a find or upsert by slug where the account's id is the key",
    what: """
      Finds lookups of accounts, clients, stores and tenants by 'slug' or 'subdomain', and upserts, updates and
      deletions of which such a column decides the row.
      """,
    why: """
      A slug can be changed and given to somebody else. What is keyed by it is then written into the new
      holder's rows, or made a second time.
      """,
    example: """
      await db.from("clients").upsert(row, { onConflict: "slug" });
      """,
    useInstead: """
      await db.from("clients").upsert(row, { onConflict: "nv_account_id" });
      """
  )

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {}

  /// The columns.
  package var needles: Needles { Needles(fragments: ["slug"]) }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    lookups(facts) + labelledCalls(facts)
  }

  /// `upsert(draft, onSlug: …)`: a call that says by its name or a label which row it means.
  private func labelledCalls(_ facts: Facts) -> [Finding] {
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
        help: "use the account's id; a slug is resolved once, by the router"
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

  private func lookups(_ facts: Facts) -> [Finding] {
    facts.keyLookups.filter(isFound).map { lookup in
      finding(
        facts,
        at: lookup.range,
        "'\(lookup.column)' can change hands, and is no key",
        help: "use the account's id; a slug is resolved once, by the router"
      )
    }
  }

  private func isFound(_ lookup: KeyLookup) -> Bool {
    guard Self.columns.contains(lookup.column.lowercased()) else { return false }
    let names = lookup.tableNames.map { $0.lowercased() }
    let isTenant = names.contains { name in Self.tenantWords.contains(where: name.contains) }
    return isTenant || (lookup.decidesWrite && names.isEmpty)
  }

  /// Columns that a tenant may change.
  package static let columns: Set<String> = [
    "slug", "subdomain", "store_slug", "account_slug", "tenant_slug",
  ]

  private static let tenantWords = [
    "account", "client", "tenant", "store", "shop", "merchant", "organization",
  ]
}
