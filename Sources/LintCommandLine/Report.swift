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

  /// How much of what there was the linter has seen.
  struct Coverage: Sendable {
    /// How many files were looked at.
    var files = 0
    /// How many of them were parsed to their end.
    var parsed = 0
    /// How many hold no word that a rule looks for, or are generated.
    var skipped = 0
    /// Bytes of files that were parsed to their end or hold nothing, of files with an unknown part, and
    /// of files of which nothing is known.
    var bytes = (fully: 0, partly: 0, not: 0)
    /// Links to folders, which are not followed.
    var links = 0
    /// Languages whose planted violation was not found.
    var failedCanaries: [Language] = []
  }

  /// The findings, in the order of the files.
  var findings: [Finding] = []
  var coverage = Coverage()
  /// The files of which a part is unknown.
  var incomplete: [Incomplete] = []

  /// Adds what came of a file.
  mutating func add(_ outcome: Outcome) {
    let start = TextRange.fileStart.start
    switch outcome {
    case .skipped(let size):
      coverage.skipped += 1
      coverage.bytes.fully += size
    case .facts(let facts, let found, let size):
      coverage.parsed += 1
      findings += found
      if let reason = facts.incompleteness {
        incomplete.append(Incomplete(path: facts.path, reason))
        coverage.bytes.partly += size
      } else {
        coverage.bytes.fully += size
      }
    case .notText(let path, let size):
      coverage.bytes.not += size
      let reason = Incompleteness(message: "the file is not UTF-8 text", position: start)
      incomplete.append(Incomplete(path: path, reason))
    case .unread(let path, let message):
      incomplete.append(Incomplete(path: path, Incompleteness(message: message, position: start)))
    }
  }

  /// How the program ends.
  ///
  /// A finding is certain, so it goes before what is unknown.
  var status: ExitCode {
    if !findings.isEmpty { return .refused }
    return incomplete.isEmpty && coverage.failedCanaries.isEmpty ? .success : .incomplete
  }

  /// One line that says how much was seen, for people.
  var coverageLine: String {
    let coverage = coverage
    let files = coverage.files == 1 ? "1 file" : "\(coverage.files) files"
    var line =
      "demarc-lint: \(files), \(Self.size(coverage.bytes.fully + coverage.bytes.partly + coverage.bytes.not))"
    if incomplete.isEmpty {
      line += ", analysed to the end"
    } else {
      line += """
        ; \(Self.size(coverage.bytes.fully)) fully, \(Self.size(coverage.bytes.partly)) partly, \
        \(Self.size(coverage.bytes.not)) not analysed
        """
    }
    if coverage.links > 0 { line += "; \(coverage.links) links to folders not followed" }
    for language in coverage.failedCanaries {
      line += "; the planted violation in \(language) was not found, so its rules see nothing"
    }
    return line
  }

  private static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: "\(bytes) bytes"
    case ..<1_000_000: "\(bytes / 1000) kB"
    default: "\(bytes / 1_000_000) MB"
    }
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
          + "\(finding.message) [\(finding.rule)]"
      ]
        + finding.steps.map { step in
          "  \(step.path):\(step.range.start.line):\(step.range.start.column): note: \(step.text)"
        } + ["  help: \(finding.help)"]
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
    return
      "demarc-lint: \(found) in \(coverage.files == 1 ? "1 file" : "\(coverage.files) files")\(unknown)"
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
