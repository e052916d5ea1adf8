package import Lint

/// Tells from the bytes of a file, before it is parsed, that no rule can find anything in it.
///
/// Why this never changes an answer: every identifier of a file is one of its words; and a folded string is
/// put together from pieces that each are the text of a literal between two characters that are no part of
/// a word, or an identifier. So a text can come about only where a chain of words yields it: the first ends
/// with the text's beginning, those between are parts of it as they stand, the last begins with its end.
/// Escapes that spell characters by number are the exception, and a file with one is always parsed.
package struct Prefilter: Sendable {
  private let words: Set<[UInt8]>
  private let fragments: [[UInt8]]
  private let texts: [[UInt8]]

  /// Prepares to look for needles.
  package init(_ needles: Needles) {
    words = Set(needles.words.map { Array($0.utf8) })
    fragments = needles.fragments.sorted().map { Array($0.utf8) }
    texts = needles.texts.sorted().flatMap { text in
      // A text with other characters than those of words is looked for by its words.
      text.utf8.split { !isWordByte($0) }.map(Array.init)
    }
  }

  /// Whether a rule might find something in a file.
  package func mayHoldFinding(_ bytes: [UInt8]) -> Bool {
    guard let words = distinctWords(of: bytes) else { return true }
    if fragments.contains([]) { return true }
    return words.contains { word in
      self.words.contains(word) || fragments.contains { contains(lowercased(word), $0) }
    } || texts.contains { canYield($0, from: words) }
  }

  /// The words of a file; nil when an escape may hide one.
  private func distinctWords(of bytes: [UInt8]) -> Set<[UInt8]>? {
    var words: Set<[UInt8]> = []
    var start = 0
    var hidesWord = false
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if isWordByte(bytes[index]) {
          index += 1
          continue
        }
        if index > start { words.insert(Array(bytes[start..<index])) }
        // `\u{`, and in raw strings `\#u{`: the word before the brace is exactly `u`.
        if bytes[index] == UInt8(ascii: "{"), index == start + 1, bytes[start] == UInt8(ascii: "u")
        {
          hidesWord = true
          return
        }
        index += 1
        start = index
      }
      if index > start { words.insert(Array(bytes[start..<index])) }
    }
    return hidesWord ? nil : words
  }

  /// Whether strings of these words, put together, can hold a text.
  private func canYield(_ text: [UInt8], from words: Set<[UInt8]>) -> Bool {
    if words.contains(where: { contains($0, text) }) { return true }
    // reached[n]: the first n bytes can be put together.
    var reached = [Bool](repeating: false, count: text.count + 1)
    for length in 1..<max(2, text.count) {
      let beginning = text[..<min(length, text.count)]
      reached[length] = words.contains { $0.suffix(length).elementsEqual(beginning) }
    }
    for start in 1..<max(2, text.count) where reached[min(start, text.count)] {
      if words.contains(where: { $0.starts(with: text[start...]) }) { return true }
      for end in (start + 1)..<max(start + 2, text.count) where end < text.count && !reached[end] {
        reached[end] = words.contains(Array(text[start..<end]))
      }
    }
    return false
  }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
  default: false
  }
}

private func lowercased(_ word: [UInt8]) -> [UInt8] {
  word.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
}

private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
  guard let first = part.first else { return true }
  guard bytes.count >= part.count else { return false }
  return (0...(bytes.count - part.count)).contains { start in
    bytes[start] == first && bytes[start..<start + part.count].elementsEqual(part)
  }
}
