/// A failure that is turned into an answer, or into nothing.
package struct Swallow: Hashable, Sendable {
  /// How it is.
  package enum Kind: String, Hashable, Sendable {
    /// `try?`
    case optionalTry = "'try?'"
    /// A catch without statements.
    case emptyCatch = "an empty catch"
    /// A catch that gives a value as if it were an answer.
    case answeringCatch = "a catch that answers"
  }

  /// How it is.
  package var kind: Kind
  /// The names of what may fail: functions that are called, and the types and variables that they are
  /// called on.
  package var names: [String]
  /// What stands there, in the file.
  package var range: TextRange

  /// Makes a swallow.
  package init(_ kind: Kind, names: [String], range: TextRange) {
    self.kind = kind
    self.names = names
    self.range = range
  }
}
