package import ConfigurationFile

/// Work on all tenants of a cluster outside the modules that may do it.
package struct FleetAccess: Rule {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "fleet-access",
    summary: "work on all tenants of a cluster outside the modules that may do it",
    what: """
      Finds uses of 'FleetContext' and of 'fleetContext' in files of modules that 'lint.fleet' does not name. A
      module is a folder of the file's path.
      """,
    why:
      "A fleet context sees every tenant. Code of a feature that has one can show a store another's orders.",
    example: "let fleet = try await router.fleetContext(of: cluster, reason: \"report\")",
    useInstead: "let context = try await router.context(forSlug: slug)"
  )

  private let modules: Set<String>

  /// Prepares the rule for a project.
  package init(_ configuration: Configuration.Lint) {
    modules = Set(configuration.fleet)
  }

  /// The names of the type and of what makes it.
  package var needles: Needles { Needles(words: Self.names) }

  /// What the rule finds in a file.
  package func check(_ facts: Facts) -> [Finding] {
    guard !facts.isOfModule(in: modules) else { return [] }
    return facts.references.filter { Self.names.contains($0.name) }.map { reference in
      finding(
        facts,
        at: reference.range,
        "'\(reference.name)' reaches all tenants of a cluster",
        help:
          "take a tenant's context from the router, or name this module in 'lint.fleet' of demarc.yml"
      )
    }
  }

  private static let names: Set<String> = ["FleetContext", "fleetContext"]
}
