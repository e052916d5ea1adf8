import ArgumentParser
import Foundation
import Lint

extension Report {
  /// The report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0).
  var sarif: String {
    let rules = Linter.documentation
    let log = Log(
      runs: [
        Run(
          tool: Tool(driver: Driver(rules: rules.map(Driver.Rule.init))),
          results: zip(findings, fingerprints).map { finding, fingerprint in
            Result(finding, fingerprint, index: rules.firstIndex { $0.id == finding.rule })
          },
          invocations: [Invocation(self)]
        )
      ]
    )
    return encoded(log)
  }

  /// A document with its keys in order.
  func encoded(_ document: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("texts and numbers can always be encoded: \(error)")
    }
  }

  /// What tells a finding from others, wherever in its file it moves: rule, file, message, and how many alike
  /// stand before it.
  var fingerprints: [String] {
    var counts: [String: Int] = [:]
    return findings.map { finding in
      let key = "\(finding.rule)\u{0}\(finding.path)\u{0}\(finding.message)"
      counts[key, default: 0] += 1
      let text = "\(key)\u{0}\(counts[key, default: 0])"
      let value = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01b3
      }
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}

private struct Log: Encodable {
  let version = "2.1.0"
  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let runs: [Run]

  enum CodingKeys: String, CodingKey {
    case version, runs
    case schema = "$schema"
  }
}

private struct Run: Encodable {
  let tool: Tool
  let results: [Result]
  let invocations: [Invocation]
}

private struct Tool: Encodable {
  let driver: Driver
}

private struct Driver: Encodable {
  struct Rule: Encodable {
    let id: String
    let shortDescription: Text
    let fullDescription: Text
    let help: Text

    init(_ documentation: RuleDocumentation) {
      id = documentation.id
      shortDescription = Text(text: documentation.summary)
      fullDescription = Text(text: documentation.what)
      help = Text(text: documentation.page)
    }
  }

  let name = "demarc-lint"
  let rules: [Rule]
}

private struct Text: Encodable {
  let text: String
}

private struct Location: Encodable {
  struct Physical: Encodable {
    struct Artifact: Encodable {
      let uri: String
    }
    struct Region: Encodable {
      let startLine: Int
      let startColumn: Int
      let endLine: Int
      let endColumn: Int
    }
    let artifactLocation: Artifact
    let region: Region
  }
  let physicalLocation: Physical

  init(path: String, range: TextRange) {
    let allowed = CharacterSet.urlPathAllowed
    physicalLocation = Physical(
      artifactLocation: Physical.Artifact(
        uri: path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
      ),
      region: Physical.Region(
        startLine: range.start.line,
        startColumn: range.start.column,
        endLine: range.end.line,
        endColumn: range.end.column
      )
    )
  }
}

/// The way to what was found, step by step.
private struct CodeFlow: Encodable {
  struct Thread: Encodable {
    struct Step: Encodable {
      struct Place: Encodable {
        let physicalLocation: Location.Physical
        let message: Text
      }
      let location: Place
    }
    let locations: [Step]
  }
  let threadFlows: [Thread]

  init(_ finding: Finding) {
    let end = DerivationStep(finding.message, path: finding.path, range: finding.range)
    let steps = (finding.steps + [end]).map { step in
      Thread.Step(
        location: Thread.Step.Place(
          physicalLocation: Location(path: step.path, range: step.range).physicalLocation,
          message: Text(text: step.text)
        )
      )
    }
    threadFlows = [Thread(locations: steps)]
  }
}

private struct Result: Encodable {
  let ruleId: String
  let ruleIndex: Int?
  let level: String
  let message: Text
  let locations: [Location]
  let partialFingerprints: [String: String]
  let codeFlows: [CodeFlow]?

  init(_ finding: Finding, _ fingerprint: String, index: Int?) {
    ruleId = finding.rule
    ruleIndex = index
    level = finding.severity.rawValue
    message = Text(text: "\(finding.message). To put it right: \(finding.help).")
    locations = [Location(path: finding.path, range: finding.range)]
    codeFlows = finding.steps.isEmpty ? nil : [CodeFlow(finding)]
    partialFingerprints = ["demarc/v1": fingerprint, "primaryLocationLineHash": fingerprint]
  }
}

private struct Invocation: Encodable {
  struct Notification: Encodable {
    let level = "error"
    let message: Text
    let locations: [Location]
  }

  let executionSuccessful: Bool
  let exitCode: Int32
  let toolExecutionNotifications: [Notification]

  init(_ report: Report) {
    executionSuccessful = report.incomplete.isEmpty && report.coverage.failedCanaries.isEmpty
    exitCode = report.status.rawValue
    toolExecutionNotifications =
      report.incomplete.map { file in
        let position = TextPosition(line: file.line, column: file.column)
        return Notification(
          message: Text(text: "not analysed to its end: \(file.message)"),
          locations: [Location(path: file.path, range: TextRange(start: position, end: position))]
        )
      }
      + report.coverage.failedCanaries.map { language in
        Notification(
          message: Text(text: "the planted violation in \(language) was not found"),
          locations: []
        )
      }
  }
}
