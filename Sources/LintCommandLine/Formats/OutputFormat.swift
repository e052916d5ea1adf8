import ArgumentParser
import Lint

/// How findings are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// `path:line:column: error: message [rule]`, as compilers print.
  case text
  /// One document for scripts.
  case json
  /// Annotations of GitHub's checks.
  case github
  /// A Code Quality report of GitLab.
  case gitlab
  /// SARIF 2.1.0, for code scanning.
  case sarif
  /// Test results, for build servers.
  case junit
  /// The document of Checkstyle, for what reads no other.
  case checkstyle
}

extension Report {
  /// The report as it is printed.
  func text(_ format: OutputFormat) -> String {
    switch format {
    case .text: plainText
    case .json: json
    case .github: gitHubText
    case .gitlab: gitLabJSON
    case .sarif: sarif
    case .junit: jUnitXML
    case .checkstyle: checkstyleXML
    }
  }

  /// The findings and, as findings of their own, what could not be analysed.
  var problems: [Finding] {
    findings
      + incomplete.map { file in
        let place = TextPosition(line: file.line, column: file.column)
        return Finding(
          rule: Self.unparsedFile,
          path: file.path,
          range: TextRange(start: place, end: place),
          message: "not analysed to its end: \(file.message)",
          help: "make the file one that its compiler takes; findings may hide in what was not read"
        )
      }
  }

  /// How files that could not be read to their end are marked where a rule is.
  static let unparsedFile = "unparsed-file"
}
