import Lint
import SwiftSyntax

/// The comments of a file that begin with `demarc:allow`; one in a string is none.
func allowComments(
  in tree: SourceFileSyntax,
  bytes: [UInt8],
  locations: SourceLocations
) -> [AllowComment] {
  var comments: [(text: String, isAlone: Bool, range: TextRange)] = []
  for token in tree.tokens(viewMode: .sourceAccurate) {
    let trailingStart = token.endPositionBeforeTrailingTrivia
    for (trivia, start) in [
      (token.leadingTrivia, token.position), (token.trailingTrivia, trailingStart),
    ] {
      var offset = start.utf8Offset
      for piece in trivia {
        let end = offset + piece.sourceLength.utf8Length
        if let text = piece.allowText {
          let range = locations.range(
            AbsolutePosition(utf8Offset: offset),
            AbsolutePosition(utf8Offset: end)
          )
          comments.append((text, isAlone(offset..<end, in: bytes), range))
        }
        offset = end
      }
    }
  }
  let aloneLines = Set(comments.filter(\.isAlone).map(\.range.start.line))
  return comments.map { comment in
    var last = comment.range.end.line
    if comment.isAlone {
      last += 1
      // Comments may be stacked: each speaks for the line below the last of them.
      while aloneLines.contains(last) { last += 1 }
    }
    return AllowComment(
      text: comment.text,
      lines: comment.range.start.line...last,
      range: comment.range
    )
  }
}

/// Whether nothing but blanks stands before and after a comment on its lines.
private func isAlone(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
  let newline = UInt8(ascii: "\n")
  let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
  return bytes[..<range.lowerBound].reversed().prefix { $0 != newline }.allSatisfy(isBlank)
    && bytes[range.upperBound...].prefix { $0 != newline }.allSatisfy(isBlank)
}

extension TriviaPiece {
  /// The text of a comment from `demarc:allow` on, or nil for any other trivia.
  fileprivate var allowText: String? {
    let body: Substring
    switch self {
    case .lineComment(let text), .docLineComment(let text):
      body = text.drop { $0 == "/" }
    case .blockComment(let text), .docBlockComment(let text):
      body = text.dropFirst(2).dropLast(2).drop { $0 == "*" }
    default: return nil
    }
    let text = body.drop(while: \.isWhitespace)
    guard text.hasPrefix("demarc:allow") else { return nil }
    return String(text)
  }
}
