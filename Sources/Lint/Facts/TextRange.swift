/// A place in a file: line and column from 1, the column in UTF-8 bytes.
package struct TextPosition: Hashable, Comparable, Sendable, Codable {
  /// The line, from 1.
  package var line: Int
  /// The column, from 1, in UTF-8 bytes.
  package var column: Int

  /// Makes a place.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether one place stands before another.
  package static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}

/// A part of a file, from its first byte to the one after its last.
package struct TextRange: Hashable, Sendable, Codable {
  /// Where it begins.
  package var start: TextPosition
  /// Where it ends.
  package var end: TextPosition

  /// Makes a range.
  package init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = end
  }

  /// The beginning of a file, for findings about a whole file.
  package static let fileStart: TextRange = TextRange(
    start: TextPosition(line: 1, column: 1),
    end: TextPosition(line: 1, column: 1)
  )

  /// Whether another range lies within this one.
  package func contains(_ other: TextRange) -> Bool {
    start <= other.start && other.end <= end
  }
}
