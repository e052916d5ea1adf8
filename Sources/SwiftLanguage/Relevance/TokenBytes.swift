import SwiftSyntax

/// The bytes of a file without its comments, and those of them that can become a part of a text; everything else
/// is blank, so that each byte stands where it stood.
struct TokenBytes {
  private(set) var code: [UInt8]
  /// What stands in strings, numbers, and the names of what is declared.
  private(set) var texts: [UInt8]

  init(_ tree: SourceFileSyntax, _ bytes: UnsafeBufferPointer<UInt8>) {
    code = Array(repeating: 0x20, count: bytes.count)
    texts = code
    var isDeclared = false
    for token in tree.tokens(viewMode: .sourceAccurate) {
      let start = token.positionAfterSkippingLeadingTrivia.utf8Offset
      let range = start..<(start + token.trimmedLength.utf8Length)
      for index in range { code[index] = bytes[index] }
      switch token.tokenKind {
      case .stringSegment, .integerLiteral, .regexLiteralPattern:
        for index in range { texts[index] = bytes[index] }
      case .identifier where isDeclared || token.parent?.is(EnumCaseElementSyntax.self) == true:
        for index in range { texts[index] = bytes[index] }
      default: break
      }
      isDeclared = Self.declaring.contains(token.tokenKind)
    }
  }

  private static let declaring: Set<TokenKind> = [
    .keyword(.func), .keyword(.struct), .keyword(.class), .keyword(.enum), .keyword(.actor),
    .keyword(.protocol), .keyword(.var), .keyword(.let),
  ]
}
