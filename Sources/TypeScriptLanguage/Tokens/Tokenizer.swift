/// Splits a file into tokens.
///
/// Whether `/` begins a regular expression, `<` an element and `{` a block is told by the tokens before and
/// by the brackets around, as in every hand-written lexer of JavaScript; where a regular expression would
/// run over the end of its line, the `/` was a division after all.
struct Tokenizer {
  /// An open bracket.
  enum Frame {
    case parenthesis(open: Int, followsCondition: Bool)
    case bracket(open: Int)
    case brace(open: Int, isBlock: Bool)
    case template(last: Int)
    case tag(open: Int)
    case children(open: Int)
    case jsxBrace(open: Int)
  }

  let bytes: UnsafeBufferPointer<UInt8>
  /// Whether `<` may begin an element.
  let allowsJSX: Bool
  /// Whether `<T,>` and `<T extends …>` begin a generic function.
  let isTypeScript: Bool
  var index = 0
  var file = TokenizedFile()
  var frames: [Frame] = []
  var followsNewline = false
  /// Whether an operand may follow the bracket that was closed last.
  private var operandFollowsBracket = false

  /// Splits the bytes of a file.
  static func tokenize(
    _ bytes: UnsafeBufferPointer<UInt8>,
    allowsJSX: Bool,
    isTypeScript: Bool
  ) -> TokenizedFile {
    var tokenizer = Tokenizer(bytes: bytes, allowsJSX: allowsJSX, isTypeScript: isTypeScript)
    tokenizer.run()
    return tokenizer.file
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, allowsJSX: Bool, isTypeScript: Bool) {
    self.bytes = bytes
    self.allowsJSX = allowsJSX
    self.isTypeScript = isTypeScript
    file.tokens.reserveCapacity(bytes.count / 5)
  }

