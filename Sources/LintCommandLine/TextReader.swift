import Lint
import SourceText

/// Turns SQL, YAML, JSON, TOML, `.env` and other text into facts: strings and allow comments, nothing else.
///
/// SQL has strings of its own. Of the others every line is one text: which part of it is a key or a value does
/// not matter to a name of a cluster.
struct TextReader: Sendable {
  /// Reads the bytes of a file.
  func read(_ bytes: [UInt8], path: String, isSQL: Bool) -> Facts {
    bytes.withUnsafeBufferPointer { bytes in
      let lines = LineTable(bytes)
      var facts = Facts(path: path)
      var scanner = TextScanner(
        bytes,
        isSQL: isSQL,
        isJSON: path.hasSuffix(".json") || path.hasSuffix(".jsonc")
      )
      scanner.run()
      facts.strings = scanner.strings.map { text, range in
        StringValue(alternatives: [text], range: lines.range(range))
      }
      facts.allowances = allowComments(scanner.comments, in: bytes, lines)
      if String(validating: bytes, as: UTF8.self) == nil {
        facts.incompleteness = Incompleteness(
          message: "the file is not UTF-8 text",
          position: TextRange.fileStart.start
        )
      }
      return facts
    }
  }
}

/// Splits text into strings and comments.
private struct TextScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isSQL: Bool
  private let isJSON: Bool
  private var index = 0
  private(set) var strings: [(FoldedText, Range<Int>)] = []
  private(set) var comments: [Range<Int>] = []
  /// Whether the next string of SQL continues the one before: only blanks with a newline, or `||`, between.
  private var continues = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, isSQL: Bool, isJSON: Bool) {
    self.bytes = bytes
    self.isSQL = isSQL
    self.isJSON = isJSON
  }

  mutating func run() {
    if isSQL { runSQL() } else { runLines() }
  }

  private func peek(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  // MARK: SQL

  private mutating func runSQL() {
    while index < bytes.count {
      let start = index
      switch peek() {
      case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
        while index < bytes.count, peek() != 0x0A { index += 1 }
        comments.append(start..<index)
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment(start)
      case UInt8(ascii: "'"):
        quoted(start, isEscaped: start > 0 && (bytes[start - 1] | 0x20) == UInt8(ascii: "e"))
      case UInt8(ascii: "\""):
        index += 1
        while index < bytes.count, peek() != UInt8(ascii: "\"") { index += 1 }
        index = min(index + 1, bytes.count)
        continues = false
      case UInt8(ascii: "$"): dollarQuoted(start)
      case 0x09...0x0D, 0x20: index += 1
      case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "n"), UInt8(ascii: "N"):
        // A prefix belongs to the string that follows.
        if peek(1) != UInt8(ascii: "'") { continues = false }
        index += 1
      case UInt8(ascii: "c"), UInt8(ascii: "C"):
        if !characterCode(start) {
          index += 1
          continues = false
        }
      case UInt8(ascii: "|") where peek(1) == UInt8(ascii: "|"): index += 2
      default:
        index += 1
        continues = false
      }
    }
  }

  /// As in `chr(99)`, which is a string of one character.
  private mutating func characterCode(_ start: Int) -> Bool {
    guard start == 0 || !isWordByte(bytes[start - 1]), start + 4 < bytes.count,
      bytes[start..<start + 4].elementsEqual("chr(".utf8)
        || bytes[start..<start + 4].elementsEqual("CHR(".utf8)
    else { return false }
    var end = start + 4
    while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
    let digits = String(decoding: bytes[(start + 4)..<end], as: UTF8.self)
    guard end < bytes.count, bytes[end] == UInt8(ascii: ")"), let code = UInt32(digits),
      let scalar = Unicode.Scalar(code)
    else { return false }
    index = end + 1
    append(Array(String(Character(scalar)).utf8), start..<index)
    return true
  }

  private mutating func blockComment(_ start: Int) {
    index = endOfBlockComment(in: bytes, from: start)
    comments.append(start..<index)
  }

  private mutating func quoted(_ start: Int, isEscaped: Bool) {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      if peek() == UInt8(ascii: "'") {
        guard peek(1) == UInt8(ascii: "'") else { break }
        index += 1
      } else if isEscaped, peek() == 0x5C {
        escape(&text)
        continue
      }
      text.append(peek())
      index += 1
    }
    index = min(index + 1, bytes.count)
    append(text, start..<index)
  }

  private mutating func escape(_ text: inout [UInt8]) {
    index += 1
    let kind = peek()
    index += 1
    let (radix, limit): (Int, Int)
    switch kind {
    case UInt8(ascii: "x"): (radix, limit) = (16, 2)
    case UInt8(ascii: "u"): (radix, limit) = (16, 4)
    case UInt8(ascii: "U"): (radix, limit) = (16, 8)
    case 0x30...0x37:
      index -= 1
      (radix, limit) = (8, 3)
    default:
      text.append(kind)
      return
    }
    var digits = ""
    while digits.utf8.count < limit,
      Int(String(Character(Unicode.Scalar(peek()))), radix: radix) != nil
    {
      digits.append(Character(Unicode.Scalar(peek())))
      index += 1
    }
    if let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value) {
      text += Array(String(Character(scalar)).utf8)
    }
  }

  /// `$tag$ … $tag$`: a body of its own, in which comments are comments.
  private mutating func dollarQuoted(_ start: Int) {
    var end = index + 1
    while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$"),
      start == 0 || !isWordByte(bytes[start - 1])
    else {
      index += 1
      continues = false
      return
    }
    // The body is read as SQL too: of a function or DO it is, and of a text only its strings are missed.
    index = end + 1
    continues = false
  }

  private mutating func append(_ text: [UInt8], _ range: Range<Int>) {
    let piece = FoldedText(String(decoding: text, as: UTF8.self))
    if continues, var (last, place) = strings.popLast() {
      last.append(piece)
      place = place.lowerBound..<range.upperBound
      strings.append((last, place))
    } else {
      strings.append((piece, range))
    }
    continues = true
  }

  // MARK: Other text

  private mutating func runLines() {
    while index < bytes.count {
      let start = index
      var end = index
      var quote: UInt8?
      var comment: Int?
      while end < bytes.count, bytes[end] != 0x0A {
        let byte = bytes[end]
        if let open = quote {
          if byte == 0x5C, open == UInt8(ascii: "\"") { end += 1 }
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "\"")
          || (byte == UInt8(ascii: "'") && !isJSON) && (end == start || !isWordByte(bytes[end - 1]))
        {
          quote = byte
        } else if comment == nil, beginsComment(end, start) {
          comment = end
          while end < bytes.count, bytes[end] != 0x0A { end += 1 }
          break
        }
        end += 1
      }
      end = min(end, bytes.count)
      if let comment { comments.append(comment..<end) }
      words(start..<(comment ?? end))
      index = end + 1
    }
  }

  private func beginsComment(_ offset: Int, _ lineStart: Int) -> Bool {
    if isJSON {
      return bytes[offset] == UInt8(ascii: "/") && offset + 1 < bytes.count
        && bytes[offset + 1] == UInt8(ascii: "/")
    }
    guard
      bytes[offset] == UInt8(ascii: "#")
        || (bytes[offset] == UInt8(ascii: ";") && offset == lineStart)
    else { return false }
    // In YAML and .env files `#` belongs to a value unless a blank stands before it.
    return offset == lineStart || bytes[offset - 1] <= 0x20
  }

  /// The words of a line, each a text of its own so that a finding points to it.
  private mutating func words(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard isTokenByte(bytes[index]) else {
        index += 1
        continue
      }
      var start = index
      while index < range.upperBound, isTokenByte(bytes[index]) { index += 1 }
      start = valueStart(of: start..<index)
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      strings.append((FoldedText(text.contains("\\u") ? unescaped(text) : text), start..<index))
    }
  }

  /// Where the value begins that a shell takes in the place of a variable: `b` of `${A:-b}` and `${A-b}`.
  private func valueStart(of word: Range<Int>) -> Int {
    let dash = UInt8(ascii: "-")
    let isBehindName =
      word.lowerBound >= 2 && bytes[word.lowerBound - 1] == UInt8(ascii: "{")
      && bytes[word.lowerBound - 2] == UInt8(ascii: "$")
    if isBehindName, let place = bytes[word].firstIndex(of: dash) { return place + 1 }
    let isBehindColon = word.lowerBound > 0 && bytes[word.lowerBound - 1] == UInt8(ascii: ":")
    return isBehindColon && bytes[word.lowerBound] == dash ? word.lowerBound + 1 : word.lowerBound
  }

  /// `\u0063` of JSON and YAML.
  private func unescaped(_ text: String) -> String {
    text.replacing(/\\u([0-9a-fA-F]{4})/) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        ?? String(match.0)
    }
  }

  private func isTokenByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == UInt8(ascii: "-") || byte == 0x5C
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
    default: false
    }
  }
}
