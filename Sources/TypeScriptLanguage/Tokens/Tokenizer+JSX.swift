extension Tokenizer {
  /// The next token of `<Tag attribute="…" {...rest}>`.
  mutating func tagToken(_ open: Int) {
    guard skipTrivia() else { return }
    let start = index
    switch byte() {
    case UInt8(ascii: "/"):
      index += 1
      guard skipTrivia(), byte() == UInt8(ascii: ">") else { return }
      index += 1
      frames.removeLast()
      match(open, append(.jsxClose, ">", start))
    case UInt8(ascii: ">"):
      index += 1
      frames[frames.count - 1] = .children(open: open)
    case UInt8(ascii: "{"): openBrace(start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): attributeText(start)
    case UInt8(ascii: "<"):
      if index > 0, bytes[index - 1] == UInt8(ascii: "=") {
        index += 1
        frames.append(.tag(open: append(.jsxOpen, "<", start)))
      } else {
        skipTypeArguments()
      }
    case let first where isNameByte(first):
      while index < bytes.count, isNameByte(byte()) || [0x2D, 0x3A, 0x2E].contains(byte()) {
        index += 1
      }
      append(.jsxName, String(decoding: bytes[start..<index], as: UTF8.self), start)
    default: index += 1
    }
  }

  /// The next token between `<Tag>` and `</Tag>`.
  mutating func childToken(_ open: Int) {
    let start = index
    while index < bytes.count, byte() != UInt8(ascii: "<"), byte() != UInt8(ascii: "{") {
      index += 1
    }
    let text = bytes[start..<index]
    if text.contains(where: { $0 > 0x20 }) {
      append(.jsxText, resolvingEntities(String(decoding: text, as: UTF8.self)), start)
    }
    guard index < bytes.count else { return }
    let mark = index
    if byte() == UInt8(ascii: "{") {
      openBrace(mark)
    } else if byte(1) == UInt8(ascii: "/") {
      while index < bytes.count, byte() != UInt8(ascii: ">") { index += 1 }
      index = min(index + 1, bytes.count)
      frames.removeLast()
      match(open, append(.jsxClose, ">", mark))
    } else {
      index += 1
      frames.append(.tag(open: append(.jsxOpen, "<", mark)))
    }
  }

  private mutating func openBrace(_ start: Int) {
    index += 1
    frames.append(.jsxBrace(open: append(.jsxBraceOpen, "{", start)))
  }

  private mutating func attributeText(_ start: Int) {
    let quote = byte()
    index += 1
    while index < bytes.count, byte() != quote { index += 1 }
    let text = String(decoding: bytes[(start + 1)..<index], as: UTF8.self)
    index = min(index + 1, bytes.count)
    append(.jsxString, resolvingEntities(text), start)
  }

  private mutating func skipTypeArguments() {
    var depth = 0
    while index < bytes.count {
      if byte() == UInt8(ascii: "<") { depth += 1 }
      if byte() == UInt8(ascii: ">") { depth -= 1 }
      index += 1
      if depth == 0 { return }
    }
  }
}

/// Elements and attributes know no escapes, but the entities of HTML; those by number can spell a letter.
private func resolvingEntities(_ text: String) -> String {
  guard text.contains("&#") || text.contains("&lowbar;") else { return text }
  let numbers = text.replacing(/&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));/) { match in
    let value =
      match.output.1.flatMap { UInt32($0, radix: 16) } ?? match.output.2.flatMap { UInt32($0) }
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
      ?? String(match.output.0)
  }
  return numbers.replacing("&lowbar;", with: "_")
}