  private mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    if bytes[index...].starts(with: "#!".utf8) { skipLine() }
    while index < bytes.count {
      switch frames.last {
      case .tag(let open): tagToken(open)
      case .children(let open): childToken(open)
      default: token()
      }
    }
    if let frame = frames.last {
      fail("something that is opened here is never closed", opening(frame))
    }
    append(.end, "", bytes.count)
  }

  private func opening(_ frame: Frame) -> Int {
    switch frame {
    case .parenthesis(let open, _), .bracket(let open), .brace(let open, _), .template(let open),
      .tag(let open), .children(let open), .jsxBrace(let open):
      file.tokens[open].range.lowerBound
    }
  }

  // MARK: Bytes

  func byte(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  mutating func fail(_ message: String, _ offset: Int) {
    if file.failure == nil { file.failure = SyntaxFailure(message: message, offset: offset) }
  }

  /// Adds the token that ends here.
  @discardableResult
  mutating func append(_ kind: Token.Kind, _ text: String, _ start: Int) -> Int {
    file.tokens.append(
      Token(kind: kind, text: text, range: start..<index, followsNewline: followsNewline)
    )
    followsNewline = false
    return file.tokens.count - 1
  }

  /// Joins two brackets.
  mutating func match(_ open: Int, _ close: Int) {
    file.tokens[open].match = close
    file.tokens[close].match = open
  }

  private mutating func skipLine() {
    while index < bytes.count, byte() != 0x0A { index += 1 }
  }

  /// Skips blanks and comments; true when a token follows.
  mutating func skipTrivia() -> Bool {
    while index < bytes.count {
      switch byte() {
      case 0x0A, 0x0D:
        followsNewline = true
        index += 1
      case 0x20, 0x09, 0x0B, 0x0C: index += 1
      case 0xC2 where byte(1) == 0xA0: index += 2
      case 0xE2 where byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9):
        followsNewline = true
        index += 3
      case 0xEF where byte(1) == 0xBB && byte(2) == 0xBF: index += 3
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        let start = index
        skipLine()
        file.comments.append(start..<index)
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        blockComment()
      case UInt8(ascii: "<")
      where bytes[index...].starts(with: "<!--".utf8) && !allowsJSX && !isTypeScript:
        skipLine()
      default: return true
      }
    }
    return false
  }

  private mutating func blockComment() {
    let start = index
    index += 2
    while index + 1 < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
      if byte() == 0x0A { followsNewline = true }
      index += 1
    }
    if index + 1 >= bytes.count { fail("a comment is never closed", start) }
    index = min(index + 2, bytes.count)
    file.comments.append(start..<index)
  }

  // MARK: Tokens

  private mutating func token() {
    guard skipTrivia() else { return }
    let start = index
    let first = byte()
    switch first {
    case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80..., 0x5C:
      name(.identifier)
    case UInt8(ascii: "#"):
      index += 1
      name(.privateName, start)
    case 0x30...0x39: number()
    case UInt8(ascii: ".") where (0x30...0x39).contains(byte(1)): number()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string(first)
    case UInt8(ascii: "`"):
      index += 1
      templatePart(start, isFirst: true)
    case UInt8(ascii: "/") where expectsOperand && regex(): break
    case UInt8(ascii: "<") where allowsJSX && expectsOperand && beginsElement:
      index += 1
      frames.append(.tag(open: append(.jsxOpen, "<", start)))
    default: punctuator(start)
    }
  }

  private mutating func name(_ kind: Token.Kind, _ from: Int? = nil) {
    let start = from ?? index
    let begin = index
    var isEscaped = false
    while index < bytes.count, isNameByte(byte()) || byte() == 0x5C {
      if byte() == 0x5C {
        isEscaped = true
        // `\u{63}`: the braces belong to the name.
        guard byte(1) == UInt8(ascii: "u") else { break }
        index += 2
        if byte() == UInt8(ascii: "{") {
          while index < bytes.count, byte() != UInt8(ascii: "}") { index += 1 }
          index = min(index + 1, bytes.count)
        }
        continue
      }
      index += 1
    }
    if index == begin {
      fail("a character that no token begins with", start)
      index += 1
      return
    }
    let slice = bytes[begin..<index]
    append(kind, isEscaped ? unescaped(slice) : String(decoding: slice, as: UTF8.self), start)
  }

  private mutating func number() {
    let start = index
    let isPrefixed = byte() == 0x30 && [0x78, 0x58, 0x6F, 0x4F, 0x62, 0x42].contains(byte(1))
    while index < bytes.count {
      let current = byte()
      if isNameByte(current) || current == UInt8(ascii: ".") {
        // `1..toString()`: the second dot is a member's.
        if current == UInt8(ascii: "."), bytes[start..<index].contains(current) { break }
        index += 1
      } else if current == UInt8(ascii: "+") || current == UInt8(ascii: "-"), !isPrefixed,
        bytes[index - 1] | 0x20 == UInt8(ascii: "e")
      {
        index += 1
      } else {
        break
      }
    }
    append(.number, String(decoding: bytes[start..<index], as: UTF8.self), start)
  }

  private mutating func string(_ quote: UInt8) {
    let start = index
    index += 1
    while index < bytes.count, byte() != quote {
      if byte() == 0x5C {
        index += byte(1) == 0x0D && byte(2) == 0x0A ? 3 : 2
        continue
      }
      if byte() == 0x0A {
        fail("a string is not closed on its line", start)
        break
      }
      index += 1
    }
    index = min(index, bytes.count)
    let text = unescaped(bytes[(start + 1)..<index])
    if index == bytes.count { fail("a string is never closed", start) }
    if byte() == quote { index += 1 }
    append(.string, text, start)
  }

  /// The text of a template up to `${` or its end.
  private mutating func templatePart(_ start: Int, isFirst: Bool) {
    let begin = index
    while index < bytes.count, byte() != UInt8(ascii: "`"),
      !(byte() == UInt8(ascii: "$") && byte(1) == UInt8(ascii: "{"))
    {
      index += byte() == 0x5C ? 2 : 1
    }
    index = min(index, bytes.count)
    let text = unescaped(bytes[begin..<index], isTemplate: true)
    if index == bytes.count { fail("a template is never closed", start) }
    if byte() == UInt8(ascii: "$") {
      index += 2
      let part = append(isFirst ? .templateHead : .templateMiddle, text, start)
      if !isFirst, case .template(let last) = frames.last {
        match(last, part)
        file.tokens[part].match = -1
        frames.removeLast()
      }
      frames.append(.template(last: part))
    } else {
      index = min(index + 1, bytes.count)
      let part = append(isFirst ? .template : .templateTail, text, start)
      if !isFirst, case .template(let last) = frames.last {
        match(last, part)
        frames.removeLast()
      }
    }
  }

  /// Reads a regular expression; false when there is none here.
  private mutating func regex() -> Bool {
    var end = index + 1
    var isInClass = false
    while end < bytes.count, bytes[end] != 0x0A, isInClass || bytes[end] != UInt8(ascii: "/") {
      switch bytes[end] {
      case 0x5C: end += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      default: break
      }
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "/") else { return false }
    let start = index
    let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    index = end + 1
    while index < bytes.count, isNameByte(byte()) { index += 1 }
    append(.regex, text, start)
    return true
  }

  private mutating func punctuator(_ start: Int) {
    switch byte() {
    case UInt8(ascii: "("):
      let previous = file.tokens.last
      let follows =
        previous?.kind == .identifier
        && ["if", "while", "for", "with"].contains(previous?.text ?? "") && !isMemberName(-1)
      index += 1
      frames.append(.parenthesis(open: append(.punctuator, "(", start), followsCondition: follows))
    case UInt8(ascii: "["):
      index += 1
      frames.append(.bracket(open: append(.punctuator, "[", start)))
    case UInt8(ascii: "{"):
      let isBlock = beginsBlock
      index += 1
      frames.append(.brace(open: append(.punctuator, "{", start), isBlock: isBlock))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): closeBracket(start)
    default:
      var length = Self.punctuators.first { bytes[start...].starts(with: $0) }?.count ?? 1
      // `a?.5:1` is a conditional.
      if length == 2, byte() == UInt8(ascii: "?"), byte(1) == UInt8(ascii: "."),
        (0x30...0x39).contains(byte(2))
      {
        length = 1
      }
      index += length
      append(.punctuator, String(decoding: bytes[start..<index], as: UTF8.self), start)
    }
  }

  private mutating func closeBracket(_ start: Int) {
    let closer = byte()
    index += 1
    switch (closer, frames.last) {
    case (UInt8(ascii: ")"), .parenthesis(let open, let followsCondition)?):
      frames.removeLast()
      match(open, append(.punctuator, ")", start))
      operandFollowsBracket = followsCondition
    case (UInt8(ascii: "]"), .bracket(let open)?):
      frames.removeLast()
      match(open, append(.punctuator, "]", start))
      operandFollowsBracket = false
    case (UInt8(ascii: "}"), .brace(let open, let isBlock)?):
      frames.removeLast()
      match(open, append(.punctuator, "}", start))
      operandFollowsBracket = isBlock
    case (UInt8(ascii: "}"), .template?): templatePart(start, isFirst: false)
    case (UInt8(ascii: "}"), .jsxBrace(let open)?):
      frames.removeLast()
      match(open, append(.jsxBraceClose, "}", start))
    default:
      fail("'\(Character(Unicode.Scalar(closer)))' closes nothing", start)
      append(.punctuator, String(Character(Unicode.Scalar(closer))), start)
    }
  }

  // `>` is always alone: in `A<B<C>>` it closes, and whoever reads operators joins `>>` and `>=`.
  private static let punctuators: [[UInt8]] = [
    "...", "===", "!==", "**=", "<<=", "&&=", "||=", "??=", "=>", "==", "!=", "<=", "&&", "||",
    "??",
    "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", "**",
  ].map { Array($0.utf8) }
}

