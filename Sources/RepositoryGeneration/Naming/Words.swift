/// The words of a database name: split where it has anything but letters and digits, and between a
/// lower-case and an upper-case letter.
func words(of name: String) -> [String] {
  var words: [String] = []
  var word = ""
  for character in name {
    let isPart = character.isLetter || character.isNumber
    if !isPart || (character.isUppercase && word.last?.isLowercase == true) {
      if !word.isEmpty { words.append(word.lowercased()) }
      word = ""
    }
    if isPart { word.append(character) }
  }
  if !word.isEmpty { words.append(word.lowercased()) }
  return words
}
