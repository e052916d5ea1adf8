import SourceText

extension Preprocessor {
  /// Whether what is left of the file and of what it includes has a word that a rule looks for, or pieces that a text can
  /// be put together from.
  ///
  /// Before the preprocessor any word of a header may become part of a text. Behind it only literals can, and what is
  /// given to a macro that is not known, so that most of what a large header brings along is let go, and never given to
  /// libclang.
  func canHoldFinding(_ filter: WordFilter) -> Bool {
    if leavesHeadersOut { return true }
    var words: [UInt8] = []
    var pieces: [UInt8] = []
    for tokens in [output, headers] + bodies {
      var argumentsEnd = 0
      for (position, token) in tokens.enumerated()
      where token.kind != .punctuator && token.kind != .lineEnd {
        let isName = token.kind == .identifier || token.kind == .hole
        let next = position + 1
        if isName, position >= argumentsEnd, token.looksLikeMacro, next < tokens.count,
          tokens[next].isPunctuator("(")
        {
          argumentsEnd = Preprocessor.closing(tokens, next) ?? tokens.count
        }
        if isName {
          words += token.text.utf8
          words.append(0x0A)
        }
        if !isName || position < argumentsEnd {
          pieces += token.text.utf8
          pieces.append(0x0A)
        }
      }
    }
    return words.withUnsafeBufferPointer { words in
      pieces.withUnsafeBufferPointer { pieces in
        let found = filter.evidence(in: pieces, isSource: false)
        if !found.evidence.isEmpty || filter.canYield(found) { return true }
        return !filter.evidence(in: words, isSource: false).evidence.isEmpty
      }
    }
  }
}

extension CToken {
  /// `CONCAT`, `__CONCAT`: by convention a macro, here one of a header that was not read.
  fileprivate var looksLikeMacro: Bool {
    text.hasPrefix("__") || text.utf8.allSatisfy { !(0x61...0x7A).contains($0) }
  }
}
