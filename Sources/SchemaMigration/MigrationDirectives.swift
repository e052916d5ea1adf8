/// What a migration says about itself, each on a comment line of its own.
///
/// `-- demarc:no-transaction` has its one statement run outside of a transaction, as `create index concurrently` must.
/// `-- demarc:accept RULE: reason` accepts what the safety report finds under a rule.
package struct MigrationDirectives: Hashable, Sendable {
  /// Whether the migration runs in a transaction, together with its line in the ledger.
  package private(set) var runsInTransaction = true
  /// The rules whose findings somebody accepted.
  package private(set) var accepted: Set<MigrationFinding.Rule> = []

  /// Reads the directives of a migration.
  ///
  /// - Throws: `MigrationError` for one that is not understood: silence would leave a finding accepted, or not.
  init(of sql: String, path: String) throws(MigrationError) {
    for (position, line) in sql.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard let match = line.wholeMatch(of: #/\s*--\s*demarc:([\w-]+)(.*)/#) else { continue }
      let rest = match.output.2.trimmed
      switch match.output.1 {
      case "no-transaction": runsInTransaction = false
      case "accept":
        guard let rules = Self.rules(rest) else {
          throw MigrationError(
            """
            \(path):\(position + 1): the comment accepts nothing. Write '-- demarc:accept RULE: reason', \
            with rules of \(MigrationFinding.Rule.list).
            """
          )
        }
        accepted.formUnion(rules)
      // The linter's own.
      case "allow": break
      default:
        throw MigrationError(
          """
          \(path):\(position + 1): there is no directive 'demarc:\(match.output.1)' of a migration; known \
          are 'demarc:no-transaction' and 'demarc:accept RULE: reason'.
          """
        )
      }
    }
  }

  /// The rules before the reason, or nil when a rule is unknown or the reason is missing.
  private static func rules(_ text: String) -> [MigrationFinding.Rule]? {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, !parts[1].trimmed.isEmpty else { return nil }
    var rules: [MigrationFinding.Rule] = []
    for name in parts[0].split(separator: ",") {
      guard let rule = MigrationFinding.Rule(rawValue: name.trimmed) else { return nil }
      rules.append(rule)
    }
    return rules.isEmpty ? nil : rules
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
