/// A pattern of cluster names as a tree.
///
/// The grammar is the part of regular expressions that names need: letters, classes, groups, alternation and
/// repetition. What it lacks (look-around, back-references) could not be decided where a part of the
/// text is unknown, so a pattern that uses it is refused.
indirect enum ClusterPatternSyntax: Hashable, Sendable {
  /// A character that is spelled out.
  case literal(Unicode.Scalar)
  /// A character that is left open.
  case open(ScalarClass)
  /// One after another.
  case sequence([ClusterPatternSyntax])
  /// One of several.
  case choice([ClusterPatternSyntax])
  /// Repeated; no maximum means without end.
  case repetition(ClusterPatternSyntax, minimum: Int, maximum: Int?)

  /// The longest text of letters, digits and `_` that every match spells out.
  var longestLiteral: String {
    var longest = ""
    var run = ""
    for part in flattened {
      if case .literal(let scalar) = part, scalar.isWordScalar {
        run.unicodeScalars.append(scalar)
      } else {
        run = ""
        if case .repetition(let inner, 1..., _) = part, inner.longestLiteral.count > longest.count {
          longest = inner.longestLiteral
        }
      }
      if run.unicodeScalars.count > longest.unicodeScalars.count { longest = run }
    }
    return longest
  }

  private var flattened: [ClusterPatternSyntax] {
    if case .sequence(let parts) = self { parts.flatMap(\.flattened) } else { [self] }
  }
}

/// A set of characters: ranges, or everything but them.
struct ScalarClass: Hashable, Sendable {
  /// The ranges.
  var ranges: [ClosedRange<UInt32>]
  /// Whether the set holds what is outside of the ranges.
  var isNegated = false

  /// Whether a character belongs to the set.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  /// `[0-9]`.
  static let digits = ScalarClass(ranges: [0x30...0x39])
  /// `[A-Za-z0-9_]`.
  static let words = ScalarClass(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// White space.
  static let spaces = ScalarClass(ranges: [0x09...0x0D, 0x20...0x20])
  /// Everything but the end of a line.
  static let any = ScalarClass(ranges: [0x0A...0x0A], isNegated: true)
}

extension Unicode.Scalar {
  /// Whether the character belongs to a word, as `Needles` means it.
  var isWordScalar: Bool { value >= 0x80 || ScalarClass.words.contains(self) }

  /// Whether the character belongs to a token: a letter, a digit, `_` or `-`.
  var isTokenScalar: Bool {
    self == "_" || self == "-" || properties.isAlphabetic || properties.numericType != nil
  }
}
