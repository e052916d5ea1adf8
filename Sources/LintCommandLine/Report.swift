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
  /// How much was seen.
  var coverage = Coverage()
  /// The files of which a part is unknown.
  var incomplete: [Incomplete] = []

  /// How much of what there was the linter has seen.
  struct Coverage: Codable, Sendable {
    /// How many files were looked at.
    var files = 0
    /// How many of them were parsed to their end.
    var parsed = 0
    /// How many hold no word that a rule looks for, or are generated.
    var skipped = 0
    /// Bytes, by how much of their files was analysed.
    var bytes = Bytes()
    /// Links to folders, which are not followed.
    var links = 0
    /// Languages whose planted violation was not found.
    var failedCanaries: [Language] = []
  }

  /// Bytes, by how much of their files was analysed.
  struct Bytes: Codable, Sendable {
    /// Of files that were parsed to their end, or that hold nothing.
    var fully = 0
    /// Of files with a part that is unknown.
    var partly = 0
    /// Of files of which nothing is known.
    var not = 0
  }

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

  /// How many known findings each folder has left, those with the most first.
  var burnDown: [(folder: String, findings: Int)] {
    let folders = Dictionary(grouping: known ?? []) { finding in
      finding.path.split(separator: "/").dropLast().joined(separator: "/")
    }
    return folders.map { (folder: $0.key.isEmpty ? "." : $0.key, findings: $0.value.count) }
      .sorted { ($1.findings, $0.folder) < ($0.findings, $1.folder) }
  }
}
