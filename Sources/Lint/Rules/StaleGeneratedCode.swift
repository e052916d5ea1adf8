package import ConfigurationFile
import GenerationLock

/// Generated code that no longer belongs to what it was generated from.
///
/// The one rule about a project and not about a file: it compares digests with the lock, and needs no
/// database.
package struct StaleGeneratedCode: Sendable {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "stale-generated-code",
    summary: "generated code, a snapshot or a migration that no longer belong together",
    what: """
      Finds migrations and queries that changed since the code was generated, and snapshots and generated
      files that were edited, are missing, or that the generator did not write.
      """,
    why: """
      The repositories then speak of columns that are not there, or lack the tenant's predicate where
      somebody took it out by hand.
      """,
    example: "// generated/BackendData/OrderRepository.swift, edited by hand",
    useInstead: "demarc generate"
  )

  /// Prepares the rule.
  package init() {}

  /// What does not belong together in a project.
  ///
  /// - Parameters:
  ///   - root: the folder of `demarc.yml`.
  ///   - configuration: the databases.
  ///   - shown: how a path below the root is named to the user.
  /// - Returns: a finding for each mismatch.
  package func check(
    root: String,
    configuration: Configuration,
    shown: (String) -> String
  ) -> [Finding] {
    let files = ProjectFiles(root: root)
    guard !configuration.databases.isEmpty || files.exists(GenerationLock.path) else { return [] }
    return GenerationLock.mismatches(root: root, configuration: configuration).map { mismatch in
      Finding(
        rule: Self.documentation.id,
        path: shown(mismatch.path),
        range: .fileStart,
        message: mismatch.message,
        help: "run 'demarc generate' and commit what it writes"
      )
    }
  }
}
