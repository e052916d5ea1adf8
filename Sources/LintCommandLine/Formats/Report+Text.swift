import Lint
import Terminal

extension Report {
  /// The report for people, and for build systems that read what compilers print.
  var plainText: String {
    var lines = findings.flatMap { finding in
      let start = finding.range.start
      return [
        "\(finding.path):\(start.line):\(start.column): \(Terminal.styled(finding.severity.rawValue + ":", .red)) "
          + "\(finding.message) [\(finding.rule)]",
        "  help: \(finding.help)",
      ]
        + finding.steps.map { step in
          let start = step.range.start
          return "  \(step.path):\(start.line):\(start.column): note: \(step.text)"
        }
    }
    lines += incomplete.map { file in
      """
      \(file.path):\(file.line):\(file.column): \(Terminal.styled("error:", .red)) not analysed to its end: \
      \(file.message) [\(Self.unparsedFile)]
      """
    }
    if !findings.isEmpty || !incomplete.isEmpty { lines.append(summary) }
    if let known, !known.isEmpty {
      lines.append("demarc-lint: \(counted(known.count, "finding")) known to the baseline:")
      lines += burnDown.map { folder in
        let count = String(folder.findings)
        return String(repeating: " ", count: max(0, 7 - count.count)) + "\(count)  \(folder.folder)"
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One line that says how much was seen, for people.
  var coverageLine: String {
    let bytes = coverage.bytes
    var line =
      "demarc-lint: \(counted(coverage.files, "file")), \(size(bytes.fully + bytes.partly + bytes.not))"
    if incomplete.isEmpty {
      line += ", analysed to the end"
      // No rule has a word in these; whether they parse is for a compiler to say.
      if coverage.skipped > 0 { line += ", \(coverage.skipped) of them by their words alone" }
    } else {
      line += """
        ; \(size(bytes.fully)) fully, \(size(bytes.partly)) partly, \(size(bytes.not)) not analysed
        """
    }
    if coverage.links > 0 { line += "; \(counted(coverage.links, "link")) to folders not followed" }
    for language in coverage.failedCanaries {
      line += "; the planted violation in \(language) was not found, so its rules see nothing"
    }
    return line
  }

  private var summary: String {
    let unknown = incomplete.isEmpty ? "" : ", \(incomplete.count) not analysed to the end"
    return
      "demarc-lint: \(counted(findings.count, "finding")) in \(counted(coverage.files, "file"))\(unknown)"
  }

  /// Annotations, as https://docs.github.com/actions/reference/workflow-commands-for-github-actions says.
  var gitHubText: String {
    problems.map { finding in
      let range = finding.range
      return """
        ::error file=\(finding.path.escapedForGitHubProperty),line=\(range.start.line),\
        col=\(range.start.column),endLine=\(range.end.line),endColumn=\(range.end.column),\
        title=\(finding.rule)::\((finding.message + ". " + finding.help).escapedForGitHub)

        """
    }
    .joined()
  }
}

private func size(_ bytes: Int) -> String {
  switch bytes {
  case ..<1000: "\(bytes) bytes"
  case ..<1_000_000: "\(bytes / 1000) kB"
  default: "\(bytes / 1_000_000) MB"
  }
}

private func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

extension String {
  fileprivate var escapedForGitHub: String {
    replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  fileprivate var escapedForGitHubProperty: String {
    escapedForGitHub.replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
