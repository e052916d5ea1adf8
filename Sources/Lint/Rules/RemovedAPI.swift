package import ConfigurationFile

/// A use of what the project took out.
package struct RemovedAPI: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "removed-api",
    summary: "a use of a name that the project removed",
    what: "Finds uses of the names that 'lint.removed' lists, called or not.",
    why: """
      Such names stood for one database for all tenants. Somebody who brings one back, or copies old code,
      brings the fault back with it.
      """,
    example: "let pool = getBackendPool()",
    useInstead: "let context = try await router.context(forSlug: slug)"
  )

  private let names: Set<String>

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {
    names = Set(configuration.removed)
  }

  /// The removed names.
  package var needles: Needles { Needles(words: names) }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    facts.references.filter { names.contains($0.name) }.map { reference in
      finding(
        facts,
        at: reference.range,
        "'\(reference.name)' was removed from this project",
        help: "take a context from the router and use a repository"
      )
    }
  }
}
