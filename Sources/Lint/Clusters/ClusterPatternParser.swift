/// Reads a regular expression as a pattern of cluster names.
struct ClusterPatternParser {
  /// Why a text is no pattern.
  struct Failure: Error {
    /// The cause, as the end of a sentence.
    let message: String
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0

  /// Reads a text.
  static func parse(_ text: String) throws(Failure) -> ClusterPatternSyntax {
    var parser = ClusterPatternParser(text)
    let pattern = try parser.choice()
    guard parser.next == nil else { throw Failure(message: "a ')' has no '('") }
    return pattern
  }

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take() throws(Failure) -> Unicode.Scalar {
    guard let scalar = next else { throw Failure(message: "it ends too early") }
    index += 1
    return scalar
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func choice() throws(Failure) -> ClusterPatternSyntax {
    var alternatives = [try sequence()]
    while take("|") { alternatives.append(try sequence()) }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence() throws(Failure) -> ClusterPatternSyntax {
    var parts: [ClusterPatternSyntax] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      // A pattern matches a whole token in any case, so anchors add nothing.
      if take("^") || take("$") { continue }
      parts.append(try repeated(try atom()))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom() throws(Failure) -> ClusterPatternSyntax {
    let scalar = try take()
    switch scalar {
    case "(": return try group()
    case "[": return .open(try characterClass())
    case ".": return .open(.any)
    case "\\": return try escape()
    case "*", "+", "?", "{": throw Failure(message: "'\(scalar)' has nothing to repeat")
    default: return .literal(scalar)
    }
  }

  private mutating func group() throws(Failure) -> ClusterPatternSyntax {
    if take("?"), !take(":") {
      throw Failure(message: "of the groups '(?…)' only '(?:…)' is supported")
    }
    let inner = try choice()
    guard take(")") else { throw Failure(message: "a '(' has no ')'") }
    return inner
  }

  private mutating func escape() throws(Failure) -> ClusterPatternSyntax {
    let scalar = try take()
    if let set = ScalarClass(escape: scalar) { return .open(set) }
    guard !ScalarClass.words.contains(scalar) else {
      throw Failure(message: "'\\\(scalar)' is not supported")
    }
    return .literal(scalar)
  }

  private mutating func characterClass() throws(Failure) -> ScalarClass {
    var set = ScalarClass(ranges: [], isNegated: take("^"))
    repeat {
      var first = try take()
      if first == "\\" {
        first = try take()
        if let escaped = ScalarClass(escape: first), !escaped.isNegated {
          set.ranges += escaped.ranges
          continue
        }
      }
      var last = first
      if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
        index += 1
        last = try take()
      }
      guard first <= last else { throw Failure(message: "'\(first)-\(last)' runs backwards") }
      set.ranges.append(first.value...last.value)
    } while !take("]")
    return set
  }

  private mutating func repeated(
    _ atom: ClusterPatternSyntax
  ) throws(Failure) -> ClusterPatternSyntax {
    let bounds: (minimum: Int, maximum: Int?)
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if take("{") {
      bounds = try counts()
    } else {
      return atom
    }
    // Lazy and possessive forms match the same tokens.
    if !take("?") { _ = take("+") }
    return .repetition(atom, minimum: bounds.minimum, maximum: bounds.maximum)
  }

  private mutating func counts() throws(Failure) -> (Int, Int?) {
    let minimum = number() ?? 0
    let hasComma = take(",")
    let maximum = hasComma ? number() : minimum
    guard take("}"), minimum <= maximum ?? minimum, maximum ?? minimum <= 64 else {
      throw Failure(message: "a count is written {n}, {n,} or {n,m}, up to 64")
    }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar = next, ScalarClass.digits.contains(scalar), digits.utf8.count < 4 {
      digits.unicodeScalars.append(scalar)
      index += 1
    }
    return Int(digits)
  }
}

extension ScalarClass {
  /// `\d`, `\w`, `\s` and their opposites.
  fileprivate init?(escape: Unicode.Scalar) {
    switch escape {
    case "d": self = .digits
    case "w": self = .words
    case "s": self = .spaces
    case "D": self = ScalarClass(ranges: ScalarClass.digits.ranges, isNegated: true)
    case "W": self = ScalarClass(ranges: ScalarClass.words.ranges, isNegated: true)
    case "S": self = ScalarClass(ranges: ScalarClass.spaces.ranges, isNegated: true)
    default: return nil
    }
  }
}
