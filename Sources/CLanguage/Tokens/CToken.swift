import Lint

/// A piece of a C file, after or before the preprocessor.
struct CToken: Sendable {
  /// What a token is.
  enum Kind: UInt8, Sendable {
    case identifier, number, string, character, punctuator
    /// An argument of a macro, of which nothing is known.
    case hole
    /// The end of a directive's line.
    case lineEnd
  }

  /// Where a token comes from.
  enum Origin: Hashable, Sendable {
    /// It stands in the file.
    case source
    /// It stands in the definition of a macro.
    case macro(String)
    /// A macro made it, by `#` or `##`.
    case made
  }

  var kind: Kind
  /// As written; of a string what it means.
  var text: String
  /// Its bytes in the file, or those of the macro's use.
  var range: Range<Int>
  var origin = Origin.source
  /// Whether a blank stands before it.
  var followsBlank = false
  /// Whether it begins a line.
  var beginsLine = false

  func isPunctuator(_ text: String) -> Bool { kind == .punctuator && self.text == text }

  func isWord(_ text: String) -> Bool { kind == .identifier && self.text == text }
}
