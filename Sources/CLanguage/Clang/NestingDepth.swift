/// How deeply the tokens of a file nest, as far as that tells what libclang's parser does with them.
///
/// It recurses with each level and bounds brackets alone, and not those of Objective-C's messages: 3,000 signs in a row use
/// up its stack and end the process. Of an `<` it looks whether a template begins there, in time that doubles with each
/// one that is open.
struct NestingDepth {
  /// As many brackets as clang allows by itself (`-fbracket-depth`), and as many signs and casts before one value.
  private static let limit = 256
  private static let angleLimit = 16

  private var brackets = 0
  private var prefixes = 0
  private var angles = 0
  private var previous: CToken?

  /// The first token that stands deeper than libclang bears; nil where there is none.
  static func firstToken(beyondLimitsIn tokens: [CToken]) -> CToken? {
    var depth = NestingDepth()
    return tokens.first { token in
      depth.take(token)
      return depth.brackets > limit || depth.prefixes > limit || depth.angles > angleLimit
    }
  }

  private mutating func take(_ token: CToken) {
    defer { previous = token }
    guard token.kind == .punctuator else { return }
    switch token.text {
    case "(", "[":
      brackets += 1
      // As in `(int)(int)x`.
      if previous?.isPunctuator(")") == true { prefixes += 1 }
    case ")", "]": brackets = max(0, brackets - 1)
    case "{", "}":
      brackets = max(0, brackets + (token.text == "{" ? 1 : -1))
      endExpression()
    case ";", ",": endExpression()
    case "<": angles += 1
    case ">", ">>": angles = max(0, angles - token.text.count)
    case "!", "~", "-", "+", "*", "&", "--", "++", "&&", "^":
      if previous.map({ $0.kind == .punctuator && ![")", "]"].contains($0.text) }) ?? true {
        prefixes += 1
      }
    default: break
    }
  }

  private mutating func endExpression() {
    prefixes = 0
    angles = 0
  }
}
