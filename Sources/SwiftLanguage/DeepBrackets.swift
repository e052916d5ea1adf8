/// Finds square brackets that nest deeper than the parser bears.
///
/// From each `[` SwiftParser looks ahead, twice, whether a type begins there, so that each level within another doubles
/// the time: 16 levels take a second in a debug build, and 30 take hours. Who writes arrays of arrays does not come near
/// the limit; a file that does is parsed without the brackets beyond it, and said to be incomplete.
struct DeepBrackets {
  /// How many brackets may stand within each other.
  static let limit: Int = 12

  /// Where the brackets beyond the limit stand, both the opening and the closing ones.
  private(set) var offsets: [Int] = []

  private let bytes: [UInt8]
  private var index = 0
  private var frames: [Frame] = []

  /// What is open.
  private enum Frame: Equatable {
    case bracket(isDeep: Bool)
    case parenthesis
    case brace
    /// The code within a string, which goes on behind it.
    case interpolation(Quote)
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

  /// Whether there are so many brackets, wherever they stand: nearly every file is spared by that.
  private static func mayBeDeep(_ bytes: [UInt8]) -> Bool {
    var depth = 0
    for byte in bytes {
      if byte == UInt8(ascii: "[") {
        depth += 1
        if depth > limit { return true }
      } else if byte == UInt8(ascii: "]"), depth > 0 {
        depth -= 1
      }
    }
    return false
  }

  private func peek(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  private mutating func run() {
    while index < bytes.count {
      switch peek() {
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while index < bytes.count, peek() != 0x0A { index += 1 }
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipBlockComment()
      case UInt8(ascii: "\""), UInt8(ascii: "#"): beginString()
      case UInt8(ascii: "["):
        // A type holds no braces, so that looking ahead ends at one.
        let open = frames.reversed().prefix { $0 != .brace }
          .reduce(0) { count, frame in if case .bracket = frame { count + 1 } else { count } }
        let isDeep = open >= Self.limit
        if isDeep { offsets.append(index) }
        frames.append(.bracket(isDeep: isDeep))
        index += 1
      case UInt8(ascii: "]"):
        if case .bracket(let isDeep) = frames.last {
          frames.removeLast()
          if isDeep { offsets.append(index) }
        }
        index += 1
      case UInt8(ascii: "("):
        frames.append(.parenthesis)
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
    index += 1
    switch frames.last {
    case .parenthesis: frames.removeLast()
    case .interpolation(let quote):
      frames.removeLast()
      skipString(quote)
    default: break
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < bytes.count
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
        index += 1 + quote.pounds
        if peek() == UInt8(ascii: "(") {
          frames.append(.interpolation(quote))
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
