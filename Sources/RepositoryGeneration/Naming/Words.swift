/// The words of a database name: split where it has anything but letters and digits, and between a
/// lower-case and an upper-case letter.
///
/// Only what Swift takes in a name is kept: of a character that is made of several code points, what
/// nobody can see is dropped, so that two names that look alike meet.
func words(of name: String) -> [String] {
  if let words = asciiWords(of: name) { return words }
  var words: [String] = []
  var word = ""
  for character in name {
    let part = visiblePart(of: character)
    if part.isEmpty || (character.isUppercase && word.last?.isLowercase == true) {
      if !word.isEmpty { words.append(word.lowercased()) }
      word = ""
    }
    word += part
  }
  if !word.isEmpty { words.append(word.lowercased()) }
  return words
}

/// The words of a name of ASCII, which nearly every name is; nil of any other.
private func asciiWords(of name: String) -> [String]? {
  var words: [String] = []
  var word: [UInt8] = []
  var isBehindLowercase = false
  func end() {
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    word = []
  }
  for byte in name.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      word.append(byte)
      isBehindLowercase = byte > UInt8(ascii: "9")
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      if isBehindLowercase { end() }
      word.append(byte | 0x20)
      isBehindLowercase = false
    case ..<0x80:
      end()
      isBehindLowercase = false
    default: return nil
    }
  }
  end()
  return words
}

/// The code points of a letter or digit that a Swift name can hold; none for any other character.
private func visiblePart(of character: Character) -> String {
  guard character.isLetter || character.isNumber else { return "" }
  let scalars = character.unicodeScalars.filter { scalar in
    scalar.properties.isIDContinue && !scalar.properties.isDefaultIgnorableCodePoint
  }
  return String(String.UnicodeScalarView(scalars))
}
