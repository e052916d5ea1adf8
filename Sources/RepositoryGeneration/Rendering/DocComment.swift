/// Text as a `///` comment, wrapped at 100 columns.
///
/// Whatever the text holds, each line of it stays a comment: line breaks of every kind become blanks, and
/// what would reorder or hide text on a reader's screen is dropped.
package func docComment(_ text: String, indent: Int = 0) -> String {
  let margin = String(repeating: " ", count: indent) + "/// "
  return wrapped(words: plainWords(text), width: 100 - margin.count)
    .map { margin + $0 }
    .joined(separator: "\n")
}

/// Paragraphs as a `///` comment, with an empty comment line between them.
package func docComment(paragraphs: [String], indent: Int = 0) -> String {
  paragraphs.map { docComment($0, indent: indent) }
    .joined(separator: "\n" + String(repeating: " ", count: indent) + "///\n")
}

/// The sentence that describes an object: its comment, or else what is known of it.
package func sentence(_ comment: String?, otherwise: String) -> String {
  let words = plainWords(comment ?? "")
  guard let last = words.last?.last else { return otherwise }
  let text = words.joined(separator: " ")
  return ".!?:".contains(last) ? text : text + "."
}

/// A name of the database between back-ticks, for a comment.
package func code(_ text: some CustomStringConvertible) -> String {
  let text = text.description
  return text.utf8.contains(UInt8(ascii: "`")) ? "`\(text.replacing("`", with: "'"))`" : "`\(text)`"
}

/// Text on lines that each hold as many words as fit; a longer word stands alone.
package func wrapped(words: [String], width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var count = 0
  for word in words {
    let wordCount = word.columns
    if line.isEmpty {
      line = word
      count = wordCount
    } else if count + 1 + wordCount <= width {
      line += " " + word
      count += 1 + wordCount
    } else {
      lines.append(line)
      line = word
      count = wordCount
    }
  }
  if !line.isEmpty { lines.append(line) }
  return lines
}

private func plainWords(_ text: String) -> [String] {
  if text.isPrintableASCII {
    return text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
  }
  let visible = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isHidden($0) }))
  return visible.split { $0.isWhitespace || isControl($0) }.map(String.init)
}

/// Whether a code point only steers how others are shown.
///
/// Joiners are letters' own business: Persian words and many emoji need them.
private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.generalCategory == .format && scalar != "\u{200C}" && scalar != "\u{200D}"
}

private func isControl(_ character: Character) -> Bool {
  character.unicodeScalars.contains { $0.properties.generalCategory == .control }
}
