/// A string as far as a file tells it: known text, and holes where a part is unknown.
package struct FoldedText: Hashable, Sendable {
  /// A part of a string.
  package enum Piece: Hashable, Sendable {
    /// Text that the file tells.
    case text(String)
    /// Text that only the running program knows.
    case hole
  }

  /// The parts, in order; no two texts and no two holes are neighbours.
  package private(set) var pieces: [Piece] = []

  /// A string of which all is known.
  package init(_ text: String) {
    append(.text(text))
  }

  /// A string of characters and, for nil, holes.
  init(scalars: some Sequence<Unicode.Scalar?>) {
    for scalar in scalars { append(scalar.map { .text(String($0)) } ?? .hole) }
  }

  /// A string of which nothing is known.
  package static let unknown: FoldedText = {
    var text = FoldedText("")
    text.append(.hole)
    return text
  }()

  /// The whole string, or nil when a part is unknown.
  package var literal: String? {
    switch pieces.count {
    case 0: return ""
    case 1:
      guard case .text(let text) = pieces[0] else { return nil }
      return text
    default: return nil
    }
  }

  /// The string as a reader would write it, `‹…›` for what is unknown.
  package var display: String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .hole: "‹…›"
      }
    }
    .joined()
  }

  /// Adds a part at the end.
  package mutating func append(_ piece: Piece) {
    switch (piece, pieces.last) {
    case (.text(""), _), (.hole, .hole): break
    case (.text(let next), .text(let last)): pieces[pieces.count - 1] = .text(last + next)
    default: pieces.append(piece)
    }
  }

  /// Whether one of the parts has more bytes than a number.
  package func isLongerThan(_ length: Int) -> Bool {
    pieces.contains { piece in
      if case .text(let text) = piece { text.utf8.count > length } else { false }
    }
  }

  /// Adds another string at the end.
  package mutating func append(_ other: FoldedText) {
    for piece in other.pieces { append(piece) }
  }
}
