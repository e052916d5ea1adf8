import ArgumentParser
import Lint
import Terminal

/// What a run found and what it looked at.
struct Report: Sendable, Codable {
  /// A file that could not be read to its end.
  struct Incomplete: Codable, Sendable {
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

  /// The findings, in the order of the files; none that the baseline knows.
  var findings: [Finding] = []
  /// Those that the baseline knows; nil where there is none.
  var known: [Finding]?
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

  /// How many known findings each folder has left, those with the most first.
  var burnDown: [(folder: String, findings: Int)] {
    let folders = Dictionary(grouping: known ?? []) { finding in
      finding.path.split(separator: "/").dropLast().joined(separator: "/")
    }
    return folders.map { (folder: $0.key.isEmpty ? "." : $0.key, findings: $0.value.count) }
      .sorted { ($1.findings, $0.folder) < ($0.findings, $1.folder) }
  }
}
