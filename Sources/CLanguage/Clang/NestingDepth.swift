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
  private var madeBraces = 0
  private var prefixes = 0
  private var angles = 0
  private var previous: CToken?

  /// The first token that stands deeper than libclang bears.
  ///
  /// - Parameters:
  ///   - written: the tokens of the file.
  ///   - expanded: what the preprocessor makes of them.
  /// - Returns: the token; nil where there is none.
  static func firstToken(beyondLimitsIn written: [CToken], expanded: [CToken]) -> CToken? {
    if let brace = firstBrace(beyondLimitIn: written) { return brace }
    var depth = NestingDepth()
    return expanded.first { token in
      depth.take(token)
      return depth.brackets > limit || depth.madeBraces > limit || depth.prefixes > limit
        || depth.angles > angleLimit
    }
  }

  /// Each branch of a condition may open a block that is closed but once, behind them.
  private static func firstBrace(beyondLimitIn tokens: [CToken]) -> CToken? {
    var depth = 0
    var conditions: [Int] = []
    for (position, token) in tokens.enumerated() where token.kind == .punctuator {
      switch token.text {
      case "{":
        depth += 1
        if depth > limit { return token }
      case "}": depth = max(0, depth - 1)
      case "#" where token.beginsLine && position + 1 < tokens.count:
        switch tokens[position + 1].text {
        case "if", "ifdef", "ifndef": conditions.append(depth)
        case "else", "elif", "elifdef", "elifndef": depth = conditions.last ?? depth
        case "endif": _ = conditions.popLast()
        default: break
        }
      default: break
      }
    }
    return nil
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
      if token.origin != .source {
        madeBraces = max(0, madeBraces + (token.text == "{" ? 1 : -1))
      }
      endExpression()
    case ";":
      brackets = 0
      endExpression()
    case ",": endExpression()
    // As in `a ? b ? c : d : e`.
    case "?": prefixes += 1
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
