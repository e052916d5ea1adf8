/// Text as a `///` comment, wrapped at 100 columns.
///
/// Whatever the text holds, each line of it stays a comment: line breaks of every kind become blanks.
func docComment(_ text: String, indent: Int = 0) -> String {
  let margin = String(repeating: " ", count: indent) + "/// "
  return wrapped(words: plainWords(text), width: 100 - margin.count)
    .map { margin + $0 }
    .joined(separator: "\n")
}

/// The sentence that describes an object: its comment, or else what is known of it.
func sentence(_ comment: String?, otherwise: String) -> String {
  let words = plainWords(comment ?? "")
  guard let last = words.last?.last else { return otherwise }
  let text = words.joined(separator: " ")
  return ".!?:".contains(last) ? text : text + "."
}

/// Text on lines that each hold as many words as fit; a longer word stands alone.
func wrapped(words: [String], width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in words {
    if line.isEmpty {
      line = word
    } else if line.count + 1 + word.count <= width {
      line += " " + word
    } else {
      lines.append(line)
      line = word
    }
  }
  if !line.isEmpty { lines.append(line) }
  return lines
}

private func plainWords(_ text: String) -> [String] {
  text.split { $0.isWhitespace || $0.isNewline || isControl($0) }.map(String.init)
}

private func isControl(_ character: Character) -> Bool {
  character.unicodeScalars.contains { $0.properties.generalCategory == .control }
}