extension Tokenizer {
  /// Whether the token before another one is `.` or `?.`.
  private func isMemberName(_ offset: Int) -> Bool {
    let position = file.tokens.count + offset - 1
    guard position >= 0 else { return false }
    let token = file.tokens[position]
    return token.isPunctuator(".") || token.isPunctuator("?.")
  }

  /// Whether an operand may stand here, and not an operator.
  private var expectsOperand: Bool {
    guard let previous = file.tokens.last else { return true }
    switch previous.kind {
    case .identifier: return Self.wordsBeforeOperands.contains(previous.text) && !isMemberName(-1)
    case .number, .string, .template, .templateTail, .regex, .jsxClose, .privateName: return false
    case .punctuator:
      switch previous.text {
      case ")", "]", "}": return operandFollowsBracket
      case "++", "--": return false
      default: return true
      }
    default: return true
    }
  }

  private static let wordsBeforeOperands: Set<String> = [
    "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do",
    "else",
    "await", "yield", "default", "extends",
  ]

  /// Whether `{` here begins a block and not an object.
  private var beginsBlock: Bool {
    guard let previous = file.tokens.last else { return true }
    switch previous.kind {
    case .identifier:
      return isMemberName(-1)
        || ![
          "return", "yield", "await", "default", "typeof", "in", "of", "case", "throw", "new",
          "extends",
        ].contains(previous.text)
    case .punctuator:
      switch previous.text {
      case ")", ";", "{", "}", "=>", ">": return true
      case ":": return followsCase
      default: return false
      }
    case .string, .jsxClose: return true
    default: return false
    }
  }

  /// Whether the `:` before belongs to `case …:` or `default:`.
  private var followsCase: Bool {
    for token in file.tokens.reversed().prefix(40) {
      if token.isWord("case") || token.isWord("default") { return true }
      if token.kind == .punctuator, [";", "{", "}", "?"].contains(token.text) { return false }
    }
    return false
  }

  /// Whether `<` here begins an element, and not the type parameters of a function.
  private var beginsElement: Bool {
    let next = byte(1)
    guard isNameByte(next) || next == UInt8(ascii: ">") else { return false }
    guard isTypeScript, next != UInt8(ascii: ">") else { return true }
    var end = index + 1
    while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    return end < bytes.count && bytes[end] != UInt8(ascii: ",")
      && !bytes[end...].starts(with: "extends ".utf8)
  }
}

/// Whether a byte belongs to a name.
func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
  default: false
  }
}
