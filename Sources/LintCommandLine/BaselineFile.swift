import Foundation
import Lint
import Terminal

/// A baseline as a file: one entry on a line, so that it can be reviewed and merged.
struct BaselineFile {
  /// Beside `demarc.yml`; where such a file stands, every run reads it.
  static let name = "demarc-lint.baseline.json"

  let path: String

  /// The baseline; nil when there is no file.
  ///
  /// - Throws: `UsageError` when the file cannot be understood.
  func read() throws -> Baseline? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      let document = try JSONDecoder().decode(Document.self, from: data)
      guard document.version == 1 else {
        throw UsageError("it has version \(document.version), and this demarc-lint reads version 1")
      }
      let known = Set(Linter.documentation.map(\.id)).filter(Baseline.holds)
      for entry in document.findings where !known.contains(entry.rule) {
        throw UsageError("no finding of '\(entry.rule)' can be in a baseline")
      }
      return Baseline(document.findings.map(\.fingerprint))
    } catch {
      let cause = (error as? UsageError)?.description ?? "it is no baseline: \(error)"
      throw UsageError(
        "\(path) cannot be read: \(cause). Restore it from git, or write it anew with --baseline-write."
      )
    }
  }

  /// Writes a baseline.
  func write(_ baseline: Baseline) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let entries = try baseline.entries.map { entry in
      String(decoding: try encoder.encode(Entry(entry)), as: UTF8.self)
    }
    let text =
      entries.isEmpty
      ? "{\"version\": 1, \"findings\": []}\n"
      : "{\"version\": 1, \"findings\": [\n" + entries.joined(separator: ",\n") + "\n]}\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// What says that entries of the file must go.
  func staleEntries(_ mended: [Fingerprint]) -> Finding {
    let places = Set(mended.map { "\($0.rule) in \($0.path)" }).sorted()
    let more = places.count > 3 ? " and \(places.count - 3) more" : ""
    return Finding(
      rule: StaleBaseline.documentation.id,
      path: path,
      range: .fileStart,
      message: """
        mended, and still in the baseline: \(places.prefix(3).joined(separator: ", "))\(more)
        """,
      help: "run demarc-lint with --baseline-write, so that they cannot come back"
    )
  }

  private struct Document: Decodable {
    let version: Int
    let findings: [Entry]
  }

  private struct Entry: Codable {
    let rule: String
    let path: String
    let lines: String
    let context: String

    init(_ fingerprint: Fingerprint) {
      rule = fingerprint.rule
      path = fingerprint.path
      lines = fingerprint.lines
      context = fingerprint.context
    }

    var fingerprint: Fingerprint {
      Fingerprint(rule: rule, path: path, lines: lines, context: context)
    }
  }
}

extension Report {
  /// Takes out what a baseline knows.
  ///
  /// - Parameters:
  ///   - baseline: the known findings.
  ///   - sources: the files of the report.
  ///   - project: where they stand.
  /// - Returns: the comparison, for which only files that were read to their end count.
  mutating func removeKnown(
    _ baseline: Baseline,
    of sources: [SourceFile],
    in project: LintProject
  ) -> Baseline.Comparison {
    let incomplete = Set(incomplete.map(\.path))
    let complete = sources.filter { !incomplete.contains($0.path) }
    let looked = Set(complete.compactMap { project.relativePath($0.place) })
    let comparison = baseline.compare(findings) { path in
      looked.contains(path)
        || !FileManager.default.fileExists(atPath: "\(project.root)/\(path)")
    }
    findings = comparison.new
    known = comparison.known
    return comparison
  }
}
