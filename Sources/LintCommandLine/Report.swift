import ArgumentParser
import Foundation
import Lint
import Terminal

/// How findings are printed.
enum OutputFormat: String, CaseIterable, Sendable {
  /// `path:line:column: error: message [rule]`, as compilers print.
  case text
  /// One document for scripts.
  case json
  /// Annotations of GitHub's checks.
  case github
}

/// What a run found and what it looked at.
struct Report: Sendable {
  /// A file that could not be read to its end.
  struct Incomplete: Encodable, Sendable {
    let path: String
    let line: Int
    let column: Int
    let message: String

    init(path: String, _ reason: Incompleteness) {
      self.path = path
      line = reason.position.line
      column = reason.position.column
      message = reason.message
    }
  }

  /// The findings, in the order of the files.
  var findings: [Finding] = []
  /// How many files were looked at.
  var files = 0
  /// How many of them were parsed.
  var parsed = 0
  /// How many hold nothing to find, or are generated.
  var skipped = 0
  /// Those of which a part is unknown.
  var incomplete: [Incomplete] = []

  /// How the program ends.
  ///
  /// A finding is certain, so it goes before what is unknown.
  var status: ExitCode {
    if !findings.isEmpty { return .refused }
    return incomplete.isEmpty ? .success : .incomplete
  }

  /// The report as it is printed.
  func text(_ format: OutputFormat) -> String {
    switch format {
    case .text: plainText
    case .json: json
    case .github: gitHubText
    }
  }

  private var plainText: String {
    var lines = findings.flatMap { finding in
      let start = finding.range.start
      return [
        "\(finding.path):\(start.line):\(start.column): \(Terminal.styled(finding.severity.rawValue + ":", .red)) "
          + "\(finding.message) [\(finding.rule)]",
        "  help: \(finding.help)",
      ]
    }
    lines += incomplete.map { file in
      """
      \(file.path):\(file.line):\(file.column): \(Terminal.styled("error:", .red)) not analysed to its end: \
      \(file.message) [unparsed-file]
      """
    }
    if !findings.isEmpty || !incomplete.isEmpty { lines.append(summary) }
    return lines.map { $0 + "\n" }.joined()
  }

  private var summary: String {
    let found = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    let unknown = incomplete.isEmpty ? "" : ", \(incomplete.count) not analysed to the end"
    return "demarc-lint: \(found) in \(files == 1 ? "1 file" : "\(files) files")\(unknown)"
  }

  private var gitHubText: String {
    let annotations = findings.map { finding in
      let range = finding.range
      return """
        ::error file=\(finding.path),line=\(range.start.line),col=\(range.start.column),\
        endLine=\(range.end.line),endColumn=\(range.end.column),title=\(finding.rule)::\
        \((finding.message + ". " + finding.help).escapedForGitHub)
        """
    }
    let unknown = incomplete.map { file in
      """
      ::error file=\(file.path),line=\(file.line),col=\(file.column),title=unparsed-file::\
      not analysed to its end: \(file.message.escapedForGitHub)
      """
    }
    return (annotations + unknown).map { $0 + "\n" }.joined()
  }
}

extension String {
  fileprivate var escapedForGitHub: String {
    replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }
}
