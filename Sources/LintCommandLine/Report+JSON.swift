import Foundation
import Lint

extension Report {
  /// The report as one JSON document.
  var json: String {
    let document = Document(
      findings: findings.map(Document.Finding.init),
      coverage: Document.Coverage(
        files: coverage.files,
        parsed: coverage.parsed,
        skipped: coverage.skipped,
        bytes: Document.Bytes(
          fully: coverage.bytes.fully,
          partly: coverage.bytes.partly,
          not: coverage.bytes.not
        ),
        linksNotFollowed: coverage.links,
        failedCanaries: coverage.failedCanaries.map(\.rawValue),
        incomplete: incomplete
      )
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("texts and numbers can always be encoded: \(error)")
    }
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

      init(_ finding: Lint.Finding) {
        rule = finding.rule
        severity = finding.severity.rawValue
        path = finding.path
        line = finding.range.start.line
        column = finding.range.start.column
        endLine = finding.range.end.line
        endColumn = finding.range.end.column
        message = finding.message
        help = finding.help
        notes = finding.steps.map { step in
          "\(step.path):\(step.range.start.line):\(step.range.start.column): \(step.text)"
        }
      }
    }

    struct Bytes: Encodable {
      let fully: Int
      let partly: Int
      let not: Int
    }

    struct Coverage: Encodable {
      let files: Int
      let parsed: Int
      let skipped: Int
      let bytes: Bytes
      let linksNotFollowed: Int
      let failedCanaries: [String]
      let incomplete: [Report.Incomplete]
    }

    let findings: [Finding]
    let coverage: Coverage
  }
}
