import Hashing
import Lint

extension Report {
  /// A Code Quality report, as https://docs.gitlab.com/ci/testing/code_quality/ says.
  var gitLabJSON: String {
    var seen: [String: Int] = [:]
    return documentText(
      problems.map { finding in
        let identity = [
          finding.rule, finding.path,
          finding.fingerprint?.context ?? "\(finding.range.start.line) \(finding.message)",
        ]
        .joined(separator: "\n")
        seen[identity, default: 0] += 1
        return Issue(
          description: "\(finding.message). \(finding.help)",
          check_name: finding.rule,
          fingerprint: sha256(Array("\(identity)\n\(seen[identity] ?? 0)".utf8)),
          severity: "critical",
          location: Issue.Location(
            path: finding.path,
            lines: Issue.Lines(begin: finding.range.start.line)
          )
        )
      }
    )
  }

  private struct Issue: Encodable {
    struct Lines: Encodable { let begin: Int }

    struct Location: Encodable {
      let path: String
      let lines: Lines
    }

    let description: String
    let check_name: String
    let fingerprint: String
    let severity: String
    let location: Location
  }
}
