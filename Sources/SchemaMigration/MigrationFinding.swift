/// Something that a migration does to a database that serves, and that somebody should have decided on.
package struct MigrationFinding: Codable, Hashable, Sendable {
  /// The kinds of findings.
  package enum Rule: String, Codable, Hashable, Sendable, CaseIterable {
    /// A table or a column goes, with all values in it.
    case dropsData = "drops-data"
    /// Generated methods fail afterwards.
    case breaksCallers = "breaks-callers"
    /// A table is written anew, and nobody can read or write it meanwhile.
    case rewritesTable = "rewrites-table"
    /// A table is read whole under a lock that others wait for.
    case blocksTable = "blocks-table"
    /// A table of tenants does not keep them apart.
    case unisolatedTable = "unisolated-table"

    /// The rules, for messages.
    package static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
  }

  /// The kind of finding.
  package let rule: Rule
  /// The migration's file.
  package let path: String
  /// The object that it is about.
  package let object: String
  /// What happens to the object, as a part of a sentence.
  package let cause: String
  /// What to do instead.
  package let advice: String
  /// Whether the migration accepts it.
  package var isAccepted: Bool

  /// Makes a finding.
  package init(
    _ rule: Rule,
    in file: MigrationFolder.File,
    object: String,
    cause: String,
    advice: String
  ) {
    self.rule = rule
    path = file.path
    self.object = object
    self.cause = cause
    self.advice = advice
    isAccepted = file.directives.accepted.contains(rule)
  }
}

extension MigrationFinding: CustomStringConvertible {
  /// Path, object, cause, advice and rule.
  package var description: String { "\(path): \(object): \(cause). \(advice) [\(rule.rawValue)]" }
}
