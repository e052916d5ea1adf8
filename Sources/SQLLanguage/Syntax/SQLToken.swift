/// A piece of SQL as the lexer tells it apart from others.
package struct SQLToken: Hashable, Sendable {
  /// The kinds of pieces.
  package enum Kind: Hashable, Sendable {
    /// SQL that is none of the others.
    case text
    /// A string, a quoted name or a dollar-quoted string.
    case quoted
    /// `:name`, or `:name?`.
    case parameter(String, isOptional: Bool)
    /// `$1`.
    case positional
    /// A comment to the end of its line, without its dashes.
    case lineComment(String)
    /// A comment between `/*` and `*/`.
    case blockComment
    /// The end of a statement.
    case semicolon
    /// The rest of the text, because a quoted text or a comment that begins here has no end.
    case unterminated(String)
  }

  /// What the piece is.
  package let kind: Kind
  /// Where it begins, in bytes.
  package let offset: Int
  /// Its text.
  package let text: String
}

extension SQLToken {
  /// The pieces of a text, which together are the text.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - offset: where it begins in the file.
  /// - Returns: the pieces in order.
  package static func tokens(of text: String, at offset: Int = 0) -> [SQLToken] {
    var lexer = SQLLexer(text, at: offset)
    return lexer.tokens()
  }
}
