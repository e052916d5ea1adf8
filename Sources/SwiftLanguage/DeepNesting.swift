import SourceText

/// Finds what nests deeper than the parser bears: it is parsed without what lies beyond the limit, and said to be
/// incomplete.
///
/// From each `[` SwiftParser looks ahead, twice, whether a type begins there, so that each level within another doubles
/// the time: 16 levels take a second in a debug build, and 30 take hours. Within interpolations, each token that it looks
/// ahead to costs memory for every level, and where it recovers it looks ahead from each to the end of the line: 400
/// levels take 2 GB. It does so within round brackets, too, once for each: a line of a thousand takes a debug build minutes.
struct DeepNesting {
  /// What nests.
  enum Kind: String {
    case brackets
    case parentheses
    case interpolations

    /// How many may stand within each other: no person comes near.
    var limit: Int {
      switch self {
      case .brackets: 12
      case .parentheses: 64
      case .interpolations: 32
      }
    }
  }

  /// Where the openings and the closings beyond the limit stand.
  private(set) var offsets: [Int] = []

  /// What the first of them is.
  private(set) var kind: Kind?

  private let bytes: [UInt8]
  private var index = 0
  private var frames: [Frame] = []

  /// What is open.
  private enum Frame: Equatable {
    case brace
    /// Of an interpolation with the string that goes on behind it.
    case nested(Kind, isDeep: Bool, within: Quote?)

    func isNested(_ kind: Kind) -> Bool {
      if case .nested(kind, _, _) = self { true } else { false }
    }
  }

  /// What a string ends with.
  private struct Quote: Equatable {
    let pounds: Int
    let isMultiline: Bool
  }

  /// Looks through a file.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if Self.mayBeDeep(bytes) { run() }
  }

  /// Whether so many are open, wherever they stand: nearly every file is spared by that.
  ///
  /// An interpolation opens a parenthesis, and fewer of them may be open.
  private static func mayBeDeep(_ bytes: [UInt8]) -> Bool {
    var brackets = 0
    var parentheses = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"): brackets = max(0, brackets - 1)
      case UInt8(ascii: "("): parentheses += 1
      case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
      default: continue
      }
      if brackets > Kind.brackets.limit || parentheses > Kind.interpolations.limit { return true }
    }
    return false
  }

  /// Opens what begins at a place; a type holds no braces, so that looking ahead for one ends there.
  private mutating func open(_ kind: Kind, at offset: Int, within quote: Quote? = nil) {
    let outer = frames.reversed().lazy.prefix { kind != .brackets || $0 != .brace }
    let isDeep = outer.filter { $0.isNested(kind) }.prefix(kind.limit).count == kind.limit
    if isDeep { leaveOut(offset, kind) }
    frames.append(.nested(kind, isDeep: isDeep, within: quote))
  }

  private mutating func leaveOut(_ offset: Int, _ kind: Kind) {
    offsets.append(offset)
    self.kind = self.kind ?? kind
  }

  private func peek(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  private mutating func run() {
    while index < bytes.count {
      switch peek() {
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while index < bytes.count, peek() != 0x0A { index += 1 }
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
        index = endOfBlockComment(in: bytes, from: index)
      case UInt8(ascii: "\""), UInt8(ascii: "#"): beginString()
      case UInt8(ascii: "["):
        open(.brackets, at: index)
        index += 1
      case UInt8(ascii: "]"):
        if case .nested(.brackets, let isDeep, _) = frames.last {
          frames.removeLast()
          if isDeep { leaveOut(index, .brackets) }
        }
        index += 1
      case UInt8(ascii: "("):
        open(.parentheses, at: index)
        index += 1
      case UInt8(ascii: ")"): closeParenthesis()
      case UInt8(ascii: "{"):
        frames.append(.brace)
        index += 1
      case UInt8(ascii: "}"):
        if let open = frames.lastIndex(of: .brace) { frames.removeSubrange(open...) }
        index += 1
      default: index += 1
      }
    }
  }

  private mutating func closeParenthesis() {
    let offset = index
    index += 1
    guard case .nested(let kind, let isDeep, let quote) = frames.last, kind != .brackets else {
      return
    }
    frames.removeLast()
    if isDeep { leaveOut(offset, kind) }
    if let quote { skipString(quote) }
  }

  /// Begins a string, if one begins here: `"`, `"""`, either behind any number of `#`.
  private mutating func beginString() {
    var pounds = 0
    while peek(pounds) == UInt8(ascii: "#") { pounds += 1 }
    guard peek(pounds) == UInt8(ascii: "\"") else {
      index += max(1, pounds)
      return
    }
    index += pounds
    let isMultiline = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
    index += isMultiline ? 3 : 1
    skipString(Quote(pounds: pounds, isMultiline: isMultiline))
  }

  /// Goes to the end of a string, or to the code of an interpolation.
  private mutating func skipString(_ quote: Quote) {
    while index < bytes.count {
      switch peek() {
      case 0x0A where !quote.isMultiline: return
      case 0x5C where isFollowed(by: quote.pounds, at: 1):
        let backslash = index
        index += 1 + quote.pounds
        if peek() == UInt8(ascii: "(") {
          open(.interpolations, at: backslash, within: quote)
          index += 1
          return
        }
        index += 1
      case UInt8(ascii: "\"") where ends(quote):
        index += (quote.isMultiline ? 3 : 1) + quote.pounds
        return
      default: index += 1
      }
    }
  }

  private func ends(_ quote: Quote) -> Bool {
    guard quote.isMultiline else { return isFollowed(by: quote.pounds, at: 1) }
    return peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
      && isFollowed(by: quote.pounds, at: 3)
  }

  private func isFollowed(by pounds: Int, at offset: Int) -> Bool {
    (0..<pounds).allSatisfy { peek(offset + $0) == UInt8(ascii: "#") }
  }
}
