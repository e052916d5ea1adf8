import Lint

extension Report {
  /// Test results: a suite for each file with problems, a test case for each problem; one case that passed
  /// where there are none, since an empty document counts as a mistake.
  var jUnitXML: String {
    let problems = problems
    var lines = [
      xmlHead,
      "<testsuites name=\"demarc-lint\" tests=\"\(max(1, problems.count))\" failures=\"\(problems.count)\">",
    ]
    for file in byFile(problems) {
      lines.append(
        "  <testsuite name=\"\(file.path.xml)\" tests=\"\(file.findings.count)\" failures=\"\(file.findings.count)\">"
      )
      for finding in file.findings {
        let place = "\(finding.path):\(finding.range.start.line):\(finding.range.start.column)"
        lines += [
          "    <testcase name=\"\(finding.rule.xml) at \(place.xml)\" classname=\"\(file.path.xml)\" "
            + "file=\"\(file.path.xml)\" line=\"\(finding.range.start.line)\">",
          "      <failure message=\"\(finding.message.xml)\" type=\"\(finding.rule.xml)\">"
            + "\("\(place): \(finding.message). \(finding.help)".xml)</failure>",
          "    </testcase>",
        ]
      }
      lines.append("  </testsuite>")
    }
    if problems.isEmpty {
      lines += [
        "  <testsuite name=\"demarc-lint\" tests=\"1\" failures=\"0\">",
        "    <testcase name=\"no finding\" classname=\"demarc-lint\"/>", "  </testsuite>",
      ]
    }
    lines.append("</testsuites>")
    return lines.map { $0 + "\n" }.joined()
  }

  /// The document that Checkstyle writes.
  var checkstyleXML: String {
    var lines = [xmlHead, "<checkstyle version=\"4.3\">"]
    for file in byFile(problems) {
      lines.append("  <file name=\"\(file.path.xml)\">")
      lines += file.findings.map { finding in
        let start = finding.range.start
        return "    <error line=\"\(start.line)\" column=\"\(start.column)\" severity=\"error\" "
          + "message=\"\((finding.message + ". " + finding.help).xml)\" "
          + "source=\"demarc-lint.\(finding.rule.xml)\"/>"
      }
      lines.append("  </file>")
    }
    lines.append("</checkstyle>")
    return lines.map { $0 + "\n" }.joined()
  }
}

private let xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

/// Findings by their files, in the order in which the files come.
private func byFile(_ findings: [Finding]) -> [(path: String, findings: [Finding])] {
  var order: [String] = []
  let groups = Dictionary(grouping: findings, by: \.path)
  for finding in findings where order.last != finding.path && !order.contains(finding.path) {
    order.append(finding.path)
  }
  return order.map { (path: $0, findings: groups[$0] ?? []) }
}

extension String {
  /// The text as XML; characters that XML 1.0 does not have become U+FFFD.
  fileprivate var xml: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\t", "\n", "\r": text += "&#\(scalar.value);"
      case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
