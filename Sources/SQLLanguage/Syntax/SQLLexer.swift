/// Tells names of parameters apart from what only looks like them: in strings, casts and comments.
struct SQLLexer {
  private let bytes: [UInt8]
  private let base: Int
  private var position = 0
  /// Where the SQL begins that was passed and is no token yet.
  private var start = 0
  private var found: [SQLToken] = []

  init(_ text: String, at base: Int) {
    bytes = Array(text.utf8)
    self.base = base
  }

  mutating func tokens() -> [SQLToken] {
    while let byte = peek(0) {
      switch byte {
      case "'": take(.quoted) { lexer in lexer.endOfString(escapes: lexer.isEscapeString) }
      case "\"": take(.quoted) { lexer in lexer.end(of: "\"") }
      case "$": takeDollar()
      case "-" where peek(1) == "-": takeLineComment()
      case "/" where peek(1) == "*": take(.blockComment) { lexer in lexer.endOfBlockComment() }
      case ";": append(.semicolon, upTo: position + 1)
      case ":" where peek(1) == ":": position += 2
      case ":" where peek(1).map(isNameStart) == true && !isNameOrBracket(before: position):
        takeParameter()
      default: position += isName(byte) ? nameLength(at: position) : 1
      }
    }
    flush()
    return found
  }

  // MARK: Tokens

  private mutating func takeParameter() {
    let end = position + 1 + nameLength(at: position + 1)
    let isOptional = end < bytes.count && bytes[end] == UInt8(ascii: "?")
    let name = string(position + 1, end)
    append(.parameter(name, isOptional: isOptional), upTo: isOptional ? end + 1 : end)
  }

  private mutating func takeLineComment() {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    append(.lineComment(string(position + 2, end)), upTo: end)
  }

  /// `$1`, or a string between `$tag$` and `$tag$`.
  private mutating func takeDollar() {
    if let next = peek(1), next.isNumber {
      var end = position + 1
      while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
      append(.positional, upTo: end)
      return
    }
    var end = position + 1
    while end < bytes.count, isName(Character(UnicodeScalar(bytes[end]))), bytes[end] != 0x24 {
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
      position += 1
      return
    }
    let tag = Array(bytes[position...end])
    take(.quoted) { lexer in
      var close = end + 1
      while close + tag.count <= lexer.bytes.count {
        if Array(lexer.bytes[close..<close + tag.count]) == tag { return close + tag.count }
        close += 1
      }
      return nil
    }
  }

  private mutating func take(
    _ kind: SQLToken.Kind,
    _ end: (borrowing SQLLexer) -> Int?
  ) {
    if let end = end(self) {
      append(kind, upTo: end)
    } else {
      let what = kind == .blockComment ? "a comment" : "a quoted text"
      append(.unterminated(what), upTo: bytes.count)
    }
  }

  private mutating func append(_ kind: SQLToken.Kind, upTo end: Int) {
    flush()
    found.append(SQLToken(kind: kind, offset: base + position, text: string(position, end)))
    position = end
    start = end
  }

  /// Makes a token of the SQL that was passed.
  private mutating func flush() {
    guard start < position else { return }
    found.append(SQLToken(kind: .text, offset: base + start, text: string(start, position)))
    start = position
  }

  // MARK: Ends

  private func endOfString(escapes: Bool) -> Int? {
    var end = position + 1
    while end < bytes.count {
      if escapes, bytes[end] == UInt8(ascii: "\\") {
        end += 2
      } else if bytes[end] == UInt8(ascii: "'") {
        guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "'") else { return end + 1 }
        end += 2
      } else {
        end += 1
      }
    }
    return nil
  }

  private func end(of quote: Character) -> Int? {
    bytes[(position + 1)...].firstIndex(of: quote.asciiValue ?? 0).map { $0 + 1 }
  }

  private func endOfBlockComment() -> Int? {
    var depth = 0
    var end = position
    while end + 1 < bytes.count {
      if bytes[end] == UInt8(ascii: "/"), bytes[end + 1] == UInt8(ascii: "*") {
        depth += 1
        end += 2
      } else if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: "/") {
        depth -= 1
        end += 2
        if depth == 0 { return end }
      } else {
        end += 1
      }
    }
    return nil
  }

  /// Whether the string begins as `E'…'`, in which a backslash escapes.
  private var isEscapeString: Bool {
    guard position > 0, [0x45, 0x65].contains(bytes[position - 1]) else { return false }
    return position < 2 || !isName(Character(UnicodeScalar(bytes[position - 2])))
  }

  // MARK: Characters

  private func peek(_ distance: Int) -> Character? {
    let index = position + distance
    return index < bytes.count ? Character(UnicodeScalar(bytes[index])) : nil
  }

  private func string(_ from: Int, _ to: Int) -> String {
    String(decoding: bytes[from..<to], as: UTF8.self)
  }

  private func nameLength(at index: Int) -> Int {
    bytes[index...].prefix { isName(Character(UnicodeScalar($0))) }.count
  }

  /// Whether `:` stands in a slice: `a[1:n]`.
  private func isNameOrBracket(before index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = Character(UnicodeScalar(bytes[index - 1]))
    return isName(before) || before == "]" || before == ":"
  }

  private func isNameStart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character == "_")
  }

  /// Whether a byte belongs to a name; every byte of a character beyond ASCII does.
  private func isName(_ character: Character) -> Bool {
    !character.isASCII || character.isLetter || character.isNumber || character == "_"
      || character == "$"
  }
}
