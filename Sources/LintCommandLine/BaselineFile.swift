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
