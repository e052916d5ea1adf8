/// A text that matches a simple pattern: letters, classes of them, and how often they come.
///
/// - Returns: nil for a pattern that holds anything else.
func example(ofPattern pattern: String) -> String? {
  var rest = pattern[...]
  var example = ""
  while let first = rest.popFirst() {
    let character: Character
    switch first {
    case "^", "$": continue
    case "[":
      guard let end = rest.firstIndex(of: "]"), let member = rest.first, member != "^",
        member != "["
      else { return nil }
      character = member
      rest = rest[rest.index(after: end)...]
    case "\\":
      guard let escaped = rest.popFirst() else { return nil }
      switch escaped {
      case "d": character = "1"
      case "w": character = "a"
      case ".", "-", "/", "+": character = escaped
      default: return nil
      }
    case ".": character = "a"
    case "(", ")", "|", "*", "+", "?", "{", "}": return nil
    default: character = first
    }
    guard let count = count(at: &rest) else { return nil }

    example += String(repeating: character, count: count)
  }
  return example
}

/// How often what stands before comes at least; once, where an empty text would be left.
private func count(at rest: inout Substring) -> Int? {
  switch rest.first {
  case "*", "?":
    rest.removeFirst()
    return 0
  case "+":
    rest.removeFirst()
    return 1
  case "{":
    guard let end = rest.firstIndex(of: "}") else { return nil }
    let numbers = rest[rest.index(after: rest.startIndex)..<end].split(separator: ",")
    rest = rest[rest.index(after: end)...]
    return numbers.first.flatMap { Int($0) }
  default:
    return 1
  }
}
