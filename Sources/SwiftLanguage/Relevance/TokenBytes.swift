import SwiftSyntax

/// The bytes of a file without its comments, and those of them that can become a part of a text; everything else
/// is blank, so that each byte stands where it stood.
struct TokenBytes {
  private(set) var code: [UInt8]
  /// What stands in strings, numbers, and the names of what is declared.
  private(set) var texts: [UInt8]

  /// What is called with a literal, or on one, and where.
  private(set) var literalCalls: [(position: Int, name: UInt32)] = []

  init(_ tree: SourceFileSyntax, _ bytes: UnsafeBufferPointer<UInt8>) {
    code = Array(repeating: 0x20, count: bytes.count)
    texts = code
    var isDeclared = false
    // What the parentheses around belong to.
    var callees: [UInt32?] = []
    var last = TokenKind.endOfFile
    var isAfterLiteral = false
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
      switch token.tokenKind {
      case .leftParen:
        if case .identifier(let name) = last {
          callees.append(wordHash(name))
        } else {
          callees.append(nil)
        }
      case .rightParen: _ = callees.popLast()
      case .stringSegment, .integerLiteral:
        // What is to become a name has no blanks, and is about as long as one.
        let isNumber = if case .integerLiteral = token.tokenKind { true } else { false }
        if isNumber || range.count >= 6, !bytes[range].contains(where: { $0 <= 0x20 }),
          case let callee?? = callees.last
        {
          literalCalls.append((start, callee))
        }
      case .identifier(let name) where last == .period && isAfterLiteral:
        literalCalls.append((start, wordHash(name)))
      default: break
      }
      if token.tokenKind != .period {
        isAfterLiteral = [.stringQuote, .multilineStringQuote, .rightSquare, .rightParen].contains(
          token.tokenKind
        )
      }
      last = token.tokenKind
      isDeclared = Self.declaring.contains(token.tokenKind)
    }
  }

  /// What is called with a literal, or on one, within a range.
  func literalCalls(in range: Range<Int>) -> [UInt32] {
    var (low, high) = (0, literalCalls.count)
    while low < high {
      let middle = (low + high) / 2
      if literalCalls[middle].position < range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return literalCalls[low...].prefix { $0.position < range.upperBound }.map(\.name)
  }

  private static let declaring: Set<TokenKind> = [
    .keyword(.func), .keyword(.struct), .keyword(.class), .keyword(.enum), .keyword(.actor),
    .keyword(.protocol), .keyword(.var), .keyword(.let),
  ]
}
