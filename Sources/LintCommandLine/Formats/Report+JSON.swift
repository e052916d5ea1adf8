import Foundation
import Lint

extension Report {
  /// The report as one JSON document.
  var json: String {
    var seen: [Fingerprint: Int] = [:]
    return documentText(
      Document(
        findings: findings.map { finding in
          let count = finding.fingerprint.map { print in
            seen[print, default: 0] += 1
            return seen[print] ?? 1
          }
          return Document.Finding(finding, occurrence: count ?? 1)
        },
        coverage: Document.Coverage(
          files: coverage.files,
          parsed: coverage.parsed,
          skipped: coverage.skipped,
          bytes: coverage.bytes,
          linksNotFollowed: coverage.links,
          failedCanaries: coverage.failedCanaries.map(\.rawValue),
          incomplete: incomplete
        ),
        baseline: known.map { known in
          Document.Baseline(
            known: known.count,
            folders: burnDown.map { Document.Folder(folder: $0.folder, known: $0.findings) }
          )
        }
      )
    )
  }

  private struct Document: Encodable {
    struct Finding: Encodable {
      let rule: String
      let severity: String
      let path: String
      let line: Int
      let column: Int
      let endLine: Int
      let endColumn: Int
      let message: String
      let help: String
      let notes: [String]
      let fingerprint: String?

      init(_ finding: Lint.Finding, occurrence: Int) {
        rule = finding.rule
        severity = finding.severity.rawValue
        path = finding.path
        line = finding.range.start.line
        column = finding.range.start.column
        endLine = finding.range.end.line
        endColumn = finding.range.end.column
        message = finding.message
        help = finding.help
        fingerprint = finding.fingerprint.map { "\($0.lines):\(occurrence)" }
        notes = finding.steps.map { step in
          "\(step.path):\(step.range.start.line):\(step.range.start.column): \(step.text)"
        }
      }
    }

    struct Coverage: Encodable {
      let files: Int
      let parsed: Int
      let skipped: Int
      let bytes: Report.Bytes
      let linksNotFollowed: Int
      let failedCanaries: [String]
      let incomplete: [Report.Incomplete]
    }

    struct Baseline: Encodable {
      let known: Int
      let folders: [Folder]
    }

    struct Folder: Encodable {
      let folder: String
      let known: Int
    }

    let findings: [Finding]
    let coverage: Coverage
    let baseline: Baseline?
  }
}

/// A value as a JSON document with sorted keys.
func documentText(_ document: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  do {
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  } catch {
    preconditionFailure("texts and numbers can always be encoded: \(error)")
  }
}
