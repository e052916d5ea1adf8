import Lint

extension Report {
  /// The report as GitLab's code quality reads it.
  var gitLab: String {
    struct Issue: Encodable {
      struct Location: Encodable {
        struct Lines: Encodable {
          let begin: Int
        }
        let path: String
        let lines: Lines
      }
      let description: String
      let checkName: String
      let fingerprint: String
      let severity = "major"
      let location: Location

      enum CodingKeys: String, CodingKey {
        case description, fingerprint, severity, location
        case checkName = "check_name"
      }
    }
    let found = zip(findings, fingerprints).map { finding, fingerprint in
      Issue(
        description: "\(finding.message). \(finding.help)",
        checkName: finding.rule,
        fingerprint: fingerprint,
        location: Issue.Location(path: finding.path, lines: .init(begin: finding.range.start.line))
      )
    }
    let unknown = incomplete.map { file in
      Issue(
        description: "not analysed to its end: \(file.message)",
        checkName: "unparsed-file",
        fingerprint: "unparsed-file:\(file.path)",
        location: Issue.Location(path: file.path, lines: .init(begin: file.line))
      )
    }
    return encoded(found + unknown)
  }

  /// The report as JUnit's XML: a case for each finding, and one that passes where there is none.
  var jUnit: String {
    var cases = findings.map { finding in
      let start = finding.range.start
      return """
            <testcase classname="\(finding.rule.escapedForXML)" \
        name="\("\(finding.path):\(start.line):\(start.column)".escapedForXML)">
              <failure message="\(finding.message.escapedForXML)" type="\(finding.rule.escapedForXML)">\
        \(finding.help.escapedForXML)</failure>
            </testcase>
        """
    }
    cases += incomplete.map { file in
      """
          <testcase classname="unparsed-file" name="\("\(file.path):\(file.line):\(file.column)".escapedForXML)">
            <error message="not analysed to its end: \(file.message.escapedForXML)" type="unparsed-file"/>
          </testcase>
      """
    }
    if cases.isEmpty {
      cases = ["    <testcase classname=\"demarc-lint\" name=\"\(coverage.files) files\"/>"]
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="demarc-lint">
        <testsuite name="demarc-lint" tests="\(cases.count)" failures="\(findings.count)" \
      errors="\(incomplete.count)">
      \(cases.joined(separator: "\n"))
        </testsuite>
      </testsuites>

      """
  }

  /// The report as Checkstyle's XML.
  var checkstyle: String {
    let lines =
      findings.map { finding in
        (
          finding.path,
          Self.checkstyleError(
            finding.range.start,
            "\(finding.message). \(finding.help)",
            finding.rule
          )
        )
      }
      + incomplete.map { file in
        let position = TextPosition(line: file.line, column: file.column)
        let message = "not analysed to its end: \(file.message)"
        return (file.path, Self.checkstyleError(position, message, "unparsed-file"))
      }
    let files = Dictionary(grouping: lines, by: \.0).sorted { $0.key < $1.key }.map {
      path,
      errors in
      """
        <file name="\(path.escapedForXML)">
      \(errors.map(\.1).joined(separator: "\n"))
        </file>

      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="4.3">
      \(files.joined())</checkstyle>

      """
  }

  private static func checkstyleError(_ position: TextPosition, _ message: String, _ rule: String)
    -> String
  {
    """
        <error line="\(position.line)" column="\(position.column)" severity="error" \
    message="\(message.escapedForXML)" source="demarc-lint.\(rule.escapedForXML)"/>
    """
  }
}

extension String {
  /// The text between quotes of XML; what XML cannot hold becomes a question mark.
  fileprivate var escapedForXML: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "?"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
