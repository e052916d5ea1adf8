/// A comment `demarc:allow RULE[, RULE] until YYYY-MM-DD[ by OWNER]: reason`.
package struct AllowComment: Hashable, Sendable {
  /// The comment's text after its marker: from `demarc:allow` on.
  package var text: String
  /// The lines that it speaks for: its own, and the next where it stands alone.
  package var lines: ClosedRange<Int>
  /// The comment in the file.
  package var range: TextRange

  /// Makes a comment.
  package init(text: String, lines: ClosedRange<Int>, range: TextRange) {
    self.text = text
    self.lines = lines
    self.range = range
  }
}
