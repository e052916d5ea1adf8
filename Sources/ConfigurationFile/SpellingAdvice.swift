/// What to do about a word that nothing is called: ` Did you mean 'slug'?` where a known word is near to it.
///
/// It follows a sentence, so it begins with a blank.
package func spellingAdvice(_ word: String, among known: some Sequence<String>) -> String {
  let near = known.map { (word: $0, distance: editDistance(word, $0)) }
    .filter { $0.distance <= greatestDistance(min(word.count, $0.word.count)) }
    .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
  return near.map { " Did you mean '\($0.word)'?" } ?? " Correct the spelling."
}

/// How far apart two words may be and still be meant for one another.
private func greatestDistance(_ count: Int) -> Int { count < 4 ? 1 : max(2, count / 3) }

/// How many characters must be put in, taken out or replaced to make one word of another.
private func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (position, character) in left.enumerated() {
    var diagonal = row[0]
    row[0] = position + 1
    for (column, other) in right.enumerated() {
      let replaced = diagonal + (character == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
    }
  }
  return row[right.count]
}
