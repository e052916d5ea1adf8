import Lint

/// Splits a C, C++ or Objective-C file into tokens; a backslash at the end of a line joins two.
struct CLexer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private(set) var tokens: [CToken] = []
  private(set) var comments: [Range<Int>] = []
  /// Why the text is no C, and where.
  private(set) var failure: (message: String, offset: Int)?
  private var followsBlank = false
  private var beginsLine = true

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    run()
  }

  private mutating func run() {
    while index < bytes.count {
      skipSplice()
      guard index < bytes.count else { break }
      let start = index
      switch bytes[index] {
      case 0x0A:
        index += 1
        beginsLine = true
        followsBlank = true
      case 0x20, 0x09, 0x0B, 0x0C, 0x0D:
        index += 1
        followsBlank = true
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while index < bytes.count, bytes[index] != 0x0A {
          skipSplice()
          if index < bytes.count, bytes[index] != 0x0A { index += 1 }
        }
        comments.append(start..<index)
        followsBlank = true
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment(start)
      case UInt8(ascii: "\""): string(start, prefix: "")
      case UInt8(ascii: "'"): character(start)
      case let first where isCWordStart(first): word(start)
      case 0x30...0x39: number(start)
      case UInt8(ascii: ".") where (0x30...0x39).contains(peek(1)): number(start)
      default: punctuator(start)
      }
    }
  }

  private func peek(_ offset: Int) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  /// Skips `\` at the end of a line.
  private mutating func skipSplice() {
    while index + 1 < bytes.count, bytes[index] == 0x5C {
      if bytes[index + 1] == 0x0A {
        index += 2
      } else if bytes[index + 1] == 0x0D, peek(2) == 0x0A {
        index += 3
      } else {
        return
      }
    }
  }

  private mutating func append(_ kind: CToken.Kind, _ text: String, _ start: Int) {
    tokens.append(
      CToken(
        kind: kind,
        text: text,
        range: start..<index,
        followsBlank: followsBlank,
        beginsLine: beginsLine
      )
    )
    followsBlank = false
    beginsLine = false
  }

  private mutating func blockComment(_ start: Int) {
    index += 2
    while index + 1 < bytes.count,
      !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/"))
    {
      index += 1
    }
    if index + 1 >= bytes.count { fail("a comment is never closed", start) }
    index = min(index + 2, bytes.count)
    comments.append(start..<index)
    followsBlank = true
  }

  private mutating func fail(_ message: String, _ offset: Int) {
    if failure == nil { failure = (message, offset) }
  }

  private mutating func word(_ start: Int) {
    var text: [UInt8] = []
    while index < bytes.count {
      skipSplice()
      guard index < bytes.count, isCWordStart(bytes[index]) || (0x30...0x39).contains(bytes[index])
      else { break }
      text.append(bytes[index])
      index += 1
    }
    let name = String(decoding: text, as: UTF8.self)
    if index < bytes.count, bytes[index] == UInt8(ascii: "\""), Self.prefixes.contains(name) {
      if name.hasSuffix("R") { rawString(start) } else { string(start, prefix: name) }
      return
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "'"), ["L", "u", "U", "u8"].contains(name)
    {
      character(start)
      return
    }
    append(.identifier, name, start)
  }

  private static let prefixes: Set<String> = ["L", "u", "U", "u8", "R", "LR", "uR", "UR", "u8R"]

  private mutating func number(_ start: Int) {
    var text: [UInt8] = []
    while index < bytes.count {
      let current = bytes[index]
      let isSign =
        (current == UInt8(ascii: "+") || current == UInt8(ascii: "-"))
        && text.last.map { [UInt8(ascii: "e"), UInt8(ascii: "p")].contains($0 | 0x20) } == true
        && !text.starts(with: "0x".utf8)
      guard
        isCWordStart(current) || (0x30...0x39).contains(current) || current == UInt8(ascii: ".")
          || isSign
          || (current == UInt8(ascii: "'") && isCWordStart(peek(1))
            || current == UInt8(ascii: "'") && (0x30...0x39).contains(peek(1)))
      else { break }
      if current != UInt8(ascii: "'") { text.append(current) }
      index += 1
    }
    append(.number, String(decoding: text, as: UTF8.self), start)
  }

  private mutating func string(_ start: Int, prefix: String) {
    index += 1
    let text = quoted(UInt8(ascii: "\""), start, "a string")
    append(.string, text, start)
  }

  private mutating func character(_ start: Int) {
    if bytes[index] != UInt8(ascii: "'") { index += 1 }
    index += 1
    let text = quoted(UInt8(ascii: "'"), start, "a character")
    append(.character, text, start)
  }

  /// The text up to a quote, escapes resolved.
  private mutating func quoted(_ quote: UInt8, _ start: Int, _ what: String) -> String {
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != quote {
      skipSplice()
      guard index < bytes.count, bytes[index] != quote else { break }
      let byte = bytes[index]
      if byte == 0x0A {
        // Text in a branch that is not compiled may hold an apostrophe.
        fail("\(what) is not closed on its line", start)
        return String(decoding: text, as: UTF8.self)
      }
      index += 1
      if byte == 0x5C { escape(&text) } else { text.append(byte) }
    }
    index = min(index + 1, bytes.count)
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(_ text: inout [UInt8]) {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "x"): append(digits(16, 8), &text, isByte: true)
    case UInt8(ascii: "u"): append(digits(16, 4), &text, isByte: false)
    case UInt8(ascii: "U"): append(digits(16, 8), &text, isByte: false)
    case 0x30...0x37:
      index -= 1
      append(digits(8, 3), &text, isByte: true)
    default: text.append(byte)
    }
  }

  private mutating func digits(_ radix: UInt32, _ maximum: Int) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    while count < maximum, index < bytes.count {
      let byte = bytes[index]
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte - 0x30)
      case 0x41...0x46: digit = UInt32(byte - 0x41 + 10)
      case 0x61...0x66: digit = UInt32(byte - 0x61 + 10)
      default: return value
      }
      guard digit < radix else { return value }
      value = value &* radix &+ digit
      index += 1
      count += 1
    }
    return value
  }

  private func append(_ value: UInt32, _ text: inout [UInt8], isByte: Bool) {
    if isByte {
      text.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value) {
      text += Array(String(Character(scalar)).utf8)
    }
  }

  /// As in `R"delimiter(…)delimiter"`.
  private mutating func rawString(_ start: Int) {
    index += 1
    var delimiter: [UInt8] = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "("), delimiter.count < 17 {
      delimiter.append(bytes[index])
      index += 1
    }
    let begin = min(index + 1, bytes.count)
    let end = [UInt8(ascii: ")")] + delimiter + [UInt8(ascii: "\"")]
    index = begin
    while index < bytes.count, !bytes[index...].starts(with: end) { index += 1 }
    let text = String(decoding: bytes[begin..<index], as: UTF8.self)
    if index >= bytes.count { fail("a raw string is never closed", start) }
    index = min(index + end.count, bytes.count)
    append(.string, text, start)
  }

  private mutating func punctuator(_ start: Int) {
    let length = Self.punctuators.first { bytes[start...].starts(with: $0) }?.count ?? 1
    index += length
    var text = String(decoding: bytes[start..<index], as: UTF8.self)
    // Digraphs and trigraphs are other spellings of the same.
    switch text {
    case "<%": text = "{"
    case "%>": text = "}"
    case "<:": text = "["
    case ":>": text = "]"
    case "%:", "??=": text = "#"
    case "%:%:": text = "##"
    default: break
    }
    append(.punctuator, text, start)
  }

  private static let punctuators: [[UInt8]] = [
    "%:%:", "...", "<<=", ">>=", "->*", "??=", "->", "++", "--", "<<", "<=", ">=", "==", "!=", "&&",
    "||", "+=",
    "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##", "::", "<%", "%>", "<:", ":>", "%:",
  ].map { Array($0.utf8) }
}

/// Whether a byte begins a name.
func isCWordStart(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
  default: false
  }
}
