/// A piece of a TypeScript file.
struct Token: Sendable {
  /// What a token is.
  enum Kind: UInt8, Sendable {
    /// A name or a keyword; which of them only the grammar tells.
    case identifier
    /// `#name`.
    case privateName
    case number
    case string
    /// A template without `${`.
    case template
    /// The text of a template up to its first `${`, between two of them, and after the last.
    case templateHead, templateMiddle, templateTail
    case regex
    case punctuator
    /// `<` of an element, and the end of its closing tag.
    case jsxOpen, jsxClose
    /// A name within a tag, a quoted attribute, and what stands between tags.
    case jsxName, jsxString, jsxText
    /// Braces around an expression within an element.
    case jsxBraceOpen, jsxBraceClose
    /// After the last token.
    case end
  }

  var kind: Kind
  /// A name, a punctuator or a number as written; what a string or template means.
  var text: String
  /// Its bytes in the file.
  var range: Range<Int>
  /// Whether a line ends between the token before and this one.
  var followsNewline: Bool
  /// The index of the bracket that belongs to this one; -1 for none.
  var match = -1

  /// Whether this is a punctuator.
  func isPunctuator(_ text: String) -> Bool {
    kind == .punctuator && self.text == text
  }

  /// Whether this is a name, or holds a text.
  var isWordOrText: Bool {
    switch kind {
    case .identifier, .privateName, .jsxName: true
    default: isText
    }
  }

  /// Whether this holds a text, or a part of one.
  var isText: Bool {
    switch kind {
    case .string, .template, .templateHead, .templateMiddle, .templateTail, .jsxString, .jsxText:
      true
    default: false
    }
  }

  /// Whether this is a word.
  func isWord(_ text: String) -> Bool {
    kind == .identifier && self.text == text
  }
}

/// The tokens of a file, and what else its text tells.
struct TokenizedFile: Sendable {
  var tokens: [Token] = []
  /// The comments, with their marks.
  var comments: [Range<Int>] = []
  /// Why the file is no TypeScript, and where; nil when its text can be split into tokens.
  var failure: SyntaxFailure?
}

/// Why a file could not be read to its end.
struct SyntaxFailure: Hashable, Sendable {
  /// The cause, as a whole clause.
  let message: String
  /// The byte at which it shows.
  let offset: Int
}
