/// A value that stands in where another is missing.
package struct Fallback: Hashable, Sendable {
  /// How it comes to stand in.
  package enum Kind: String, Hashable, Sendable {
    /// The right side of `??`.
    case coalescing = "'??'"
    /// The right side of `||` between values.
    case disjunction = "'||'"
    /// The right side of `?:` in C.
    case elvis = "'?:'"
    /// What `value_or` gives in C++.
    case valueOr = "'value_or'"
    /// A parameter's default.
    case defaultArgument = "default argument"
    /// `dictionary[key, default: value]`.
    case defaultSubscript = "default of a lookup"
    /// A branch of a conditional that asks whether something is nil or empty.
    case conditional = "conditional"
    /// What an initialised property or a guard's `else` assigns.
    case assignment = "initial value"
  }

  /// How it comes to stand in.
  package var kind: Kind
  /// The names on the side that may be missing: `clusterID` in `clusterID ?? x`, a parameter and its type.
  package var subjectNames: [String]
  /// The names in the value that stands in.
  package var valueNames: [String]
  /// What the value is as a string, if it is one.
  package var alternatives: [FoldedText]
  /// Whether the value ends the work or says that there is none: `nil`, `throw`, `fatalError()`.
  package var isRefusal: Bool
  /// The value in the file.
  package var range: TextRange

  /// Makes a fallback.
  package init(
    kind: Kind,
    subjectNames: [String],
    valueNames: [String],
    alternatives: [FoldedText],
    isRefusal: Bool,
    range: TextRange
  ) {
    self.kind = kind
    self.subjectNames = subjectNames
    self.valueNames = valueNames
    self.alternatives = alternatives
    self.isRefusal = isRefusal
    self.range = range
  }
}
