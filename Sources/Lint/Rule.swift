package import ConfigurationFile

/// Something that the linter looks for in the facts of one file; it knows no syntax.
package protocol Rule: Sendable {
  /// What the rule is called, and what is written about it.
  static var documentation: RuleDocumentation { get }

  /// Prepares the rule for a project.
  init(_ configuration: Configuration.Lint) throws(ConfigurationError)

  /// What the rule finds in a file.
  func check(_ facts: Facts) -> [Finding]

  /// Without which words a file cannot hold a finding; see `Needles`.
  var needles: Needles { get }
}

extension Rule {
  /// A finding of this rule.
  func finding(
    _ facts: Facts,
    at range: TextRange,
    _ message: String,
    help: String
  ) -> Finding {
    Finding(
      rule: Self.documentation.id,
      path: facts.path,
      range: range,
      message: message,
      help: help
    )
  }
}

/// What is written about a rule, for `demarc-lint explain`.
package struct RuleDocumentation: Hashable, Sendable {
  /// The rule's name, which an allow comment gives.
  package let id: String
  /// One line.
  package let summary: String
  /// What the rule finds.
  package let what: String
  /// Why that is bad.
  package let why: String
  /// Code that is found.
  package let example: String
  /// Code that does the same and is not found.
  package let useInstead: String

  private var recall: String {
    let lines = Recall.measured.filter { $0.rule == id }.map(\.line)
    return lines.isEmpty ? "It is exact, or was not measured." : lines.joined(separator: "\n")
  }

  /// The whole page.
  package var page: String {
    """
    \(id): \(summary)

    WHAT IT DOES
    \(what.indented)

    WHY IS THIS BAD?
    \(why.indented)

    EXAMPLE
    \(example.indented)

    USE INSTEAD
    \(useInstead.indented)

    HOW MUCH OF IT IS FOUND
    \(recall.indented)

    TO ALLOW IT FOR A WHILE
      // demarc:allow \(id) until YYYY-MM-DD by OWNER: reason
    """
  }
}

extension String {
  fileprivate var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }
      .joined(separator: "\n")
  }
}
