/// Something that a rule finds.
package struct Finding: Hashable, Sendable {
  /// The rule's id.
  package var rule: String
  /// How grave it is.
  package var severity: Severity
  /// The file, as the linter was given it.
  package var path: String
  /// The place.
  package var range: TextRange
  /// What was found, lowercase and without a full stop.
  package var message: String
  /// The way out.
  package var help: String
  /// How what was found arises, the first step first.
  package var steps: [DerivationStep] = []

  /// Makes a finding.
  package init(
    rule: String,
    severity: Severity = .error,
    path: String,
    range: TextRange,
    message: String,
    help: String
  ) {
    self.rule = rule
    self.severity = severity
    self.path = path
    self.range = range
    self.message = message
    self.help = help
  }
}

/// How grave a finding is.
package enum Severity: String, Hashable, Sendable {
  /// It fails the build.
  case error
}
