/// A file as statements.
struct ParsedFile: Sendable {
  let statements: [Statement]
  /// Why a part of the file is not among the statements; nil when all of it is.
  let failure: SyntaxFailure?
  /// The names and texts of a file that has such a part, in their order; of any other, none.
  let words: [Token]
}

/// Turns tokens into statements.
///
/// It accepts more than the language does, and reads of types only their names and texts. What it does not
/// understand it skips up to the next bracket or statement, and says so.
struct Parser {
  let tokens: [Token]
  var index = 0
  var failure: SyntaxFailure?
  /// Whether `in` is an operator: not in the head of a `for`.
  var allowsIn = true
  var depth = 0

  /// Deeper than any program is written; a recursion beyond would end the linter.
  static let maximumDepth = 250

  /// Parses the tokens of a file.
  static func parse(_ file: TokenizedFile) -> ParsedFile {
    var parser = Parser(tokens: file.tokens, failure: file.failure)
    let statements = parser.statements(until: parser.tokens.count - 1)
    let words = parser.failure == nil ? [] : file.tokens.filter(\.isWordOrText)
    return ParsedFile(statements: statements, failure: parser.failure, words: words)
  }

  // MARK: Tokens

  var token: Token { tokens[index] }

  func peek(_ offset: Int = 1) -> Token {
    tokens[min(index + offset, tokens.count - 1)]
  }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  mutating func take(_ punctuator: String) -> Bool {
    guard token.isPunctuator(punctuator) else { return false }
    advance()
    return true
  }

  mutating func takeWord(_ word: String) -> Bool {
    guard token.isWord(word) else { return false }
    advance()
    return true
  }

  mutating func fail(_ message: String) {
    guard failure == nil else { return }
    failure = SyntaxFailure(message: message, offset: token.range.lowerBound)
  }

  mutating func failUnexpected() {
    fail(
      token.kind == .end
        ? "the file ends too early" : "'\(token.text.prefix(40))' is not expected here"
    )
  }

  mutating func expect(_ punctuator: String) {
    if !take(punctuator) { failUnexpected() }
  }

  /// The bytes from a token to the one before this.
  func range(from start: Int) -> Range<Int> {
    let lower = tokens[start].range.lowerBound
    return lower..<max(lower, tokens[max(index - 1, start)].range.upperBound)
  }

  /// Runs a part of the grammar one level deeper; nil when that is too deep.
  mutating func nested<Result>(_ body: (inout Parser) -> Result) -> Result? {
    guard depth < Self.maximumDepth else {
      fail("the file nests too deeply")
      // Whoever waits for something behind this must not wait for ever.
      index = closing(index)
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  /// The token that closes the bracket here, or the last token.
  func closing(_ open: Int) -> Int {
    let match = tokens[open].match
    return match > open ? match : tokens.count - 1
  }

  // MARK: Blocks

  /// Statements up to a token.
  mutating func statements(until end: Int) -> [Statement] {
    var result: [Statement] = []
    while index < end, token.kind != .end {
      let start = index
      result.append(statement())
      if index == start {
        failUnexpected()
        index = token.match > index ? token.match + 1 : index + 1
      }
    }
    index = min(end, tokens.count - 1)
    return result
  }

  /// As in `{ … }`.
  mutating func block() -> [Statement] {
    guard token.isPunctuator("{") else {
      failUnexpected()
      return []
    }
    let end = closing(index)
    advance()
    let savedIn = allowsIn
    allowsIn = true
    defer { allowsIn = savedIn }
    let body = nested { $0.statements(until: end) } ?? []
    index = end
    advance()
    return body
  }

  /// A block, or one statement.
  mutating func body() -> [Statement] {
    if token.isPunctuator("{") { return block() }
    return nested { [$0.statement()] } ?? []
  }

  /// Skips a `;`, if there is one.
  mutating func endStatement() {
    _ = take(";")
  }
}
