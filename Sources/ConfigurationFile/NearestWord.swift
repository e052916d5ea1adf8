/// The word that somebody most likely meant: the one with the fewest letters to insert, delete, replace or
/// swap, if those are few.
///
/// - Parameters:
///   - word: what was written.
///   - words: what could have been meant.
/// - Returns: the nearest, the first of several; nil where none is near.
package func nearestWord(to word: String, among words: some Sequence<String>) -> String? {
  let limit = max(1, word.count / 3)
  return words.map {
    (word: $0, distance: distance(Array(word.lowercased()), Array($0.lowercased())))
  }
  .filter { $0.distance <= limit }
  .min { $0.distance < $1.distance }?
  .word
}

/// The optimal string alignment distance.
private func distance(_ left: [Character], _ right: [Character]) -> Int {
  var rows = [Array(0...right.count)]
  for (line, character) in left.enumerated() {
    var row = [line + 1]
    for (column, other) in right.enumerated() {
      var steps = min(
        rows[line][column + 1] + 1,
        row[column] + 1,
        rows[line][column] + (character == other ? 0 : 1)
      )
      if line > 0, column > 0, character == right[column - 1], left[line - 1] == other {
        steps = min(steps, rows[line - 1][column - 1] + 1)
      }
      row.append(steps)
    }
    rows.append(row)
  }
  return rows[left.count][right.count]
}
