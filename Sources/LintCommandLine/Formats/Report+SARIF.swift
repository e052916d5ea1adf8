import Foundation
import Lint

extension Report {
  /// The report as SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
  ///
  /// GitHub recognises a finding again by `primaryLocationLineHash`; columns count UTF-16 code units there.
  var sarif: String {
    var seen: [Fingerprint: Int] = [:]
    let rules = Linter.documentation
    func result(_ finding: Finding, isKnown: Bool) -> Log.Result {
      var hashes: [String: String]?
      if let fingerprint = finding.fingerprint {
        seen[fingerprint, default: 0] += 1
        hashes = [
          "primaryLocationLineHash": "\(fingerprint.lines):\(seen[fingerprint] ?? 1)",
          "demarcContext/v1": "\(finding.rule):\(fingerprint.context)",
        ]
      }
      return Log.Result(
        ruleId: finding.rule,
        ruleIndex: rules.firstIndex { $0.id == finding.rule },
        level: finding.severity.rawValue,
        message: Log.Message(text: "\(finding.message). \(finding.help)"),
        locations: [Log.Location(finding)],
        partialFingerprints: hashes,
        codeFlows: finding.steps.isEmpty ? nil : [Log.CodeFlow(finding)],
        suppressions: isKnown ? [Log.Suppression(kind: "external", justification: "baseline")] : []
      )
    }
    let run = Log.Run(
      tool: Log.Tool(driver: Log.Driver(name: "demarc-lint", rules: rules.map(Log.Rule.init))),
      invocations: [
        Log.Invocation(
          executionSuccessful: incomplete.isEmpty,
          toolExecutionNotifications: incomplete.map { file in
            Log.Notification(
              level: "error",
              message: Log.Message(text: "not analysed to its end: \(file.message)"),
              locations: [Log.Location(path: file.path, region: Log.Region(startLine: file.line))]
            )
          }
        )
      ],
      columnKind: "utf16CodeUnits",
      results: findings.map { result($0, isKnown: false) }
        + (known ?? []).map { result($0, isKnown: true) }
    )
    return documentText(Log(runs: [run]))
  }
}

/// The part of a SARIF log that the linter has something to say in.
private struct Log: Encodable {
  struct Run: Encodable {
    let tool: Tool
    let invocations: [Invocation]
    let columnKind: String
    let results: [Result]
  }

  struct Tool: Encodable { let driver: Driver }

  struct Driver: Encodable {
    let name: String
    let rules: [Rule]
  }

  struct Rule: Encodable {
    let id: String
    let shortDescription: Message
    let fullDescription: Message
    let help: Message
    let defaultConfiguration = ["level": "error"]

    init(_ documentation: RuleDocumentation) {
      id = documentation.id
      shortDescription = Message(text: documentation.summary)
      fullDescription = Message(text: documentation.what)
      help = Message(text: documentation.page)
    }
  }

  struct Message: Encodable { let text: String }

  struct Invocation: Encodable {
    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]
  }

  struct Notification: Encodable {
    let level: String
    let message: Message
    let locations: [Location]
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int?
    let level: String
    let message: Message
    let locations: [Location]
    let partialFingerprints: [String: String]?
    let codeFlows: [CodeFlow]?
    let suppressions: [Suppression]
  }

  /// The way to what was found, step by step.
  struct CodeFlow: Encodable {
    struct ThreadFlow: Encodable { let locations: [Step] }

    struct Step: Encodable {
      struct Place: Encodable {
        let physicalLocation: Location.Physical
        let message: Message
      }

      let location: Place
    }

    let threadFlows: [ThreadFlow]

    init(_ finding: Finding) {
      let end = DerivationStep(finding.message, path: finding.path, range: finding.range)
      let steps = (finding.steps + [end]).map { step in
        let region = Region(startLine: step.range.start.line)
        return Step(
          location: Step.Place(
            physicalLocation: Location(path: step.path, region: region).physicalLocation,
            message: Message(text: step.text)
          )
        )
      }
      threadFlows = [ThreadFlow(locations: steps)]
    }
  }

  struct Suppression: Encodable {
    let kind: String
    let justification: String
  }

  struct Location: Encodable {
    struct Physical: Encodable {
      let artifactLocation: Artifact
      let region: Region
    }

    struct Artifact: Encodable { let uri: String }

    let physicalLocation: Physical

    init(path: String, region: Region) {
      let uri = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      physicalLocation = Physical(
        artifactLocation: Artifact(uri: path.hasPrefix("/") ? "file://\(uri)" : uri),
        region: region
      )
    }

    init(_ finding: Finding) {
      self.init(path: finding.path, region: Region(finding))
    }
  }

  struct Region: Encodable {
    var startLine: Int
    var startColumn: Int?
    var endLine: Int?
    var endColumn: Int?

    init(startLine: Int) {
      self.startLine = startLine
    }

    /// The place of a finding; without columns where the line that they count in is not at hand.
    init(_ finding: Finding) {
      let range = finding.range
      startLine = range.start.line
      endLine = range.end.line
      guard let line = finding.sourceLine else { return }
      startColumn = utf16Column(range.start.column, in: line)
      if range.end.line == range.start.line {
        endColumn = utf16Column(range.end.column, in: line)
      }
    }
  }

  let version = "2.1.0"
  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case version, runs
    case schema = "$schema"
  }
}

/// A column in UTF-16 code units, from one in UTF-8 bytes; both from 1.
private func utf16Column(_ column: Int, in line: String) -> Int {
  String(decoding: line.utf8.prefix(column - 1), as: UTF8.self).utf16.count + 1
}
