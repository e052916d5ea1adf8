import Hashing

/// What a finding is recognised by after its file was edited: no line numbers, and no text of the file.
package struct Fingerprint: Hashable, Sendable, Codable {
  /// The rule.
  package var rule: String
  /// The file, below the folder of `demarc.yml`.
  package var path: String
  /// The digest of the finding's lines, without white space.
  package var lines: String
  /// The digest of those lines and of the nearest above and below that say something: moved code keeps it.
  package var context: String

  /// Makes a fingerprint of its parts.
  package init(rule: String, path: String, lines: String, context: String) {
    self.rule = rule
    self.path = path
    self.lines = lines
    self.context = context
  }

  /// The fingerprint of a finding.
  ///
  /// - Parameters:
  ///   - finding: what was found.
  ///   - path: the file, below the folder of `demarc.yml`.
  ///   - lines: the lines of the file.
  package init(_ finding: Finding, path: String, lines: [ArraySlice<UInt8>]) {
    let first = min(max(finding.range.start.line - 1, 0), lines.count)
    let end = min(max(finding.range.end.line, first), lines.count)
    let own = lines[first..<end].flatMap { $0.filter(isVisible) }
    let above = lines[..<first].last { $0.contains(where: isVisible) }
    let below = lines[end...].first { $0.contains(where: isVisible) }
    let context = [above?.filter(isVisible) ?? [], own, below?.filter(isVisible) ?? []]
    self.init(
      rule: finding.rule,
      path: path,
      lines: digest(own),
      context: digest(Array(context.joined(separator: [newline])))
    )
  }
}

private let newline = UInt8(ascii: "\n")

/// Half of a SHA-256 is far more than a code base has lines.
private func digest(_ bytes: [UInt8]) -> String { String(sha256(bytes).prefix(32)) }

private func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 }
