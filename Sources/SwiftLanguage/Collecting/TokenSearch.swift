import Lint
import SwiftSyntax

extension Facts {
  /// Adds what the tokens of a file tell by themselves: for a file of which the parser left out a part.
  mutating func addTokens(of tree: SourceFileSyntax, _ locations: SourceLocations) {
    let tokens = Array(tree.tokens(viewMode: .all)).filter { $0.presence == .present }
    for (index, token) in tokens.enumerated() {
      let range = locations.range(of: token)
      switch token.tokenKind {
      case .stringSegment(let text):
        strings.append(StringValue(alternatives: [FoldedText(text)], range: range))
      case .identifier:
        let before = index > 1 && tokens[index - 1].tokenKind == .period ? tokens[index - 2] : nil
        let base: String? =
          if case .identifier? = before?.tokenKind { before?.plainText } else { nil }
        let isCall = index + 1 < tokens.count && tokens[index + 1].tokenKind == .leftParen
        let name = token.plainText
        if !references.contains(where: { $0.range == range }) {
          references.append(
            Reference(base: base, name: name, isCall: isCall, isType: false, range: range)
          )
        }
        if index > 0, [.keyword(.let), .keyword(.var)].contains(tokens[index - 1].tokenKind),
          !storages.contains(where: { $0.range == range }), isStatic(tokens[..<(index - 1)])
        {
          storages.append(
            Storage(
              kind: .static,
              name: name,
              typeNames: names(after: index, in: tokens),
              valueNames: [],
              range: range
            )
          )
        }
      default: continue
      }
    }
  }

  /// Whether the words before a variable say that it is static.
  private func isStatic(_ tokens: ArraySlice<TokenSyntax>) -> Bool {
    tokens.suffix(4).contains {
      $0.tokenKind == .keyword(.static) || $0.tokenKind == .keyword(.class)
    }
  }

  /// The identifiers on the line of a declaration.
  private func names(after index: Int, in tokens: [TokenSyntax]) -> [String] {
    tokens[(index + 1)...].prefix(12).prefix { token in
      ![.keyword(.let), .keyword(.var), .keyword(.func), .keyword(.static)].contains(
        token.tokenKind
      )
    }
    .compactMap { token in
      if case .identifier = token.tokenKind { token.plainText } else { nil }
    }
  }
}
