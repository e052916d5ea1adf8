/// Something that a rule finds.
package struct Finding: Hashable, Sendable, Codable {
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
  /// The first line of the place, as the file has it; nil where a finding is about no line.
  package var sourceLine: String?
  /// What it is recognised by after its file was edited; nil where a finding is about no line.
  package var fingerprint: Fingerprint?
  /// An edit that mends it and changes nothing else; nil where somebody has to think.
  package var fix: Fix?
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
package enum Severity: String, Hashable, Sendable, Codable {
  /// It fails the build.
  case error
}

/// An edit of one file that mends a finding.
package struct Fix: Hashable, Sendable, Codable {
  /// What it does, as an editor offers it.
  package var title: String
  /// What is replaced.
  package var range: TextRange
  /// What stands there afterwards.
  package var replacement: String

  /// Makes an edit.
  package init(_ title: String, replace range: TextRange, with replacement: String) {
    self.title = title
    self.range = range
    self.replacement = replacement
  }
}
